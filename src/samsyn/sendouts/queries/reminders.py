"""Who is reminded of what on a day, and who is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samsyn.people.models import Collaboration, Person
from samsyn.sendouts.enums import Held, Weekday
from samsyn.sendouts.models import Reminder, ReminderChoice, ReminderRun
from samsyn.sendouts.queries.owed import Circle, Owed, circle, owed
from samsyn.sendouts.rules import CLOSES, reminder_day, week_of
from samsyn.timewords.workdays import is_workday


@dataclass(frozen=True, slots=True)
class Draft:
    """A person's reminder on a day: what it tells, or why there is none."""

    person: Person
    owed: tuple[Owed, ...]
    held: str = ""


def choice_of(person: Person) -> ReminderChoice:
    """What the person has chosen; unsaved, with what holds from the start, if nothing."""
    return ReminderChoice.objects.filter(person=person.pk).first() or ReminderChoice(person_id=person.pk)


def drafts(circle: Circle, *, after: date | None = None) -> list[Draft]:
    """The reminders of one collaboration on a day, as things stand now, by name.

    Taken up are those whose day of the week lies after `after` (by default the day before) up to that day.
    """
    after = after or circle.on - timedelta(days=1)
    pks = [person.pk for person in circle.persons]
    choices = {choice.person_id: choice for choice in ReminderChoice.objects.filter(person__in=pks)}
    had = set(Reminder.objects.filter(person__in=pks, week=week_of(circle.on)).values_list("person", flat=True))
    told = owed(circle)
    found = []
    for person in circle.persons:
        choice = choices.get(person.pk) or ReminderChoice(person=person)
        day = reminder_day(circle.on, choice.weekday)
        lines = tuple(one for one in told.get(person.pk, ()) if one.duty or choice.everything)
        held = ""
        if not is_workday(circle.on):
            held = Held.QUIET
        elif person.pk in had:
            held = Held.HAD
        elif not after < day <= circle.on:
            held = Held.OTHER_DAY
        elif not lines:
            held = Held.NOTHING
        found.append(Draft(person, () if held else lines, held))
    return found


def to_send(on: date) -> list[Draft]:
    """The reminders of a day in the whole installation."""
    before = ReminderRun.objects.filter(on__lt=on).exclude(done_at=None).first()
    return [
        draft
        for collaboration in Collaboration.objects.order_by("pk")
        for draft in drafts(circle(collaboration, on), after=before.on if before else None)
        if not draft.held
    ]


def owed_by(person: Person, on: date) -> list[Owed]:
    """What one person is reminded of, as things stand now."""
    if person.organisation is None:
        return []
    choice = choice_of(person)
    told = owed(circle(person.organisation.collaboration, on), only=person)
    return [one for one in told.get(person.pk, ()) if one.duty or choice.everything]


def as_told_to(reader: Any, drafts: Iterable[Draft]) -> list[Draft]:
    """Without what the reader may not know; who then has nothing left is like those who have nothing."""
    found = []
    for draft in drafts:
        lines = tuple(one for one in draft.owed if one.is_told_to(reader))
        held = draft.held or ("" if lines else Held.NOTHING)
        found.append(Draft(draft.person, lines, held))
    return found


def next_reminder_day(now: datetime) -> date:
    """The next day on which those who have chosen nothing are reminded; today, if reminders can still leave."""
    local = timezone.localtime(now)
    first = local.date() + timedelta(days=local.time() >= CLOSES)
    days = (first + timedelta(days=step) for step in range(22))
    return next(day for day in days if reminder_day(day, Weekday.MONDAY) == day)
