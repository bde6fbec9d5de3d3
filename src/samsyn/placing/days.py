"""Which days of a year can be used."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from samsyn.placing.model import Blocked, Year
from samsyn.timewords import holiday_name, is_squeeze_day, is_workday
from samsyn.timewords.windows import Window, days_of
from samsyn.timewords.workdays import JULY


@lru_cache(maxsize=16)
def rest_of(year: int) -> frozenset[date]:
    """The days that are kept free: July, and the week of Christmas Day with what remains of the year after it."""
    christmas = date(year, 12, 25)
    monday = christmas - timedelta(days=christmas.weekday())
    return frozenset([*days_of((date(year, JULY, 1), date(year, JULY, 31))), *days_of((monday, date(year, 12, 31)))])


@lru_cache(maxsize=4_000)
def beside_day_off(day: date) -> bool:
    """A working day next to a day off that is no weekend, or a Monday or Friday that makes a long one longer."""
    return any(
        holiday_name(near) is not None or (near.weekday() < 5 and not is_workday(near))
        for near in (day - timedelta(days=1), day + timedelta(days=1))
    )


@lru_cache(maxsize=4_000)
def squeezed(day: date) -> bool:
    return is_squeeze_day(day)


def off(day: date) -> tuple[str, str]:
    """What makes the day a day off, in Swedish and English."""
    named = holiday_name(day)
    if named:
        return named.lower(), "a public holiday or an eve that is held as one"
    return ("lördag", "a Saturday") if day.weekday() == 5 else ("söndag", "a Sunday")


class Days:
    """The working days of a year, and which of them are left to propose."""

    def __init__(self, year: Year) -> None:
        self.whole: Window = (date(year.year, 1, 1), date(year.year, 12, 31))
        self.today = year.today
        self.rest = rest_of(year.year)
        self.blocked: dict[date, Blocked] = {}
        for block in reversed(year.blocked):
            for day in days_of((max(block.starts, self.whole[0]), min(block.ends, self.whole[1]))):
                self.blocked[day] = block
        self.working = [day for day in days_of(self.whole) if is_workday(day)]
        self.open = [day for day in self.working if day not in self.blocked and not self.past(day)]

    def past(self, day: date) -> bool:
        return self.today is not None and day <= self.today

    def resting(self, window: Window, months: Collection[int]) -> bool:
        """Whether all working days of the window lie in the time that is kept free."""
        return all(day in self.rest for day in _within(self.working, window) if day.month in months)

    def usable(self, window: Window, months: Collection[int], *, rest: bool) -> list[date]:
        """The days that can be proposed, in order; those that are kept free only with `rest`."""
        inside = _within(self.open, window)
        return [day for day in inside if day.month in months and (rest or day not in self.rest)]

    def why_none(self, window: Window, months: Collection[int], *, rest: bool) -> tuple[str, tuple[str, ...]]:
        """The code of the explanation why no day of the window can be used, and the reasons of what is blocked."""
        working = [day for day in _within(self.working, window) if day.month in months]
        left = [day for day in working if rest or day not in self.rest]
        if working and not left:
            return "rest_kept_free", ()
        future = [day for day in left if not self.past(day)]
        if left and not future:
            return "all_past", ()
        reasons = dict.fromkeys(self.blocked[day].reason for day in future if day in self.blocked)
        return ("all_blocked", tuple(reasons)) if reasons else ("no_day", ())


def _within(days: list[date], window: Window) -> list[date]:
    return days[bisect_left(days, window[0]) : bisect_left(days, window[1] + timedelta(days=1))]
