"""What a move does to the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samsyn.placing import Fixed, Move, Year, effect, propose
from tests.placing.rows import rows


@pytest.fixture(scope="module")
def proposal():
    return propose(rows(2026))


def test_the_preparatory_meeting_moves_along(proposal):
    steering = proposal.of("N6")[0]
    done = effect(proposal, Move("N6", 1, date(2026, 3, 11)))
    assert [moved.was.series for moved in done.moved] == ["N6", "N7"]
    assert done.moved[0].was == steering
    assert done.moved[1].now.on <= date(2026, 3, 11) - timedelta(days=14)
    assert done.possible


def test_a_day_off_is_told(proposal):
    done = effect(proposal, Move("N8", 1, date(2026, 4, 6)))
    assert "day_off" in {found.code for found in done.arises}
    assert not done.possible


def test_a_clash_names_both(proposal):
    other = proposal.of("N6")[1]
    done = effect(proposal, Move("N13", 1, other.on, other.at))
    clash = next(found for found in done.arises if found.code == "clash")
    assert "Styrgruppsmöten" in clash.message("sv")
    assert "Strategidag" in clash.message("sv")


def test_a_broken_order_is_told(proposal):
    later = proposal.of("N9")[0].on
    assert "order" in {found.code for found in effect(proposal, Move("N8", 1, later)).arises}


def test_a_move_back_takes_everything_back(proposal):
    meeting = proposal.of("N8")[0]
    there = effect(proposal, Move("N8", 1, meeting.on + timedelta(days=1)))
    back = effect(there.after, Move("N8", 1, meeting.on))
    assert back.after == proposal
    assert there.worse == -back.worse


def test_what_is_fixed_can_be_tried_and_is_told(proposal):
    year = proposal.year
    fixed = replace(year.series[7], fixed=(Fixed(date(2026, 3, 3)),))
    stands = propose(Year(2026, (fixed,)))
    assert "fixed_moved" in {found.code for found in effect(stands, Move("N8", 1, date(2026, 3, 4))).arises}


def test_what_is_not_there_cannot_be_moved(proposal):
    with pytest.raises(ValueError, match="no meeting 9"):
        effect(proposal, Move("N6", 9, date(2026, 3, 4)))
