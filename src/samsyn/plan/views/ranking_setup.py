"""What is weighed in a round, and by which criteria."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, NotAllowed, Stale
from samsyn.plan import actions, rules
from samsyn.plan.forms.ranking import CandidateForm, ChosenForm, CriterionForm
from samsyn.plan.models import RankingRound
from samsyn.plan.queries import ranking as queries
from samsyn.plan.views.frame import Frame
from samsyn.plan.views.ranking import round_frame


def ranking_candidates(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Choose more needs and areas to weigh."""
    shown, found = _running(request, collaboration, plan, number, pk)
    offered = queries.may_be_weighed(found)
    form = ChosenForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_candidates(found, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, " ".join([refused.message, refused.remedy, *refused.fields.values()]))
        else:
            messages.success(request, _("They are weighed in the round."))
            return redirect(found)
    status = 422 if form.errors else 200
    return shown.page("plan/ranking/candidates.html", ranking=found, form=form, status=status)


def ranking_candidate(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int, candidate: int
) -> HttpResponse:
    """When a need is wished for, and whether it would be a campaign."""
    shown, found = _running(request, collaboration, plan, number, pk)
    row = get_object_or_404(found.candidates.exclude(need=None), pk=candidate)
    form = CandidateForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.revise_candidate(row, by=request.user, version=given.pop("version"), **given)
        except Stale as other:
            form.add_error(None, f"{other.message} {_('Open the page anew and look.')}")
        else:
            messages.success(request, _("“%(candidate)s” is changed.") % {"candidate": row})
            return redirect(found)
    status = 422 if form.errors else 200
    return shown.page("plan/ranking/edit.html", ranking=found, form=form, row=row, status=status)


@require_POST
def ranking_candidate_drop(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int, candidate: int
) -> HttpResponse:
    _shown, found = round_frame(request, collaboration, plan, number, pk)
    row = actions.drop_candidate(get_object_or_404(found.candidates, pk=candidate), by=request.user)
    messages.success(request, _("“%(candidate)s” is no longer weighed. You can add it again.") % {"candidate": row})
    return redirect(found)


def ranking_criterion_add(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    shown, found = _running(request, collaboration, plan, number, pk)
    form = CriterionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_criterion(found, by=request.user, **form.given())
        except DomainError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The criterion is added."))
            return redirect(found)
    status = 422 if form.errors else 200
    return shown.page("plan/ranking/edit.html", ranking=found, form=form, row=None, status=status)


def ranking_criterion(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int, criterion: int
) -> HttpResponse:
    shown, found = _running(request, collaboration, plan, number, pk)
    row = get_object_or_404(found.criteria, pk=criterion)
    form = CriterionForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_criterion(row, by=request.user, version=form.cleaned_data["version"], **form.given())
        except DomainError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The criterion “%(criterion)s” is changed.") % {"criterion": row})
            return redirect(found)
    status = 422 if form.errors else 200
    return shown.page("plan/ranking/edit.html", ranking=found, form=form, row=row, status=status)


@require_POST
def ranking_criterion_drop(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int, criterion: int
) -> HttpResponse:
    _shown, found = round_frame(request, collaboration, plan, number, pk)
    row = get_object_or_404(found.criteria, pk=criterion)
    actions.drop_criterion(found, by=request.user, criterion=row)
    messages.success(request, _("The criterion “%(criterion)s” is taken away.") % {"criterion": row})
    return redirect(found)


def _running(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> tuple[Frame, RankingRound]:
    shown, found = round_frame(request, collaboration, plan, number, pk)
    if not rules.may_run_ranking(request.user, found):
        raise NotAllowed("plan.add_candidates")
    return shown, found


def _tell(form: CriterionForm, refused: DomainError) -> None:
    for name, words in refused.fields.items():
        form.add_error(name if name in form.fields else None, words)
    if not refused.fields:
        form.add_error(None, f"{refused.message} {refused.remedy}".strip())
