"""The bookkeeping as a table in Excel or CSV: columns known by their headings, amounts as Swedes write them.

A table gives the same sums as a SIE file does. Its rows name an account, or a budget line in words. What stands on
credit side is turned below zero; where a table writes income without a minus, its income is turned.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias

from samsyn.sie.books import Books, Posting
from samsyn.sie.model import COST_CENTRE, PROJECT, Account
from samsyn.sie.words import Problem

Rows: TypeAlias = "list[tuple[int, Sequence[Any]]]"

MOST_ROWS: Final = 50_000
UNPACKED: Final = 200 * 1024 * 1024  # bytes: a workbook that unpacks to more is made to harm

HEADINGS: Final = {
    "account": {"konto", "kontonr", "kontonummer", "account"},
    "name": {"kontonamn", "benämning", "kontobenämning", "kontotext", "name"},
    "line": {"rad", "budgetrad", "post", "budgetpost", "line"},
    "amount": {"belopp", "utfall", "saldo", "summa", "utfall ack", "ackumulerat utfall", "amount", "outcome"},
    "debit": {"debet", "debit"},
    "credit": {"kredit", "credit"},
    "month": {"period", "månad", "datum", "bokföringsdatum", "verdatum", "month", "date"},
    COST_CENTRE: {"kostnadsställe", "kst", "kostnadsst", "ansvar", "enhet", "cost centre"},
    PROJECT: {"projekt", "proj", "projektnr", "project"},
}
_KNOWN = {word: column for column, words in HEADINGS.items() for word in words}
_SPACES = re.compile(r"\s|\u00a0|\u202f|kr$|sek$", re.IGNORECASE)
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_AMOUNT = re.compile(r"(-?)(\d{1,13})(?:,(\d{1,2}))?(-?)")
_POINTS = re.compile(r"(-?\d{1,13})\.(\d{1,2})")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?")
_TOTALS = re.compile(r"(summa|totalt?|resultat|årets resultat|total|sum)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableReading:
    books: Books
    problems: tuple[Problem, ...]

    @property
    def stopped(self) -> bool:
        return any(problem.stops for problem in self.problems)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_table(content: bytes, *, income_lines: Iterable[str] = ()) -> TableReading:
    """The first sheet of a workbook, or a CSV file. `income_lines` are the budget's lines of income, in words."""
    try:
        rows = _workbook(content) if content[:4] == b"PK\x03\x04" else _csv(content)
        found = _read(rows, {line.casefold() for line in income_lines})
    except _Refused as refused:
        return TableReading(Books("table", (), 0), (refused.problem,))
    return found


def ore(value: Any) -> int | None:
    """An amount in whole öre, exact to the öre; None for what is no amount.

    "1 234,50", "1.234,50", "1234.5", "−5 kr", "5-" and "(5)" are all amounts; so are numbers of a workbook.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float, Decimal)):
        try:
            return int((Decimal(str(value)) * 100).to_integral_value())
        except (InvalidOperation, ValueError, OverflowError):
            return None
    text = _SPACES.sub("", str(value)).translate(_MINUS)
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    elif _POINTS.fullmatch(text):
        text = text.replace(".", ",")
    match = _AMOUNT.fullmatch(text)
    if match is None or (match[1] and match[4]):
        return None
    amount = int(match[2]) * 100 + int((match[3] or "0").ljust(2, "0"))
    return -amount if match[1] or match[4] else amount


def _workbook(content: bytes) -> Rows:
    import openpyxl  # noqa: PLC0415  # heavy, and only needed here

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if any(part.filename.endswith("vbaProject.bin") for part in parts):
                raise _Refused(Problem("macros"))
            if sum(part.file_size for part in parts) > UNPACKED:
                raise _Refused(Problem("too_big", limit=MOST_ROWS))
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows: Rows = []
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > MOST_ROWS:
                raise _Refused(Problem("too_big", limit=MOST_ROWS))
            rows.append((number, row))
    except _Refused:
        raise
    except Exception as unreadable:  # the library raises whatever a damaged file makes it stumble over
        raise _Refused(Problem("no_table")) from unreadable
    return rows


def _csv(content: bytes) -> Rows:
    if b"\x00" in content or not content.strip():
        raise _Refused(Problem("no_table"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = text[:2000]
    delimiter = max(";\t,", key=head.count)
    rows: Rows = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            if len(rows) > MOST_ROWS:
                raise _Refused(Problem("too_big", limit=MOST_ROWS))
            rows.append((reader.line_num, row))
    except csv.Error as unreadable:
        raise _Refused(Problem("no_table")) from unreadable
    return rows


def _read(rows: Rows, income_lines: set[str]) -> TableReading:
    columns, after = _headings(rows)
    postings: list[Posting] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for number, row in rows[after:]:
        cells = {column: row[place] if place < len(row) else None for column, place in columns.items()}
        account, line = _said(cells.get("account")), _said(cells.get("line"))
        account = account.removesuffix(".0")
        if not (account or line):
            unnamed = 0 if any(_TOTALS.match(_said(cell)) for cell in row) else _amount(cells, number, [])
            if unnamed:
                problems.append(Problem("no_account", number, amount=unnamed))
            continue
        if _TOTALS.match(account or line):
            continue
        if account and not account.isdecimal():
            line, account = (line or account), ""  # the plan's own words in the column of accounts
        amount = _amount(cells, number, problems)
        if not amount:
            continue
        objects = tuple((key, _said(cells[key])) for key in (COST_CENTRE, PROJECT) if _said(cells.get(key)))
        postings.append(Posting(account, objects, _month(cells.get("month")), amount, line))
        if account and _said(cells.get("name")):
            names[account] = _said(cells["name"])
    if not postings and not any(problem.stops for problem in problems):
        problems.append(Problem("no_amounts"))
    read = len(postings)
    income = {p.account for p in postings if p.account and Account(p.account).is_income}
    postings = _turned(postings, income, income_lines)
    return TableReading(
        Books("table", tuple(postings), read, accounts=names, income=frozenset(income)), tuple(problems[:20])
    )


def _headings(rows: Rows) -> tuple[dict[str, int], int]:
    """Which column is what, and how many rows come before the first with amounts."""
    for place, (_number, row) in enumerate(rows[:30]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            column = _KNOWN.get(_said(cell).casefold().rstrip(".:"))
            if column:
                columns.setdefault(column, at)
        if columns.keys() & {"amount", "debit", "credit"} and columns.keys() & {"account", "line"}:
            return columns, place + 1
    raise _Refused(Problem("no_columns"))


def _amount(cells: dict[str, Any], number: int, problems: list[Problem]) -> int:
    found = 0
    for column, sign in (("amount", 1), ("debit", 1), ("credit", -1)):
        cell = cells.get(column)
        if cell is None or not _said(cell):
            continue
        amount = ore(cell)
        if amount is None:
            problems.append(Problem("table_amount", number, text=_said(cell)[:40]))
        elif column == "amount" or "amount" not in cells:
            found += sign * amount
    return found


def _month(cell: Any) -> int:
    """1–12 from a date, "202603", "2026-03" or "3"; 0 for anything else."""
    if isinstance(cell, (date, datetime)):
        return cell.month
    text = _said(cell).removesuffix(".0")
    match = re.fullmatch(r"(?:\d{4}-?)?(\d{1,2})(?:-?\d{2})?", text)
    month = int(match[1]) if match else 0
    return month if 1 <= month <= 12 else 0


def _said(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _turned(postings: list[Posting], accounts: set[str], lines: set[str]) -> list[Posting]:
    """Income below zero, as bookkeeping has it, whichever way the table writes it: the sum of it all tells."""

    def is_income(posting: Posting) -> bool:
        return posting.account in accounts if posting.account else posting.line.casefold() in lines

    turn = sum(posting.amount for posting in postings if is_income(posting)) > 0
    return list(_with_turned(postings, is_income)) if turn else postings


def _with_turned(postings: Iterable[Posting], is_income: Any) -> Iterator[Posting]:
    for posting in postings:
        yield posting._replace(amount=-posting.amount) if is_income(posting) else posting
