"""Areas and activities as an address asks for them: narrowed by words, kind and status, and in an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from samsyn.kernel.collation import sort_key
from samsyn.plan.queries.progress import Standing
from samsyn.plandoc import model as doc

T = TypeVar("T")

AREA_ORDERS: dict[str, Callable[[Standing], Any]] = {
    "title": lambda standing: sort_key(standing.area.title),
    "time": lambda standing: (standing.span.starts, standing.span.ends) if standing.span else (date.max, date.max),
    "responsible": lambda standing: sort_key(standing.area.responsible),
    "status": lambda standing: (not standing.late, standing.status),
}
ACTIVITY_ORDERS: dict[str, Callable[[doc.Activity], Any]] = {
    "title": lambda activity: sort_key(activity.title),
    "time": lambda activity: sort_key(activity.time),
    "responsible": lambda activity: sort_key(activity.responsible),
}


def areas_asked_for(standings: Sequence[Standing], asked: Mapping[str, str]) -> list[Standing]:
    """`q` are words that stand anywhere in the row, `kind` and `status` are values, `sort` an order ("-title")."""
    found = [
        standing
        for standing in standings
        if _says(standing.area, asked.get("q", ""))
        and asked.get("kind", "") in ("", standing.area.kind)
        and asked.get("status", "") in ("", standing.status, "late" if standing.late else standing.status)
    ]
    return _in_order(found, AREA_ORDERS, asked.get("sort", ""))


def activities_asked_for(activities: Sequence[doc.Activity], asked: Mapping[str, str]) -> list[doc.Activity]:
    found = [
        activity
        for activity in activities
        if _says(activity, asked.get("q", "")) and asked.get("kind", "") in ("", activity.kind)
    ]
    return _in_order(found, ACTIVITY_ORDERS, asked.get("sort", ""))


def _says(row: doc.Area | doc.Activity, words: str) -> bool:
    purpose = (row.what, row.aim, row.follow_up) if isinstance(row, doc.Area) else (row.purpose,)
    text = " ".join((row.code, row.title, row.partners, row.time, row.responsible, *purpose)).casefold()
    return all(word in text for word in words.casefold().split())


def _in_order(rows: list[T], orders: Mapping[str, Callable[[T], Any]], sort: str) -> list[T]:
    order = orders.get(sort.removeprefix("-"))
    return sorted(rows, key=order, reverse=sort.startswith("-")) if order else rows
