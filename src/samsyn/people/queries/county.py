"""The county at a glance, and its phone book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from samsyn.people.enums import GroupKind, OrganisationKind, Role
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person
from samsyn.people.rules import groups_visible_to, memberships_visible_to, organisations_visible_to, persons_visible_to

ROLES = {role: place for place, role in enumerate(Role.values)}


@dataclass(frozen=True)
class Presence:
    """An organisation in the collaboration: its persons in the phone book, and the seats that are held for it today."""

    organisation: Organisation
    persons: int
    seats: int


@dataclass(frozen=True)
class Seats:
    """A group's or a person's seats: those of today and to come, and those that have ended."""

    current: list[Membership]
    earlier: list[Membership]

    @property
    def any_ends(self) -> bool:
        """Whether the end of any of today's seats is known."""
        return any(seat.ends for seat in self.current)


def presences(user: Any, collaboration: Collaboration) -> list[Presence]:
    """The collaboration's organisations kind by kind, each in the order of the alphabet. Three queries."""
    seats = memberships_visible_to(user).filter(represents__collaboration=collaboration).current()
    persons = persons_visible_to(user).filter(organisation__collaboration=collaboration)
    held = dict(seats.order_by().values_list("represents").annotate(Count("pk")))
    works = dict(persons.order_by().values_list("organisation").annotate(Count("pk")))
    kinds = OrganisationKind.values
    organisations = organisations_visible_to(user).filter(collaboration=collaboration)
    return sorted(
        (
            Presence(organisation, works.get(organisation.pk, 0), held.get(organisation.pk, 0))
            for organisation in organisations.select_related("collaboration").order_by("name")
        ),
        key=lambda presence: kinds.index(presence.organisation.kind),
    )


def groups_by_kind(user: Any, collaboration: Collaboration) -> list[tuple[str, list[Group]]]:
    """The visible groups that have not ended, under the name of their kind, each with `members`: the seats of today."""
    today = timezone.localdate()
    seated = Q(memberships__starts__lte=today) & (Q(memberships__ends=None) | Q(memberships__ends__gte=today))
    groups = (
        groups_visible_to(user)
        .filter(collaboration=collaboration)
        .exclude(ended_on__lt=today)
        .annotate(members=Count("memberships", filter=seated))
    )
    by_kind = defaultdict(list)
    for group in groups:
        by_kind[group.kind].append(group)
    return [(kind.label, by_kind[kind]) for kind in GroupKind if by_kind[kind]]


def ended_groups(user: Any, collaboration: Collaboration) -> QuerySet[Group]:
    return groups_visible_to(user).filter(collaboration=collaboration, ended_on__lt=timezone.localdate())


def phone_book(user: Any, collaboration: Collaboration, words: str) -> QuerySet[Person]:
    """The persons who have every one of the words somewhere in name, title, organisation, e-mail or phone."""
    persons = persons_visible_to(user).filter(organisation__collaboration=collaboration)
    for word in words.split():
        persons = persons.filter(_anywhere(word))
    return persons.select_related("organisation__collaboration")


def seats_of_group(group: Group) -> Seats:
    """Chair first, then by role and name."""
    memberships = group.memberships.select_related("person__organisation__collaboration", "represents__collaboration")
    return _seats(sorted(memberships.order_by("person__name", "starts"), key=lambda seat: ROLES[seat.role]))


def seats_of_person(user: Any, person: Person) -> Seats:
    """The seats in groups that the user may see, by group."""
    memberships = memberships_visible_to(user).filter(person=person)
    memberships = memberships.select_related("group__collaboration", "represents__collaboration")
    return _seats(list(memberships.order_by("group__name", "starts")))


def seats_of_organisation(user: Any, organisation: Organisation) -> list[Membership]:
    """Who sits where for the organisation today or from a later day, in groups that the user may see."""
    memberships = memberships_visible_to(user).filter(represents=organisation)
    memberships = memberships.filter(Q(ends=None) | Q(ends__gte=timezone.localdate()))
    memberships = memberships.select_related("group__collaboration", "person__organisation__collaboration")
    return list(memberships.order_by("group__name", "person__name"))


def _seats(memberships: list[Membership]) -> Seats:
    today = timezone.localdate()
    ended = [(seat.ends, seat) for seat in memberships if seat.ends and seat.ends < today]
    earlier = [seat for _ends, seat in sorted(ended, key=itemgetter(0), reverse=True)]
    return Seats([seat for seat in memberships if not seat.ends or seat.ends >= today], earlier)


def _anywhere(word: str) -> Q:
    """SQLite knows capital letters in ASCII only, so å, ä and ö are tried both ways."""
    found = Q(phone__contains=word)
    for form in {word, word.lower(), word.upper(), word.capitalize()}:
        for field in ("name", "title", "organisation__name", "email"):
            found |= Q(**{f"{field}__icontains": form})
    return found
