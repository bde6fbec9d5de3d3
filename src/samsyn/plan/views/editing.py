"""Changing a draft row by row. Every page works without JavaScript; with it, a field's form opens in place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel import journal
from samsyn.kernel.errors import Invalid, NotAllowed, NotFound, Stale
from samsyn.kernel.models import Event
from samsyn.plan import actions, rules
from samsyn.plan.forms import (
    NewActivityForm,
    NewAreaForm,
    NewBodyForm,
    NewGoalForm,
    NewPartyForm,
    NewSectionForm,
    row_form,
)
from samsyn.plan.models import Activity, Area, Body, Budget, BudgetLine, Edition, Goal, Party, Row, Section
from samsyn.plan.queries import particulars
from samsyn.plan.views.frame import CHANGES, Frame, frame

KINDS: dict[str, type[Row | Edition]] = {
    "edition": Edition,
    "area": Area,
    "activity": Activity,
    "section": Section,
    "goal": Goal,
    "party": Party,
    "body": Body,
    "budget": Budget,
    "line": BudgetLine,
}


def row_edit(
    request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int, field: str
) -> HttpResponse:
    """Change one field of one row. Somebody else's change in between is shown beside one's own."""
    shown, row = _row(request, collaboration, plan, number, kind, pk)
    if not rules.may_edit_row(request.user, row):
        raise NotAllowed("plan.revise")
    if field not in row.journaled or not row._meta.get_field(field).editable:
        raise NotFound
    form = row_form(row, field)(request.POST or None, instance=row, document=shown.document)
    stale: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise(row, by=request.user, version=form.cleaned_data["version"], **form.changes())
        except Stale as other:
            stale = [
                (particulars.said(name, other.mine[name], shown.document),
                 particulars.said(name, other.theirs[name], shown.document))
                for name in other.mine
            ]  # fmt: skip
            form.data = form.data.copy()
            form.data["version"] = str(other.version)
        except Invalid as refused:
            form.add_error(None, refused.message)
        else:
            return _done(request, shown, row, _("“%(row)s” is changed.") % {"row": row})
    context = {"form": form, "row": row, "kind": kind, "field": field, "stale": stale, "back": page_of(row)}
    return shown.page("plan/row_edit.html", status=409 if stale else 422 if form.errors else 200, **context)


def row_history(
    request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int, field: str
) -> HttpResponse:
    """All that a field has said, with who changed it and when."""
    shown, row = _row(request, collaboration, plan, number, kind, pk)
    if not rules.may_work_with(request.user, shown.edition) or field not in row.journaled:
        raise NotFound
    events = shown.paged(journal.history(row, field=field), size=CHANGES)
    told = [
        (event, change)
        for event in events
        for change in particulars.changes(event, type(row), shown.document)
        if change.field == field
    ]
    return shown.page(
        "plan/row_history.html", row=row, kind=kind, field=field, told=told, events=events, back=page_of(row)
    )


@require_POST
def row_undo(
    request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int, event: int
) -> HttpResponse:
    """Take a change back."""
    _shown, row = _row(request, collaboration, plan, number, kind, pk)
    actions.undo(row, by=request.user, event=get_object_or_404(Event, pk=event))
    messages.success(request, _("The change of “%(row)s” is taken back.") % {"row": row})
    return redirect(page_of(row))


@require_POST
def row_archive(request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int) -> HttpResponse:
    shown, row = _row(request, collaboration, plan, number, kind, pk)
    actions.archive(row, by=request.user)
    return _done(request, shown, row, _("“%(row)s” is taken out of the plan.") % {"row": row}, to=list_of(row))


@require_POST
def row_restore(request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int) -> HttpResponse:
    shown, row = _row(request, collaboration, plan, number, kind, pk)
    actions.restore(row, by=request.user)
    return _done(request, shown, row, _("“%(row)s” is back in the plan.") % {"row": row})


@require_POST
def row_move(request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int) -> HttpResponse:
    """Put a row before another (`before`, a primary key), or last."""
    shown, row = _row(request, collaboration, plan, number, kind, pk)
    before = request.POST.get("before", "")
    siblings = type(row)._default_manager.filter(edition=shown.edition)
    actions.move(
        row, by=request.user, before=get_object_or_404(siblings, pk=int(before)) if before.isdecimal() else None
    )
    return redirect(list_of(row))


def area_add(request: HttpRequest, collaboration: str, plan: str, number: int, code: str = "") -> HttpResponse:
    """A new development area; with `code`, a new step of that programme."""
    shown = frame(request, collaboration, plan, number)
    programme = get_object_or_404(Area, edition=shown.edition, code=code, kind="programme") if code else None
    form = NewAreaForm(request.POST or None, step=programme is not None)
    title = _("A new step in %(programme)s") % {"programme": programme} if programme else _("Add a development area")
    return _add(shown, form, actions.add_area, "areas", title=title, programme=programme)


def activity_add(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _add(
        shown, NewActivityForm(request.POST or None), actions.add_activity, "activities", title=_("Add an activity")
    )


def goal_add(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _add(shown, NewGoalForm(request.POST or None), actions.add_goal, "goals", title=_("Add a goal"))


def section_add(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _add(shown, NewSectionForm(request.POST or None), actions.add_section, "plan", title=_("Add a section"))


def body_add(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _add(shown, NewBodyForm(request.POST or None), actions.add_body, "parties", title=_("Add a body"))


def party_add(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _add(shown, NewPartyForm(request.POST or None), actions.add_party, "parties", title=_("Add a party"))


def page_of(row: Row) -> str:
    """The page where a row is read."""
    if isinstance(row, Area | Activity | Budget):
        return row.get_absolute_url()
    if isinstance(row, BudgetLine):
        return row.budget.get_absolute_url()
    if isinstance(row, Body | Party):
        return reverse("parties", args=address(row.edition))
    if isinstance(row, Goal):
        return reverse("goal", args=[*address(row.edition), row.number])
    return row.edition.get_absolute_url()


def list_of(row: Row) -> str:
    """The page where all rows of its kind are read."""
    pages = {Area: "areas", Activity: "activities", Goal: "goals"}
    return reverse(pages[type(row)], args=address(row.edition)) if type(row) in pages else page_of(row)


def address(edition: Edition) -> list[Any]:
    return [edition.plan.collaboration.slug, edition.plan.key, edition.number]


def _row(request: HttpRequest, collaboration: str, plan: str, number: int, kind: str, pk: int) -> tuple[Frame, Row]:
    shown = frame(request, collaboration, plan, number)
    if kind not in KINDS:
        raise NotFound
    if kind == "edition":
        return shown, shown.edition
    row = get_object_or_404(KINDS[kind], edition=shown.edition, pk=pk)
    row.edition = shown.edition
    return shown, row


def _done(request: HttpRequest, shown: Frame, row: Row, words: str, *, to: str = "") -> HttpResponse:
    """Say what happened, with the way back."""
    event = journal.history(row).first()
    kind = next(name for name, model in KINDS.items() if isinstance(row, model))
    undo = reverse("row-undo", args=[*address(shown.edition), kind, row.pk, event.pk]) if event else ""
    messages.success(request, words, extra_tags=undo)
    return redirect(to or page_of(row))


def _add(shown: Frame, form: forms.ModelForm, action: Any, listed: str, *, title: str, **given: Any) -> HttpResponse:
    if not rules.may_edit(shown.request.user, shown.edition):
        raise NotAllowed("plan.edit")
    if shown.request.method == "POST" and form.is_valid():
        try:
            row = action(shown.edition, by=shown.request.user, **given, **form.cleaned_data)
        except Invalid as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(shown.request, _("“%(row)s” is added to the plan.") % {"row": row})
            return redirect(page_of(row))
    back = reverse(listed, args=address(shown.edition))
    return shown.page("plan/row_add.html", status=422 if form.errors else 200, form=form, back=back, title=title)
