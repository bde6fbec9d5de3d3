"""Needs: read, brought, stood behind and talked about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn import docrender
from samsyn.kernel.errors import DomainError, NotAllowed, NotFound, Stale
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.enums import UNDECIDED, NeedStatus, Support
from samsyn.plan.forms import BringForm, NeedCommentForm, ReviseNeedForm, SupportForm
from samsyn.plan.models import Need, NeedComment, NeedSupport
from samsyn.plan.queries import needs as queries
from samsyn.plan.queries.likeness import near_identical
from samsyn.plan.reports.needs import needs_workbook
from samsyn.plan.views.exports import EXCEL

LISTED = 50  # needs on one page
CHAPTER = 20  # needs in each chapter of the page that shows them all


@require_safe
def needs(request: HttpRequest, collaboration: str) -> HttpResponse:
    """All needs, those with most behind them first: in chapters by what became of them, or as the address asks."""
    found = collaboration_of(request, collaboration)
    everything = queries.everything(found)
    rows = queries.asked_for(everything, request.GET, own=queries.own_organisations(request.user))
    chapters = queries.chapters(rows)
    whole = bool(request.GET.get("status")) or len(chapters) == 1
    return page(
        request,
        "needs",
        found,
        everything=everything,
        chapters=[] if whole else [(status, listed[:CHAPTER], len(listed)) for status, listed in chapters],
        rows=Paginator(rows, LISTED).get_page(request.GET.get("page")),
        most=max((len(row.behind) for row in rows), default=1),
        statuses=NeedStatus.choices,
        supports=Support.choices,
        bearers=found.organisations.filter(needs__isnull=False).distinct(),
        may_bring=rules.spoken_for_by(request.user, found.pk).exists(),
        may_answer=rules.may_answer_needs(request.user, found),
    )


@require_safe
def needs_excel(request: HttpRequest, collaboration: str) -> HttpResponse:
    """The list as the address asks for it, to take away."""
    found = collaboration_of(request, collaboration)
    own = queries.own_organisations(request.user)
    rows = queries.asked_for(queries.everything(found), request.GET, own=own)
    content = docrender.to_xlsx(needs_workbook(rows, language=get_language() or "sv"))
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="needs.xlsx"'
    return response


@require_safe
def need(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """One need: what is wanted and why, who stands behind it, what is said of it and what became of it."""
    return need_page(request, queries.need(request.user, collaboration=collaboration, number=number))


def need_new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Bring a need. What seems to be the same is shown once before it is saved; saving again brings it all the same."""
    found = collaboration_of(request, collaboration)
    organisations = rules.spoken_for_by(request.user, found.pk)
    if not organisations.exists():
        raise NotAllowed("plan.bring_need")
    form = BringForm(request.POST or None, organisations=organisations)
    alike: list[Need] = []
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        organisation = given.pop("organisation")
        alike = near_identical(found, title=given["title"], why=given["why"])
        if {str(one.pk) for one in alike} <= set(request.POST.getlist("seen")):
            brought = actions.bring_need(organisation, by=request.user, **given)
            messages.success(request, _("Thank you. The need is brought, and the coordinator sees it."))
            return redirect(brought)
    context = {"form": form, "alike": alike, "organisation": form.fields["organisation"].initial}
    return page(request, "new", found, status=422 if form.errors else 200, **context)


@require_safe
def need_similar(request: HttpRequest, collaboration: str) -> HttpResponse:
    """What seems to be the same as what is being written, as a part of the page."""
    found = collaboration_of(request, collaboration)
    alike = near_identical(found, title=request.GET.get("title", ""), why=request.GET.get("why", ""))
    return render(request, "plan/needs/parts/alike.html", {"alike": alike, "collaboration": found})


def need_edit(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """Say it better. Somebody else's change in between is told, and what was typed is kept."""
    row = queries.need(request.user, collaboration=collaboration, number=number)
    if not rules.may_edit_need(request.user, row):
        raise NotAllowed("plan.revise_need")
    form = ReviseNeedForm(request.POST or None, instance=row)
    stale: list[tuple[str, Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_need(row, by=request.user, version=form.cleaned_data["version"], **form.changes())
        except Stale as other:
            stale = [
                (form.fields[name].label, other.mine[name], theirs)
                for name, theirs in other.theirs.items()
                if other.mine[name] != theirs
            ]
            form.data = form.data.copy()
            form.data["version"] = str(other.version)
        else:
            messages.success(request, _("The need is changed."))
            return redirect(row)
    status = 409 if stale else 422 if form.errors else 200
    return page(request, "edit", row.collaboration, status=status, need=row, form=form, stale=stale)


def need_support(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    """Say "we too". Whoever was about to bring the same need brings the reasons along as a note."""
    row = queries.need(request.user, collaboration=collaboration, number=number)
    if not rules.may_support_need(request.user, row):
        raise NotAllowed("plan.support_need")
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "note" not in data:
        data["note"] = data.get("why", "")
    form = SupportForm(data, organisations=_could_say_so(request, row))
    if data is not None and form.is_valid():
        try:
            support = actions.support_need(row, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
        else:
            words = _("%(organisation)s stands behind it.") % {"organisation": support.organisation}
            back = reverse("need-support-withdraw", args=[collaboration, number, support.pk])
            messages.success(request, words, extra_tags=back)
            return redirect(row)
    return page(request, "support", row.collaboration, status=422 if form.errors else 200, need=row, form=form)


@require_POST
def need_support_withdraw(request: HttpRequest, collaboration: str, number: int, pk: int) -> HttpResponse:
    row = queries.need(request.user, collaboration=collaboration, number=number)
    support = actions.withdraw_need_support(get_object_or_404(NeedSupport, need=row, pk=pk), by=request.user)
    words = _("%(organisation)s no longer stands behind it.") % {"organisation": support.organisation}
    messages.success(request, words)
    return redirect(row)


@require_POST
def need_comment(request: HttpRequest, collaboration: str, number: int) -> HttpResponse:
    row = queries.need(request.user, collaboration=collaboration, number=number)
    form = NeedCommentForm(request.POST)
    if not form.is_valid():
        return need_page(request, row, comment=form)
    comment = actions.comment_need(row, by=request.user, text=form.cleaned_data["text"])
    return redirect(f"{row.get_absolute_url()}#comment-{comment.pk}")


@require_POST
def need_comment_archive(request: HttpRequest, collaboration: str, number: int, pk: int) -> HttpResponse:
    row = queries.need(request.user, collaboration=collaboration, number=number)
    actions.archive_need_comment(get_object_or_404(NeedComment, need=row, pk=pk), by=request.user)
    back = reverse("need-comment-restore", args=[collaboration, number, pk])
    messages.success(request, _("What you wrote is taken back."), extra_tags=back)
    return redirect(row)


@require_POST
def need_comment_restore(request: HttpRequest, collaboration: str, number: int, pk: int) -> HttpResponse:
    row = queries.need(request.user, collaboration=collaboration, number=number)
    actions.restore_need_comment(get_object_or_404(NeedComment, need=row, pk=pk), by=request.user)
    messages.success(request, _("What you wrote stands there again."))
    return redirect(row)


def collaboration_of(request: HttpRequest, slug: str) -> Collaboration:
    """The collaboration at the address, for its own people. Raises NotFound for everybody else."""
    found = get_object_or_404(Collaboration, slug=slug)
    if not belongs(request.user, found.pk):
        raise NotFound
    return found


def page(
    request: HttpRequest, name: str, collaboration: Collaboration, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"plan/needs/{name}.html", {"collaboration": collaboration} | context, status=status)


def need_page(request: HttpRequest, row: Need, *, comment: NeedCommentForm | None = None) -> HttpResponse:
    """The need's page, with a comment that could not be taken if there is one."""
    told = queries.read(row, reader=request.user)
    could = _could_say_so(request, row)
    behind = {one.pk for one in told.behind}
    words = ngettext("%(n)s organisation stands behind it", "%(n)s organisations stand behind it", len(behind))
    return page(
        request,
        "need",
        row.collaboration,
        status=422 if comment else 200,
        need=row,
        told=told,
        words=words % {"n": len(behind)},
        comment=comment or NeedCommentForm(),
        support=SupportForm(organisations=could.exclude(pk__in=behind)),
        may_support=could.exclude(pk__in=behind).exists() and row.status != NeedStatus.MERGED,
        may_edit=rules.may_edit_need(request.user, row) and row.status in UNDECIDED,
        may_answer=rules.may_answer_need(request.user, row),
        own=queries.own_organisations(request.user),
        history=queries.happenings_of(row),
    )


def _could_say_so(request: HttpRequest, row: Need) -> Any:
    """The organisations that the person speaks for and whose need it is not."""
    return rules.spoken_for_by(request.user, row.collaboration_id).exclude(pk=row.organisation_id)
