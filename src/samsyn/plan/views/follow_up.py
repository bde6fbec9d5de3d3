"""Following the plan up: where the areas stand, what the year asks, and when the recurring is placed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.forms import PlacementForm, ProgressForm
from samsyn.plan.models import Activity, Area
from samsyn.plan.queries import pictures, progress
from samsyn.plan.queries import year as year_queries
from samsyn.plan.queries.placing import proposal
from samsyn.plan.views.frame import frame


def follow_up(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Where every area stands: what is late and what begins soon first."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    reports = progress.latest_reports(shown.edition.plan)
    standings = progress.standings(shown.document, reports, today=timezone.localdate())
    return shown.page(
        "plan/follow_up.html",
        rows=shown.paged(standings),
        late=[standing for standing in standings if standing.late],
        soon=[standing for standing in standings if standing.begins_soon],
        bar=pictures.progress_bar(standings),
    )


def report(request: HttpRequest, collaboration: str, plan: str, number: int, code: str) -> HttpResponse:
    """Say where an area stands."""
    shown = frame(request, collaboration, plan, number)
    row = get_object_or_404(Area, edition=shown.edition, code=code, archived_at=None)
    row.edition = shown.edition
    if not rules.may_report(request.user, row):
        raise NotAllowed("plan.report_progress")
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_progress(row, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Thank you. The progress of “%(area)s” is noted.") % {"area": row.title})
            return redirect(row)
    return shown.page("plan/report.html", row=row, form=form, status=422 if form.errors else 200)


def year(request: HttpRequest, collaboration: str, plan: str, number: int, year: int = 0) -> HttpResponse:
    """The year wheel, and every duty of the year in a list. Without a year: this year, or the plan's nearest."""
    shown = frame(request, collaboration, plan, number)
    years = year_queries.years(shown.document)
    today = timezone.localdate()
    if not year:
        year = min(max(today.year, years[0]), years[-1])
    if year not in years:
        raise NotFound
    duties = year_queries.duties(shown.document, year)
    rows = shown.paged(duties)
    picture, keys = pictures.wheel(shown.edition, list(rows), year, today=today)
    return shown.page("plan/year.html", year=year, years=years, rows=rows, picture=picture, keys=keys)


def placing(request: HttpRequest, collaboration: str, plan: str, number: int, code: str) -> HttpResponse:
    """Give a recurring activity its days: proposed from its time in words, or one's own."""
    shown = frame(request, collaboration, plan, number)
    row = get_object_or_404(Activity, edition=shown.edition, code=code, archived_at=None)
    row.edition = shown.edition
    if not rules.may_place_activity(request.user, row):
        raise NotAllowed("plan.place")
    form = PlacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # all the days, or none
                for day in form.cleaned_data["on"]:
                    actions.place(row, by=request.user, on=day)
        except DomainError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("“%(activity)s” is placed.") % {"activity": row.title})
            return redirect(row)
    years = year_queries.years(shown.document)
    asked = request.GET.get("year", "")
    today = timezone.localdate()
    year = int(asked) if asked.isdecimal() and int(asked) in years else min(max(today.year, years[0]), years[-1])
    proposed = proposal(shown.document, code, year)
    days = [occasion.on.isoformat() for occasion in proposed.occasions]
    given = request.POST.getlist("on")
    return shown.page(
        "plan/placing.html",
        row=row,
        form=form,
        year=year,
        years=years,
        proposal=proposed,
        chosen=given if form.is_bound else [day for day in days if day >= today.isoformat()],
        own=next((day for day in given if day not in days), ""),
        status=422 if form.errors else 200,
    )


@require_POST
def unplace(request: HttpRequest, collaboration: str, plan: str, number: int, code: str, pk: int) -> HttpResponse:
    """Take a placed day away."""
    shown = frame(request, collaboration, plan, number)
    row = get_object_or_404(Activity, edition=shown.edition, code=code)
    placement = get_object_or_404(shown.edition.plan.placements, code=code, pk=pk)
    actions.unplace(placement, by=request.user)
    messages.success(request, _("The day is taken away."))
    return redirect(row)


def _tell(form: ProgressForm | PlacementForm, refused: DomainError) -> None:
    """Put what the action refused beside the fields that it names."""
    for field, words in refused.fields.items():
        form.add_error(field if field in form.fields else None, words)
    if not refused.fields:
        form.add_error(None, f"{refused.message} {refused.remedy}".strip())
