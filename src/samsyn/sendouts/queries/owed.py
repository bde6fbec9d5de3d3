"""What people owe: the apps above say it, each in its own `queries`, and reminders tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import translation

from samsyn.kernel.collation import sort_key
from samsyn.people.models import Collaboration, Membership, Person


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that somebody is to do. `duty`: somebody waits for it, so that the reminder cannot be turned off.

    `confidential` is the group (primary key) by whose seat alone it is owed, if nobody outside knows of that group.
    """

    kind: str  # "app.kind", e.g. "plan.answer_needs"
    what: str  # what to do, in the language that was active
    path: str  # to the exact place
    due: date | None = None
    since: date | None = None
    duty: bool = True
    confidential: int | None = None

    def is_told_to(self, reader: Any) -> bool:
        return self.confidential is None or any(seat.group_id == self.confidential for seat in reader.seats)


@dataclass(frozen=True, slots=True)
class Circle:
    """All of a collaboration who can be reminded, each with the seats of that day (`Person.seats`)."""

    collaboration: Collaboration
    on: date
    persons: tuple[Person, ...]

    def those(self, may: Callable[[Any, Any], bool], subject: Any) -> list[Person]:
        """Whom a rule lets do something."""
        return [person for person in self.persons if may(person, subject)]


Source = Callable[[Circle], Iterable[tuple[Person, Owed]]]
SOURCES: Final[list[Source]] = []


def source(fn: Source) -> Source:
    """Make a function one that says who owes what on the circle's day.

    It asks the database a fixed number of times, however many persons there are, and names nothing to anybody who may
    not see it. Its words are in the language that is active.
    """
    SOURCES.append(fn)
    return fn


def circle(collaboration: Collaboration, on: date) -> Circle:
    """Everybody of the collaboration's organisations who can log in and has an address, by name."""
    found = Person.objects.filter(organisation__collaboration=collaboration, is_active=True).exclude(email=None)
    named = sorted(found.select_related("organisation__collaboration").order_by(), key=_by_name)
    persons = {person.pk: person for person in named}
    for person in named:
        person.seats = []
    # no order by names in the database: with Swedish collation that takes SQLite longer than all the rest
    seats = Membership.objects.current(on).filter(person__in=list(persons)).select_related("group").order_by("pk")
    for seat in seats:
        seat.person = persons[seat.person_id]
        seat.person.seats.append(seat)
    return Circle(collaboration, on, tuple(named))


def owed(circle: Circle, *, only: Person | None = None) -> dict[int, list[Owed]]:
    """What each person (primary key) owes, or one alone, in the person's language: the longest overdue first, what has
    no last day at the end. The sources are always asked about everybody: what one owes depends on who else there is."""
    found: defaultdict[int, list[Owed]] = defaultdict(list)
    wanted = [person for person in circle.persons if only is None or person.pk == only.pk]
    for language in sorted({person.language for person in wanted}):
        speakers = {person.pk for person in wanted if person.language == language}
        with translation.override(language):
            for tell in SOURCES:
                for person, one in tell(circle):
                    if person.pk in speakers:
                        found[person.pk].append(one)
    return {pk: sorted(told, key=_order) for pk, told in found.items()}


def _by_name(person: Person) -> tuple[Any, int]:
    return sort_key(person.name), person.pk


def _order(one: Owed) -> tuple[date, date]:
    return one.due or date.max, one.since or date.max
