"""Meetings as pages ask for them. Each function makes a fixed number of queries, however many rows there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from samsyn.kernel.errors import NotFound
from samsyn.kernel.models import Event
from samsyn.meetings import rules
from samsyn.meetings.enums import Answer, Status
from samsyn.meetings.models import Feed, Invitation, Meeting, Poll, Series, midnight
from samsyn.meetings.queries.quota import quota
from samsyn.people.models import Collaboration, Group
from samsyn.timewords import parse

FEED_PAST = timedelta(days=400)  # how far back a calendar that comes back is told of meetings


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting in a list, with the reader's own invitation to it."""

    meeting: Meeting
    mine: Invitation | None
    is_own: bool  # meant for the reader, who then sees more of it than the time and whose it is


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    rows: list[Listed]

    @property
    def name(self) -> str:
        return date_format(self.first, "F Y")


@dataclass(frozen=True, slots=True)
class Shown:
    """Meetings as a page shows them: what is ahead in order, what has been with the latest first."""

    ahead: list[Listed]
    past: list[Listed]

    @property
    def months_ahead(self) -> list[Month]:
        return _by_month(self.ahead)

    @property
    def months_past(self) -> list[Month]:
        return _by_month(self.past)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a series stands in a year: what its rule asks for, what has been held, what is planned."""

    series: Series
    asked: tuple[int, int] | None  # the fewest and the most
    held: int
    planned: int
    proposed: int
    next: Meeting | None

    @property
    def in_reach(self) -> bool:
        """Whether a number is asked for that has not been passed."""
        return self.asked is not None and self.held <= self.asked[1]

    @property
    def asked_for(self) -> str:
        """The number that the rule asks for, or its ends ("2–3")."""
        return "–".join(str(number) for number in sorted(set(self.asked or ())))

    @property
    def left(self) -> int:
        """How many meetings still have to be planned for the fewest that the rule asks for."""
        return max(0, self.asked[0] - self.held - self.planned) if self.asked else 0

    @property
    def unread(self) -> tuple[str, ...]:
        """What of the rule's words cannot be read as time."""
        return parse(self.series.rule).unread


def of_year(user: Any, collaboration: Collaboration, year: int, *, group: Group | None = None) -> Shown:
    rows = _of_year(rules.meetings_visible_to(user), collaboration, year)
    if group is not None:
        rows = rows.filter(group=group)
    return _shown(_listed(user, rows))


def waiting(user: Any, collaboration: Collaboration) -> list[Listed]:
    """The meetings to come that wait for the reader's answer."""
    rows = rules.meetings_visible_to(user).filter(
        group__collaboration=collaboration,
        status=Status.PLANNED,
        ends__gt=timezone.now(),
        pk__in=Invitation.objects.filter(person=user, archived_at=None, answer=Answer.NONE).values("meeting"),
    )
    return _listed(user, rows)


def years(user: Any, collaboration: Collaboration) -> list[int]:
    """The years that there are meetings in, this year among them."""
    found = rules.meetings_visible_to(user).filter(group__collaboration=collaboration, archived_at=None)
    ends = found.aggregate(Min("starts"), Max("starts"))
    this = timezone.localdate().year
    known = [timezone.localtime(at).year for at in ends.values() if at]
    return list(range(min([this, *known]), max([this, *known]) + 1))


def standings(user: Any, collaboration: Collaboration, year: int, *, group: Group | None = None) -> list[Standing]:
    """The series that are alive and how each stands in the year, in the order of the plan's codes."""
    found = rules.series_visible_to(user).filter(group__collaboration=collaboration, archived_at=None)
    if group is not None:
        found = found.filter(group=group)
    series = list(found.select_related("group__collaboration"))
    meetings = _of_year(rules.meetings_visible_to(user), collaboration, year).filter(series__in=series)
    by_series: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_series[meeting.series_id].append(meeting)
    return [_standing(one, by_series[one.pk], year) for one in sorted(series, key=_in_order)]


def standing(user: Any, series: Series, year: int) -> Standing:
    rows = _of_year(rules.meetings_visible_to(user), series.group.collaboration, year).filter(series=series)
    return _standing(series, list(rows), year)


def of_series(user: Any, series: Series) -> Shown:
    return _shown(_listed(user, rules.meetings_visible_to(user).filter(series=series, archived_at=None)))


def meeting(user: Any, *, collaboration: str, pk: int) -> Meeting:
    """The meeting at an address. Raises NotFound if there is none that the person may see."""
    rows = rules.meetings_visible_to(user).select_related("group__collaboration", "series", "host__collaboration")
    return _one(rows.filter(group__collaboration__slug=collaboration, pk=pk))


def series(user: Any, *, collaboration: str, pk: int) -> Series:
    """Raises NotFound if there is none that the person may see."""
    owners = (f"{name}__collaboration" for name in ("convener", "content_owner", "practical_owner"))
    rows = rules.series_visible_to(user).select_related("group__collaboration", *owners)
    return _one(rows.filter(group__collaboration__slug=collaboration, pk=pk))


def poll(user: Any, *, collaboration: str, pk: int) -> Poll:
    """Raises NotFound if there is none that the person may see."""
    rows = rules.polls_visible_to(user).select_related("group__collaboration", "series", "meeting")
    return _one(rows.filter(group__collaboration__slug=collaboration, pk=pk))


def open_polls(user: Any, collaboration: Collaboration) -> QuerySet[Poll]:
    rows = rules.polls_visible_to(user).filter(group__collaboration=collaboration, closed_at=None)
    return rows.select_related("group__collaboration")


def of_feed(feed: Feed) -> QuerySet[Meeting]:
    """What a calendar address tells: what its owner may see and, without a group, is invited to."""
    rows = rules.meetings_visible_to(feed.person).exclude(status=Status.PROPOSED)
    if feed.group_id:
        rows = rows.filter(group=feed.group_id)
    else:
        invited = Invitation.objects.filter(person=feed.person_id, archived_at=None).values("meeting")
        rows = rows.filter(pk__in=invited)
    return rows.filter(starts__gte=timezone.now() - FEED_PAST).select_related("group__collaboration")


def happenings(meeting: Meeting) -> QuerySet[Event]:
    """What has been done with a meeting and with the invitations to it, newest first."""
    of_meeting = Q(subject_type=Meeting._meta.label, subject_id=meeting.pk)
    of_invitations = Q(context_type=Meeting._meta.label, context_id=meeting.pk)
    return Event.objects.filter(of_meeting | of_invitations).select_related("actor")


def _one(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def _of_year(rows: QuerySet[Meeting], collaboration: Collaboration, year: int) -> QuerySet[Meeting]:
    rows = rows.filter(group__collaboration=collaboration, archived_at=None)
    rows = rows.filter(starts__gte=midnight(date(year, 1, 1)), starts__lt=midnight(date(year + 1, 1, 1)))
    return rows.select_related("group__collaboration", "host")


def _listed(user: Any, rows: QuerySet[Meeting]) -> list[Listed]:
    meetings = list(rows.select_related("group__collaboration", "host"))
    mine = {
        one.meeting_id: one for one in Invitation.objects.filter(meeting__in=meetings, person=user, archived_at=None)
    }
    return [Listed(one, mine.get(one.pk), rules.is_own(user, one, invited=one.pk in mine)) for one in meetings]


def _shown(listed: list[Listed]) -> Shown:
    has_been = [row.meeting.is_over or row.meeting.status == Status.HELD for row in listed]
    rows = list(zip(listed, has_been, strict=True))
    return Shown([row for row, past in rows if not past], [row for row, past in reversed(rows) if past])


def _by_month(rows: Sequence[Listed]) -> list[Month]:
    months: dict[date, list[Listed]] = defaultdict(list)
    for row in rows:
        months[row.meeting.day.replace(day=1)].append(row)
    return [Month(first, listed) for first, listed in months.items()]


def _standing(series: Series, meetings: list[Meeting], year: int) -> Standing:
    number = Counter(meeting.status for meeting in meetings)
    ahead = [one for one in meetings if one.status == Status.PLANNED and not one.is_over]
    return Standing(
        series,
        quota(series.rule, year),
        number[Status.HELD],
        number[Status.PLANNED],
        number[Status.PROPOSED],
        ahead[0] if ahead else None,
    )


def _in_order(series: Series) -> tuple[str, int, str]:
    """N2 before N10, and what has no code last."""
    letters = series.code.rstrip("0123456789")
    digits = series.code[len(letters) :]
    return (letters or "\uffff", int(digits or 0), series.name)
