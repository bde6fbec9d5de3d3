"""What the coordinator answers to needs: an area, later, no, or one with another. Each answer can be taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.kernel.errors import DomainError, NotAllowed
from samsyn.plan import actions, rules
from samsyn.plan.enums import TAKES_OTHERS, UNDECIDED
from samsyn.plan.forms import ExistingAreaForm, MergeForm, NewAreaOfNeedForm, ReasonForm
from samsyn.plan.models import Need
from samsyn.plan.queries import needs as queries
from samsyn.plan.queries.likeness import pairs
from samsyn.plan.views.needs import collaboration_of, page


def need_adopt(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """Make a new area of a need, or link it to an area that there is."""
    row = _answered(request, collaboration, number, "plan.adopt_need")
    draft = queries.draft_of(row.collaboration)
    areas = queries.areas_to_adopt_into(row.collaboration)
    chosen = request.POST.get("how") if request.method == "POST" else None
    given = {how: request.POST if chosen == how else None for how in ("new", "existing")}
    new = NewAreaOfNeedForm(given["new"], need=row) if draft else None
    existing = ExistingAreaForm(given["existing"], areas=areas)
    form = new if chosen == "new" else existing
    if chosen and form and form.is_valid():
        try:
            with transaction.atomic():  # the area and the answer, or neither
                fields = dict(form.cleaned_data)
                reason, area = fields.pop("reason"), fields.pop("area", None)
                area = area or actions.add_area(draft, by=request.user, **fields)
                actions.adopt_need(row, by=request.user, area=area, reason=reason)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
        else:
            return _done(request, row, _("The need became the area %(area)s.") % {"area": area})
    context = {"need": row, "draft": draft, "areas": areas, "new": new, "existing": existing, "form": form or existing}
    return page(request, "adopt", row.collaboration, status=422 if form and form.errors else 200, **context)


def need_wait(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    row = _answered(request, collaboration, number, "plan.let_need_wait")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, row, actions.let_need_wait, _("The need rests until later."), **form.cleaned_data)
    return page(request, "wait", row.collaboration, need=row, form=form)


def need_decline(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    row = _answered(request, collaboration, number, "plan.decline_need")
    form = ReasonForm(request.POST or None, needed=True)
    if request.method == "POST" and form.is_valid():
        return _answer(request, row, actions.decline_need, _("The need is declined."), **form.cleaned_data)
    return page(request, "decline", row.collaboration, status=422 if form.errors else 200, need=row, form=form)


def need_merge(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """Choose which need this one is one with."""
    row = _answered(request, collaboration, number, "plan.merge_need")
    alive = Need.objects.filter(collaboration=row.collaboration_id, status__in=TAKES_OTHERS).exclude(pk=row.pk)
    form = MergeForm(request.POST or None, needs=alive.select_related("organisation"))
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        words = _("The need is merged with “%(need)s”.") % {"need": into}
        return _answer(request, row, actions.merge_need, words, to=_after(request, into), into=into)
    return page(request, "merge", row.collaboration, status=422 if form.errors else 200, need=row, form=form)


@require_POST
def need_reopen(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    row = _answered(request, collaboration, number, "plan.reopen_need")
    return _answer(request, row, actions.reopen_need, _("The need waits for an answer again."))


@require_POST
def need_undo(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """Take the latest answer back."""
    row = queries.need(request.user, collaboration=collaboration, number=number)
    actions.undo_need_answer(row, by=request.user)
    messages.success(request, _("The answer is taken back."))
    return redirect(row)


@require_safe
def need_pairs(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Open needs that seem to be one, side by side, to be merged by one press."""
    found = collaboration_of(request, collaboration)
    if not rules.may_answer_needs(request.user, found):
        raise NotAllowed("plan.merge_need")
    alive = Need.objects.filter(collaboration=found, status__in=UNDECIDED)
    alike = pairs(list(alive.select_related("organisation", "collaboration").order_by("number")))
    return page(request, "pairs", found, pairs=alike)


def _answered(request: HttpRequest, collaboration: str, number: int, verb: str) -> Need:
    """The need at the address, for whoever may answer it."""
    row = queries.need(request.user, collaboration=collaboration, number=number)
    if not rules.may_answer_need(request.user, row):
        raise NotAllowed(verb)
    return row


def _answer(request: HttpRequest, row: Need, action: Any, words: str, *, to: Any = None, **given: Any) -> HttpResponse:
    action(row, by=request.user, **given)
    return _done(request, row, words, to=to)


def _done(request: HttpRequest, row: Need, words: str, *, to: Any = None) -> HttpResponse:
    """Say what happened, with the way back."""
    undo = reverse("need-undo", args=[row.collaboration.slug, row.number])
    messages.success(request, words, extra_tags=undo)
    return redirect(to or row)


def _after(request: HttpRequest, into: Need) -> Any:
    """Whoever merges pair by pair goes on with the next one."""
    return reverse("need-pairs", args=[into.collaboration.slug]) if "pair" in request.POST else into
