"""Reading of stretches of time, from one unit to another, and of lists that share a unit: "3, 10 och 17 mars 2026"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samsyn.timewords import grains
from samsyn.timewords.grains import Grain
from samsyn.timewords.lexicon import MONTHS, NUMBERED, ORDERED, ORDINALS, TIMES, UNITS
from samsyn.timewords.terms import (
    IMPOSSIBLE,
    Impossible,
    Read,
    Stretch,
    Tokens,
    is_year,
    read_day,
    read_numbered,
    read_term,
    single,
    with_year,
)
from samsyn.timewords.tokens import Kind

_LISTING = frozenset((",", "och", "samt", "&"))


def read_stretch(tokens: Tokens, at: int) -> Read | None:
    """One unit or a range: "Sep-dec 2026", "2027-2029", "3-5 mars 2026", "v. 10-12", "mellan mars och juni"."""
    between = tokens[at].word == "mellan"
    if between:
        at += 1
    read = _shared_unit(tokens, at) or read_term(tokens, at)
    if read is None:
        return None
    first, after = read
    joined = _joint(tokens, after, first, between=between)
    if joined is None:
        return None if between else read
    last = _shorthand(tokens, joined, first) or read_term(tokens, joined)
    if last is None:
        return None if between else read
    return _range(first, last[0]), last[1]


def _upto(tokens: Tokens, at: int) -> int | None:
    """Place after a dash, "t.o.m.", "till" or "till och med"."""
    if tokens[at].kind in (Kind.DASH, Kind.UPTO):
        return at + 1
    if tokens[at].word == "till":
        return at + (3 if [token.word for token in tokens[at + 1 : at + 3]] == ["och", "med"] else 1)
    return None


def _joint(tokens: Tokens, at: int, first: Stretch | Impossible, *, between: bool) -> int | None:
    """Place after the word or sign that binds two ends of a range."""
    if tokens[at].word in ("/", "eller") and isinstance(first, Stretch) and first.grain is Grain.MONTH:
        following = first.last % 12 + 1
        return at + 1 if MONTHS.get(tokens[at + 1].word) == following else None  # "okt/nov" is a range
    if between:
        return at + 1 if tokens[at].word == "och" else None
    if (after := _upto(tokens, at)) is not None:
        return after
    if tokens[at].word == "/" and is_year(tokens[at - 1]) and is_year(tokens[at + 1]):
        return at + 1  # "2026/2027"
    return None


def _shared_unit(tokens: Tokens, at: int) -> Read | None:
    """ "3-5 mars 2026": the month stands once, at the end."""
    place = at + (tokens[at].word == "den")
    first = tokens[place]
    second = _upto(tokens, place + 1) if first.kind is Kind.NUMBER and len(first.text) <= 2 else None
    if second is not None:
        read = read_day(tokens, second)
        if read is None or tokens[second + 1].word == "/":
            return None
        last, after = read
        if isinstance(last, Impossible):
            return read
        begin = single(Grain.DAY, last.first // 100 * 100 + first.number, last.year)
        return _range(begin, last), after
    return None


def _shorthand(tokens: Tokens, at: int, first: Stretch | Impossible) -> Read | None:
    """The second number of "v. 10-12 2026", "kvartal 1-2", "2026-27"."""
    token = tokens[at]
    if isinstance(first, Impossible) or token.kind is not Kind.NUMBER or tokens[at + 1].word in MONTHS:
        return None
    if first.grain is Grain.YEAR and first.year is not None and len(token.text) == 2:
        return single(Grain.YEAR, 1, first.year - first.year % 100 + token.number), at + 1
    if first.grain in (Grain.WEEK, Grain.QUARTER, Grain.TERTIAL, Grain.HALF_YEAR) and len(token.text) <= 2:
        return with_year(tokens, at + 1, first.grain, token.number)
    return None


def _range(first: Stretch | Impossible, last: Stretch | Impossible) -> Stretch | Impossible:
    """The two ends as one stretch; a year that stands at one end only is carried to the other."""
    if isinstance(first, Impossible) or isinstance(last, Impossible):
        return IMPOSSIBLE
    if first.year is None and last.year is None:
        return _yearless_range(first, last)
    try:
        year, last_year = _both_years(first, last)
        starts = grains.days(first.grain, first.first, year)[0]
        last_starts, ends = grains.days(last.grain, last.first, last_year)[0], _last(last, last_year)
    except ValueError:
        return IMPOSSIBLE
    if starts > last_starts or starts > ends:
        return IMPOSSIBLE
    return stretch_of(grains.common(first.grain, last.grain), starts, ends)


def _last(stretch: Stretch, year: int) -> date:
    return grains.days(stretch.grain, stretch.last, year)[1]


def _both_years(first: Stretch, last: Stretch) -> tuple[int, int]:
    """The year in which `first` begins and the one in which `last` ends. Raises ValueError."""
    if first.year is None:
        year = last.year or 0
        later = grains.days(first.grain, first.first, year)[0] > grains.days(last.grain, last.first, year)[0]
        return year - later, last.last_year or 0
    if last.last_year is None:
        year = first.last_year or 0
        earlier = grains.days(last.grain, last.first, year)[0] < grains.days(first.grain, first.first, first.year)[0]
        return first.year, year + earlier
    return first.year, last.last_year


def stretch_of(grain: Grain, starts: date, ends: date) -> Stretch:
    begin, end = grains.starting(grain, starts), grains.ending(grain, ends)
    return Stretch(grain, begin[0], end[0], begin[1], end[1])


def _yearless_range(first: Stretch, last: Stretch) -> Stretch | Impossible:
    if first.grain is last.grain:
        return replace(first, last=last.last)
    begin, end = grains.months(first.grain, first.first), grains.months(last.grain, last.last)
    if begin is None or end is None:
        return IMPOSSIBLE
    return Stretch(Grain.MONTH, begin[0], (end[0] + end[1] - 2) % 12 + 1, None, None)


def read_list(tokens: Tokens, at: int) -> tuple[list[Stretch | Impossible], int] | None:
    """Several units that share a word: "v. 10, 12 och 14", "3 och 10 mars 2026", "första och tredje kvartalet"."""
    return _after_unit(tokens, at) or _before_unit(tokens, at)


def _after_unit(tokens: Tokens, at: int) -> tuple[list[Stretch | Impossible], int] | None:
    read = read_numbered(tokens, at)
    if read is None or tokens[at + 1].kind is not Kind.NUMBER:
        return None
    grain, index, after = read
    indices = [index]
    while tokens[after].word in _LISTING and tokens[after + 1].kind is Kind.NUMBER:
        number, beyond = tokens[after + 1], tokens[after + 2]
        counts = beyond.word in TIMES or beyond.word in UNITS or beyond.word in MONTHS or beyond.word == "/"
        if len(number.text) > 2 or counts or beyond.kind is Kind.DASH:
            break
        indices.append(number.number)
        after += 2
    if len(indices) < 2:
        return None
    last, after = with_year(tokens, after, grain, indices[-1])
    year = last.year if isinstance(last, Stretch) else None
    return [*(single(grain, index, year) for index in indices[:-1]), last], after


def _before_unit(tokens: Tokens, at: int) -> tuple[list[Stretch | Impossible], int] | None:
    numbers: list[int] = []
    place = at
    while (number := _listed_number(tokens, place)) is not None and tokens[place + 1].word in _LISTING:
        numbers.append(number)
        place += 2
    read = (read_day(tokens, place) or _ordered(tokens, place)) if numbers else None
    if read is None:
        return None
    last, after = read
    if isinstance(last, Impossible):
        return [IMPOSSIBLE], after
    base = last.first // 100 * 100 if last.grain is Grain.DAY else 0
    return [*(single(last.grain, base + number, last.year) for number in numbers), last], after


def _listed_number(tokens: Tokens, at: int) -> int | None:
    token = tokens[at]
    if token.kind in (Kind.NUMBER, Kind.ORDINAL):
        return token.number if 1 <= token.number <= 31 else None
    return ORDINALS.get(token.word)


def _ordered(tokens: Tokens, at: int) -> Read | None:
    if tokens[at + 1].word not in ORDERED or tokens[at].word in NUMBERED:
        return None
    read = read_numbered(tokens, at)
    return with_year(tokens, read[2], read[0], read[1]) if read else None
