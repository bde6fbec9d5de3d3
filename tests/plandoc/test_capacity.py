"""What is asked at the same time, against what can be carried."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc import planfile
from samsyn.plandoc.capacity import AT_A_TIME, Effort, collisions, loads, relief
from samsyn.plandoc.checks.capacity import efforts
from samsyn.plandoc.checks.context import Context

YEARS = range(2026, 2029)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def one_effort(draw: st.DrawFn) -> Effort:
    starts = draw(DAYS)
    return Effort(
        key=draw(st.sampled_from("abcdefghij")),
        title="",
        starts=starts,
        ends=starts + timedelta(days=draw(st.integers(0, 400))),
        campaign=draw(st.booleans()),
        national=draw(st.booleans()),
        proposed=draw(st.booleans()),
    )


EFFORTS = st.lists(one_effort(), max_size=10, unique_by=lambda effort: effort.key)


@cache
def real() -> Context:
    path = resources.files("samsyn.plan").joinpath("demo", "verksamhetsplan-2026-2028.yaml")
    return Context(planfile.read(path.read_text(encoding="utf-8")).plan)


def named(found: tuple[Effort, ...]) -> str:
    return " ".join(effort.key for effort in found)


def effort(key: str, starts: str, ends: str, **more: bool) -> Effort:
    return Effort(key, key, date.fromisoformat(starts), date.fromisoformat(ends), **more)


def test_the_real_plan_asks_too_much_in_the_autumn_of_2026_and_nowhere_else() -> None:
    over = {
        (load.quarter.year, load.quarter.number): (named(load.at_once), load.over)
        for load in loads(efforts(real()), YEARS, at_a_time=AT_A_TIME)
        if load.over
    }
    assert over == {(2026, 3): ("U3 U4 U6 U7", 1), (2026, 4): ("U3 U4 U6 U7", 1)}


def test_the_real_plans_campaigns_collide_two_and_two() -> None:
    found = collisions(effort for effort in efforts(real()) if effort.campaign)
    assert [(named(c.campaigns), c.starts, c.ends) for c in found] == [
        ("U1 U2", date(2025, 8, 1), date(2026, 4, 30)),
        ("U3 U4", date(2026, 9, 1), date(2027, 5, 31)),
    ]


def test_the_real_plan_is_relieved_by_moving_what_is_no_campaign_to_the_spring() -> None:
    found = relief(efforts(real()), YEARS, at_a_time=AT_A_TIME, today=date(2026, 3, 1))
    ((move),) = found.moves
    assert (move.effort.key, move.quarters, move.moved.starts, move.moved.ends) == (
        *("U6", 2),
        *(date(2027, 2, 1), date(2027, 6, 30)),
    )
    assert not found.stuck


def test_what_has_begun_stays_where_it_is() -> None:
    found = relief(efforts(real()), YEARS, at_a_time=AT_A_TIME, today=date(2026, 11, 23))
    assert not found.moves
    assert [(load.quarter.year, load.quarter.number) for load in found.stuck] == [(2026, 3), (2026, 4)]


def test_efforts_that_follow_each_other_in_a_quarter_are_not_carried_at_once() -> None:
    found = loads(
        [effort("a", "2026-01-01", "2026-01-31"), effort("b", "2026-02-01", "2026-03-31")], [2026], at_a_time=1
    )
    assert (named(found[0].running), named(found[0].at_once), found[0].over) == ("a b", "a", 0)
    assert not found[1].running


def test_what_is_only_wished_for_is_moved_before_what_stands_in_the_plan() -> None:
    wanted = [
        effort("plan", "2026-01-01", "2026-06-30"),
        effort("wish", "2026-01-01", "2026-03-31", proposed=True),
        effort("training", "2026-01-01", "2026-03-31", campaign=False),
    ]
    ((move),) = relief(wanted, [2026], at_a_time=2).moves
    assert (move.effort.key, move.moved.starts) == ("wish", date(2026, 4, 1))


def test_a_national_campaign_cannot_be_moved() -> None:
    both = [effort(key, "2026-01-01", "2026-12-31", national=True) for key in "ab"]
    found = relief(both, [2026], at_a_time=1)
    assert (found.moves, len(found.stuck)) == ((), 4)


def test_an_end_of_the_month_stays_one() -> None:
    ((move),) = relief(
        [effort("a", "2026-01-01", "2026-06-30"), effort("b", "2026-01-31", "2026-02-28", proposed=True)],
        [2026],
        at_a_time=1,
    ).moves
    assert (move.quarters, move.moved.starts, move.moved.ends) == (2, date(2026, 7, 31), date(2026, 8, 31))


@given(EFFORTS, st.integers(1, 4))
def test_a_quarter_is_as_loaded_as_its_busiest_day(wanted: list[Effort], at_a_time: int) -> None:
    for load in loads(wanted, YEARS, at_a_time=at_a_time):
        quarter = load.quarter
        days = [quarter.starts + timedelta(days=n) for n in range((quarter.ends - quarter.starts).days + 1)]
        busiest = max(sum(effort.runs(day) for effort in wanted) for day in days)
        assert len(load.at_once) == busiest
        assert load.over == max(0, busiest - at_a_time)
        assert set(load.at_once) <= set(load.running)


@given(EFFORTS, st.integers(1, 4), st.none() | DAYS)
def test_the_moves_bring_every_quarter_down_but_those_that_are_told(
    wanted: list[Effort], at_a_time: int, today: date | None
) -> None:
    found = relief(wanted, YEARS, at_a_time=at_a_time, today=today)
    after = list(wanted)
    for move in found.moves:
        assert not move.effort.national
        assert today is None or (move.effort.starts > today and move.moved.starts > today)
        after[after.index(move.effort)] = move.moved
    assert len({move.effort.key for move in found.moves}) == len(found.moves)
    over = {load.quarter for load in loads(after, YEARS, at_a_time=at_a_time) if load.over}
    assert over <= {load.quarter for load in found.stuck}


@given(EFFORTS)
def test_the_order_of_the_efforts_does_not_change_the_load(wanted: list[Effort]) -> None:
    def told(given: list[Effort]) -> list[int]:
        return [len(load.at_once) for load in loads(given, YEARS, at_a_time=3)]

    assert told(wanted) == told(wanted[::-1])
