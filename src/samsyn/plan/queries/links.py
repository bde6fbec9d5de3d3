"""What the fields that hold keys can point at, with the names that people read."""

from __future__ import annotations

from collections.abc import Hashable

from samsyn.plan.enums import GLOBAL_GOALS
from samsyn.plandoc import model as doc

NUMBERS = {"goals", "global_goals"}  # their keys are numbers, all others' are words


def targets(field: str, document: doc.Plan) -> dict[Hashable, str] | None:
    """Key and name of everything that the field may point at, in the plan's order; None if it holds no keys."""
    match field:
        case "goals":
            return {goal.number: f"{goal.number}. {goal.title}" for goal in document.goals}
        case "global_goals":
            return {number: f"{number}. {title}" for number, title in GLOBAL_GOALS.items()}
        case "parties":
            return {party.key: party.name for party in document.parties}
        case "bodies":
            return {body.key: body.name for body in document.bodies}
        case "focus_areas":
            return {f.key: f"{f.name} ({s.name})" for s in document.strategies for f in s.focus_areas}
        case "depends_on":
            return {area.code: f"{area.code} {area.title}" for area in document.every_area()}
    return None
