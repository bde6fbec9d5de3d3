"""The source plan's rows N1-N20 make a full year."""

from __future__ import annotations

from collections import Counter

import pytest

from samsyn.placing import Weight, propose
from tests.placing.checker import faults
from tests.placing.rows import rows

COUNTS = {
    "N1": 1, "N2": 1, "N3": 1, "N4": 1, "N5": 1, "N6": 3, "N7": 14, "N8": 1, "N9": 1, "N10": 1, "N11": 11, "N12": 1,
    "N13": 1, "N14": 1, "N15": 2, "N16": 2, "N17": 2, "N18": 2, "N19": 1,
}  # fmt: skip


@pytest.fixture(scope="module", params=[2026, 2027])
def proposal(request):
    return propose(rows(request.param))


def test_every_row_has_its_number_and_no_rule_is_broken(proposal):
    assert Counter(meeting.series for meeting in proposal.meetings) == COUNTS
    assert faults(proposal) == []


def test_only_what_cannot_be_had_is_left(proposal):
    told = [(found.code, found.series) for found in proposal.explanations if found.weight is not Weight.NOTE]
    assert told == [("turns_wait", "N11")]  # eleven visits are not enough for fourteen parties
    waits = next(found for found in proposal.explanations if found.code == "turns_wait")
    assert waits.message("sv") == (
        "Besök på kommuner och Länsstyrelsen: 11 möten räcker inte till 14 parter. "
        "3 väntar till nästa år: Eksjö, Tranås och Länsstyrelsen."
    )
    assert [remedy.words("en") for remedy in waits.remedies] == [
        "Let Eksjö, Tranås och Länsstyrelsen wait until next year. They are then first in turn.".replace(
            " och", " and"
        ),
        "Make two visits in 3 of the months.",
    ]


def test_the_contact_persons_meet_before_the_plan_and_the_budget(proposal):
    assert proposal.of("N8")[0].on < proposal.of("N9")[0].on


def test_the_preparatory_group_meets_two_weeks_before_each_steering_group_meeting(proposal):
    ahead = [meeting for meeting in proposal.of("N7") if meeting.follows]
    steering = proposal.of("N6")
    assert [meeting.follows for meeting in ahead] == [("N6", 1), ("N6", 2), ("N6", 3)]
    assert all(14 <= (then.on - one.on).days <= 24 for one, then in zip(ahead, steering, strict=True))
    assert {meeting.minutes for meeting in ahead} == {180}
    assert {meeting.minutes for meeting in proposal.of("N7") if not meeting.follows} == {60}


def test_who_has_waited_longest_is_the_next_host(proposal):
    assert [meeting.host for meeting in proposal.of("N16")] == ["jonkoping", "kalmar"]


def test_nobody_has_two_meetings_on_one_day(proposal):
    assert not any(cost.code == "cost_same_day" for meeting in proposal.meetings for cost in meeting.costs)
