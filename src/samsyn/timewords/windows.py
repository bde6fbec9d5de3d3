"""The spans of a year that each ask for a recurrence's number of times."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import groupby

from samsyn.timewords.model import Ongoing, Period, Recurrence, Unit, Yearless
from samsyn.timewords.workdays import JULY, is_workday

Window = tuple[date, date]

_MONTHS_IN = {Unit.YEAR: 12, Unit.HALF_YEAR: 6, Unit.TERTIAL: 4, Unit.QUARTER: 3, Unit.MONTH: 1}


def days_of(window: Window) -> list[date]:
    return [window[0] + timedelta(days=step) for step in range((window[1] - window[0]).days + 1)]


def overlap(one: Window, other: Window) -> Window | None:
    starts, ends = max(one[0], other[0]), min(one[1], other[1])
    return (starts, ends) if starts <= ends else None


def only_july(window: Window, months: Collection[int]) -> bool:
    """Whether all workdays of the window that lie in the months are in July."""
    return all(day.month == JULY for day in days_of(window) if day.month in months and is_workday(day))


def windows_of(part: Recurrence, year: Window) -> list[Window] | None:
    """The spans within the year, in order; None when the recurrence does not hold in it.

    "Varannan månad" counts from the beginning of the time that the words give; where they give none, from the
    beginning that leaves most occasions outside July. Raises ValueError when the year has no such time as `during`.
    """
    during = part.during.in_year(year[0].year) if isinstance(part.during, Yearless) else part.during
    starts, ends = None, None
    if isinstance(during, Period | Ongoing):
        starts, ends = during.starts, during.ends
    inside = overlap((starts or year[0], ends or year[1]), year)
    if inside is None:
        return None
    units = [(ordinal, list(days)) for ordinal, days in groupby(days_of(inside), lambda day: _ordinal(part.per, day))]
    begun = _ordinal(part.per, starts or year[0])
    phases = [0] if starts else range(min(part.every, len(units)))
    rhythms = [_due(part, units, begun + phase) for phase in phases]
    return max(rhythms, key=lambda windows: sum(not only_july(window, part.months) for window in windows))


def _due(part: Recurrence, units: list[tuple[int, list[date]]], begun: int) -> list[Window]:
    """The units in which the recurrence falls, counted from the unit `begun`."""
    return [
        (days[0], days[-1])
        for ordinal, days in units
        if (ordinal - begun) % part.every == 0
        and any(day.month in part.months for day in days)
        and (
            part.per is not Unit.WEEK or any(day.weekday() == 3 for day in days)
        )  # ISO: a week is where its Thursday is
        and (part.per is not Unit.DAY or is_workday(days[0]))
    ]


def _ordinal(per: Unit, day: date) -> int:
    """The number of the unit that the day lies in."""
    match per:
        case Unit.DAY:
            return day.toordinal()
        case Unit.WEEK:
            return (day.toordinal() - 1) // 7
        case Unit.PERIOD:
            return 0
        case _:
            return (day.year * 12 + day.month - 1) // _MONTHS_IN[per]
