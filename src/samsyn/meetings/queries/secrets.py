"""Secret addresses: a signature for those who answer without logging in, a random word for calendars.

A signed address holds the number of what it opens and cannot be made up. A calendar's secret is kept as its hash.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.signing import BadSignature, Signer

from samsyn.kernel.errors import NotFound
from samsyn.meetings import rules
from samsyn.meetings.enums import Status
from samsyn.meetings.models import Feed, Invitation, Poll
from samsyn.people.models import Membership, Person
from samsyn.people.rules import may_view_group

INVITATION = Signer(salt="samsyn.meetings.invitation")
POLL = Signer(salt="samsyn.meetings.poll")


def invitation_token(invitation: Invitation) -> str:
    return INVITATION.sign(str(invitation.pk))


def invitation_of(token: str) -> Invitation:
    """The invitation that a secret address opens. Raises NotFound if there is none, if it has been taken back, or if
    the person no longer sits in the confidential group whose meeting it is."""
    pk = _unsigned(INVITATION, token)
    rows = Invitation.objects.select_related("person", "meeting__group__collaboration", "meeting__host")
    found = rows.filter(pk=pk, archived_at=None).exclude(meeting__status=Status.PROPOSED).first()
    if found is None or not is_welcome(found):
        raise NotFound
    return found


def is_welcome(invitation: Invitation) -> bool:
    """Whether whoever is invited may still hear of the meeting; a guest until the invitation is taken back."""
    return invitation.person is None or rules.may_answer(invitation.person, invitation)


def poll_token(poll: Poll, person: Person) -> str:
    return POLL.sign(f"{poll.pk}-{person.pk}")


def poll_of(token: str) -> tuple[Poll, Person]:
    """The poll that a secret address opens, and whose it is. Raises NotFound, also to who has left the group."""
    poll_pk, _dash, person_pk = _unsigned(POLL, token).partition("-")
    poll = Poll.objects.select_related("group__collaboration", "meeting").filter(pk=poll_pk).first()
    person = Person.objects.filter(pk=person_pk).first()
    if poll is None or person is None:
        raise NotFound
    if not Membership.objects.filter(group=poll.group_id, person=person).current().exists():
        raise NotFound
    return poll, person


def new_secret() -> tuple[str, str]:
    """A secret for a calendar's address, and its hash."""
    secret = secrets.token_urlsafe(32)
    return secret, hashed(secret)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(secret: str) -> Feed:
    """The calendar that a secret opens. Raises NotFound once it is revoked, its owner's account is closed, or the owner
    may no longer see the group."""
    rows = Feed.objects.select_related("person__organisation", "group__collaboration")
    feed = rows.filter(token_hash=hashed(secret), revoked_at=None, person__is_active=True).first()
    if feed is None or (feed.group is not None and not may_view_group(feed.person, feed.group)):
        raise NotFound
    return feed


def _unsigned(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token)
    except BadSignature:
        raise NotFound from None
