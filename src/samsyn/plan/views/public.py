"""The decided plan for everybody: stable addresses, one for the plan and one for each of its rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samsyn.kernel.errors import NotFound
from samsyn.plan.queries import editions, pictures, progress
from samsyn.plan.queries.difference import predecessor
from samsyn.plan.views.frame import paged
from samsyn.plandoc import budget as arithmetic


def public_plan(request: HttpRequest, collaboration: str, plan: str) -> HttpResponse:
    """The latest decided edition of a plan period on one page, made to be read and printed. Where it has very many
    areas, a part of them at a time."""
    edition = editions.public_edition(collaboration=collaboration, plan=plan)
    document = editions.document(edition)
    standings = paged(request, progress.standings(document, {}, today=timezone.localdate()))
    return render(
        request,
        "plan/public_plan.html",
        {
            "edition": edition,
            "collaboration": edition.plan.collaboration,
            "document": document,
            "rows": standings,
            "picture": pictures.area_timeline(edition, list(standings), today=timezone.localdate(), page="public-row"),
            "predecessor": predecessor(request.user, edition),
            "budgets": [(budget, arithmetic.totals(budget)) for budget in document.budgets],
        },
    )


def public_row(request: HttpRequest, collaboration: str, plan: str, code: str) -> HttpResponse:
    """One area, step or activity of the decided plan."""
    edition = editions.public_edition(collaboration=collaboration, plan=plan)
    document = editions.document(edition)
    area = next((area for area in document.every_area() if area.code == code), None)
    activity = next((activity for activity in document.activities if activity.code == code), None)
    if area is None and activity is None:
        raise NotFound
    goals = [goal for goal in document.goals if goal.number in (area or activity).goals]
    return render(
        request,
        "plan/public_row.html",
        {
            "edition": edition,
            "collaboration": edition.plan.collaboration,
            "document": document,
            "area": area,
            "activity": activity,
            "row": area or activity,
            "programme": next((a for a in document.areas if area and area in a.steps), None),
            "goals": goals,
        },
    )
