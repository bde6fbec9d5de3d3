"""Comments on an edition: the list, saying something, answering, and the compilation to take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn import docrender
from samsyn.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from samsyn.plan import actions, rules
from samsyn.plan.forms import AnswerForm, CommentForm
from samsyn.plan.models import Comment
from samsyn.plan.queries import comments as queries
from samsyn.plan.queries.rows import page_of, row_at
from samsyn.plan.reports.comments import comment_report, comment_workbook
from samsyn.plan.views.exports import EXCEL, WORD
from samsyn.plan.views.frame import Frame, frame

PAGE = 40  # comments


def comments(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Everything that is said of the edition, narrowed down by answer, row and organisation."""
    shown = _frame(request, collaboration, plan, number)
    page = shown.paged(queries.asked_for(shown.edition, request.GET), size=PAGE)
    for comment in page.object_list:
        comment.edition = shown.edition
        comment.href = page_of(shown.edition, comment.kind, comment.key)
        comment.may_change = rules.may_change_comment(request.user, comment)
    return shown.page(
        "plan/comments.html",
        page=page,
        rows=queries.commented_rows(shown.edition),
        organisations=queries.commenting_organisations(shown.edition),
        unanswered=queries.unanswered(shown.edition).count(),
        may_answer=rules.may_edit(request.user, shown.edition),
    )


def comment_add(
    request: HttpRequest, collaboration: str, plan: str, number: int, kind: str = "edition", key: str = ""
) -> HttpResponse:
    """Say something of a row, or of the plan as a whole."""
    shown = _frame(request, collaboration, plan, number)
    if not rules.may_comment(request.user, shown.edition):
        raise NotAllowed("plan.comment")
    row = row_at(shown.edition, kind, key)
    if row is None:
        raise NotFound
    organisations = rules.spoken_for_by(request.user, shown.edition.plan.collaboration_id)
    form = CommentForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment(shown.edition, by=request.user, kind=kind, key=key, **form.cleaned_data)
        except DomainError as refused:  # proposed meanwhile: what was written is kept in the form
            _told(form, refused)
        else:
            messages.success(request, _("Your comment stands at the row. You are told by mail when it is answered."))
            return redirect(page_of(shown.edition, kind, key))
    context = {"form": form, "row": row, "said": queries.of_row(row), "back": page_of(shown.edition, kind, key)}
    return shown.page("plan/comment.html", status=422 if form.errors else 200, **context)


def comment_edit(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Say it in other words."""
    shown = _frame(request, collaboration, plan, number)
    comment = _comment(shown, pk)
    if not rules.may_change_comment(request.user, comment):
        raise NotAllowed("plan.change_comment")
    organisations = rules.spoken_for_by(request.user, shown.edition.plan.collaboration_id)
    form = CommentForm(request.POST or None, organisations=organisations, comment=comment)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_comment(comment, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            _told(form, refused)
        else:
            messages.success(request, _("Your comment is changed."))
            return redirect(comment)
    return shown.page(
        "plan/comment.html",
        status=422 if form.errors else 200,
        form=form,
        row=comment.about,
        back=comment.get_absolute_url(),
    )


@require_POST
def comment_withdraw(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Take one's comment back."""
    shown = _frame(request, collaboration, plan, number)
    actions.withdraw_comment(_comment(shown, pk), by=request.user)
    undo = reverse("comment-restore", args=[collaboration, plan, number, pk])
    messages.success(request, _("Your comment is taken back."), extra_tags=undo)
    return redirect("comments", collaboration, plan, number)


@require_POST
def comment_restore(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Say it again."""
    shown = _frame(request, collaboration, plan, number)
    comment = actions.restore_comment(_comment(shown, pk), by=request.user)
    messages.success(request, _("Your comment stands again."))
    return redirect(comment)


def comment_answer(request: HttpRequest, collaboration: str, plan: str, number: int, pk: int) -> HttpResponse:
    """Say whether a comment is taken up, and in which words."""
    shown = _frame(request, collaboration, plan, number)
    comment = _comment(shown, pk)
    if not rules.may_answer_comment(request.user, comment):
        raise NotAllowed("plan.answer_comment")
    form = AnswerForm(request.POST or None, comment=comment)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_comment(comment, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            _told(form, refused)
            comment.refresh_from_db()
            form.data = form.data.copy()
            form.data["version"] = str(comment.version)
        else:
            messages.success(request, _("The comment is answered."))
            return redirect(comment)
    comment.href = page_of(shown.edition, comment.kind, comment.key)
    return shown.page("plan/comment_answer.html", status=422 if form.errors else 200, form=form, comment=comment)


def comments_excel(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = _frame(request, collaboration, plan, number)
    found = list(queries.standing(shown.edition))
    workbook = comment_workbook(shown.edition, found, language=get_language() or "sv")
    return _file(docrender.to_xlsx(workbook), EXCEL, shown, "xlsx")


def comments_word(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = _frame(request, collaboration, plan, number)
    report = comment_report(shown.edition, list(queries.standing(shown.edition)), language=get_language() or "sv")
    return _file(docrender.to_docx(report), WORD, shown, "docx")


def _frame(request: HttpRequest, collaboration: str, plan: str, number: int) -> Frame:
    """Comments are among the collaboration's own people, also when the plan is public."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    return shown


def _comment(shown: Frame, pk: int) -> Comment:
    comment = get_object_or_404(shown.edition.comments.select_related("by", "organisation"), pk=pk)
    comment.edition = shown.edition
    return comment


def _told(form: CommentForm | AnswerForm, refused: DomainError) -> None:
    fields = refused.fields if isinstance(refused, Invalid) else {}
    for name, words in (fields or {None: f"{refused.message} {refused.remedy}".strip()}).items():
        form.add_error(name if name in form.fields else None, words)


def _file(content: bytes, kind: str, shown: Frame, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"comments-{shown.edition.plan.key}-{shown.edition.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
