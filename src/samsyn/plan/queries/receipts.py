"""Whom a decided plan is sent to, and who has read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samsyn.people.enums import GroupKind, Role
from samsyn.people.models import Membership, Organisation, Person
from samsyn.plan.models import Edition, Receipt
from samsyn.plan.queries.lifecycle import COUNTY

# Whom an organisation is written to through, the first kind of group that has anybody.
THROUGH = (GroupKind.CONTACT_PERSONS, GroupKind.STEERING)
NOT_FOR_THEIR_OWN = (Role.COORDINATOR, Role.SECRETARY, Role.GUEST)


@dataclass(frozen=True, slots=True)
class Reading:
    """One organisation: whom the plan was sent to, and who has read it."""

    organisation: Organisation
    receipts: tuple[Receipt, ...]

    @property
    def sent_to(self) -> list[Receipt]:
        return [receipt for receipt in self.receipts if receipt.sent_at]

    @property
    def read_by(self) -> list[Receipt]:
        return [receipt for receipt in self.receipts if receipt.confirmed_at]

    @property
    def opened_at(self) -> datetime | None:
        return min((receipt.opened_at for receipt in self.receipts if receipt.opened_at), default=None)


def parties(edition: Edition) -> list[Organisation]:
    """The county's own organisations that are parties of the plan: all of a kind, or the one that has the code."""
    named = edition.party_set.filter(archived_at=None, kind__in=COUNTY).values_list("kind", "count", "code")
    whole = {kind for kind, count, code in named if count > 1 or not code}
    codes = {code for _kind, _count, code in named if code}
    found = edition.plan.collaboration.organisations.filter(kind__in=COUNTY)
    return [organisation for organisation in found if organisation.kind in whole or organisation.code in codes]


def recipients(edition: Edition) -> list[tuple[Organisation, list[Person]]]:
    """Each party with those that it is written to through: its contact persons, else its seats in the steering group.

    The list of persons is empty where there is nobody who can log in.
    """
    seats = Membership.objects.current().filter(
        group__collaboration=edition.plan.collaboration_id, group__kind__in=THROUGH, person__is_active=True
    )
    found = through(seats.select_related("person", "group").order_by("pk"))
    return [(organisation, found.get(organisation.pk, [])) for organisation in parties(edition)]


def through(seats: Iterable[Membership]) -> dict[int, list[Person]]:
    """Whom each organisation (primary key) is written to through, among those who hold the seats."""
    found: dict[int, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
    for seat in seats:
        if seat.represents_id and seat.group.kind in THROUGH and seat.role not in NOT_FOR_THEIR_OWN:
            persons = found[seat.represents_id][seat.group.kind]
            if seat.person not in persons:
                persons.append(seat.person)
    return {pk: next(kinds[kind] for kind in THROUGH if kinds[kind]) for pk, kinds in found.items()}


def readings(edition: Edition) -> list[Reading]:
    """Every organisation that the plan was sent to, those that nobody has read it for first."""
    found: dict[Organisation, list[Receipt]] = defaultdict(list)
    for receipt in edition.receipts.select_related("organisation", "person").order_by("organisation", "pk"):
        found[receipt.organisation].append(receipt)
    told = [Reading(organisation, tuple(receipts)) for organisation, receipts in found.items()]
    return sorted(told, key=lambda reading: bool(reading.read_by))


def owed(user: Any, edition: Edition) -> Receipt | None:
    """The receipt that the person has been asked for and not given."""
    if not user.is_authenticated:
        return None
    return edition.receipts.filter(person=user.pk, confirmed_at=None).exclude(sent_at=None).first()


def has_confirmed(user: Any, edition: Edition) -> bool:
    return user.is_authenticated and edition.receipts.filter(person=user.pk).exclude(confirmed_at=None).exists()
