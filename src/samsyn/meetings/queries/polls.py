"""A poll's answers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samsyn.meetings.enums import Wish
from samsyn.meetings.models import Poll, PollAnswer, PollDay
from samsyn.meetings.queries.invited import members_on
from samsyn.people.models import Person


@dataclass(frozen=True, slots=True)
class Column:
    """One of the times, with how many it suits."""

    day: PollDay
    yes: int
    if_need_be: int
    no: int
    best: bool  # no other suits more people


@dataclass(frozen=True, slots=True)
class Answers:
    """Who says what: a row for each member, a column for each time."""

    columns: list[Column]
    rows: list[tuple[Person, list[str]]]  # in the order of the columns; an empty text where nothing is said
    silent: list[Person]


def answers(poll: Poll) -> Answers:
    """Three queries, however many members and times there are."""
    days = list(poll.days.all())
    said: dict[Person, dict[int, str]] = {}
    for one in PollAnswer.objects.filter(day__poll=poll).select_related("person").order_by("person__name"):
        said.setdefault(one.person, {})[one.day_id] = one.wish
    members = members_on(poll.group_id, timezone.localdate())
    counts = {day.pk: [wishes.get(day.pk) for wishes in said.values()] for day in days}
    weights = {pk: (len(found) - found.count(Wish.NO), found.count(Wish.YES)) for pk, found in counts.items()}
    most = max(weights.values(), default=(0, 0))
    columns = [
        Column(
            day,
            counts[day.pk].count(Wish.YES),
            counts[day.pk].count(Wish.IF_NEED_BE),
            counts[day.pk].count(Wish.NO),
            best=bool(said) and weights[day.pk] == most,
        )
        for day in days
    ]
    rows = [(person, [wishes.get(day.pk, "") for day in days]) for person, wishes in said.items()]
    return Answers(columns, rows, [person for person in members if person not in said])


def wishes_of(poll: Poll, person: Person) -> dict[int, str]:
    """What one person has said of each time, by its primary key."""
    return dict(PollAnswer.objects.filter(day__poll=poll, person=person).values_list("day", "wish"))
