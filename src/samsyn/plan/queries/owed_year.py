"""What people owe the year: areas to report and to begin, what has a last day, days to set, the budget year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.people.enums import GroupKind
from samsyn.people.models import Person
from samsyn.people.rules import coordinates
from samsyn.plan import rules
from samsyn.plan.enums import AreaKind, Progress
from samsyn.plan.models import ClosingAccounts, Edition
from samsyn.plan.queries.closing import next_steps
from samsyn.plan.queries.concerns import answering
from samsyn.plan.queries.editions import document, in_force
from samsyn.plan.queries.outcome import year_view, years_of
from samsyn.plan.queries.progress import Standing, latest_reports, standings
from samsyn.plan.queries.year import Duty, duties
from samsyn.plan.queries.year_view import YearView
from samsyn.plandoc import model as doc
from samsyn.sendouts.queries.owed import Circle, Owed, source

Told = Iterator[tuple[Person, Owed]]

SILENT = timedelta(days=30)  # an area that has been going on for so long should have a report
AHEAD = timedelta(days=30)  # how long before its last day something is reminded of
FEW = 3  # steps of a budget year that are told one by one
FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Year:
    """The plan in force on the circle's day, and who answers for what of it."""

    edition: Edition
    plan: doc.Plan
    answers: dict[str, list[tuple[Person, int | None]]]  # by code; with the group, if nobody else knows of it

    def page(self, name: str, *more: object) -> str:
        edition = self.edition
        return reverse(name, args=[edition.plan.collaboration.slug, edition.plan.key, edition.number, *more])


def _year(circle: Circle) -> Year | None:
    edition = in_force(circle.collaboration, circle.on.year)
    if edition is None:
        return None
    plan = document(edition)
    codes = answering(edition, plan)
    answers: dict[str, list[tuple[Person, int | None]]] = {}
    for person in circle.persons:
        own: dict[str, int | None] = {}
        for seat in sorted(person.seats, key=lambda seat: seat.group.confidential):
            for code in codes.get(seat.group_id, ()):
                own.setdefault(code, seat.group_id if seat.group.confidential else None)
        for code, confidential in own.items():
            answers.setdefault(code, []).append((person, confidential))
    return Year(edition, plan, answers)


@source
def year(circle: Circle) -> Told:
    """What the plan in force asks of those who answer for its rows, and of those who set days."""
    found = _year(circle)
    if found is None:
        return
    keepers = circle.those(coordinates, circle.collaboration.pk)
    for standing in standings(found.plan, latest_reports(found.edition.plan), today=circle.on):
        told = _of_area(found, standing, circle.on)
        # an area that is late with nobody to say so is the coordinator's
        orphaned = [(person, None) for person in keepers] if standing.late else []
        for person, confidential in found.answers.get(standing.area.code, orphaned) if told else ():
            yield person, _for(told, confidential)
    this_year = duties(found.plan, circle.on.year)
    coming = duties(found.plan, circle.on.year + 1) if (circle.on + AHEAD).year > circle.on.year else []
    for duty in (*this_year, *coming):
        if duty.due and circle.on <= duty.due <= circle.on + AHEAD:
            what = _("See that it is done: %(activity)s") % {"activity": f"{duty.code} {duty.title}"}
            one = Owed("plan.deliver", what, found.page("activity", duty.code), due=duty.due)
            for person, confidential in found.answers.get(duty.code, ()):
                yield person, _for(one, confidential)
    unplaced = [duty for duty in this_year if duty.missing and duty.ends >= circle.on]
    if unplaced:
        yield from ((person, _days(found, unplaced, circle.on.year)) for person in keepers)


def _of_area(found: Year, standing: Standing, on: date) -> Owed | None:
    area, span = standing.area, standing.span
    if span is None or area.kind == AreaKind.PROGRAMME:  # its steps say it
        return None
    name = {"area": f"{area.code} {area.title}"}
    if standing.late:
        what = _("Say how it went, its time is over: %(area)s") % name
        return Owed("plan.report_late", what, found.page("report", area.code), due=span.ends)
    if standing.begins_soon:
        what = _("Prepare what begins soon: %(area)s") % name
        return Owed("plan.begin", what, found.page("area", area.code), due=span.starts, duty=False)
    silent = standing.report is None and standing.status == Progress.NOT_STARTED
    if silent and span.starts + SILENT <= on <= span.ends:
        what = _("Say where it stands, nobody has since it began: %(area)s") % name
        return Owed("plan.report", what, found.page("report", area.code), since=span.starts)
    return None


def _for(one: Owed, confidential: int | None) -> Owed:
    return one if confidential is None else replace(one, confidential=confidential)


def _days(found: Year, unplaced: list[Duty], year: int) -> Owed:
    what = _("Set days for “%(activity)s”") % {"activity": unplaced[0].title}
    path = found.page("placing", unplaced[0].code)
    if len(unplaced) > 1:
        what = _("Set days for %(count)s activities that lack them in %(year)s") % {
            "count": len(unplaced),
            "year": year,
        }
        path = found.page("year-of", year)
    return Owed("plan.place", what, path, due=min(duty.ends for duty in unplaced), duty=False)


@source
def budget_years(circle: Circle) -> Told:
    """What this year's budget asks, and what is left before last year's is closed: in February, with its report."""
    keepers = circle.those(rules.may_keep_books, circle.collaboration)
    last, this = circle.on.year - 1, circle.on.year
    for year in years_of(circle.collaboration) if keepers else ():
        if year not in (last, this):
            continue
        view = year_view(circle.collaboration, year)
        if year == this or view.decided:
            found = list(_of_budget(circle, view))
            yield from ((person, one) for person in keepers for one in found)
    waiting = ClosingAccounts.objects.filter(
        year__collaboration=circle.collaboration, approved_at=None, archived_at=None
    )
    for closing in waiting.select_related("year"):
        what = _("Approve the closing accounts of %(year)s") % {"year": closing.year}
        path = reverse("year-close", args=[circle.collaboration.slug, closing.year.year])
        one = Owed("plan.approve_closing", what, path, due=_closed_by(closing.year.year))
        yield from ((person, one) for person in circle.those(rules.may_approve_closing, closing))


def _of_budget(circle: Circle, view: YearView) -> Iterator[Owed]:
    year = view.row.year
    page = reverse("budget-year", args=[circle.collaboration.slug, year])
    end = _closed_by(year) if year < circle.on.year else None
    steps = [step for step in next_steps(view, today=circle.on) if not step.others]
    if len(steps) > FEW:
        what = _("The budget year %(year)s: %(count)s things to do") % {"year": year, "count": len(steps)}
        yield Owed("plan.budget_year", what, f"{page}#h-next", due=end)
        steps = []
    for step in steps:
        what = _("The budget year %(year)s: %(step)s") % {"year": year, "step": step.words}
        due = _first_meeting(circle) if step.by_first_meeting else end
        yield Owed("plan.budget_year", what, urljoin(page, step.href), due=due)
    if view.decided and year == circle.on.year and circle.on.month == 1:
        what = _("Hand the basis for invoices of %(year)s to the finance office") % {"year": year}
        yield Owed("plan.invoices", what, page, duty=False)


def _closed_by(year: int) -> date:
    """Closing accounts stand in the report that is due in February."""
    return date(year + 1, FEBRUARY, monthrange(year + 1, FEBRUARY)[1])


def _first_meeting(circle: Circle) -> date | None:
    """The steering group's first placed meeting of the year."""
    edition = in_force(circle.collaboration, circle.on.year)
    plan = document(edition) if edition else None
    if plan is None:
        return None
    keys = {body.key for body in plan.bodies if body.kind == GroupKind.STEERING}
    placed = (day for activity in plan.activities if activity.group in keys for day in activity.placed)
    return min((day for day in placed if day.year == circle.on.year), default=None)
