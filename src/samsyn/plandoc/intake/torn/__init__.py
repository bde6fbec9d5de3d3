"""Plain text without headings of its own: tables are torn apart, letters may be spoilt by machine reading.

The text is cut into pieces: headings by their numbers and by the words that plans have, lines of a budget, cells of
tables. `texts.Outline` then reads the pieces as it reads any document. What can be told is placed, and every such cell
is to be looked at; what cannot is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from samsyn.docread import Document, Heading, Kind, Paragraph, Ref, Style
from samsyn.plandoc import model as m
from samsyn.plandoc.intake import budgets, links, texts
from samsyn.plandoc.intake.columns import Match
from samsyn.plandoc.intake.draft import Builder, Cell, Draft, RowKind, Why
from samsyn.plandoc.intake.found import Found
from samsyn.plandoc.intake.letters import damaged, likeness
from samsyn.plandoc.intake.records import Rows
from samsyn.plandoc.intake.texts import Topic, topic_of
from samsyn.plandoc.intake.torn import lines, rows, runs
from samsyn.plandoc.intake.torn.cells import Torn, What, what_is
from samsyn.plandoc.text import Text
from samsyn.timewords import parse

_YEARS = re.compile(r"\b20\d\d\s*[-–—]\s*20\d\d\b")
_ITEM = re.compile(r"^(\d{1,3}[.):]\s+)(\S.*)$", re.DOTALL)
_ENOUGH_LINES = 3  # with an amount, to be a budget
_SPOILT = 3  # words with spoilt letters, to be no accident
_BY_LABEL = {
    "time": What.TIME, "partners": What.PARTNERS, "responsible": What.RESPONSIBLE, "follow_up": What.FOLLOW_UP,
    "what": What.TEXT, "aim": What.TEXT, "purpose": What.TEXT,
}  # fmt: skip


def read(document: Document, name: str, known: m.Plan | None) -> Draft | None:
    """The text as a draft; None if it is no plain text, marks its headings, or shows nothing that plans have."""
    if document.kind is not Kind.TEXT or any(isinstance(block, Heading) for block in document.blocks):
        return None
    cut = _Cut()
    cut.read(document)
    if all(step.what in ("text", "title") for step in cut.steps):
        return None
    pieces = Document(document.kind, tuple(cut.blocks), document.title)
    made = Builder(pieces)
    plan = made.row(RowKind.PLAN)
    outline = texts.Outline(made, Rows(made), plan, numbered=True)
    _Writer(made, cut.blocks, outline).write(cut.steps)
    texts.years(made, plan, [document.title, name])
    links.resolve(made, known)
    return _told(made.finished(), cut.origins, document)


_NOTICE = Text(
    "Texten har inga rubriker eller tabeller som Samsyn känner igen säkert. Jämför allt med originalet.",
    "The text has no headings or tables that Samsyn knows for certain. Compare everything with the original.",
)
_SPOILT_NOTICE = Text(
    "Texten är avläst av en maskin: bokstäver är fel och tabeller är isärrivna. Jämför allt med originalet.",
    "A machine has read the text: letters are wrong and tables are torn apart. Compare everything with the original.",
)


# ---- cutting


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that the text says, with the names of its pieces."""

    what: str  # "heading", "text", "title", "used", "left", "budget" or "table"
    refs: tuple[Ref, ...] = ()
    level: int = 0
    rows: rows.Rows | None = None
    budget: tuple[budgets.Line, ...] = ()
    used: tuple[Ref, ...] = ()


@dataclass(slots=True)
class _Cut:
    blocks: list[Paragraph] = field(default_factory=list)
    origins: list[tuple[Ref, ...]] = field(default_factory=list)  # of each block
    steps: list[_Step] = field(default_factory=list)
    numbering: lines.Numbering = field(default_factory=lines.Numbering)
    topic: Topic = Topic.NONE
    table: RowKind | None = None
    cells: list[Torn] = field(default_factory=list)
    labels: list[Ref] = field(default_factory=list)  # of the table that is open
    before: list[str] = field(default_factory=list)  # the headings of columns right before this
    budget: list[tuple[Ref, Ref | None, str, str]] = field(default_factory=list)
    titled: bool = False

    def piece(self, text: str, origins: Sequence[Ref], style: Style = Style.BODY) -> Ref:
        self.blocks.append(Paragraph(text, style))
        self.origins.append(tuple(dict.fromkeys(origins)))
        return len(self.blocks) - 1, -1

    def read(self, document: Document) -> None:
        for number, block in enumerate(document.blocks):
            if not isinstance(block, Paragraph):
                continue
            bullet = block.style is Style.BULLET
            for role, said in self.parted(block.text.split("\n")):
                self.take(role, said, (number, -1), bullet=bullet)
        self.end_table()
        self.end_budget()

    # ---- what a line is

    def parted(self, said: list[str]) -> Iterator[tuple[str, list[str]]]:
        """The lines of a paragraph in parts, each with what it is.

        They are asked for one by one: what a line is depends on what was made of the one before.
        """
        if self.table and lines.label(" ".join(said), self.table):
            yield "labels", said
            return
        held: list[str] = []
        role = ""
        for at, line in enumerate(said):
            edge = at in (0, len(said) - 1)
            role = self.role(line, edge=edge, alone=len(said) == 1, after=role == "labels")
            if role and held:
                yield "", held
                held = []
            if role in ("", "item"):
                held.append(line)
            else:
                yield role, [line]
        if held:
            yield "", held

    def role(self, line: str, *, edge: bool, alone: bool, after: bool) -> str:
        if edge and self.numbering.heading(line):
            return "heading"
        if self.numbering.listed(line) and self.topic is Topic.GOALS:
            return "item"
        if self.table and lines.ends_table(line, self.topic):
            return "heading"
        if not self.titled and _names_plan(line):
            return "title"
        if any(lines.heads(line, kind, after=after, opened=bool(self.table)) for kind in self.kinds):
            return "labels"
        if self.table:
            return "run" if runs.apart(line, self.table) else ""
        if alone and (topic := topic_of(line)) and topic not in (Topic.PARTIES, Topic.BODIES):
            return "used" if topic is self.topic else "heading"
        return ""

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return (self.table,) if self.table else (RowKind.AREA, RowKind.ACTIVITY)

    # ---- what becomes of it

    def take(self, role: str, said: list[str], ref: Ref, *, bullet: bool) -> None:
        text = "\n".join(said)
        if role == "heading":
            self.heading(text, ref)
        elif role == "title":
            self.titled = True
            self.steps.append(_Step("title", (self.piece(text, [ref], Style.TITLE),)))
        elif role == "used":
            self.steps.append(_Step("used", (self.piece(text, [ref]),)))
        elif role == "labels":
            self.heads(said, ref)
        elif self.table:
            self.cell(role, said, ref, bullet=bullet)
        elif self.topic is Topic.BUDGET:
            self.of_budget(said, ref, bullet=bullet)
        else:
            self.running(said, ref, bullet=bullet)

    def heading(self, text: str, ref: Ref) -> None:
        self.end_table()
        self.end_budget()
        level = len(re.split("[.,]", text.split(maxsplit=1)[0].rstrip(".):"))) if text[0].isdigit() else 1
        self.topic = topic_of(text)
        self.table = lines.TABLES.get(self.topic)
        self.steps.append(_Step("heading", (self.piece(text, [ref]),), level))

    def heads(self, said: list[str], ref: Ref) -> None:
        if not self.table:
            self.table = next(kind for kind in self.kinds if lines.heads(said[0], kind, after=False, opened=False))
        self.labels.append(self.piece("\n".join(said), [ref]))
        one = lines.label(" ".join(said), self.table)
        self.before += [one] if one else ["", ""]

    def cell(self, role: str, said: list[str], ref: Ref, *, bullet: bool) -> None:
        alone = self.before[0] if len(self.before) == 1 else ""
        follows = not self.before or bool(alone)
        self.before.clear()
        if role == "run" and self.table:
            found = runs.apart(said[0], self.table) or {}
            row = {name: Torn([(ref, [words])], What.RUN) for name, words in found.items()}
            self.cells.append(Torn([(ref, said)], What.RUN, "", follows, row))
            return
        what = what_is(said, bullet=bullet)
        if what not in (What.TIME, What.REST):
            what = _BY_LABEL.get(alone, what)
        self.cells.append(Torn([(ref, said)], what, alone, follows))

    def of_budget(self, said: list[str], ref: Ref, *, bullet: bool) -> None:
        held: list[str] = []
        for line in said:
            found = None if bullet else lines.amounts(line)
            if found and len(found) == 1 and not found[0][1] and not lines.names_a_line(found[0][0]):
                found = None
            if not found:
                held.append(line)
                continue
            if held:
                self.running(held, ref, bullet=False)
                held = []
            for label, amount in found:
                amount_ref = self.piece(amount, [ref]) if amount else None
                self.budget.append((self.piece(label, [ref]), amount_ref, label, amount))
        if held:
            self.running(held, ref, bullet=bullet)

    def running(self, said: list[str], ref: Ref, *, bullet: bool) -> None:
        if self.budget and self.topic is Topic.BUDGET:
            self.steps.append(_Step("left", (self.piece("\n".join(said), [ref]),)))
            return
        text = _goal(said) if self.topic is Topic.GOALS and _ITEM.match(said[0]) else _unwrapped(said)
        piece = self.piece(text, [ref], Style.BULLET if bullet else Style.BODY)
        self.steps.append(_Step("text", (piece,)))

    def end_table(self) -> None:
        if self.table and (self.labels or self.cells):
            found = rows.Rows(self.table, self.piece)
            found.read(self.cells)
            self.steps.append(_Step("table", rows=found, used=tuple(self.labels)))
        self.cells, self.labels, self.before = [], [], []

    def end_budget(self) -> None:
        told = [line for line in self.budget if line[1]]
        if len(told) >= _ENOUGH_LINES:
            made = tuple(
                budgets.Line(
                    lines.meant(label), amount, tuple(ref for ref in (label_ref, amount_ref) if ref),
                    label_ref=label_ref,
                )
                for label_ref, amount_ref, label, amount in self.budget
            )  # fmt: skip
            self.steps.append(_Step("budget", budget=made))
        else:
            for label_ref, amount_ref, _, _ in self.budget:
                self.steps += [_Step("text", (ref,)) for ref in (label_ref, amount_ref) if ref]
        self.budget = []


def _names_plan(line: str) -> bool:
    """Whether a line is the title of the plan: it says so, and has its years."""
    first = line.split(maxsplit=1)[0]
    return bool(_YEARS.search(line)) and len(line) <= 200 and likeness(first, "verksamhetsplan") >= 0.85


def _unwrapped(said: Sequence[str]) -> str:
    """Lines as paragraphs: a line ends where it stands if the next word would have found room on it."""
    widest = max(map(len, said))
    made = said[0]
    for before, line in pairwise(said):
        room = len(before) + 1 + len(line.split()[0]) <= widest
        made += ("\n" if room and before[-1] in ".:!?" else " ") + line
    return made


def _goal(said: Sequence[str]) -> str:
    """A numbered goal with its title on the first line and its text under it, as far as it can be told.

    The title ends with its line, or where a capital letter begins the text on the same line.
    """
    number, _, title = said[0].partition(" ")
    words = title.split()
    capitals = [at for at, word in enumerate(words) if at > 1 and word[0].isupper() and words[at - 1][-1] not in ".!?:"]
    rest = " ".join(said[1:])
    sentence = " ".join([title, rest]).rstrip()[-1] in ".!?"
    if len(capitals) == 1 and sentence and (not rest or rest[0].islower()):
        head, tail = words[: capitals[0]], words[capitals[0] :]
        return f"{number} {' '.join(head)}\n{' '.join([*tail, *said[1:]])}"
    if rest and rest[0].islower() and not capitals and not sentence:  # a title of two lines
        return f"{said[0]} {rest}"
    return "\n".join([said[0], *([rest] if rest else [])])


# ---- writing


@dataclass(slots=True)
class _Writer:
    made: Builder
    blocks: Sequence[Paragraph]
    outline: texts.Outline

    def write(self, steps: Sequence[_Step]) -> None:
        headings = [self.heading(step) for step in steps]
        for at, step in enumerate(steps):
            heading = headings[at]
            if heading:
                self.outline.heading(heading, step.refs[0], headings[at + 1] if at + 1 < len(steps) else None)
            elif step.what in ("text", "title"):
                self.outline.paragraph(self.blocks[step.refs[0][0]], step.refs[0])
            elif step.what == "used":
                self.made.use(step.refs[0])
            elif step.what == "left":
                self.made.leave(step.refs[0])
            else:
                self.table(step)
        self.outline.flush()
        self.outline.close()

    def heading(self, step: _Step) -> Heading | None:
        return Heading(step.level, self.made.document.text(step.refs[0])) if step.what == "heading" else None

    def table(self, step: _Step) -> None:
        opened = self.outline.open
        if opened:
            opened.filled = True
        if step.rows:
            found = Found(Match(step.rows.kind, (), ()), 0, step.rows.records, list(step.used), step.rows.left)
            self.outline.rows.write(found)
        else:
            title = opened.text if opened else ""
            refs = [opened.ref] if opened else []
            self.outline.budget = budgets.write(self.made, step.budget, (), title=title, title_refs=refs)


_LINKS = {"parties", "bodies"}  # drawn from words that are unsure themselves
_BY_PLACE = {RowKind.AREA, RowKind.STEP, RowKind.ACTIVITY, RowKind.BUDGET, RowKind.INCOME, RowKind.COST}


def _told(draft: Draft, origins: Sequence[tuple[Ref, ...]], document: Document) -> Draft:
    """The draft of the pieces as a draft of the document, with every cell marked."""
    spoilt = sum(1 for _, text in document.pieces() for word in text.split() if damaged(word)) >= _SPOILT
    made = Builder(document, list(draft.rows), notices=list(draft.notices))
    kinds = {row.number: row.kind for row in draft.rows}
    for cell in draft.cells:
        refs = tuple(dict.fromkeys(origin for ref in cell.refs for origin in origins[ref[0]]))
        why = _why(cell, kinds[cell.row], spoilt=spoilt)
        made.cells[cell.row, cell.field] = replace(cell, refs=refs, why=why)
    made.used = [(origin, text) for ref, text in draft.used for origin in origins[ref[0]]]
    for left in draft.leftovers:
        ref = origins[left.ref[0]][0]
        before = made.leftovers[-1] if made.leftovers else None
        if before and (before.ref, before.row) == (ref, left.row):
            made.leftovers[-1] = replace(before, text=f"{before.text}\n{left.text}")
        else:
            made.leftovers.append(replace(left, ref=ref))
    made.notices.append(_SPOILT_NOTICE if spoilt else _NOTICE)
    return made.finished()


def _why(cell: Cell, kind: RowKind, *, spoilt: bool) -> Why:
    if cell.why not in (Why.SURE, Why.PLACE):
        return cell.why
    if not cell.refs:
        return Why.GUESS if cell.field in _LINKS else cell.why
    if cell.field == "time" and parse(cell.words).assumed:
        return Why.TIME
    if damaged(cell.words) or (spoilt and kind not in _BY_PLACE):
        return Why.DAMAGED
    return Why.PLACE
