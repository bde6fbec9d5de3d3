"""Excel and plain text."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from samsyn import docread
from samsyn.docread import Heading, Kind, Paragraph, Style, Table, Unreadable
from samsyn.docread.sheets import shown


def test_a_sheet_is_a_heading_and_a_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Budget 2026"
    sheet.append(["Rad", "Belopp"])
    sheet.append(["Löner", 1726090.5])
    sheet.append([])
    sheet.append(["Resor", None])
    sheet.merge_cells("A5:B5")
    sheet["A5"] = "Hela bredden"
    out = io.BytesIO()
    book.save(out)
    document = docread.read(out.getvalue(), name="budget.xlsx")
    assert document.kind is Kind.EXCEL
    heading, table = document.blocks
    assert heading == Heading(1, "Budget 2026")
    assert isinstance(table, Table)
    assert table.name == "Budget 2026"
    assert [[table.cells[cell].text for cell in row] for row in table.grid] == [
        ["Rad", "Belopp"],
        ["Löner", "1726090,5"],
        ["Resor", ""],
        ["Hela bredden", "Hela bredden"],
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1867789.0, "1867789"), (0.1, "0,1"), (12, "12"), (date(2026, 3, 5), "2026-03-05"), (True, "ja"), (None, ""),
        (" a\r\nb ", "a\nb"), (1e300, "1e+300"),
    ],
)  # fmt: skip
def test_values_as_people_write_them(value: object, words: str) -> None:
    assert shown(value) == words


def test_plain_text_is_paragraphs_bullets_and_pages() -> None:
    document = docread.read("# Plan\n\nEtt stycke\npå två rader.\n\n- punkt\n\fNy sida".encode(), name="plan.txt")
    assert document.blocks == (
        Heading(1, "Plan", 1),
        Paragraph("Ett stycke\npå två rader.", page=1),
        Paragraph("punkt", Style.BULLET, 1),
        Paragraph("Ny sida", page=2),
    )


def test_older_encodings_are_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert docread.read("Förslag på mål".encode(encoding)).blocks == (Paragraph("Förslag på mål"),)
    with pytest.raises(Unreadable):
        docread.read(b"caf\x81")
