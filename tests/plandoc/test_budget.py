"""The arithmetic of a budget, on the figures of the real plan and on invented ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.budget import BudgetReading, Cause, Totals, readings, totals
from samsyn.plandoc.model import Budget, BudgetLine, BudgetVersion, CostKind, IncomeKind, Reported
from tests.plandoc.test_real_plan import plan

AMOUNT = st.none() | st.integers(0, 10**12)


def budget(
    income: list[int | None], costs: list[int | None], opening: int | None = None, reported: Reported | None = None
) -> Budget:
    return Budget(
        2026,
        BudgetVersion.DECIDED,
        opening,
        tuple(BudgetLine(f"i{n}", "I", IncomeKind.OTHER, amount) for n, amount in enumerate(income)),
        tuple(BudgetLine(f"c{n}", "C", CostKind.OTHER, amount) for n, amount in enumerate(costs)),
        reported or Reported(),
    )


def test_totals_of_the_real_budget() -> None:
    real = totals(plan().budgets[0])
    assert real == Totals(income=1_247_789_00, costs=1_937_090_00, opening=620_000_00, missing=("statliga-medel",))
    assert real.result == -689_301_00
    assert real.closing == -69_301_00


def test_the_two_readings_of_the_real_budget() -> None:
    counted_twice, lost = readings(plan().budgets[0])
    assert counted_twice.cause is Cause.OPENING_BALANCE_AS_INCOME
    assert counted_twice.amount == 620_000_00
    assert counted_twice.totals.closing == -69_301_00
    assert not counted_twice.agrees
    assert lost.cause is Cause.LOST_AMOUNT
    assert (lost.line, lost.amount) == ("statliga-medel", 620_000_00)
    assert lost.totals.result == -69_301_00
    assert lost.totals.closing == 550_699_00
    assert lost.agrees


def test_an_unknown_amount_is_listed_and_not_taken_for_zero() -> None:
    assert totals(budget([100, None], [None])) == Totals(100, 0, None, ("i1", "c0"))
    assert totals(budget([100], [], opening=0)).closing == 100


def test_a_budget_whose_printed_totals_hold_has_no_readings() -> None:
    reported = Reported(income=300, costs=100, surplus=250)
    assert readings(budget([100, 200], [100], 50, reported)) == ()
    assert readings(budget([100, None], [100], 50)) == ()
    assert readings(budget([100, 200], [100], 50, Reported(surplus=250))) == ()


def test_a_lost_cost_is_found_from_the_printed_costs_or_the_surplus() -> None:
    expected = (BudgetReading(Cause.LOST_AMOUNT, 40, Totals(100, 70, 10), agrees=True, line="c1"),)
    assert readings(budget([100], [30, None], 10, Reported(costs=70, surplus=40))) == expected
    assert readings(budget([100], [30, None], 10, Reported(surplus=40))) == expected


def test_two_lost_amounts_cannot_be_told_from_each_other() -> None:
    assert readings(budget([None, None], [30], 10, Reported(income=70))) == ()


def test_a_printed_income_below_the_known_lines_is_no_lost_amount() -> None:
    assert readings(budget([100, None], [30], 0, Reported(income=70))) == ()


@given(st.lists(AMOUNT, max_size=5), st.lists(AMOUNT, max_size=5), AMOUNT)
def test_the_closing_balance_is_the_opening_balance_and_every_known_line(
    income: list[int | None], costs: list[int | None], opening: int | None
) -> None:
    of = totals(budget(income, costs, opening))
    known = sum(amount or 0 for amount in income) - sum(amount or 0 for amount in costs)
    assert of.result == known
    assert of.closing == (None if opening is None else opening + known)
    assert len(of.missing) == [*income, *costs].count(None)


@given(st.lists(st.integers(0, 10**9), min_size=1), st.integers(1, 10**9), st.integers(1, 10**9))
def test_an_opening_balance_printed_as_income_is_always_found(income: list[int], cost: int, opening: int) -> None:
    printed = sum(income) + opening
    reported = Reported(income=printed, costs=cost, surplus=printed - cost + opening)
    (reading,) = readings(budget([*income], [cost], opening, reported))
    assert reading.cause is Cause.OPENING_BALANCE_AS_INCOME
    assert reading.amount == opening
    assert reading.totals.closing == sum(income) + opening - cost
    assert not reading.agrees
