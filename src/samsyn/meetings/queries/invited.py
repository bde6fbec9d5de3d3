"""Who is invited: from the group's dated memberships, and as a meeting's page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.meetings.enums import Answer, InvitedAs
from samsyn.meetings.models import Invitation, Meeting
from samsyn.people.enums import Role
from samsyn.people.models import Membership, Person

AS = {Role.DEPUTY: InvitedAs.DEPUTY, Role.GUEST: InvitedAs.GUEST}
ORDER = list(InvitedAs)


def members_on(group_id: int, day: date) -> dict[Person, InvitedAs]:
    """The persons who sit in a group on a day. Whoever has several seats is there as what weighs most."""
    seats = Membership.objects.filter(group=group_id).current(day).select_related("person").order_by("person__name")
    seated: dict[Person, InvitedAs] = {}
    for seat in seats:
        invited_as = AS.get(Role(seat.role), InvitedAs.MEMBER)
        seated[seat.person] = min(seated.get(seat.person, InvitedAs.GUEST), invited_as, key=ORDER.index)
    return seated


@dataclass(frozen=True, slots=True)
class Invited:
    """Those invited to a meeting as they are now, the members first."""

    invitations: list[Invitation]
    newcomers: list[Person]  # sit in the group on the meeting's day, and have not been invited
    gone: list[Invitation]  # are invited as members, and do not sit there on that day

    def answered(self, answer: str) -> int:
        return sum(invitation.answer == answer for invitation in self.invitations)

    @property
    def tally(self) -> list[tuple[Answer, int]]:
        return [(answer, number) for answer in Answer if (number := self.answered(answer))]

    @property
    def silent(self) -> int:
        return self.answered(Answer.NONE)

    @property
    def attended(self) -> int:
        return sum(bool(invitation.attended) for invitation in self.invitations)


def invited(meeting: Meeting) -> Invited:
    """Three queries, however many they are."""
    found = meeting.invitations.filter(archived_at=None).select_related("person__organisation__collaboration")
    invitations = sorted(found, key=lambda one: (ORDER.index(InvitedAs(one.invited_as)), one.called.casefold()))
    seated = members_on(meeting.group_id, meeting.day)
    known = {one.person_id for one in invitations}
    sits = {person.pk for person in seated}
    return Invited(
        invitations,
        [person for person in seated if person.pk not in known],
        [one for one in invitations if one.person_id not in sits and one.invited_as != InvitedAs.GUEST],
    )
