"""Finding a date together: asked, answered, chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.kernel.errors import DomainError, NotAllowed
from samsyn.meetings import actions, rules
from samsyn.meetings.forms import PollForm, WishesForm
from samsyn.meetings.models import Poll
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.queries.polls import answers, wishes_of
from samsyn.meetings.queries.secrets import poll_of
from samsyn.meetings.views.frame import groups_of, page, require, start_of
from samsyn.people.forms import refuse
from samsyn.people.views.frame import collaboration_of


@login_required
def poll_new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """First the group or the series is chosen, then the times are given."""
    here = collaboration_of(request, collaboration)
    groups = groups_of(request, here, "meetings.open_poll")
    group, series = start_of(request, here, groups)
    if group is None:
        standings = queries.standings(request.user, here, timezone.localdate().year)
        mine = [one for one in standings if one.series.group in set(groups)]
        return page(request, "new_choose", collaboration=here, groups=groups, standings=mine, then="poll-new")
    begins = {"title": series.name, "minutes": series.minutes, "setting": series.setting} if series else {}
    form = PollForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.open_poll(group, by=request.user, series=series, days=form.days(), **form.given())
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The question is on its way to the group's members."))
            return redirect(row)
    status = 422 if form.errors else 200
    return page(request, "poll_new", collaboration=here, status=status, group=group, series=series, form=form)


@login_required
def poll(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Which times suit whom; whoever sits in the group answers here."""
    row = queries.poll(request.user, collaboration=collaboration, pk=pk)
    form = None
    if rules.may_answer_poll(request.user, row) and not row.closed_at:
        form = _form(request, row, request.user)
    if request.method == "POST":
        if form is None:
            raise NotAllowed("meetings.answer_poll")
        if form.is_valid():
            actions.answer_poll(row, by=request.user, wishes=form.wishes())
            messages.success(request, _("Thank you for your answer."))
            return redirect(row)
    return page(
        request,
        "poll",
        collaboration=row.group.collaboration,
        status=422 if form and form.errors else 200,
        poll=row,
        form=form,
        answers=answers(row),
        arranges=rules.may_arrange(request.user, row.group),
    )


@login_required
@require_POST
def poll_choose(request: HttpRequest, collaboration: str, pk: int, day: int) -> HttpResponse:
    row = queries.poll(request.user, collaboration=collaboration, pk=pk)
    chosen = actions.choose_day(row, by=request.user, day=get_object_or_404(row.days, pk=day))
    messages.success(request, _("The meeting is planned. The invitation is on its way."))
    return redirect(chosen.meeting)


@login_required
@require_POST
def poll_close(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = queries.poll(request.user, collaboration=collaboration, pk=pk)
    require("meetings.close_poll", request, row)
    actions.close_poll(row, by=request.user)
    undo = reverse("poll-reopen", args=[collaboration, pk])
    messages.success(request, _("The poll is closed without a meeting."), extra_tags=undo)
    return redirect(row)


@login_required
@require_POST
def poll_reopen(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = queries.poll(request.user, collaboration=collaboration, pk=pk)
    actions.reopen_poll(row, by=request.user)
    messages.success(request, _("The poll is open again."))
    return redirect(row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the mail leads to. It asks for no log-in; to look at it changes nothing."""
    row, person = poll_of(token)
    form = None if row.closed_at else _form(request, row, person)
    if request.method == "POST" and form is not None and form.is_valid():
        actions.answer_poll(row, by=person, wishes=form.wishes())
        messages.success(request, _("Thank you for your answer."))
        return redirect(request.path)
    context = {"poll": row, "person": person, "form": form, "said": bool(wishes_of(row, person))}
    response = render(request, "meetings/poll_by_link.html", context, status=422 if form and form.errors else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _form(request: HttpRequest, row: Poll, person: Any) -> WishesForm:
    data = request.POST if request.method == "POST" else None
    return WishesForm(data, days=list(row.days.all()), said=wishes_of(row, person))
