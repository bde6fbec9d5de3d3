"""What is found in a table: records, and the cells that are only headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from samsyn.docread import Ref, Table
from samsyn.plandoc.intake.columns import Match
from samsyn.plandoc.intake.draft import Why


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    ref: Ref
    why: Why = Why.SURE


@dataclass(slots=True)
class Record:
    """One row of the plan as the table gives it: by field, or by the heading of a column that is not known."""

    parts: dict[str, list[Part]] = field(default_factory=dict)
    unknown: list[tuple[str, Part]] = field(default_factory=list)
    group: Part | None = None  # a line over the whole width that stands above

    def add(self, name: str, part: Part) -> None:
        held = self.parts.setdefault(name, [])
        if part.text and all(part.ref != other.ref for other in held):
            held.append(part)

    def text(self, name: str) -> str:
        return " ".join(part.text for part in self.parts.get(name, ()))


@dataclass(slots=True)
class Found:
    """A table that is understood."""

    match: Match
    width: int
    records: list[Record] = field(default_factory=list)
    used: list[Ref] = field(default_factory=list)  # headings and labels
    left: list[Ref] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lines:
    """A table of the document with its number."""

    number: int
    table: Table

    def ref(self, cell: int) -> Ref:
        return self.number, cell

    def text(self, cell: int) -> str:
        return self.table.cells[cell].text if cell >= 0 else ""

    def texts(self, row: int) -> list[str]:
        return [self.text(cell) for cell in self.table.grid[row]]

    def refs(self, row: int) -> list[Ref]:
        """The cells of a row that say something, each once."""
        return [self.ref(cell) for cell in dict.fromkeys(self.table.grid[row]) if self.text(cell)]


def spans(row: tuple[int, ...]) -> int:
    """How many columns the first cell of a row covers."""
    return sum(1 for cell in row if cell == row[0])
