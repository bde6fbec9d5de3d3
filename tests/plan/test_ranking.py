"""A ranking round from its opening to its recorded order: each alone first, nothing lost, nothing shown too early."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.kernel.models import Event
from samsyn.people import actions as people
from samsyn.people.queries.personal import person_export
from samsyn.plan import actions, rules
from samsyn.plan.models import Ballot, Need, NeedSupport, Score
from samsyn.plan.queries import ranking as queries
from samsyn.plan.queries import ranking_shown as shown
from tests.conftest import EVERYBODY, LONG_AGO, PUBLIC, STRANGER, a_need

MEMBERS = ("steering_member", "chair", "county_officer")


@pytest.fixture
def group(county):
    """The preparatory group with three who rank; the coordinator sits in it without a vote."""
    for name in MEMBERS[1:]:
        people.seat(county.groups["beredningsgrupp"], by=SYSTEM, person=county.persona(name), starts=LONG_AGO)
    return county.groups["beredningsgrupp"]


@pytest.fixture
def needs(county):
    return [a_need(county, number=1), a_need(county, number=2, title="Små avlopp", organisation="bjorkas")]


@pytest.fixture
def ranking(group, draft, needs, persona):
    return actions.open_ranking(
        draft,
        by=persona("coordinator"),
        title="Vad ska in i planen?",
        needs=needs,
        areas=draft.area_set.filter(code="U1"),
    )


def judge(ranking, person, levels, *, skip=()):
    """Judge every candidate: by title, one level for value and one for effort; None is "cannot judge"."""
    for candidate in queries.candidates_of(ranking):
        if candidate.title in skip:
            continue
        value, effort = levels[candidate.title]
        chosen = {c.pk: effort if c.against else value for c in ranking.criteria.all()}
        actions.score(ranking, by=person, candidate=candidate, levels=chosen)


SEEN = {"Radon i skolor": (5, 2), "Små avlopp": (3, 3), "U1 Dagvatten": (4, 1)}


@pytest.fixture
def handed_in(ranking, persona):
    for name in MEMBERS:
        judge(ranking, persona(name), SEEN)
        actions.hand_in(ranking, by=persona(name))
    return ranking


@pytest.fixture
def shared(handed_in, persona):
    return actions.share_ranking(handed_in, by=persona("coordinator"))


def order_of(ranking):
    return [int(standing.key) for standing in queries.standings(ranking)]


def test_a_round_begins_with_the_usual_criteria_in_swedish(ranking):
    found = [(c.name, c.against, len(c.levels)) for c in ranking.criteria.all()]
    assert found == [
        ("Lagkrav", False, 5), ("Risk för hälsa och miljö", False, 5), ("Bredd", False, 5),
        ("Nationell strategi", False, 5), ("Insats", True, 5),
    ]  # fmt: skip
    assert [c.title for c in queries.candidates_of(ranking)] == ["Radon i skolor", "Små avlopp", "U1 Dagvatten"]


def test_only_those_who_vote_in_the_group_judge(ranking, persona):
    may = {name for name in EVERYBODY if rules.may_score(persona(name), ranking)}
    assert may == set(MEMBERS)  # the coordinator's seat in the group has no vote
    with pytest.raises(NotAllowed):
        judge(ranking, persona("coordinator"), SEEN)


@pytest.mark.parametrize("status", ["alone", "shared", "concluded"])
def test_who_sees_the_round_and_its_scores_agrees_with_the_lists(handed_in, persona, status):
    judge(handed_in, persona("chair"), SEEN)
    if status != "alone":
        handed_in = actions.share_ranking(handed_in, by=SYSTEM)
    if status == "concluded":
        handed_in = actions.conclude_ranking(handed_in, by=SYSTEM, order=order_of(handed_in), reasons={})
    scores = list(Score.objects.select_related("candidate__round"))
    sees = {}
    for name in EVERYBODY:
        user = persona(name)
        may = rules.may_view_ranking(user, handed_in)
        assert may == rules.rankings_visible_to(user).filter(pk=handed_in.pk).exists(), name
        listed = set(rules.scores_visible_to(user).values_list("pk", flat=True))
        assert listed == {score.pk for score in scores if rules.may_view_score(user, score)}, name
        sees[name] = (may, len(listed))
    everything, own = len(scores), len(scores) // 3
    rest = (status == "concluded", 0)
    assert sees == dict.fromkeys(EVERYBODY, rest) | {
        "coordinator": (True, everything if status != "alone" else 0),
        STRANGER: (False, 0),
        PUBLIC: (False, 0),
        **dict.fromkeys(MEMBERS, (True, everything if status != "alone" else own)),
    }


def test_nobody_learns_of_scores_before_the_round_is_shared(ranking, persona):
    judge(ranking, persona("chair"), SEEN)
    chair, coordinator = persona("chair"), persona("coordinator")
    assert queries.judged(ranking) == {} and queries.standings(ranking) == []
    assert [m.person.name for m in queries.members(ranking) if m.handed_in_at] == []
    for event in Event.objects.filter(verb="plan.score"):
        assert event.changes == {}
    copy = person_export(chair, reader=coordinator)
    assert copy["plan.Score"] == copy["plan.Ballot"] == []
    assert not [e for part in copy["journal"].values() for e in part if e["verb"] == "plan.score"]
    own = person_export(chair, reader=chair)
    assert len(own["plan.Score"]) == 15 and len(own["plan.Ballot"]) == 1
    assert {"candidate": "Radon i skolor", "criterion": "Lagkrav", "stage": "alone", "level": 5} in own["plan.Score"]


def test_a_shared_round_stands_in_the_copy_that_the_coordinator_makes(shared, persona):
    copy = person_export(persona("chair"), reader=persona("coordinator"))
    assert len(copy["plan.Score"]) == 15
    assert "Stina Styr" in json.dumps(copy, default=str, ensure_ascii=False)


def test_an_erased_member_leaves_scores_without_a_name(shared, persona):
    people.erase(persona("chair"), by=persona("coordinator"))
    (given,) = [g for g in queries.judged(shared)[order_of(shared)[0]][0].given if g.person.email is None]
    assert (str(given.person), given.level) == ("Borttagen person", 4)


def test_the_order_is_value_for_effort(shared):
    rows = shown.rows(shared)
    assert [(row.title, row.place, row.told_value, row.told_effort) for row in rows] == [
        ("U1 Dagvatten", 1, "4", "1"), ("Radon i skolor", 2, "5", "2"), ("Små avlopp", 3, "3", "3"),
    ]  # fmt: skip
    assert rows[0].because.startswith("Därför att nyttan 4 delad med insatsen 1 blir 4.")


def test_a_score_that_is_changed_after_the_talk_keeps_the_first(shared, persona):
    candidate = queries.candidates_of(shared)[0]
    law = shared.criteria.get(name="Lagkrav")
    actions.score(shared, by=persona("chair"), candidate=candidate, levels={law.pk: 2})
    (judged,) = [j for j in queries.judged(shared)[candidate.pk] if j.criterion == law]
    assert [(g.first, g.level, g.changed) for g in judged.given if g.person == persona("chair")] == [(5, 2, True)]
    assert judged.spread.levels == (2, 5, 5)
    actions.score(shared, by=persona("chair"), candidate=candidate, levels={law.pk: 5})
    (judged,) = [j for j in queries.judged(shared)[candidate.pk] if j.criterion == law]
    assert not any(g.changed for g in judged.given)


def test_cannot_judge_is_an_answer(ranking, persona):
    judge(ranking, persona("chair"), SEEN | {"Små avlopp": (None, 3)})
    actions.hand_in(ranking, by=persona("chair"))
    found = actions.share_ranking(ranking, by=SYSTEM)
    row = next(row for row in shown.rows(found) if row.title == "Små avlopp")
    assert row.place is None and "kan inte placeras" in row.because
    assert row.judged[0].spread.missing == 1


def test_nothing_is_handed_in_half(ranking, persona):
    judge(ranking, persona("chair"), SEEN, skip=["Små avlopp"])
    with pytest.raises(Conflict, match="Små avlopp"):
        actions.hand_in(ranking, by=persona("chair"))
    with pytest.raises(Conflict):
        actions.share_ranking(ranking, by=persona("coordinator"))


def test_what_is_not_handed_in_is_not_counted_or_shown(handed_in, persona):
    Ballot.objects.filter(person=persona("chair")).update(handed_in_at=None)
    found = actions.share_ranking(handed_in, by=SYSTEM)
    assert all(j.spread.n == 2 for said in queries.judged(found).values() for j in said)
    assert not rules.scores_visible_to(persona("coordinator")).filter(person=persona("chair")).exists()
    actions.hand_in(found, by=persona("chair"))
    late = next(m for m in queries.members(found) if m.person == persona("chair"))
    assert late.ballot.late and all(j.spread.n == 3 for said in queries.judged(found).values() for j in said)


def test_two_saves_at_once_never_lose_a_score(ranking, persona):
    chair, candidate = persona("chair"), queries.candidates_of(ranking)[0]
    law, risk, *_rest = ranking.criteria.all()
    actions.score(ranking, by=chair, candidate=candidate, levels={law.pk: 3, risk.pk: 3}, was={}, page="a")
    opened = {law.pk: 3, risk.pk: 3}
    actions.score(ranking, by=chair, candidate=candidate, levels={law.pk: 4, risk.pk: 3}, was=opened, page="b")
    # The other page still shows 3 for the law, which it has not touched; it changes the risk.
    actions.score(ranking, by=chair, candidate=candidate, levels={law.pk: 3, risk.pk: 5}, was=opened, page="c")
    assert levels(ranking, chair, candidate) == {"Lagkrav": 4, "Risk för hälsa och miljö": 5}
    with pytest.raises(Stale) as told:
        actions.score(ranking, by=chair, candidate=candidate, levels={law.pk: 1}, was=opened, page="d")
    assert (told.value.mine, told.value.theirs) == ({"Lagkrav": 1}, {"Lagkrav": 4})
    assert levels(ranking, chair, candidate)["Lagkrav"] == 4


def test_one_page_may_change_its_mind_again_and_again(ranking, persona):
    chair, candidate = persona("chair"), queries.candidates_of(ranking)[0]
    law = ranking.criteria.first()
    for level in (1, 2, 3, None, 1):
        actions.score(ranking, by=chair, candidate=candidate, levels={law.pk: level}, was={}, page="a")
        assert levels(ranking, chair, candidate) == {"Lagkrav": level}


def levels(ranking, person, candidate):
    own = queries.own_scores(ranking, person)
    return {score.criterion.name: score.level for (pk, _criterion), score in own.items() if pk == candidate.pk}


@pytest.mark.parametrize("level", [0, 6, "3"])
def test_a_level_that_there_is_not_is_refused(ranking, persona, level):
    with pytest.raises(Invalid):
        candidate, law = queries.candidates_of(ranking)[0], ranking.criteria.first()
        actions.score(ranking, by=persona("chair"), candidate=candidate, levels={law.pk: level})


def test_criteria_stand_once_somebody_has_begun(ranking, persona):
    coordinator, law = persona("coordinator"), ranking.criteria.first()
    actions.revise_criterion(law, by=coordinator, version=1, weight=5)
    actions.add_criterion(ranking, by=coordinator, name="Lust", weight=1, levels=list("abcde"))
    actions.drop_criterion(ranking, by=coordinator, criterion=ranking.criteria.get(name="Bredd"))
    with pytest.raises(Invalid):
        actions.revise_criterion(law, by=coordinator, version=2, levels=["bara ett"])
    with pytest.raises(Stale):
        actions.revise_criterion(law, by=coordinator, version=1, weight=2)
    judge(ranking, persona("chair"), SEEN)
    for change in (
        lambda: actions.revise_criterion(law, by=coordinator, version=2, weight=1),
        lambda: actions.drop_criterion(ranking, by=coordinator, criterion=law),
        lambda: actions.add_criterion(ranking, by=coordinator, name="Mer", levels=list("abcde")),
    ):
        with pytest.raises(Conflict):
            change()


def test_a_member_who_leaves_keeps_what_was_handed_in(handed_in, county, persona):
    chair = persona("chair")
    seat = county.groups["beredningsgrupp"].memberships.get(person=chair)
    people.unseat(seat, by=SYSTEM, ends=timezone.localdate() - timedelta(days=1))
    found = actions.share_ranking(handed_in, by=SYSTEM)
    left = next(member for member in queries.members(found) if member.person == chair)
    assert left.handed_in_at and not left.sits
    assert all(j.spread.n == 3 for said in queries.judged(found).values() for j in said)
    assert not rules.may_score(persona("chair"), found)
    assert not rules.may_view_ranking(persona("chair"), found)


def test_a_need_that_is_answered_meanwhile_is_shown_as_such(ranking, county, persona):
    radon, drains = Need.objects.order_by("number")
    Need.objects.filter(pk=radon.pk).update(status="merged", merged_into=drains, concluded_at=timezone.now())
    Need.objects.filter(pk=drains.pk).update(status="declined", reason="Nej.", concluded_at=timezone.now())
    assert [queries.remark_on(c) for c in queries.candidates_of(ranking)] == [
        "Sammanslaget med ”Små avlopp”", "Avböjt", "",
    ]  # fmt: skip
    with pytest.raises(Conflict):
        actions.add_candidates(
            ranking,
            by=SYSTEM,
            needs=[a_need(county, number=3, status="declined", reason="Nej.", concluded_at=timezone.now())],
        )


def test_candidates_are_added_and_taken_away_with_their_scores(ranking, county, persona):
    coordinator, candidate = persona("coordinator"), queries.candidates_of(ranking)[0]
    judge(ranking, persona("chair"), SEEN)
    actions.drop_candidate(candidate, by=coordinator)
    assert "Radon i skolor" not in [c.title for c in queries.candidates_of(ranking)]
    actions.add_candidates(ranking, by=coordinator, needs=[candidate.need])
    assert levels(ranking, persona("chair"), candidate)["Lagkrav"] == 5
    with pytest.raises(Invalid):
        actions.add_candidates(ranking, by=coordinator)


def test_breadth_and_focus_are_proposed_and_marked(ranking, county, persona):
    radon, drains, area = queries.candidates_of(ranking)
    NeedSupport.objects.create(need=radon.need, organisation=county.organisations["bjorkas"])
    NeedSupport.objects.create(need=radon.need, organisation=county.organisations["lansstyrelsen"])
    found = queries.proposals(ranking, [radon, drains, area])
    breadth, focus, law = (ranking.criteria.get(name=n) for n in ("Bredd", "Nationell strategi", "Lagkrav"))
    assert [found.level(c, breadth) for c in (radon, drains, area)] == [5, 1, 5]
    assert [found.level(c, focus) for c in (radon, drains, area)] == [None, None, 5]
    assert found.level(radon, law) is None
    assert found.why(radon, breadth) == "2 kommuner står bakom"
    actions.score(ranking, by=persona("chair"), candidate=radon, levels={breadth.pk: 5})
    actions.score(ranking, by=persona("county_officer"), candidate=radon, levels={breadth.pk: 4})
    assert list(Score.objects.order_by("pk").values_list("level", "proposed")) == [(5, 5), (4, 5)]


@pytest.mark.parametrize(
    ("behind", "of", "level"),
    [
        *((1, 13, 1), (3, 13, 2), (4, 13, 3), (6, 13, 3), (7, 13, 4), (11, 13, 4), (12, 13, 5)),
        *((1, 1, 5), (2, 0, 5)),
    ],
)
def test_breadth_follows_the_share_of_the_municipalities(behind, of, level):
    assert queries.breadth(behind, of) == level


def test_those_behind_merged_needs_are_counted_wherever_they_were_merged(ranking, county):
    radon, drains, _area = queries.candidates_of(ranking)
    Need.objects.filter(pk=drains.need_id).update(status="merged", merged_into=radon.need, concluded_at=timezone.now())
    merged = {"status": "merged", "merged_into": drains.need, "concluded_at": timezone.now()}
    a_need(county, number=3, organisation="lansstyrelsen", **merged)
    found = queries.proposals(ranking, [radon, drains])
    assert (found.behind[radon.pk], found.behind[drains.pk]) == (2, 1)
