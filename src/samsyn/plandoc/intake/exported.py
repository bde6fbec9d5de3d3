"""Documents that Samsyn wrote itself: they carry the plan they were made from.

As long as the text is as it was written, that plan is the answer. Where somebody has gone on writing in the document,
the text decides all that it shows, and the plan inside gives what it does not show: kinds, keys and links.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from samsyn.docread import Document
from samsyn.plandoc import model as m
from samsyn.plandoc.intake.assemble import draft_of
from samsyn.plandoc.intake.draft import Cell, Draft, Row, RowKind, Why
from samsyn.plandoc.intake.letters import folded
from samsyn.plandoc.text import Text

# What the document shows of each row. All else of a row is hidden in it.
SHOWN: dict[RowKind, frozenset[str]] = {
    RowKind.PLAN: frozenset({"title", "vision"}),
    RowKind.SECTION: frozenset({"heading", "body"}),
    RowKind.GOAL: frozenset({"number", "title", "description"}),
    RowKind.STRATEGY: frozenset({"name"}),
    RowKind.FOCUS_AREA: frozenset({"name"}),
    RowKind.BODY: frozenset({"name", "mandate", "composition"}),
    RowKind.AREA: frozenset(
        {"code", "title", "what", "aim", "partners", "time", "follow_up", "indicator", "responsible", "waits_for",
         "goals", "global_goals"}
    ),
    RowKind.ACTIVITY: frozenset(
        {"code", "title", "purpose", "partners", "time", "responsible", "practical", "content"}
    ),
    RowKind.BUDGET: frozenset({"year", "version", "opening_balance", "note"}),
    RowKind.INCOME: frozenset({"label", "amount", "note"}),
    RowKind.COST: frozenset({"label", "amount", "note"}),
    RowKind.PARTY: frozenset(),
    RowKind.SHARE: frozenset(),
}  # fmt: skip
SHOWN[RowKind.STEP] = SHOWN[RowKind.AREA]
_NAMED_BY = {
    RowKind.SECTION: ("heading",), RowKind.GOAL: ("number",), RowKind.STRATEGY: ("name",),
    RowKind.FOCUS_AREA: ("name",), RowKind.PARTY: ("key",), RowKind.BODY: ("name",), RowKind.AREA: ("code",),
    RowKind.STEP: ("code",), RowKind.ACTIVITY: ("code",), RowKind.BUDGET: ("year", "version"),
    RowKind.INCOME: ("label",), RowKind.COST: ("label",), RowKind.SHARE: ("municipality",),
}  # fmt: skip
_ORDERED = (RowKind.PARTY, RowKind.BODY, RowKind.STRATEGY)


def unchanged(document: Document, plan: m.Plan) -> Draft:
    """The plan itself; every piece of the document says something of it."""
    made = draft_of(plan)
    return replace(made, used=tuple((ref, text) for ref, text in document.pieces()))


def merged(draft: Draft, plan: m.Plan) -> Draft:
    """What was read, with what the document does not show from the plan inside it."""
    base = draft_of(plan)
    ours, theirs = _by_name(draft), _by_name(base)
    here, there = _cells(draft), _cells(base)
    twins = {ours[name].number: theirs[name].number for name in ours.keys() & theirs.keys()}
    cells: list[Cell] = []
    for row in draft.rows:
        twin = twins.get(row.number)
        held = here[row.number]
        if twin is None:
            cells += held.values()
            continue
        for name, cell in held.items():
            if name in SHOWN[row.kind]:
                other = there[twin].get(name)
                same = other is not None and _flat(other.words) == _flat(cell.words)
                cells.append(replace(cell, words=other.words, why=Why.SURE) if same and other else cell)
            elif row.kind is RowKind.BUDGET and name.startswith("reported_") and name not in there[twin]:
                continue  # a sum that Samsyn had computed
        cells += [replace(cell, row=row.number) for name, cell in there[twin].items() if name not in SHOWN[row.kind]]
    asked = {key for cell in cells if cell.field == "parties" for key in cell.words.split(", ")}
    rows = [
        row
        for row in draft.rows
        if row.kind is not RowKind.PARTY or row.number in twins or here[row.number]["key"].words in asked
    ]
    kept = {row.number for row in rows}
    cells = [cell for cell in cells if cell.row in kept]
    back = {twin: number for number, twin in twins.items()}
    gone: list[str] = []
    free = len(draft.rows)
    for row in base.rows:
        if row.number in back or row.kind is RowKind.PLAN:
            continue
        if not _hidden(row, there[row.number], base):
            gone.append(_called(row, there[row.number]))
            continue
        parent = back.get(row.parent, -1) if row.parent >= 0 else -1
        if row.parent >= 0 and parent < 0:
            continue
        number = free
        free += 1
        rows.append(Row(number, row.kind, parent))
        back[row.number] = number
        cells += [replace(cell, row=number) for cell in there[row.number].values()]
    notices = draft.notices
    if gone:
        names = ", ".join(gone)
        notices += (
            Text(
                f"Det här fanns när dokumentet skrevs men står inte där nu: {names}.",
                f"This was there when the document was written, but is no longer: {names}.",
            ),
        )
    return _in_order(replace(draft, rows=tuple(rows), cells=tuple(cells), notices=notices), back)


def _hidden(row: Row, cells: dict[str, Cell], base: Draft) -> bool:
    """Whether the document shows nothing of the row."""
    if row.kind is RowKind.BODY:
        return "mandate" not in cells and "composition" not in cells
    if row.kind is RowKind.STRATEGY:
        return all(other.parent != row.number for other in base.rows)
    return not SHOWN[row.kind]


def _called(row: Row, cells: dict[str, Cell]) -> str:
    names = [cells[name].words for name in _NAMED_BY[row.kind] if name in cells]
    title = cells.get("title")
    return " ".join([*names, *([title.words] if title and title.words not in names else [])])


def _by_name(draft: Draft) -> dict[tuple[object, ...], Row]:
    """Each row by what names it; rows of one name are told apart by their order."""
    cells = _cells(draft)
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    names: dict[int, tuple[object, ...]] = {}
    found: dict[tuple[object, ...], Row] = {}
    for row in draft.rows:
        said = tuple(
            folded(cells[row.number][name].words) for name in _NAMED_BY.get(row.kind, ()) if name in cells[row.number]
        )
        kind = RowKind.AREA if row.kind is RowKind.STEP else row.kind
        parent = names.get(row.parent, ()) if kind is not RowKind.AREA else ()
        name = (kind, parent, said)
        counts[name] += 1
        names[row.number] = (*name, counts[name])
        found[names[row.number]] = row
    return found


def _cells(draft: Draft) -> dict[int, dict[str, Cell]]:
    held: dict[int, dict[str, Cell]] = {row.number: {} for row in draft.rows}
    for cell in draft.cells:
        held[cell.row][cell.field] = cell
    return held


def _flat(text: str) -> str:
    return "".join(text.split())


def _in_order(draft: Draft, back: dict[int, int]) -> Draft:
    """Rows that the document shows only some of stand as they did; new ones stand last."""
    place = {number: twin for twin, number in back.items()}
    ordered: list[Row] = []
    for kind in dict.fromkeys(row.kind for row in draft.rows):
        rows = [row for row in draft.rows if row.kind is kind]
        if kind in _ORDERED:
            rows.sort(key=lambda row: place.get(row.number, len(place) + row.number))
        ordered += rows
    return replace(draft, rows=tuple(ordered))
