"""The plan checks itself: what was found, where, what to do, and what has been accepted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import Invalid, NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.forms import AcknowledgementForm
from samsyn.plan.queries import findings as queries
from samsyn.plan.views.frame import Frame, frame

PAGE = 25  # findings


def findings(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Every finding with its places, and every check that found nothing."""
    shown = _frame(request, collaboration, plan, number)
    found = queries.noticed(shown.edition)
    loud = [one for one in found if not one.acknowledgement]
    page = shown.paged(loud, size=PAGE)
    return shown.page(
        "plan/findings.html",
        loud=loud,
        page=page,
        numbers=queries.numbers(loud, page=PAGE),
        severities=queries.by_severity(queries.in_words(shown.edition, page.object_list)),
        quiet=queries.in_words(shown.edition, [one for one in found if one.acknowledgement]),
        passed=queries.passed(shown.edition),
        may_acknowledge=rules.may_acknowledge(request.user, shown.edition),
    )


def findings_json(request: HttpRequest, collaboration: str, plan: str, number: int) -> JsonResponse:
    """The same as JSON, in the reader's language."""
    shown = _frame(request, collaboration, plan, number)
    language = get_language() or "sv"
    found = [
        one.finding.as_json(language) | {"acknowledged": one.acknowledgement is not None}
        for one in queries.noticed(shown.edition)
    ]
    return JsonResponse({"plan": shown.document.title, "edition": number, "findings": found})


def acknowledge(request: HttpRequest, collaboration: str, plan: str, number: int, fingerprint: str) -> HttpResponse:
    """Accept a finding with a reason."""
    shown = _frame(request, collaboration, plan, number)
    if not rules.may_acknowledge(request.user, shown.edition):
        raise NotAllowed("plan.acknowledge")
    same = [one for one in queries.noticed(shown.edition) if one.finding.fingerprint == fingerprint]
    if not same:
        raise NotFound
    found = queries.in_words(shown.edition, same)[0]
    form = AcknowledgementForm(request.POST or None)
    back = reverse("findings", args=[collaboration, plan, number])
    if request.method == "POST" and form.is_valid():
        try:
            actions.acknowledge(
                shown.edition,
                by=request.user,
                check_code=found.finding.code,
                fingerprint=fingerprint,
                reason=form.cleaned_data["reason"],
            )
        except Invalid as refused:
            form.add_error("reason", refused.fields.get("reason", refused.message))
        else:
            messages.success(request, _("The finding is acknowledged. It rests until what it speaks of changes."))
            return redirect(back)
    return shown.page("plan/acknowledge.html", status=422 if form.errors else 200, form=form, found=found, back=back)


@require_POST
def withdraw(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Let an acknowledged finding be loud again."""
    shown = _frame(request, collaboration, plan, number)
    actions.withdraw_acknowledgement(get_object_or_404(shown.edition.acknowledgements, pk=pk), by=request.user)
    messages.success(request, _("The acknowledgement is withdrawn."))
    return redirect("findings", collaboration, plan, number)


def _frame(request: HttpRequest, collaboration: str, plan: str, number: int) -> Frame:
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    return shown
