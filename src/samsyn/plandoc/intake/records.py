"""From the records of a table to rows of the draft: titles with codes, labelled paragraphs, programmes and steps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.plandoc.intake.columns import LABELS, labelled
from samsyn.plandoc.intake.draft import Builder, RowKind, Why
from samsyn.plandoc.intake.found import Found, Part, Record
from samsyn.plandoc.intake.letters import slug

_CODE = re.compile(r"^([A-ZÅÄÖ]{1,3}[-.]?\d{1,4}[a-z]?)[.:)]?\s+(?=\S)")
_PROGRAMME = re.compile(r"^([A-ZÅÄÖ]{1,2}\d{0,3})\s+(?=[A-ZÅÄÖ0-9”\"])")
_STEP = re.compile(r"^(?:steg|step)\s*(\d{1,2})\b", re.IGNORECASE)
_CODES = {RowKind.AREA: "U", RowKind.STEP: "U", RowKind.ACTIVITY: "N"}
_GOES_ON = re.compile(r"^[a-zåäö,;)]")


@dataclass(slots=True)
class Programme:
    """The heading that the tables stand under, if it may be a programme's."""

    row: int


@dataclass(slots=True)
class Rows:
    """Writes records as rows of a draft, and keeps the codes apart."""

    made: Builder
    programme: Programme | None = None

    def write(self, found: Found) -> None:
        for ref in found.used:
            self.made.use(ref)
        for ref in found.left:
            self.made.leave(ref)
        writer = {
            RowKind.AREA: self.area, RowKind.ACTIVITY: self.activity, RowKind.BODY: self.body, RowKind.GOAL: self.goal,
            RowKind.PARTY: self.party,
        }[found.match.kind]  # fmt: skip
        for record in found.records:
            row = writer(record)
            for label, part in record.unknown:
                self.made.leave(part.ref, part.text, row=row, label=label)

    def area(self, record: Record) -> int:
        made = self.made
        if record.group is not None:
            self.grouped(record.group)
        parent = self.programme.row if self.programme else -1
        row = made.row(RowKind.STEP if self.programme else RowKind.AREA, parent)
        self.titled(row, record, made.rows[row].kind)
        for name in ("what", "aim", "follow_up", "responsible"):
            self.text(row, name, record)
        for name in ("partners", "time", "indicator", "global_goals", "focus_areas", "depends_on", "waits_for", "goals",
                     "kind", "note"):  # fmt: skip
            self.plain(row, name, record)
        self.derived(record)
        return row

    def grouped(self, group: Part) -> None:
        """A line over the whole width of the table: a programme if it has a code, else it has no place."""
        code = _PROGRAMME.match(group.text)
        if not code:
            self.made.leave(group.ref)
            return
        row = self.made.row(RowKind.AREA)
        self.made.put(row, "code", code[1], [group.ref])
        self.made.put(row, "title", group.text[code.end() :], [group.ref])
        self.made.put(row, "kind", "programme", (), Why.PLACE)
        self.programme = Programme(row)

    def activity(self, record: Record) -> int:
        row = self.made.row(RowKind.ACTIVITY)
        if record.group is not None:
            self.made.leave(record.group.ref, row=row)
        self.titled(row, record, RowKind.ACTIVITY)
        self.text(row, "responsible", record)
        for name in ("purpose", "partners", "time", "practical", "content", "goals", "placed", "kind", "note"):
            self.plain(row, name, record)
        self.derived(record)
        return row

    def body(self, record: Record) -> int:
        row = self.made.row(RowKind.BODY)
        if record.group is not None:
            self.made.leave(record.group.ref, row=row)
        for name in ("name", "mandate", "composition"):
            self.plain(row, name, record)
        self.keyed(row, "name")
        return row

    def party(self, record: Record) -> int:
        row = self.made.row(RowKind.PARTY)
        if record.group is not None:
            self.made.leave(record.group.ref, row=row)
        for name in ("name", "kind", "count", "code"):
            self.plain(row, name, record)
        self.keyed(row, "name")
        return row

    def goal(self, record: Record) -> int:
        row = self.made.row(RowKind.GOAL)
        if record.group is not None:
            self.made.leave(record.group.ref, row=row)
        title = "\n\n".join(part.text for part in record.parts.get("title", ()))
        refs = [part.ref for part in record.parts.get("title", ())]
        number = re.match(r"^(\d{1,3})[.):]?\s+", title)
        if number and "number" not in record.parts:
            self.made.put(row, "number", number[1], refs)
            title = title[number.end() :]
        self.made.put(row, "title", title, refs)
        for name in ("number", "description"):
            self.plain(row, name, record)
        return row

    # ---- cells

    def titled(self, row: int, record: Record, kind: RowKind) -> None:
        parts = record.parts.get("title", ())
        text = "\n\n".join(part.text for part in parts)
        refs = [part.ref for part in parts]
        why = next((part.why for part in parts if part.why), Why.SURE)
        code = _CODE.match(text)
        if code and "code" not in record.parts:
            self.made.put(row, "code", code[1], refs)
            text = text[code.end() :]
        self.made.put(row, "title", text, refs, why)
        self.plain(row, "code", record)
        if not self.made.words(row, "code"):
            self.made.put(row, "code", self.free_code(_CODES[kind]), (), Why.NUMBERED)

    def free_code(self, letter: str) -> str:
        taken = {cell.words for (_, name), cell in self.made.cells.items() if name == "code"}
        number = 1 + sum(1 for code in taken if re.fullmatch(rf"{letter}\d+", code))
        while f"{letter}{number}" in taken:
            number += 1
        return f"{letter}{number}"

    def keyed(self, row: int, name: str) -> None:
        """An address for the row, from its name."""
        kind = self.made.rows[row].kind
        taken = {self.made.words(other, "key") for other in self.made.of(kind)}
        if said := self.made.words(row, name):
            self.made.put(row, "key", slug(said, taken), (), Why.NUMBERED)

    def plain(self, row: int, name: str, record: Record) -> None:
        if parts := record.parts.get(name):
            self.made.put(row, name, joined(part.text for part in parts), [part.ref for part in parts], _why(parts))

    def text(self, row: int, name: str, record: Record) -> None:
        """A text whose last paragraphs may belong to other fields, by their labels."""
        parts = record.parts.get(name)
        if not parts:
            return
        refs = [part.ref for part in parts]
        whole = joined(part.text for part in parts)
        own: list[str] = []
        for paragraph in whole.split("\n\n"):
            other, label, said = labelled(paragraph, LABELS[name])
            if other == "goals" and not re.match(r"\d", said):
                other = ""
            if other:
                self.made.put(row, other, said, refs, _why(parts))
                for ref in refs:
                    self.made.use(ref, label)
            else:
                own.append(paragraph)
        self.made.put(row, name, "\n\n".join(own), refs, _why(parts))

    def derived(self, record: Record) -> None:
        """Columns that only repeat in numbers what another says in words."""
        for part in record.parts.get("~derived", ()):
            self.made.use(part.ref)


def joined(texts: Iterable[str]) -> str:
    """Texts of one cell that was parted: within a sentence by a space, else as paragraphs."""
    made = ""
    for text in texts:
        if made:
            within = _GOES_ON.match(text) or (made[-1] not in ".!?:”)" and not text.startswith("- "))
            made += " " if within else "\n\n"
        made += text
    return made


def programme_heading(text: str) -> tuple[str, str] | None:
    """(code, title) of a heading that names a programme."""
    found = _PROGRAMME.match(text) or _CODE.match(text)
    return (found[1], text[found.end() :]) if found else None


def steps_alone(found: Found) -> bool:
    """Whether every record is called a step."""
    titles = [record.text("title") for record in found.records]
    return bool(titles) and all(_STEP.match(_CODE.sub("", title)) for title in titles)


def _why(parts: Iterable[Part]) -> Why:
    return next((part.why for part in parts if part.why), Why.SURE)
