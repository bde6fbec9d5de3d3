"""What is written of a structure is read as the same structure."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.timewords import (
    Deadline,
    Expression,
    Grain,
    Mode,
    Ongoing,
    Part,
    Period,
    Recurrence,
    Relation,
    Relative,
    Unit,
    Yearless,
    grains,
    parse,
    write,
)
from samsyn.timewords.model import ALL_MONTHS

WHAT = st.sampled_from(["", "", "en kortare avstämning", "möten", "workshop", "nyhetsbrev", "ett gemensamt möte"])
NAMES = st.sampled_from(
    [
        "styrgruppsmötena",
        "varje styrgruppsmöte",
        "AU-mötena",
        "presidieträffen",
        "beslut i kommunfullmäktige",
        "PKS",
    ]
)
MODES = st.sampled_from(Mode)
DAYS = st.dates(grains.FIRST_DAY, grains.LAST_DAY)
MONTHS = st.sets(st.integers(1, 12), min_size=1).map(lambda months: tuple(sorted(months)))


def valid(strategy, make):
    """The values that `make` accepts, made."""

    def attempt(drawn):
        try:
            return make(drawn)
        except ValueError:
            return None

    return strategy.map(attempt).filter(lambda made: made is not None)


@st.composite
def periods(draw, plain=False):
    def make(drawn):
        grain, first, last, year, years = drawn
        starts = grains.days(grain, first, year)[0]
        ends = grains.days(grain, last, year + years)[1]
        Period(starts, ends, grain=grain)  # raises where they are no period
        return starts, ends, grain

    units = st.sampled_from(Grain).flatmap(
        lambda grain: st.tuples(
            st.just(grain),
            st.sampled_from(grains.indices(grain)),
            st.sampled_from(grains.indices(grain)),
            st.integers(1900, 2199),
            st.integers(0, 3),
        )
    )
    starts, ends, grain = draw(valid(units, make))
    if plain:
        return Period(starts, ends, grain=grain)
    return Period(starts, ends, draw(MODES), grain, draw(WHAT))


@st.composite
def yearless(draw, plain=False):
    units = st.sampled_from(Grain).flatmap(
        lambda grain: st.tuples(
            st.just(grain), st.sampled_from(grains.indices(grain)), st.sampled_from(grains.indices(grain))
        )
    )
    made = draw(valid(units, lambda drawn: Yearless(*drawn)))
    if plain:
        return made
    deadline = draw(st.booleans())
    last = made.first if deadline else made.last
    return Yearless(made.grain, made.first, last, deadline, draw(MODES), draw(WHAT))


def yearly_deadlines():
    return st.builds(lambda part: Yearless(part.grain, part.first, part.first, deadline=True), yearless(plain=True))


def ongoing():
    return valid(
        st.tuples(st.none() | DAYS, st.none() | DAYS, st.booleans(), st.just(ALL_MONTHS) | MONTHS, MODES, WHAT),
        lambda drawn: Ongoing(*drawn),
    )


def bounds():
    return DAYS.map(lambda day: Ongoing(starts=day)) | DAYS.map(lambda day: Ongoing(ends=day))


@st.composite
def recurrences(draw, plain=False):
    per = draw(st.sampled_from(Unit))
    low, more = draw(st.integers(0, 20)), draw(st.integers(0, 5))
    during = periods(plain=True) | yearless(plain=True).filter(lambda part: part.grain is not Grain.YEAR)
    whole = per is Unit.PERIOD
    return draw(
        valid(
            st.tuples(
                st.just(1) if whole else st.integers(1, 14),
                st.just(ALL_MONTHS) if whole else st.just(ALL_MONTHS) | MONTHS,
                st.booleans(),
                during if whole else st.none() if plain else st.none() | during | bounds() | yearly_deadlines(),
                st.just(Mode.ANY) if plain else MODES,
                st.just("") if plain else WHAT,
            ),
            lambda drawn: Recurrence(low, low + more, per, *drawn),
        )
    )


def relatives():
    offsets = st.tuples(st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH]))
    quotas = recurrences(plain=True).filter(lambda part: part.per is not Unit.PERIOD)
    during = periods(plain=True) | yearless(plain=True)
    return valid(
        st.tuples(
            NAMES, st.sampled_from(Relation), st.none() | quotas, st.none() | offsets, st.none() | during, MODES, WHAT
        ),
        lambda drawn: Relative(*drawn),
    )


def deadlines():
    return st.builds(Deadline, DAYS, MODES, WHAT)


def parts():
    return st.one_of(periods(), yearless(), deadlines(), ongoing(), recurrences(), relatives())


@settings(max_examples=300, deadline=None)
@given(parts())
def test_one_part_comes_back(part: Part) -> None:
    expression = Expression("", (part,))
    read = parse(write(expression))
    assert read.parts == expression.parts, write(expression)
    assert read.readable


@settings(max_examples=300, deadline=None)
@given(st.lists(parts(), min_size=2, max_size=4))
def test_several_parts_come_back(several: list[Part]) -> None:
    expression = Expression("", tuple(several))
    read = parse(write(expression))
    assert read.parts == expression.parts, write(expression)
    assert read.readable


@settings(max_examples=300, deadline=None)
@given(st.lists(parts(), min_size=1, max_size=3), st.integers(1900, 2199))
def test_supplied_year_changes_nothing_that_has_one(several: list[Part], year: int) -> None:
    words = write(Expression("", tuple(several)))
    without, with_year = parse(words), parse(words, year=year)
    if not without.needs_year:
        assert with_year == without


@settings(max_examples=300, deadline=None)
@given(periods(), st.sampled_from(["-", " - ", "–", " – ", "—", " — ", " till ", " t.o.m. ", " till och med "]))
def test_dashes_and_words_for_to_mean_the_same(period: Period, joint: str) -> None:
    said = write(Expression("", (period,)))
    if "–" in said:
        assert parse(said.replace("–", joint)).parts == (period,), said


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 100_000))
def test_write_of_nothing_is_nothing(days: int) -> None:
    assert write(Expression(str(date(1900, 1, 1) + timedelta(days=days)))) == ""
