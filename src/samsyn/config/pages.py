"""Pages about Samsyn itself: what it is, how accessible it is, and help."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samsyn.people.models import Collaboration
from samsyn.people.queries.contacts import coordinating_bodies
from samsyn.people.rules import belongs
from samsyn.sendouts.rules import may_see_reminders

EXAMINED_ON = date(2026, 11, 23)  # when the accessibility statement was last held against the tests and the pages


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Samsyn is, who answers for it here, and how to take the content out of it."""
    return render(request, "pages/about.html", {"bodies": coordinating_bodies()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law (2018:1937) asks for."""
    return render(request, "pages/accessibility.html", {"bodies": coordinating_bodies(), "examined_on": EXAMINED_ON})


@require_safe
def get_help(request: HttpRequest, collaboration: str) -> HttpResponse:
    """What each role comes for, with the way there; the roles' pages are named to those who may see them only."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    context = {
        "collaboration": found,
        "belongs": belongs(request.user, found.pk),
        "runs_reminders": may_see_reminders(request.user, found),
    }
    return render(request, "pages/help.html", context)
