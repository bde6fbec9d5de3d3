"""The bookkeeping as sums: per account, objects and month. No voucher and no text of one goes further than this."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from samsyn.sie.model import Objects, SieFile, Year

# Employees, customers, suppliers and their invoices: dimensions of persons, which no budget asks about.
LEFT_OUT = frozenset(("7", "8", "9", "10"))


class Posting(NamedTuple):
    """A sum of the profit-and-loss statement in öre, debit above zero. `line` is a budget line named by a table."""

    account: str
    objects: Objects
    month: int  # 1-12; 0 where a table does not say
    amount: int
    line: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """What an export says of a year. The postings and `balance_sheet` together are all of its transactions."""

    source: str  # sie or table
    postings: tuple[Posting, ...]
    rows: int  # transactions, or rows of a table
    balance_sheet: int = 0  # the sum of the accounts of the balance sheet, which are no outcome
    year: Year | None = None
    since: date | None = None  # the first day that is booked
    through: date | None = None  # the last
    company: str = ""
    organisation_number: str = ""
    program: str = ""
    accounts: dict[str, str] = field(default_factory=dict)  # names
    income: frozenset[str] = frozenset()  # the accounts that hold income
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The sum of everything in the file: 0 for a SIE file that balances."""
        return sum(posting.amount for posting in self.postings) + self.balance_sheet


def books(file: SieFile) -> Books:
    """The sums of a SIE file that holds together."""
    sums: dict[tuple[str, Objects, int], int] = defaultdict(int)
    rows = balance_sheet = 0
    results = {number for number in _used(file) if file.account(number).is_result}
    for voucher in file.vouchers:
        for row in voucher.transactions:
            rows += 1
            if row.account in results:
                objects = tuple(pair for pair in row.objects if pair[0] not in LEFT_OUT)
                sums[row.account, objects, voucher.on.month] += row.amount
            else:
                balance_sheet += row.amount
    return Books(
        source="sie",
        postings=tuple(Posting(*key, amount) for key, amount in sorted(sums.items()) if amount),
        rows=rows,
        balance_sheet=balance_sheet,
        year=file.years.get(0),
        since=min((voucher.on for voucher in file.vouchers), default=None),
        through=max((voucher.on for voucher in file.vouchers), default=None),
        company=file.company,
        organisation_number=file.organisation_number,
        program=file.program,
        accounts={number: file.account(number).name for number in sorted(results)},
        income=frozenset(number for number in results if file.account(number).is_income),
        dimensions={key: dimension.name for key, dimension in file.dimensions.items() if key not in LEFT_OUT},
        objects={pair: name for pair, name in file.objects.items() if pair[0] not in LEFT_OUT},
    )


def _used(file: SieFile) -> set[str]:
    return {row.account for voucher in file.vouchers for row in voucher.transactions}
