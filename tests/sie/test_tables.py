import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.sie import read_table
from samsyn.sie.tables import ore


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1 234,50", 123_450), ("1\u00a0234,50 kr", 123_450), ("1.234.567,5", 123_456_750), ("1234.5", 123_450),
        ("−5", -500), ("–5,05", -505), ("5-", -500), ("(5)", -500), ("-0,01", -1), (12.34, 1_234), (7, 700),
        (Decimal("0.10"), 10), ("5,00 SEK", 500), ("mycket", None), ("", None), (None, None), ("1,2,3", None),
        (True, None),         ("-5-", None), ("1e5", None), (float("nan"), None), (float("inf"), None),
    ],
)  # fmt: skip
def test_amounts_as_swedes_write_them(written, found):
    assert ore(written) == found


@given(st.integers(-(10**14), 10**14))
def test_every_amount_is_read_exactly(amount):
    whole, rest = divmod(abs(amount), 100)
    for written in (f"{whole:,}".replace(",", " ") + f",{rest:02}", f"{whole:,}".replace(",", ".") + f",{rest:02}"):
        assert ore(f"−{written}" if amount < 0 else written) == amount


def test_a_workbook_with_headings_in_any_order_below_a_title():
    reading = read_table(
        workbook([
            ["Utfall miljösamverkan 2026", None, None],
            [],
            ["Belopp", "Projekt", "Benämning", "Konto", "Period"],
            [-900_000, "P12", "Bidrag", 3510, "202601"],
            [70_000.5, "P12", "Löner", "5010", date(2026, 2, 25)],
            [-829_999.5, None, "Summa", None, None],
        ])
    )  # fmt: skip
    assert reading.problems == ()
    assert [(p.account, p.objects, p.month, p.amount) for p in reading.books.postings] == [
        ("3510", (("6", "P12"),), 1, -900_000_00),
        ("5010", (("6", "P12"),), 2, 70_000_50),
    ]
    assert reading.books.accounts == {"3510": "Bidrag", "5010": "Löner"}


def test_income_without_a_minus_is_turned():
    table = b"Konto;Belopp\n3510;900 000\n3520;-1000\n5010;70 000,50\n"
    amounts = [p.amount for p in read_table(table).books.postings]
    assert amounts == [-900_000_00, 1_000_00, 70_000_50]


def test_budget_lines_in_words():
    table = "\ufeffBudgetrad;Utfall\r\nKommunala medel;912 789\r\nLöner;1 000,05\r\nSumma;1\r\n".encode()
    reading = read_table(table, income_lines=["Kommunala medel"])
    assert [(p.line, p.amount) for p in reading.books.postings] == [
        ("Kommunala medel", -912_789_00),
        ("Löner", 1_000_05),
    ]


def test_debit_and_credit_in_columns_of_their_own():
    table = "Konto\tDebet\tKredit\n3510\t\t900,00\n5010\t70,50\t0,50\n".encode("cp1252")
    assert [p.amount for p in read_table(table).books.postings] == [-900_00, 70_00]


def test_an_amount_without_an_account_is_told_and_not_counted():
    reading = read_table(b"Konto;Belopp\n5010;70,00\n7110;\n;5,50\n")
    assert [p.amount for p in reading.books.postings] == [70_00]
    assert not reading.stopped
    assert [problem.what() for problem in reading.problems] == [
        "Rad 4: 5,50\N{NO-BREAK SPACE}kr står utan konto och budgetrad, och räknas inte med."
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04broken", "no_table"),
        (b"\xd0\xcf\x11\xe0 encrypted \x00", "no_table"),
        (b"", "no_table"),
        (b"a;b\n1;2\n", "no_columns"),
        (b"Konto;Belopp\n", "no_amounts"),
        (b"Konto;Belopp\n5010;mycket\n", "table_amount"),
        (b"Konto;Belopp\n" + b"5010;1\n" * 50_001, "too_big"),
    ],
)
def test_what_cannot_be_read_is_told(content, code):
    reading = read_table(content)
    assert reading.stopped
    assert reading.problems[0].code == code


def test_a_workbook_with_macros_is_refused():
    import zipfile

    out = io.BytesIO(workbook([["Konto", "Belopp"], [5010, 1]]))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    assert [p.code for p in read_table(out.getvalue()).problems] == ["macros"]
