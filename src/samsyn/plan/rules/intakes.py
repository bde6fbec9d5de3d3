"""Documents on their way to become a plan: for the coordinator only, until they are one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samsyn.people.rules import collaborations_of, coordinates
from samsyn.plan.models import Intake, IntakeCell, IntakeText


def may_never(user: Any, subject: Any) -> bool:
    """Only Samsyn itself does it."""
    return False


def may_see_intake(user: Any, intake: Intake) -> bool:
    """A document on its way to become a plan is for the coordinator, until it is one."""
    return coordinates(user, intake.collaboration_id)


def intakes_visible_to(user: Any) -> QuerySet[Intake]:
    return Intake.objects.filter(
        collaboration__in=[one.pk for one in collaborations_of(user) if coordinates(user, one.pk)]
    )


def may_work_with_intake(user: Any, intake: Intake) -> bool:
    return intake.is_open and may_see_intake(user, intake)


def may_work_with_intake_part(user: Any, part: IntakeCell | IntakeText) -> bool:
    return may_work_with_intake(user, part.intake)


def may_discard_intake(user: Any, intake: Intake) -> bool:
    return may_see_intake(user, intake)
