"""What serves which goal."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.plan.enums import GLOBAL_GOALS
from samsyn.plandoc import model as doc


@dataclass(frozen=True, slots=True)
class MatrixRow:
    row: doc.Area | doc.Activity
    is_area: bool
    serves: tuple[bool, ...]  # one for each column


def goal_matrix(plan: doc.Plan) -> list[MatrixRow]:
    """Areas, steps and activities × the plan's goals."""
    numbers = [goal.number for goal in plan.goals]
    areas = [MatrixRow(a, True, tuple(n in a.goals for n in numbers)) for a in plan.every_area()]
    activities = [MatrixRow(a, False, tuple(n in a.goals for n in numbers)) for a in plan.activities]
    return areas + activities


def global_goal_matrix(plan: doc.Plan) -> list[MatrixRow]:
    """Areas and steps × the 17 global goals."""
    return [MatrixRow(a, True, tuple(n in a.global_goals for n in GLOBAL_GOALS)) for a in plan.every_area()]


def focus_area_matrix(plan: doc.Plan) -> list[MatrixRow]:
    """Areas and steps × the focus areas of the national strategy."""
    keys = [focus.key for strategy in plan.strategies for focus in strategy.focus_areas]
    return [MatrixRow(a, True, tuple(key in a.focus_areas for key in keys)) for a in plan.every_area()]


def serving(plan: doc.Plan, number: int) -> tuple[list[doc.Area], list[doc.Activity]]:
    """The areas and activities that serve a goal of the plan."""
    areas = [area for area in plan.every_area() if number in area.goals]
    return areas, [activity for activity in plan.activities if number in activity.goals]
