"""What the tests of a budget year share: books of an invented host, and the rules that sort them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.plan import actions
from samsyn.plan.models import BudgetYear
from samsyn.sie import Books, books, read
from tests.sie.written import sie

YEAR = ["provlan", 2026]
THROUGH = date(2026, 3, 31)

# All of 2026: income 900 000, salaries 895 000, and travel that has no rule.
WHOLE = [
    ("A", "1", "20260115", "Andelar", [("1930", [], 900_000_00), ("3510", [("6", "P12")], -900_000_00)]),
    ("A", "2", "20261231", "Löner", [("5010", [("6", "P12")], 895_000_50), ("1930", [], -895_000_50)]),
    ("A", "3", "20261231", "Andras", [("5010", [("6", "P99")], 4_000_000_00), ("1930", [], -4_000_000_00)]),
]  # fmt: skip


def the_books(*vouchers: Any) -> Books:
    reading = read(sie(*vouchers))
    assert not reading.stopped, reading.problems
    return books(reading.file)


def upload(content: bytes, name: str = "utfall.se") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def followed(county: Any, by: Any, *, travel: bool = False) -> BudgetYear:
    """The county's budget year with its rules, nothing read in."""
    settings = actions.open_books(county.collaboration, by=by)
    actions.set_bookkeeping(settings, by=by, version=None, ours=[["6", "P12"]])
    sorted_as = [(3000, 3999, "income", "kommunerna"), (5000, 5999, "cost", "loner")]
    if travel:
        sorted_as.append((7110, 7110, "cost", "loner"))
    for first, last, side, line in sorted_as:
        actions.add_account_rule(settings, by=by, first_account=first, last_account=last, side=side, line=line)
    return actions.open_year(county.collaboration, by=by, year=2026)
