"""What happens while the plan runs: progress reported, occasions placed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Invalid
from samsyn.plan import rules
from samsyn.plan.enums import Progress
from samsyn.plan.models import Activity, Area, FollowUp, Placement, Plan


@action("plan.report_progress", allow=rules.may_report)
def report_progress(area: Area, *, by: Any, status: str, comment: str = "", on: date | None = None) -> FollowUp:
    """Say where an area stands. Later reports stand beside earlier ones; nothing is overwritten."""
    if on and on > timezone.localdate():
        raise Invalid(_("The day lies in the future."), fields={"on": _("Choose today or an earlier day.")})
    if status in (Progress.AT_RISK, Progress.LATE, Progress.STOPPED) and not comment.strip():
        raise Invalid(_("Say what stands in the way."), fields={"comment": _("A comment is needed with this status.")})
    report = FollowUp(
        plan=area.edition.plan,
        code=area.code,
        status=status,
        comment=comment.strip(),
        on=on or timezone.localdate(),
        reported_by_id=by.pk,
    )
    report.full_clean()
    report.save()
    return report


@action("plan.place", allow=rules.may_place_activity)
def place(activity: Activity, *, by: Any, on: date) -> Placement:
    """Set a day for a recurring activity."""
    plan: Plan = activity.edition.plan
    if not plan.first_year <= on.year <= plan.last_year:
        raise Invalid(
            _("The day lies outside the plan's years."),
            fields={"on": _("Choose a day in %(years)s.") % {"years": plan}},
        )
    placement = Placement(plan=plan, code=activity.code, on=on)
    placement.full_clean()
    placement.save()
    _touch(plan)
    return placement


@action("plan.unplace", allow=rules.may_unplace)
def unplace(placement: Placement, *, by: Any) -> Plan:
    """Take a day away again."""
    plan = placement.plan
    placement.delete()
    _touch(plan)
    return plan


def _touch(plan: Plan) -> None:
    """Placed days show in every edition of the plan."""
    plan.editions.update(revision=uuid4())
