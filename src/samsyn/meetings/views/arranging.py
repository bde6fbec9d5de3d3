"""Arranging a meeting: from proposal to held or cancelled. Every page works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, Stale
from samsyn.meetings import actions
from samsyn.meetings.enums import Status
from samsyn.meetings.forms import AttendanceForm, CancelForm, EditForm, GuestForm, MoveForm, NewForm
from samsyn.meetings.forms.fields import times_of
from samsyn.meetings.models import Invitation, Meeting, Series
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.queries.invited import invited
from samsyn.meetings.views.frame import Clashes, clashes, groups_of, page, require, start_of
from samsyn.people.forms import refuse
from samsyn.people.queries import county
from samsyn.people.rules import persons_visible_to
from samsyn.people.views.frame import collaboration_of

PERSONS_SHOWN = 20


@login_required
def meeting_new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """First the group or the series is chosen, then the meeting is described; it begins as a proposal."""
    here = collaboration_of(request, collaboration)
    groups = groups_of(request, here, "meetings.propose")
    group, series = start_of(request, here, groups)
    if group is None:
        standings = queries.standings(request.user, here, timezone.localdate().year)
        mine = [one for one in standings if one.series.group in set(groups)]
        return page(request, "new_choose", collaboration=here, groups=groups, standings=mine, then="meeting-new")
    form = NewForm(request.POST or None, initial=_beginning(series), collaboration_id=here.pk)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.propose(group, by=request.user, series=series, **form.given())
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The meeting is proposed. Nobody is told before you send the invitation."))
            return redirect(meeting)
    status = 422 if form.errors else 200
    return page(request, "new", collaboration=here, status=status, group=group, series=series, form=form)


@login_required
def meeting_edit(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.revise")
    form = EditForm(request.POST or None, instance=_meeting(request, collaboration, pk, "meetings.revise"))
    stale: Clashes = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            changed = actions.revise(row, by=request.user, version=version, **form.changes())
        except Stale as other:
            stale = clashes(form, other)
        except DomainError as refused:
            refuse(form, refused)
        else:
            if changed.sequence > row.sequence:
                messages.success(request, _("The meeting is changed. Those invited are told."))
            else:
                messages.success(request, _("The meeting is changed."))
            return redirect(row)
    return _form_page(request, "edit", row, form, stale=stale)


@login_required
def meeting_move(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.move")
    planned = row.status == Status.PLANNED
    initial = times_of(row.starts, row.ends) | {"version": row.version}
    form = MoveForm(request.POST or None, initial=initial, planned=planned)
    stale: Clashes = []
    if request.method == "POST" and form.is_valid():
        given = form.times() | {"word": form.cleaned_data.get("word", "")}
        try:
            actions.move(row, by=request.user, version=form.cleaned_data["version"], **given)
        except Stale as other:
            form.data = form.data.copy()
            form.data["version"] = str(other.version)
            now = _meeting(request, collaboration, pk, "meetings.move")
            stale = [(_("Time"), "", now.when)]
        except DomainError as refused:
            refuse(form, refused)
        else:
            told = _("The meeting is moved. Those invited are told and asked anew.")
            messages.success(request, told if planned else _("The meeting is moved."))
            return redirect(row)
    return _form_page(request, "move", row, form, stale=stale)


@login_required
@require_POST
def meeting_publish(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.publish")
    meeting = actions.publish(row, by=request.user)
    number = meeting.invitations.filter(archived_at=None).count()
    words = ngettext(
        "The invitation is on its way to %(number)s person.",
        "The invitation is on its way to %(number)s persons.",
        number,
    )
    if meeting.is_over:
        words = _("The meeting is entered. Nobody is written to, for it is over.")
    messages.success(request, words % {"number": number})
    return redirect(row)


@login_required
def meeting_cancel(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.cancel")
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(row, by=request.user, reason=form.cleaned_data["reason"])
        except DomainError as refused:
            refuse(form, refused)
        else:
            undo = reverse("meeting-replan", args=[collaboration, pk])
            messages.success(request, _("The meeting is cancelled. Those invited are told."), extra_tags=undo)
            return redirect(row)
    return _form_page(request, "cancel", row, form)


@login_required
@require_POST
def meeting_replan(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.replan")
    return _done(request, row, actions.replan, _("The meeting takes place after all."))


@login_required
@require_POST
def meeting_archive(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.archive")
    undo = reverse("meeting-restore", args=[collaboration, pk])
    return _done(request, row, actions.archive, _("The proposal is put away."), undo=undo)


@login_required
@require_POST
def meeting_restore(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.restore")
    return _done(request, row, actions.restore, _("The proposal is brought back."))


@login_required
def meeting_hold(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Note who was there; the meeting has then been held."""
    row = _meeting(request, collaboration, pk, "meetings.hold")
    form = AttendanceForm(request.POST or None, invitations=invited(row).invitations)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(row, by=request.user, attended=form.there())
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Attendance is noted."))
            return redirect(row)
    return _form_page(request, "hold", row, form)


@login_required
@require_POST
def meeting_remind(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.remind")
    return _done(request, row, actions.remind, _("A reminder is on its way to those who have not answered."))


@login_required
def meeting_invite(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Somebody is looked up in the phone book (`q`), or named as a guest from outside."""
    row = _meeting(request, collaboration, pk, "meetings.invite")
    here = row.group.collaboration
    chosen = request.POST.get("person", "")
    form = GuestForm(request.POST if request.method == "POST" and not chosen else None)
    given: dict[str, Any] | None = None
    if chosen.isdecimal():
        persons = persons_visible_to(request.user).filter(organisation__collaboration=here)
        given = {"person": get_object_or_404(persons, pk=chosen)}
    elif form.is_bound and form.is_valid():
        given = form.cleaned_data
    if given is not None:
        try:
            invitation = actions.invite(row, by=request.user, **given)
        except DomainError as refused:
            form = form if form.is_bound else GuestForm({})
            form.errors.clear()
            refuse(form, refused)
        else:
            messages.success(request, _("%(name)s is invited.") % {"name": invitation.called})
            return redirect(row)
    words = request.GET.get("q", "").strip()
    found = list(county.phone_book(request.user, here, words)[:PERSONS_SHOWN]) if words else []
    return _form_page(request, "invite", row, form, words=words, found=found)


@login_required
@require_POST
def meeting_invite_members(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _meeting(request, collaboration, pk, "meetings.invite_members")
    return _done(request, row, actions.invite_members, _("Those invited are now those who sit in the group."))


@login_required
@require_POST
def invitation_withdraw(request: HttpRequest, collaboration: str, pk: int, invitation: int) -> HttpResponse:
    meeting = _meeting(request, collaboration, pk, "meetings.invite")
    row = get_object_or_404(Invitation.objects.select_related("person"), meeting=meeting, pk=invitation)
    actions.withdraw_invitation(row, by=request.user)
    messages.success(request, _("%(name)s is no longer invited.") % {"name": row.called})
    return redirect(meeting)


def _meeting(request: HttpRequest, collaboration: str, pk: int, verb: str) -> Meeting:
    """The meeting at the address, for whoever may do that with it."""
    row = queries.meeting(request.user, collaboration=collaboration, pk=pk)
    require(verb, request, row)
    return row


def _done(
    request: HttpRequest, row: Meeting, action: Callable[..., Any], words: str, *, undo: str = ""
) -> HttpResponse:
    action(row, by=request.user)
    messages.success(request, words, extra_tags=undo)
    return redirect(row)


def _form_page(
    request: HttpRequest, name: str, row: Meeting, form: Any, *, stale: Clashes | None = None, **given: Any
) -> HttpResponse:
    status = 409 if stale else 422 if form.errors else 200
    here = row.group.collaboration
    return page(request, name, collaboration=here, status=status, meeting=row, form=form, stale=stale, **given)


def _beginning(series: Series | None) -> dict[str, Any]:
    """What the form begins with: as the series usually is."""
    if series is None:
        return {}
    day = timezone.localdate() + timedelta(days=series.notice_days)
    starts = datetime.combine(day, series.start_time)
    finishes = (starts + timedelta(minutes=series.minutes)).time()
    return {
        "title": series.name,
        "begins": series.start_time,
        "finishes": finishes,
        "setting": series.setting,
        "host": None if series.hosts_rotate else series.convener_id,
    }
