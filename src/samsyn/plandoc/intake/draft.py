"""What was read out of a document: rows and cells of words, each with where it came from and how sure it is.

A cell holds words also where the plan holds a number, a kind or keys; `assemble` makes the plan of them. So a person
mends a cell by writing. Everything in the document is accounted for: each piece of text is in a cell, is used as a
heading or label, or is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.docread import Document, Ref
from samsyn.plandoc.text import Text


class RowKind(StrEnum):
    PLAN = "plan"
    SECTION = "section"
    GOAL = "goal"
    STRATEGY = "strategy"
    FOCUS_AREA = "focus_area"  # of a strategy
    PARTY = "party"
    BODY = "body"
    AREA = "area"
    STEP = "step"  # of an area
    ACTIVITY = "activity"
    BUDGET = "budget"
    INCOME = "income"  # of a budget
    COST = "cost"  # of a budget
    SHARE = "share"  # of a budget


class Why(StrEnum):
    """Why a person should look at a cell, or where it comes from if not from the text."""

    SURE = ""
    TIME = "time"  # the time cannot be read, or not in one way
    GUESS = "guess"  # chosen from the words of the row
    NEAR = "near"  # the name is not quite the same
    JOINED = "joined"  # put together from a row that was parted
    MERGED = "merged"  # one cell of the document that covers several rows
    COLUMN = "column"  # the heading of the column was not quite known
    PLACE = "place"  # understood by where it stands
    UNKNOWN = "unknown"  # names something that the plan does not have
    AMOUNT = "amount"  # not an amount
    LONG = "long"  # longer than the field takes
    DAMAGED = "damaged"  # letters that machine reading has spoilt
    MISSING = "missing"  # the plan needs it, and the document does not say it
    NUMBERED = "numbered"  # given by us: a code, an address
    KNOWN = "known"  # from the plan that there is already
    FILE = "file"  # from the plan that Samsyn had put into the document


SURE = frozenset({Why.SURE, Why.NUMBERED, Why.KNOWN, Why.FILE})


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    kind: RowKind
    parent: int = -1  # the row that it is a part of


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    field: str
    words: str
    refs: tuple[Ref, ...] = ()
    why: Why = Why.SURE

    @property
    def sure(self) -> bool:
        return self.why in SURE


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of the document that has no place in the plan."""

    ref: Ref
    text: str
    row: int = -1  # the row that it stands by
    label: str = ""  # the heading of its column, if it has one
    aside: bool = False  # page headers and the like: nobody needs to look at it


@dataclass(frozen=True, slots=True)
class Draft:
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    leftovers: tuple[Leftover, ...] = ()
    used: tuple[tuple[Ref, str], ...] = ()  # headings and labels
    notices: tuple[Text, ...] = ()

    @property
    def unsure(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if not cell.sure)

    @property
    def unplaced(self) -> tuple[Leftover, ...]:
        return tuple(left for left in self.leftovers if not left.aside)


NAMING = ("code", "number", "title", "heading", "name", "label", "year", "municipality")


def titles(draft: Draft) -> dict[int, str]:
    """What each row is called: its code and title, or the like."""
    held: dict[int, dict[str, str]] = {row.number: {} for row in draft.rows}
    for cell in draft.cells:
        held[cell.row][cell.field] = cell.words
    return {
        row: " ".join(said[name] for name in NAMING if said.get(name, "")) or str(row) for row, said in held.items()
    }


_WORD = re.compile(r"\w+")


def words_of(text: str) -> Counter[str]:
    """The words of a text and how often each stands there: what must not be lost."""
    return Counter(_WORD.findall(text.casefold()))


@dataclass(slots=True)
class Builder:
    """Collects what is read. `finished` sees to it that nothing of the document is missing."""

    document: Document
    rows: list[Row] = field(default_factory=list)
    cells: dict[tuple[int, str], Cell] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    used: list[tuple[Ref, str]] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)

    def row(self, kind: RowKind, parent: int = -1) -> int:
        self.rows.append(Row(len(self.rows), kind, parent))
        return len(self.rows) - 1

    def put(self, row: int, name: str, words: str, refs: Iterable[Ref] = (), why: Why = Why.SURE) -> None:
        """Set a cell. A second text for the same cell follows the first."""
        if not words:
            return
        before = self.cells.get((row, name))
        cell = Cell(row, name, words, tuple(dict.fromkeys(refs)), why)
        if before is not None:
            cell = Cell(
                row,
                name,
                f"{before.words}\n\n{words}",
                tuple(dict.fromkeys((*before.refs, *cell.refs))),
                before.why or why,
            )
        self.cells[row, name] = cell

    def replace(self, row: int, name: str, words: str, why: Why) -> None:
        before = self.cells.get((row, name))
        self.cells[row, name] = Cell(row, name, words, before.refs if before else (), why)

    def words(self, row: int, name: str) -> str:
        cell = self.cells.get((row, name))
        return cell.words if cell else ""

    def of(self, kind: RowKind, parent: int | None = None) -> list[int]:
        return [row.number for row in self.rows if row.kind is kind and (parent is None or row.parent == parent)]

    def use(self, ref: Ref, text: str | None = None) -> None:
        self.used.append((ref, self.document.text(ref) if text is None else text))

    def leave(self, ref: Ref, text: str | None = None, *, row: int = -1, label: str = "", aside: bool = False) -> None:
        self.leftovers.append(Leftover(ref, self.document.text(ref) if text is None else text, row, label, aside))

    def finished(self) -> Draft:
        """The draft, with every piece of the document in a cell, used, or left over."""
        held: dict[Ref, Counter[str]] = {}
        for ref, text in self._accounted():
            held.setdefault(ref, Counter()).update(words_of(text))
        for ref, text in self.document.pieces():
            if words_of(text) - held.get(ref, Counter()):
                self.leave(ref)
        order = sorted(self.leftovers, key=lambda left: left.ref)
        return Draft(tuple(self.rows), tuple(self.cells.values()), tuple(order), tuple(self.used), tuple(self.notices))

    def _accounted(self) -> Iterator[tuple[Ref, str]]:
        for cell in self.cells.values():
            for ref in cell.refs:
                yield ref, cell.words
        yield from self.used
        for left in self.leftovers:
            yield left.ref, left.text
