"""Ranking rounds: opened, read, shared, concluded, taken home."""

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
from samsyn.plan.forms.ranking import ConcludeForm, RankingForm
from samsyn.plan.models import RankingRound
from samsyn.plan.queries import ranking as queries
from samsyn.plan.queries import ranking_shown as shown_queries
from samsyn.plan.reports.ranking import ranking_workbook
from samsyn.plan.views.exports import EXCEL
from samsyn.plan.views.frame import Frame, frame

SPREADS = 4  # pictures of how the members judge, on a page


def rankings(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The rounds of the plan period."""
    shown = members_frame(request, collaboration, plan, number)
    return shown.page(
        "plan/ranking/list.html",
        rankings=queries.rankings(request.user, shown.edition),
        may_open=rules.may_open_ranking(request.user, shown.edition) and not shown.edition.is_decided,
        is_coordinator=rules.may_open_ranking(request.user, shown.edition),
    )


def ranking_new(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = members_frame(request, collaboration, plan, number)
    if not rules.may_open_ranking(request.user, shown.edition):
        raise NotAllowed("plan.open_ranking")
    form = RankingForm(request.POST or None, offered=queries.candidates_for(shown.edition))
    if request.method == "POST" and form.is_valid():
        try:
            ranking = actions.open_ranking(shown.edition, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}")
        else:
            messages.success(request, _("The round is open. Look at the criteria before anybody begins to judge."))
            return redirect(ranking)
    return shown.page("plan/ranking/new.html", form=form, status=422 if form.errors else 200)


def ranking(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """A round as it stands: who has handed in, what to talk about, or what came of it."""
    shown, found = round_frame(request, collaboration, plan, number, pk)
    user = request.user
    members = queries.members(found)
    candidates = queries.candidates_of(found)
    for candidate in candidates:
        candidate.round = found
    may_score = rules.may_score(user, found)
    context = {
        "ranking": found,
        "members": members,
        "handed_in": [member for member in members if member.handed_in_at],
        "criteria": list(found.criteria.all()),
        "candidates": [(c, queries.title_of(c), queries.remark_on(c)) for c in candidates],
        "may_run": rules.may_run_ranking(user, found),
        "may_change": found.is_alone and rules.may_run_ranking(user, found) and not queries.begun(found),
        "may_restore": bool(found.archived_at) and rules.may_restore_ranking(user, found),
        "may_score": may_score,
        "own": next((member for member in members if member.person == user), None),
    }
    if found.is_alone:
        left = len(queries.left_to_judge(found, user)) if may_score else 0
        return shown.page("plan/ranking/alone.html", left=left, **context)
    rows = shown_queries.rows(found)
    may_view_scores = rules.may_view_scores(user, found)
    disputed = shown_queries.most_disputed_first(rows) if may_view_scores else []
    page = shown.paged(disputed, size=SPREADS)
    context |= {
        "rows": [(row, shown_queries.shared_with(row, rows)) for row in rows],
        "picture": shown_queries.map_of(rows),
        "may_view_scores": may_view_scores,
        "disagreements": [
            (one, disputed.index(one.row) // SPREADS + 1)
            for one in (shown_queries.disagreements(rows) if may_view_scores else [])
        ],
        "page": page,
        "spreads": [(row, shown_queries.spread_of(row, changes=True)) for row in page],
    }
    return shown.page("plan/ranking/shared.html", **context)


def ranking_share(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Let the members see each other's scores; who has not handed in is told first."""
    shown, found = round_frame(request, collaboration, plan, number, pk)
    if not rules.may_run_ranking(request.user, found):
        raise NotAllowed("plan.share_ranking")
    if request.method == "POST":
        actions.share_ranking(found, by=request.user)
        messages.success(request, _("The round is shared. Talk over what you disagree on first."))
        return redirect(found)
    return shown.page("plan/ranking/share.html", ranking=found, members=queries.members(found))


def ranking_conclude(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Record the order, with a reason for each candidate that is moved from the proposed one."""
    shown, found = round_frame(request, collaboration, plan, number, pk)
    if not rules.may_run_ranking(request.user, found) or found.is_alone:
        raise NotAllowed("plan.conclude_ranking")
    rows, members = shown_queries.rows(found), queries.members(found)
    form = ConcludeForm(request.POST or None, rows=rows, members=members)
    if request.method == "POST" and form.is_valid():
        order, reasons = form.outcome()
        present = [m.person for m in members if str(m.person.pk) in form.cleaned_data["took_part"]]
        try:
            actions.conclude_ranking(found, by=request.user, order=order, reasons=reasons, took_part=present)
        except DomainError as refused:
            for name, words in refused.fields.items():
                form.add_error(name, words)
            if not refused.fields:
                form.add_error(None, f"{refused.message} {refused.remedy}")
        else:
            messages.success(request, _("The order is recorded. Nothing in the round changes any more."))
            return redirect(found)
    status = 422 if form.errors else 200
    return shown.page("plan/ranking/conclude.html", ranking=found, form=form, status=status)


@require_POST
def ranking_archive(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    _shown, found = round_frame(request, collaboration, plan, number, pk)
    actions.archive_ranking(found, by=request.user)
    messages.success(request, _("The round “%(round)s” is taken away.") % {"round": found})
    return redirect("rankings", collaboration, plan, number)


@require_POST
def ranking_restore(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    _shown, found = round_frame(request, collaboration, plan, number, pk)
    actions.restore_ranking(found, by=request.user)
    messages.success(request, _("The round “%(round)s” is back.") % {"round": found})
    return redirect(found)


def ranking_excel(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """The order, the spread, the criteria, and the scores for those who may see them. Nothing before it is shared."""
    _shown, found = round_frame(request, collaboration, plan, number, pk)
    if found.is_alone:
        raise NotFound
    scores = rules.may_view_scores(request.user, found)
    book = ranking_workbook(found, shown_queries.rows(found), scores=scores, language=get_language() or "sv")
    response = HttpResponse(docrender.to_xlsx(book), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="ranking-{found.edition.plan.key}-{found.pk}.xlsx"'
    return response


def members_frame(request: HttpRequest, collaboration: str, plan: str, number: int) -> Frame:
    """Only for the collaboration's own people."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    return shown


def round_frame(
    request: HttpRequest, collaboration: str, plan: str, number: int, pk: int
) -> tuple[Frame, RankingRound]:
    shown = members_frame(request, collaboration, plan, number)
    found = queries.ranking(request.user, shown.edition, pk)
    found.edition = shown.edition
    return shown, found
