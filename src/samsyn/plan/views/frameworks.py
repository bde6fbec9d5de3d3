"""What plans build on from outside: read, entered, kept up to date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel import journal
from samsyn.kernel.errors import Conflict, DomainError, NotAllowed, NotFound, Stale
from samsyn.kernel.models import Event
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.forms import FocusForm, FrameworkEditionForm, FrameworkFileForm, FrameworkForm
from samsyn.plan.models import Focus, Framework, FrameworkEdition
from samsyn.plan.queries import alignment, particulars
from samsyn.plan.queries import frameworks as queries
from samsyn.plan.queries.happenings import happenings
from samsyn.plandoc import frameworkfile

MAX_FILE = 2 * 1024 * 1024
CHANGES = 20
Part = Framework | FrameworkEdition | Focus


def frameworks(request: HttpRequest, collaboration: str) -> HttpResponse:
    """All strategies and sets of goals with their editions, and how the plans stand to them."""
    found = _collaboration(request, collaboration)
    documents = queries.frameworks(found.pk)
    return _page(
        request,
        "frameworks",
        found,
        frameworks=documents,
        standings=alignment.plans_and_frameworks(request.user, found, documents),
        may_enter=rules.may_enter_framework(request.user, found),
        lacking=[one for one in queries.shipped() if one.key not in {known.key for known in documents}],
    )


def framework(request: HttpRequest, collaboration: str, framework: str) -> HttpResponse:
    """One of them, with its editions and what has been done to it."""
    row = _framework(request, collaboration, framework)
    events = journal.happenings(row)[:CHANGES]
    return _page(
        request,
        "framework",
        row.collaboration,
        row=row,
        editions=row.editions.filter(archived_at=None),
        archived=row.editions.exclude(archived_at=None),
        may_edit=rules.may_edit_framework(request.user, row),
        history=happenings(events, None),
    )


def framework_edition(request: HttpRequest, collaboration: str, framework: str, edition: str) -> HttpResponse:
    """One edition with its focus areas, each held against the edition before."""
    row = _edition(request, collaboration, framework, edition)
    document = queries.document(row.framework)
    shown = document.edition(row.key)
    return _page(
        request,
        "framework_edition",
        row.framework.collaboration,
        row=row,
        is_latest=document.latest == shown,
        is_numbered=document.is_numbered,
        told=alignment.against_the_one_before(document, shown) if shown else None,
        rows={focus.key: focus for focus in row.focuses.filter(archived_at=None)},
        archived=row.focuses.exclude(archived_at=None),
        may_edit=rules.may_edit_framework(request.user, row),
    )


def framework_file(request: HttpRequest, collaboration: str, framework: str) -> HttpResponse:
    """As a file that can be changed and read in elsewhere."""
    row = _framework(request, collaboration, framework)
    text = frameworkfile.write(queries.document(row))
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.key}.yaml"'
    return response


def framework_import(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Read a file in. What is wrong in it is told place by place; nothing is half read."""
    found = _collaboration(request, collaboration)
    if not rules.may_enter_framework(request.user, found):
        raise NotAllowed("plan.import_framework")
    form = FrameworkFileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            document = frameworkfile.read(file.read(MAX_FILE + 1), name=file.name)
            row = actions.import_framework(found, by=request.user, document=document)
        except frameworkfile.FrameworkFileError as wrong:
            problems = [problem(get_language() or "sv") for problem in wrong.problems]
        except DomainError as refused:
            form.add_error("file", f"{refused.message} {refused.remedy}".strip())
        else:
            messages.success(request, _("“%(name)s” is read in.") % {"name": row})
            return redirect(row)
    status = 422 if problems or form.errors else 200
    return _page(request, "framework_import", found, status=status, form=form, problems=problems)


@require_POST
def frameworks_load(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Read in those that come with Samsyn and are not here yet."""
    found = _collaboration(request, collaboration)
    for document in queries.shipped():
        try:
            actions.import_framework(found, by=request.user, document=document)
        except Conflict:
            continue  # all of it is here already
    messages.success(request, _("The strategies and goals that come with Samsyn are read in."))
    return redirect("frameworks", collaboration)


def framework_edition_add(request: HttpRequest, collaboration: str, framework: str) -> HttpResponse:
    """A new edition, which begins as the latest one."""
    row = _framework(request, collaboration, framework)
    form = FrameworkEditionForm(request.POST or None)
    title = _("Enter a new edition")
    return _add(request, row, form, actions.add_framework_edition, title, "plan.add_framework_edition")


def focus_add(request: HttpRequest, collaboration: str, framework: str, edition: str) -> HttpResponse:
    row = _edition(request, collaboration, framework, edition)
    form = FocusForm(request.POST or None, before=alignment.before(queries.document(row.framework), row.key))
    return _add(request, row, form, actions.add_focus, _("Add a focus area or goal"), "plan.add_focus")


def framework_edit(request: HttpRequest, collaboration: str, kind: str, pk: int) -> HttpResponse:
    """Change what is known. Somebody else's change of the same field in between is shown beside one's own."""
    row = _part(request, collaboration, kind, pk)
    if not rules.may_edit_framework(request.user, row):
        raise NotAllowed("plan.revise_framework")
    form = _form(row, request.POST or None)
    stale: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            changes = form.changes()
            if changes:
                actions.revise_framework(row, by=request.user, version=form.cleaned_data["version"], **changes)
        except Stale as other:
            stale = [
                (particulars.said(name, other.mine[name], None), particulars.said(name, other.theirs[name], None))
                for name in other.mine
            ]
            form.data = form.data.copy()
            form.data["version"] = str(other.version)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
        else:
            return _done(request, row, _("“%(row)s” is changed.") % {"row": row})
    status = 409 if stale else 422 if form.errors else 200
    title = _("Change %(row)s") % {"row": row}
    return _page(request, "framework_edit", row.framework.collaboration, status=status, form=form, stale=stale,
                 row=row, title=title, back=row.get_absolute_url())  # fmt: skip


@require_POST
def framework_archive(request: HttpRequest, collaboration: str, kind: str, pk: int) -> HttpResponse:
    row = _part(request, collaboration, kind, pk)
    row = actions.archive_framework_part(row, by=request.user)
    to = row.edition if isinstance(row, Focus) else row.framework
    return _done(request, row, _("“%(row)s” is taken out.") % {"row": row}, to=to.get_absolute_url())


@require_POST
def framework_restore(request: HttpRequest, collaboration: str, kind: str, pk: int) -> HttpResponse:
    row = _part(request, collaboration, kind, pk)
    row = actions.restore_framework_part(row, by=request.user)
    return _done(request, row, _("“%(row)s” is back.") % {"row": row})


@require_POST
def framework_undo(request: HttpRequest, collaboration: str, kind: str, pk: int, event: int) -> HttpResponse:
    """Take a change back."""
    row = _part(request, collaboration, kind, pk)
    actions.undo_framework(row, by=request.user, event=get_object_or_404(Event, pk=event))
    messages.success(request, _("The change of “%(row)s” is taken back.") % {"row": row})
    to = row.framework if isinstance(row, FrameworkEdition) and row.archived_at else row
    return redirect(to.get_absolute_url())


def _form(row: Part, data: Any) -> FrameworkForm | FrameworkEditionForm | FocusForm:
    match row:
        case Framework():
            return FrameworkForm(data, instance=row)
        case FrameworkEdition():
            return FrameworkEditionForm(data, instance=row)
    known = alignment.before(queries.document(row.framework), row.edition.key)
    return FocusForm(data, instance=row, before=[(key, name) for key, name in known if key != row.key])


def _add(
    request: HttpRequest, parent: Framework | FrameworkEdition, form: Any, action: Any, title: str, verb: str
) -> HttpResponse:
    if not rules.may_edit_framework(request.user, parent):
        raise NotAllowed(verb)
    if request.method == "POST" and form.is_valid():
        try:
            row = action(parent, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
        else:
            messages.success(request, _("“%(row)s” is added.") % {"row": row})
            return redirect(row.get_absolute_url())
    status = 422 if form.errors else 200
    return _page(request, "framework_edit", parent.framework.collaboration, status=status, form=form, row=parent,
                 title=title, back=parent.get_absolute_url())  # fmt: skip


def _done(request: HttpRequest, row: Part, words: str, *, to: str = "") -> HttpResponse:
    """Say what happened, with the way back."""
    event = journal.history(row).first()
    kind = next(name for name, model in KINDS.items() if isinstance(row, model))
    address = [row.framework.collaboration.slug, kind, row.pk]
    undo = reverse("framework-undo", args=[*address, event.pk]) if event else ""
    messages.success(request, words, extra_tags=undo)
    return redirect(to or row.get_absolute_url())


KINDS: dict[str, type[Framework] | type[FrameworkEdition] | type[Focus]] = {
    "framework": Framework,
    "edition": FrameworkEdition,
    "focus": Focus,
}


def _part(request: HttpRequest, collaboration: str, kind: str, pk: int) -> Part:
    found = _collaboration(request, collaboration)
    if kind not in KINDS:
        raise NotFound
    row: Part = get_object_or_404(KINDS[kind], pk=pk)
    if row.framework.collaboration_id != found.pk:
        raise NotFound
    return row


def _framework(request: HttpRequest, collaboration: str, key: str) -> Framework:
    rows = rules.frameworks_visible_to(request.user).select_related("collaboration")
    return get_object_or_404(rows, collaboration__slug=collaboration, key=key)


def _edition(request: HttpRequest, collaboration: str, framework: str, key: str) -> FrameworkEdition:
    rows = FrameworkEdition.objects.filter(framework__in=rules.frameworks_visible_to(request.user), archived_at=None)
    rows = rows.select_related("framework__collaboration")
    return get_object_or_404(rows, framework__collaboration__slug=collaboration, framework__key=framework, key=key)


def _collaboration(request: HttpRequest, slug: str) -> Collaboration:
    found = get_object_or_404(Collaboration, slug=slug)
    if not belongs(request.user, found.pk):
        raise NotFound
    return found


def _page(
    request: HttpRequest, name: str, collaboration: Collaboration, *, status: int = 200, **given: Any
) -> HttpResponse:
    return render(request, f"plan/frameworks/{name}.html", {"collaboration": collaboration, **given}, status=status)
