"""Who sends a decided plan out, who says that it is read, and who sees that."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from samsyn.people.enums import GroupKind
from samsyn.people.rules import belongs, coordinates, holds
from samsyn.plan.models import Edition, Receipt


def may_send_out(user: Any, edition: Edition) -> bool:
    return edition.is_decided and coordinates(user, edition.plan.collaboration_id)


def may_see_receipts(user: Any, edition: Edition) -> bool:
    """The coordinator and the steering group follow who has read what was decided."""
    return edition.is_decided and holds(user, edition.plan.collaboration_id, GroupKind.STEERING)


def may_open_receipt(user: Any, receipt: Receipt) -> bool:
    return user.is_authenticated and receipt.person_id == user.pk


def may_confirm_reading(user: Any, edition: Edition) -> bool:
    """Those whom the plan was sent to, and everybody who works in one of their organisations."""
    if edition.sent_out_at is None or not belongs(user, edition.plan.collaboration_id):
        return False
    mine = Q(person=user.pk) | Q(organisation=user.organisation_id, sent_at__isnull=False)
    return edition.receipts.filter(mine).exists()
