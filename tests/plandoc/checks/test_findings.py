"""A finding as a value: its words, its fingerprint, its JSON; and checks that never raise."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.plandoc.checks import CATALOGUE, Severity, check, report
from samsyn.plandoc.checks.documentation import catalogue_page
from samsyn.plandoc.model import Activity, ActivityKind, Area, AreaKind, Decision, Plan, Section
from tests.plandoc.generated import plans

from .sound import sound_plan, with_area

SOUND = sound_plan()
FAULTY = with_area(SOUND, "U2", lambda area: replace(area, responsible="", bodies=()))


def fingerprints(plan: Plan) -> list[str]:
    return [finding.fingerprint for finding in check(plan)]


def test_a_fingerprint_stays_until_its_row_changes() -> None:
    (before,) = fingerprints(FAULTY)
    elsewhere = with_area(FAULTY, "U1", lambda area: replace(area, note="Ny anmärkning"))
    assert fingerprints(elsewhere) == [before]
    here = with_area(FAULTY, "U2", lambda area: replace(area, note="Ny anmärkning"))
    assert fingerprints(here) != [before]
    assert len(before) == 64


def test_a_programme_does_not_change_because_a_step_does() -> None:
    faulty = with_area(SOUND, "K", lambda area: replace(area, parties=("okänd",)))
    changed = with_area(faulty, "K2", lambda area: replace(area, note="Ny anmärkning"))
    assert fingerprints(changed) == fingerprints(faulty)


def test_json_is_plain_and_speaks_the_language() -> None:
    (finding,) = check(FAULTY)
    swedish = json.loads(json.dumps(finding.as_json("sv")))
    assert swedish == {
        "code": "PC17",
        "severity": "warning",
        "title": "Ansvarig saknas",
        "message": "Ingen står som ansvarig för U2 Buller vid skolgårdar.",
        "remedy": "Skriv vem eller vilken grupp som ansvarar.",
        "rows": [{"kind": "area", "code": "U2", "field": "responsible"}],
        "quotes": [{"kind": "area", "code": "U2", "field": "title", "text": "Buller vid skolgårdar"}],
        "params": {"row": "U2 Buller vid skolgårdar"},
        "fingerprint": finding.fingerprint,
    }
    assert finding.as_json("en-gb")["message"] == "Nobody is named as responsible for U2 Buller vid skolgårdar."
    assert finding.as_json("de")["title"] == "Ansvarig saknas"


def test_the_catalogue_is_whole_and_in_order() -> None:
    codes = [item.code for item in CATALOGUE]
    assert codes == sorted(codes) == [f"PC{number:02d}" for number in range(1, len(codes) + 1)]
    assert {item.severity for item in CATALOGUE} == set(Severity)


def test_both_languages_speak_of_the_same_parameters() -> None:
    for item in CATALOGUE:
        for variant, swedish in item.wording["sv"].says.items():
            english = item.wording["en"].says[variant]
            assert names(swedish.message) == names(english.message), item.code


def names(template: str) -> set[str]:
    return set(re.findall(r"{(\w+)", template))


def test_the_page_of_the_catalogue_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == catalogue_page()


PHRASES = (
    "Planen görs för ett år framåt.",
    "planera utan osäkerhet över att planen ändras",
    "Beslut om verksamhetsplan och budget fattas i styrgruppen.",
    "utse en kontaktperson. Denna för fram behov från kommunen",
    "gemensam upphandling",
    "hösten 2030",
    "3 gånger per år",
    "2029–2031",
    "från 2030",
    "Sammanställning av resultat och slutrapport om tillsynen i länet",
    "Enhetlig bedömning i länet av frågor om små avlopp",
    "nationella strategin",
    "TODO",
    "och",
    "–",
    "",
)
FIELDS = ("title", "what", "aim", "purpose", "partners", "time", "follow_up", "responsible", "waits_for", "note")


@st.composite
def planned(draw: st.DrawFn) -> Plan:
    """The sound plan with the words of planning thrown about in it, and with references that may lead nowhere."""
    words = st.lists(st.sampled_from(PHRASES), max_size=3).map(" ".join)

    def shaken(row: Area | Activity) -> Area | Activity:
        names = [name for name in FIELDS if hasattr(row, name)]
        fields: dict[str, object] = {name: draw(words) for name in draw(st.sets(st.sampled_from(names), max_size=4))}
        if draw(st.booleans()):
            fields["parties"] = tuple(draw(st.lists(st.sampled_from(["kommunerna", "lansstyrelsen", "okänd"]))))
        if isinstance(row, Area):
            fields["kind"] = draw(st.sampled_from(AreaKind))
            fields["depends_on"] = tuple(draw(st.lists(st.sampled_from(["U1", "U2", "K1", "K2", "okänd"]), max_size=2)))
            fields["steps"] = tuple(shaken(step) for step in row.steps)
        else:
            fields["kind"] = draw(st.sampled_from(ActivityKind))
        return replace(row, **fields)

    first = draw(st.sampled_from([-5, 0, 1, 2030, 9999, 10**9]))
    return replace(
        SOUND,
        first_year=first,
        last_year=first + draw(st.integers(-3, 3)),
        sections=tuple(Section(f"s{number}", "Rubrik", draw(words)) for number in range(2)),
        areas=tuple(shaken(area) for area in SOUND.areas),
        activities=tuple(shaken(activity) for activity in SOUND.activities),
        decision=draw(st.none() | st.builds(Decision, st.just("okänd"), words)),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planned())
def test_no_words_of_planning_make_a_check_raise(plan: Plan) -> None:
    for finding in check(plan):
        assert finding.message("sv") and finding.remedy("en")
        json.dumps(finding.as_json("en"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_no_plan_makes_a_check_raise(plan: Plan) -> None:
    for outcome in report(plan):
        for finding in outcome.findings:
            assert finding.message("sv") and finding.message("en")
            assert finding.remedy("sv") and finding.remedy("en")
            json.dumps(finding.as_json("sv"))
