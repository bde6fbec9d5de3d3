"""A budget year: where it stands line by line, and what is said of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.errors import DomainError, NotAllowed, NotFound
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.enums import Side
from samsyn.plan.forms import ExplanationForm, ForecastForm, MappingForm
from samsyn.plan.forms.bookkeeping import line_choices
from samsyn.plan.models import BudgetYear, Explanation, Forecast
from samsyn.plan.queries import outcome as queries
from samsyn.plan.queries import pictures
from samsyn.plan.queries.closing import next_steps, stages
from samsyn.plan.queries.year_view import LineView, YearView
from samsyn.plandoc.outcome import Line


@dataclass(frozen=True, slots=True)
class YearFrame:
    """What every page of a budget year shares."""

    request: HttpRequest
    collaboration: Collaboration
    year: int
    years: list[int]  # that there is something to say of

    @property
    def may_keep(self) -> bool:
        return rules.may_keep_books(self.request.user, self.collaboration)

    def keeper(self, verb: str) -> None:
        """Raises NotAllowed for those who may only read."""
        if not self.may_keep:
            raise NotAllowed(verb)

    def row(self) -> BudgetYear:
        """The year to act upon; whoever may begin it does so by acting."""
        found = queries.year_row(self.collaboration, self.year)
        return found if found.pk else actions.open_year(self.collaboration, by=self.request.user, year=self.year)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        shared = {"collaboration": self.collaboration, "year": self.year, "may_keep": self.may_keep}
        return render(self.request, template, shared | context, status=status)

    def home(self) -> str:
        return reverse("budget-year", args=[self.collaboration.slug, self.year])


def year_frame(request: HttpRequest, collaboration: str, year: int) -> YearFrame:
    """Raises NotFound for everybody but the collaboration's own people, and for a year that nobody speaks of."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    years = queries.years_of(found) if belongs(request.user, found.pk) else []
    if year not in years:
        raise NotFound
    return YearFrame(request, found, year, years)


def budget_years(request: HttpRequest, collaboration: str) -> HttpResponse:
    """To this year's page, or the nearest that there is."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    if not belongs(request.user, found.pk):
        raise NotFound
    years = queries.years_of(found)
    if not years:
        return render(request, "plan/budget_year_none.html", {"collaboration": found})
    now = timezone.localdate().year
    return redirect("budget-year", collaboration, min(years, key=lambda year: (abs(year - now), year)))


def budget_year(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """Proposal, decided, revised, forecast, outcome and closing accounts of a year, line by line."""
    shown = year_frame(request, collaboration, year)
    view = queries.year_view(shown.collaboration, year)
    accounts = {row.account: row.name for row in view.unmapped if row.account.isdecimal() and shown.may_keep}
    return shown.page(
        "plan/budget_year.html",
        view=view,
        years=shown.years,
        stages=stages(view),
        history=queries.year_history(view),
        steps=next_steps(view, today=timezone.localdate()),
        picture=pictures.outcome_picture(view) if view.lines else None,
        mapping=MappingForm(accounts=accounts.items(), choices=line_choices(view.lines)) if accounts else None,
        may_approve=view.closing and rules.may_approve_closing(request.user, view.closing),
    )


def budget_line(request: HttpRequest, collaboration: str, year: int, side: str, key: str) -> HttpResponse:
    """One line: what is booked on it, and everything that was said of it."""
    shown = year_frame(request, collaboration, year)
    view, line = _line(shown, side, key)
    said = {"year": view.row, "side": side, "line": key} if view.row.pk else {"pk": None}
    return shown.page(
        "plan/budget_line.html",
        view=view,
        line=line,
        booked=queries.booked_on(view, Line(side, key)),
        forecasts=Forecast.objects.filter(**said).select_related("made_by"),
        explanations=Explanation.objects.filter(**said).select_related("written_by"),
    )


def line_forecast(request: HttpRequest, collaboration: str, year: int, side: str, key: str) -> HttpResponse:
    """Say what a line is expected to end at."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.forecast")
    view, line = _line(shown, side, key)
    form = ForecastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.forecast(shown.row(), by=request.user, side=side, line=key, **form.cleaned_data)
        except DomainError as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The forecast of “%(line)s” is noted.") % {"line": line.label})
            return redirect(shown.home())
    status = 422 if form.errors else 200
    return shown.page("plan/line_forecast.html", status=status, view=view, line=line, form=form)


def line_explain(request: HttpRequest, collaboration: str, year: int, side: str, key: str) -> HttpResponse:
    """Say why a line strays from its budget."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.explain")
    view, line = _line(shown, side, key)
    form = ExplanationForm(request.POST or None, initial={"text": line.explanation or line.reason})
    if request.method == "POST" and form.is_valid():
        try:
            actions.explain(shown.row(), by=request.user, side=side, line=key, **form.cleaned_data)
        except DomainError as refused:
            tell(form, refused)
        else:
            messages.success(request, _("“%(line)s” is explained.") % {"line": line.label})
            return redirect(shown.home())
    status = 422 if form.errors else 200
    return shown.page("plan/line_explain.html", status=status, view=view, line=line, form=form)


def tell(form: Any, refused: DomainError) -> None:
    """Put what the action refused beside the fields that it names."""
    for name, words in refused.fields.items():
        form.add_error(name if name in form.fields else None, words)
    if not refused.fields:
        form.add_error(None, f"{refused.message} {refused.remedy}".strip())


def _line(shown: YearFrame, side: str, key: str) -> tuple[YearView, LineView]:
    view = queries.year_view(shown.collaboration, shown.year)
    found = next((line for line in view.lines if (line.side, line.key) == (side, key)), None)
    if found is None or side not in Side.values:
        raise NotFound
    return view, found
