"""Sending the decided plan out, and who has read it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.queries import receipts as queries
from samsyn.plan.views.frame import Frame, frame


def send_out(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Who will get the plan; sent when it is confirmed."""
    shown = _frame(request, collaboration, plan, number)
    if not rules.may_send_out(request.user, shown.edition):
        raise NotAllowed("plan.send_out")
    if request.method == "POST":
        actions.send_out(shown.edition, by=request.user)
        messages.success(request, _("The plan is on its way. Here you see who has read it."))
        return redirect("receipts", collaboration, plan, number)
    has_it = set(shown.edition.receipts.exclude(sent_at=None).values_list("organisation", "person"))
    rows = [
        (organisation, [(person, (organisation.pk, person.pk) in has_it) for person in persons])
        for organisation, persons in queries.recipients(shown.edition)
    ]
    wanted = sum(not has for _organisation, persons in rows for _person, has in persons)
    return shown.page("plan/send_out.html", rows=rows, wanted=wanted)


def receipts(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Organisation by organisation: who has read the plan, and who has not."""
    shown = _frame(request, collaboration, plan, number)
    if not rules.may_see_receipts(request.user, shown.edition):
        raise NotAllowed("plan.see_receipts")
    readings = queries.readings(shown.edition)
    return shown.page(
        "plan/receipts.html",
        readings=readings,
        read=sum(bool(reading.read_by) for reading in readings),
        may_send=rules.may_send_out(request.user, shown.edition),
    )


@require_POST
def receipt_open(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """The page asks for this itself, by POST: what only follows a link in a mail never gets here."""
    shown = _frame(request, collaboration, plan, number)
    actions.open_receipt(get_object_or_404(shown.edition.receipts, pk=pk), by=request.user)
    return HttpResponse(status=204)


@require_POST
def confirm_reading(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """One press: I have read the plan."""
    shown = _frame(request, collaboration, plan, number)
    actions.confirm_reading(shown.edition, by=request.user)
    messages.success(request, _("Thank you. It is noted that you have read the plan."))
    return redirect(shown.edition)


def _frame(request: HttpRequest, collaboration: str, plan: str, number: int) -> Frame:
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    return shown
