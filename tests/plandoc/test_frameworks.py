"""What becomes of a focus area from edition to edition, and what that means for a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samsyn.plandoc import model as m
from samsyn.plandoc.alignment import Alignment, alignments
from samsyn.plandoc.frameworks import Fate, Focus, Framework, followed, new_in
from tests.conftest import small_plan
from tests.plandoc.frameworks import FIRST, GOALS, SECOND, STRATEGY, THIRD


def fates(*editions: Any) -> dict[str, tuple[str, list[str]]]:
    return {one.before.key: (one.fate.value, [focus.key for focus in one.after]) for one in followed(editions)}


def plan(*used: str, strategy: str = "pahittad-2030", goals: tuple[int, ...] = (), **changes: Any) -> m.Plan:
    """A plan with an area for each focus area, named in its strategy."""
    names = tuple(m.FocusArea(key, f"Planens {key}") for key in dict.fromkeys(used))
    areas = tuple(
        m.Area(f"U{n}", m.AreaKind.CAMPAIGN, f"Område {n}", focus_areas=(key,), global_goals=goals)
        for n, key in enumerate(used, 1)
    )
    return small_plan(strategies=(m.Strategy(strategy, "S", "2030", names),), areas=areas, **changes)


def only(plan: m.Plan, *frameworks: Framework, target: str = "") -> Alignment:
    (found,) = alignments(plan, frameworks or (STRATEGY,), target=target)
    return found


def test_what_becomes_of_each_focus_area_in_the_next_edition() -> None:
    assert fates(FIRST, SECOND) == {
        "vatten": ("same", ["vatten"]),
        "buller": ("reworded", ["buller"]),
        "damm": ("merged", ["luft"]),
        "lukt": ("merged", ["luft"]),
        "skrot": ("gone", []),
        "jord": ("split", ["massor", "matjord"]),
    }
    assert [focus.key for focus in new_in(SECOND, FIRST)] == ["klimat"]
    assert [focus.key for focus in new_in(FIRST, None)] == [focus.key for focus in FIRST.focuses]


def test_a_focus_area_is_followed_through_every_edition_between() -> None:
    assert fates(FIRST, SECOND, THIRD) == {
        "vatten": ("reworded", ["vatten"]),
        "buller": ("gone", []),
        "damm": ("merged", ["luft"]),
        "lukt": ("merged", ["luft"]),
        "skrot": ("gone", []),
        "jord": ("gone", []),
    }


def test_an_edition_follows_itself() -> None:
    assert fates(FIRST) == {focus.key: ("same", [focus.key]) for focus in FIRST.focuses}


def test_one_that_is_taken_up_alone_under_another_key_is_reworded() -> None:
    later = replace(SECOND, focuses=(Focus("oljud", "Oljud", takes_up=("buller",)),))
    assert fates(FIRST, later)["buller"] == ("reworded", ["oljud"])


def test_one_that_takes_up_another_beside_its_own_is_merged() -> None:
    later = replace(SECOND, focuses=(Focus("buller", "Buller", takes_up=("damm",)),))
    assert fates(FIRST, later)["buller"] == ("merged", ["buller"])


def test_of_an_edition_that_is_not_fully_known_nothing_is_said_to_be_gone() -> None:
    assert fates(FIRST, replace(SECOND, complete=False))["skrot"] == ("unknown", [])
    assert fates(FIRST, replace(SECOND, complete=False), THIRD)["skrot"] == ("unknown", [])


def test_a_text_that_is_not_known_is_not_another_text() -> None:
    vague = replace(SECOND, focuses=(Focus("vatten", "Rent vatten"), Focus("buller", "Buller", description="Ljud.")))
    assert fates(FIRST, vague)["vatten"][0] == fates(FIRST, vague)["buller"][0] == "same"


def test_of_an_edition_that_is_not_fully_known_nothing_is_said_to_be_new() -> None:
    assert new_in(SECOND, replace(FIRST, complete=False)) == ()


def test_a_plan_is_held_against_the_latest_edition_or_the_one_that_is_chosen() -> None:
    of = plan("vatten", "skrot", "damm")
    assert (only(of).basis, only(of).target) == (FIRST, THIRD)
    assert only(of).choices == (FIRST, SECOND)
    chosen = only(of, target="pahittad-2032")
    told = [(one.followed.before.key, one.followed.fate, [a.code for a in one.areas]) for one in chosen.standings]
    assert told[:3] == [("vatten", Fate.SAME, ["U1"]), ("damm", Fate.MERGED, ["U3"]), ("skrot", Fate.GONE, ["U2"])]
    assert [one.followed.before.key for one in chosen.shaken] == ["damm", "skrot"]
    assert [focus.key for focus in chosen.unserved] == ["buller", "massor", "matjord", "klimat"]
    assert [focus.key for focus in chosen.new] == ["klimat"]


def test_areas_that_still_build_on_an_earlier_edition_are_followed_from_there() -> None:
    """The plan has gone over to the latest edition; one area has not."""
    of = plan("vatten", "lukt", strategy="pahittad-2034")
    found = only(of)
    assert (found.basis, found.target) == (THIRD, THIRD)
    assert [(s.followed.before.key, s.followed.fate) for s in found.shaken] == [("lukt", Fate.MERGED)]
    lost = only(plan("buller", strategy="pahittad-2034"))
    assert [(s.followed.before.name, s.followed.fate) for s in lost.shaken] == [("Buller och vibrationer", Fate.GONE)]


def test_what_only_the_plan_knows_of_is_gone_if_the_edition_is_fully_known() -> None:
    found = only(plan("eget", strategy="pahittad-2034"))
    assert [(s.followed.before.name, s.followed.fate) for s in found.shaken] == [("Planens eget", Fate.GONE)]
    vague = replace(STRATEGY, editions=(FIRST, replace(THIRD, complete=False)))
    assert only(plan("eget", strategy="pahittad-2034"), vague).shaken == ()


@pytest.mark.parametrize(
    ("of", "against"),
    [
        (plan("vatten", strategy="annan"), STRATEGY),
        (small_plan(strategies=()), STRATEGY),
        (plan("vatten"), replace(STRATEGY, editions=())),
        (plan("vatten"), GOALS),
    ],
)
def test_a_plan_that_does_not_build_on_a_framework_is_not_held_against_it(of: m.Plan, against: Framework) -> None:
    assert list(alignments(of, [against])) == []


def test_a_plan_is_not_held_against_an_edition_before_its_own() -> None:
    assert list(alignments(plan("vatten", strategy="pahittad-2034"), [STRATEGY], target="pahittad-2030")) == []


def test_global_goals_are_a_framework_too() -> None:
    found = only(plan("vatten", goals=(6, 14)), GOALS)
    assert [one.followed.before.key for one in found.standings if one.areas] == ["6", "14"]
    assert len(found.unserved) == 15
    assert not found.outlived_by(2030)
    assert found.outlived_by(2031)
    fewer = replace(GOALS.editions[0], key="nya", valid_from=THIRD.valid_from, focuses=GOALS.editions[0].focuses[:10])
    later = replace(GOALS, editions=(*GOALS.editions, fewer))
    assert [one.followed.before.key for one in only(plan("vatten", goals=(6, 14)), later).shaken] == ["14"]


def test_global_goals_of_a_time_before_there_were_any_are_not_asked_for() -> None:
    assert list(alignments(plan("vatten", goals=(6,), first_year=2010), [GOALS])) == []
