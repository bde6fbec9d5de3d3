"""Closing a budget year, approving it, and the year as documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn import docrender
from samsyn.kernel.errors import DomainError, NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.forms import ClosingForm
from samsyn.plan.models import ClosingAccounts
from samsyn.plan.queries import invoicing
from samsyn.plan.queries.closing import hindrances
from samsyn.plan.queries.outcome import year_view
from samsyn.plan.reports.closing import closing_report, invoices_workbook, year_workbook
from samsyn.plan.views.exports import EXCEL, WORD
from samsyn.plan.views.outcome import YearFrame, tell, year_frame
from samsyn.plandoc.distribution import DistributionError


def year_close(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """What the year closes with and what stands in its way; for a closed year, its closing accounts."""
    shown = year_frame(request, collaboration, year)
    view = year_view(shown.collaboration, year)
    missing = [] if view.closing else hindrances(view)
    form = ClosingForm(request.POST or None) if shown.may_keep and not view.closing else None
    if request.method == "POST":
        if form is None:
            raise NotAllowed("plan.close_year")
        if form.is_valid():
            try:
                actions.close_year(shown.row(), by=request.user, **form.cleaned_data)
            except DomainError as refused:
                tell(form, refused)
            else:
                messages.success(request, _("The year is closed. Now the chair of the steering group approves it."))
                return redirect("year-close", collaboration, year)
    closing = view.closing
    return shown.page(
        "plan/year_close.html",
        status=422 if form is not None and form.errors else 200,
        view=view,
        missing=missing,
        form=form,
        may_approve=closing is not None and rules.may_approve_closing(request.user, closing),
        may_take_back=closing is not None and rules.may_take_back_closing(request.user, closing),
    )


@require_POST
def year_reopen(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """Take closing accounts back that nobody has approved."""
    shown = year_frame(request, collaboration, year)
    actions.reopen_year(_closing(shown), by=request.user)
    messages.success(request, _("The closing accounts are taken back. The year is open again."))
    return redirect("year-close", collaboration, year)


@require_POST
def year_approve(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """The chair approves."""
    shown = year_frame(request, collaboration, year)
    actions.approve_closing(_closing(shown), by=request.user)
    messages.success(request, _("The closing accounts are approved."))
    return redirect("year-close", collaboration, year)


def closing_word(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    shown = year_frame(request, collaboration, year)
    return _file(docrender.to_docx(_report(shown)), WORD, _("closing-accounts"), shown, "docx")


def closing_pdf(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    shown = year_frame(request, collaboration, year)
    return _file(docrender.to_pdf(_report(shown)), "application/pdf", _("closing-accounts"), shown, "pdf")


def year_excel(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """The year line by line as a workbook."""
    shown = year_frame(request, collaboration, year)
    workbook = year_workbook(year_view(shown.collaboration, year), language=_language())
    return _file(docrender.to_xlsx(workbook), EXCEL, _("budget-year"), shown, "xlsx")


def invoices_excel(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """The municipalities' shares of the budget in force, as a basis for invoices."""
    shown = year_frame(request, collaboration, year)
    view = year_view(shown.collaboration, year)
    try:
        rows = invoicing.invoice_rows(view)
    except DistributionError:
        raise NotFound from None
    if not rows:
        raise NotFound
    workbook = invoices_workbook(view, rows, language=_language())
    return _file(docrender.to_xlsx(workbook), EXCEL, _("invoices"), shown, "xlsx")


def _report(shown: YearFrame) -> docrender.Document:
    view = year_view(shown.collaboration, shown.year)
    if view.budget is None and view.outcome is None:
        raise NotFound
    return closing_report(view, language=_language())


def _closing(shown: YearFrame) -> ClosingAccounts:
    closing = year_view(shown.collaboration, shown.year).closing
    if closing is None:
        raise NotFound
    return closing


def _file(content: bytes, kind: str, name: str, shown: YearFrame, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{shown.year}.{ending}"'
    return response


def _language() -> str:
    return get_language() or "sv"
