"""A meeting from proposal to held or cancelled. What those invited are told of makes `sequence` grow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.meetings import rules
from samsyn.meetings.actions.invitations import adjust_invited, note_attendance
from samsyn.meetings.enums import Answer, Status
from samsyn.meetings.models import Meeting, Series
from samsyn.people.models import Group

PARTICULARS = {"title", "setting", "place", "link", "host", "notes"}


@action("meetings.propose", allow=rules.may_arrange)
def propose(group: Group, *, by: Any, series: Series | None = None, **fields: Any) -> Meeting:
    """Propose a meeting of a group. Nobody is told of it before it is published."""
    if series is not None and series.group_id != group.pk:
        raise Invalid(_("The series belongs to another group."))
    meeting = Meeting(group=group, series=series, **fields)
    _check_host(meeting)
    meeting.full_clean(exclude=["uid"])
    meeting.save()
    return meeting


@action("meetings.revise", allow=rules.may_arrange_meeting)
def revise(meeting: Meeting, *, by: Any, version: int | None, **changes: Any) -> Meeting:
    """Change what is said of a meeting; not its time. Those invited are told, unless nothing became different."""
    if not PARTICULARS.issuperset(changes):
        raise Invalid(_("This is not changed by hand."))
    _require(meeting, Status.PROPOSED, Status.PLANNED)
    different = any(meeting.followed(name).value_from_object(meeting) != value for name, value in changes.items())
    apply(meeting, changes=changes, version=version)
    _check_host(meeting)
    if different and meeting.status == Status.PLANNED:
        meeting.word = ""
        _tell(meeting)
    return meeting


@action("meetings.move", allow=rules.may_arrange_meeting)
def move(
    meeting: Meeting, *, by: Any, version: int | None, starts: datetime, ends: datetime, word: str = ""
) -> Meeting:
    """Give a meeting another time. Of a planned one those invited are told why, and are asked anew."""
    _require(meeting, Status.PROPOSED, Status.PLANNED)
    if (starts, ends) == (meeting.starts, meeting.ends):
        raise Invalid(_("The meeting is at that time already."), fields={"starts": _("Choose another time.")})
    planned = meeting.status == Status.PLANNED
    if planned and not word.strip():
        raise Invalid(_("Say why the meeting is moved."), fields={"word": _("Those invited are told what you write.")})
    if planned and starts <= timezone.now():
        raise Invalid(_("The time has passed."), fields={"starts": _("Choose a time to come.")})
    apply(meeting, changes={"starts": starts, "ends": ends, "word": word.strip()}, version=version)
    if planned:
        meeting.invitations.exclude(answer=Answer.NONE).update(answer=Answer.NONE, answered_at=None, comment="")
        adjust_invited(meeting, by=by)
        _tell(meeting)
    return meeting


@action("meetings.publish", allow=rules.may_arrange_meeting)
def publish(meeting: Meeting, *, by: Any) -> Meeting:
    """Plan the meeting: those who sit in the group on its day are invited, and told after commit."""
    _require(meeting, Status.PROPOSED)
    if meeting.archived_at:
        raise Conflict(_("The proposal is put away."), remedy=_("Bring it back first."))
    meeting.status = Status.PLANNED
    meeting.version += 1
    meeting.save()
    adjust_invited(meeting, by=by)
    return meeting


@action("meetings.cancel", allow=rules.may_arrange_meeting)
def cancel(meeting: Meeting, *, by: Any, reason: str) -> Meeting:
    """Cancel a planned meeting. Those invited are told why."""
    _require(meeting, Status.PLANNED)
    if not reason.strip():
        raise Invalid(
            _("Say why the meeting is cancelled."), fields={"reason": _("Those invited are told what you write.")}
        )
    meeting.status, meeting.reason = Status.CANCELLED, reason.strip()
    meeting.version += 1
    _tell(meeting)
    return meeting


@action("meetings.replan", allow=rules.may_arrange_meeting)
def replan(meeting: Meeting, *, by: Any) -> Meeting:
    """Let a cancelled meeting take place after all. Those invited are told."""
    _require(meeting, Status.CANCELLED)
    meeting.status, meeting.reason, meeting.word = Status.PLANNED, "", ""
    meeting.version += 1
    adjust_invited(meeting, by=by)
    _tell(meeting)
    return meeting


@action("meetings.hold", allow=rules.may_arrange_meeting)
def hold(meeting: Meeting, *, by: Any, attended: Iterable[int]) -> Meeting:
    """Say that the meeting has been held and who was there (invitations, by primary key). Can be said again."""
    _require(meeting, Status.PLANNED, Status.HELD)
    if not meeting.has_begun:
        raise Conflict(_("The meeting has not begun yet."), remedy=_("Note who is there when it has begun."))
    there = set(attended)
    invitations = list(meeting.invitations.filter(archived_at=None).select_related("person"))
    if not there.issubset(invitation.pk for invitation in invitations):
        raise Invalid(_("Only those who are invited can be noted."))
    for invitation in invitations:
        if invitation.attended != (invitation.pk in there):
            note_attendance(invitation, by=by, attended=invitation.pk in there)
    meeting.status = Status.HELD
    meeting.version += 1
    meeting.save()
    return meeting


@action("meetings.archive", allow=rules.may_arrange_meeting)
def archive(meeting: Meeting, *, by: Any) -> Meeting:
    """Put a proposal away. What has been published is cancelled instead."""
    _require(meeting, Status.PROPOSED)
    if meeting.archived_at:
        raise Conflict(_("The proposal is put away already."))
    meeting.archived_at = timezone.now()
    meeting.version += 1
    meeting.save()
    return meeting


@action("meetings.restore", allow=rules.may_arrange_meeting)
def restore(meeting: Meeting, *, by: Any) -> Meeting:
    if not meeting.archived_at:
        raise Conflict(_("The proposal is not put away."))
    meeting.archived_at = None
    meeting.version += 1
    meeting.save()
    return meeting


def _require(meeting: Meeting, *statuses: Status) -> None:
    if meeting.status not in statuses:
        raise Conflict(
            _("The meeting's status is now: %(status)s.") % {"status": meeting.get_status_display().lower()},
            remedy=_("Look at the meeting's page for what can be done."),
        )


def _tell(meeting: Meeting) -> None:
    """Those invited hear of it after commit: to their calendars it is a newer word on the same meeting."""
    meeting.sequence += 1
    meeting.full_clean()
    meeting.save()


def _check_host(meeting: Meeting) -> None:
    if meeting.host_id and meeting.host.collaboration_id != meeting.group.collaboration_id:
        raise Invalid(_("The host belongs to another collaboration."))
