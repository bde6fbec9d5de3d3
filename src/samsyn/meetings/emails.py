"""What is written to those invited. Asked when the mail is sent; None: there is nothing to tell any longer."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.meetings.enums import Answer, Status
from samsyn.meetings.models import Invitation, Meeting, Poll
from samsyn.meetings.queries.calendars import CANCEL, REQUEST, answer_address, invitation_calendar
from samsyn.meetings.queries.secrets import is_welcome, poll_token
from samsyn.people.models import Membership
from samsyn.sendouts.emails import letter
from samsyn.sendouts.models import Mail

INVITED: Final = "meetings.invited"
CHANGED: Final = "meetings.changed"
CANCELLED: Final = "meetings.cancelled"
WITHDRAWN: Final = "meetings.withdrawn"
REMINDED: Final = "meetings.reminded"
POLLED: Final = "meetings.polled"

MEETING = "meetings/mail/meeting"


@letter(INVITED, label=_("Invitation to a meeting"), template=MEETING, also_closed=True)
def invited(mail: Mail) -> dict[str, Any] | None:
    """A meeting that is planned, or takes place after all."""
    invitation = _invitation(mail)
    return _told(invitation, "invited") if invitation and _lies_ahead(invitation.meeting) else None


@letter(CHANGED, label=_("Change of a meeting"), template=MEETING, also_closed=True)
def changed(mail: Mail) -> dict[str, Any] | None:
    invitation = _invitation(mail)
    if not invitation or not _lies_ahead(invitation.meeting):
        return None
    moved = "starts" in mail.event.changes or "ends" in mail.event.changes
    return _told(invitation, "moved" if moved else "changed")


@letter(CANCELLED, label=_("Cancellation of a meeting"), template=MEETING, also_closed=True)
def cancelled(mail: Mail) -> dict[str, Any] | None:
    invitation = _invitation(mail)
    if not invitation or invitation.meeting.status != Status.CANCELLED:
        return None
    return _told(invitation, "cancelled", method=CANCEL)


@letter(WITHDRAWN, label=_("Invitation taken back"), template=MEETING, also_closed=True)
def withdrawn(mail: Mail) -> dict[str, Any] | None:
    """To one who is no longer invited, though the meeting takes place."""
    invitation = _invitation(mail, archived=True)
    if not invitation or not _lies_ahead(invitation.meeting):
        return None
    return _told(invitation, "withdrawn", method=CANCEL) | {"path": "/"}


@letter(REMINDED, label=_("Reminder to answer an invitation"), template=MEETING, also_closed=True)
def reminded(mail: Mail) -> dict[str, Any] | None:
    invitation = _invitation(mail)
    if not invitation or invitation.answer != Answer.NONE or not _lies_ahead(invitation.meeting):
        return None
    return {**_told(invitation, "reminded"), "calendar": ""}


@letter(POLLED, label=_("Poll for a date"), template="meetings/mail/poll", also_closed=True)
def polled(mail: Mail) -> dict[str, Any] | None:
    poll = Poll.objects.select_related("group").get(pk=mail.event.subject_id)
    if poll.closed_at or not Membership.objects.filter(group=poll.group_id, person=mail.person).current().exists():
        return None
    return {
        "poll": poll,
        "days": list(poll.days.all()),
        "called": _("a meeting") if poll.group.confidential else poll.title,
        "path": reverse("poll-answer-by-link", args=[poll_token(poll, mail.person)]),
        "confidential": poll.group.confidential,
    }


def _invitation(mail: Mail, *, archived: bool = False) -> Invitation | None:
    """The invitation that a mail is about, unless it has been taken back, or given again, meanwhile."""
    rows = Invitation.objects.select_related("person", "meeting__group__collaboration", "meeting__host")
    rows = rows.filter(archived_at__isnull=not archived)
    if mail.event.subject_type == Invitation._meta.label:
        found = rows.filter(pk=mail.event.subject_id).first()
    else:
        whose = {"person": mail.person} if mail.person else {"person": None, "email": mail.to}
        found = rows.filter(meeting=mail.event.subject_id, **whose).first()
    return found if found and (archived or is_welcome(found)) else None


def _lies_ahead(meeting: Meeting) -> bool:
    return meeting.status == Status.PLANNED and not meeting.is_over


def _told(invitation: Invitation, what: str, *, method: str = REQUEST) -> dict[str, Any]:
    meeting, path = invitation.meeting, answer_address(invitation)
    collaboration = meeting.group.collaboration.name
    return {
        "what": what,
        "meeting": meeting,
        "called": _("meeting") if meeting.group.confidential else meeting.title,  # a subject is read by others
        "invitation": invitation,
        "path": path,
        "calendar": invitation_calendar(invitation, organiser=collaboration, path=path, method=method),
        "confidential": meeting.group.confidential,
    }
