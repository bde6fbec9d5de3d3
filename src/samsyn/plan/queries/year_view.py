"""What is known of a budget year, line by line and summed: plain data with what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import floatformat

from samsyn.kernel.templatetags.samsyn import kr
from samsyn.plan.enums import Side
from samsyn.plan.models import Bookkeeping, Budget, BudgetYear, ClosingAccounts, Outcome
from samsyn.plan.queries.bookkeeping import Unmapped
from samsyn.plandoc.outcome import Deviation, deviation


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the year; amounts in öre, as a budget writes them."""

    side: str
    key: str
    label: str
    budget: int | None
    outcome: int | None  # None where nothing is read in
    forecast: int | None
    forecast_on: date | None
    reason: str  # of the forecast
    explanation: str
    complete: bool  # the bookkeeping is read in for the whole year
    percent_limit: int
    amount_limit: int

    @property
    def expected(self) -> int | None:
        """What the year is expected to give: the forecast; with the whole year booked, the outcome itself."""
        return (self.outcome or 0) if self.complete else self.forecast

    @property
    def likely(self) -> int:
        """What is expected, or the best guess without a word about it: the budget, or what is booked if it is more."""
        return max(self.budget or 0, self.outcome or 0) if self.expected is None else self.expected

    @property
    def deviation(self) -> Deviation | None:
        """From the budget: of what is expected, or of an outcome that is past its budget already."""
        if self.expected is not None:
            return deviation(self.expected, self.budget)
        if self.outcome is not None and self.budget is not None and self.outcome > self.budget:
            return deviation(self.outcome, self.budget)
        return None

    @property
    def worse(self) -> bool:
        """Whether the deviation leaves less money: higher costs, or lower income."""
        away = self.deviation
        return away is not None and (away.amount > 0) == (self.side == Side.COST) and away.amount != 0

    @property
    def percent(self) -> Decimal | None:
        return self.deviation.percent if self.deviation else None

    @property
    def amount_words(self) -> str:
        """The deviation in kronor with its sign; a dash without one."""
        if self.deviation is None:
            return "–"
        return f"{'+' if self.deviation.amount > 0 else ''}{kr(self.deviation.amount)}"

    @property
    def percent_words(self) -> str:
        """The deviation in per cent of the budget, e.g. "−4,6 %"; empty without one."""
        if self.percent is None:
            return ""
        sign = "+" if self.percent > 0 else "\N{MINUS SIGN}" if self.percent < 0 else ""
        return f"{sign}{floatformat(abs(self.percent), 1)}\N{NO-BREAK SPACE}%"

    @property
    def beyond(self) -> bool:
        away = self.deviation
        return away is not None and away.exceeds(percent=self.percent_limit, amount=self.amount_limit)

    @property
    def why(self) -> str:
        """The explanation, or the reason of the forecast while the year runs."""
        return self.explanation or ("" if self.complete else self.reason)

    @property
    def unexplained(self) -> bool:
        return self.beyond and not self.why


@dataclass(frozen=True, slots=True)
class Booked:
    """What is booked on a line: an account and a month (its first day; None where a table does not say)."""

    account: str
    name: str
    month: date | None
    amount: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Income, costs, result and balance of one column."""

    income: int
    costs: int
    opening: int | None

    @property
    def result(self) -> int:
        return self.income - self.costs

    @property
    def closing(self) -> int | None:
        return None if self.opening is None else self.opening + self.result


@dataclass(frozen=True, slots=True)
class YearView:
    row: BudgetYear
    settings: Bookkeeping
    decided: Budget | None
    revised: Budget | None
    proposals: list[Budget]  # in editions that are not decided, and not like what is in force
    outcome: Outcome | None
    closing: ClosingAccounts | None
    before: ClosingAccounts | None  # those of the year before
    budget_opening: int | None  # the opening balance that the budget counted on
    lines: list[LineView] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)

    @property
    def budget(self) -> Budget | None:
        """What the year is held against: revised, else decided, else the proposal."""
        return self.revised or self.decided or (self.proposals[0] if self.proposals else None)

    @property
    def opening(self) -> int | None:
        """The closing balance of the year before where it is closed, else what the budget counted on."""
        if self.closing:
            return self.closing.opening_balance
        return self.before.closing_balance if self.before else self.budget_opening

    @property
    def income(self) -> list[LineView]:
        return [line for line in self.lines if line.side == Side.INCOME]

    @property
    def costs(self) -> list[LineView]:
        return [line for line in self.lines if line.side == Side.COST]

    @property
    def complete(self) -> bool:
        return self.outcome is not None and self.outcome.through == date(self.row.year, 12, 31)

    @property
    def budgeted(self) -> Sums:
        income, costs = (_sum(line.budget for line in side) for side in (self.income, self.costs))
        return Sums(income, costs, self.budget_opening)

    @property
    def booked(self) -> Sums | None:
        """What is booked until now. With sums that no rule takes, they are missing in it."""
        if self.outcome is None:
            return None
        income, costs = (_sum(line.outcome for line in side) for side in (self.income, self.costs))
        return Sums(income, costs, self.opening)

    @property
    def closing_balance(self) -> int | None:
        """What the year closes with; nothing to speak of before all of it is booked."""
        return self.booked.closing if self.booked and (self.complete or self.closing) else None

    @property
    def expected(self) -> Sums | None:
        """The year as it is expected to end.

        A line without a forecast is taken to keep its budget, or to stay at what is booked where that is more.
        """
        if not any(line.expected is not None for line in self.lines):
            return None

        def whole(lines: list[LineView]) -> int:
            return sum(line.likely for line in lines)

        return Sums(whole(self.income), whole(self.costs), self.opening)

    @property
    def unexplained(self) -> list[LineView]:
        return [line for line in self.lines if line.unexplained]

    @property
    def unmapped_total(self) -> int:
        """As bookkeeping writes it: debit above zero."""
        return sum(row.amount for row in self.unmapped)


def _sum(amounts: Iterable[int | None]) -> int:
    return sum(amount for amount in amounts if amount is not None)
