"""Excel (.xlsx): each sheet is a heading and a table, its amounts as numbers that people write."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl

from samsyn.docread.model import Block, Cell, Document, Heading, Kind, Table, Tell, tidy
from samsyn.docread.problems import Reason, Unreadable

MAX_ROWS = 20_000
MAX_COLUMNS = 200


def read(data: bytes, tell: Tell) -> Document:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl says nowhere what it raises for a damaged file, and raises nearly anything
        raise Unreadable(Reason.DAMAGED, "xl/workbook.xml") from error
    blocks: list[Block] = []
    for done, sheet in enumerate(book.worksheets):
        tell(done, len(book.worksheets))
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise Unreadable(Reason.TOO_MUCH, sheet.title)
        found = _table(sheet)
        if found.cells:
            blocks += [Heading(1, tidy(sheet.title)), found]
    title = book.properties.title or ""
    return Document(Kind.EXCEL, tuple(blocks), tidy(title), len(book.worksheets))


def _table(sheet: Any) -> Table:
    merged = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    cells: list[Cell] = []
    taken: dict[tuple[int, int], int] = {}
    rows: list[list[int]] = []
    for row in sheet.iter_rows():
        texts = [shown(cell.value) for cell in row]
        if not any(texts) and not any((cell.row, cell.column) in taken for cell in row):
            continue
        line: list[int] = []
        for cell, text in zip(row, texts, strict=True):
            number = taken.get((cell.row, cell.column))
            if number is None:
                down, across = merged.get((cell.row, cell.column), (1, 1))
                number = len(cells)
                cells.append(Cell(text, len(rows), len(line), down, across))
                taken |= {(cell.row + y, cell.column + x): number for y in range(down) for x in range(across)}
            line.append(number)
        rows.append(line)
    return Table(tuple(cells), tuple(map(tuple, rows)), 0, sheet.title)


def shown(value: object) -> str:
    """A value as people write it: whole numbers without decimals, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        number = Decimal(repr(value)) if value == value and abs(value) < 1e15 else None  # noqa: PLR0124 - not a number
        if number is None:
            return str(value)
        plain = f"{number:f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
    return tidy(str(value).replace("\r\n", "\n").replace("\r", "\n"))
