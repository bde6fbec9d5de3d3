"""What a document and a workbook hold, as immutable plain data.

Nothing here knows of a file format. `Document` goes to Word and PDF, `Workbook` to Excel, `Sheet` to CSV.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from samsyn.docrender.text import Language, clean

Align = Literal["left", "right"]
Mark = Literal["", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Text in pieces, some of them struck through (removed) or underlined (added). Each line is a paragraph."""

    pieces: tuple[tuple[Mark, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _mark, text in self.pieces)

    @property
    def lines(self) -> tuple[tuple[tuple[Mark, str], ...], ...]:
        """The pieces of each line that is not empty."""
        lines: list[list[tuple[Mark, str]]] = [[]]
        for mark, text in self.pieces:
            first, *further = clean(text).split("\n")
            lines[-1].append((mark, first))
            lines += [[(mark, part)] for part in further]
        return tuple(tuple(line) for line in lines if any(text.strip() for _mark, text in line))


Cell: TypeAlias = str | Marked  # in a str a blank line parts paragraphs, and lines that begin with "- " are bullets


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1..4; a level may only be one deeper than the heading before
    text: str
    anchor: str = ""  # name to link to, unique in the document


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str  # a single line feed is a line break
    style: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. `widths` are relative (all alike when empty); `align` is per column (left when empty)."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()
    row_header: bool = True  # the first cell of a row names the row
    total_rows: int = 0  # the last n rows are sums

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns:
            raise ValueError(f"table {self.caption!r} has no columns")
        for name, values in (("widths", self.widths), ("align", self.align)):
            if values and len(values) != columns:
                raise ValueError(f"table {self.caption!r}: {len(values)} {name} for {columns} columns")
        if any(width <= 0 for width in self.widths):
            raise ValueError(f"table {self.caption!r}: widths must be above 0")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != columns:
                raise ValueError(f"table {self.caption!r}, row {number}: {len(row)} cells, not {columns}")

        if not 0 <= self.total_rows <= len(self.rows):
            raise ValueError(f"table {self.caption!r}: {self.total_rows} sum rows of {len(self.rows)} rows")

    @property
    def shares(self) -> tuple[float, ...]:
        """The part of the table's width that each column takes; they add up to 1."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)

    @property
    def alignments(self) -> tuple[Align, ...]:
        return self.align or tuple("left" for _ in self.header)


@dataclass(frozen=True, slots=True)
class Figure:
    svg: str
    alt: str  # what the picture says, for those who do not see it
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a figure needs a text alternative")


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages that lie down, for wide tables."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Figure | Landscape | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = ""
    contents: bool = False  # a table of contents after the title
    footer: str = ""
    data: str = ""  # what it was made from, for Samsyn to read back; only Word has room for it

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        level, anchors = 0, set[str]()
        for block in flat(self.blocks):
            if not isinstance(block, Heading):
                continue
            if not clean(block.text).strip():
                raise ValueError("a heading is empty")
            if not 1 <= block.level <= min(level + 1, 4):
                raise ValueError(f"heading {block.text!r} is of level {block.level} after level {level}")
            level = block.level
            if block.anchor and block.anchor in anchors:
                raise ValueError(f"two headings have the anchor {block.anchor!r}")
            anchors.add(block.anchor)


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks in reading order, with those of landscape parts in their place."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from flat(block.blocks)
        else:
            yield block


@dataclass(frozen=True, slots=True, order=True)
class Money:
    ore: int  # hundredths of a krona

    @property
    def kronor(self) -> Decimal:
        return Decimal(self.ore).scaleb(-2)


Value: TypeAlias = str | int | float | Decimal | date | Money | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook. `widths` are in characters (by content when empty)."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[float, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns:
            raise ValueError(f"sheet {self.name!r} has no columns")
        if self.widths and len(self.widths) != columns:
            raise ValueError(f"sheet {self.name!r}: {len(self.widths)} widths for {columns} columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != columns:
                raise ValueError(f"sheet {self.name!r}, row {number}: {len(row)} values, not {columns}")


@dataclass(frozen=True, slots=True)
class Workbook:
    title: str
    sheets: tuple[Sheet, ...]
    language: Language = "sv"

    def __post_init__(self) -> None:
        if not self.sheets:
            raise ValueError(f"workbook {self.title!r} has no sheets")
