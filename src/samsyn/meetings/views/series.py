"""Series of meetings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.kernel.errors import DomainError, Stale
from samsyn.kernel.journal import history
from samsyn.meetings import actions, rules
from samsyn.meetings.enums import DONE
from samsyn.meetings.forms import NewSeriesForm, SeriesForm
from samsyn.meetings.models import Series
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.views.frame import Clashes, clashes, groups_of, page, require
from samsyn.people.forms import refuse
from samsyn.people.queries.history import told
from samsyn.people.views.frame import collaboration_of

CHANGES = 20


@login_required
@require_safe
def series(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = queries.series(request.user, collaboration=collaboration, pk=pk)
    year = timezone.localdate().year
    return page(
        request,
        "series",
        collaboration=row.group.collaboration,
        series=row,
        year=year,
        standing=queries.standing(request.user, row, year),
        shown=queries.of_series(request.user, row),
        arranges=rules.may_arrange(request.user, row.group),
        changes=told(history(row)[:CHANGES], DONE),
    )


@login_required
def series_new(request: HttpRequest, collaboration: str) -> HttpResponse:
    here = collaboration_of(request, collaboration)
    groups = groups_of(request, here, "meetings.start_series")
    form = NewSeriesForm(request.POST or None, collaboration=here, groups=groups)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.start_series(form.cleaned_data["group"], by=request.user, **form.given())
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The series is started."))
            return redirect(row)
    return page(request, "series_new", collaboration=here, status=422 if form.errors else 200, form=form)


@login_required
def series_edit(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = _series(request, collaboration, pk, "meetings.revise_series")
    here = row.group.collaboration
    instance = queries.series(request.user, collaboration=collaboration, pk=pk)
    form = SeriesForm(request.POST or None, instance=instance, collaboration=here)
    stale: Clashes = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_series(row, by=request.user, version=form.cleaned_data["version"], **form.changes())
        except Stale as other:
            stale = clashes(form, other)
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The series is changed."))
            return redirect(row)
    status = 409 if stale else 422 if form.errors else 200
    return page(request, "series_edit", collaboration=here, status=status, series=row, form=form, stale=stale)


@login_required
@require_POST
def series_archive(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = actions.archive_series(_series(request, collaboration, pk, "meetings.archive_series"), by=request.user)
    undo = reverse("meeting-series-restore", args=[collaboration, pk])
    messages.success(request, _("The series is put away."), extra_tags=undo)
    return redirect(row)


@login_required
@require_POST
def series_restore(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = actions.restore_series(_series(request, collaboration, pk, "meetings.restore_series"), by=request.user)
    messages.success(request, _("The series is brought back."))
    return redirect(row)


def _series(request: HttpRequest, collaboration: str, pk: int, verb: str) -> Series:
    """The series at the address, for whoever may do that with it."""
    row = queries.series(request.user, collaboration=collaboration, pk=pk)
    require(verb, request, row)
    return row
