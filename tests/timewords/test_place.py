from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.timewords import Placement, free_days, is_squeeze_day, is_workday, parse, place

MEETINGS = {"Styrgruppsmöten": [date(2026, 2, 5), date(2026, 5, 27), date(2026, 8, 13)]}


def placed(words: str, year: int = 2026, **known) -> Placement:
    return place(parse(words), year, **known)


def days(words: str, year: int = 2026, **known) -> list[date]:
    placement = placed(words, year, **known)
    assert placement.unmet == ()
    return [occasion.on for occasion in placement.occasions]


def test_quota_is_spread_over_the_year() -> None:
    found = days("3 gånger per år")
    assert len(found) == 3
    gaps = [after - before for before, after in pairwise(found)]
    assert all(timedelta(days=75) < gap < timedelta(days=165) for gap in gaps)


def test_month_by_month_without_july() -> None:
    assert [day.month for day in days("1 gång per månad, bortsett från juli månad")] == [
        1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12
    ]  # fmt: skip


def test_month_by_month_says_that_july_is_kept_free() -> None:
    placement = placed("varje månad")
    assert len(placement.occasions) == 11
    assert placement.unmet == ("Juli hålls fri, så ett tillfälle saknas av ”en gång per månad”.",)


def test_july_is_used_when_the_words_name_nothing_else() -> None:
    assert days("juli 2026")[0].month == 7
    assert days("årligen i juli")[0].month == 7
    assert days("2 gånger under juli 2026")[1].month == 7


def test_every_other_month_begins_where_july_is_avoided() -> None:
    assert [day.month for day in days("varannan månad")] == [2, 4, 6, 8, 10, 12]


def test_every_other_month_keeps_the_rhythm_of_its_beginning() -> None:
    placement = placed("varannan månad från mars 2025")
    assert [occasion.on.month for occasion in placement.occasions] == [1, 3, 5, 9, 11]
    assert len(placement.unmet) == 1


def test_every_other_year_counts_from_the_beginning() -> None:
    words = "vartannat år från 2025"
    assert days(words, 2026) == []
    assert len(days(words, 2027)) == 1


def test_range_proposes_the_most_and_says_what_can_be_left_out() -> None:
    occasions = placed("2-3 gånger per år").occasions
    assert [("kan utgå" in occasion.why) for occasion in occasions] == [False, False, True]


def test_season_window_holds_one_day() -> None:
    (day,) = days("Våren 2026")
    assert date(2026, 1, 1) <= day <= date(2026, 6, 30)
    (day,) = days("Hösten 2026")
    assert date(2026, 8, 1) <= day <= date(2026, 12, 31)


def test_ongoing_asks_for_no_day_but_the_physical_meeting_does() -> None:
    assert days("Löpande") == []
    assert len(days("Digitalt löpande under året, fysiskt våren 2026")) == 1


def test_time_of_another_year_is_told() -> None:
    assert placed("Våren 2027").unmet == ("Våren 2027 ligger utanför 2026.",)
    assert placed("en gång per månad under 2027").unmet == ("En gång per månad under 2027 ligger utanför 2026.",)


def test_deadline_on_a_sunday_moves_to_the_friday_before() -> None:
    (occasion,) = placed("senast 15 mars 2026").occasions
    assert occasion.on == date(2026, 3, 13)
    assert "sista dagen är söndag" in occasion.why


def test_deadline_on_a_holiday_names_it() -> None:
    (occasion,) = placed("senast 14 maj 2026").occasions
    assert occasion.on == date(2026, 5, 13)
    assert "kristi himmelsfärdsdag" in occasion.why


def test_yearless_time_is_placed_in_the_asked_year() -> None:
    assert days("september", 2027)[0].year == 2027
    assert placed("29 februari", 2026).unmet == ("29 februari finns inte 2026.",)


def test_before_another_series() -> None:
    found = days("3 gånger per år inför styrgruppsmötena", others=MEETINGS)
    assert len(found) == 3
    for day, meeting in zip(found, MEETINGS["Styrgruppsmöten"], strict=True):
        assert timedelta(days=14) <= meeting - day < timedelta(days=60)


def test_preparatory_group_of_the_plan_meets_fourteen_times() -> None:
    words = "3 gånger per år inför styrgruppsmötena, samt en kortare avstämning en gång per månad, utom i juli månad."
    found = days(words, others=MEETINGS)
    assert len(set(found)) == 14


def test_offset_is_kept() -> None:
    found = days("två veckor efter styrgruppsmötena", others=MEETINGS)
    assert found == [date(2026, 2, 19), date(2026, 6, 10), date(2026, 8, 27)]


def test_together_with_another_series_is_the_same_day() -> None:
    assert days("i samband med styrgruppsmötena", others=MEETINGS) == MEETINGS["Styrgruppsmöten"]


def test_unknown_series_is_told() -> None:
    placement = placed("inför presidieträffen", others=MEETINGS)
    assert placement.occasions == ()
    assert placement.unmet == ("Inför presidieträffen: ”presidieträffen” har inga datum 2026, så inget är placerat.",)


def test_too_few_meetings_are_told() -> None:
    placement = placed("4 gånger per år inför styrgruppsmötena", others=MEETINGS)
    assert len(placement.occasions) == 3
    assert "har 3 datum 2026, så ett tillfälle saknas" in placement.unmet[0]


def test_two_possible_series_are_not_chosen_between() -> None:
    others = {"Styrgruppsmöten digitalisering": [date(2026, 3, 3)], "Styrgruppsmöten miljö": [date(2026, 3, 4)]}
    placement = placed("inför styrgruppsmötena", others=others)
    assert placement.occasions == ()
    assert "både" in placement.unmet[0]


def test_full_month_is_told() -> None:
    taken = free_days(date(2026, 3, 1), date(2026, 3, 31))
    placement = placed("mars 2026", taken=taken)
    assert placement.occasions == ()
    assert placement.unmet == ("Mars 2026 har ingen ledig arbetsdag 2026.",)
    short = placed("en gång per månad i mars och april", taken=taken)
    assert [occasion.on.month for occasion in short.occasions] == [4]
    assert "ett tillfälle saknas" in short.unmet[0]


def test_unread_words_are_told() -> None:
    assert placed("när andan faller på").unmet == (
        "”när andan faller på” går inte att läsa, så inget är placerat för det.",
    )


def test_year_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        placed("3 gånger per år", 2500)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        ["3 gånger per år", "varje månad", "kvartalsvis", "varannan vecka", "2–3 ggr/år", "våren 2026", "varje höst",
         "10 gånger per år", "3 gånger per år, en gång per månad utom i juli"]
    ),
    st.integers(2020, 2040),
    st.sets(st.dates(date(2020, 1, 1), date(2040, 12, 31)), max_size=60),
)  # fmt: skip
def test_every_proposal_is_a_free_workday_and_none_is_used_twice(words: str, year: int, taken: set[date]) -> None:
    found = [occasion.on for occasion in placed(words, year, taken=taken).occasions]
    assert len(found) == len(set(found))
    assert found == sorted(found)
    for day in found:
        assert day.year == year
        assert is_workday(day)
        assert day.month != 7
        assert day not in taken


@settings(max_examples=100, deadline=None)
@given(st.integers(2020, 2040), st.integers(1, 12))
def test_months_and_quotas_avoid_squeeze_days(year: int, times: int) -> None:
    for words in (f"{times} gånger per år", "en gång per månad utom i juli"):
        assert not any(is_squeeze_day(day) for day in days(words, year))


def test_yearly_deadline_is_placed_in_the_asked_year() -> None:
    assert days("årligen senast 31 januari", 2027) == [date(2027, 1, 29)]


def test_relative_within_a_time_uses_only_those_meetings() -> None:
    assert days("i samband med styrgruppsmötena under våren 2026", others=MEETINGS) == MEETINGS["Styrgruppsmöten"][:2]
    assert days("i samband med styrgruppsmötena under hösten", others=MEETINGS) == MEETINGS["Styrgruppsmöten"][2:]


def test_several_days_are_placed_on_several_days() -> None:
    assert days("3, 10 och 17 mars 2026") == [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)]
    assert len(days("2 gånger hösten 2026")) == 2
