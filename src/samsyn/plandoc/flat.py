"""A plan laid flat: each of its rows with its fields by name, so that two plans can be held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, StrEnum
from typing import Any, TypeAlias

from samsyn.plandoc.model import Activity, Area, Budget, Plan

Value: TypeAlias = str | int | bool | tuple[str, ...] | tuple[int, ...] | tuple[date, ...] | None


class Part(StrEnum):
    """What a plan consists of, in the order in which it is read."""

    PLAN = "plan"
    SECTION = "section"
    GOAL = "goal"
    STRATEGY = "strategy"
    FOCUS_AREA = "focus_area"
    AREA = "area"
    ACTIVITY = "activity"
    PARTY = "party"
    BODY = "body"
    BUDGET = "budget"
    INCOME = "income"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is what the row is known by within its part: code, number, key; "2026-decided" for a budget, and
    "2026-decided/KEY" for a line of it. `parent` is the key of the row that it stands under, if there is one."""

    part: Part
    key: str
    name: str
    fields: tuple[tuple[str, Value], ...]
    parent: str = ""

    @property
    def texts(self) -> Iterator[str]:
        """What the row says in words of its own; kinds and keys are not."""
        for _name, value in self.fields:
            if isinstance(value, str) and not isinstance(value, Enum):
                yield value


def rows(plan: Plan) -> Iterator[Row]:
    """Every row of the plan, in its order; a step comes after its programme, a line after its budget.

    The fields have the names that they have in the database.
    """
    yield _plan(plan)
    for section in plan.sections:
        yield Row(Part.SECTION, section.key, section.heading, _fields(section, "key"))
    for goal in plan.goals:
        yield Row(Part.GOAL, str(goal.number), goal.title, _fields(goal, "number"))
    for strategy in plan.strategies:
        yield Row(Part.STRATEGY, strategy.key, strategy.name, _fields(strategy, "key", "focus_areas"))
    for strategy in plan.strategies:
        for focus in strategy.focus_areas:
            yield Row(Part.FOCUS_AREA, focus.key, focus.name, _fields(focus, "key"), strategy.key)
    for area in plan.areas:
        yield _coded(Part.AREA, area)
        for step in area.steps:
            yield _coded(Part.AREA, step, parent=area.code)
    for activity in plan.activities:
        yield _coded(Part.ACTIVITY, activity)
    for party in plan.parties:
        yield Row(Part.PARTY, party.key, party.name, _fields(party, "key"))
    for body in plan.bodies:
        yield Row(Part.BODY, body.key, body.name, _fields(body, "key"))
    for budget in plan.budgets:
        yield from _budget(budget)


def _plan(plan: Plan) -> Row:
    told: tuple[tuple[str, Value], ...] = (
        ("title", plan.title),
        ("key", plan.key),
        ("first_year", plan.first_year),
        ("last_year", plan.last_year),
        ("vision", plan.vision),
        ("decision_body", plan.decision.body if plan.decision else ""),
        ("decision_when", plan.decision.when if plan.decision else ""),
    )
    return Row(Part.PLAN, "", plan.title, told)


def _coded(part: Part, row: Area | Activity, parent: str = "") -> Row:
    return Row(part, row.code, row.title, _fields(row, "code", "steps"), parent)


def _budget(budget: Budget) -> Iterator[Row]:
    key = f"{budget.year}-{budget.version}"
    told: tuple[tuple[str, Value], ...] = (
        ("opening_balance", budget.opening_balance),
        ("reported_income", budget.reported.income),
        ("reported_costs", budget.reported.costs),
        ("reported_surplus", budget.reported.surplus),
        ("note", budget.note),
        ("share_key", budget.sharing.key),
        ("share_equal_percent", budget.sharing.equal_percent),
        ("own_shares", tuple(f"{share.municipality} {share.percent}" for share in budget.sharing.own)),
    )
    yield Row(Part.BUDGET, key, key, told)
    for part, lines in ((Part.INCOME, budget.income), (Part.COST, budget.costs)):
        for line in lines:
            yield Row(part, f"{key}/{line.key}", line.label, _fields(line, "key"), parent=key)


def _fields(row: Any, *but: str) -> tuple[tuple[str, Value], ...]:
    return tuple((field.name, getattr(row, field.name)) for field in fields(row) if field.name not in but)
