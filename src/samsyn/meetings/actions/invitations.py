"""Who is invited, what they answer, and whether they came."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import SYSTEM, action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.meetings import rules
from samsyn.meetings.enums import ANSWERS, Answer, InvitedAs, Status
from samsyn.meetings.models import Invitation, Meeting
from samsyn.meetings.queries.invited import members_on
from samsyn.people.models import Person


@action("meetings.invite", allow=rules.may_arrange_meeting)
def invite(
    meeting: Meeting,
    *,
    by: Any,
    person: Person | None = None,
    name: str = "",
    email: str = "",
    invited_as: str = InvitedAs.GUEST,
) -> Invitation:
    """Invite one more: a person of the phone book, or a guest by name and e-mail address. Told when it is planned."""
    _require_open(meeting)
    if person is None:
        here = meeting.group.collaboration_id
        person = Person.objects.filter(email__iexact=email.strip(), organisation__collaboration=here).first()
    theirs = {"person": person} if person else {"person": None, "name": name.strip(), "email": email.strip().lower()}
    invitation = meeting.invitations.filter(**({"person": person} if person else {"email": theirs["email"]})).first()
    if invitation is None:
        invitation = Invitation(meeting=meeting, **theirs)
    elif invitation.archived_at is None:
        raise Conflict(_("%(name)s is invited already.") % {"name": invitation.called})
    else:
        invitation.version += 1
    invitation.invited_as, invitation.archived_at = invited_as, None
    invitation.full_clean()
    invitation.save()
    return invitation


@action("meetings.invite_members", allow=rules.may_arrange_meeting)
def invite_members(meeting: Meeting, *, by: Any) -> Meeting:
    """Bring those invited to a planned meeting in line with who sits in the group on its day."""
    _require_open(meeting)
    if meeting.status != Status.PLANNED:
        raise Conflict(_("Nobody is invited yet."), remedy=_("Publish the meeting first."))
    adjust_invited(meeting, by=by, one_by_one=True)
    return meeting


def adjust_invited(meeting: Meeting, *, by: Any, one_by_one: bool = False) -> None:
    """Invite those who sit in the group on the meeting's day, and take back the invitations of those who do not.

    With `one_by_one` each newcomer's invitation is an action of its own, so that the person hears of it; else whoever
    calls tells everybody.
    """
    seated = members_on(meeting.group_id, meeting.day)
    known = {invitation.person_id: invitation for invitation in meeting.invitations.exclude(person=None)}
    for person, invited_as in seated.items():
        invitation = known.get(person.pk)
        if invitation is not None and invitation.archived_at is None:
            if invitation.invited_as != invited_as:
                invitation.invited_as = invited_as
                invitation.version += 1
                invitation.save()
        elif one_by_one:
            invite(meeting, by=by, person=person, invited_as=invited_as)
        else:
            Invitation.objects.update_or_create(
                meeting=meeting, person=person, defaults={"invited_as": invited_as, "archived_at": None}
            )
    sits = {person.pk for person in seated}
    for person_id, invitation in known.items():
        guest = invitation.invited_as == InvitedAs.GUEST
        if person_id not in sits and not guest and invitation.archived_at is None:
            withdraw_invitation(invitation, by=by)


@action("meetings.withdraw_invitation", allow=rules.may_arrange_invitation)
def withdraw_invitation(invitation: Invitation, *, by: Any) -> Invitation:
    """Take an invitation back. The person is told if the meeting had been announced."""
    _require_open(invitation.meeting)
    if invitation.archived_at:
        raise Conflict(_("The invitation is taken back already."))
    invitation.archived_at = timezone.now()
    invitation.version += 1
    invitation.save()
    return invitation


@action("meetings.answer", allow=rules.may_answer)
def answer(invitation: Invitation, *, by: Any, answer: str, comment: str = "") -> Invitation:
    """Say whether one comes. It can be said anew until the meeting is over.

    A guest, who cannot log in, answers by the secret link of the invitation; Samsyn then acts.
    """
    if answer not in ANSWERS:
        raise Invalid(_("Choose one of the answers."), fields={"answer": _("Choose one of the answers.")})
    meeting = invitation.meeting
    if invitation.archived_at:
        raise Conflict(_("The invitation has been taken back."), remedy=_("Ask whoever invited you."))
    if meeting.status == Status.CANCELLED:
        raise Conflict(_("The meeting is cancelled."))
    if meeting.is_over:
        raise Conflict(_("The meeting is over."))
    invitation.answer, invitation.comment, invitation.answered_at = Answer(answer), comment.strip(), timezone.now()
    invitation.version += 1
    invitation.full_clean()
    invitation.save()
    return invitation


@action("meetings.remind", allow=rules.may_arrange_meeting)
def remind(meeting: Meeting, *, by: Any) -> Meeting:
    """Remind those who have not answered, by mail after commit."""
    _require_open(meeting)
    if meeting.status != Status.PLANNED:
        raise Conflict(_("Nobody is invited yet."), remedy=_("Publish the meeting first."))
    if not meeting.invitations.filter(archived_at=None, answer=Answer.NONE).exists():
        raise Conflict(_("Everybody has answered."))
    return meeting


@action("meetings.note_attendance", allow=rules.may_arrange_invitation)
def note_attendance(invitation: Invitation, *, by: Any, attended: bool) -> Invitation:
    """Note whether somebody was at the meeting."""
    if not invitation.meeting.has_begun:
        raise Conflict(_("The meeting has not begun yet."), remedy=_("Note who is there when it has begun."))
    invitation.attended = attended
    invitation.version += 1
    invitation.save()
    return invitation


def _require_open(meeting: Meeting) -> None:
    if meeting.status not in (Status.PROPOSED, Status.PLANNED) or (
        meeting.status == Status.PLANNED and meeting.is_over
    ):
        raise Conflict(_("The meeting is over or cancelled."), remedy=_("Look at the meeting's page."))


def answers_as(invitation: Invitation) -> Any:
    """Who acts when an invitation is answered by its secret link: the person, or Samsyn for a guest."""
    return invitation.person or SYSTEM
