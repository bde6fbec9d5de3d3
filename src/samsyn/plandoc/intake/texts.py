"""The document from top to bottom: title, sections, vision and goals, and what heading each table stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.docread import Document, Heading, Paragraph, Ref, Style, Table, flowing
from samsyn.plandoc.intake import budgets
from samsyn.plandoc.intake.columns import PROGRAMME_LABELS, labelled
from samsyn.plandoc.intake.draft import Builder, RowKind, Why
from samsyn.plandoc.intake.found import Found, Part
from samsyn.plandoc.intake.letters import folded, likeness, slug
from samsyn.plandoc.intake.records import Programme, Rows, programme_heading, steps_alone
from samsyn.plandoc.intake.tables import understood

_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)")
_GOAL = re.compile(r"^(\d{1,3})[.):]\s+(\S.*)$", re.DOTALL)
_YEARS = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|till|to)\s*(20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_EDITION = re.compile(r"^(?:utgåva|edition) \d+, (?:utkast|draft|beslutad|decided)\b", re.IGNORECASE)
_SPOILT = re.compile(r"(?<=\w)[éèêãâ&](?=\w)")
_LONGEST_HEADING = 200


class Topic(StrEnum):
    NONE = ""
    VISION_AND_GOALS = "vision_and_goals"
    VISION = "vision"
    GOALS = "goals"
    BUDGET = "budget"
    AREAS = "areas"
    ACTIVITIES = "activities"
    BODIES = "bodies"
    PARTIES = "parties"


_TOPICS = {
    Topic.VISION_AND_GOALS: ("vision och mål", "vision and goals"),
    Topic.VISION: ("vision", "vår vision"),
    Topic.GOALS: ("mål", "målen", "goals", "våra mål", "övergripande mål"),
    Topic.BUDGET: ("budget", "budget och ekonomi", "ekonomi"),
    Topic.AREAS: ("utvecklingsområden", "utvecklingsområde", "development areas", "områden"),
    Topic.ACTIVITIES: (
        "styrgrupper och nätverk", "grupper och nätverk", "nätverk", "nätverk och återkommande",
        "återkommande aktiviteter", "steering groups and networks", "networks and recurring",
    ),
    Topic.BODIES: ("grupper", "organ", "organisation", "bodies"),
    Topic.PARTIES: ("parter", "samverkande parter", "parties"),
}  # fmt: skip
_HINTS = {
    Topic.AREAS: RowKind.AREA, Topic.ACTIVITIES: RowKind.ACTIVITY, Topic.BODIES: RowKind.BODY,
    Topic.GOALS: RowKind.GOAL, Topic.PARTIES: RowKind.PARTY,
}  # fmt: skip


def topic_of(heading: str) -> Topic:
    said = _NUMBERING.sub("", heading)
    for topic, names in _TOPICS.items():
        if any(likeness(said, name) >= 0.9 for name in names):
            return topic
    mended = _SPOILT.sub("a", said)  # "Mél": too short to be like anything
    return topic_of(mended) if mended != said else Topic.NONE


@dataclass(slots=True)
class _Open:
    """The heading that is open now, and what has been met under it."""

    text: str
    ref: Ref
    level: int
    topic: Topic
    body: list[tuple[str, bool]] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)
    filled: bool = False  # something other than running text stands under it


@dataclass(slots=True)
class Outline:
    made: Builder
    rows: Rows
    plan: int
    topic: Topic = Topic.NONE
    topic_level: int = 0
    open: _Open | None = None
    goal: int = -1
    strategy: int = -1
    budget: int = -1
    programme_field: str = ""
    last: Found | None = None
    waiting: list[Found] = field(default_factory=list)
    numbered: bool = False  # the headings carry typed numbers

    def read(self, document: Document) -> None:
        headings = [block.text for block in document.blocks if isinstance(block, Heading)]
        self.numbered = sum(1 for text in headings if _NUMBERING.match(text)) >= max(2, len(headings) // 3)
        blocks = document.blocks
        for number, block in enumerate(blocks):
            ref = (number, -1)
            match block:
                case Heading():
                    after = blocks[number + 1] if number + 1 < len(blocks) else None
                    self.heading(block, ref, after)
                case Paragraph():
                    self.paragraph(block, ref)
                case Table():
                    self.table(number, block)
        self.flush()
        self.close()

    # ---- headings

    def heading(self, block: Heading, ref: Ref, after: object) -> None:
        self.flush()
        self.close()
        topic = topic_of(block.text)
        under = block.level > self.topic_level and self.topic is not Topic.NONE
        self.programme_field = ""
        self.rows.programme = None
        goal = self.topic in (Topic.GOALS, Topic.VISION_AND_GOALS) and _GOAL.match(block.text)
        if under and (goal or topic in (Topic.NONE, self.topic)) and self.special(block, ref):
            return
        if topic or not under:
            self.topic, self.topic_level = topic, block.level
        self.goal = self.strategy = self.budget = -1
        parent_only = isinstance(after, Heading) and after.level > block.level
        self.open = _Open(block.text, ref, block.level, topic, filled=parent_only)

    def special(self, block: Heading, ref: Ref) -> bool:
        """A heading that is a row by itself: a numbered goal, a strategy, a budget, a programme."""
        made = self.made
        if self.topic in (Topic.GOALS, Topic.VISION_AND_GOALS) and (found := _GOAL.match(block.text)):
            self.goal = made.row(RowKind.GOAL)
            made.put(self.goal, "number", found[1], [ref])
            made.put(self.goal, "title", found[2], [ref])
            return True
        if self.topic is Topic.VISION_AND_GOALS:
            self.goal = -1
            self.strategy = made.row(RowKind.STRATEGY)
            taken = {made.words(other, "key") for other in made.of(RowKind.STRATEGY)}
            made.put(self.strategy, "name", block.text, [ref])
            made.put(self.strategy, "key", slug(block.text, taken), (), Why.NUMBERED)
            return True
        if self.topic is Topic.BUDGET and _YEAR.search(block.text):
            self.open = _Open(block.text, ref, block.level, Topic.BUDGET)
            self.budget = -1
            return True
        if self.topic is Topic.AREAS and (named := programme_heading(block.text)):
            row = made.row(RowKind.AREA)
            made.put(row, "code", named[0], [ref])
            made.put(row, "title", named[1], [ref])
            made.put(row, "kind", "programme", (), Why.SURE)
            self.rows.programme = Programme(row)
            self.programme_field = "what"
            return True
        return False

    # ---- running text

    def paragraph(self, block: Paragraph, ref: Ref) -> None:
        made = self.made
        if block.style is Style.ASIDE:
            made.leave(ref, aside=True)
        elif block.style is Style.CONTENTS:
            made.use(ref)
        elif block.style is Style.NOTE:
            made.leave(ref)
        elif block.style is Style.TITLE and not made.words(self.plan, "title"):
            made.put(self.plan, "title", " ".join(block.text.split()), [ref])
        elif _EDITION.match(block.text) and self.open is None:
            made.use(ref)
        elif block.style is Style.CAPTION:
            self.caption(block, ref)
        elif not self.placed(block, ref):
            self.running(block, ref)

    def caption(self, block: Paragraph, ref: Ref) -> None:
        """The name of a table: it repeats what the heading or the programme says, or says what the table is."""
        if self.open:
            self.open.filled = True
        self.made.use(ref)

    def placed(self, block: Paragraph, ref: Ref) -> bool:
        made = self.made
        if self.rows.programme and self.last is None:
            return self.of_programme(self.rows.programme.row, block, ref)
        typed = _GOAL.match(block.text) if self.topic is Topic.GOALS else None
        if typed and (self.goal < 0 or typed[1] == str(int(self.made.words(self.goal, "number")) + 1)):
            return self.typed_goal(typed, ref)
        if self.goal >= 0:
            self.follow(self.goal, "description", block, ref)
            return True
        if self.strategy >= 0:
            if block.style is not Style.BULLET:
                return False
            focus = made.row(RowKind.FOCUS_AREA, self.strategy)
            taken = {made.words(other, "key") for other in made.of(RowKind.FOCUS_AREA)}
            made.put(focus, "name", block.text, [ref])
            made.put(focus, "key", slug(block.text, taken), (), Why.NUMBERED)
            return True
        if self.topic in (Topic.VISION, Topic.VISION_AND_GOALS) and self.open and self.open.topic is self.topic:
            return self.of_vision(block, ref)
        if self.budget >= 0 and self.topic is Topic.BUDGET:
            self.follow(self.budget, "note", block, ref)
            return True
        return False

    def of_vision(self, block: Paragraph, ref: Ref) -> bool:
        if self.open:
            self.open.filled = True
        if folded(block.text) in ("vision", "mal"):  # the heading of a frame
            self.made.use(ref)
            return True
        again = bool(self.made.words(self.plan, "vision"))
        self.made.put(self.plan, "vision", block.text, [ref], Why.PLACE if again else Why.SURE)
        return True

    def typed_goal(self, found: re.Match[str], ref: Ref) -> bool:
        """A goal that is a paragraph: its number and title, and perhaps more lines."""
        if self.open:
            self.open.filled = True
        self.goal = self.made.row(RowKind.GOAL)
        title, _, rest = found[2].partition("\n")
        self.made.put(self.goal, "number", found[1], [ref])
        self.made.put(self.goal, "title", title.strip(), [ref], Why.PLACE)
        self.made.put(self.goal, "description", rest.strip().replace("\n", " "), [ref], Why.PLACE)
        return True

    def of_programme(self, row: int, block: Paragraph, ref: Ref) -> bool:
        name, label, text = labelled(block.text, PROGRAMME_LABELS)
        if name == "goals" and not text[:1].isdigit():
            name = ""
        if name:
            self.programme_field = name
            self.made.put(row, name, text, [ref])
            self.made.use(ref, label)
        else:
            self.follow(row, self.programme_field, block, ref)
        return True

    def follow(self, row: int, name: str, block: Paragraph, ref: Ref) -> None:
        """Go on with a text of several paragraphs."""
        before = self.made.cells.get((row, name))
        bullet = block.style is Style.BULLET
        text = f"- {block.text}" if bullet else block.text
        if before and bullet and before.words.rsplit("\n", 1)[-1].startswith("- "):
            self.made.replace(row, name, f"{before.words}\n{text}", before.why)
            held = self.made.cells[row, name]
            self.made.cells[row, name] = type(held)(row, name, held.words, (*held.refs, ref), held.why)
        else:
            self.made.put(row, name, text, [ref])

    def running(self, block: Paragraph, ref: Ref) -> None:
        if self.open is None:
            self.before_all(block, ref)
            return
        self.open.body.append((block.text, block.style is Style.BULLET))
        self.open.refs.append(ref)

    def before_all(self, block: Paragraph, ref: Ref) -> None:
        """Text before the first heading: the title if there is none, else it has no place."""
        first = not self.made.words(self.plan, "title") and not self.made.rows[1:]
        if first and block.style is not Style.BULLET and len(block.text) <= _LONGEST_HEADING:
            why = Why.SURE if _YEARS.search(block.text) else Why.PLACE
            self.made.put(self.plan, "title", " ".join(block.text.split()), [ref], why)
        else:
            self.made.leave(ref)

    # ---- tables

    def table(self, number: int, block: Table) -> None:
        found = understood(number, block, hint=_HINTS.get(self.topic), before=self.last)
        lines = budgets.lines_of(number, block)
        if lines and (not found or self.topic is Topic.BUDGET or found.match.known < 3):
            title = self.open if self.open and _YEAR.search(self.open.text) else None
            name = title.text if title else block.name
            self.budget = budgets.write(
                self.made, *lines, title=name, title_refs=[title.ref] if title else self.sheet_refs()
            )
            if self.open:
                self.open.filled = True
                if title and not self.open.body:  # the budget's own heading: what follows is its note
                    self.made.use(title.ref)
                    self.open = None
            return
        if not found:
            for at, cell in enumerate(block.cells):
                if cell.text:
                    self.made.leave((number, at), row=-1)
            return
        if self.open:
            self.open.filled = True
        self.titled(found)
        if found.match.kind is RowKind.AREA and self.rows.programme is None and self.open and steps_alone(found):
            self.as_programme()
        if self.last is not None and self.last.match.kind is not found.match.kind:
            self.flush()
        self.waiting.append(found)
        self.last = found

    def flush(self) -> None:
        """Write the tables that wait: a row of the last one may go on in the next, so they wait for a new heading."""
        for found in self.waiting:
            self.rows.write(found)
        self.waiting.clear()
        self.last = None

    def sheet_refs(self) -> list[Ref]:
        return [self.open.ref] if self.open else []

    def titled(self, found: Found) -> None:
        """A table that is one row without a name of its own is named by the heading above."""
        record = found.records[0] if len(found.records) == 1 else None
        name = "name" if found.match.kind in (RowKind.BODY, RowKind.PARTY) else "title"
        if record is None or record.text(name) or not self.open or self.open.topic or self.open.body:
            return
        record.add(name, Part(_NUMBERING.sub("", self.open.text), self.open.ref, Why.PLACE))
        self.made.use(self.open.ref, _numbering(self.open.text))
        self.open = None

    def as_programme(self) -> None:
        """A heading over nothing but steps is a programme."""
        if not self.open or self.open.topic or self.open.body:
            return
        made = self.made
        row = made.row(RowKind.AREA)
        made.put(row, "title", _NUMBERING.sub("", self.open.text), [self.open.ref], Why.PLACE)
        made.put(row, "code", self.rows.free_code("P"), (), Why.NUMBERED)
        made.put(row, "kind", "programme", (), Why.PLACE)
        made.use(self.open.ref, _numbering(self.open.text))
        self.rows.programme = Programme(row)
        self.open = None

    # ---- sections

    def close(self) -> None:
        """End the heading that is open: a section if text stands under it, else only a heading."""
        opened, self.open = self.open, None
        if opened is None:
            return
        if not opened.body and opened.filled:
            self.made.use(opened.ref)
            return
        first = not self.made.words(self.plan, "title") and not self.made.of(RowKind.SECTION)
        if first and not opened.body and _YEARS.search(opened.text):
            self.made.put(self.plan, "title", opened.text, [opened.ref])
            return
        made = self.made
        row = made.row(RowKind.SECTION)
        heading = opened.text
        if self.numbered and (number := _numbering(heading)):
            made.use(opened.ref, number)
            heading = heading[len(number) :].strip()
        made.put(row, "heading", heading, [opened.ref], Why.LONG if len(heading) > _LONGEST_HEADING else Why.SURE)
        taken = {made.words(other, "key") for other in made.of(RowKind.SECTION)}
        made.put(row, "key", slug(heading, taken), (), Why.NUMBERED)
        made.put(row, "body", flowing(opened.body), opened.refs)


def _numbering(heading: str) -> str:
    found = _NUMBERING.match(heading)
    return found[0].strip() if found else ""


def years(made: Builder, plan: int, others: Iterable[str]) -> None:
    """The plan's years: from its title, else from what else names it, else asked for."""
    title = made.words(plan, "title")
    cell = made.cells.get((plan, "title"))
    refs = cell.refs if cell else ()
    for text, where, why in ((title, refs, Why.SURE), *((other, (), Why.PLACE) for other in others)):
        if found := _YEARS.search(text):
            made.put(plan, "first_year", found[1], where, why)
            made.put(plan, "last_year", found[2], where, why)
            break
        if found := _YEAR.search(text):
            made.put(plan, "first_year", found[1], where, Why.PLACE)
            made.put(plan, "last_year", found[1], where, Why.PLACE)
            break
    first, last = made.words(plan, "first_year"), made.words(plan, "last_year")
    for name in ("first_year", "last_year"):
        if not made.words(plan, name):
            made.put(plan, name, "?", (), Why.MISSING)
    if first and last:
        made.put(plan, "key", f"{first}-{last}" if last != first else first, (), Why.NUMBERED)
