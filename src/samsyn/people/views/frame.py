"""What every page about people shares: the collaboration, and what the reader may see of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samsyn.kernel.actions import REGISTRY
from samsyn.kernel.errors import NotAllowed
from samsyn.people import rules
from samsyn.people.models import Collaboration, Group, Organisation, Person


def collaboration_of(request: HttpRequest, slug: str) -> Collaboration:
    return get_object_or_404(rules.collaborations_of(request.user), slug=slug)


def organisation_of(request: HttpRequest, collaboration: str, slug: str) -> Organisation:
    organisations = rules.organisations_visible_to(request.user).select_related("collaboration")
    return get_object_or_404(organisations, collaboration__slug=collaboration, slug=slug)


def person_of(request: HttpRequest, collaboration: str, pk: int) -> Person:
    persons = rules.persons_visible_to(request.user).select_related("organisation__collaboration")
    return get_object_or_404(persons, organisation__collaboration__slug=collaboration, pk=pk)


def group_of(request: HttpRequest, collaboration: str, slug: str) -> Group:
    groups = rules.groups_visible_to(request.user).select_related("collaboration", "convener__collaboration")
    return get_object_or_404(groups, collaboration__slug=collaboration, slug=slug)


def require(verb: str, request: HttpRequest, subject: Any) -> None:
    """Refuse the form of an action to those whom the action itself would refuse. Raises NotAllowed."""
    if not REGISTRY[verb].allow(request.user, subject):
        raise NotAllowed(verb)


def page(
    request: HttpRequest, name: str, *, collaboration: Collaboration, status: int = 200, **given: Any
) -> HttpResponse:
    return render(request, f"people/{name}.html", {"collaboration": collaboration, **given}, status=status)
