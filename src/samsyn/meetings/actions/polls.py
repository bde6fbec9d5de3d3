"""Polls for a date: opened, answered, and brought to an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.meetings import rules
from samsyn.meetings.actions.meetings import propose, publish
from samsyn.meetings.enums import Wish
from samsyn.meetings.models import Poll, PollAnswer, PollDay, Series
from samsyn.people.models import Group

MOST_DAYS = 12


@action("meetings.open_poll", allow=rules.may_arrange)
def open_poll(group: Group, *, by: Any, days: Sequence[datetime], series: Series | None = None, **fields: Any) -> Poll:
    """Ask a group which of some times suit. Its members are told after commit."""
    if series is not None and series.group_id != group.pk:
        raise Invalid(_("The series belongs to another group."))
    times = sorted(set(days))
    if not 2 <= len(times) <= MOST_DAYS:
        raise Invalid(
            _("A poll needs between 2 and %(most)s times.") % {"most": MOST_DAYS},
            fields={"days": _("Give between 2 and %(most)s times.") % {"most": MOST_DAYS}},
        )
    if times[0] <= timezone.now():
        raise Invalid(_("One of the times has passed."), fields={"days": _("Choose times to come.")})
    poll = Poll(group=group, series=series, **fields)
    poll.full_clean()
    poll.save()
    PollDay.objects.bulk_create([PollDay(poll=poll, starts=starts) for starts in times])
    return poll


@action("meetings.answer_poll", allow=rules.may_answer_poll)
def answer_poll(poll: Poll, *, by: Any, wishes: Mapping[int, str]) -> Poll:
    """Say of every time (by primary key) whether it suits. It can be said anew until the poll is closed."""
    _require_open(poll)
    days = {day.pk: day for day in poll.days.all()}
    if set(wishes) != set(days) or not set(wishes.values()) <= set(Wish.values):
        raise Invalid(_("Say of every time whether it suits."))
    for pk, wish in wishes.items():
        PollAnswer.objects.update_or_create(day=days[pk], person_id=by.pk, defaults={"wish": wish})
    return poll


@action("meetings.choose_day", allow=rules.may_arrange_poll)
def choose_day(poll: Poll, *, by: Any, day: PollDay) -> Poll:
    """Plan the meeting on one of the times, which ends the poll. The group is invited after commit."""
    _require_open(poll)
    if day.poll_id != poll.pk:
        raise Invalid(_("Choose one of the poll's times."))
    if day.starts <= timezone.now():
        raise Conflict(_("The time has passed."), remedy=_("Choose a time to come."))
    meeting = propose(
        poll.group,
        by=by,
        series=poll.series,
        title=poll.title,
        starts=day.starts,
        ends=day.starts + timedelta(minutes=poll.minutes),
        setting=poll.setting,
        place=poll.place,
    )
    poll.meeting = publish(meeting, by=by)
    return _close(poll, timezone.now())


@action("meetings.close_poll", allow=rules.may_arrange_poll)
def close_poll(poll: Poll, *, by: Any) -> Poll:
    """End a poll without a meeting."""
    _require_open(poll)
    return _close(poll, timezone.now())


@action("meetings.reopen_poll", allow=rules.may_arrange_poll)
def reopen_poll(poll: Poll, *, by: Any) -> Poll:
    """Open a poll again that was ended without a meeting."""
    if not poll.closed_at or poll.meeting_id:
        raise Conflict(_("The poll cannot be opened again."))
    return _close(poll, None)


def _require_open(poll: Poll) -> None:
    if poll.closed_at:
        raise Conflict(_("The poll is closed."), remedy=_("Look at what it led to."))


def _close(poll: Poll, at: datetime | None) -> Poll:
    poll.closed_at = at
    poll.version += 1
    poll.full_clean()
    poll.save()
    return poll
