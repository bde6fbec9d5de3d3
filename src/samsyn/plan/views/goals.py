"""Goals: what serves them, and each gathered on a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from samsyn.plan.enums import GLOBAL_GOALS
from samsyn.plan.queries import goals as queries
from samsyn.plan.queries import progress
from samsyn.plan.views.frame import frame


def goals(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The matrices: which rows serve which goals, global goals and focus areas."""
    shown = frame(request, collaboration, plan, number)
    matrix = queries.goal_matrix(shown.document)
    rows = shown.paged(matrix)
    codes = {line.row.code for line in rows if line.is_area}
    return shown.page(
        "plan/goals.html",
        rows=rows,
        serves=any(any(line.serves) for line in matrix),
        global_matrix=_serving(queries.global_goal_matrix(shown.document), codes),
        global_goals=GLOBAL_GOALS,
        focus_matrix=_serving(queries.focus_area_matrix(shown.document), codes),
        focus_areas=[focus for strategy in shown.document.strategies for focus in strategy.focus_areas],
        archived=shown.edition.goal_set.exclude(archived_at=None),
    )


def _serving(matrix: list[queries.MatrixRow], codes: set[str]) -> list[queries.MatrixRow]:
    """The rows of the page that serve anything."""
    return [line for line in matrix if line.row.code in codes and any(line.serves)]


def goal(request: HttpRequest, collaboration: str, plan: str, number: int, goal: int) -> HttpResponse:
    """One goal with everything that serves it, and where that stands."""
    shown = frame(request, collaboration, plan, number)
    row = get_object_or_404(shown.edition.goal_set, number=goal, archived_at=None)
    row.edition = shown.edition
    areas, activities = queries.serving(shown.document, goal)
    codes = {area.code for area in areas}
    reports = progress.latest_reports(shown.edition.plan)
    standings = progress.standings(shown.document, reports, today=timezone.localdate())
    return shown.page(
        "plan/goal.html",
        row=row,
        kind="goal",
        standings=[standing for standing in standings if standing.area.code in codes],
        activities=activities,
        **shown.comments_on(row),
    )
