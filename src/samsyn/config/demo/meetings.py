"""The demo's meetings: a series for each of the plan's meetings, those that have been held and those to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

import samsyn.meetings
from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions
from samsyn.meetings.enums import Answer
from samsyn.meetings.models import Invitation, Meeting, Series
from samsyn.meetings.queries.invited import members_on
from samsyn.people.models import Collaboration
from samsyn.timewords import is_workday

MEETINGS = Path(samsyn.meetings.__file__).parent / "demo" / "meetings.yaml"
ORGANISATIONS = ("convener", "content_owner", "practical_owner")


def hold_meetings(collaboration: Collaboration) -> None:
    """What has been is held, with those who were there; what comes is planned, and some have answered."""
    told = yaml.safe_load(MEETINGS.read_text(encoding="utf-8"))
    groups = {group.slug: group for group in collaboration.groups.all()}
    organisations = {one.slug: one for one in collaboration.organisations.all()}
    by_code = {}
    for given in told["series"]:
        owners = {name: organisations[given[name]] for name in ORGANISATIONS if name in given}
        by_code[given["code"]] = series = actions.start_series(
            groups[given["group"]],
            by=SYSTEM,
            code=given["code"],
            name=given["name"],
            rule=given["rule"],
            start_time=time.fromisoformat(given["begins"]),
            minutes=given["minutes"],
            setting=given["setting"],
            hosts_rotate=given.get("hosts_rotate", False),
            notice_days=given.get("notice", 21),
            **owners,
        )
        for one in given["meetings"]:
            host = {"host": organisations[one["host"]]} if "host" in one else {}
            _meet(series, one, host)
    _ask_for_a_day(by_code[told["poll"]["series"]], told["poll"])


def _meet(series: Series, given: dict[str, Any], host: dict[str, Any]) -> None:
    starts = timezone.make_aware(datetime.combine(given["day"], series.start_time))
    particulars = {name: given[name] for name in ("place", "link", "notes") if name in given}
    meeting = actions.propose(
        series.group,
        by=SYSTEM,
        series=series,
        title=given.get("title", series.name),
        starts=starts,
        ends=starts + timedelta(minutes=given.get("minutes", series.minutes)),
        setting=given.get("setting", series.setting),
        **particulars,
        **host,
    )
    for guest in given.get("guests", ()):
        actions.invite(meeting, by=SYSTEM, **guest)
    meeting = actions.publish(meeting, by=SYSTEM)
    if reason := given.get("cancelled"):
        actions.cancel(meeting, by=SYSTEM, reason=reason)
    else:
        _answer(meeting)


def _answer(meeting: Meeting) -> None:
    """Most come, some do not, and of what lies ahead some have not said yet: by turns, the same in every demo."""
    invitations = list(meeting.invitations.all())
    for number, invitation in enumerate(invitations, meeting.day.toordinal()):
        turn = number * 5 % 8
        silent = turn in (1, 4, 6) and not meeting.has_begun
        invitation.answer = Answer.NONE if silent else Answer.NO if turn == 0 else Answer.YES
        invitation.answered_at = None if silent else min(timezone.now(), meeting.starts - timedelta(days=9))
        invitation.attended = turn not in (0, 3) if meeting.has_begun else None
    Invitation.objects.bulk_update(invitations, ["answer", "answered_at", "attended"])
    if meeting.is_over:
        actions.hold(meeting, by=SYSTEM, attended=[one.pk for one in invitations if one.attended])


def _ask_for_a_day(series: Series, given: dict[str, Any]) -> None:
    today = timezone.localdate()
    poll = actions.open_poll(
        series.group,
        by=SYSTEM,
        series=series,
        days=[timezone.make_aware(datetime.combine(_workday(today, ahead), time(9))) for ahead in given["days"]],
        title=given["title"],
        words=given["words"],
        place=given["place"],
        setting=given["setting"],
        minutes=given["minutes"],
        answer_by=today + timedelta(days=given["answer_in"]),
    )
    days = list(poll.days.all())
    for person, wishes in zip(members_on(series.group_id, today), given["answers"], strict=False):
        said = {day.pk: wish for day, wish in zip(days, wishes, strict=True)}
        actions.answer_poll(poll, by=person, wishes=said)


def _workday(today: date, ahead: int) -> date:
    """So many days ahead, or the first workday after that."""
    return next(day for days in count(ahead) if is_workday(day := today + timedelta(days=days)) and day.weekday() < 4)
