"""Series, meetings and polls to test with. Everything in them is invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions
from samsyn.meetings.models import Meeting, Poll, Series
from samsyn.people.models import Group


def at(day: str, clock: str = "09:00") -> datetime:
    """A day and a time on Swedish clocks."""
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{clock}"))


def ahead(days: int = 30, hour: int = 9) -> datetime:
    """So many days from now, on a whole hour of Swedish clocks."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


def a_series(group: Group, **more: Any) -> Series:
    given = {"name": "Styrgruppsmöte", "rule": "3 gånger per år", "minutes": 120, "start_time": time(9)}
    return actions.start_series(group, by=SYSTEM, **given | {"setting": "physical"} | more)


def a_meeting(group: Group, *, planned: bool = True, **more: Any) -> Meeting:
    """A meeting of two hours, in a month unless `starts` says otherwise."""
    starts = more.pop("starts", ahead())
    given = {"title": "Styrgruppsmöte", "setting": "physical", "place": "Rådhuset, Granby"}
    given |= {"starts": starts, "ends": starts + timedelta(hours=2)}
    meeting = actions.propose(group, by=SYSTEM, **given | more)
    return actions.publish(meeting, by=SYSTEM) if planned else meeting


def a_poll(group: Group, **more: Any) -> Poll:
    given = {"title": "Strategidag", "minutes": 120, "setting": "physical", "answer_by": timezone.localdate()}
    return actions.open_poll(group, by=SYSTEM, **given | {"days": [ahead(20), ahead(21), ahead(22)]} | more)
