"""An edition's way to a decision: out for comments, proposed, perhaps returned, decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.errors import Invalid, NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.enums import EditionStatus
from samsyn.plan.forms import AskForCommentsForm, DecisionForm, RecommendationForm, ReturnForm
from samsyn.plan.models import Edition
from samsyn.plan.queries import comments
from samsyn.plan.views.frame import Frame, frame


def ask_for_comments(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Send the draft out for comments, or change until when and from whom they are wanted."""
    shown = _frame(request, collaboration, plan, number, rules.may_ask_for_comments, "plan.ask_for_comments")
    form = AskForCommentsForm(request.POST or None, edition=shown.edition)
    if request.method == "POST" and form.is_valid() and _done(form, actions.ask_for_comments, shown):
        messages.success(request, _("The edition is out for comments."))
        return redirect(shown.edition)
    return shown.page("plan/ask_for_comments.html", form=form, status=422 if form.errors else 200)


def propose(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Put the edition before the steering group."""
    shown = _frame(request, collaboration, plan, number, rules.may_propose, "plan.propose")
    if request.method == "POST":
        actions.propose(shown.edition, by=request.user)
        messages.success(request, _("The proposal waits for the steering group. Nothing in it changes meanwhile."))
        return redirect(shown.edition)
    until = shown.edition.comments_until
    return shown.page(
        "plan/edition_propose.html",
        unanswered=list(comments.unanswered(shown.edition)),
        early=shown.edition.status == EditionStatus.COMMENTING and until and until >= timezone.localdate(),
    )


def return_to_draft(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Make a proposal a draft again, with the reason."""
    shown = _frame(request, collaboration, plan, number, rules.may_return, "plan.return")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, actions.return_to_draft, shown):
        messages.success(request, _("The proposal is a draft again."))
        return redirect(shown.edition)
    return shown.page("plan/edition_return.html", form=form, status=422 if form.errors else 200)


def recommend(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """What the preparatory group says to the steering group."""
    shown = _frame(request, collaboration, plan, number, rules.may_recommend, "plan.recommend")
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, actions.recommend, shown):
        messages.success(request, _("The recommendation stands on the edition's page."))
        return redirect(shown.edition)
    return shown.page("plan/recommend.html", form=form, status=422 if form.errors else 200)


def decide(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The steering group's chair records the decision."""
    shown = _frame(request, collaboration, plan, number, rules.may_decide, "plan.decide")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, actions.decide, shown):
        messages.success(request, _("The plan is decided. Nothing in this edition changes any more."))
        return redirect(shown.edition)
    said = shown.edition.recommendations.select_related("by")
    return shown.page("plan/edition_decide.html", form=form, said=said, status=422 if form.errors else 200)


def _frame(
    request: HttpRequest,
    collaboration: str,
    plan: str,
    number: int,
    allowed: Callable[[Any, Edition], bool],
    verb: str,
) -> Frame:
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    if not allowed(request.user, shown.edition):
        raise NotAllowed(verb)
    return shown


def _done(form: forms.Form, action: Callable[..., Edition], shown: Frame) -> bool:
    """Do what the form asks for; what is refused is told beside the field."""
    try:
        action(shown.edition, by=shown.request.user, **form.cleaned_data)
    except Invalid as refused:
        for name, words in (refused.fields or {None: refused.message}).items():
            form.add_error(name, words)
        return False
    return True
