"""Who may see, arrange and answer what. Meetings of a confidential group are seen by its members alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from samsyn.meetings.enums import ARRANGERS, InvitedAs, Status
from samsyn.meetings.models import Feed, Invitation, Meeting, Poll, Series
from samsyn.people.enums import GroupKind, Role
from samsyn.people.models import Group, Person
from samsyn.people.rules import coordinates, groups_visible_to, may_view_group, sits_in


def may_arrange(user: Any, group: Group) -> bool:
    """Its own chair, convener and secretary; of a group that is not confidential also the coordinator."""
    if not user.is_authenticated:
        return False
    if any(seat.group_id == group.pk and seat.role in ARRANGERS for seat in user.seats):
        return True
    return not group.confidential and coordinates(user, group.collaboration_id)


def groups_arranged_by(user: Any) -> QuerySet[Group]:
    """The twin of `may_arrange`."""
    if not user.is_authenticated:
        return Group.objects.none()
    led = [seat.group_id for seat in user.seats if seat.role in ARRANGERS]
    coordinated = [
        seat.group.collaboration_id
        for seat in user.seats
        if seat.group.kind == GroupKind.STEERING and seat.role == Role.COORDINATOR
    ]
    return Group.objects.filter(Q(pk__in=led) | Q(confidential=False, collaboration__in=coordinated))


def may_view_series(user: Any, series: Series) -> bool:
    return may_view_group(user, series.group)


def series_visible_to(user: Any) -> QuerySet[Series]:
    return Series.objects.filter(group__in=groups_visible_to(user))


def may_arrange_series(user: Any, series: Series) -> bool:
    return may_arrange(user, series.group)


def may_view_meeting(user: Any, meeting: Meeting) -> bool:
    """Everybody in the collaboration sees that a meeting takes place; a proposal is seen by those who arrange it."""
    if meeting.status == Status.PROPOSED:
        return may_arrange(user, meeting.group)
    return may_view_group(user, meeting.group)


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    proposed = Q(status=Status.PROPOSED)
    return Meeting.objects.filter(
        proposed & Q(group__in=groups_arranged_by(user)) | ~proposed & Q(group__in=groups_visible_to(user))
    )


def is_for(user: Any, meeting: Meeting) -> bool:
    """Whether the meeting is the person's own: what is said to those invited, the link, and who comes is theirs."""
    if not may_view_meeting(user, meeting):
        return False
    invited = meeting.invitations.filter(person=user, archived_at=None)
    return is_own(user, meeting, invited=False) or invited.exists()


def is_own(user: Any, meeting: Meeting, *, invited: bool) -> bool:
    """The same of a meeting that the person sees, where it is known whether the person is invited. No query."""
    return invited or sits_in(user, [meeting.group_id]) or may_arrange(user, meeting.group)


def meetings_for(user: Any) -> QuerySet[Meeting]:
    """The twin of `is_for`."""
    if not user.is_authenticated:
        return Meeting.objects.none()
    own = Q(group__in=[seat.group_id for seat in user.seats]) | Q(group__in=groups_arranged_by(user))
    invited = Invitation.objects.filter(person=user, archived_at=None).values("meeting")
    return meetings_visible_to(user).filter(own | Q(pk__in=invited))


def may_arrange_meeting(user: Any, meeting: Meeting) -> bool:
    return may_arrange(user, meeting.group)


def may_arrange_invitation(user: Any, invitation: Invitation) -> bool:
    return may_arrange(user, invitation.meeting.group)


def may_answer(user: Any, invitation: Invitation) -> bool:
    """Whoever is invited; to a confidential group's meeting, unless as a guest, only while one sits in the group. The
    secret link of an invitation opens for the same."""
    meeting = invitation.meeting
    if not user.is_authenticated or invitation.person_id != user.pk or meeting.status == Status.PROPOSED:
        return False
    return (
        invitation.invited_as == InvitedAs.GUEST or not meeting.group.confidential or sits_in(user, [meeting.group_id])
    )


def invitations_answered_by(user: Any) -> QuerySet[Invitation]:
    """The twin of `may_answer`."""
    if not user.is_authenticated:
        return Invitation.objects.none()
    within = Q(meeting__group__confidential=False) | Q(meeting__group__in=[seat.group_id for seat in user.seats])
    own = Invitation.objects.filter(within | Q(invited_as=InvitedAs.GUEST), person=user)
    return own.exclude(meeting__status=Status.PROPOSED)


def may_view_poll(user: Any, poll: Poll) -> bool:
    """A poll is the group's own matter."""
    return sits_in(user, [poll.group_id]) or may_arrange(user, poll.group)


def polls_visible_to(user: Any) -> QuerySet[Poll]:
    if not user.is_authenticated:
        return Poll.objects.none()
    own = [seat.group_id for seat in user.seats]
    return Poll.objects.filter(Q(group__in=own) | Q(group__in=groups_arranged_by(user)))


def may_arrange_poll(user: Any, poll: Poll) -> bool:
    return may_arrange(user, poll.group)


def may_answer_poll(user: Any, poll: Poll) -> bool:
    return sits_in(user, [poll.group_id])


def polls_answered_by(user: Any) -> QuerySet[Poll]:
    """The twin of `may_answer_poll`."""
    if not user.is_authenticated:
        return Poll.objects.none()
    return Poll.objects.filter(group__in=[seat.group_id for seat in user.seats])


def may_open_feed(user: Any, person: Person) -> bool:
    return user.is_authenticated and user == person


def may_revoke_feed(user: Any, feed: Feed) -> bool:
    return user.is_authenticated and feed.person_id == user.pk


def feeds_of(user: Any) -> QuerySet[Feed]:
    """The twin of `may_revoke_feed`."""
    return Feed.objects.filter(person=user) if user.is_authenticated else Feed.objects.none()
