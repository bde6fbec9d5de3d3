"""Who may see and do what with plans. A decided edition is public; any other is for the collaboration's own people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from samsyn.people.enums import GroupKind, Role
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs, collaborations_of, coordinates, holds, sits_in
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Acknowledgement, Activity, Area, Carrying, Edition, Placement, Plan, Row

PREPARE = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.COORDINATOR, Role.SECRETARY)


def may_view(user: Any, edition: Edition) -> bool:
    return edition.is_decided or belongs(user, edition.plan.collaboration_id)


def visible_to(user: Any) -> QuerySet[Edition]:
    return Edition.objects.filter(Q(status=EditionStatus.DECIDED) | Q(plan__collaboration__in=collaborations_of(user)))


def may_work_with(user: Any, edition: Edition) -> bool:
    """See what is not public: findings, history, follow-up comments."""
    return belongs(user, edition.plan.collaboration_id)


def may_start_plan(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_start_edition(user: Any, plan: Plan) -> bool:
    return coordinates(user, plan.collaboration_id)


def may_edit(user: Any, edition: Edition) -> bool:
    """A draft is edited, also while it is out for comments, and only by the coordinator."""
    return edition.is_editable and coordinates(user, edition.plan.collaboration_id)


def may_edit_row(user: Any, row: Row) -> bool:
    return may_edit(user, row.edition)


def may_ask_for_comments(user: Any, edition: Edition) -> bool:
    return may_edit(user, edition)


def may_propose(user: Any, edition: Edition) -> bool:
    return may_edit(user, edition)


def may_return(user: Any, edition: Edition) -> bool:
    """The coordinator takes a proposal back, or the steering group's chair returns it."""
    return edition.status == EditionStatus.PROPOSAL and (
        coordinates(user, edition.plan.collaboration_id) or _chairs(user, edition)
    )


def may_recommend(user: Any, edition: Edition) -> bool:
    """The members of the preparatory group, and whoever writes for it, before the decision."""
    return edition.status in (EditionStatus.COMMENTING, EditionStatus.PROPOSAL) and holds(
        user, edition.plan.collaboration_id, GroupKind.PREPARATORY, *PREPARE
    )


def may_decide(user: Any, edition: Edition) -> bool:
    """The steering group decides on a proposal; until meetings record it, its chair does so in Samsyn."""
    return edition.status == EditionStatus.PROPOSAL and _chairs(user, edition)


def _chairs(user: Any, edition: Edition) -> bool:
    return holds(user, edition.plan.collaboration_id, GroupKind.STEERING, Role.CHAIR, Role.VICE_CHAIR)


def may_carry(user: Any, carrying: Carrying) -> bool:
    return may_edit(user, carrying.edition)


def may_report(user: Any, area: Area) -> bool:
    """The coordinator, and whoever sits in a body that answers for the area."""
    edition = area.edition
    if coordinates(user, edition.plan.collaboration_id):
        return True
    answering = edition.body_set.filter(key__in=area.bodies, archived_at=None).exclude(group=None)
    return sits_in(user, answering.values_list("group", flat=True))


def may_place_activity(user: Any, activity: Activity) -> bool:
    return coordinates(user, activity.edition.plan.collaboration_id)


def may_unplace(user: Any, placement: Placement) -> bool:
    return coordinates(user, placement.plan.collaboration_id)


def may_acknowledge(user: Any, edition: Edition) -> bool:
    return coordinates(user, edition.plan.collaboration_id)


def may_withdraw(user: Any, acknowledgement: Acknowledgement) -> bool:
    return may_acknowledge(user, acknowledgement.edition)
