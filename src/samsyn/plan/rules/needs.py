"""Who brings, supports, discusses and answers needs, and for which organisations somebody speaks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from samsyn.people.enums import GroupKind, OrganisationKind
from samsyn.people.models import Collaboration, Organisation
from samsyn.people.rules import belongs, collaborations_of, coordinates
from samsyn.plan.models import Need, NeedComment, NeedSupport

# Who speaks for an organisation's needs: those who represent it here, and everybody who works in one of these.
VOICES = (GroupKind.CONTACT_PERSONS, GroupKind.STEERING)


SPEAK_FOR_THEIR_OWN = (OrganisationKind.COUNTY_BOARD, OrganisationKind.REGION)


def spoken_for_by(user: Any, collaboration_id: int) -> QuerySet[Organisation]:
    """The twin of `may_bring_need`."""
    organisations = Organisation.objects.filter(collaboration=collaboration_id)
    if coordinates(user, collaboration_id):
        return organisations
    if not user.is_authenticated:
        return organisations.none()
    represented = [seat.represents_id for seat in user.seats if seat.group.kind in VOICES]
    return organisations.filter(Q(pk__in=represented) | Q(pk=user.organisation_id, kind__in=SPEAK_FOR_THEIR_OWN))


def may_view_need(user: Any, need: Need) -> bool:
    return belongs(user, need.collaboration_id)


def needs_visible_to(user: Any) -> QuerySet[Need]:
    return Need.objects.filter(collaboration__in=collaborations_of(user))


def may_bring_need(user: Any, organisation: Organisation) -> bool:
    """Contact persons and members of the steering group for those they represent, officers of the county
    administrative board and the region for their own, and the coordinator for everybody."""
    if coordinates(user, organisation.collaboration_id):
        return True
    if not user.is_authenticated:
        return False
    if any(seat.represents_id == organisation.pk and seat.group.kind in VOICES for seat in user.seats):
        return True
    return user.organisation_id == organisation.pk and organisation.kind in SPEAK_FOR_THEIR_OWN


def may_edit_need(user: Any, need: Need) -> bool:
    return may_bring_need(user, need.organisation)


def may_support_need(user: Any, need: Need) -> bool:
    """Whoever speaks for an organisation can say "we too" for it."""
    return spoken_for_by(user, need.collaboration_id).exists()


def may_withdraw_support(user: Any, support: NeedSupport) -> bool:
    return may_bring_need(user, support.organisation)


def may_comment_need(user: Any, need: Need) -> bool:
    return may_view_need(user, need)


def may_archive_need_comment(user: Any, comment: NeedComment) -> bool:
    """What somebody has said is taken back by that person alone."""
    return comment.by_id is not None and comment.by_id == user.pk and may_view_need(user, comment.need)


def may_answer_needs(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_answer_need(user: Any, need: Need) -> bool:
    return coordinates(user, need.collaboration_id)
