"""From one plan to the next: begun, and each row of the last one asked what becomes of it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, NotAllowed, NotFound
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.forms import CarryForm
from samsyn.plan.models import Edition, Plan
from samsyn.plan.queries import carrying as queries
from samsyn.plan.queries.lifecycle import undecided
from samsyn.plan.views.frame import frame

PAGE = 50  # rows


def go_on(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The two ways on from a decided plan: its next edition, or the plan of the following years."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    if not rules.may_start_edition(request.user, shown.edition.plan):
        raise NotAllowed("plan.start_edition")
    held = shown.edition.plan
    first, last = held.first_year + 1, held.last_year + 1
    begun = Edition.objects.filter(
        plan__collaboration=held.collaboration_id, plan__first_year=first, plan__last_year=last
    )
    return shown.page(
        "plan/go_on.html",
        following=f"{first}–{last}" if last > first else f"{first}",
        begun=begun.select_related("plan__collaboration").first(),
        under_way=undecided(shown.edition),
    )


@require_POST
def start_next_plan(request: HttpRequest, collaboration: str, plan: str) -> HttpResponse:
    found = get_object_or_404(Plan.objects.select_related("collaboration"), collaboration__slug=collaboration, key=plan)
    if not belongs(request.user, found.collaboration_id):
        raise NotFound
    edition = actions.start_next_plan(found, by=request.user)
    messages.success(request, _("The next plan is begun. Say of each row what becomes of it."))
    return redirect("carried", collaboration, edition.plan.key, edition.number)


def carried(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Each row that came over, with where it stood last, and the question what becomes of it."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    rows = queries.carried(shown.edition)
    asked = sum(row.is_asked for row in rows)
    if request.GET.get("show") == "asked":
        rows = [row for row in rows if row.is_asked]
    may_carry = rules.may_edit(request.user, shown.edition)
    page = shown.paged(rows, size=PAGE)
    form = CarryForm(request.POST or None, rows=[row.carrying for row in page.object_list]) if may_carry else None
    if request.method == "POST":
        if form is None:
            raise NotAllowed("plan.carry")
        if form.is_valid() and _carry(request, form):
            messages.success(request, _("The answers are saved."))
            return redirect(request.get_full_path())
    return shown.page(
        "plan/carried.html",
        status=422 if form is not None and form.errors else 200,
        page=page,
        lines=[(row, *form.fields_of(row.carrying)) if form else (row, None, None) for row in page.object_list],
        form=form,
        asked=asked,
        ended=queries.ended(shown.edition),
        former=shown.edition.carried_from,
    )


def _carry(request: HttpRequest, form: CarryForm) -> bool:
    """All the answers that are new, or none: what cannot be is told beside its row."""
    try:
        with transaction.atomic():
            for row, verdict, reason in form.answers():
                at = row
                actions.carry(row, by=request.user, verdict=verdict, reason=reason)
    except DomainError as refused:
        name = form.name_of(at, "reason" if "reason" in refused.fields else "verdict")
        form.add_error(name, f"{refused.message} {refused.remedy}".strip())
        return False
    return True
