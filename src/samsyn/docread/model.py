"""What a document holds, as immutable plain data: headings, paragraphs and tables in reading order.

A piece of text has a name that never changes for the same document: the number of its block, and for a table the
number of the cell. Everything that is said about where a text came from uses that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

Ref: TypeAlias = tuple[int, int]  # (block, cell); the cell is -1 for a heading or paragraph
Tell: TypeAlias = Callable[[int, int], None]  # how far the reading has come: done, of how many


class Kind(StrEnum):
    WORD = "word"
    PDF = "pdf"
    EXCEL = "excel"
    TEXT = "text"


class Style(StrEnum):
    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    BULLET = "bullet"
    NUMBER = "number"
    CAPTION = "caption"
    CONTENTS = "contents"  # a line of a table of contents: it repeats a heading
    NOTE = "note"  # a footnote or endnote
    ASIDE = "aside"  # page header or footer


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # from 1
    text: str
    page: int = 0  # from 1; 0 = not known


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str  # a line feed is a line break
    style: Style = Style.BODY
    page: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    text: str  # paragraphs parted by a blank line; lines that begin with "- " are bullets
    row: int
    column: int
    rows: int = 1  # how many rows and columns it spans
    columns: int = 1
    page: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """`grid[row][column]` is the number of the cell there, the same wherever a merged cell reaches; -1 = none."""

    cells: tuple[Cell, ...]
    grid: tuple[tuple[int, ...], ...]
    header_rows: int = 0  # as the document marks them; 0 also when it marks none
    name: str = ""  # the sheet of a workbook

    @property
    def width(self) -> int:
        return max((len(row) for row in self.grid), default=0)


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    kind: Kind
    blocks: tuple[Block, ...]
    title: str = ""  # from the file's properties
    pages: int = 0
    data: str = ""  # what a program has put into the file for itself, if it says what the text says still
    data_is_current: bool = False  # whether the text is as it was when `data` was put there
    unread: tuple[str, ...] = ()  # what is in the file but cannot be read as text, such as "pictures"

    def pieces(self) -> Iterator[tuple[Ref, str]]:
        """Every piece of text there is, with its name."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Table):
                yield from (((number, at), cell.text) for at, cell in enumerate(block.cells) if cell.text)
            elif block.text:
                yield (number, -1), block.text

    def text(self, ref: Ref) -> str:
        block = self.blocks[ref[0]]
        return block.cells[ref[1]].text if isinstance(block, Table) else block.text

    def page(self, ref: Ref) -> int:
        block = self.blocks[ref[0]]
        return block.cells[ref[1]].page if isinstance(block, Table) else block.page


def table(rows: list[list[tuple[str, int, int]]], *, header_rows: int = 0, name: str = "", page: int = 0) -> Table:
    """A table from rows of (text, columns, rows), where a cell that reaches down is given once, at its top."""
    cells: list[Cell] = []
    grid: list[list[int]] = [[] for _ in rows]

    def put(row: int, column: int, number: int) -> None:
        line = grid[row]
        line.extend([-1] * (column + 1 - len(line)))
        line[column] = number

    for at, row in enumerate(rows):
        column = 0
        for text, columns, reach in row:
            while column < len(grid[at]) and grid[at][column] >= 0:
                column += 1
            number = len(cells)
            down = min(reach, len(rows) - at)
            cells.append(Cell(text, at, column, down, columns, page))
            for below in range(down):
                for right in range(columns):
                    put(at + below, column + right, number)
            column += columns
    return Table(tuple(cells), tuple(map(tuple, grid)), header_rows, name)


def flowing(parts: list[tuple[str, bool]]) -> str:
    """Paragraphs as the text of one cell or section, from (text, whether it is a bullet)."""
    made = ""
    bullet_before = False
    for text, bullet in parts:
        if not text:
            continue
        if made:
            made += "\n" if bullet and bullet_before else "\n\n"
        made += f"- {text}" if bullet else text
        bullet_before = bullet
    return made


_SPACES = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """The text with single spaces, no space at the ends of its lines, and no empty lines at its ends."""
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip("\n")


def as_json(document: Document) -> dict[str, Any]:
    """The document as data that JSON can hold; `from_json` gives it back."""
    return {
        "kind": document.kind,
        "title": document.title,
        "pages": document.pages,
        "unread": list(document.unread),
        "blocks": [_block(block) for block in document.blocks],
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document again, without the program's own data."""
    blocks = tuple(map(_from_block, data["blocks"]))
    return Document(Kind(data["kind"]), blocks, data["title"], data["pages"], unread=tuple(data["unread"]))


def _block(block: Block) -> list[Any]:
    match block:
        case Heading():
            return ["h", block.level, block.text, block.page]
        case Paragraph():
            return ["p", block.style, block.text, block.page]
        case Table():
            cells = [[c.text, c.row, c.column, c.rows, c.columns, c.page] for c in block.cells]
            return ["t", cells, block.grid, block.header_rows, block.name]


def _from_block(data: list[Any]) -> Block:
    match data:
        case ["h", level, text, page]:
            return Heading(level, text, page)
        case ["p", style, text, page]:
            return Paragraph(text, Style(style), page)
        case ["t", cells, grid, header_rows, name]:
            return Table(tuple(Cell(*cell) for cell in cells), tuple(map(tuple, grid)), header_rows, name)
        case _:
            raise ValueError(f"not a block: {data[:1]}")
