"""Proposed days for a recurring activity."""

from __future__ import annotations

from datetime import date

from samsyn.plandoc import model as doc
from samsyn.timewords import Placement, parse, place


def proposal(plan: doc.Plan, code: str, year: int) -> Placement:
    """Days in the year that fit the activity's time in words and the days that other activities have already."""
    activity = next(activity for activity in plan.activities if activity.code == code)
    others = {other.title: _in(other, year) for other in plan.activities if other.code != code and _in(other, year)}
    taken = [day for days in others.values() for day in days]
    return place(parse(activity.time, year=year), year, others=others, taken=taken)


def _in(activity: doc.Activity, year: int) -> list[date]:
    return [day for day in activity.placed if day.year == year]
