"""A document as it was read, line by line, for showing beside what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samsyn.docread import Document, Heading, Paragraph, Ref, Style, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a paragraph, or one row of a table."""

    block: int
    row: int = -1
    level: int = 0  # of a heading
    bullet: bool = False
    page: int = 0
    cells: tuple[tuple[str, int, int, int], ...] = ()  # text, number, columns and rows that it spans


@dataclass(slots=True)
class Part:
    """Lines that are shown as one: a heading, a paragraph, or rows of one table."""

    line: Line
    rows: list[list[tuple[str, int, int, int, bool]]] = field(default_factory=list)
    text: str = ""
    marked: bool = False


def lines(document: Document) -> list[Line]:
    made: list[Line] = []
    for number, block in enumerate(document.blocks):
        match block:
            case Heading():
                made.append(Line(number, level=block.level, page=block.page, cells=((block.text, -1, 1, 1),)))
            case Paragraph():
                bullet = block.style in (Style.BULLET, Style.NUMBER)
                made.append(Line(number, bullet=bullet, page=block.page, cells=((block.text, -1, 1, 1),)))
            case Table():
                made += _rows(number, block)
    return made


def _rows(number: int, table: Table) -> list[Line]:
    """Each row with its own cells; one that reaches down from above is shown there, and its place is empty here."""
    made = []
    for at, row in enumerate(table.grid):
        cells = []
        for cell in dict.fromkeys(row):
            if cell < 0:
                cells.append(("", -1, 1, 1))
                continue
            held = table.cells[cell]
            cells.append((held.text if held.row == at else "", cell, held.columns, 1))
        page = next((table.cells[cell].page for _text, cell, _wide, _high in cells if cell >= 0), 0)
        made.append(Line(number, at, page=page, cells=tuple(cells)))
    return made


def piece(asked: str) -> Ref | None:
    """The piece that an address asks for, such as "12.34"."""
    block, _dot, cell = asked.partition(".")
    if block.isdecimal() and (cell.isdecimal() or cell == "-1") and len(asked) < 20:
        return int(block), int(cell)
    return None


def place(listed: Sequence[Line], marked: Ref | None) -> int:
    """Which line the piece stands on; the first if there is none."""
    for at, line in enumerate(listed):
        if marked and line.block == marked[0] and any(cell == marked[1] for _text, cell, _w, _h in line.cells):
            return at
    return 0


def parts(listed: Sequence[Line], marked: Ref | None) -> list[Part]:
    made: list[Part] = []
    for line in listed:
        if line.row < 0:
            made.append(Part(line, text=line.cells[0][0], marked=marked == (line.block, -1)))
            continue
        if not made or made[-1].line.row < 0 or made[-1].line.block != line.block:
            made.append(Part(line))
        made[-1].rows.append(
            [(text, cell, wide, high, marked == (line.block, cell)) for text, cell, wide, high in line.cells]
        )
    return made
