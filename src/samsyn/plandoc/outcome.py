"""From bookkeeping to budget lines: what is ours, which line it belongs to, and how far the lines stray.

Sums of the bookkeeping have debit above zero; amounts of a line are above zero where a budget's are: income that came
in, costs that went out. Nothing is lost on the way: lines, what no rule takes, what is not ours and the balance sheet
together are the whole file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from samsyn.sie import Posting
from samsyn.sie.model import Objects

INCOME, COST = "income", "cost"


class Line(NamedTuple):
    """A budget line by its address, which is the same in every version and edition."""

    side: str
    key: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Accounts from `first` to `last`, with all of `objects`, belong to `line`."""

    first: int
    last: int
    objects: Objects
    line: Line

    def takes(self, posting: Posting) -> bool:
        number = posting.account
        if not number.isdecimal() or not self.first <= int(number) <= self.last:
            return False
        return all(pair in posting.objects for pair in self.objects)


@dataclass(frozen=True, slots=True)
class Ours:
    """Which part of an organisation's bookkeeping is the collaboration's: whatever has one of the objects, or all."""

    objects: frozenset[tuple[str, str]] = frozenset()
    everything: bool = False

    def has(self, posting: Posting) -> bool:
        return self.everything or not self.objects.isdisjoint(posting.objects)


@dataclass(frozen=True, slots=True)
class Shared:
    """The sums of a file by where they belong."""

    lines: dict[Line, int]  # as budgets write them
    unmapped: tuple[Posting, ...]  # ours, and no rule takes them
    kept: tuple[Posting, ...]  # all that is ours
    outside: int  # the sum of what is not ours
    outside_count: int

    @property
    def total(self) -> int:
        """All of it as the bookkeeping writes it."""
        ledger = sum(-amount if line.side == INCOME else amount for line, amount in self.lines.items())
        return ledger + sum(posting.amount for posting in self.unmapped) + self.outside


def share(
    postings: Iterable[Posting], *, ours: Ours, rules: Sequence[Rule], names: Mapping[str, Line] | None = None
) -> Shared:
    """Put every sum where it belongs; the first rule that takes a sum decides.

    `names` are the budget's lines by their words in small letters, for tables that name them.
    """
    lines: dict[Line, int] = {}
    unmapped, kept = [], []
    outside = count = 0
    for posting in postings:
        if not ours.has(posting):
            outside += posting.amount
            count += 1
            continue
        kept.append(posting)
        line = line_of(posting, rules, names or {})
        if line is None:
            unmapped.append(posting)
        else:
            lines[line] = lines.get(line, 0) + (-posting.amount if line.side == INCOME else posting.amount)
    return Shared(lines, tuple(unmapped), tuple(kept), outside, count)


def line_of(posting: Posting, rules: Iterable[Rule], names: Mapping[str, Line]) -> Line | None:
    if posting.line:
        return names.get(posting.line.casefold())
    return next((rule.line for rule in rules if rule.takes(posting)), None)


class Deviation(NamedTuple):
    """How far an amount is from its budget (öre). A budget that was never given, or is zero, has no per cent."""

    amount: int
    budget: int | None

    @property
    def percent(self) -> Decimal | None:
        """With one decimal."""
        if not self.budget:
            return None
        return (Decimal(self.amount) * 100 / abs(self.budget)).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def exceeds(self, *, percent: int, amount: int) -> bool:
        """Whether it is beyond both limits. Where there is no budget to compare with, the amount alone tells."""
        beyond = not self.budget or abs(self.amount) * 100 > percent * abs(self.budget)
        return beyond and abs(self.amount) > amount


def deviation(found: int, budget: int | None) -> Deviation:
    return Deviation(found - (budget or 0), budget)


def objects_seen(postings: Iterable[Posting]) -> Collection[tuple[str, str]]:
    """Every dimension and object that some sum carries."""
    return sorted({pair for posting in postings for pair in posting.objects})
