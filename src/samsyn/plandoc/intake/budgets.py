"""A budget from a table: which lines are income and which are costs, and what the document adds up itself.

The opening balance is not income, wherever the document puts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samsyn.docread import Ref, Table
from samsyn.plandoc.intake import kinds
from samsyn.plandoc.intake.columns import match
from samsyn.plandoc.intake.draft import Builder, RowKind, Why
from samsyn.plandoc.intake.letters import folded, slug
from samsyn.plandoc.text import kronor

_AMOUNT = re.compile(
    r"(?P<sign>[-\u2212]?)\s?(?P<whole>\d{1,4}(?:[\s.,]\d{3})+|\d{1,15})"
    r"(?:[,.](?P<rest>\d{1,2}))?\s?(?P<unit>kr|kronor|sek|tkr|mkr|:-)?\.?",
    re.IGNORECASE,
)
_NOTHING = {"-", "–", "—", "saknas", "not given", "uppgift saknas", "ej angivet", "?"}
_YEAR = re.compile(r"\b(20\d\d)\b")
_SUM = re.compile(r"^(?:summa|totala?|s a)\b|\b(?:in all|totalt|summa|i allt)$")
_UNITS = {"tkr": 1000, "mkr": 1_000_000}


class Part(StrEnum):
    LINE = "line"
    OPENING = "opening"
    INCOME = "income"
    COSTS = "costs"
    RESULT = "result"
    CLOSING = "closing"
    WORD = "word"  # "of which"


_SUMMED = r"(?:(?:summa|totala?|s a) )?(?:{})(?: (?:in all|totalt|summa|i allt|\d{{4}}))?$"
_PARTS = (
    (Part.OPENING, r"(?:ib|ingaende (?:balans|saldo)|opening balance|ingaende kapital|overfort fran)\b"),
    (
        Part.CLOSING,
        r"(?:ub|utgaende (?:balans|saldo)|closing balance|overskott|underskott|surplus|deficit|att overfora)\b",
    ),
    (Part.RESULT, r"(?:arets resultat|resultat|result of the year|result)\b"),
    (Part.INCOME, _SUMMED.format("intakter|inkomster|income")),
    (Part.COSTS, _SUMMED.format("kostnader|utgifter|costs")),
    (Part.WORD, r"(?:varav|darav|of which)$"),
)


def part_of(label: str) -> Part:
    """What a line of a budget is, by its words."""
    said = folded(label)
    return next((part for part, words in _PARTS if re.match(words, said)), Part.LINE)


def amount(text: str) -> int | None:
    """Öre of "1 867 789 kr", "912789,50" or "120 tkr"; None if it is not one amount."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    whole = Decimal(re.sub(r"\D", "", found["whole"]) + "." + (found["rest"] or "0"))
    whole *= _UNITS.get((found["unit"] or "").lower(), 1)
    return int(whole * 100) * (-1 if found["sign"] else 1)


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    amount: str
    refs: tuple[Ref, ...]
    note: str = ""
    note_ref: Ref | None = None
    side: str = ""
    label_ref: Ref | None = None
    side_ref: Ref | None = None


def lines_of(number: int, table: Table) -> tuple[list[Line], list[Ref]] | None:
    """The lines of a table that is a budget, and its headings; None if it is not one."""
    if table.width < 2:
        return None
    grid = table.grid
    header, columns = -1, {"label": 0, "amount": _amount_column(table), "note": -1, "side": -1}
    for row in range(min(3, len(grid))):
        found = match([table.cells[c].text if c >= 0 else "" for c in grid[row]], RowKind.BUDGET)
        if {"label", "amount"} <= set(found.fields) or (row == 0 and "amount" in found.fields and found.known >= 1):
            header = row
            columns = {name: found.fields.index(name) if name in found.fields else -1 for name in columns}
            columns["label"] = max(columns["label"], 0)
            break
    if columns["amount"] < 0 or columns["amount"] == columns["label"]:
        return None
    made: list[Line] = []
    for line in grid[header + 1 :]:
        cells = {name: line[at] if 0 <= at < len(line) else -1 for name, at in columns.items()}
        texts = {name: table.cells[cell].text if cell >= 0 else "" for name, cell in cells.items()}
        if not texts["label"] and not texts["amount"]:
            continue
        if cells["label"] == cells["amount"]:
            texts["amount"] = ""
        refs = tuple((number, cells[name]) for name in ("label", "amount") if texts[name])
        note = (number, cells["note"]) if texts["note"] else None
        side = folded(texts["side"])
        side_ref = (number, cells["side"]) if texts["side"] else None
        label_ref = (number, cells["label"])
        made.append(Line(texts["label"], texts["amount"], refs, texts["note"], note, side, label_ref, side_ref))
    known = sum(1 for line in made if part_of(line.label) is not Part.LINE)
    counted = sum(1 for line in made if amount(line.amount) is not None or _is_nothing(line.amount))
    if not made or counted < 0.4 * len(made) or not (known or header >= 0):
        return None
    used = [(number, cell) for row in grid[: header + 1] for cell in dict.fromkeys(row) if cell >= 0]
    return made, [ref for ref in used if table.cells[ref[1]].text]


def _is_nothing(text: str) -> bool:
    """Whether the text says that there is no amount."""
    return text.strip().lower() in _NOTHING


def _amount_column(table: Table) -> int:
    """The last column in which most of what stands is amounts."""
    for column in range(table.width - 1, 0, -1):
        texts = [
            table.cells[row[column]].text for row in table.grid if row[column] >= 0 and table.cells[row[column]].text
        ]
        if texts and sum(1 for text in texts if amount(text) is not None) >= 0.5 * len(texts):
            return column
    return -1


def write(made: Builder, lines: Sequence[Line], used: Sequence[Ref], *, title: str, title_refs: Sequence[Ref]) -> int:
    """The lines as a budget of the draft. `title` is the heading over it, which says year and version."""
    for ref in used:
        made.use(ref)
    budget = made.row(RowKind.BUDGET)
    _year(made, budget, lines, title, title_refs)
    revised = re.search(r"revider|revised", folded(title))
    made.put(budget, "version", "revised" if revised else "decided", title_refs if revised else (), Why.SURE)
    for line, side in zip(lines, sides(lines), strict=True):
        part = part_of(line.label)
        ore = amount(line.amount)
        if line.side_ref:
            made.use(line.side_ref)
        if part is Part.LINE:
            _line(made, budget, line, side, ore)
            continue
        for ref in line.refs:
            made.use(ref)
        if line.note_ref:
            made.leave(line.note_ref, line.note, row=budget)
        field = {
            Part.OPENING: "opening_balance", Part.INCOME: "reported_income", Part.COSTS: "reported_costs",
            Part.CLOSING: "reported_surplus",
        }.get(part)  # fmt: skip
        if field and ore is not None and (part is Part.OPENING or not made.words(budget, field)):
            made.put(budget, field, kronor(ore), line.refs)
        elif field and ore is None and line.amount and not _is_nothing(line.amount):
            made.put(budget, field, line.amount, line.refs, Why.AMOUNT)
    return budget


def sides(lines: Sequence[Line]) -> list[str]:
    """For each line "income" or "cost", "?cost" and "?income" where only its words say so.

    Either the sums stand first ("Intäkter" and then its lines) or last ("Summa intäkter" after them).
    """
    parts = [part_of(line.label) for line in lines]
    first_line = parts.index(Part.LINE) if Part.LINE in parts else len(parts)
    heads = {Part.INCOME: "income", Part.COSTS: "cost"}
    first_head = next((at for at, part in enumerate(parts) if part in heads), -1)
    made: list[str] = []
    if first_head < 0:
        for line in lines:
            said = _said(line)
            made.append(said or ("?cost" if kinds.looks_like_cost(line.label) else "?income"))
        return made
    all_sums = all(_SUM.search(folded(line.label)) for part, line in zip(parts, lines, strict=True) if part in heads)
    if first_head < first_line and not all_sums:
        now = heads[parts[first_head]]
        for part, line in zip(parts, lines, strict=True):
            now = heads.get(part, now)
            made.append(_said(line) or now)
        return made
    now = heads[parts[first_head]]
    later = [(at, heads[part]) for at, part in enumerate(parts) if part in heads]
    for at, line in enumerate(lines):
        ahead = next((side for where, side in later if where >= at), now)
        made.append(_said(line) or ahead)
        now = ahead
    return made


def _said(line: Line) -> str:
    return {"intakt": "income", "income": "income", "kostnad": "cost", "cost": "cost"}.get(line.side, "")


def _line(made: Builder, budget: int, line: Line, side: str, ore: int | None) -> None:
    row = made.row(RowKind.INCOME if side.lstrip("?") == "income" else RowKind.COST, budget)
    label_refs = [line.label_ref] if line.label_ref and line.label else []
    made.put(row, "label", line.label, label_refs, Why.PLACE if side.startswith("?") else Why.SURE)
    if not line.label:
        made.put(row, "label", line.amount, line.refs, Why.MISSING)
    taken = {made.words(other, "key") for kind in (RowKind.INCOME, RowKind.COST) for other in made.of(kind, budget)}
    made.put(row, "key", slug(line.label, taken), (), Why.NUMBERED)
    kind, why = kinds.of_line(line.label, income=made.rows[row].kind is RowKind.INCOME)
    made.put(row, "kind", kind, label_refs, why)
    refs = [ref for ref in line.refs if ref not in label_refs]
    if ore is not None and ore >= 0:
        made.put(row, "amount", kronor(ore), refs)
        for ref in refs:
            made.use(ref)
    elif _is_nothing(line.amount):
        for ref in refs:
            made.use(ref)
    elif line.amount:
        made.put(row, "amount", line.amount, refs, Why.AMOUNT)
    if line.note_ref:
        made.put(row, "note", line.note, [line.note_ref])


def _year(made: Builder, budget: int, lines: Sequence[Line], title: str, title_refs: Sequence[Ref]) -> None:
    if found := _YEAR.search(title):
        made.put(budget, "year", found[1], title_refs)
        return
    for line in lines:
        if part_of(line.label) is not Part.LINE and (found := _YEAR.search(line.label)):
            made.put(budget, "year", found[1], line.refs, Why.PLACE)
            return
    first = made.words(0, "first_year")
    made.put(budget, "year", first or "?", (), Why.MISSING)
