"""Reading of one unit of time with its year: "våren 2026", "v. 10", "15/3 2026", "årsskiftet 2026/2027".

A reader takes the tokens and a place, and answers None when nothing of its kind begins there, else what it read and
the place after it. IMPOSSIBLE stands for something that has the right form and cannot be ("31 februari").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from samsyn.timewords import grains
from samsyn.timewords.grains import AUTUMN, FIRST_DAY, LAST_DAY, SPRING, Grain
from samsyn.timewords.lexicon import (
    FEASTS,
    MONTHS,
    NUMBERED,
    ORDERED,
    ORDINALS,
    PARTS_OF,
    SEASONS,
    TIMES,
    UNITS,
    WEEKDAYS,
    WHOLE_YEAR,
    YEAR_WORDS,
)
from samsyn.timewords.tokens import Kind, Token

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the unit `first` to the unit `last` of `grain`; `last_year` counts only with `year`."""

    grain: Grain
    first: int
    last: int
    year: int | None
    last_year: int | None


class Impossible:
    """Right form, no such time."""


IMPOSSIBLE: Final = Impossible()
Read = tuple[Stretch | Impossible, int]


def single(grain: Grain, index: int, year: int | None = None) -> Stretch | Impossible:
    if index not in grains.indices(grain):
        return IMPOSSIBLE
    stretch = Stretch(grain, index, index, year, year)
    return stretch if possible(stretch) else IMPOSSIBLE


def possible(stretch: Stretch) -> bool:
    try:
        for index, year in ((stretch.first, stretch.year), (stretch.last, stretch.last_year)):
            if year is not None or stretch.grain is Grain.DAY:
                grains.days(stretch.grain, index, year or 2024)
    except ValueError:
        return False
    return True


def is_year(token: Token) -> bool:
    return token.kind is Kind.NUMBER and len(token.text) == 4 and FIRST_DAY.year <= token.number <= LAST_DAY.year


def read_year(tokens: Tokens, at: int, *, tight: bool = False) -> tuple[int, int] | None:
    """(year, place after) of "2026", "år 2026", and after a unit of time "-26", "'26" and "26".

    `tight`: also a dash without a space before it means a year ("mars-26").
    """
    if tokens[at].word in YEAR_WORDS and is_year(tokens[at + 1]):
        at += 1
    if is_year(tokens[at]):
        return tokens[at].number, at + 1
    mark = tokens[at]
    apostrophe = mark.kind is Kind.SIGN and mark.text in "'’´`"
    if apostrophe or mark.kind is Kind.DASH:
        loose = tokens[at - 1].end < mark.start
        at += 1
        if tokens[at].start != mark.end or not (apostrophe or loose or tight):
            return None
    number, after = tokens[at].number, tokens[at + 1].word
    if len(tokens[at].text) != 2 or not 20 <= number <= 79 or after in TIMES or after in MONTHS or after in UNITS:
        return None
    return 2000 + number, at + 1


def read_second_year(tokens: Tokens, at: int, first: int) -> int | None:
    """Place after "/2027" or "-27" that follows the year `first`, when that is the next year."""
    if tokens[at].word != "/" and tokens[at].kind is not Kind.DASH:
        return None
    token = tokens[at + 1]
    if token.kind is Kind.NUMBER and token.text in (str(first + 1), f"{(first + 1) % 100:02}"):
        return at + 2
    return None


def with_year(tokens: Tokens, at: int, grain: Grain, index: int) -> Read:
    """The unit, with the year that follows it if one does: "mars 2026", "mars, 2026", "v. 10/2026"."""
    place = at
    if tokens[at].word in (",", "/") and is_year(tokens[at + 1]) and not _leads_on(tokens, at + 2):
        place = at + 1
    year = read_year(tokens, place, tight=grain in (Grain.MONTH, Grain.SEASON))
    if year is None:
        return single(grain, index), at
    read, after = single(grain, index, year[0]), year[1]
    if (grain is Grain.SEASON and index == grains.WINTER) or grain is Grain.NEW_YEAR:
        after = read_second_year(tokens, after, year[0]) or after
    return read, after


def _leads_on(tokens: Tokens, at: int) -> bool:
    """A year that begins something of its own ("mars, 2026-2028", "maj, 2026 v. 10")."""
    return tokens[at].kind is Kind.DASH or tokens[at].word == "/" or _bare(tokens, at) is not None


def _bare(tokens: Tokens, at: int) -> tuple[Grain, int, int] | None:
    """(grain, index, place after) of a unit without a year; the index may be out of range."""
    word, after = tokens[at].word, tokens[at + 1].word
    if word in SEASONS:
        return Grain.SEASON, SEASONS[word], at + 1
    if word in MONTHS:
        return Grain.MONTH, MONTHS[word], at + 1 + (after in ("manad", "manaden", "manader"))
    if word == "arsskiftet":
        return Grain.NEW_YEAR, 1, at + 1
    if word in WHOLE_YEAR:
        return Grain.YEAR, 1, at + 1
    if word in FEASTS:
        return Grain.FEAST, FEASTS[word], at + 1
    return read_numbered(tokens, at)


def read_numbered(tokens: Tokens, at: int) -> tuple[Grain, int, int] | None:
    """ "v. 10", "kvartal 2", "Q1", "andra kvartalet"."""
    token, after = tokens[at], tokens[at + 1]
    ordinal = token.number if token.kind is Kind.ORDINAL else ORDINALS.get(token.word)
    if ordinal is not None and after.word in ORDERED:
        return ORDERED[after.word], ordinal, at + 2
    if token.word not in NUMBERED or after.kind is not Kind.NUMBER or is_year(after):
        return None
    lone_letter = len(token.word) == 1 and token.word != "v" and after.start > token.end and token.text.islower()
    return None if lone_letter else (NUMBERED[token.word], after.number, at + 2)


def read_day(tokens: Tokens, at: int) -> Read | None:
    """ "15 mars 2026", "tisdagen den 3:e mars 2026", "15/3 2026"."""
    weekday = WEEKDAYS.get(tokens[at].word)
    place = at + (weekday is not None)
    place += tokens[place].word == "den"
    day = tokens[place]
    month = _month_of_day(tokens, place + 1)
    if day.kind not in (Kind.NUMBER, Kind.ORDINAL) or len(day.text) > 4 or is_year(day) or month is None:
        return None
    index = month[0] * 100 + day.number if month[0] <= 12 and day.number <= 31 else 0
    read, after = with_year(tokens, month[1], Grain.DAY, index)
    if weekday is None or isinstance(read, Impossible):
        return read, after
    if read.year is None:
        return None  # the weekday cannot be held against anything
    said = grains.days(read.grain, read.first, read.year)[0].weekday()
    return read if said == weekday else IMPOSSIBLE, after


def _month_of_day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """(month, place after) of "mars" and "/3"; the month may be out of range."""
    token, after = tokens[at], tokens[at + 1]
    if token.word in MONTHS:
        return MONTHS[token.word], at + 1
    if token.word == "/" and after.kind is Kind.NUMBER and len(after.text) <= 2 and tokens[at - 1].number <= 31:
        return after.number, at + 2
    return None


def _iso(tokens: Tokens, at: int) -> Read | None:
    token = tokens[at]
    figures = (
        [int(part) for part in token.text.lower().replace("w", "").split("-")]
        if token.kind in (Kind.ISO_DAY, Kind.ISO_MONTH, Kind.ISO_WEEK)
        else []
    )
    match token.kind, figures:
        case Kind.ISO_DAY, [year, month, day]:
            in_range = month <= 12 and day <= 31
            return (single(Grain.DAY, month * 100 + day, year) if in_range else IMPOSSIBLE), at + 1
        case Kind.ISO_WEEK, [year, week]:
            return single(Grain.WEEK, week, year), at + 1
        case Kind.ISO_MONTH, [year, month] if month <= 12:
            return single(Grain.MONTH, month, year), at + 1
        case Kind.ISO_MONTH, [year, last]:
            last += year - year % 100
            made = Stretch(Grain.YEAR, 1, 1, year, last)
            return (made if year < last and possible(made) else IMPOSSIBLE), at + 1
    return None


def read_term(tokens: Tokens, at: int) -> Read | None:
    """One unit of time, with its year if it has one."""
    return _part_of(tokens, at) or _whole_term(tokens, at)


def _whole_term(tokens: Tokens, at: int) -> Read | None:
    if read := _iso(tokens, at) or read_day(tokens, at) or _school_year(tokens, at):
        return read
    if tokens[at].word in YEAR_WORDS and is_year(tokens[at + 1]):
        at += 1
    if is_year(tokens[at]):
        year = tokens[at].number
        bare = _bare(tokens, at + 1)
        if bare and bare[0] is not Grain.YEAR and read_year(tokens, bare[2]) is None:
            return single(bare[0], bare[1], year), bare[2]  # "2026 v. 10", "2026 våren"
        return single(Grain.YEAR, 1, year), at + 1
    if tokens[at].word == "var" and (year_after := read_year(tokens, at + 1)):
        return single(Grain.SEASON, SPRING, year_after[0]), year_after[1]  # "vår" that lost its ring
    bare = _bare(tokens, at)
    return with_year(tokens, bare[2], bare[0], bare[1]) if bare else None


def _part_of(tokens: Tokens, at: int) -> Read | None:
    """ "början av mars 2026", "tidig höst 2025": thirds of a month, else the first, middle or last months."""
    third = PARTS_OF.get(tokens[at].word)
    if third is None:
        return None
    place = at + 1
    while tokens[place].word in ("av", "pa", "i", "under"):
        place += 1
    read = _whole_term(tokens, place)
    return (_third_of(read[0], third), read[1]) if read else None


def _third_of(whole: Stretch | Impossible, third: int) -> Stretch | Impossible:
    span = None if isinstance(whole, Impossible) else grains.months(whole.grain, whole.first)
    if isinstance(whole, Impossible) or span is None or whole.first != whole.last or whole.year != whole.last_year:
        return IMPOSSIBLE
    month, count = span
    if count == 1:
        index = (month - 1) * 3 + third + 1
        return replace(whole, grain=Grain.THIRD, first=index, last=index)
    edge = -(-count // 3)
    start, stop = ((0, edge), (edge, count - edge), (count - edge, count))[third]
    first, last = month - 1 + start, month - 1 + stop - 1  # months counted from January of the year, 0-based
    years = (None, None) if whole.year is None else (whole.year + first // 12, whole.year + last // 12)
    return Stretch(Grain.MONTH, first % 12 + 1, last % 12 + 1, *years)


def _school_year(tokens: Tokens, at: int) -> Read | None:
    """ "läsåret 2026/2027", "läsåret 26/27": autumn and spring."""
    if tokens[at].word != "lasaret":
        return None
    year = read_year(tokens, at + 1)
    after = read_second_year(tokens, year[1], year[0]) if year else None
    if year is None or after is None:
        return None
    made = Stretch(Grain.SEASON, AUTUMN, SPRING, year[0], year[0] + 1)
    return (made if possible(made) else IMPOSSIBLE), after
