"""The same words for another year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.timewords import Expression, Grain, Part, Period, parse, roll, write
from tests.timewords.test_round_trip import parts


@pytest.mark.parametrize(
    ("words", "rolled"),
    [
        ("Våren 2026", "Våren 2027"),
        ("hösten 2026", "hösten 2027"),
        ("Februari 2026", "Februari 2027"),
        ("november 2026", "november 2027"),
        ("2026", "2027"),
        ("v. 10–12 2026", "v. 10–12 2027"),
        ("Q1 2026", "Q1 2027"),
        ("aug–dec 2026", "aug–dec 2027"),
        ("3 mars 2026", "3 mars 2027"),
        ("senast i november 2026", "senast i november 2027"),
        ("Digitalt löpande under året, fysiskt våren 2026", "Digitalt löpande under året, fysiskt våren 2027"),
        ("2 gånger hösten 2026", "2 gånger hösten 2027"),
        ("mars, juni och september 2026", "mars, juni och september 2027"),
        ("årsskiftet 2026/2027", "årsskiftet 2027/2028"),
        ("våren 2026; hösten 2027", "våren 2027; hösten 2027"),
        ("våren 2025", "våren 2026"),  # a year on, not to the year that is asked for
    ],
)
def test_a_time_in_one_year_is_moved_to_the_next(words, rolled):
    assert roll(words, before=2027) == rolled


@pytest.mark.parametrize(
    "words",
    [
        "", "Löpande", "löpande 2026–2028", "3 gånger per år", "1 gång/månad bortsett från juli", "2027–2029",
        "sep 2026–maj 2027", "våren 2027", "fr.o.m. 2026", "november", "när det passar 2026", "v. 53 2026",
        "29 februari 2024",
    ],
)  # fmt: skip
def test_what_stretches_over_years_names_none_or_cannot_be_read_stays(words):
    assert roll(words, before=2027) == words


def test_a_last_day_stays_the_last_day_of_its_month():
    assert parse(roll("senast i februari 2027", before=2028)).span.ends.isoformat() == "2028-02-29"


def years(part: Part) -> list[int]:
    """The years that the words name: a week belongs to the year that counts it, not to the one of its Monday."""
    span = Expression("", (part,)).span
    if isinstance(part, Period) and part.grain is Grain.WEEK:
        return [part.starts.isocalendar().year, part.ends.isocalendar().year]
    return [span.starts.year, span.ends.year] if span else []


def test_the_first_week_of_a_year_that_begins_in_the_year_before_is_moved_a_year():
    week = parse(roll("v. 1 2025", before=2026)).span
    assert (week.starts.isoformat(), week.ends.isoformat()) == ("2025-12-29", "2026-01-04")


@given(st.lists(parts(), min_size=1, max_size=2))
def test_each_time_stays_or_is_a_year_on_and_nothing_else_is_lost(several: list[Part]) -> None:
    words = write(Expression("", tuple(several)))
    before, after = parse(words), parse(roll(words, before=2100))
    assert after.readable
    for one, other in zip(before.parts, after.parts, strict=True):
        assert type(one) is type(other) and (one.mode, one.what) == (other.mode, other.what)
        assert one == other or years(other) == [year + 1 for year in years(one)]
