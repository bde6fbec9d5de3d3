"""Which edition a person looks at, and what it says."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from samsyn.kernel.errors import NotFound
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Edition
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc import model as doc


def edition(user: Any, *, collaboration: str, plan: str, number: int) -> Edition:
    """The edition at an address. Raises NotFound if there is none that the person may see."""
    found = _whole(rules.visible_to(user)).filter(
        plan__collaboration__slug=collaboration, plan__key=plan, number=number
    )
    return _one(found.first())


def current_edition(user: Any, *, collaboration: str) -> Edition:
    """The edition in force: the latest decided one of the latest plan period that has begun, else of one that has not;
    where nothing is decided, the draft."""
    found = _whole(rules.visible_to(user)).filter(plan__collaboration__slug=collaboration)
    return _one(_in_force(found, timezone.localdate().year) or found.order_by("-plan__first_year", "-number").first())


def in_force(collaboration: Collaboration, year: int) -> Edition | None:
    """The decided edition that the year goes by; None where nothing is decided."""
    return _in_force(_whole(Edition.objects.filter(plan__collaboration=collaboration)), year)


def _in_force(editions: QuerySet[Edition], year: int) -> Edition | None:
    decided = editions.filter(status=EditionStatus.DECIDED)
    begun = decided.filter(plan__first_year__lte=year).order_by("-plan__first_year", "-number")
    return begun.first() or decided.order_by("plan__first_year", "-number").first()


def public_edition(*, collaboration: str, plan: str) -> Edition:
    """The latest decided edition of a plan period: what anybody may read, at an address that stays."""
    found = _whole(Edition.objects.filter(status=EditionStatus.DECIDED))
    return _one(found.filter(plan__collaboration__slug=collaboration, plan__key=plan).order_by("-number").first())


def editions(user: Any, collaboration: Collaboration) -> QuerySet[Edition]:
    """All editions that the person may see, newest plan period and edition first."""
    found = _whole(rules.visible_to(user)).filter(plan__collaboration=collaboration)
    return found.order_by("-plan__first_year", "-number")


def document(edition: Edition) -> doc.Plan:
    """What the edition says. Read from the database once per process and state of the edition."""
    return _remembered(edition.pk, edition.revision)


@lru_cache(maxsize=16)
def _remembered(pk: int, revision: UUID) -> doc.Plan:  # the revision is part of the key: a new state, a new reading
    return plan_document(_whole(Edition.objects.all()).get(pk=pk))


def _whole(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.select_related("plan__collaboration", "carried_from__plan")


def _one(found: Edition | None) -> Edition:
    if found is None:
        raise NotFound
    return found
