"""The year's meetings, and one of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samsyn.meetings import rules
from samsyn.meetings.enums import DONE, Status
from samsyn.meetings.forms import AnswerForm
from samsyn.meetings.models import Meeting
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.queries.invited import invited
from samsyn.meetings.views.frame import page
from samsyn.people.queries.history import told, visible
from samsyn.people.rules import groups_visible_to
from samsyn.people.views.frame import collaboration_of

CHANGES_A_PAGE = 10


@login_required
@require_safe
def meetings(request: HttpRequest, collaboration: str) -> HttpResponse:
    """The year's meetings by month, what is ahead first, and how each series stands."""
    here, user = collaboration_of(request, collaboration), request.user
    asked = request.GET.get("year", "")
    years = queries.years(user, here)
    year = int(asked) if asked.isdecimal() and int(asked) in years else timezone.localdate().year
    group = groups_visible_to(user).filter(collaboration=here, slug=request.GET.get("group", "")).first()
    return page(
        request,
        "meetings",
        collaboration=here,
        year=year,
        years=years,
        group=group,
        shown=queries.of_year(user, here, year, group=group),
        waiting=queries.waiting(user, here),
        polls=queries.open_polls(user, here),
        standings=queries.standings(user, here, year, group=group),
        arranges=rules.groups_arranged_by(user).filter(collaboration=here).exists(),
    )


@login_required
@require_safe
def meeting(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    return meeting_page(request, queries.meeting(request.user, collaboration=collaboration, pk=pk))


def meeting_page(request: HttpRequest, shown: Meeting, *, form: AnswerForm | None = None) -> HttpResponse:
    """A meeting: everybody in the collaboration sees when it is and whose; those it is for see all of it."""
    user, collaboration = request.user, shown.group.collaboration
    is_own = rules.is_for(user, shown)
    context = {"meeting": shown, "is_own": is_own, "arranges": rules.may_arrange(user, shown.group)}
    if is_own:
        events = visible(queries.happenings(shown).filter(verb__in=DONE), user)
        changes = Paginator(events, CHANGES_A_PAGE).get_page(request.GET.get("page"))
        mine = shown.invitations.filter(person=user, archived_at=None).first()
        answers = mine and shown.status == Status.PLANNED and not shown.is_over
        context |= {
            "invited": invited(shown),
            "mine": mine,
            "form": (form or AnswerForm(initial={"comment": mine.comment})) if answers else None,
            "changes": told(changes.object_list, DONE),
            "changes_page": changes,
        }
    return page(request, "meeting", collaboration=collaboration, status=422 if form else 200, **context)
