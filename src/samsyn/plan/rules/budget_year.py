"""Who follows, keeps and closes a budget year."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samsyn.people.enums import GroupKind, Role
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs, collaborations_of, coordinates, holds
from samsyn.plan.models import AccountRule, Bookkeeping, BudgetYear, ClosingAccounts


def may_follow_year(user: Any, year: BudgetYear) -> bool:
    """Outcome, forecast and closing accounts are read by the collaboration's own people."""
    return belongs(user, year.collaboration_id)


def years_visible_to(user: Any) -> QuerySet[BudgetYear]:
    """The twin of `may_follow_year`."""
    return BudgetYear.objects.filter(collaboration__in=collaborations_of(user))


def may_keep_books(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_set_bookkeeping(user: Any, bookkeeping: Bookkeeping) -> bool:
    return coordinates(user, bookkeeping.collaboration_id)


def may_set_account_rule(user: Any, rule: AccountRule) -> bool:
    return may_set_bookkeeping(user, rule.bookkeeping)


def may_keep_year(user: Any, year: BudgetYear) -> bool:
    return coordinates(user, year.collaboration_id)


def may_take_back_closing(user: Any, closing: ClosingAccounts) -> bool:
    """Until the chair has approved them, the coordinator can take the closing accounts back."""
    return closing.approved_at is None and coordinates(user, closing.year.collaboration_id)


def may_approve_closing(user: Any, closing: ClosingAccounts) -> bool:
    """The chair of the steering group, and never the one who closed the year."""
    chairs = holds(user, closing.year.collaboration_id, GroupKind.STEERING, Role.CHAIR, Role.VICE_CHAIR)
    return chairs and closing.approved_at is None and closing.closed_by_id != user.pk
