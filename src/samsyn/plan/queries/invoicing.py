"""What each municipality is to be invoiced for a year, with all that the finance office needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.people.enums import GroupKind
from samsyn.people.models import Membership, Organisation
from samsyn.plan.models import Budget
from samsyn.plan.queries.budgets import payers, share_amounts
from samsyn.plan.queries.year_view import YearView


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    organisation: Organisation
    contact: str  # who the municipality has appointed; empty if nobody is
    email: str
    starts: date
    ends: date
    amount: int  # öre


def invoice_rows(view: YearView) -> list[InvoiceRow]:
    """One row for each municipality; together they are exactly what the budget counts on.

    Raises DistributionError if the budget's key cannot be used.
    """
    budget = view.revised or view.decided or view.budget
    if not isinstance(budget, Budget):
        return []
    municipalities = payers(budget.edition)
    contacts = _contacts(budget.edition.plan.collaboration_id)
    return [
        InvoiceRow(
            share.organisation,
            *contacts.get(share.organisation.pk, ("", "")),
            date(view.row.year, 1, 1),
            date(view.row.year, 12, 31),
            share.amount,
        )
        for share in share_amounts(budget, municipalities)
    ]


def _contacts(collaboration_id: int) -> dict[int, tuple[str, str]]:
    """Name and address of each municipality's contact person of today."""
    seats = Membership.objects.filter(
        group__collaboration=collaboration_id, group__kind=GroupKind.CONTACT_PERSONS
    ).current()
    return {
        seat.represents_id: (seat.person.name, seat.person.email or "")
        for seat in seats.select_related("person").order_by("-starts", "-pk")
        if seat.represents_id
    }
