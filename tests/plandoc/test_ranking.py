"""What scores come to: the order never depends on how the candidates are listed, ties are told, nothing is invented."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.ranking import HIGHEST, LOWEST, Criterion, rank, spread

SCORE = st.none() | st.integers(LOWEST, HIGHEST)
CRITERIA = st.lists(
    st.builds(Criterion, st.sampled_from("abcdef"), st.integers(0, 5), st.booleans()),
    min_size=1,
    max_size=6,
    unique_by=lambda criterion: criterion.key,
)
CANDIDATES = st.dictionaries(
    st.text("pqrstuv", min_size=1, max_size=3),
    st.dictionaries(st.sampled_from("abcdef"), st.lists(SCORE, max_size=6)),
    max_size=7,
)
VALUE, RISK, EFFORT = Criterion("value", 2), Criterion("risk", 1), Criterion("effort", 1, against=True)


def test_the_median_is_not_moved_by_one_who_stands_alone() -> None:
    assert spread([4, 4, 1, None, 5]).median == 4
    assert spread([4, 4, 4, 1]).median == 4
    assert spread([2, 5]).median == Fraction(7, 2)
    assert spread([None, None]).median is None
    assert (spread([1, None, 3]).n, spread([1, None, 3]).missing) == (2, 1)


def test_disagreement_is_how_far_apart_two_members_are() -> None:
    assert spread([3, 3, 3]).disagreement == 0
    assert spread([1, 5]).disagreement == 4
    assert spread([1, 5, 5]).disagreement == Fraction(8, 3)
    assert spread([5]).disagreement == spread([]).disagreement == 0


def test_value_is_divided_by_effort() -> None:
    (first, second) = rank(
        [VALUE, RISK, EFFORT],
        {
            "dear": {"value": [5, 5], "risk": [5, 5], "effort": [5, 5]},
            "cheap": {"value": [4, 4], "risk": [1, 1], "effort": [2, 2]},
        },
    )
    assert (first.key, first.value, first.effort, first.quotient) == ("cheap", 3, 2, Fraction(3, 2))
    assert (second.key, second.value, second.effort, second.quotient) == ("dear", 5, 5, 1)
    assert (first.place, second.place) == (1, 2)


def test_cannot_judge_is_missing_and_not_nought() -> None:
    (told,) = rank([VALUE, EFFORT], {"a": {"value": [4, None, None], "effort": [2, 2, None]}})
    assert (told.value, told.effort) == (4, 2)
    assert (told.spreads["value"].n, told.spreads["value"].missing) == (1, 2)


def test_a_criterion_that_nobody_could_judge_is_left_out_and_told() -> None:
    (told,) = rank([VALUE, RISK, EFFORT], {"a": {"value": [4], "risk": [None], "effort": [2]}})
    assert (told.value, told.lacking) == (4, ("risk",))


def test_what_lacks_value_or_effort_has_no_place_and_comes_last() -> None:
    scores = {
        "a": {"value": [5], "effort": [None]},
        "b": {"value": [None], "effort": [1]},
        "c": {"value": [1], "effort": [5]},
    }
    found = rank([VALUE, EFFORT], scores)
    assert [(s.key, s.place) for s in found] == [("c", 1), ("a", None), ("b", None)]


def test_ties_share_a_place_and_the_next_one_is_passed_over() -> None:
    scores = {
        "a": {"value": [2], "effort": [1]},
        "b": {"value": [4], "effort": [2]},
        "c": {"value": [5], "effort": [1]},
        "d": {"value": [1], "effort": [1]},
    }
    found = rank([VALUE, EFFORT], scores)
    assert [(s.key, s.place, s.shared) for s in found] == [
        *(("c", 1, False), ("b", 2, True), ("a", 2, True), ("d", 4, False)),
    ]


def test_without_weight_on_effort_value_alone_counts() -> None:
    found = rank(
        [VALUE, Criterion("effort", 0, against=True)], {"a": {"value": [4], "effort": [5]}, "b": {"value": [5]}}
    )
    assert [(s.key, s.quotient) for s in found] == [("b", 5), ("a", 4)]


def test_without_weight_on_value_the_least_effort_comes_first() -> None:
    found = rank([Criterion("value", 0), EFFORT], {"a": {"effort": [4]}, "b": {"effort": [2]}})
    assert [s.key for s in found] == ["b", "a"]


def test_with_no_weights_at_all_nothing_can_be_placed() -> None:
    found = rank([Criterion("value", 0)], {"a": {"value": [4]}, "b": {"value": [5]}})
    assert [s.place for s in found] == [None, None]


def test_a_level_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a level"):
        spread([6])


@given(CRITERIA, CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_never_matters(criteria, candidates, random) -> None:
    names = list(candidates)
    random.shuffle(names)
    shuffled = {name: {key: random.sample(s, len(s)) for key, s in candidates[name].items()} for name in names}
    turned = random.sample(criteria, len(criteria))
    found = rank(criteria, candidates)
    again = rank(turned, shuffled)
    told = [(s.key, s.place, s.shared, s.value, s.effort, s.quotient, set(s.lacking)) for s in found]
    assert told == [(s.key, s.place, s.shared, s.value, s.effort, s.quotient, set(s.lacking)) for s in again]


@given(CRITERIA, CANDIDATES)
def test_every_candidate_stands_once_and_places_follow_the_quotient(criteria, candidates) -> None:
    found = rank(criteria, candidates)
    assert sorted(s.key for s in found) == sorted(candidates)
    placed = [s for s in found if s.place is not None]
    assert found[: len(placed)] == placed
    for one, following in pairwise(placed):
        assert one.quotient >= following.quotient
        assert (one.place == following.place) == (one.quotient == following.quotient)
    for index, one in enumerate(placed):
        assert one.place <= index + 1
        assert one.shared == (sum(other.quotient == one.quotient for other in placed) > 1)


@given(CRITERIA, CANDIDATES)
def test_value_and_effort_lie_between_the_levels(criteria, candidates) -> None:
    for standing in rank(criteria, candidates):
        for figure in (standing.value, standing.effort):
            assert figure is None or LOWEST <= figure <= HIGHEST


@given(CRITERIA, CANDIDATES, st.sampled_from("abcdef"))
def test_a_criterion_without_weight_changes_nothing(criteria, candidates, key) -> None:
    without = [c for c in criteria if c.key != key]
    nought = [Criterion(c.key, 0, c.against) if c.key == key else c for c in criteria]
    assert [(s.key, s.quotient) for s in rank(without, candidates)] == [
        (s.key, s.quotient) for s in rank(nought, candidates)
    ]


@given(CRITERIA, CANDIDATES, st.integers(2, 9))
def test_weights_are_relative(criteria, candidates, times) -> None:
    heavier = [Criterion(c.key, c.weight * times, c.against) for c in criteria]
    assert [(s.key, s.quotient) for s in rank(criteria, candidates)] == [
        (s.key, s.quotient) for s in rank(heavier, candidates)
    ]


@given(CRITERIA, CANDIDATES)
def test_who_cannot_judge_changes_nothing_but_what_is_missing(criteria, candidates) -> None:
    more = {name: {key: [*s, None] for key, s in scores.items()} for name, scores in candidates.items()}
    assert [(s.key, s.quotient) for s in rank(criteria, candidates)] == [
        (s.key, s.quotient) for s in rank(criteria, more)
    ]
