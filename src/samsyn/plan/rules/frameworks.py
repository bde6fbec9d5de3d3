"""Who may see and edit what plans build on from outside."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs, collaborations_of, coordinates
from samsyn.plan.models import Focus, Framework, FrameworkEdition


def may_view_framework(user: Any, framework: Framework) -> bool:
    return belongs(user, framework.collaboration_id)


def frameworks_visible_to(user: Any) -> QuerySet[Framework]:
    return Framework.objects.filter(collaboration__in=collaborations_of(user))


def may_enter_framework(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)


def may_edit_framework(user: Any, row: Framework | FrameworkEdition | Focus) -> bool:
    return coordinates(user, row.framework.collaboration_id)
