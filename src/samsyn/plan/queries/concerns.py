"""What of a plan concerns a person: the rows that the person's groups answer for."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from samsyn.plan.models import Edition
from samsyn.plandoc import model as doc


def answering(edition: Edition, plan: doc.Plan) -> dict[int, set[str]]:
    """Codes of the areas, steps and activities that each group (primary key) answers for."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    bodies = edition.body_set.filter(archived_at=None).exclude(group=None).values_list("key", "group")
    for key, group in bodies:
        found[group] |= {row.code for row in (*plan.every_area(), *plan.activities) if key in row.bodies}
    return found


def answered_for(user: Any, edition: Edition, plan: doc.Plan) -> set[str]:
    """Codes of the areas, steps and activities whose responsible bodies the person sits in today."""
    codes = answering(edition, plan)
    return {code for seat in user.seats for code in codes.get(seat.group_id, ())}
