"""Reading of parts that are bound to the calendar: periods, last days, and what goes on all the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from samsyn.timewords import grains
from samsyn.timewords.grains import FIRST_DAY, LAST_DAY, Grain
from samsyn.timewords.lexicon import ONGOING
from samsyn.timewords.model import ALL_MONTHS, Deadline, Ongoing, Part, Period, Yearless
from samsyn.timewords.stretches import read_stretch
from samsyn.timewords.terms import IMPOSSIBLE, Impossible, Stretch, Tokens, read_term
from samsyn.timewords.tokens import Kind

PartRead = tuple[Part | Impossible, int]

FILLERS = frozenset(("under", "i", "pa", "den", "till", "for", "hela", "av", "vid", "om", "aren"))
STARTING = frozenset(("start", "startar", "starta", "borjar", "paborjas", "inleds"))
DONE = frozenset(("klart", "klar", "klara", "fardig", "fardigt"))
EXCEPTING = (
    ("utom",),
    ("forutom",),
    ("exklusive",),
    ("undantaget",),
    ("dock", "ej"),
    ("dock", "inte"),
    ("ej",),
    ("inte",),
    ("bortsett", "fran"),
    ("med", "undantag", "for"),
    ("med", "undantag", "av"),
)
LISTING = frozenset((",", "och", "samt", "&", "eller"))


def follows(tokens: Tokens, at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.word for token in tokens[at : at + len(words)]) == words


def skip_fillers(tokens: Tokens, at: int) -> int:
    while tokens[at].word in FILLERS:
        at += 1
    return at


def as_part(stretch: Stretch | Impossible) -> Period | Yearless | Impossible:
    if isinstance(stretch, Impossible):
        return IMPOSSIBLE
    if stretch.year is None or stretch.last_year is None:
        return Yearless(stretch.grain, stretch.first, stretch.last)
    starts = grains.days(stretch.grain, stretch.first, stretch.year)[0]
    ends = grains.days(stretch.grain, stretch.last, stretch.last_year)[1]
    return Period(starts, ends, grain=stretch.grain)


def read_period(tokens: Tokens, at: int) -> PartRead | None:
    """ "våren 2026", "under september", "från mars till maj 2026", "fr.o.m. 2026", "2026 och framåt"."""
    opened = _after_since(tokens, at)
    start = skip_fillers(tokens, opened or at)
    read = read_stretch(tokens, start)
    if read is None:
        return _read_until(tokens, at)
    stretch, after = read
    onward = _after_onward(tokens, after)
    alone = read_term(tokens, start)
    if (opened or onward) and alone is not None and alone[1] == after:
        return _open_ended(stretch), onward or after
    return as_part(stretch), after


def _after_since(tokens: Tokens, at: int) -> int | None:
    """Place after "från", "från och med", "fr.o.m.", "med start", "startar"."""
    if tokens[at].kind is Kind.SINCE:
        return at + 1
    for words in (("fran", "och", "med"), ("med", "start"), ("fran",)):
        if follows(tokens, at, words):
            return at + len(words)
    return at + 1 if tokens[at].word in STARTING else None


def _after_onward(tokens: Tokens, at: int) -> int | None:
    """Place after "och framåt", "tills vidare" or a dash with nothing behind it."""
    place = at + (tokens[at].word == "och")
    if tokens[place].word == "framat":
        return place + 1
    if follows(tokens, place, ("tills", "vidare")):
        return place + 2
    if tokens[at].kind is Kind.DASH and (tokens[at + 1].kind is Kind.END or tokens[at + 1].word in ",;"):
        return at + 1 if tokens[at].start == tokens[at - 1].end else None
    return None


def _open_ended(stretch: Stretch | Impossible) -> Part | Impossible:
    if isinstance(stretch, Impossible) or stretch.year is None:
        return IMPOSSIBLE
    return Ongoing(starts=grains.days(stretch.grain, stretch.first, stretch.year)[0])


def _read_until(tokens: Tokens, at: int) -> PartRead | None:
    """ "t.o.m. maj 2026", "till och med 2027", "fram till våren 2026"."""
    if tokens[at].kind is Kind.UPTO:
        place = at + 1
    elif follows(tokens, at, ("till", "och", "med")):
        place = at + 3
    elif follows(tokens, at, ("fram", "till")):
        place = at + (4 if follows(tokens, at + 2, ("och", "med")) else 2)
    else:
        return None
    read = read_term(tokens, skip_fillers(tokens, place))
    if read is None:
        return None
    stretch, after = read
    if isinstance(stretch, Impossible) or stretch.last_year is None:
        return IMPOSSIBLE, after
    return Ongoing(ends=grains.days(stretch.grain, stretch.last, stretch.last_year)[1]), after


def read_deadline(tokens: Tokens, at: int) -> PartRead | None:
    """ "senast 15 mars 2026", "klart i maj", "före sommaren 2026"; "efter mars 2026" begins the day after."""
    place = at + (tokens[at].word in DONE)
    place += tokens[place].word == "senast"
    relation = tokens[place].word
    by = place > at and relation == "till"  # "klart till sommaren": before it or in it?
    beside = relation in ("fore", "innan", "infor", "efter")
    if place == at and not beside:
        return None
    read = read_stretch(tokens, skip_fillers(tokens, place + beside))
    if read is None:
        return None
    stretch, after = read
    if isinstance(stretch, Impossible):
        return IMPOSSIBLE, after
    if beside:
        return (_after(stretch) if relation == "efter" else _before(stretch)), after
    return IMPOSSIBLE if by and stretch.grain is not Grain.DAY else _last_day(stretch), after


def _last_day(stretch: Stretch) -> Deadline | Yearless:
    if stretch.last_year is None:
        return Yearless(stretch.grain, stretch.last, stretch.last, deadline=True)
    if stretch.grain is Grain.NEW_YEAR:
        return Deadline(date(stretch.last_year, 12, 31))
    return Deadline(grains.days(stretch.grain, stretch.last, stretch.last_year)[1])


def _before(stretch: Stretch) -> Deadline | Yearless | Impossible:
    if stretch.year is None:
        months = grains.months(stretch.grain, stretch.first)
        if months is None or months[0] == 1:
            return IMPOSSIBLE
        return Yearless(Grain.MONTH, months[0] - 1, months[0] - 1, deadline=True)
    if stretch.grain is Grain.NEW_YEAR:
        return Deadline(date(stretch.year, 12, 31))
    first = grains.days(stretch.grain, stretch.first, stretch.year)[0]
    return Deadline(first - timedelta(days=1)) if first > FIRST_DAY else IMPOSSIBLE


def _after(stretch: Stretch) -> Ongoing | Impossible:
    if stretch.last_year is None:
        return IMPOSSIBLE
    if stretch.grain is Grain.NEW_YEAR:
        return Ongoing(starts=date(stretch.last_year + 1, 1, 1))
    last = grains.days(stretch.grain, stretch.last, stretch.last_year)[1]
    return Ongoing(starts=last + timedelta(days=1)) if last < LAST_DAY else IMPOSSIBLE


def read_ongoing(tokens: Tokens, at: int) -> PartRead | None:
    """ "löpande", "löpande under året", "löpande 2026-2028", "löpande utom juli", "vid behov", "tills vidare"."""
    start = at
    if follows(tokens, at, ("lopande", "vid", "behov")):
        part, at = Ongoing(on_demand=True), at + 3
    elif tokens[at].word in ONGOING:
        part, at = Ongoing(), at + 1
    elif follows(tokens, at, ("vid", "behov")) or follows(tokens, at, ("efter", "behov")):
        part, at = Ongoing(on_demand=True), at + 2
    elif follows(tokens, at, ("tills", "vidare")) or follows(tokens, at, ("aret", "runt")):
        part, at = Ongoing(), at + 2
    else:
        place = skip_fillers(tokens, at)
        if tokens[place].word in ("planperioden", "perioden") and place > at:
            return Ongoing(), place + 1
        return None
    if start != at and tokens[skip_fillers(tokens, at)].word in ("planperioden", "perioden"):
        at = skip_fillers(tokens, at) + 1
    if bounded := _bounded(tokens, at, part):
        part, at = bounded
    if only := read_only(tokens, at):
        part, at = replace(part, months=only[0]), only[1]
    elif left_out := read_except(tokens, at):
        part, at = replace(part, months=remaining(part.months, left_out[0])), left_out[1]
    return part, at


def remaining(months: tuple[int, ...], left_out: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in months if month not in left_out)


def _bounded(tokens: Tokens, at: int, part: Ongoing) -> tuple[Ongoing, int] | None:
    read = read_period(tokens, at)
    if read is None:
        return None
    match read[0]:
        case Period(starts=starts, ends=ends):
            return replace(part, starts=starts, ends=ends), read[1]
        case Ongoing(starts=starts, ends=ends):
            return replace(part, starts=starts, ends=ends), read[1]
        case Yearless(grain=Grain.YEAR):
            return part, read[1]
    return None


def read_months(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """Months without a year: "mars och oktober", "vår och höst", "juni-augusti"; None if a year follows."""
    found: set[int] = set()
    place = at
    while True:
        read = read_stretch(tokens, skip_fillers(tokens, place))
        if read is None or isinstance(read[0], Impossible):
            break
        part = as_part(read[0])
        if not isinstance(part, Yearless):
            return None
        months = part.months
        if months is None or part.grain is Grain.YEAR:
            break
        found.update(months)
        at = read[1]
        if tokens[at].word not in LISTING:
            break
        place = at + 1
        if tokens[at].word == "," and tokens[place].word in ("och", "samt"):
            place += 1
    return (tuple(sorted(found)), at) if found else None


def read_only(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """ "i februari", ", vår och höst", "(mars och oktober)": the only months."""
    bracket = tokens[at].word == "("
    read = read_months(tokens, at + (tokens[at].word in (",", "(")))
    if read is None or read[0] == ALL_MONTHS:
        return None
    months, after = read
    return months, after + (bracket and tokens[after].word == ")")


def read_except(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """ ", utom i juli månad", "(ej juli)": the months that are left out."""
    bracket = tokens[at].word == "("
    place = at + (tokens[at].word in (",", "("))
    for words in EXCEPTING:
        if follows(tokens, place, words):
            read = read_months(tokens, place + len(words))
            if read is None or read[0] == ALL_MONTHS:
                return None
            months, after = read
            return months, after + (bracket and tokens[after].word == ")")
    return None
