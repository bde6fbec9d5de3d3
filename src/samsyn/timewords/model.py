"""What an expression of time says, as immutable plain data.

The parts check themselves: one that cannot be, or cannot be told in words, raises ValueError when it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor

from samsyn.timewords import grains
from samsyn.timewords.grains import FIRST_DAY, LAST_DAY, Grain

ALL_MONTHS = tuple(range(1, 13))


class Mode(StrEnum):
    ANY = ""
    DIGITAL = "digital"
    PHYSICAL = "physical"


class Unit(StrEnum):
    YEAR = "year"
    HALF_YEAR = "half_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PERIOD = "period"  # so many times in the whole of `during`


class Relation(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    ALONGSIDE = "alongside"


@dataclass(frozen=True, slots=True)
class Period:
    """A time with both ends, whole days, both inclusive. `grain` is what the words reckon in.

    The dates must be whole units of the grain ("våren 2026" is a SEASON from 1 January to 30 June).
    """

    starts: date
    ends: date
    mode: Mode = Mode.ANY
    grain: Grain = Grain.DAY
    what: str = ""  # what takes place, if the words say so: "workshop"

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.starts <= self.ends <= LAST_DAY:
            raise ValueError(f"not a period: {self.starts}-{self.ends}")
        grains.starting(self.grain, self.starts)
        if grains.days(self.grain, *grains.ending(self.grain, self.ends))[0] < self.starts:  # seasons overlap
            raise ValueError(f"{self.starts}-{self.ends} are not whole units of {self.grain}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something is to be done on `on` at the latest."""

    on: date
    mode: Mode = Mode.ANY
    what: str = ""

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.on <= LAST_DAY:
            raise ValueError(f"outside {FIRST_DAY.year}-{LAST_DAY.year}: {self.on}")


@dataclass(frozen=True, slots=True)
class Yearless:
    """A period, or with `deadline` a last day, in words that name no year: units `first`-`last` of `grain`.

    `last` before `first` is in the year after ("oktober-mars").
    """

    grain: Grain
    first: int
    last: int
    deadline: bool = False
    mode: Mode = Mode.ANY
    what: str = ""

    def __post_init__(self) -> None:
        if self.first not in grains.indices(self.grain) or self.last not in grains.indices(self.grain):
            raise ValueError(f"no {self.grain} {self.first}-{self.last}")
        if self.grain is Grain.DAY:  # in some year: 2024 has its 29 February
            grains.days(self.grain, self.first, 2024), grains.days(self.grain, self.last, 2024)
        if self.deadline and self.first != self.last:
            raise ValueError("a deadline is one unit")

    @property
    def months(self) -> tuple[int, ...] | None:
        """The months that are covered, in order; None if it does not consist of whole months."""
        begin, end = grains.months(self.grain, self.first), grains.months(self.grain, self.last)
        if begin is None or end is None:
            return None
        count = (end[0] + end[1] - begin[0]) % 12 or 12
        return tuple(sorted((begin[0] - 1 + step) % 12 + 1 for step in range(count)))

    def in_year(self, year: int) -> Period | Deadline:
        """The same in a year. Raises ValueError when the year has no such day or week."""
        starts, ends = grains.days(self.grain, self.first, year)
        if self.deadline:
            on = date(year, 12, 31) if self.grain is Grain.NEW_YEAR else ends
            return Deadline(on, self.mode, self.what)
        if self.last != self.first:
            ends = grains.days(self.grain, self.last, year + (self.last < self.first))[1]
        return Period(starts, ends, self.mode, self.grain, self.what)


@dataclass(frozen=True, slots=True)
class Ongoing:
    """Goes on all the time, or with `on_demand` whenever it is needed; between the ends if there are any."""

    starts: date | None = None
    ends: date | None = None
    on_demand: bool = False
    months: tuple[int, ...] = ALL_MONTHS  # in order
    mode: Mode = Mode.ANY
    what: str = ""

    def __post_init__(self) -> None:
        if not FIRST_DAY <= (self.starts or FIRST_DAY) <= (self.ends or LAST_DAY) <= LAST_DAY:
            raise ValueError(f"not a period: {self.starts}-{self.ends}")
        _check_months(self.months)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """So many times in every `every`th unit `per`, in the given months: "varannan månad" is 1, 1, MONTH, 2.

    `or_more`: at least that many and no limit. `at_least` 0: at most that many.
    """

    at_least: int
    at_most: int
    per: Unit
    every: int = 1
    months: tuple[int, ...] = ALL_MONTHS  # in order
    or_more: bool = False
    during: Period | Yearless | Ongoing | None = None
    mode: Mode = Mode.ANY
    what: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.at_least <= self.at_most <= 999 or self.at_most < 1 or not 1 <= self.every <= 99:
            raise ValueError(f"not a number of times: {self.at_least}-{self.at_most} every {self.every}")
        if self.or_more and self.at_least != self.at_most:
            raise ValueError("either a range or a least number")
        if self.per is Unit.PERIOD and (self.during is None or isinstance(self.during, Ongoing)):
            raise ValueError("times in a period need the period")
        if self.per is Unit.PERIOD and (self.every != 1 or self.months != ALL_MONTHS):
            raise ValueError("times in a period are not repeated")
        if self.during and (self.during.mode or self.during.what):
            raise ValueError("mode and what belong to the recurrence")
        if isinstance(self.during, Yearless):
            if self.during.grain is Grain.YEAR:
                raise ValueError("a recurrence holds during a part of a year")
            if self.during.deadline and not (self.yearly and self.months == ALL_MONTHS):
                raise ValueError("only once a year has a last day in the year")
            if self.per is not Unit.PERIOD and self.during.months and not self.during.deadline:
                raise ValueError("months without a year belong in months")
        if isinstance(self.during, Ongoing) and self.during not in (
            Ongoing(starts=self.during.starts),
            Ongoing(ends=self.during.ends),
        ):
            raise ValueError("a recurrence holds from a day, to a day, or during a period")
        _check_months(self.months)

    @property
    def yearly(self) -> bool:
        """Whether it is once a year, or once in every so many years."""
        return self.at_least == self.at_most == 1 and self.per is Unit.YEAR and not self.or_more

    @property
    def excluded(self) -> tuple[int, ...]:
        return tuple(month for month in ALL_MONTHS if month not in self.months)

    @property
    def per_year(self) -> tuple[int, int]:
        """The fewest and the most occasions that a full year can hold of this recurrence."""
        if self.per is Unit.PERIOD:
            low = high = float(1)
            if isinstance(self.during, Period):
                years = self.during.ends.year - self.during.starts.year + 1
                low = high = 1 / years
        else:
            low, high = _units_a_year(self.per, self.months)
        return floor(self.at_least * low / self.every), ceil(self.at_most * high / self.every)


@dataclass(frozen=True, slots=True)
class Relative:
    """Before, after or together with another series, which `to` names in the planner's words."""

    to: str
    relation: Relation
    quota: Recurrence | None = None  # how often; None is every time
    offset: tuple[int, Unit] | None = None  # DAY, WEEK or MONTH: "två veckor före" is (2, WEEK)
    during: Period | Yearless | None = None  # only those of the other series that lie in it
    mode: Mode = Mode.ANY
    what: str = ""

    def __post_init__(self) -> None:
        if not self.to.strip():
            raise ValueError("relative to nothing")
        quota, during = self.quota, self.during
        if quota and (quota.mode or quota.what or quota.during or quota.per is Unit.PERIOD):
            raise ValueError("mode, what and during belong to the relative part")
        if during and (during.mode or during.what):
            raise ValueError("mode and what belong to the relative part")
        if isinstance(during, Yearless) and (during.deadline or during.grain is Grain.YEAR):
            raise ValueError("a relative part holds during a part of a year")
        if self.offset:
            count, unit = self.offset
            if unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH) or not 1 <= count <= 999:
                raise ValueError(f"not an offset: {self.offset}")
            if self.relation is Relation.ALONGSIDE:
                raise ValueError("together with something has no offset")


Part = Period | Deadline | Yearless | Ongoing | Recurrence | Relative


@dataclass(frozen=True, slots=True)
class Expression:
    words: str  # to the letter as they were written
    parts: tuple[Part, ...] = ()
    unread: tuple[str, ...] = ()  # what could not be read, in order
    assumed: tuple[str, ...] = ()  # Swedish sentences: readings that are not evident, to be shown

    @property
    def readable(self) -> bool:
        return bool(self.parts) and not self.unread

    @property
    def needs_year(self) -> bool:
        return any(
            isinstance(part, Yearless)
            or (isinstance(part, Relative) and isinstance(part.during, Yearless))
            or (isinstance(part, Recurrence) and part.per is Unit.PERIOD and isinstance(part.during, Yearless))
            for part in self.parts
        )

    @property
    def span(self) -> Period | None:
        """From the earliest to the latest day that the parts name; None when none names a day."""
        days = [day for part in self.parts for day in _named_days(part)]
        return Period(min(days), max(days)) if days else None

    @property
    def per_year(self) -> tuple[int, int] | None:
        """How many occasions a full year the recurrences ask for, (fewest, most); None without recurrences."""
        asked = [recurrence.per_year for recurrence in self.recurrences]
        return (sum(low for low, _ in asked), sum(high for _, high in asked)) if asked else None

    @property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """Also those that are bound to another series."""
        found = (part.quota if isinstance(part, Relative) else part for part in self.parts)
        return tuple(part for part in found if isinstance(part, Recurrence))


@dataclass(frozen=True, slots=True)
class Occasion:
    on: date
    why: str  # a Swedish sentence


@dataclass(frozen=True, slots=True)
class Placement:
    occasions: tuple[Occasion, ...] = ()  # in order of date
    unmet: tuple[str, ...] = ()  # Swedish sentences: what could not be satisfied


def _check_months(months: tuple[int, ...]) -> None:
    if not months or tuple(sorted(set(months) & set(ALL_MONTHS))) != months:
        raise ValueError(f"not months in order: {months}")


def _units_a_year(per: Unit, months: tuple[int, ...]) -> tuple[float, float]:
    match per:
        case Unit.MONTH:
            return len(months), len(months)
        case Unit.WEEK | Unit.DAY:
            length = 7 if per is Unit.WEEK else 1
            share = len(months) / 12
            return (
                (floor(365 / length * share), ceil(366 / length * share))
                if share < 1
                else (365 // length, 366 / length)
            )
        case Unit.YEAR:
            return 1, 1
        case _:
            length = {Unit.HALF_YEAR: 6, Unit.TERTIAL: 4, Unit.QUARTER: 3}[per]
            touched = len({(month - 1) // length for month in months})
            return touched, touched


def _named_days(part: Part) -> Iterator[date]:
    match part:
        case Period():
            yield from (part.starts, part.ends)
        case Deadline():
            yield part.on
        case Ongoing():
            yield from (day for day in (part.starts, part.ends) if day)
        case Recurrence() | Relative():
            if part.during:
                yield from _named_days(part.during)
        case Yearless():
            return
