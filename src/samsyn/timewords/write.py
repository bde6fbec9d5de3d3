"""From structure to good Swedish. `parse(write(expression)).parts` are the parts again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from samsyn.timewords import grains
from samsyn.timewords.grains import Grain
from samsyn.timewords.model import (
    ALL_MONTHS,
    Deadline,
    Expression,
    Mode,
    Ongoing,
    Part,
    Period,
    Recurrence,
    Relation,
    Relative,
    Unit,
    Yearless,
)

MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SEASON_NAMES = ("våren", "sommaren", "hösten", "vintern")
_ORDINAL_NAMES = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte",
    "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte",
)  # fmt: skip
_MODE_NAMES = {Mode.DIGITAL: "digitalt", Mode.PHYSICAL: "fysiskt"}
_PER = {
    Unit.YEAR: "år", Unit.HALF_YEAR: "halvår", Unit.TERTIAL: "tertial", Unit.QUARTER: "kvartal",
    Unit.MONTH: "månad", Unit.WEEK: "vecka", Unit.DAY: "dag",
}  # fmt: skip
_PLURAL = {Unit.DAY: "dagar", Unit.WEEK: "veckor", Unit.MONTH: "månader"}
_NEUTER = frozenset((Unit.YEAR, Unit.HALF_YEAR, Unit.TERTIAL, Unit.QUARTER))
_NUMBER_NAMES = dict(
    enumerate(
        ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
        start=2,
    )
)
_RELATION_NAMES = {
    Relation.BEFORE: "inför",
    Relation.AFTER: "efter",
    Relation.ALONGSIDE: "i samband med",
}


def write(expression: Expression) -> str:
    """What was read of the expression, in Swedish that begins with a lower-case letter; "" if nothing was."""
    written = ""
    for index, part in enumerate(expression.parts):
        if index:
            written += ", " if _comma_parts(expression.parts[index - 1], part) else "; "
        written += write_part(part)
    return written


def _comma_parts(before: Part, after: Part) -> bool:
    """Whether a comma keeps the two apart; a semicolon does also where a year or a month could be carried."""
    if _has_yearless(before) or _has_yearless(after):
        return False
    if isinstance(before, Recurrence | Relative | Ongoing):
        return isinstance(after, Recurrence | Relative | Ongoing) or bool(after.mode or after.what)
    return True


def _has_yearless(part: Part) -> bool:
    return isinstance(part, Yearless) or (isinstance(part, Recurrence | Relative) and isinstance(part.during, Yearless))


def write_part(part: Part) -> str:
    match part:
        case Period():
            said = _write_units(part.grain, *_units(part))
        case Yearless():
            said = _write_units(part.grain, (part.first, None), (part.last, None))
            said = f"senast {_in(part.grain)}{said}" if part.deadline else said
        case Deadline():
            said = f"senast {_last_day(part.on)}"
        case Ongoing():
            said = _write_ongoing(part)
        case Recurrence():
            said = _write_recurrence(part)
        case Relative():
            said = _write_relative(part)
    return " ".join(word for word in (part.what, _MODE_NAMES.get(part.mode), said) if word)


def _units(period: Period) -> tuple[tuple[int, int], tuple[int, int]]:
    return grains.starting(period.grain, period.starts), grains.ending(period.grain, period.ends)


Named = tuple[int, int | None]


def _write_units(grain: Grain, first: Named, last: Named) -> str:
    if first == last:
        return _write_unit(grain, *first)
    (begin, year), (end, last_year) = first, last
    if grain in (Grain.WEEK, Grain.QUARTER, Grain.TERTIAL) and year == last_year:
        return f"{_write_unit(grain, begin, None)}–{end}{_year(year)}"
    if grain is Grain.DAY and year == last_year and begin // 100 == end // 100:
        return f"{begin % 100}–{_write_unit(grain, end, year)}"
    if grain is Grain.NEW_YEAR or year != last_year:
        return f"{_write_unit(grain, begin, year)}–{_write_unit(grain, end, last_year)}"
    return f"{_write_unit(grain, begin, None)}–{_write_unit(grain, end, year)}"


def _year(year: int | None) -> str:
    return "" if year is None else f" {year}"


def _write_unit(grain: Grain, index: int, year: int | None) -> str:
    match grain:
        case Grain.YEAR:
            return "hela året" if year is None else str(year)
        case Grain.HALF_YEAR:
            name = f"{_ORDINAL_NAMES[index - 1]} halvåret"
        case Grain.TERTIAL:
            name = f"tertial {index}"
        case Grain.QUARTER:
            name = f"kvartal {index}"
        case Grain.SEASON:
            name = _SEASON_NAMES[index - 1]
            if index == grains.WINTER and year is not None:
                return f"{name} {year}/{year + 1}"
        case Grain.MONTH:
            name = MONTH_NAMES[index - 1]
        case Grain.THIRD:
            name = f"{('början', 'mitten', 'slutet')[(index - 1) % 3]} av {MONTH_NAMES[(index - 1) // 3]}"
        case Grain.WEEK:
            name = f"v. {index}"
        case Grain.DAY:
            name = f"{index % 100} {MONTH_NAMES[index // 100 - 1]}"
        case Grain.FEAST:
            name = ("påsk", "midsommar", "jul")[index - 1]
        case Grain.NEW_YEAR:
            return "årsskiftet" if year is None else f"årsskiftet {year}/{year + 1}"
    return name + _year(year)


def _in(grain: Grain) -> str:
    return "i " if grain in (Grain.MONTH, Grain.THIRD) else ""


def write_day(day: date) -> str:
    """ "3 mars 2026"."""
    return _write_unit(Grain.DAY, day.month * 100 + day.day, day.year)


def write_span(starts: date, ends: date) -> str:
    """ "2026", "mars–maj 2026" or "3–5 mars 2026": in years or months if the dates are whole ones."""
    return _coarsest(lambda grain: _write_units(grain, *_units(Period(starts, ends, grain=grain))))


def _last_day(day: date) -> str:
    """A last day, by its month when it is the last of it."""
    if day.day == monthrange(day.year, day.month)[1]:
        return f"i {MONTH_NAMES[day.month - 1]} {day.year}"
    return write_day(day)


def _write_ongoing(part: Ongoing) -> str:
    open_ended = (part.starts is None) is not (part.ends is None)
    kind = "vid behov" if part.on_demand else "" if open_ended and part.months == ALL_MONTHS else "löpande"
    return " ".join(word for word in (kind, _write_bounds(part)) if word) + _write_months(part.months)


def _write_bounds(part: Ongoing) -> str:
    match part.starts, part.ends:
        case date() as starts, date() as ends:
            return write_span(starts, ends)
        case date() as starts, None:
            return "från och med " + _coarsest(lambda grain: _write_unit(grain, *grains.starting(grain, starts)))
        case None, date() as ends:
            return "fram till och med " + _coarsest(lambda grain: _write_unit(grain, *grains.ending(grain, ends)))
        case _:
            return ""


def _coarsest(said: Callable[[Grain], str]) -> str:
    """In years if the dates are whole years, else in whole months, else in days."""
    for grain in (Grain.YEAR, Grain.MONTH):
        with suppress(ValueError):
            return said(grain)
    return said(Grain.DAY)


def _write_months(months: tuple[int, ...]) -> str:
    if months == ALL_MONTHS:
        return ""
    if len(months) > 6:
        return " utom i " + _listed([month for month in ALL_MONTHS if month not in months])
    return " i " + _listed(list(months))


def _listed(months: list[int]) -> str:
    names = [MONTH_NAMES[month - 1] for month in months]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " och " + names[-1]


def _write_recurrence(part: Recurrence) -> str:
    said = _write_rate(part)
    during = part.during
    if during is None:
        return said
    if isinstance(during, Ongoing):
        return f"{said} {_write_bounds(during)}"
    return f"{said} {write_part(during)}" if _is_deadline(during) else f"{said} under {write_part(during)}"


def _is_deadline(during: Period | Yearless | Ongoing | None) -> bool:
    return isinstance(during, Yearless) and during.deadline


def _write_rate(part: Recurrence) -> str:
    season = _season_of(part.months)
    once = part.at_least == part.at_most == 1 and not part.or_more
    if once and part.per is Unit.YEAR and season:
        return f"{_each(part.every, _SEASON_STEMS[season], neuter=False)}"
    if once and part.every > 1:
        return _each(part.every, _PER[part.per], neuter=part.per in _NEUTER) + _write_months(part.months)
    if once and part.per is Unit.YEAR and (part.months != ALL_MONTHS or _is_deadline(part.during)):
        return "årligen" + _write_months(part.months)
    if part.per is Unit.PERIOD:
        return _write_times(part)
    rate = f"per {_PER[part.per]}" if part.every == 1 else _each(part.every, _PER[part.per], part.per in _NEUTER)
    return f"{_write_times(part)} {rate}{_write_months(part.months)}"


_SEASON_STEMS = {
    grains.SPRING: "vår",
    grains.SUMMER: "sommar",
    grains.AUTUMN: "höst",
    grains.WINTER: "vinter",
}


def _season_of(months: tuple[int, ...]) -> int | None:
    for season in _SEASON_STEMS:
        first, count = grains.months(Grain.SEASON, season) or (0, 0)
        if months == tuple(sorted((first - 1 + step) % 12 + 1 for step in range(count))):
            return season
    return None


def _each(every: int, unit: str, neuter: bool) -> str:
    if every == 1:
        return f"varje {unit}"
    if every == 2:
        return f"{'vartannat' if neuter else 'varannan'} {unit}"
    ordinal = _ORDINAL_NAMES[every - 1] if every <= 12 else f"{every}:e"
    return f"{'vart' if neuter else 'var'} {ordinal} {unit}"


def _write_times(part: Recurrence) -> str:
    if part.at_least == part.at_most:
        count = "en gång" if part.at_most == 1 else f"{part.at_most} gånger"
        return f"minst {count}" if part.or_more else count
    if part.at_least == 0:
        return "högst " + ("en gång" if part.at_most == 1 else f"{part.at_most} gånger")
    return f"{part.at_least}–{part.at_most} gånger"


def _write_relative(part: Relative) -> str:
    relation = _RELATION_NAMES[part.relation]
    if part.offset:
        count, unit = part.offset
        said = f"en {_PER[unit]}" if count == 1 else f"{_NUMBER_NAMES.get(count, count)} {_PLURAL[unit]}"
        relation = f"{said} {'före' if part.relation is Relation.BEFORE else 'efter'}"
    if part.quota:
        relation = f"{_write_recurrence(part.quota)} {relation}"
    during = f" under {write_part(part.during)}" if part.during else ""
    return f"{relation} {part.to}{during}"
