"""What of a plan concerns a person: the rows that the person's groups answer for."""

from __future__ import annotations

from typing import Any

from samsyn.plan.models import Edition
from samsyn.plandoc import model as doc


def answered_for(user: Any, edition: Edition, plan: doc.Plan) -> set[str]:
    """Codes of the areas, steps and activities whose responsible bodies the person sits in today."""
    seats = {seat.group_id for seat in user.seats}
    own = set(edition.body_set.filter(group__in=seats, archived_at=None).values_list("key", flat=True))
    return {row.code for row in (*plan.every_area(), *plan.activities) if not own.isdisjoint(row.bodies)}
