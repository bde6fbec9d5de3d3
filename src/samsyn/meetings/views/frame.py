"""What the pages about meetings share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.kernel.errors import NotAllowed, Stale
from samsyn.meetings import rules
from samsyn.meetings.models import Series
from samsyn.meetings.queries import meetings as queries
from samsyn.people.models import Collaboration, Group
from samsyn.people.views.frame import require

__all__ = ["Clashes", "clashes", "groups_of", "page", "require", "start_of"]

Clashes = list[tuple[str, Any, Any]]  # label, mine, theirs


def page(
    request: HttpRequest, name: str, *, collaboration: Collaboration, status: int = 200, **given: Any
) -> HttpResponse:
    return render(request, f"meetings/{name}.html", {"collaboration": collaboration, **given}, status=status)


def clashes(form: forms.BaseForm, stale: Stale) -> Clashes:
    """What somebody else has changed meanwhile; the form then goes on from the present version."""
    form.data = form.data.copy()
    form.data["version"] = str(stale.version)
    return [
        (str(form.fields[name].label), stale.mine[name], theirs)
        for name, theirs in stale.theirs.items()
        if name in form.fields and stale.mine[name] != theirs
    ]


def groups_of(request: HttpRequest, collaboration: Collaboration, verb: str) -> Any:
    """The groups of the collaboration whose meetings the person arranges. Raises NotAllowed if there are none."""
    groups = rules.groups_arranged_by(request.user).filter(collaboration=collaboration)
    groups = groups.exclude(ended_on__isnull=False)
    if not groups.exists():
        raise NotAllowed(verb)
    return groups


def start_of(request: HttpRequest, collaboration: Collaboration, groups: Any) -> tuple[Group | None, Series | None]:
    """The group, and perhaps the series, that the address names (`?series=`, `?group=`)."""
    asked, group = request.GET.get("series", ""), request.GET.get("group", "")
    if asked.isdecimal():
        series = queries.series(request.user, collaboration=collaboration.slug, pk=int(asked))
        require("meetings.propose", request, series.group)
        return series.group, series
    return groups.filter(slug=group).first() if group else None, None
