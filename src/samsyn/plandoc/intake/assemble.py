"""From a draft of words to a plan, and from a plan to such a draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from samsyn.plandoc import model as m
from samsyn.plandoc.intake import budgets
from samsyn.plandoc.intake.draft import Cell, Draft, Row, RowKind, Why
from samsyn.plandoc.text import kronor

_MODELS: dict[RowKind, Any] = {
    RowKind.SECTION: m.Section, RowKind.GOAL: m.Goal, RowKind.STRATEGY: m.Strategy, RowKind.FOCUS_AREA: m.FocusArea,
    RowKind.PARTY: m.Party, RowKind.BODY: m.Body, RowKind.AREA: m.Area, RowKind.STEP: m.Area,
    RowKind.ACTIVITY: m.Activity, RowKind.INCOME: m.BudgetLine, RowKind.COST: m.BudgetLine, RowKind.SHARE: m.OwnShare,
}  # fmt: skip
_TUPLES: dict[str, Callable[[str], Any]] = {  # fields of several values, and how each is written
    "parties": str, "bodies": str, "goals": int, "global_goals": int, "focus_areas": str, "depends_on": str,
    "placed": date.fromisoformat,
}  # fmt: skip
NUMBERS = {"number": (1, 999), "count": (1, 32767), "first_year": (1990, 2100), "last_year": (1990, 2100),
           "year": (1990, 2100), "share_equal_percent": (0, 100)}  # fmt: skip
MONEY = {"amount", "opening_balance", "reported_income", "reported_costs", "reported_surplus"}
FLAGS = {"carried_over", "continues", "confidential"}
_REQUIRED = {"title", "heading", "name", "label", "number", "year", "kind", "code", "first_year", "last_year", "key"}
_LONGEST = {"title": 200, "heading": 200, "name": 200, "label": 200}


def kinds_of(row: RowKind) -> type[StrEnum] | None:
    """The kinds that a row may be of, where they are an enumeration of the plan's model."""
    return {
        RowKind.AREA: m.AreaKind, RowKind.ACTIVITY: m.ActivityKind, RowKind.PARTY: m.PartyKind,
        RowKind.INCOME: m.IncomeKind, RowKind.COST: m.CostKind,
    }.get(row)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that the plan cannot be made with as it stands."""

    row: int
    field: str
    why: Why


@dataclass(slots=True)
class _Maker:
    words: dict[int, dict[str, str]]
    troubles: list[Trouble]

    def text(self, row: int, name: str) -> str:
        said = self.words[row].get(name, "")
        if name in _LONGEST and len(said) > _LONGEST[name]:
            self.troubles.append(Trouble(row, name, Why.LONG))
        return said

    def number(self, row: int, name: str, default: int) -> int:
        said = self.words[row].get(name, "").strip()
        least, most = NUMBERS[name]
        if re.fullmatch(r"\d{1,5}", said) and least <= int(said) <= most:
            return int(said)
        if said or name in _REQUIRED:
            self.troubles.append(Trouble(row, name, Why.UNKNOWN if said.isdigit() else Why.MISSING))
        return default

    def money(self, row: int, name: str) -> int | None:
        said = self.words[row].get(name, "")
        ore = budgets.amount(said) if said.strip() else None
        if said.strip() and (ore is None or (name == "amount" and ore < 0)):
            self.troubles.append(Trouble(row, name, Why.AMOUNT))
            return None
        return ore

    def several(self, row: int, name: str) -> tuple[Any, ...]:
        made = []
        for part in filter(None, re.split(r"[,;\s]+", self.words[row].get(name, ""))):
            try:
                made.append(_TUPLES[name](part))
            except ValueError:
                self.troubles.append(Trouble(row, name, Why.UNKNOWN))
        return tuple(made)

    def kind(self, row: int, kind: RowKind) -> Any:
        if kind is RowKind.STEP:
            return m.AreaKind.STEP
        said = self.words[row].get("kind", "")
        known = kinds_of(kind)
        if known is None:
            if not re.fullmatch(r"[a-z_]+", said):
                self.troubles.append(Trouble(row, "kind", Why.MISSING))
            return said or "project"
        try:
            return known(said)
        except ValueError:
            self.troubles.append(Trouble(row, "kind", Why.MISSING))
            return next(iter(known))

    def arguments(self, row: int, kind: RowKind) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for each in fields(_MODELS[kind]):
            name = each.name
            if name in ("steps",) or (kind is RowKind.STRATEGY and name == "focus_areas"):
                continue
            if name == "kind":
                made[name] = self.kind(row, kind)
            elif name in _TUPLES:
                made[name] = self.several(row, name)
            elif name in MONEY:
                made[name] = self.money(row, name)
            elif name in FLAGS:
                made[name] = self.words[row].get(name, "") == "ja"
            elif name in NUMBERS:
                made[name] = self.number(row, name, 1)
            elif name == "percent":
                made[name] = budgets.amount(self.words[row].get(name, "")) or 0
            else:
                made[name] = self.text(row, name)
                if name in _REQUIRED and not made[name] and not (kind is RowKind.PARTY and name == "code"):
                    self.troubles.append(Trouble(row, name, Why.MISSING))
        return made


def fields_of(kind: RowKind) -> tuple[str, ...]:
    """The fields that a row of that kind can have in a draft, in the model's order."""
    if kind is RowKind.PLAN:
        return ("title", "vision", "first_year", "last_year")
    if kind is RowKind.BUDGET:
        return ("year", "version", "opening_balance", "reported_income", "reported_costs", "reported_surplus", "note")
    return tuple(
        each.name
        for each in fields(_MODELS[kind])
        if each.name != "steps"
        and not (kind is RowKind.STRATEGY and each.name == "focus_areas")
        and not (kind is RowKind.STEP and each.name == "kind")
    )


def trouble_with(kind: RowKind, name: str, words: str) -> Why | None:
    """Why a plan cannot be made with these words in a field; None when it can."""
    if kind in (RowKind.PLAN, RowKind.BUDGET):
        maker = _Maker({0: {name: words}}, [])
        if name in NUMBERS:
            maker.number(0, name, 0)
        elif name in MONEY:
            maker.money(0, name)
        elif name == "title":
            maker.text(0, name)
    else:
        maker = _Maker({0: {name: words}}, [])
        maker.arguments(0, kind)
    return next((trouble.why for trouble in maker.troubles if trouble.field == name), None)


def assembled(draft: Draft) -> tuple[m.Plan, tuple[Trouble, ...]]:
    """The plan, and every cell that must be mended before it is one; until then such a cell counts as empty."""
    words: dict[int, dict[str, str]] = {row.number: {} for row in draft.rows}
    for cell in draft.cells:
        words[cell.row][cell.field] = cell.words
    maker = _Maker(words, [])
    rows: dict[tuple[RowKind, int], list[Row]] = defaultdict(list)
    for row in draft.rows:
        rows[row.kind, row.parent].append(row)
    plan = rows[RowKind.PLAN, -1][0].number

    def all_of(kind: RowKind, parent: int = -1, **more: Any) -> tuple[Any, ...]:
        return tuple(_MODELS[kind](**maker.arguments(row.number, kind), **more) for row in rows[kind, parent])

    areas = tuple(
        m.Area(**maker.arguments(row.number, RowKind.AREA), steps=all_of(RowKind.STEP, row.number))
        for row in rows[RowKind.AREA, -1]
    )
    strategies = tuple(
        m.Strategy(**maker.arguments(row.number, RowKind.STRATEGY), focus_areas=all_of(RowKind.FOCUS_AREA, row.number))
        for row in rows[RowKind.STRATEGY, -1]
    )
    first = maker.number(plan, "first_year", 2000)
    decided = words[plan].get("decision_body")
    made = m.Plan(
        title=maker.text(plan, "title"),
        key=words[plan].get("key") or f"{first}",
        first_year=first,
        last_year=maker.number(plan, "last_year", first),
        vision=maker.text(plan, "vision"),
        decision=m.Decision(decided, words[plan].get("decision_when", "")) if decided else None,
        sections=all_of(RowKind.SECTION),
        goals=all_of(RowKind.GOAL),
        strategies=strategies,
        parties=all_of(RowKind.PARTY),
        bodies=all_of(RowKind.BODY),
        areas=areas,
        activities=all_of(RowKind.ACTIVITY),
        budgets=tuple(_budget(maker, row, all_of) for row in rows[RowKind.BUDGET, -1]),
    )
    if not made.title:
        maker.troubles.append(Trouble(plan, "title", Why.MISSING))
    return made, tuple(maker.troubles)


def _budget(maker: _Maker, row: Row, all_of: Any) -> m.Budget:
    at, words = row.number, maker.words[row.number]
    return m.Budget(
        year=maker.number(at, "year", 2000),
        version=m.BudgetVersion.REVISED if words.get("version") == "revised" else m.BudgetVersion.DECIDED,
        opening_balance=maker.money(at, "opening_balance"),
        income=all_of(RowKind.INCOME, at),
        costs=all_of(RowKind.COST, at),
        reported=m.Reported(*(maker.money(at, f"reported_{name}") for name in ("income", "costs", "surplus"))),
        note=words.get("note", ""),
        sharing=m.Sharing(
            m.ShareKey(words.get("share_key", m.ShareKey.EQUAL)),
            maker.number(at, "share_equal_percent", 50) if "share_equal_percent" in words else 50,
            all_of(RowKind.SHARE, at),
        ),
    )


def draft_of(plan: m.Plan, why: Why = Why.FILE) -> Draft:
    """The plan as a draft: `assembled(draft_of(plan))` is the plan again."""
    rows: list[Row] = []
    cells: list[Cell] = []

    def add(kind: RowKind, parent: int, values: Iterator[tuple[str, str]]) -> int:
        rows.append(Row(len(rows), kind, parent))
        cells.extend(Cell(rows[-1].number, name, words, (), why) for name, words in values if words)
        return rows[-1].number

    def add_all(kind: RowKind, parts: tuple[Any, ...], parent: int = -1) -> list[int]:
        return [add(kind, parent, _said(part)) for part in parts]

    add(RowKind.PLAN, -1, _said_of_plan(plan))
    add_all(RowKind.SECTION, plan.sections)
    add_all(RowKind.GOAL, plan.goals)
    for strategy in plan.strategies:
        add_all(RowKind.FOCUS_AREA, strategy.focus_areas, add(RowKind.STRATEGY, -1, _said(strategy)))
    add_all(RowKind.PARTY, plan.parties)
    add_all(RowKind.BODY, plan.bodies)
    for area in plan.areas:
        add_all(RowKind.STEP, area.steps, add(RowKind.AREA, -1, _said(area)))
    add_all(RowKind.ACTIVITY, plan.activities)
    for budget in plan.budgets:
        row = add(RowKind.BUDGET, -1, _said_of_budget(budget))
        add_all(RowKind.INCOME, budget.income, row)
        add_all(RowKind.COST, budget.costs, row)
        add_all(RowKind.SHARE, budget.sharing.own, row)
    return Draft(tuple(rows), tuple(cells))


def _said(part: Any) -> Iterator[tuple[str, str]]:
    for each in fields(part):
        value = getattr(part, each.name)
        if isinstance(value, tuple) and value and isinstance(value[0], m.Area | m.FocusArea):
            continue
        yield each.name, _words(each.name, value)


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in MONEY or name == "percent":
        return kronor(value).replace("kr", "").strip() if name == "percent" else kronor(value)
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _said_of_plan(plan: m.Plan) -> Iterator[tuple[str, str]]:
    for name in ("title", "key", "first_year", "last_year", "vision"):
        yield name, str(getattr(plan, name))
    if plan.decision:
        yield "decision_body", plan.decision.body
        yield "decision_when", plan.decision.when


def _said_of_budget(budget: m.Budget) -> Iterator[tuple[str, str]]:
    yield "year", str(budget.year)
    yield "version", str(budget.version)
    yield "opening_balance", _words("opening_balance", budget.opening_balance)
    for name in ("income", "costs", "surplus"):
        yield f"reported_{name}", _words("amount", getattr(budget.reported, name))
    yield "note", budget.note
    yield "share_key", str(budget.sharing.key)
    yield "share_equal_percent", str(budget.sharing.equal_percent)
