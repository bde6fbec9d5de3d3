"""Whom anybody may turn to."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.people.enums import OrganisationKind
from samsyn.people.models import Organisation


def coordinating_bodies() -> QuerySet[Organisation]:
    """The organisations that coordinate and answer for the collaborations of this installation. Public; no persons."""
    bodies = Organisation.objects.filter(kind=OrganisationKind.COORDINATING_BODY)
    return bodies.select_related("collaboration").order_by("collaboration__name", "name")
