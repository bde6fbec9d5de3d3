"""Saying how much joint work the inspectors can carry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Invalid
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.models import Capacity


@action("plan.set_capacity", allow=rules.may_set_capacity)
def set_capacity(
    collaboration: Collaboration, *, by: Any, version: int | None, at_a_time: int, counts_others: bool, reason: str
) -> Capacity:
    """Say how many joint efforts the inspectors carry at the same time, and why."""
    if not reason.strip():
        raise Invalid(
            _("Say why the inspectors carry so many."), fields={"reason": _("Write the reason in a few words.")}
        )
    capacity, made = Capacity.objects.select_for_update().get_or_create(collaboration=collaboration)
    changes = {"at_a_time": at_a_time, "counts_others": counts_others, "reason": reason.strip()}
    apply(capacity, changes=changes, version=None if made else version)
    return capacity
