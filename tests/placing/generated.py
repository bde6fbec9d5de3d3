"""Years of meetings as they may come, good and bad."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from samsyn.placing import Blocked, Fixed, Host, Series, Year
from samsyn.timewords import parse

NAMES = ("Styrgruppen", "Beredningen", "Kontaktträffen", "Avfallsnätverket", "Presidiet", "Besöken")
PEOPLE = tuple(f"p{number}" for number in range(10))
OWN_TIMES = (
    "våren", "hösten", "februari", "november", "sommaren", "juli", "v. 52", "v. 53", "v. 1", "29 februari",
    "3 gånger per år", "2-3 gånger per år", "högst 2 gånger per år", "minst 4 gånger per år", "en gång per år",
    "en gång i månaden", "en gång per månad utom i juli", "varannan månad", "en gång i kvartalet", "varje vecka",
    "två gånger i månaden i mars", "senast 15 november", "löpande", "vid behov", "nån gång när det passar",
    "digitalt löpande under året, fysiskt våren", "varje termin", "4 gånger hösten", "varje dag i februari",
)  # fmt: skip
LINKS = (
    "inför {}",
    "två veckor före {}",
    "efter {}",
    "i samband med {}",
    "2 gånger per år inför {}",
    "en månad före {}",
)


@st.composite
def years(draw: st.DrawFn) -> Year:
    """Up to six series over few people, so that they get in each other's way."""
    year = draw(st.sampled_from((2024, 2026, 2027, 2032)))
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, 6))]
    series = tuple(draw(_series(year, name, names)) for name in names)
    blocked = tuple(draw(st.lists(_block(year), max_size=2)))
    today = draw(st.one_of(st.none(), _days(year)))
    return Year(year, series, blocked, today)


def _days(year: int) -> st.SearchStrategy[date]:
    return st.dates(date(year, 1, 1), date(year, 12, 31))


@st.composite
def _block(draw: st.DrawFn, year: int) -> Blocked:
    starts, ends = sorted((draw(_days(year)), draw(_days(year))))
    return Blocked(starts, min(ends, date.fromordinal(starts.toordinal() + draw(st.integers(0, 40)))), "Semester")


@st.composite
def _series(draw: st.DrawFn, year: int, name: str, names: tuple[str, ...]) -> Series:
    words = draw(st.sampled_from(OWN_TIMES))
    others = [other for other in names if other != name]
    if others and draw(st.integers(0, 3)) == 0:
        link = draw(st.sampled_from(LINKS)).format(draw(st.sampled_from([*others, "Ingenting"])))
        words = link if draw(st.booleans()) else f"{link}, samt en gång per månad utom i juli"
    hosts = draw(st.lists(_host(year), max_size=5, unique_by=lambda host: host.key))
    return Series(
        key=name.lower(),
        name=name,
        rule=parse(words, year=year),
        minutes=tuple(draw(st.lists(st.sampled_from((0, 60, 180, 420)), min_size=1, max_size=2))),
        weekdays=tuple(draw(st.lists(st.integers(0, 4), max_size=3, unique=True))),
        times=tuple(
            draw(st.lists(st.sampled_from((time(9), time(13), time(15))), min_size=1, max_size=2, unique=True))
        ),
        people=frozenset(draw(st.lists(st.sampled_from(PEOPLE), max_size=6))),
        hosts=tuple(hosts),
        each_host=draw(st.booleans()),
        before=tuple(other.lower() for other in draw(st.lists(st.sampled_from([*others, "okänd"]), max_size=1))),
        least_apart=draw(st.sampled_from((None, None, 0, 10, 40))),
        fixed=tuple(draw(st.lists(_fixed(year), max_size=3))),
    )


@st.composite
def _host(draw: st.DrawFn, year: int) -> Host:
    key = draw(st.sampled_from("abcdefgh"))
    last = draw(st.one_of(st.none(), st.dates(date(year - 3, 1, 1), date(year - 1, 12, 31))))
    return Host(key, key.upper(), frozenset(draw(st.lists(st.sampled_from(PEOPLE), max_size=1))), last)


@st.composite
def _fixed(draw: st.DrawFn, year: int) -> Fixed:
    return Fixed(
        draw(_days(year)), draw(st.one_of(st.none(), st.just(time(10)))), draw(st.sampled_from(("", "a", "z")))
    )
