"""Whatever year comes in, the proposal keeps the rules or says what it does not keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from samsyn.placing import Move, effect, propose
from tests.placing.checker import faults
from tests.placing.generated import years

# Without shrinking: a failure shows its year as it was, within the time of the test.
bounded = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@bounded
@given(years())
def test_a_proposal_keeps_the_rules_or_says_what_it_does_not_keep(year):
    assert faults(propose(year)) == []


@bounded
@given(years())
def test_everything_can_be_said_in_both_languages(year):
    proposal = propose(year)
    for language in ("sv", "en"):
        said = [found.message(language) for found in proposal.explanations]
        said += [remedy.words(language) for found in proposal.explanations for remedy in found.remedies]
        said += [cost.words(language) for meeting in proposal.meetings for cost in meeting.costs]
        assert all(said)


@bounded
@given(years())
def test_the_same_year_gives_the_same_proposal(year):
    again = replace(year, series=tuple(replace(series) for series in year.series))
    same = propose(year) == propose(again)
    assert same


@bounded
@given(years(), st.data())
def test_a_move_changes_what_it_says_and_nothing_else(year, data):
    before = propose(year)
    if not before.meetings:
        return
    meeting = data.draw(st.sampled_from(before.meetings))
    day = data.draw(st.dates(date(year.year, 1, 1), date(year.year, 12, 31)))
    done = effect(before, Move(meeting.series, meeting.number, day))
    assert done.moved[0].was == meeting
    assert (done.moved[0].now.on, done.moved[0].now.at) == (day, meeting.at)
    told = {one.was.wish for one in done.moved}
    where = {one.wish: (one.on, one.at) for one in done.after.meetings}
    assert all(where[one.wish] == (one.on, one.at) for one in before.meetings if one.wish not in told)
    assert set(before.explanations) - set(done.vanishes) | set(done.arises) == set(done.after.explanations)
