"""Documents on their way to become a plan: how far the reading is, what to look at beside the original, the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Stale
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.enums import CellState, IntakeStatus
from samsyn.plan.forms.intakes import CellForm, PlaceTextForm
from samsyn.plan.models import Intake, IntakeCell, IntakeText
from samsyn.plan.queries import intakes as queries
from samsyn.plan.queries import originals
from samsyn.plandoc.intake import RowKind, Why
from samsyn.plandoc.intake.words import FIELDS, ROWS, WHY

PAGE = 40  # cells or texts
ROWS_A_PAGE = 20
LINES_A_PAGE = 60


def intake(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """How far the reading has come; then the cells that are unsure, each beside what the document says."""
    found = _intake(request, collaboration, pk)
    if found.status != IntakeStatus.READY:
        response = _page(request, found, "plan/intake/status.html", refusal=queries.refusal(found))
        if request.headers.get("HX-Request") and found.status != IntakeStatus.WAITING:
            response["HX-Refresh"] = "true"
        return response
    unsure = found.intakecell_set.filter(status=CellState.UNSURE)
    page = Paginator(unsure, PAGE).get_page(request.GET.get("page"))
    _plan, troubles = queries.plan_of(found)
    reasons = queries.reasons(found)
    return _page(
        request,
        found,
        "plan/intake/unsure.html",
        page=page,
        cells=_told(found, page.object_list, {(trouble.row, trouble.field): trouble.why for trouble in troubles}),
        reasons=[(why, WHY[Why(why)](_language()), count) for why, count in reasons],
        sure=found.intakecell_set.exclude(status=CellState.UNSURE).count(),
        troubles=troubles,
        can_make=not reasons and not troubles,
        stuck=_stuck(found, troubles),
    )


def texts(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """What the document says that has no place in the plan."""
    found = _ready(request, collaboration, pk)
    listed = found.intaketext_set.filter(aside=False).select_related("placed_in")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    titles = queries.titles(found, [text.row for text in page.object_list])
    asides = found.intaketext_set.filter(aside=True)
    rows = [(text, titles.get(text.row, "")) for text in page.object_list]
    return _page(request, found, "plan/intake/texts.html", page=page, texts=rows, asides=asides)


def rows(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Everything that was read, row by row."""
    found = _ready(request, collaboration, pk)
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    numbers = [number for number, _kind, _parent in page.object_list]
    cells = _told(found, found.intakecell_set.filter(row__in=numbers), {})
    titles = queries.titles(found, numbers)
    listed = [
        (
            ROWS[RowKind(kind)](_language()),
            titles.get(number, ""),
            [cell for cell in cells if cell["cell"].row == number],
        )
        for number, kind, _parent in page.object_list
    ]
    return _page(request, found, "plan/intake/rows.html", page=page, rows=listed)


def original(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """The document as it was read, with a piece of it marked (`?at=block.cell`)."""
    found = _ready(request, collaboration, pk)
    lines = originals.lines(queries.document_of(found))
    marked = originals.piece(request.GET.get("at", ""))
    paginator = Paginator(lines, LINES_A_PAGE)
    number = request.GET.get("page") or originals.place(lines, marked) // LINES_A_PAGE + 1
    page = paginator.get_page(number)
    parts = originals.parts(page.object_list, marked)
    return _page(request, found, "plan/intake/original.html", page=page, parts=parts, marked=marked)


def file(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """The document as it came. It is never shown by the browser itself."""
    found = _intake(request, collaboration, pk)
    with found.original.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response


def cell(request: HttpRequest, collaboration: str, pk: int, cell: int) -> HttpResponse:
    """Mend one cell, beside what the document says."""
    found = _open(request, collaboration, pk)
    row = get_object_or_404(IntakeCell, intake=found, pk=cell)
    row.intake = found
    kind = RowKind(queries.kind_of(found, row.row))
    form = CellForm(request.POST or None, cell=row, kind=kind)
    stale: list[tuple[Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_cell(row, by=request.user, **form.cleaned_data)
        except Invalid as refused:
            for name, said in (refused.fields or {None: refused.message}).items():
                form.add_error(name, said)
        except Stale as told:
            stale = [(told.mine["words"], told.theirs.get("words", row.words))]
            form.data = form.data.copy()
            form.data["version"] = str(told.version)
        else:
            messages.success(request, _("The cell is mended."))
            return redirect(found)
    status = 409 if stale else 422 if form.errors else 200
    (told_cell,) = _told(found, [row], {})
    return _page(request, found, "plan/intake/cell.html", form=form, told=told_cell, stale=stale, status=status)


@require_POST
def cell_accept(request: HttpRequest, collaboration: str, pk: int, cell: int) -> HttpResponse:
    found = _open(request, collaboration, pk)
    actions.accept_cell(get_object_or_404(IntakeCell, intake=found, pk=cell), by=request.user)
    return redirect(_back(request, "intake", found))


@require_POST
def accept(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Accept every cell that is unsure for one reason."""
    found = _open(request, collaboration, pk)
    actions.accept_cells(found, by=request.user, why=request.POST.get("why", ""))
    messages.success(request, _("They are accepted."))
    return redirect(found)


def text(request: HttpRequest, collaboration: str, pk: int, text: int) -> HttpResponse:
    """Give a text a place."""
    found = _open(request, collaboration, pk)
    piece = get_object_or_404(IntakeText, intake=found, pk=text)
    form = PlaceTextForm(request.POST or None, intake=found, text=piece)
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_text(piece, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}")
        else:
            messages.success(request, _("The text has its place."))
            return redirect(_back(request, "intake-texts", found))
    return _page(request, found, "plan/intake/text.html", form=form, piece=piece, status=422 if form.errors else 200)


@require_POST
def text_drop(request: HttpRequest, collaboration: str, pk: int, text: int) -> HttpResponse:
    found = _open(request, collaboration, pk)
    piece = get_object_or_404(IntakeText, intake=found, pk=text)
    actions.drop_text(piece, by=request.user)
    undo = reverse("intake-text-restore", args=[collaboration, pk, text])
    messages.success(request, _("The text is dropped. It stays in the record."), extra_tags=undo)
    return redirect(_back(request, "intake-texts", found))


@require_POST
def text_restore(request: HttpRequest, collaboration: str, pk: int, text: int) -> HttpResponse:
    found = _open(request, collaboration, pk)
    actions.restore_text(get_object_or_404(IntakeText, intake=found, pk=text), by=request.user)
    return redirect(_back(request, "intake-texts", found))


@require_POST
def make(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Make what was read the draft edition, and show what its checks say."""
    found = _open(request, collaboration, pk)
    try:
        edition = actions.make_edition(found, by=request.user)
    except (Conflict, Invalid) as refused:
        messages.error(request, f"{refused.message} {refused.remedy}")
        return redirect(found)
    messages.success(request, _("The document is the draft edition now. This is what the checks say of it."))
    return redirect("findings", collaboration, edition.plan.key, edition.number)


@require_POST
def discard(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    found = _intake(request, collaboration, pk)
    actions.discard_intake(found, by=request.user)
    undo = reverse("intake-restore", args=[collaboration, pk])
    messages.success(request, _("“%(name)s” is put away.") % {"name": found.name}, extra_tags=undo)
    return redirect("plan-import", collaboration)


@require_POST
def restore(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    found = _intake(request, collaboration, pk)
    actions.restore_intake(found, by=request.user)
    return redirect(found)


def _intake(request: HttpRequest, collaboration: str, pk: int) -> Intake:
    found = get_object_or_404(
        Intake.objects.select_related("collaboration", "edition__plan__collaboration"),
        collaboration__slug=collaboration,
        pk=pk,
    )
    if not belongs(request.user, found.collaboration_id):
        raise NotFound
    if not rules.may_see_intake(request.user, found):
        raise NotAllowed("plan.begin_intake")
    return found


def _ready(request: HttpRequest, collaboration: str, pk: int) -> Intake:
    """One that has been read, whatever has become of it since."""
    found = _intake(request, collaboration, pk)
    if found.status not in (IntakeStatus.READY, IntakeStatus.MADE):
        raise NotFound
    return found


def _open(request: HttpRequest, collaboration: str, pk: int) -> Intake:
    found = _intake(request, collaboration, pk)
    if not found.is_open:
        raise Conflict(_("The document cannot be changed any more."), remedy=_("It is a plan already, or put away."))
    return found


def _page(request: HttpRequest, found: Intake, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    shared = {"intake": found, "collaboration": found.collaboration}
    if found.status in (IntakeStatus.READY, IntakeStatus.MADE):
        shared |= {
            "unsure_count": found.intakecell_set.filter(status=CellState.UNSURE).count(),
            "text_count": queries.open_texts(found),
        }
    return render(request, template, shared | context, status=status)


def _told(found: Intake, cells: Iterable[IntakeCell], troubles: dict[tuple[int, str], Why]) -> list[dict[str, Any]]:
    """Cells with the words that people read."""
    listed = list(cells)
    kinds = {number: RowKind(kind) for number, kind, _parent in found.rows}
    titles = queries.titles(found, [cell.row for cell in listed])
    called = queries.names(found) if any(cell.field in queries.LINKED for cell in listed) else {}
    language = _language()
    return [
        {
            "cell": cell,
            "row": titles.get(cell.row, ""),
            "kind": ROWS[kinds[cell.row]](language),
            "field": FIELDS[cell.field](language),
            "words": queries.shown(kinds[cell.row], cell, called),
            "why": WHY[Why(cell.why)](language),
            "trouble": WHY[troubles[cell.row, cell.field]](language) if (cell.row, cell.field) in troubles else "",
            "at": f"{cell.block}.{cell.cell}" if cell.block >= 0 else "",
        }
        for cell in listed
    ]


def _stuck(found: Intake, troubles: Iterable[Any]) -> list[dict[str, Any]]:
    """Settled cells that no plan can hold: a person has to write in them all the same."""
    wanted = {(trouble.row, trouble.field): trouble.why for trouble in troubles}
    if not wanted:
        return []
    settled = found.intakecell_set.exclude(status=CellState.UNSURE).filter(row__in={row for row, _field in wanted})
    return _told(found, [cell for cell in settled if (cell.row, cell.field) in wanted], wanted)


def _back(request: HttpRequest, name: str, found: Intake) -> str:
    """The page of the list that the form stood on."""
    page = request.POST.get("page", "")
    address = reverse(name, args=[found.collaboration.slug, found.pk])
    return f"{address}?page={page}" if page.isdecimal() and page != "1" else address


def _language() -> str:
    return get_language() or "sv"
