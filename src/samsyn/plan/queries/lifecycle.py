"""Where an edition stands on its way, and whom it can be sent to."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.people.enums import OrganisationKind
from samsyn.people.models import Group, Organisation
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Edition, Plan

# The kinds of organisations that the county's plan is for.
COUNTY = (OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY_BOARD, OrganisationKind.REGION)


def askable_organisations(edition: Edition) -> QuerySet[Organisation]:
    """Those of the collaboration that comments can be asked of: the county's own."""
    return edition.plan.collaboration.organisations.filter(kind__in=COUNTY)


def askable_groups(edition: Edition) -> QuerySet[Group]:
    """The collaboration's groups that go on, without those that nobody outside knows of."""
    return edition.plan.collaboration.groups.filter(confidential=False, ended_on=None)


def replaced_by(edition: Edition) -> Edition | None:
    """The decided edition of the same plan that has taken its place."""
    later = edition.plan.editions.filter(status=EditionStatus.DECIDED, number__gt=edition.number)
    return later.select_related("plan__collaboration").order_by("-number").first() if edition.is_decided else None


def undecided(edition: Edition) -> Edition | None:
    """The edition of the same plan that is on its way to a decision."""
    found = edition.plan.editions.exclude(status=EditionStatus.DECIDED)
    return found.select_related("plan__collaboration").first()


def former_plan(plan: Plan) -> Plan | None:
    """The plan period that this one was carried over from."""
    return Plan.objects.filter(editions__carried_to__plan=plan).exclude(pk=plan.pk).first()
