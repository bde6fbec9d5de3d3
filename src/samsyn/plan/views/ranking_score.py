"""A member judges: one page, candidate by candidate, saved as one goes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import Conflict, NotAllowed, Stale
from samsyn.plan import actions, rules
from samsyn.plan.forms.ranking import CandidateQuestions, levels_from, questions
from samsyn.plan.models import Candidate, RankingRound
from samsyn.plan.queries import ranking as queries
from samsyn.plan.views.frame import Frame
from samsyn.plan.views.ranking import round_frame


def ranking_score(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """The member's own page. Nobody else has one, and nobody sees this one."""
    shown, found = _scoring(request, collaboration, plan, number, pk)
    return _page(shown, found)


def ranking_score_save(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int, candidate: int
) -> HttpResponse:
    """Save what is chosen for one candidate. With JavaScript only its line of words is answered."""
    shown, found = _scoring(request, collaboration, plan, number, pk)
    if request.method != "POST":  # logged in again on the way
        return redirect("ranking-score", collaboration, plan, number, pk)
    row = get_object_or_404(found.candidates.filter(archived_at=None), pk=candidate)
    criteria = list(found.criteria.all())
    levels, was = levels_from(request.POST, criteria)
    given = {"by": request.user, "candidate": row, "was": was, "page": request.POST.get("page", "")[:40]}
    stale: Stale | None = None
    try:
        actions.score(found, levels=levels, **given)
    except Stale as other:  # what only this page has changed is saved all the same
        stale = other
        rest = {c.pk: levels[c.pk] for c in criteria if c.pk in levels and c.name not in other.mine}
        actions.score(found, levels=rest, **given)
    left = queries.left_to_judge(found, request.user)
    context = {
        "ranking": found,
        "row": row,
        "left": len(left),
        "missing": row in left,
        "stale": [(name, mine, stale.theirs[name]) for name, mine in stale.mine.items()] if stale else [],
        "criteria": criteria,
        "now": queries.own_scores(found, request.user),
    }
    if request.headers.get("HX-Request"):
        return render(request, "plan/ranking/saved.html", context | {"collaboration": shown.edition.plan.collaboration})
    if stale:
        return _page(shown, found, stale=(row.pk, context["stale"]), typed=(row.pk, request.POST), status=409)
    following = next((other.pk for other in left if other.pk != row.pk), None)
    messages.success(request, _("Saved: “%(candidate)s”.") % {"candidate": queries.title_of(row)})
    anchor = f"#candidate-{following}" if following else "#hand-in"
    return redirect(reverse("ranking-score", args=[collaboration, plan, number, pk]) + anchor)


@require_POST
def ranking_hand_in(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    shown, found = round_frame(request, collaboration, plan, number, pk)
    try:
        actions.hand_in(found, by=request.user)
    except Conflict as refused:
        return _page(shown, found, refused=refused, status=409)
    messages.success(request, _("Thank you. Your judgements are handed in."))
    return redirect(found)


def _page(
    shown: Frame,
    ranking: RankingRound,
    *,
    stale: tuple[int, Any] | None = None,
    typed: tuple[int, Any] | None = None,
    refused: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    user = shown.request.user
    candidates = queries.candidates_of(ranking)
    own = queries.own_scores(ranking, user)
    proposals = queries.proposals(ranking, candidates)
    criteria = list(ranking.criteria.all())

    def asked(candidate: Candidate) -> CandidateQuestions:
        candidate.round = ranking
        return questions(
            candidate,
            queries.title_of(candidate),
            queries.remark_on(candidate),
            criteria=criteria,
            own=own,
            proposals=proposals,
            typed=typed[1] if typed and typed[0] == candidate.pk else None,
        )

    everything = [asked(candidate) for candidate in candidates]
    return shown.page(
        "plan/ranking/score.html",
        ranking=ranking,
        asked=everything,
        left=sum(not one.answered for one in everything),
        page=typed[1].get("page") if typed else uuid4().hex,
        stale=stale,
        refused=refused,
        own=next((member for member in queries.members(ranking) if member.person == user), None),
        status=status,
    )


def _scoring(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> tuple[Frame, RankingRound]:
    shown, found = round_frame(request, collaboration, plan, number, pk)
    if not rules.may_score(request.user, found):
        raise NotAllowed("plan.score")
    return shown, found
