"""Who may see and do what with people. Each `may_x` has its twin in a queryset; both follow from dated memberships."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from samsyn.people.enums import LEADS, GroupKind, Role
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person


def sits_in(user: Any, groups: Iterable[int]) -> bool:
    """Whether the person has a seat today in one of the groups (primary keys)."""
    return user.is_authenticated and not {seat.group_id for seat in user.seats}.isdisjoint(groups)


def holds(user: Any, collaboration_id: int, kind: GroupKind, *roles: Role) -> bool:
    """Whether the person sits today in a group of this kind, in one of the roles (any role if none is given)."""
    return user.is_authenticated and any(
        seat.group.collaboration_id == collaboration_id
        and seat.group.kind == kind
        and (not roles or seat.role in roles)
        for seat in user.seats
    )


def coordinates(user: Any, collaboration_id: int) -> bool:
    """The coordinator (utvecklingsledaren) is the steering group's coordinator."""
    return holds(user, collaboration_id, GroupKind.STEERING, Role.COORDINATOR)


def belongs(user: Any, collaboration_id: int) -> bool:
    """Whether the person works in one of the collaboration's organisations, or sits in one of its groups."""
    if not user.is_authenticated:
        return False
    if user.organisation_id and user.organisation.collaboration_id == collaboration_id:
        return True
    return any(seat.group.collaboration_id == collaboration_id for seat in user.seats)


def collaborations_of(user: Any) -> QuerySet[Collaboration]:
    """The twin of `belongs`."""
    if not user.is_authenticated:
        return Collaboration.objects.none()
    ids = {seat.group.collaboration_id for seat in user.seats}
    return Collaboration.objects.filter(Q(pk__in=ids) | Q(organisations=user.organisation_id)).distinct()


def may_view_organisation(user: Any, organisation: Organisation) -> bool:
    return belongs(user, organisation.collaboration_id)


def organisations_visible_to(user: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(collaboration__in=collaborations_of(user))


def may_view_person(user: Any, person: Person) -> bool:
    if not user.is_authenticated:
        return False
    return user == person or bool(person.organisation_id and belongs(user, person.organisation.collaboration_id))


def persons_visible_to(user: Any) -> QuerySet[Person]:
    if not user.is_authenticated:
        return Person.objects.none()
    return Person.objects.filter(Q(pk=user.pk) | Q(organisation__collaboration__in=collaborations_of(user)))


def may_view_group(user: Any, group: Group) -> bool:
    return sits_in(user, [group.pk]) if group.confidential else belongs(user, group.collaboration_id)


def groups_visible_to(user: Any) -> QuerySet[Group]:
    if not user.is_authenticated:
        return Group.objects.none()
    own = [seat.group_id for seat in user.seats]
    return Group.objects.filter(Q(confidential=False, collaboration__in=collaborations_of(user)) | Q(pk__in=own))


def may_view_membership(user: Any, membership: Membership) -> bool:
    return may_view_group(user, membership.group)


def memberships_visible_to(user: Any) -> QuerySet[Membership]:
    return Membership.objects.filter(group__in=groups_visible_to(user))


def may_edit_collaboration(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_edit_organisation(user: Any, organisation: Organisation) -> bool:
    """The coordinator, and the organisation's own contact person."""
    if coordinates(user, organisation.collaboration_id):
        return True
    return user.is_authenticated and any(
        seat.group.kind == GroupKind.CONTACT_PERSONS and seat.represents_id == organisation.pk for seat in user.seats
    )


def may_edit_person(user: Any, person: Person) -> bool:
    """Oneself, the coordinator, and the contact person of the person's organisation."""
    if not user.is_authenticated:
        return False
    return user == person or bool(person.organisation_id and may_edit_organisation(user, person.organisation))


def may_invite(user: Any, person: Person) -> bool:
    return bool(person.organisation_id and coordinates(user, person.organisation.collaboration_id))


def may_change_address(user: Any, person: Person) -> bool:
    """Whoever reads the mail of an open account can log in with it: its address is changed by its owner alone."""
    return user == person if person.is_active else may_edit_person(user, person)


def may_export(user: Any, person: Person) -> bool:
    """Oneself, and the coordinator for whoever asks what is held about them."""
    return user.is_authenticated and (user == person or may_invite(user, person))


def may_edit_group(user: Any, group: Group) -> bool:
    """A confidential group is run by its own convener and chair; every other group by the coordinator."""
    if group.confidential:
        return user.is_authenticated and any(s.group_id == group.pk and s.role in LEADS for s in user.seats)
    return coordinates(user, group.collaboration_id)


def may_edit_membership(user: Any, membership: Membership) -> bool:
    return may_edit_group(user, membership.group)
