"""The sound plan is whole: every row linked, measured, placed and paid for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samsyn.plandoc import planfile
from samsyn.plandoc.budget import readings, totals
from samsyn.plandoc.checks import check
from samsyn.plandoc.model import ActivityKind, AreaKind

SOUND = Path(__file__).with_name("sound-plan.yaml")


def test_it_is_read_without_notices() -> None:
    assert planfile.read(SOUND.read_bytes()).notices == ()


def test_the_checks_of_a_plan_are_silent_on_it() -> None:
    assert check(planfile.read(SOUND.read_bytes()).plan, today=date(2026, 11, 1)) == ()


def test_nothing_is_missing_in_it() -> None:
    plan = planfile.read(SOUND.read_bytes()).plan
    for area in plan.every_area():
        assert area.what and area.aim and area.parties and area.time and area.follow_up
        assert area.indicator and area.bodies and area.goals and area.focus_areas
    assert [area.kind for area in plan.areas] == [AreaKind.CAMPAIGN, AreaKind.GUIDANCE, AreaKind.PROGRAMME]
    assert all(activity.placed for activity in plan.activities)
    assert {activity.kind for activity in plan.activities} >= {ActivityKind.BODY, ActivityKind.VISIT}


def test_its_budgets_balance_and_their_printed_totals_hold() -> None:
    plan = planfile.read(SOUND.read_bytes()).plan
    assert [budget.year for budget in plan.budgets] == [2027, 2028, 2029]
    for budget in plan.budgets:
        of = totals(budget)
        assert (of.result, of.closing, of.missing) == (0, 150_000_00, ())
        assert readings(budget) == ()
        assert (budget.reported.income, budget.reported.costs, budget.reported.surplus) == (
            of.income,
            of.costs,
            of.closing,
        )
