"""From a plan file to a Plan."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from samsyn.plandoc.model import AreaKind, Budget, BudgetLine, CostKind, IncomeKind, Plan
from samsyn.plandoc.planfile import links, opening
from samsyn.plandoc.planfile.problems import Notice, PlanFileError
from samsyn.plandoc.planfile.shape import MAX_PROBLEMS, shaped
from samsyn.plandoc.planfile.source import nodes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan as read, and what its writer should know about the reading."""

    plan: Plan
    notices: tuple[Notice, ...] = ()


def read(data: bytes | str, *, name: str = "") -> Reading:
    """Reads a plan file (UTF-8, at most 2 MB). `name` is the file's name, for the messages.

    Raises PlanFileError with every problem found (at most 200).
    """
    try:
        shape = shaped(nodes(data))
        found = chain(shape.problems, links.faults(shape), opening.conflicts(shape))
        if problems := list(islice(found, MAX_PROBLEMS)):
            raise PlanFileError(problems)
    except PlanFileError as error:
        raise PlanFileError(error.problems, name=name) from None
    data_of_plan = {key: value for key, value in shape.data.items() if key != "format"}
    for area in data_of_plan.get("areas", ()):
        area["steps"] = [{**step, "kind": AreaKind.STEP} for step in area.get("steps", ())]
    plan, notices = opening.lifted(built(Plan, data_of_plan), shape)
    return Reading(plan, notices)


def built(cls: type[T], data: dict[str, Any]) -> T:
    """A dataclass of the model from plain data that the schema has let through."""
    if cls is Budget:
        return cls(**_budget(data))
    hints = get_type_hints(cls)
    return cls(**{key: _value(hints[key], value) for key, value in data.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if get_origin(hint) is UnionType:  # X | None: amounts, and the decision
        return None if value is None else _value(get_args(hint)[0], value)
    if isinstance(value, Decimal):
        return int(value * 100)
    if isinstance(hint, type) and is_dataclass(hint):
        return built(hint, value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return date.fromisoformat(value) if hint is date else value


def _budget(data: dict[str, Any]) -> dict[str, Any]:
    """A budget's arguments: its lines take their kind from the side they stand on."""
    hints = get_type_hints(Budget)
    arguments = {key: _value(hints[key], value) for key, value in data.items() if key not in ("income", "costs")}
    arguments.setdefault("opening_balance", None)
    for side, kinds in (("income", IncomeKind), ("costs", CostKind)):
        arguments[side] = tuple(
            BudgetLine(
                key=line["key"],
                label=line["label"],
                kind=kinds(line["kind"]),
                amount=_value(int | None, line["amount"]),
                note=line.get("note", ""),
            )
            for line in data[side]
        )
    return arguments
