"""Who sees and chooses what about reminders, and when they may leave."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from samsyn.people.models import Collaboration, Person
from samsyn.people.rules import coordinates
from samsyn.sendouts.models import Mail
from samsyn.timewords.workdays import is_workday

OPENS, CLOSES = time(8), time(16)  # in Swedish time


def nobody(user: Any, subject: Any) -> bool:
    """What Samsyn alone does."""
    return False


def may_see_reminders(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_choose_reminders(user: Any, person: Person) -> bool:
    return user.is_authenticated and user.pk == person.pk


def may_see_outbox(user: Any, collaboration: Collaboration) -> bool:
    """The coordinator of a demonstration. Elsewhere nobody reads the mail of others."""
    return settings.DEMO and coordinates(user, collaboration.pk)


def outbox_visible_to(user: Any, collaboration: Collaboration) -> QuerySet[Mail]:
    """The mail that would have gone to the collaboration's persons, without what confidential groups keep to
    themselves."""
    found = Mail.objects.exclude(copy=None)
    if not may_see_outbox(user, collaboration):
        return found.none()
    here = Q(person__organisation__collaboration=collaboration)
    return found.filter(here, Q(copy__confidential=False) | Q(person=user.pk))


def are_offices_open(at: datetime) -> bool:
    """Whether a reminder may leave: on a Swedish workday, in office hours."""
    local = timezone.localtime(at)
    return is_workday(local.date()) and OPENS <= local.time() < CLOSES


def reminder_day(week_of: date, weekday: int) -> date:
    """The day of that day's week on which somebody who has chosen a weekday is reminded: that day, or the nearest
    workday after it in the week, else before it. (Every Swedish week has workdays.)"""
    monday = week_of - timedelta(days=week_of.weekday())
    workdays = [day for day in (monday + timedelta(days=step) for step in range(5)) if is_workday(day)]
    return next((day for day in workdays if day.isoweekday() >= weekday), workdays[-1])


def week_of(day: date) -> str:
    """The ISO 8601 week, e.g. "2026-W48"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
