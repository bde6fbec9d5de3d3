"""What cannot be had is explained, and never raises."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from samsyn import placing
from samsyn.placing import Blocked, Fixed, Host, Series, Weight, Year, propose
from samsyn.placing.board import week_of
from samsyn.placing.words import REMEDIES, TEXTS
from samsyn.timewords import parse

ANNA = frozenset({"anna"})


def series(key, words, year=2026, **options):
    return Series(key, key.capitalize(), parse(words, year=year), **{"people": ANNA, **options})


def told(*every, year=2026, **options):
    return {found.code: found for found in propose(Year(year, every, **options)).explanations}


@pytest.mark.parametrize(
    ("code", "every"),
    [
        ("unread", [series("a", "när det passar")]),
        ("outside", [series("a", "våren 2019")]),
        ("no_series", [series("a", "inför styrgruppen")]),
        ("circle", [series("a", "inför beta"), series("beta", "inför a")]),
        ("leader_short", [series("a", "3 gånger per år inför beta"), series("beta", "en gång per år")]),
        ("unknown_before", [series("a", "våren", before=("b",))]),
        ("order_shuts_out", [series("a", "hösten", before=("b",)), series("b", "våren")]),
        ("rest_kept_free", [series("a", "en gång i månaden")]),
        ("too_many", [series("a", "9 gånger per dag")]),
    ],
)
def test_what_cannot_be_had(code, every):
    found = told(*every)[code]
    assert found.weight is Weight.UNMET
    assert found.message("sv") != found.message("en")
    assert found.remedies


def test_july_is_missing_once_of_twelve():
    assert told(series("a", "en gång i månaden"))["rest_kept_free"].missing == 1


def test_a_blocked_month_names_the_reason():
    found = told(series("a", "mars"), blocked=(Blocked(date(2026, 3, 1), date(2026, 3, 31), "Riksmöte"),))
    assert "Riksmöte" in found["all_blocked"].message("sv")


def test_a_month_that_has_passed():
    assert told(series("a", "mars"), today=date(2026, 4, 2))["all_past"].missing == 1


def test_who_has_no_time_left_is_named():
    """Two meetings that fill a day's only time, for the two working days of a week with a holiday on each side."""
    at = (time(9),)
    days = Blocked(date(2026, 3, 1), date(2026, 3, 29), "Resa"), Blocked(date(2026, 4, 1), date(2026, 4, 30), "Resa")
    every = [series(key, "30-31 mars", times=at) for key in ("a", "b", "c")]
    proposal = propose(Year(2026, tuple(every), days, names=(("anna", "Anna Ek"),)))
    assert [meeting.on for meeting in proposal.meetings] == [date(2026, 3, 30), date(2026, 3, 31)]
    clash = next(found for found in proposal.explanations if found.code == "all_clash")
    assert "Anna Ek" in clash.message("sv")


def test_a_meeting_that_can_lie_elsewhere_makes_room():
    at = (time(9),)
    tight, loose = series("a", "3 mars", times=at), series("b", "3-4 mars", times=at)
    looser = series("c", "3-5 mars", times=at)
    assert {m.series: m.on.day for m in propose(Year(2026, (looser, loose, tight))).meetings} == {
        "a": 3,
        "b": 4,
        "c": 5,
    }


def test_fixed_meetings_that_clash_are_left_and_told():
    fixed = (Fixed(date(2026, 3, 3), time(9)),)
    found = told(series("a", "mars", fixed=fixed), series("b", "mars", fixed=fixed))
    assert found["clash"].weight is Weight.BROKEN


def test_of_a_range_the_least_unless_fixed_days_leave_a_gap():
    free = propose(Year(2026, (series("a", "2-3 gånger per år"),)))
    early = (Fixed(date(2026, 1, 20)), Fixed(date(2026, 2, 17)))
    gap = propose(Year(2026, (series("a", "2-3 gånger per år", fixed=early),)))
    assert (len(free.meetings), len(gap.meetings)) == (2, 3)
    assert gap.meetings[2].on.month in (8, 9, 10)


def test_turns_go_on_where_the_year_before_ended():
    hosts = (Host("a", "A", last=date(2025, 3, 1)), Host("b", "B", last=date(2024, 9, 1)), Host("c", "C"))
    proposal = propose(Year(2026, (series("a", "2 gånger per år", hosts=hosts),)))
    assert [meeting.host for meeting in proposal.meetings] == ["c", "b"]


def test_weeks_at_the_turn_of_the_year():
    assert week_of(date(2027, 1, 1)) == (2026, 53)
    weekly = propose(Year(2026, (series("a", "varje vecka"),)))
    weeks = [week_of(meeting.on) for meeting in weekly.meetings]
    assert len(set(weeks)) == len(weeks)
    assert {year for year, _ in weeks} == {2026}
    assert len(weeks) + sum(found.missing for found in weekly.explanations) == 53


def test_what_is_impossible_is_refused_with_its_place():
    with pytest.raises(ValueError, match="two series"):
        Year(2026, (series("a", "mars"), series("a", "mars")))
    with pytest.raises(ValueError, match="2025-03-01 is not in 2026"):
        Year(2026, (series("a", "mars", fixed=(Fixed(date(2025, 3, 1)),)),))


def test_every_text_is_used():
    files = [path for path in Path(placing.__file__).parent.glob("*.py") if path.stem != "words"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    assert [key for key in [*TEXTS, *REMEDIES] if f'"{key}"' not in code] == []
