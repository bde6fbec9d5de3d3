"""The budget: in and out with opening and closing balance, revised, and shared among the municipalities."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn import docrender
from samsyn.kernel.errors import DomainError, NotAllowed, NotFound, Stale
from samsyn.plan import actions, rules
from samsyn.plan.enums import BudgetVersion
from samsyn.plan.forms import NewLineForm, OpeningBalanceForm, SharesForm
from samsyn.plan.models import Budget
from samsyn.plan.queries import budgets as queries
from samsyn.plan.queries import pictures
from samsyn.plan.queries.outcome import closing_before
from samsyn.plan.reports.tables import shares_workbook
from samsyn.plan.views.exports import EXCEL
from samsyn.plan.views.frame import Frame, frame
from samsyn.plandoc.distribution import DistributionError


def budgets(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """To this year's budget, or the nearest that there is."""
    shown = frame(request, collaboration, plan, number)
    years = sorted({budget.year for budget in shown.document.budgets})
    if not years:
        return shown.page("plan/budget.html", views=[], years=[], year=None)
    this_year = timezone.localdate().year
    return redirect("budget", collaboration, plan, number, min(years, key=lambda year: abs(year - this_year)))


def budget(request: HttpRequest, collaboration: str, plan: str, number: int, year: int) -> HttpResponse:
    """One year's budget in every version."""
    shown = frame(request, collaboration, plan, number)
    views = queries.budgets_of(shown.edition, shown.document, year)
    if not views:
        raise NotFound
    shown.count_comments([view.row for view in views], *((*view.income, *view.costs) for view in views))
    return shown.page(
        "plan/budget.html",
        views=[(view, pictures.budget_picture(view)) for view in views],
        year=year,
        years=sorted({other.year for other in shown.document.budgets}),
        may_revise=rules.may_edit(request.user, shown.edition)
        and all(view.row.version_kind == BudgetVersion.DECIDED for view in views),
    )


def line_add(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    row = _budget(shown, pk)
    form = NewLineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        line = actions.add_budget_line(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("“%(row)s” is added to the budget.") % {"row": line})
        return redirect(row)
    status = 422 if form.errors else 200
    back, title = row.get_absolute_url(), _("Add a line")
    return shown.page("plan/row_add.html", status=status, form=form, back=back, title=title)


def budget_revise(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Start the revised budget, when the year's real opening balance is known."""
    shown = frame(request, collaboration, plan, number)
    row = _budget(shown, pk)
    before = closing_before(shown.edition.plan.collaboration, row.year)
    form = OpeningBalanceForm(
        request.POST or None, initial={"opening_balance": before.closing_balance if before else None}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.start_revised_budget(row, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The revised budget is started as a copy of the decided one."))
            return redirect(row)
    return shown.page("plan/budget_revise.html", status=422 if form.errors else 200, form=form, row=row, before=before)


def shares(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """What each municipality pays, by the chosen key."""
    shown = frame(request, collaboration, plan, number)
    view = _view(shown, pk)
    row = view.row
    may_edit = rules.may_edit_row(request.user, row)
    municipalities = queries.payers(shown.edition)
    form = SharesForm(request.POST or None, budget=row, municipalities=municipalities) if may_edit else None
    if request.method == "POST":
        if form is None:
            raise NotAllowed("plan.revise")
        if form.is_valid():
            try:
                actions.revise(row, by=request.user, version=form.cleaned_data["version"], **form.changes())
            except Stale as other:
                form.add_error(None, f"{other.message} {other.remedy}")
            else:
                messages.success(request, _("The shares are worked out by the chosen key."))
                return redirect("shares", collaboration, plan, number, pk)
    found, problem = _shares(view, municipalities)
    return shown.page(
        "plan/shares.html",
        status=422 if form is not None and form.errors else 200,
        row=row,
        form=form,
        total=queries.municipal_share(view),
        shares=found,
        problem=problem,
    )


def shares_excel(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """The shares as a workbook: the basis for invoices."""
    shown = frame(request, collaboration, plan, number)
    view = _view(shown, pk)
    found, problem = _shares(view, queries.payers(shown.edition))
    if problem:
        raise NotFound
    response = HttpResponse(
        docrender.to_xlsx(shares_workbook(view.row, found, language=get_language() or "sv")), content_type=EXCEL
    )
    response["Content-Disposition"] = f'attachment; filename="shares-{view.row.year}.xlsx"'
    return response


def _budget(shown: Frame, pk: int) -> Budget:
    row = get_object_or_404(Budget, edition=shown.edition, pk=pk)
    row.edition = shown.edition
    if not rules.may_edit_row(shown.request.user, row):
        raise NotAllowed("plan.revise")
    return row


def _view(shown: Frame, pk: int) -> queries.BudgetView:
    """Only for the collaboration's own people: who pays what is not in the public plan."""
    if not rules.may_work_with(shown.request.user, shown.edition):
        raise NotFound
    row = get_object_or_404(Budget, edition=shown.edition, pk=pk, archived_at=None)
    return next(v for v in queries.budgets_of(shown.edition, shown.document, row.year) if v.row == row)


def _shares(view: queries.BudgetView, municipalities: list) -> tuple[list[queries.Share], str]:
    try:
        return queries.shares(view, municipalities), ""
    except DistributionError as impossible:
        return [], impossible.text(get_language() or "sv")
