"""Calendar addresses: made and revoked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samsyn.kernel.actions import action
from samsyn.kernel.errors import NotFound
from samsyn.meetings import rules
from samsyn.meetings.models import Feed
from samsyn.people.models import Group, Person
from samsyn.people.rules import may_view_group


@action("meetings.open_feed", allow=rules.may_open_feed)
def open_feed(person: Person, *, by: Any, token_hash: str, group: Group | None = None) -> Feed:
    """Make a calendar address of one's own: for all that one is invited to, or for a group's meetings."""
    if group is not None and not may_view_group(person, group):
        raise NotFound
    return Feed.objects.create(person=person, group=group, token_hash=token_hash)


@action("meetings.revoke_feed", allow=rules.may_revoke_feed)
def revoke_feed(feed: Feed, *, by: Any) -> Feed:
    """The address answers nobody any longer."""
    feed.revoked_at = feed.revoked_at or timezone.now()
    feed.save()
    return feed
