"""Where the areas stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from samsyn.plan.enums import Progress
from samsyn.plan.models import FollowUp, Plan
from samsyn.plandoc import model as doc
from samsyn.timewords import Ongoing, Period, Recurrence, Relative, parse

CLOSED = {Progress.DONE, Progress.STOPPED}


@dataclass(frozen=True, slots=True)
class Standing:
    """An area's progress on a day: what was last reported, and what the calendar says against it."""

    area: doc.Area
    span: Period | None  # None: the time is missing or cannot be read
    report: FollowUp | None
    status: Progress
    late: bool  # its time is over and nobody has said that it is done or stopped
    begins_soon: bool  # begins within the next 60 days


def latest_reports(plan: Plan) -> dict[str, FollowUp]:
    """The latest report of each row, by code."""
    newest = FollowUp.objects.filter(plan=OuterRef("plan"), code=OuterRef("code")).order_by("-on", "-pk")
    reports = FollowUp.objects.filter(plan=plan, pk=Subquery(newest.values("pk")[:1])).select_related("reported_by")
    return {report.code: report for report in reports}


def reports_of(plan: Plan, code: str) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(plan=plan, code=code).select_related("reported_by").order_by("-on", "-pk")


def standings(document: doc.Plan, reports: dict[str, FollowUp], *, today: date) -> list[Standing]:
    """Every area and step in the plan's order, with where it stands."""
    return [_standing(document, area, reports, today) for area in document.every_area()]


def area_span(plan: doc.Plan, area: doc.Area) -> Period | None:
    """An area's first and last day: as its own words say, else those of its steps. What has no end in words goes on
    through the plan ("fr.o.m. 2026", "löpande"), and what has no beginning begins with it."""
    own = _span(area.time, plan.first_year, plan.last_year)
    spans = [span for step in area.steps if (span := area_span(plan, step))]
    if own or not spans:
        return own
    return Period(min(span.starts for span in spans), max(span.ends for span in spans))


@lru_cache(maxsize=4096)
def _span(words: str, first_year: int, last_year: int) -> Period | None:
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    expression = parse(words)
    days = [day for span in [expression.span] if span for day in (span.starts, span.ends)]
    for part in expression.parts:
        match part:
            case Ongoing(starts=starts, ends=ends) | Recurrence(during=Ongoing(starts=starts, ends=ends)):
                days += [starts or min(first, ends or first), ends or max(last, starts or last)]
            case Recurrence(during=None) | Relative(during=None):
                days += [first, last]
    return Period(min(days), max(days)) if days else None


def _status(area: doc.Area, reports: dict[str, FollowUp]) -> Progress:
    """As last reported; a programme that nobody has reported on stands as its steps do."""
    if area.code in reports:
        return Progress(reports[area.code].status)
    steps = {_status(step, reports) for step in area.steps}
    if steps and steps <= CLOSED:
        return Progress.DONE
    if not steps - {Progress.NOT_STARTED}:
        return Progress.NOT_STARTED
    return Progress.ON_TRACK if steps.isdisjoint({Progress.AT_RISK, Progress.LATE}) else Progress.AT_RISK


def _standing(plan: doc.Plan, area: doc.Area, reports: dict[str, FollowUp], today: date) -> Standing:
    span = area_span(plan, area)
    status = _status(area, reports)
    over = span is not None and span.ends < today
    begins_soon = span is not None and 0 <= (span.starts - today).days <= 60 and status == Progress.NOT_STARTED
    return Standing(
        area, span, reports.get(area.code), status, late=over and status not in CLOSED, begins_soon=begins_soon
    )
