"""What a year asks: every area, network and duty that falls in it, with its time in that year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samsyn.plan.enums import ActivityKind
from samsyn.plan.queries.progress import area_span
from samsyn.plandoc import model as doc
from samsyn.timewords import Deadline, Ongoing, Period, Recurrence, Relative, parse


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a year asks for, with the part of its time that lies in the year.

    `on` lists the days that are placed. `asked` is how many occasions the plan wants in the year, (fewest, most), and
    None where it does not say. `due` is the last day of something that is to be finished.
    """

    code: str
    title: str
    is_area: bool
    kind: str
    time: str
    starts: date
    ends: date
    on: tuple[date, ...] = ()
    asked: tuple[int, int] | None = None
    due: date | None = None

    @property
    def missing(self) -> int:
        """How many occasions have no day yet."""
        return max(0, self.asked[0] - len(self.on)) if self.asked else 0

    def touches(self, first: date, last: date) -> bool:
        """Whether there is something to do between the days (both included)."""
        if self.on and not self.missing:
            return any(first <= day <= last for day in self.on)
        return self.starts <= last and self.ends >= first


def duties(plan: doc.Plan, year: int) -> list[Duty]:
    """The year's duties in the plan's order: areas and their steps first, then activities."""
    found = [duty for area in plan.every_area() if (duty := _area(plan, area, year))]
    return found + [duty for activity in plan.activities if (duty := _activity(activity, year))]


def years(plan: doc.Plan) -> range:
    return range(plan.first_year, plan.last_year + 1)


def _area(plan: doc.Plan, area: doc.Area, year: int) -> Duty | None:
    span = area_span(plan, area)
    if span is None or span.starts.year > year or span.ends.year < year:
        return None
    return Duty(area.code, area.title, True, area.kind, area.time, *_within(span.starts, span.ends, year))


def _activity(activity: doc.Activity, year: int) -> Duty | None:
    placed = tuple(day for day in activity.placed if day.year == year)
    windows = list(_windows(activity.time, year))
    if not windows and not placed:
        return None
    first = min([start for start, _end in windows] + list(placed))
    last = max([end for _start, end in windows] + list(placed))
    delivers = activity.kind == ActivityKind.DELIVERABLE
    return Duty(
        activity.code,
        activity.title,
        False,
        activity.kind,
        activity.time,
        first,
        last,
        on=placed,
        asked=_asked(activity, year),
        due=last if delivers and windows else None,
    )


def _windows(time: str, year: int) -> Iterator[tuple[date, date]]:
    """The stretches of the year in which the activity takes place or may take place."""
    for part in parse(time, year=year).parts:
        match part:
            case Deadline(on=on):
                yield from _stretch(on, on, year)
            case Period(starts=starts, ends=ends) | Ongoing(starts=starts, ends=ends):
                yield from _stretch(starts, ends, year)
            case (
                Recurrence(during=Period(starts=starts, ends=ends)) | Relative(during=Period(starts=starts, ends=ends))
            ):
                yield from _stretch(starts, ends, year)
            case Recurrence(months=months, during=Ongoing(starts=starts, ends=ends)):
                if any(_stretch(starts, ends, year)):
                    yield date(year, months[0], 1), _month_end(year, months[-1])
            case Recurrence(months=months):
                yield date(year, months[0], 1), _month_end(year, months[-1])
            case Relative():
                yield from _stretch(None, None, year)


def _asked(activity: doc.Activity, year: int) -> tuple[int, int] | None:
    """Occasions wanted in the year: the recurrences' number, and one for each period that stands by itself."""
    expression = parse(activity.time, year=year)
    low, high = expression.per_year or (0, 0)
    if activity.kind in (ActivityKind.DELIVERABLE, ActivityKind.COMMUNICATION):
        return (low, high) if high else None
    single = sum(isinstance(p, Period) and p.starts.year <= year <= p.ends.year for p in expression.parts)
    return (low + single, high + single) if high + single else None


def _stretch(starts: date | None, ends: date | None, year: int) -> Iterator[tuple[date, date]]:
    """What of a time lies in the year; an end that is left open lies outside it."""
    starts, ends = starts or date(year, 1, 1), ends or date(year, 12, 31)
    if starts.year <= year <= ends.year:
        yield _within(starts, ends, year)


def _within(starts: date, ends: date, year: int) -> tuple[date, date]:
    return max(starts, date(year, 1, 1)), min(ends, date(year, 12, 31))


def _month_end(year: int, month: int) -> date:
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
