"""The units that planners reckon in, and the days they cover.

A unit is (grain, index, year): (QUARTER, 2, 2026) is April-June 2026. In Swedish planning *våren* is the working
spring, January-June, and *hösten* the working autumn, August-December; *sommaren* is June-August and *vintern*
December-February, counted to the year in which it begins. A THIRD is the beginning (1-10), middle (11-20) or end (21-)
of a month, NEW_YEAR the turn of the year (16 December-15 January). Weeks are ISO 8601 weeks. A FEAST is Easter (Good
Friday-Easter Monday), Midsummer (eve and day) or Christmas (24-26 December).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from dateutil.easter import easter

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)

SPRING, SUMMER, AUTUMN, WINTER = 1, 2, 3, 4
EASTER, MIDSUMMER, CHRISTMAS = 1, 2, 3


class Grain(StrEnum):
    YEAR = "year"
    HALF_YEAR = "half_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    SEASON = "season"
    MONTH = "month"
    THIRD = "third"
    WEEK = "week"
    DAY = "day"
    NEW_YEAR = "new_year"
    FEAST = "feast"


_EVEN = {Grain.YEAR: 12, Grain.HALF_YEAR: 6, Grain.TERTIAL: 4, Grain.QUARTER: 3, Grain.MONTH: 1}
_SEASONS = {SPRING: (1, 6), SUMMER: (6, 3), AUTUMN: (8, 5), WINTER: (12, 3)}  # first month, number of months


def indices(grain: Grain) -> range:
    """The indices that a unit of this grain can have; a DAY is month * 100 + day, and not every one exists."""
    return {
        Grain.SEASON: range(1, 5),
        Grain.THIRD: range(1, 37),
        Grain.WEEK: range(1, 54),
        Grain.DAY: range(101, 1232),
        Grain.NEW_YEAR: range(1, 2),
        Grain.FEAST: range(1, 4),
    }.get(grain) or range(1, 12 // _EVEN[grain] + 1)


def months(grain: Grain, index: int) -> tuple[int, int] | None:
    """First month (1-12) and number of months of a unit; None where months do not bound the grain."""
    if grain is Grain.SEASON:
        return _SEASONS[index]
    length = _EVEN.get(grain)
    return None if length is None else ((index - 1) * length + 1, length)


def days(grain: Grain, index: int, year: int) -> tuple[date, date]:
    """First and last day of a unit. Raises ValueError when there is no such unit or it leaves 1900-2199."""
    if index not in indices(grain):
        raise ValueError(f"no {grain} {index}")
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise ValueError(f"{year} is outside {FIRST_DAY.year}-{LAST_DAY.year}")
    first, last = _days(grain, index, year)
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise ValueError(f"{first}-{last} is outside {FIRST_DAY.year}-{LAST_DAY.year}")
    return first, last


def _days(grain: Grain, index: int, year: int) -> tuple[date, date]:
    span = months(grain, index)
    if span is not None:
        return _months(year, *span)
    match grain:
        case Grain.THIRD:
            month, third = (index - 1) // 3 + 1, (index - 1) % 3
            last = (10, 20, monthrange(year, month)[1])[third]
            return date(year, month, third * 10 + 1), date(year, month, last)
        case Grain.WEEK:
            return date.fromisocalendar(year, index, 1), date.fromisocalendar(year, index, 7)
        case Grain.NEW_YEAR:
            return date(year, 12, 16), date(year + 1, 1, 15)
        case Grain.FEAST:
            return _feast(index, year)
        case _:
            day = date(year, index // 100, index % 100)
            return day, day


def _feast(index: int, year: int) -> tuple[date, date]:
    if index == EASTER:
        sunday = easter(year)
        return sunday - timedelta(days=2), sunday + timedelta(days=1)
    if index == MIDSUMMER:
        eve = next(day for day in range(19, 26) if date(year, 6, day).weekday() == 4)
        return date(year, 6, eve), date(year, 6, eve + 1)
    return date(year, 12, 24), date(year, 12, 26)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = month - 1 + count
    end = date(year + after // 12, after % 12 + 1, 1)
    return date(year, month, 1), end - timedelta(days=1)


def starting(grain: Grain, day: date) -> tuple[int, int]:
    """(index, year) of the unit that begins on `day`. Raises ValueError when none does."""
    return _bounded(grain, day, 0)


def ending(grain: Grain, day: date) -> tuple[int, int]:
    """(index, year) of the unit that ends on `day`. Raises ValueError when none does."""
    return _bounded(grain, day, 1)


def _bounded(grain: Grain, day: date, side: int) -> tuple[int, int]:
    if grain is Grain.DAY:
        return day.month * 100 + day.day, day.year
    if grain is Grain.WEEK:
        year, week, weekday = day.isocalendar()
        if weekday == (1, 7)[side]:
            return week, year
    else:
        for year in (day.year, day.year - 1):  # a winter or a turn of the year ends in the year after
            for index in indices(grain):
                if year >= FIRST_DAY.year and _days(grain, index, year)[side] == day:
                    return index, year
    raise ValueError(f"no {grain} {('begins', 'ends')[side]} on {day}")


def common(one: Grain, other: Grain) -> Grain:
    """The coarsest grain in which both can be told."""
    if one is other:
        return one
    if all(grain in _EVEN or grain is Grain.SEASON for grain in (one, other)):
        return Grain.MONTH
    return Grain.DAY
