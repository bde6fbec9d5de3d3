"""The checks of what a plan builds on from outside: each fault makes exactly its own check speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.plandoc.checks import Finding, check, report
from samsyn.plandoc.frameworks import Framework
from samsyn.plandoc.model import FocusArea, Plan, Strategy
from tests.plandoc.frameworks import FIRST, GOALS, SECOND, STRATEGY

from .sound import sound_plan, with_area

PLAN = sound_plan()  # 2030–2032
KNOWN = replace(STRATEGY, editions=(FIRST,))
NEW = replace(STRATEGY, editions=(FIRST, replace(SECOND, valid_until=None)))


def building_on(*keys: str, goals: tuple[int, ...] = ()) -> Plan:
    names = tuple(FocusArea(focus.key, focus.name) for focus in FIRST.focuses)
    plan = replace(PLAN, strategies=(*PLAN.strategies, Strategy(FIRST.key, FIRST.name, "2030–2031", names)))
    return with_area(plan, "U2", lambda area: replace(area, focus_areas=keys, global_goals=goals))


def found(plan: Plan, *frameworks: Framework) -> list[Finding]:
    """What the checks say with the frameworks and not without."""
    silent = {finding.fingerprint for finding in check(plan)}
    return [finding for finding in check(plan, frameworks=frameworks) if finding.fingerprint not in silent]


@pytest.mark.parametrize(
    ("key", "variant", "words"),
    [
        ("skrot", "", "U2 bygger på ”Skrot”, som inte finns kvar i Påhittad strategi 2032–2033."),
        ("damm", "merged", "U2 bygger på ”Damm”, som i Påhittad strategi 2032–2033 ingår i Luften inomhus."),
        ("jord", "split", "U2 bygger på ”Jord”, som i Påhittad strategi 2032–2033 är delat i Jordmassor och Matjord."),
    ],
)
def test_a_row_that_builds_on_what_is_no_longer_valid(key: str, variant: str, words: str) -> None:
    (finding,) = found(building_on(key), NEW)
    assert (finding.code, finding.variant, finding.message("sv")) == ("PC47", variant, words)
    assert [(row.code, row.field) for row in finding.rows] == [("U2", "focus_areas")]
    assert finding.message("en") and finding.remedy("en") and finding.remedy("sv")


@pytest.mark.parametrize("key", ["vatten", "buller"])  # the same, and reworded
def test_what_is_still_there_is_no_fault(key: str) -> None:
    assert found(building_on(key), NEW) == []
    outcome = next(one for one in report(building_on(key), frameworks=[NEW]) if one.check.code == "PC47")
    assert outcome.passed


def test_without_a_framework_there_is_nothing_to_look_at() -> None:
    assert found(building_on("skrot")) == []
    assert not any(one.applies for one in report(building_on("skrot")) if one.check.code in ("PC47", "PC48"))


def test_a_plan_that_goes_on_longer_than_the_strategy() -> None:
    (finding,) = found(building_on("vatten"), KNOWN)
    assert (finding.code, [row.kind for row in finding.rows]) == ("PC48", ["plan"])
    assert finding.message("sv") == (
        "Planen gäller till och med 2032, men Påhittad strategi 2030–2031 gäller bara till december 2031."
    )


def test_the_global_goals_are_held_against_the_plan_in_the_same_way() -> None:
    plan = building_on("vatten", goals=(6,))
    assert [finding.code for finding in found(plan, GOALS)] == ["PC48"]
    fewer = replace(GOALS.editions[0], key="nya", name="Nya mål", valid_from=SECOND.valid_from, valid_until=None)
    new = replace(GOALS, editions=(*GOALS.editions, replace(fewer, focuses=fewer.focuses[:5])))
    (finding,) = found(plan, new)
    assert (finding.code, finding.rows[0].field) == ("PC47", "global_goals")
    assert finding.message("sv").endswith(" bygger på ”Mål 6”, som inte finns kvar i Nya mål.")


def test_another_edition_makes_another_finding() -> None:
    """What was accepted of one edition is asked anew of the next."""
    later = replace(SECOND, key="pahittad-2033", name="Ännu en", valid_from=SECOND.valid_from.replace(year=2033))
    third = replace(NEW, editions=(*NEW.editions, replace(later, valid_until=None)))
    (one,), (other,) = found(building_on("skrot"), NEW), found(building_on("skrot"), third)
    assert one.fingerprint != other.fingerprint
