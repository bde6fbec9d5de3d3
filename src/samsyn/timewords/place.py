"""Proposed days for what an expression asks for in a year.

A proposal is a workday outside July, public holidays, squeeze days and days that are taken; several are spread over
the time that the words give. July is used only when the words leave no other month. What cannot be had is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from samsyn.timewords import grains
from samsyn.timewords.grains import Grain
from samsyn.timewords.model import (
    ALL_MONTHS,
    Deadline,
    Expression,
    Occasion,
    Ongoing,
    Part,
    Period,
    Placement,
    Recurrence,
    Relation,
    Relative,
    Unit,
    Yearless,
)
from samsyn.timewords.series import find_series
from samsyn.timewords.windows import Window, days_of, only_july, overlap, windows_of
from samsyn.timewords.workdays import JULY, free_days, holiday_name, is_workday
from samsyn.timewords.write import write_day, write_part, write_span

LEAD = timedelta(days=14)  # before another series, when the words do not say how long
LAG = timedelta(days=7)  # after it
_SEARCH = 70  # days to look for a free one beside another series; spans July and the holidays around it
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def place(
    expression: Expression,
    year: int,
    *,
    others: Mapping[str, Sequence[date]] | None = None,
    taken: Collection[date] = (),
) -> Placement:
    """Propose the occasions of a year; `others` are the days of other series by name, `taken` days not to use.

    Of a range ("2-3 gånger") the most is proposed. Ongoing work has no occasions. Raises ValueError when the year is
    outside 1900-2199.
    """
    desk = _Desk(year, others or {}, set(taken))
    for part in expression.parts:
        desk.take_up(part)
    desk.unmet.extend(f"”{words}” går inte att läsa, så inget är placerat för det." for words in expression.unread)
    return Placement(tuple(sorted(desk.occasions, key=lambda occasion: occasion.on)), tuple(desk.unmet))


class _Desk:
    """The year that is being filled."""

    def __init__(self, year: int, others: Mapping[str, Sequence[date]], taken: set[date]) -> None:
        self.year = year
        self.whole: Window = grains.days(Grain.YEAR, 1, year)
        self.others = others
        self.taken = taken
        self.occasions: list[Occasion] = []
        self.unmet: list[str] = []

    def take_up(self, part: Part) -> None:
        match part:
            case Yearless():
                try:
                    self.take_up(part.in_year(self.year))
                except ValueError:
                    self.unmet.append(f"{_sentence_start(write_part(part))} finns inte {self.year}.")
            case Period():
                self._period(part)
            case Deadline():
                self._deadline(part)
            case Recurrence():
                self._recurrence(part)
            case Relative():
                self._relative(part)
            case Ongoing():
                pass

    def add(self, day: date, why: str) -> None:
        self.occasions.append(Occasion(day, why))
        self.taken.add(day)

    def _outside(self, part: Part) -> None:
        self.unmet.append(f"{_sentence_start(write_part(part))} ligger utanför {self.year}.")

    def _period(self, part: Period) -> None:
        window = overlap((part.starts, part.ends), self.whole)
        if window is None:
            return self._outside(part)
        chosen = _spread(self._candidates(window, july=only_july(window, ALL_MONTHS)), 1)
        if not chosen:
            self.unmet.append(f"{_sentence_start(write_part(part))} har ingen ledig arbetsdag {self.year}.")
        for day in chosen:
            self.add(day, f"{_sentence_start(write_part(part))}: en ledig arbetsdag nära mitten av tiden.")

    def _deadline(self, part: Deadline) -> None:
        if part.on.year != self.year:
            return self._outside(part)
        day = part.on
        while not is_workday(day):
            day -= timedelta(days=1)
        said = _sentence_start(write_part(part))
        if day == part.on:
            return self.add(day, f"{said}.")
        off = holiday_name(part.on) or _WEEKDAYS[part.on.weekday()]
        self.add(day, f"{said}: sista dagen är {off.lower()}, så det här är sista arbetsdagen före.")

    def _candidates(self, window: Window, months: Collection[int] = ALL_MONTHS, *, july: bool) -> list[date]:
        """Free days of the window; squeeze days where nothing else is left."""
        free = [day for day in free_days(*window, self.taken, july=july) if day.month in months]
        return free or [
            day
            for day in days_of(window)
            if day.month in months and (july or day.month != JULY) and is_workday(day) and day not in self.taken
        ]

    def _recurrence(self, part: Recurrence) -> None:
        if isinstance(part.during, Yearless) and part.during.deadline:
            return self.take_up(part.during)
        windows = self._windows(part)
        if not windows:
            return
        july = all(only_july(window, part.months) for window in windows)
        chosen = [_spread(self._candidates(window, part.months, july=july), part.at_most) for window in windows]
        total = sum(len(days) for days in chosen)
        said, number = _sentence_start(write_part(part)), 0
        for days in chosen:
            for index, day in enumerate(days):
                number += 1
                why = f"{said}: tillfälle {number} av {total} under {self.year}."
                if index >= part.at_least:
                    why += f" Det kan utgå: minst {part.at_least} krävs." if part.at_least else " Det kan utgå."
                self.add(day, why)
        in_july = 0 if july else sum(only_july(window, part.months) for window in windows) * part.at_most
        missing = part.at_most * len(windows) - total - in_july
        if in_july:
            self.unmet.append(f"Juli hålls fri, så {_occasions(in_july)} saknas av ”{write_part(part)}”.")
        if missing:
            self.unmet.append(
                f"De lediga arbetsdagarna räcker inte: {_occasions(missing)} saknas av ”{write_part(part)}”."
            )

    def _windows(self, part: Recurrence) -> list[Window]:
        try:
            windows = windows_of(part, self.whole)
        except ValueError:  # a week 53 or a 29 February that the year does not have
            windows = None
        if windows is None:
            self._outside(part)
        return windows or []

    def _relative(self, part: Relative) -> None:
        found = find_series(part.to, self.others)
        said = _sentence_start(write_part(part))
        if len(found) > 1:
            names = " och ".join(f"”{name}”" for name in found)
            self.unmet.append(f"{said}: både {names} kan vara det som avses, så inget är placerat.")
            return
        window = self._held(part)
        if window is None:
            return
        dates = sorted(day for name in found for day in self.others[name] if window[0] <= day <= window[1])
        if not dates:
            self.unmet.append(f"{said}: ”{part.to}” har inga datum {self.year}, så inget är placerat.")
            return
        for other in self._chosen(part, dates):
            self._beside(part, other)

    def _held(self, part: Relative) -> Window | None:
        """The days of the year in which the part holds."""
        try:
            during = part.during.in_year(self.year) if isinstance(part.during, Yearless) else part.during
        except ValueError:
            during = None
        window = overlap((during.starts, during.ends), self.whole) if isinstance(during, Period) else None
        if part.during is None:
            return self.whole
        if window is None:
            self._outside(part)
        return window

    def _chosen(self, part: Relative, dates: list[date]) -> list[date]:
        """The days of the other series that the quota falls on."""
        if part.quota is None:
            return dates
        chosen: list[date] = []
        for starts, ends in self._windows(part.quota):
            inside = [day for day in dates if starts <= day <= ends and day.month in part.quota.months]
            if len(inside) < part.quota.at_least:
                short = part.quota.at_least - len(inside)
                self.unmet.append(
                    f"{_sentence_start(write_part(part))}: ”{part.to}” har {len(inside)} datum "
                    f"{write_span(starts, ends)}, så {_occasions(short)} saknas."
                )
            chosen.extend(_spread(inside, part.quota.at_most))
        return chosen

    def _beside(self, part: Relative, other: date) -> None:
        if part.relation is Relation.ALONGSIDE:
            return self.add(other, f"Samma dag som ”{part.to}”, den {write_day(other)}.")
        before = part.relation is Relation.BEFORE
        distance = distance_of(part)
        target = other - distance if before else other + distance
        reach = timedelta(days=_SEARCH)
        days = free_days(*((target - reach, target) if before else (target, target + reach)), self.taken)
        if not days:
            self.unmet.append(f"Ingen ledig arbetsdag finns {write_part(part)} {write_day(other)}.")
            return None
        day = days[-1] if before else days[0]
        apart = abs((other - day).days)
        self.add(day, f"{apart} dagar {'före' if before else 'efter'} ”{part.to}” den {write_day(other)}.")


def distance_of(part: Relative) -> timedelta:
    """How long before or after the other series: what the words say, else what is usual."""
    if part.offset is None:
        return LEAD if part.relation is Relation.BEFORE else LAG
    count, unit = part.offset
    return timedelta(days=count * {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30}.get(unit, 1))


def _spread(days: list[date], count: int) -> list[date]:
    """`count` of the days, each near the middle of its share of them; all of them when they are fewer."""
    if len(days) <= count:
        return days
    edges = [index * len(days) // count for index in range(count + 1)]
    return [_near_middle(days[start:stop]) for start, stop in pairwise(edges)]


def _near_middle(days: list[date]) -> date:
    """A day between two workdays within three days of the middle if there is one, else the middle."""
    middle = len(days) // 2
    near = range(max(0, middle - 3), min(len(days), middle + 4))
    return days[min(near, key=lambda index: (_beside_day_off(days[index]), abs(index - middle)))]


def _beside_day_off(day: date) -> bool:
    return not (is_workday(day - timedelta(days=1)) and is_workday(day + timedelta(days=1)))


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _occasions(count: int) -> str:
    return "ett tillfälle" if count == 1 else f"{count} tillfällen"
