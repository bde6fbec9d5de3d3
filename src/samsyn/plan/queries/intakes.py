"""Documents that were handed in, and what was read out of them, as a draft and in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn import docread
from samsyn.kernel.errors import NotFound
from samsyn.people.enums import GroupKind, OrganisationKind
from samsyn.people.models import Collaboration
from samsyn.plan import enums
from samsyn.plan.enums import CellState, TextState
from samsyn.plan.models import Edition, Intake, IntakeCell
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc import intake as reading
from samsyn.plandoc import model as doc
from samsyn.plandoc.intake import RowKind, Trouble, words

LINKED = ("parties", "bodies", "focus_areas")  # fields that hold the keys of other rows
_KINDS: dict[RowKind, type] = {
    RowKind.AREA: enums.AreaKind,
    RowKind.ACTIVITY: enums.ActivityKind,
    RowKind.PARTY: OrganisationKind,
    RowKind.BODY: GroupKind,
    RowKind.INCOME: enums.IncomeKind,
    RowKind.COST: enums.CostKind,
}


def intakes_of(collaboration: Collaboration) -> QuerySet[Intake]:
    """All that were handed in, newest first, with how many cells are unsure and how many texts have no place."""
    return Intake.objects.filter(collaboration=collaboration).annotate(
        unsure=Count("intakecell", filter=Q(intakecell__status=CellState.UNSURE), distinct=True)
    )


def reasons(intake: Intake) -> list[tuple[str, int]]:
    """Why cells are unsure, and how many for each reason, the most first."""
    unsure = intake.intakecell_set.filter(status=CellState.UNSURE).order_by().values_list("why")
    return sorted(unsure.annotate(Count("pk")), key=lambda pair: (-pair[1], pair[0]))


def refusal(intake: Intake) -> tuple[str, str] | None:
    """What is wrong with a document that could not be read, and what to do."""
    if not intake.reason:
        return None
    if intake.reason not in set(docread.Reason):
        return (
            _("Samsyn failed to read the document. The fault is ours, not yours."),
            _("Tell whoever runs Samsyn; it stands in the log. A document saved anew may work."),
        )
    what, remedy = words.refusal(docread.Unreadable(docread.Reason(intake.reason), intake.detail))
    language = get_language() or "sv"
    return what(language), remedy(language)


def open_texts(intake: Intake) -> int:
    return intake.intaketext_set.filter(status=TextState.OPEN, aside=False).count()


def known_plan(collaboration: Collaboration) -> doc.Plan | None:
    """The latest edition of the latest plan: whose parties and bodies a document may speak of."""
    editions = Edition.objects.filter(plan__collaboration=collaboration).select_related("plan")
    latest = editions.order_by("-plan__first_year", "-number").first()
    return plan_document(latest) if latest else None


def kind_of(intake: Intake, row: int) -> str:
    """What kind of row it is. Raises NotFound if there is none."""
    kind = next((kind for number, kind, _parent in intake.rows if number == row), None)
    if kind is None:
        raise NotFound
    return str(kind)


def place_of(intake: Intake, row: int) -> int:
    return next(place for place, (number, _kind, _parent) in enumerate(intake.rows) if number == row)


def draft_of(intake: Intake) -> reading.Draft:
    """What was read, as it stands now."""
    rows = tuple(reading.Row(number, RowKind(kind), parent) for number, kind, parent in intake.rows)
    cells = tuple(
        reading.Cell(row, field, words)
        for row, field, words in intake.intakecell_set.values_list("row", "field", "words")
        if words
    )
    return reading.Draft(rows, cells)


def plan_of(intake: Intake) -> tuple[doc.Plan, tuple[Trouble, ...]]:
    """The plan to be, without a decision, and the cells that cannot stand in a plan as they are."""
    plan, troubles = reading.assembled(draft_of(intake))
    return replace(plan, decision=None), troubles


def titles(intake: Intake, rows: Iterable[int] | None = None) -> dict[int, str]:
    """What rows are called, with their kind."""
    cells = intake.intakecell_set.filter(field__in=reading.NAMING)
    if rows is not None:
        cells = cells.filter(row__in=set(rows))
    held: dict[int, dict[str, str]] = {}
    for row, field, said in cells.values_list("row", "field", "words"):
        held.setdefault(row, {})[field] = said
    return {row: " ".join(said[name] for name in reading.NAMING if said.get(name)) for row, said in held.items()}


def names(intake: Intake) -> dict[str, str]:
    """What the rows that have keys are called: parties, bodies and focus areas."""
    held: dict[int, dict[str, str]] = {}
    cells = intake.intakecell_set.filter(field__in=("key", "name"))
    for row, field, said in cells.values_list("row", "field", "words"):
        held.setdefault(row, {})[field] = said
    return {said["key"]: said["name"] for said in held.values() if said.keys() == {"key", "name"}}


def shown(kind: RowKind, cell: IntakeCell, called: Mapping[str, str]) -> str:
    """The words of a cell as people read them: kinds, and what is linked by a key, by their names."""
    if cell.field in LINKED:
        return ", ".join(called.get(key, key) for key in cell.words.split(", "))
    return dict(choices(kind, cell.field)).get(cell.words, cell.words)


def choices(kind: RowKind, field: str) -> list[tuple[str, str]]:
    """What a field can be chosen among; empty when it is written."""
    if field == "kind" and kind in _KINDS:
        return [(value, str(label)) for value, label in _KINDS[kind].choices if value != "step"]
    if field == "version":
        return [(value, str(label)) for value, label in enums.BudgetVersion.choices]
    if field == "share_key":
        return [(value, str(label)) for value, label in enums.ShareKey.choices]
    if field in {"carried_over", "continues", "confidential"}:
        return [("", _("No")), ("ja", _("Yes"))]
    return []


def document_of(intake: Intake) -> docread.Document:
    """The document as it was read."""
    with intake.read_text.open("rb") as file:
        return docread.from_json(json.load(file))
