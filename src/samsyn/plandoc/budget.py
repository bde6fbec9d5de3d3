"""The arithmetic of a budget, in whole öre: totals, and ways to understand printed figures that clash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samsyn.plandoc.model import Budget, BudgetLine


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the amounts that are given, in öre.

    `missing` holds the keys of the lines without an amount: with any there, the sums are those of the known
    lines only. `closing` is None when the opening balance is not known.
    """

    income: int
    costs: int
    opening: int | None
    missing: tuple[str, ...] = ()

    @property
    def result(self) -> int:
        """The year's own result: income less costs."""
        return self.income - self.costs

    @property
    def closing(self) -> int | None:
        """What is left at the end of the year: the opening balance and the result."""
        return None if self.opening is None else self.opening + self.result


def totals(budget: Budget) -> Totals:
    """The budget's totals. The opening balance is not income: it counts only in the closing balance."""
    return Totals(
        income=known_sum(budget.income),
        costs=known_sum(budget.costs),
        opening=budget.opening_balance,
        missing=tuple(line.key for line in (*budget.income, *budget.costs) if line.amount is None),
    )


def known_sum(lines: Iterable[BudgetLine]) -> int:
    """The sum of the amounts that are given, in öre."""
    return sum(line.amount for line in lines if line.amount is not None)


class Cause(StrEnum):
    OPENING_BALANCE_AS_INCOME = "opening_balance_as_income"
    LOST_AMOUNT = "lost_amount"


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """One way to understand a budget whose printed totals clash with its lines.

    `amount` (öre) is what was counted twice, or what the line `line` must have held. `agrees` tells whether
    the printed surplus is the closing balance under this reading.
    """

    cause: Cause
    amount: int
    totals: Totals
    agrees: bool
    line: str = ""


def readings(budget: Budget) -> tuple[BudgetReading, ...]:
    """What can explain that the printed totals are not the sums of the lines; empty when nothing clashes.

    Two causes are known: the opening balance was printed as part of the income (and, as a rule, added once
    more in the surplus), or exactly one line lost its amount. More than one reading may fit: only the owner
    can say which is true.
    """
    found: list[BudgetReading] = []
    now = totals(budget)
    reported = budget.reported

    def agrees(with_totals: Totals) -> bool:
        return reported.surplus is not None and reported.surplus == with_totals.closing

    opening = budget.opening_balance
    if opening and (
        reported.income == now.income + opening
        or (reported.income is None and now.closing is not None and reported.surplus == now.closing + opening)
    ):
        found.append(BudgetReading(Cause.OPENING_BALANCE_AS_INCOME, opening, now, agrees(now)))
    if len(now.missing) == 1:
        found.extend(_lost_amount(budget, now, agrees_with=reported.surplus))
    return tuple(found)


def _lost_amount(budget: Budget, now: Totals, *, agrees_with: int | None) -> Iterable[BudgetReading]:
    line = now.missing[0]
    is_income = any(income.key == line for income in budget.income)
    printed = budget.reported.income if is_income else budget.reported.costs
    counted = now.income if is_income else now.costs
    if printed is not None:
        lost = printed - counted
    elif agrees_with is not None and now.closing is not None:
        lost = agrees_with - now.closing if is_income else now.closing - agrees_with
    else:
        return
    if lost <= 0:
        return
    mended = Totals(
        income=now.income + (lost if is_income else 0),
        costs=now.costs + (0 if is_income else lost),
        opening=now.opening,
    )
    yield BudgetReading(
        Cause.LOST_AMOUNT, lost, mended, agrees_with is not None and mended.closing == agrees_with, line
    )
