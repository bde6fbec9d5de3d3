"""Meetings for calendars: a file, and secret addresses that calendars come back to."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samsyn.kernel.errors import NotFound
from samsyn.meetings import actions, rules
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.queries.calendars import feed_calendar, meeting_calendar
from samsyn.meetings.queries.secrets import feed_of, new_secret
from samsyn.meetings.views.frame import page
from samsyn.people.rules import groups_visible_to
from samsyn.people.views.frame import collaboration_of

CALENDAR = "text/calendar; charset=utf-8"


@login_required
@require_safe
def meeting_file(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """A meeting to put into one's own calendar."""
    row = queries.meeting(request.user, collaboration=collaboration, pk=pk)
    if not rules.is_for(request.user, row):
        raise NotFound
    answer = HttpResponse(meeting_calendar(row), content_type=CALENDAR)
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


@login_required
def addresses(request: HttpRequest, collaboration: str) -> HttpResponse:
    """One's own calendar addresses. A new one is shown this once: afterwards only its hash is known."""
    here = collaboration_of(request, collaboration)
    groups = groups_visible_to(request.user).filter(collaboration=here, ended_on=None)
    made, secret = None, ""
    if request.method == "POST":
        slug = request.POST.get("group", "")
        group = get_object_or_404(groups, slug=slug) if slug else None
        secret, token_hash = new_secret()
        made = actions.open_feed(request.user, by=request.user, token_hash=token_hash, group=group)
    feeds = rules.feeds_of(request.user).filter(revoked_at=None).select_related("group")
    return page(
        request,
        "addresses",
        collaboration=here,
        groups=groups,
        feeds=feeds,
        made=made,
        address=settings.BASE_URL + reverse("calendar-feed", args=[secret]) if secret else "",
    )


@login_required
@require_POST
def revoke(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    here = collaboration_of(request, collaboration)
    actions.revoke_feed(get_object_or_404(rules.feeds_of(request.user), pk=pk), by=request.user)
    messages.success(request, _("The calendar address no longer works."))
    return redirect("calendar-addresses", here.slug)


@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar reads, without logging in."""
    found = feed_of(secret)
    own = set(rules.meetings_for(found.person).values_list("pk", flat=True))
    name = _("My meetings in Samsyn")
    if found.group:
        name = (
            pgettext("menu", "Meetings")
            if found.group.confidential
            else _("Meetings: %(group)s") % {"group": found.group}
        )
    answer = HttpResponse(feed_calendar(queries.of_feed(found), name=name, own=own), content_type=CALENDAR)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
