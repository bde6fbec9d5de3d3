"""Documents handed in to become a plan: begun, read, mended cell by cell, made the draft edition or put away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn import docread
from samsyn.kernel import journal
from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.actions.editions import import_edition
from samsyn.plan.enums import CellState, IntakeStatus, TextState
from samsyn.plan.models import Edition, Intake, IntakeCell, IntakeText
from samsyn.plan.queries import intakes
from samsyn.plandoc import intake as reading
from samsyn.plandoc import planfile
from samsyn.plandoc.intake.words import WHY


@action("plan.begin_intake", allow=rules.may_start_plan)
def begin_intake(collaboration: Collaboration, *, by: Any, name: str, data: bytes) -> Intake:
    """Hand in a document. It is kept as it came and read soon, by whichever process looks first."""
    intake = Intake(collaboration=collaboration, name=name[-200:], size=len(data))
    intake.original.save("original", ContentFile(data), save=False)
    intake.full_clean()
    intake.save()
    transaction.on_commit(journal.nudge.set)
    return intake


@action("plan.read_intake", allow=rules.may_never)
def keep_reading(intake: Intake, *, by: Any, document: docread.Document, draft: reading.Draft) -> Intake:
    """Keep what was read, all of it or nothing."""
    _expect_waiting(intake)
    content = json.dumps(docread.as_json(document), ensure_ascii=False, separators=(",", ":"))
    intake.read_text.save("read.json", ContentFile(content.encode("utf-8")), save=False)
    intake.status, intake.claimed_until = IntakeStatus.READY, None
    intake.rows = [[row.number, row.kind, row.parent] for row in draft.rows]
    intake.notices = [[notice.sv, notice.en] for notice in draft.notices]
    intake.version += 1
    intake.save()
    places = {row.number: place for place, row in enumerate(draft.rows)}
    IntakeCell.objects.bulk_create(
        [
            IntakeCell(
                intake=intake,
                position=places[cell.row],
                row=cell.row,
                field=cell.field,
                words=cell.words,
                read_words=cell.words,
                original="\n\n".join(document.text(ref) for ref in cell.refs),
                why=cell.why,
                status=CellState.SURE if cell.sure else CellState.UNSURE,
                **_where(document, cell.refs),
            )
            for cell in draft.cells
        ],
        batch_size=500,
    )
    IntakeText.objects.bulk_create(
        [
            IntakeText(
                intake=intake,
                position=position,
                text=left.text,
                label=left.label[:300],
                row=left.row,
                aside=left.aside,
                **_where(document, (left.ref,)),
            )
            for position, left in enumerate(draft.leftovers)
        ],
        batch_size=500,
    )
    return intake


@action("plan.refuse_intake", allow=rules.may_never)
def refuse_intake(intake: Intake, *, by: Any, reason: str, detail: str = "") -> Intake:
    """Say why the document cannot be read."""
    _expect_waiting(intake)
    intake.status, intake.claimed_until = IntakeStatus.REFUSED, None
    intake.reason, intake.detail = reason, detail[:300]
    intake.version += 1
    intake.save()
    return intake


@action("plan.mend_intake_cell", allow=rules.may_work_with_intake_part)
def mend_cell(cell: IntakeCell, *, by: Any, words: str, version: int | None) -> IntakeCell:
    """Write what the cell is to say; it is settled then."""
    words = words.replace("\r\n", "\n").strip()
    problem = reading.trouble_with(reading.RowKind(intakes.kind_of(cell.intake, cell.row)), cell.field, words)
    if problem:
        told = WHY[problem](get_language() or "sv")
        raise Invalid(told, fields={"words": told})
    status = CellState.ACCEPTED if words == cell.words else CellState.MENDED
    apply(cell, changes={"words": words, "status": status}, version=version)
    return cell


@action("plan.accept_intake_cell", allow=rules.may_work_with_intake_part)
def accept_cell(cell: IntakeCell, *, by: Any) -> IntakeCell:
    """Say that the cell is right as it was read."""
    if cell.status == CellState.UNSURE:
        apply(cell, changes={"status": CellState.ACCEPTED}, version=None)
    return cell


@action("plan.accept_intake_cells", allow=rules.may_work_with_intake)
def accept_cells(intake: Intake, *, by: Any, why: str) -> Intake:
    """Say that every cell that is unsure for one reason is right. Those that no plan can hold stay unsure."""
    stuck = {(trouble.row, trouble.field) for trouble in intakes.plan_of(intake)[1]}
    unsure = intake.intakecell_set.filter(status=CellState.UNSURE, why=why).values_list("pk", "row", "field")
    right = [pk for pk, row, field in unsure if (row, field) not in stuck]
    for part in batched(right):
        IntakeCell.objects.filter(pk__in=part).update(status=CellState.ACCEPTED, version=F("version") + 1)
    intake.version += 1
    intake.save()
    return intake


@action("plan.place_intake_text", allow=rules.may_work_with_intake_part)
def place_text(text: IntakeText, *, by: Any, row: int, field: str) -> IntakeText:
    """Put a text that had no place into a field of a row, after what stands there."""
    if text.status != TextState.OPEN:
        raise Conflict(_("The text has been taken care of already."))
    if field not in reading.fields_of(reading.RowKind(intakes.kind_of(text.intake, row))):
        raise Invalid(_("Such a row has no such field."), fields={"field": _("Choose another field.")})
    cell, _made = IntakeCell.objects.select_for_update().get_or_create(
        intake=text.intake,
        row=row,
        field=field,
        defaults={"position": intakes.place_of(text.intake, row), "status": CellState.MENDED},
    )
    words = f"{cell.words}\n\n{text.text}" if cell.words else text.text
    apply(cell, changes={"words": words, "status": CellState.MENDED}, version=None)
    text.status, text.placed_in = TextState.PLACED, cell
    text.version += 1
    text.save()
    return text


@action("plan.drop_intake_text", allow=rules.may_work_with_intake_part)
def drop_text(text: IntakeText, *, by: Any) -> IntakeText:
    """Say that the text needs no place. It stays in the record."""
    if text.status != TextState.OPEN:
        raise Conflict(_("The text has been taken care of already."))
    apply(text, changes={"status": TextState.DROPPED}, version=None)
    return text


@action("plan.restore_intake_text", allow=rules.may_work_with_intake_part)
def restore_text(text: IntakeText, *, by: Any) -> IntakeText:
    """Take a dropped text up again."""
    if text.status == TextState.DROPPED:
        apply(text, changes={"status": TextState.OPEN}, version=None)
    return text


@action("plan.make_edition_of_intake", allow=rules.may_work_with_intake)
def make_edition(intake: Intake, *, by: Any) -> Edition:
    """Make what was read the draft edition: the whole of it, or nothing and the reasons why not."""
    left = intake.intakecell_set.filter(status=CellState.UNSURE).count()
    if left:
        raise Conflict(
            _("%(count)s cells are unsure still.") % {"count": left}, remedy=_("Accept or mend each of them first.")
        )
    plan, troubles = intakes.plan_of(intake)
    if troubles:
        raise Conflict(
            _("%(count)s cells cannot stand in a plan as they are.") % {"count": len(troubles)},
            remedy=_("Mend them first: they are marked."),
        )
    try:
        planfile.read(planfile.write(plan))
    except planfile.PlanFileError as wrong:
        told = wrong.problems[:5]
        language = get_language() or "sv"
        raise Conflict(
            " ".join(f"{' › '.join(problem.path)}: {problem.what(language)}" for problem in told),
            remedy=" ".join(problem.remedy(language) for problem in told[:1]),
        ) from wrong
    edition = import_edition(intake.collaboration, by=by, document=plan)
    intake.status, intake.edition = IntakeStatus.MADE, edition
    intake.version += 1
    intake.save()
    return edition


@action("plan.discard_intake", allow=rules.may_discard_intake)
def discard_intake(intake: Intake, *, by: Any) -> Intake:
    """Put the document away without making a plan of it."""
    if intake.status == IntakeStatus.MADE:
        raise Conflict(_("The document is a plan already."))
    apply(intake, changes={"archived_at": timezone.now()}, version=None)
    return intake


@action("plan.restore_intake", allow=rules.may_discard_intake)
def restore_intake(intake: Intake, *, by: Any) -> Intake:
    """Take up a document that was put away."""
    apply(intake, changes={"archived_at": None}, version=None)
    if intake.status == IntakeStatus.WAITING:
        transaction.on_commit(journal.nudge.set)
    return intake


def batched(keys: list[int], size: int = 500) -> Iterator[list[int]]:
    """So many at a time as a database takes in one question."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _expect_waiting(intake: Intake) -> None:
    if intake.status != IntakeStatus.WAITING:
        raise Conflict(_("The document has been read already."))


def _where(document: docread.Document, refs: tuple[docread.Ref, ...]) -> dict[str, int]:
    if not refs:
        return {}
    return {"block": refs[0][0], "cell": refs[0][1], "page": document.page(refs[0])}
