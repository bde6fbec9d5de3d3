"""The same words for another year: "våren 2026" becomes "våren 2027"."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import replace
from datetime import date

from samsyn.timewords import grains
from samsyn.timewords.model import Deadline, Expression, Part, Period, Recurrence, Relative
from samsyn.timewords.parse import parse
from samsyn.timewords.write import write

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def roll(words: str, *, before: int) -> str:
    """The words with every time in them that lies in one year earlier than `before` moved a year on.

    What stretches over several years, what goes on and what names no year stays, and so do words that cannot be read.
    The planner's own words are kept where exchanging the year in them says the same; else they are written anew.
    """
    said = parse(words)
    wanted = tuple(_rolled(part, before) for part in said.parts)
    if not said.readable or wanted == said.parts:
        return words
    exchanged = _YEAR.sub(lambda year: str(int(year[0]) + (int(year[0]) < before)), words)
    for attempt in (exchanged, write(replace(said, parts=wanted))):
        if _says(parse(attempt), wanted):
            return attempt
    return words


def _rolled(part: Part, before: int) -> Part:
    match part:
        case Period():
            return _period(part, before)
        case Deadline(on=on) if on.year < before:
            return replace(part, on=_a_year_on(on))
        case Recurrence(during=Period() as during) | Relative(during=Period() as during):
            return replace(part, during=_period(during, before))
    return part


def _period(period: Period, before: int) -> Period:
    grain = period.grain
    (first, year), (last, last_year) = grains.starting(grain, period.starts), grains.ending(grain, period.ends)
    if year == last_year < before:
        with suppress(ValueError):  # the next year has no such day or week
            begin, end = grains.days(grain, first, year + 1)[0], grains.days(grain, last, year + 1)[1]
            return replace(period, starts=begin, ends=end)
    return period


def _a_year_on(day: date) -> date:
    last = monthrange(day.year, day.month)[1]
    end = monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, end if day.day == last else min(day.day, end))


def _says(said: Expression, wanted: tuple[Part, ...]) -> bool:
    return (
        said.readable
        and len(said.parts) == len(wanted)
        and all(_same(one, other) for one, other in zip(said.parts, wanted, strict=True))
    )


def _same(one: Part, other: Part) -> bool:
    """A last day that is given by a week or a feast falls on another day of another year."""
    if isinstance(one, Deadline) and isinstance(other, Deadline):
        near = one.on.year == other.on.year and abs(one.on - other.on).days <= 35
        return near and replace(one, on=other.on) == other
    return one == other
