import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from samsyn.docrender import Money, Sheet, Workbook, to_csv, to_xlsx

AT = datetime(2031, 3, 3, 12, tzinfo=UTC)
SHEET = Sheet(
    "Budget",
    ("Post", "Belopp", "Datum", "Antal", "Andel"),
    (
        ("Löner", Money(172_609_000), date(2031, 3, 3), 13, 0.25),
        ("Överskott", Money(-150), None, None, Decimal("1.5")),
    ),
    note="Belopp i kronor.",
)
HOSTILE = ("=1+1", "+46 36", "-5", "@SUM(A1)", "\t=1", "＝1+1", "#N/A", "a\x00b", "ok")


def opened(*sheets, language="sv"):
    made = to_xlsx(Workbook("Plan 2031", sheets, language), at=AT)
    return openpyxl.load_workbook(io.BytesIO(made))


def test_values_keep_their_kind():
    sheet = opened(SHEET)["Budget"]
    assert [cell.value for cell in sheet[1]] == ["Post", "Belopp", "Datum", "Antal", "Andel"]
    assert [cell.value for cell in sheet[2]] == ["Löner", 1_726_090, datetime(2031, 3, 3), 13, 0.25]
    assert [cell.value for cell in sheet[3]] == ["Överskott", -1.5, None, None, 1.5]
    assert sheet["A5"].value == "Belopp i kronor."
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["D2"].number_format == "General"


def test_ore_are_shown_in_all_of_a_column_or_in_none():
    whole = Sheet("a", ("x",), ((Money(100),), (Money(123_400),)))
    parts = Sheet("b", ("x",), ((Money(100),), (Money(150),)))
    book = opened(whole, parts)
    assert {row[0].number_format for row in book["a"]["A2:A3"]} == {'#,##0\\ "kr"'}
    assert {row[0].number_format for row in book["b"]["A2:A3"]} == {'#,##0.00\\ "kr"'}


def test_the_header_stays_and_filters():
    sheet = opened(SHEET)["Budget"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.b


def test_columns_are_as_wide_as_their_content():
    widths = opened(Sheet("a", ("x", "y", "z"), (("kort", "m" * 30, "lång " * 100),)))["a"].column_dimensions
    assert widths["A"].width == 9
    assert widths["B"].width == 32
    assert widths["C"].width == 60
    assert opened(Sheet("a", ("x",), (), widths=(17,)))["a"].column_dimensions["A"].width == 17


def test_text_never_runs_as_a_formula():
    sheet = opened(Sheet("a", ("=HEAD()",), tuple((text,) for text in HOSTILE)))["a"]
    cells = [row[0] for row in sheet["A1:A10"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == ["=HEAD()", *HOSTILE[:7], "ab", "ok"]
    assert [cell.quotePrefix for cell in cells] == [True] * 7 + [False] * 3


def test_the_workbook_has_a_title_and_a_language():
    properties = opened(SHEET).properties
    assert (properties.title, properties.language) == ("Plan 2031", "sv-SE")
    assert properties.modified == properties.created == datetime(2031, 3, 3, 12)
    assert opened(SHEET, language="en").properties.language == "en-GB"


def test_sheet_names_are_what_excel_takes():
    names = ["År 2031/2032 [utkast]: *?", "", "History", "a" * 40, "A" * 40, "'citat'", "\x00"]
    made = opened(*(Sheet(name, ("x",), ()) for name in names)).sheetnames
    assert made == ["År 2031 2032 utkast", "2", "History 2", "a" * 31, "A" * 29 + " 2", "citat", "7"]


def test_too_long_text_is_cut_where_it_can_be_seen():
    value = opened(Sheet("a", ("x",), (("m" * 40_000,),)))["a"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("m […]")


def test_no_number_is_an_empty_cell():
    sheet = Sheet("a", ("x", "y"), ((float("nan"), 1), (Decimal("Infinity"), 2)))
    assert [cell[0].value for cell in opened(sheet)["a"]["A2:A3"]] == [None, None]
    assert to_csv(sheet).splitlines()[1:] == [b";1", b";2"]


def test_an_empty_sheet_has_its_header():
    sheet = opened(Sheet("a", ("x", "y"), ()))["a"]
    assert sheet.dimensions == "A1:B1"
    assert sheet.auto_filter.ref == "A1:B1"


def test_a_workbook_needs_a_sheet():
    with pytest.raises(ValueError, match="no sheets"):
        Workbook("a", ())


def test_the_same_workbook_gives_the_same_bytes():
    book = Workbook("Plan", (SHEET,))
    assert to_xlsx(book, at=AT) == to_xlsx(book, at=AT)
    assert to_xlsx(book, at=AT) != to_xlsx(book, at=AT.replace(year=2032))


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        to_xlsx(Workbook("Plan", (SHEET,)), at=datetime(2031, 3, 3))


def test_csv_is_for_swedish_excel():
    assert to_csv(SHEET).decode("utf-8") == (
        "\ufeffPost;Belopp;Datum;Antal;Andel\r\nLöner;1726090;2031-03-03;13;0,25\r\nÖverskott;-1,50;;;1,5\r\n"
    )


def test_csv_text_never_runs_as_a_formula():
    lines = to_csv(Sheet("a", ("=HEAD()",), tuple((text,) for text in HOSTILE))).decode("utf-8-sig")
    assert lines.split("\r\n") == [
        "'=HEAD()", "'=1+1", "'+46 36", "'-5", "'@SUM(A1)", "'\t=1", "'＝1+1", "#N/A", "ab", "ok", "",
    ]  # fmt: skip


def test_csv_quotes_what_would_break_it():
    assert to_csv(Sheet("a", ("x",), (('a;"b"\nc',),))).decode("utf-8-sig") == 'x\r\n"a;""b""\nc"\r\n'
