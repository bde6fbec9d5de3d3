"""The budget beyond its rows: a revised version, and how the municipal share is shared out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict
from samsyn.plan import rules
from samsyn.plan.actions.rows import touch
from samsyn.plan.enums import BudgetVersion
from samsyn.plan.models import Budget, BudgetLine


@action("plan.start_revised_budget", allow=rules.may_edit_row)
def start_revised_budget(budget: Budget, *, by: Any, opening_balance: int) -> Budget:
    """Begin the year's revised budget as a copy of the decided one, with the balance (öre) that is now known.

    The totals that the decided budget prints are not copied: they spoke of another balance.
    """
    if budget.version_kind != BudgetVersion.DECIDED:
        raise Conflict(_("This is the revised budget already."))
    if budget.edition.budget_set.filter(year=budget.year, version_kind=BudgetVersion.REVISED).exists():
        raise Conflict(_("There is a revised budget for %(year)s already.") % {"year": budget.year})
    lines = list(budget.lines.filter(archived_at=None))
    revised = Budget(
        edition=budget.edition,
        position=budget.position,
        year=budget.year,
        version_kind=BudgetVersion.REVISED,
        opening_balance=opening_balance,
        share_key=budget.share_key,
        share_equal_percent=budget.share_equal_percent,
        own_shares=budget.own_shares,
    )
    revised.full_clean()
    revised.save()
    for line in lines:
        line.pk, line.budget, line.version = None, revised, 1
    BudgetLine.objects.bulk_create(lines)
    touch(budget.edition)
    return revised
