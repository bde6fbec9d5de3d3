"""Tables as an Excel workbook or as CSV.

What people typed must never run as a formula on another person's machine: in Excel such text is stored as
text; in CSV, which cannot say what is text, it gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from itertools import count

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from samsyn.docrender.model import Money, Sheet, Value, Workbook
from samsyn.docrender.packages import dated, moment
from samsyn.docrender.text import WORDS, clean, one_line

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet may take for the start of a formula
_NAME_LENGTH, _TEXT_LENGTH = 31, 32_767  # Excel's limits
_WIDEST, _NARROWEST = 60, 9  # characters
_WHOLE_KRONOR, _KRONOR = '#,##0\\ "kr"', '#,##0.00\\ "kr"'
_DATE, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"

_FONT = "Calibri"
_TOP = Alignment(vertical="top", wrap_text=True)
_HEADER_FONT = Font(name=_FONT, size=11, bold=True, color="1C5A49")
_HEADER_FILL = PatternFill("solid", fgColor="E9F1EB")
_HEADER_LINE = Border(bottom=Side(style="medium", color="1C5A49"))
_HEADER_ALIGNMENT = Alignment(vertical="bottom", wrap_text=True)
_NOTE_FONT = Font(name=_FONT, size=11, italic=True, color="48534C")


def to_xlsx(workbook: Workbook, *, at: datetime | None = None) -> bytes:
    """The workbook as .xlsx. `at` is the time of creation it carries (now if none)."""
    at = moment(at)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title = one_line(workbook.title)
    properties.creator = "Samsyn"
    properties.language = WORDS[workbook.language]["locale"]
    properties.created = properties.modified = at.replace(tzinfo=None)
    for sheet, name in zip(workbook.sheets, _names(workbook.sheets), strict=True):
        _write(book.create_sheet(name), sheet)
    out = io.BytesIO()
    # Not book.save(): it would stamp the present time.
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return dated(out.getvalue(), at)


def to_csv(sheet: Sheet) -> bytes:
    """The sheet without its note, for Swedish Excel: UTF-8 with a mark, semicolons and decimal comma."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_plain(name) for name in sheet.header)
    writer.writerows((_plain(value) for value in row) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            text = clean(value)
            return f"'{text}" if text.startswith(_FORMULA) else text
        case Money():
            return _plain(value.kronor.quantize(Decimal(1)) if value.ore % 100 == 0 else value.kronor)
        case float() | Decimal():
            return f"{Decimal(str(value)):f}".replace(".", ",") if math.isfinite(value) else ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case _:
            return str(value)


def _names(sheets: tuple[Sheet, ...]) -> list[str]:
    """Names that Excel takes: without []:*?/\\ and quotes at the ends, not too long, none twice."""
    names: list[str] = []
    taken = {"history"}  # reserved by Excel
    for sheet in sheets:
        base = re.sub(r"[\[\]:*?/\\]", " ", one_line(sheet.name))
        base = " ".join(base.split()).strip("'")[:_NAME_LENGTH].strip("' ") or f"{len(names) + 1}"
        name = base
        for number in count(2):
            if name.casefold() not in taken:
                break
            mark = f" {number}"
            name = base[: _NAME_LENGTH - len(mark)] + mark
        taken.add(name.casefold())
        names.append(name)
    return names


def _write(target: Worksheet, sheet: Sheet) -> None:
    header = [_cell(target, one_line(name)) for name in sheet.header]
    for cell in header:
        cell.font, cell.fill, cell.border = _HEADER_FONT, _HEADER_FILL, _HEADER_LINE
        cell.alignment = _HEADER_ALIGNMENT
    target.append(header)
    kronor = [_kronor_format(sheet, column) for column in range(len(sheet.header))]
    for row in sheet.rows:
        target.append([_cell(target, value, money) for value, money in zip(row, kronor, strict=True)])
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
    target.freeze_panes = "A2"
    for column, width in enumerate(sheet.widths or _widths(sheet), start=1):
        target.column_dimensions[get_column_letter(column)].width = width
    if sheet.note:
        note = _cell(target, one_line(sheet.note))
        note.font, note.alignment = _NOTE_FONT, Alignment()
        target.append([])
        target.append([note])
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cell(target: Worksheet, value: Value, money: str = _WHOLE_KRONOR) -> Cell:
    cell = Cell(target, row=1, column=1)  # `append` puts it in its place
    cell.alignment = _TOP
    match value:
        case str():
            text = clean(value)
            if len(text) > _TEXT_LENGTH:
                text = text[: _TEXT_LENGTH - 4] + " […]"
            cell.value = text
            cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
            if text.startswith(_FORMULA):
                cell.quotePrefix = True  # so that it stays text when a person edits the cell
        case Money():
            cell.value, cell.number_format = value.kronor, money
        case float() | Decimal():
            cell.value = value if math.isfinite(value) else None
        case datetime():
            cell.value, cell.number_format = value.replace(tzinfo=None), _TIME
        case date():
            cell.value, cell.number_format = value, _DATE
        case _:
            cell.value = value
    return cell


def _kronor_format(sheet: Sheet, column: int) -> str:
    """Öre are shown in all of a column or in none of it."""
    amounts = (row[column] for row in sheet.rows)
    return _KRONOR if any(isinstance(value, Money) and value.ore % 100 for value in amounts) else _WHOLE_KRONOR


def _widths(sheet: Sheet) -> list[float]:
    """Widths after the longest line of each column, within reason."""
    return [
        min(max(_length(name) + 3, _NARROWEST, *(_length(row[column]) + 2 for row in sheet.rows)), _WIDEST)
        for column, name in enumerate(sheet.header)
    ]


def _length(value: Value) -> int:
    if isinstance(value, Money):
        return len(f"{value.kronor:,.2f} kr")
    return max((len(line) for line in _plain(value).splitlines()), default=0)
