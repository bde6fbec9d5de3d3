"""The next plan is born from the last one: rolled a year, and each row asked whether it goes on."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.plan import rules
from samsyn.plan.actions.editions import write_edition
from samsyn.plan.actions.lifecycle import still
from samsyn.plan.actions.rows import archive, restore, revise
from samsyn.plan.enums import EDITABLE, OUT, EditionStatus, RowKind, Verdict
from samsyn.plan.models import Activity, Area, Carrying, Edition, Plan
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc.rolling import next_period


@action("plan.start_next_plan", allow=rules.may_start_edition)
def start_next_plan(plan: Plan, *, by: Any) -> Edition:
    """Begin the plan of the years one later as a copy of this plan's latest decided edition, rolled a year.

    Every area and activity is then to be asked what becomes of it, before the new plan can be proposed.
    """
    latest = plan.editions.filter(status=EditionStatus.DECIDED).select_related("plan__collaboration").first()
    if latest is None:
        raise Conflict(_("The plan has no decided edition to begin from."), remedy=_("Have the plan decided first."))
    document = next_period(plan_document(latest))
    if Plan.objects.filter(collaboration=plan.collaboration_id, key=document.key).exists():
        raise Conflict(
            _("There is a plan for %(years)s already.") % {"years": document.key.replace("-", "–")},
            remedy=_("Go on with that one."),
        )
    following = Plan(
        collaboration_id=plan.collaboration_id,
        key=document.key,
        first_year=document.first_year,
        last_year=document.last_year,
    )
    following.full_clean()
    following.save()
    edition = write_edition(following, document, by=by, carried_from=latest)
    rows = [(RowKind.AREA, row) for row in document.every_area()]
    rows += [(RowKind.ACTIVITY, row) for row in document.activities]
    Carrying.objects.bulk_create(
        Carrying(edition=edition, kind=kind, code=row.code, title=row.title, position=position)
        for position, (kind, row) in enumerate(rows)
    )
    return edition


@action("plan.carry", allow=rules.may_carry)
def carry(carrying: Carrying, *, by: Any, verdict: str, reason: str = "") -> Carrying:
    """Say what becomes of a row of the last plan. One that is done or dropped is taken out of the new plan, with the
    reason; another answer brings it back."""
    still(carrying.edition, *EDITABLE)
    if verdict not in Verdict.values:
        raise Invalid(_("Say what becomes of it."), fields={"verdict": _("Choose one.")})
    if verdict in OUT and not reason.strip():
        raise Invalid(
            _("Say why %(row)s does not go on.") % {"row": carrying},
            fields={"reason": _("Write the reason in a few words, for example what it led to.")},
        )
    model = Area if carrying.kind == RowKind.AREA else Activity
    row = model._default_manager.filter(edition=carrying.edition, code=carrying.code).first()
    if row is not None and verdict in OUT and row.archived_at is None:
        _let_go(row, by)
        archive(row, by=by)
    elif row is not None and verdict not in OUT and row.archived_at:
        restore(row, by=by)
    carrying.answered_at, carrying.answered_by_id = timezone.now(), by.pk
    apply(carrying, changes={"verdict": verdict, "reason": reason.strip()}, version=None)
    return carrying


def _let_go(row: Area | Activity, by: Any) -> None:
    """What waited for the row need wait no longer."""
    for area in Area.objects.filter(edition=row.edition, archived_at=None):
        if isinstance(row, Area) and row.code in area.depends_on:
            revise(area, by=by, version=None, depends_on=[code for code in area.depends_on if code != row.code])
