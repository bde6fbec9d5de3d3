"""What comes of a ranking round: the recorded order, what is talked about, and rounds that are taken away."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed
from samsyn.people import actions as people
from samsyn.plan import actions, rules
from samsyn.plan.queries import ranking as queries
from samsyn.plan.queries import ranking_shown as shown
from tests.plan.test_ranking import MEMBERS, SEEN, group, handed_in, judge, needs, order_of, ranking, shared

__all__ = ["group", "handed_in", "needs", "ranking", "shared"]  # fixtures


def test_the_order_is_recorded_with_a_reason_for_what_is_moved(shared, persona):
    coordinator = persona("coordinator")
    first, second, third = order_of(shared)
    with pytest.raises(Invalid) as refused:
        actions.conclude_ranking(shared, by=coordinator, order=[third, first, second], reasons={})
    assert list(refused.value.fields) == [f"reason_{third}"]
    with pytest.raises(Conflict):
        actions.conclude_ranking(shared, by=coordinator, order=[first, second], reasons={})
    found = actions.conclude_ranking(
        shared,
        by=coordinator,
        order=[third, first, second],
        reasons={third: "Avloppen måste åtgärdas före 2027."},
        took_part=[persona("chair"), persona("inspector")],
    )
    rows = shown.rows(found)
    assert [(row.title, row.place, row.proposed_place) for row in rows] == [
        ("Små avlopp", 1, 3), ("U1 Dagvatten", 2, 1), ("Radon i skolor", 3, 2),
    ]  # fmt: skip
    assert rows[0].candidate.reason.startswith("Avloppen")
    assert [m.person.name for m in queries.members(found) if m.ballot.took_part] == ["Stina Styr"]


def test_a_concluded_round_is_frozen(shared, persona):
    found = actions.conclude_ranking(shared, by=persona("coordinator"), order=order_of(shared), reasons={})
    coordinator, candidate = persona("coordinator"), queries.candidates_of(found)[0]
    for change in (
        lambda: judge(found, persona("chair"), SEEN),
        lambda: actions.hand_in(found, by=persona("chair")),
        lambda: actions.conclude_ranking(found, by=coordinator, order=order_of(found), reasons={}),
        lambda: actions.add_candidates(found, by=coordinator),
        lambda: actions.drop_candidate(candidate, by=coordinator),
        lambda: actions.revise_candidate(candidate, by=coordinator, version=None, time="2027"),
        lambda: actions.archive_ranking(found, by=coordinator),
        lambda: actions.restore_ranking(found, by=coordinator),
    ):
        with pytest.raises(NotAllowed):
            change()
    candidate.need.title = "Något annat"
    candidate.need.save()
    assert "Radon i skolor" in [row.title for row in shown.rows(found)]


def test_those_who_share_a_place_may_stand_in_any_order(shared, persona):
    radon, drains, area = (c.pk for c in queries.candidates_of(shared))
    for name in MEMBERS:
        judge(shared, persona(name), SEEN | {"Små avlopp": (5, 2)})
    found = {int(s.key): s for s in queries.standings(shared)}
    assert found[radon].shared and found[radon].place == found[drains].place == 2
    assert queries.moved([area, drains, radon], found, explained=[]) == []
    assert queries.moved([drains, area, radon], found, explained=[]) == [drains]
    assert queries.moved([drains, area, radon], found, explained=[drains]) == []
    rows = shown.rows(shared)
    assert shown.shared_with(rows[1], rows) == rows[2].title


def test_what_is_told_to_be_talked_about_is_where_members_differ_most(ranking, persona):
    for name, level in zip(MEMBERS, (1, 5, 3), strict=True):
        judge(ranking, persona(name), SEEN | {"Små avlopp": (3, level)})
        actions.hand_in(ranking, by=persona(name))
    found = actions.share_ranking(ranking, by=SYSTEM)
    rows = shown.rows(found)
    (only,) = shown.disagreements(rows)
    assert (only.row.title, only.judged.criterion.name, only.words) == ("Små avlopp", "Insats", "från 1 till 5")
    assert shown.most_disputed_first(rows)[0].title == "Små avlopp"


def test_a_round_is_taken_away_and_brought_back(ranking, persona):
    coordinator = persona("coordinator")
    gone = actions.archive_ranking(ranking, by=coordinator)
    assert not rules.may_score(persona("chair"), gone) and not rules.may_view_ranking(persona("chair"), gone)
    with pytest.raises(NotAllowed):
        actions.share_ranking(gone, by=coordinator)
    back = actions.restore_ranking(gone, by=coordinator)
    assert rules.may_score(persona("chair"), back)


def test_a_round_prepares_what_is_not_decided(group, decided, persona):
    with pytest.raises(Conflict):
        actions.open_ranking(decided, by=persona("coordinator"), title="För sent")


def test_a_round_needs_a_group_that_ranks(draft, county, persona):
    people.revise_group(county.groups["beredningsgrupp"], by=SYSTEM, version=None, ended_on=date(2025, 1, 1))
    with pytest.raises(Conflict):
        actions.open_ranking(draft, by=persona("coordinator"), title="Utan grupp")
