"""Who is written to when something has been done. Mail is only queued here: the journal may call twice."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.kernel.actions import on
from samsyn.kernel.models import Event
from samsyn.meetings.emails import CANCELLED, CHANGED, INVITED, POLLED, REMINDED, WITHDRAWN
from samsyn.meetings.enums import Answer, Status
from samsyn.meetings.models import Feed, Invitation, Meeting, Poll
from samsyn.meetings.queries.invited import members_on
from samsyn.sendouts.emails import queue, queue_to_guest

FOLLOWED = {"title", "starts", "ends", "setting", "place", "link", "host", "notes"}  # changes that are told


@on("meetings.publish", "meetings.replan")
def invite_everybody(event: Event) -> None:
    _tell(event, INVITED, _invited(event))


@on("meetings.move", "meetings.revise")
def tell_of_change(event: Event) -> None:
    meeting = Meeting.objects.get(pk=event.subject_id)
    if meeting.status == Status.PLANNED and not FOLLOWED.isdisjoint(event.changes):
        _tell(event, CHANGED, _invited(event))


@on("meetings.cancel")
def tell_of_cancellation(event: Event) -> None:
    _tell(event, CANCELLED, _invited(event))


@on("meetings.invite")
def invite_one_more(event: Event) -> None:
    """Of a proposal nobody is told: those invited to it hear when it is published."""
    _tell(event, INVITED, Invitation.objects.filter(pk=event.subject_id, meeting__status=Status.PLANNED))


@on("meetings.withdraw_invitation")
def tell_who_is_no_longer_invited(event: Event) -> None:
    _tell(event, WITHDRAWN, Invitation.objects.filter(pk=event.subject_id, meeting__status=Status.PLANNED))


@on("meetings.remind")
def remind_the_silent(event: Event) -> None:
    _tell(event, REMINDED, _invited(event).filter(answer=Answer.NONE))


@on("meetings.open_poll")
def ask_for_dates(event: Event) -> None:
    poll = Poll.objects.get(pk=event.subject_id)
    for person in members_on(poll.group_id, event.at.date()):
        queue(event, POLLED, person)


@on("people.erase")
def forget(event: Event) -> None:
    Feed.objects.filter(person=event.subject_id).delete()


def _invited(event: Event) -> QuerySet[Invitation]:
    return Invitation.objects.filter(meeting=event.subject_id, archived_at=None)


def _tell(event: Event, kind: str, invitations: QuerySet[Invitation]) -> None:
    for invitation in invitations.select_related("person"):
        if invitation.person is not None:
            queue(event, kind, invitation.person)
        else:
            queue_to_guest(event, kind, name=invitation.name, to=invitation.email)
