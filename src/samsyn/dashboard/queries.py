"""What the year asks of a person, as of a day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samsyn.people.models import Collaboration
from samsyn.people.rules import coordinates
from samsyn.plan import rules
from samsyn.plan.enums import AreaKind
from samsyn.plan.models import Edition, Need
from samsyn.plan.queries.concerns import answered_for
from samsyn.plan.queries.editions import document
from samsyn.plan.queries.needs import unanswered
from samsyn.plan.queries.progress import CLOSED, Standing, latest_reports, standings
from samsyn.plan.queries.year import Duty, duties

AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Upcoming:
    on: date
    duty: Duty


@dataclass(frozen=True, slots=True)
class Demands:
    """The Monday page: what this month asks, what lies ahead, what is late and what one answers for oneself."""

    month: list[Duty]  # what this month has days for, or is to be finished in it
    upcoming: list[Upcoming]  # placed days and last days within 60 days
    unplaced: list[Duty]  # what the year still wants days for, if the person is the one who sets them
    late: list[Standing]
    soon: list[Standing]
    standings: list[Standing]
    own: list[Duty]  # what one answers for that is on now or begins within 60 days


def demands(user: Any, edition: Edition, *, today: date) -> Demands:
    plan = document(edition)
    stands = standings(plan, latest_reports(edition.plan), today=today)
    year = duties(plan, today.year)
    following = duties(plan, today.year + 1) if (today + AHEAD).year > today.year else []
    own = answered_for(user, edition, plan)
    sets_days = coordinates(user, edition.plan.collaboration_id)
    closed = {standing.area.code for standing in stands if standing.status in CLOSED}
    last = today.replace(day=monthrange(today.year, today.month)[1])
    return Demands(
        month=[duty for duty in year if _in_month(duty, today.replace(day=1), last)],
        upcoming=_upcoming([*year, *following], today, today + AHEAD),
        unplaced=[duty for duty in year if sets_days and duty.missing and duty.ends >= today],
        late=[standing for standing in stands if standing.late],
        soon=[standing for standing in stands if standing.begins_soon],
        standings=stands,
        own=[duty for duty in year if duty.code in own and _is_on(duty, today) and duty.code not in closed],
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Needs, as they concern a person: what the coordinator is to answer, and what became of one's own."""

    may_bring: bool
    unanswered: list[Need]
    own: list[Need]  # those of the organisations that the person speaks for, the latest first


def wanted(user: Any, collaboration: Collaboration) -> Wanted:
    if rules.may_answer_needs(user, collaboration):
        return Wanted(True, list(unanswered(collaboration)), [])
    organisations = list(rules.spoken_for_by(user, collaboration.pk))
    own = Need.objects.filter(collaboration=collaboration, organisation__in=organisations)
    return Wanted(bool(organisations), [], list(own.select_related("collaboration")) if organisations else [])


def _in_month(duty: Duty, first: date, last: date) -> bool:
    return any(first <= day <= last for day in duty.on) or (duty.due is not None and first <= duty.due <= last)


def _is_on(duty: Duty, today: date) -> bool:
    return duty.kind != AreaKind.PROGRAMME and duty.starts <= today + AHEAD and duty.ends >= today


def _upcoming(duties: list[Duty], first: date, last: date) -> list[Upcoming]:
    found = [Upcoming(day, duty) for duty in duties for day in {*duty.on, duty.due} if day and first <= day <= last]
    return sorted(found, key=lambda upcoming: (upcoming.on, upcoming.duty.code))
