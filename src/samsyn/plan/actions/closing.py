"""Closing a budget year: frozen as it is, approved by the chair."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict
from samsyn.plan import rules
from samsyn.plan.actions.outcome import refuse_closed
from samsyn.plan.models import BudgetYear, ClosingAccounts
from samsyn.plan.queries.closing import hindrances, statement
from samsyn.plan.queries.outcome import year_view


@action("plan.close_year", allow=rules.may_keep_year)
def close_year(year: BudgetYear, *, by: Any, note: str = "") -> ClosingAccounts:
    """Freeze the year: what every line was budgeted, expected and came to, and why it strayed.

    Result and balance follow from the outcome; nobody writes them. Raises Conflict with everything that is missing.
    """
    refuse_closed(year)
    view = year_view(year.collaboration, year.year)
    missing = hindrances(view)
    booked = view.booked
    if missing or booked is None or booked.opening is None or booked.closing is None:
        raise Conflict(
            _("The year cannot be closed yet."), remedy=" ".join(str(hindrance.words) for hindrance in missing)
        )
    closing = ClosingAccounts(
        year=year,
        statement=statement(view),
        opening_balance=booked.opening,
        closing_balance=booked.closing,
        note=note.strip(),
        closed_by_id=by.pk,
    )
    closing.full_clean()
    closing.save()
    return closing


@action("plan.reopen_year", allow=rules.may_take_back_closing)
def reopen_year(closing: ClosingAccounts, *, by: Any) -> ClosingAccounts:
    """Take closing accounts back that nobody has approved."""
    _refuse_settled(closing)
    closing.archived_at = timezone.now()
    closing.version += 1
    closing.save()
    return closing


@action("plan.approve_closing", allow=rules.may_approve_closing)
def approve_closing(closing: ClosingAccounts, *, by: Any) -> ClosingAccounts:
    """The chair stands behind the closing accounts. From now on they cannot be taken back."""
    _refuse_settled(closing)
    closing.approved_at = timezone.now()
    closing.approved_by_id = by.pk
    closing.version += 1
    closing.save()
    return closing


def _refuse_settled(closing: ClosingAccounts) -> None:
    if closing.archived_at:
        raise Conflict(_("These closing accounts were taken back."))
    if closing.approved_at:
        raise Conflict(_("The closing accounts are approved already."))
