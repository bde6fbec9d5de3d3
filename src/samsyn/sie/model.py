"""What a SIE file says, as plain data. Amounts are whole öre; debit is above zero and credit below, as in the file.

`line` is everywhere the line of the file, from 1. Objects are pairs of dimension and object, e.g. ("6", "P12").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

Objects: TypeAlias = tuple[tuple[str, str], ...]

ASSET, DEBT, INCOME, COST = "TSIK"  # the kinds of account, by the letters of #KTYP
COST_CENTRE, PROJECT = "1", "6"  # the dimensions that the standard reserves for them


class Transaction(NamedTuple):
    line: int
    account: str
    objects: Objects
    amount: int
    on: date | None = None  # the voucher's day counts where the row has none
    text: str = ""


class Voucher(NamedTuple):
    line: int
    series: str
    number: str
    on: date
    text: str
    transactions: tuple[Transaction, ...]  # as they stand now: rows that were taken away are not among them
    removed: tuple[Transaction, ...] = ()  # rows that were taken away afterwards (#BTRANS)

    @property
    def called(self) -> str:
        """The voucher as people say it, e.g. "A 112"."""
        return f"{self.series} {self.number}".strip()


class Balance(NamedTuple):
    """An amount that the file states: opening, closing, result, of a period or budgeted."""

    line: int
    label: str  # IB, UB, OIB, OUB, RES, PSALDO or PBUDGET
    year: int  # 0 is the file's year, -1 the one before
    account: str
    amount: int
    objects: Objects = ()
    period: str = ""  # e.g. "202603", for PSALDO and PBUDGET


@dataclass(frozen=True, slots=True)
class Year:
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Account:
    number: str
    name: str = ""
    kind: str = ""  # T, S, I or K, where the file says so

    @property
    def is_result(self) -> bool:
        """Whether the account is of the profit-and-loss statement: income or costs."""
        return self.kind in (INCOME, COST) if self.kind else self.number[:1] in "345678"

    @property
    def is_income(self) -> bool:
        """Class 8 holds both; without a word from the file, 80–83 are taken for income."""
        if self.kind:
            return self.kind == INCOME
        return self.number[:1] == "3" or self.number[:2] in ("80", "81", "82", "83")


@dataclass(frozen=True, slots=True)
class Dimension:
    number: str
    name: str
    parent: str = ""  # the dimension that this one divides (#UNDERDIM)


@dataclass(slots=True)
class SieFile:
    """Everything that is read. Made by the reader, and not changed after that."""

    encoding: str = "cp437"
    sie_type: int = 0  # 0 = not said
    format: str = ""
    program: str = ""
    company: str = ""
    organisation_number: str = ""
    currency: str = ""
    made_on: date | None = None
    years: dict[int, Year] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)  # name by dimension and object
    balances: list[Balance] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)  # labels that the standard does not have: their first line
    checksum: int | None = None  # as the file states it
    checksum_line: int = 0

    @property
    def is_import_file(self) -> bool:
        """Type 4I: vouchers alone, made by a system beside the bookkeeping. An export (4E) states results."""
        return self.sie_type == 4 and not any(balance.label == "RES" for balance in self.balances)

    def account(self, number: str) -> Account:
        return self.accounts.get(number) or Account(number)

    def stated(self, label: str) -> Mapping[str, Balance]:
        """What the file states of its own year under a label, by account."""
        return {b.account: b for b in self.balances if b.label == label and b.year == 0}
