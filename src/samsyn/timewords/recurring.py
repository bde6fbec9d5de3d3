"""Reading of what comes back: "3 gånger per år", "varannan månad", "varje höst", "årligen i februari"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from samsyn.timewords.grains import Grain
from samsyn.timewords.lexicon import ADVERBS, EVERY, MONTHS, ORDINALS, SEASONS, TIMES, UNITS
from samsyn.timewords.model import ALL_MONTHS, Mode, Ongoing, Period, Recurrence, Relative, Unit, Yearless
from samsyn.timewords.phrases import quoted, read_gathering, read_quantity
from samsyn.timewords.relative import read_relative
from samsyn.timewords.spans import PartRead, read_deadline, read_except, read_only, read_period, remaining
from samsyn.timewords.terms import Tokens, read_year
from samsyn.timewords.tokens import Kind

DEFINITE = frozenset(("aret", "manaden", "veckan", "kvartalet", "halvaret", "terminen", "tertialet", "dagen"))


def read_recurrence(text: str, tokens: Tokens, at: int) -> tuple[Recurrence | Relative, int] | None:
    read = _counted(text, tokens, at) or _every(tokens, at) or _adverb(text, tokens, at)
    if read is None:
        return None
    recurrence, after = read
    if recurrence.per is Unit.PERIOD:
        return recurrence, after
    recurrence, after = _modified(tokens, after, recurrence)
    related = read_relative(text, tokens, after)
    if related and related[0].quota is None and recurrence.during is None:
        quota = replace(recurrence, mode=Mode.ANY, what="")
        relative = replace(related[0], quota=quota, mode=recurrence.mode, what=recurrence.what)
        return relative, related[1]
    return recurrence, after


class Counted(NamedTuple):
    """What is counted: "gånger", or a gathering with its words and mode."""

    after: int
    mode: Mode = Mode.ANY
    what: str = ""
    article: bool = False  # "en kortare avstämning": one, but not counted


def _counted(text: str, tokens: Tokens, at: int) -> tuple[Recurrence, int] | None:
    quantity = read_quantity(tokens, at)
    if quantity is None:
        return None
    low, high, or_more, place = quantity
    counted = _read_counted(text, tokens, at, place)
    after = counted.after if counted else place
    made = Recurrence(low, high, Unit.YEAR, or_more=or_more)
    if counted:
        made = replace(made, mode=counted.mode, what=counted.what)
    if rate := _rate(tokens, after):
        return replace(made, per=rate[0], every=rate[1]), rate[2]
    if counted is None or counted.article:
        return None
    return _in_period(tokens, after, made)


def _read_counted(text: str, tokens: Tokens, at: int, after: int) -> Counted | None:
    if tokens[after].word in TIMES or tokens[after].word in ("st", "stycken"):
        return Counted(after + 1)
    gathering = read_gathering(tokens, after)
    if gathering is None:
        return None
    article = after == at + 1 and tokens[at].word in ("en", "ett")
    start = tokens[at].start if article and gathering.mode is Mode.ANY else gathering.start
    return Counted(gathering.after, gathering.mode, quoted(text, start, gathering.end), article)


def _in_period(tokens: Tokens, at: int, made: Recurrence) -> tuple[Recurrence, int] | None:
    """ "2 gånger hösten 2026"; "3 gånger under året" is three times a year."""
    period = read_period(tokens, at)
    if period is None:
        return None
    during, after = period
    if isinstance(during, Yearless) and during.grain is Grain.YEAR:
        return made, after
    if isinstance(during, Period | Yearless):
        return replace(made, per=Unit.PERIOD, during=during), after
    return None


def _rate(tokens: Tokens, at: int) -> tuple[Unit, int, int] | None:
    """(unit, every, place after) of "per år", "/månad", "om året", "i kvartalet", "varannan månad", "årligen"."""
    word, after = tokens[at].word, tokens[at + 1].word
    if word in ADVERBS:
        return ADVERBS[word], 1, at + 1
    if (word in ("per", "/") and after in UNITS) or (word in ("i", "om") and after in DEFINITE):
        return UNITS[after], 1, at + 2
    read = _each(tokens, at + (word == "per"))
    if read is None or tokens[read[1]].word not in UNITS:
        return None
    return UNITS[tokens[read[1]].word], read[0], read[1] + 1


def _each(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """(every, place after) of "varje", "varannan", "var tredje", "vart 3:e"."""
    every = EVERY.get(tokens[at].word)
    if every is None or every:
        return None if every is None else (every, at + 1)
    after = tokens[at + 1]
    number = after.number if after.kind is Kind.ORDINAL else ORDINALS.get(after.word)
    return (number, at + 2) if number is not None and 1 < number <= 99 else None


def _every(tokens: Tokens, at: int) -> tuple[Recurrence, int] | None:
    """ "varje månad", "vartannat år", "varje höst", "varje mars och oktober"."""
    read = _each(tokens, at)
    if read is None:
        return None
    every, place = read
    word = tokens[place].word
    if word in UNITS:
        return Recurrence(1, 1, UNITS[word], every), place + 1
    if word not in SEASONS and word not in MONTHS:
        return None
    months, times = _named_months(word), 1
    after = place + 1
    while tokens[after].word == "och" and (more := _named_months(tokens[after + 1].word)):
        if read_year(tokens, after + 2):
            break
        months, times, after = months | more, times + 1, after + 2
    return Recurrence(times, times, Unit.YEAR, every, tuple(sorted(months))), after


def _named_months(word: str) -> set[int]:
    if word in SEASONS:
        return set(Yearless(Grain.SEASON, SEASONS[word], SEASONS[word]).months or ())
    return {MONTHS[word]} if word in MONTHS else set()


def _adverb(text: str, tokens: Tokens, at: int) -> tuple[Recurrence, int] | None:
    """ "årligen", "månadsvis", "årlig uppföljning"."""
    unit = ADVERBS.get(tokens[at].word)
    if unit is None:
        return None
    gathering = read_gathering(tokens, at + 1)
    if gathering is None:
        return Recurrence(1, 1, unit), at + 1
    what = quoted(text, gathering.start, gathering.end)
    return Recurrence(1, 1, unit, mode=gathering.mode, what=what), gathering.after


def _modified(tokens: Tokens, at: int, recurrence: Recurrence) -> tuple[Recurrence, int]:
    """Takes in what limits the recurrence: left out or only months, and the time during which it holds."""
    recurrence, at = _in_months(tokens, at, recurrence)
    read = read_period(tokens, at) or _yearly_deadline(tokens, at, recurrence)
    if read is None or recurrence.during:
        return recurrence, at
    during, after = read
    if isinstance(during, Yearless):
        if during.months == ALL_MONTHS:  # "en gång per månad under året"
            return recurrence, after
        apart = during.months and not during.deadline  # months that the recurrence does not have
        return (recurrence, at) if apart else (replace(recurrence, during=during), after)
    if isinstance(during, Period | Ongoing):
        return _in_months(tokens, after, replace(recurrence, during=during))
    return recurrence, at


def _in_months(tokens: Tokens, at: int, recurrence: Recurrence) -> tuple[Recurrence, int]:
    """ ", utom juli", "i mars och oktober", "(vår och höst)"."""
    while True:
        if left_out := read_except(tokens, at):
            months, after = remaining(recurrence.months, left_out[0]), left_out[1]
        elif only := read_only(tokens, at):
            months, after = tuple(month for month in recurrence.months if month in only[0]), only[1]
        else:
            return recurrence, at
        if not months:
            return recurrence, at
        recurrence, at = replace(recurrence, months=months), after


def _yearly_deadline(tokens: Tokens, at: int, recurrence: Recurrence) -> PartRead | None:
    """ "årligen senast 31 januari", "varje år, senast i mars"."""
    if not recurrence.yearly:
        return None
    read = read_deadline(tokens, at + (tokens[at].word == ","))
    return read if read and isinstance(read[0], Yearless) else None
