"""Each fault put into the sound plan makes exactly its own check speak, about exactly the rows at fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samsyn.plandoc import planfile
from samsyn.plandoc.checks import CATALOGUE, check, report
from samsyn.plandoc.model import (
    Activity,
    Area,
    AreaKind,
    Body,
    BudgetLine,
    CostKind,
    Decision,
    Goal,
    Party,
    PartyKind,
    Plan,
    Reported,
    Section,
)

from .sound import KR, budget, sound_plan, with_activity, with_area

SOUND = sound_plan()


def test_the_sound_plan_is_silent() -> None:
    assert check(SOUND) == ()
    assert check(SOUND, today=date(2030, 1, 15)) == ()


def test_the_sound_plan_file_is_silent_too() -> None:
    plan = planfile.read((Path(__file__).parents[1] / "sound-plan.yaml").read_bytes()).plan
    assert check(plan) == ()
    outcomes = report(plan)
    assert sum(outcome.passed for outcome in outcomes) >= 40


def area(code: str, **fields: object) -> Plan:
    return with_area(SOUND, code, lambda found: replace(found, **fields))


def activity(code: str, **fields: object) -> Plan:
    return with_activity(SOUND, code, **fields)


def first_budget(**fields: object) -> Plan:
    return replace(SOUND, budgets=(replace(SOUND.budgets[0], **fields), *SOUND.budgets[1:]))


def line(key: str, **fields: object) -> Plan:
    first = SOUND.budgets[0]
    changed = {
        side: tuple(replace(each, **fields) if each.key == key else each for each in getattr(first, side))
        for side in ("income", "costs")
    }
    return first_budget(**changed, reported=Reported())


def said(body: str) -> Plan:
    return replace(SOUND, sections=(*SOUND.sections, Section("mer", "Mer om planen", body)))


def another(found: Area | Activity, **fields: object) -> Plan:
    if isinstance(found, Area):
        return replace(SOUND, areas=(*SOUND.areas, replace(found, **fields)))
    return replace(SOUND, activities=(*SOUND.activities, replace(found, **fields)))


U1, U2, K = SOUND.areas
N1, N2, N3, N4, N5 = SOUND.activities
NEW = replace(
    U2,
    code="U9",
    title="Dammar",
    what="Gå igenom länets gamla dammar.",
    aim="Dammarnas ägare vet vad som gäller.",
    follow_up="Antal genomgångna dammar.",
    time="2031",
)


def counted_twice() -> Plan:
    first = SOUND.budgets[0]
    assert first.opening_balance is not None and first.reported.income and first.reported.surplus is not None
    printed = Reported(
        first.reported.income + first.opening_balance,
        first.reported.costs,
        first.reported.surplus + first.opening_balance,
    )
    return first_budget(reported=printed)


def many_in_spring() -> Plan:
    new = tuple(
        replace(
            NEW, code=f"V{number}", title=title, aim=title, what=title, follow_up=f"Antal {title}", time="våren 2031"
        )
        for number, title in enumerate(("Djurstallar", "Fritidsbåtar", "Cisterner", "Skjutbanor", "Täkter"))
    )
    return replace(SOUND, areas=(*SOUND.areas, *new))


PASTED = (
    "Enhetlig bedömning i länet av frågor om små avlopp. Omvärldsorientering och erfarenhetsutbyte. Ny lagstiftning."
)
TWO_BODIES = (
    *SOUND.bodies,
    Body("namnd", "Samverkansnämnden", "political", "Beslutar om budget och verksamhetsplan.", "Ordförandena."),
)
DIRECTORS = Body("chefer", "Kommundirektörerna", "directors", "Leder arbetet med digitalisering.", "Alla direktörer.")

FAULTS: dict[str, tuple[str, Callable[[], Plan], set[str]]] = {
    "opening balance counted twice": ("PC01", counted_twice, {"2030-decided"}),
    "reserve runs out": (
        "PC02",
        lambda: replace(SOUND, budgets=(*SOUND.budgets[:2], replace(budget(2032, 1_000), reported=Reported()))),
        {"2032-decided"},
    ),
    "no amount": ("PC03", lambda: line("resor", amount=None), {"2030-decided/resor"}),
    "no opening balance": ("PC03", lambda: first_budget(opening_balance=None, reported=Reported()), {"2030-decided"}),
    "income does not add up": (
        "PC04",
        lambda: first_budget(reported=Reported(1_060_001 * KR, None, None)),
        {"2030-decided"},
    ),
    "costs do not add up": ("PC04", lambda: first_budget(reported=Reported(None, 1, None)), {"2030-decided"}),
    "surplus does not add up": (
        "PC04",
        lambda: first_budget(reported=Reported(None, None, 80_001 * KR)),
        {"2030-decided"},
    ),
    "training without a cost": (
        "PC05",
        lambda: line("foreläsare", label="Samordnarens kurser"),
        {"2030-decided/utbildning"},
    ),
    "a year without a budget": (
        "PC06",
        lambda: replace(SOUND, budgets=SOUND.budgets[:2]),
        {"2030-decided", "2031-decided", "K2"},
    ),
    "all to salaries": (
        "PC07",
        lambda: first_budget(
            costs=(
                BudgetLine("loner", "Löner", CostKind.SALARIES, 1_000_000 * KR),
                BudgetLine("kurser", "Kursledare", CostKind.COURSES, 70_000 * KR),
            )
        ),
        {"2030-decided/loner"},
    ),
    "ends before the plan": ("PC08", lambda: area("U2", time="hösten 2029"), {"U2"}),
    "activity ends before the plan": ("PC08", lambda: activity("N2", time="hösten 2029"), {"N2"}),
    "begins after the plan": ("PC08", lambda: area("U2", time="våren 2033"), {"U2"}),
    "begins before, unmarked": ("PC09", lambda: area("U2", time="aug 2029–mars 2030"), {"U2"}),
    "goes on after, unmarked": ("PC10", lambda: area("U2", time="sep 2032–mars 2033"), {"U2"}),
    "another horizon": (
        "PC11",
        lambda: said("Planen görs för ett år framåt."),
        {"mer", "inledning"},
    ),
    "decided late": ("PC13", lambda: replace(SOUND, decision=Decision("styrgrupp", "september 2029")), {"2030-2032"}),
    "decided when begun": (
        "PC13",
        lambda: replace(SOUND, decision=Decision("styrgrupp", "februari 2030")),
        {"2030-2032"},
    ),
    "two deciders": ("PC14", lambda: replace(SOUND, bodies=TWO_BODIES), {"styrgrupp", "namnd"}),
    "pasted purpose": ("PC15", lambda: activity("N3", purpose=N2.purpose), {"N3", "N2"}),
    "pasted purpose, retouched": ("PC15", lambda: activity("N3", purpose=PASTED), {"N3", "N2"}),
    "no partners": ("PC16", lambda: area("U2", partners="", parties=()), {"U2"}),
    "no partners, tasks under responsible": (
        "PC16",
        lambda: activity("N5", partners=" – ", parties=(), responsible="Samordnaren kallar och skriver protokoll"),
        {"N5"},
    ),
    "nobody responsible": ("PC17", lambda: area("U2", responsible="?", bodies=()), {"U2"}),
    "nobody responsible for an activity": ("PC17", lambda: activity("N5", responsible=""), {"N5"}),
    "a group without mandate and members": (
        "PC18",
        lambda: replace(
            SOUND,
            bodies=tuple(
                replace(body, mandate="", composition="") if body.key == "projekt" else body for body in SOUND.bodies
            ),
        ),
        {"projekt"},
    ),
    "the directors are left out of a procurement": (
        "PC19",
        lambda: replace(
            area("U2", what="Förbereda en upphandling av ett bullersystem."), bodies=(*SOUND.bodies, DIRECTORS)
        ),
        {"U2", "chefer"},
    ),
    "trains somebody who is no partner": (
        "PC20",
        lambda: area("U2", what="Utbilda verksamhetsutövare om buller."),
        {"U2"},
    ),
    "a national campaign without its authority": (
        "PC20",
        lambda: area("U1", kind=AreaKind.NATIONAL_CAMPAIGN, what="Följa Livsmedelsverkets kampanj om brunnar."),
        {"U1"},
    ),
    "one municipality of eight": (
        "PC21",
        lambda: replace(
            activity("N2", parties=("sjövik", "lansstyrelsen")),
            parties=(*SOUND.parties, Party("sjövik", "Sjöviks kommun", PartyKind.MUNICIPALITY, 1, "9901")),
        ),
        {"N2"},
    ),
    "the county board is left out": ("PC21", lambda: area("U2", parties=("kommunerna",)), {"U2"}),
    "too few visits": ("PC22", lambda: activity("N4", time="7 gånger per år"), {"N4"}),
    "a financier without a seat": (
        "PC23",
        lambda: line("lansstyrelsen", label="Länsstyrelsen och Regionen"),
        {"2030-decided/lansstyrelsen"},
    ),
    "no goal": ("PC24", lambda: area("U2", goals=()), {"U2"}),
    "nothing to measure": ("PC25", lambda: area("U2", follow_up="En rapport."), {"U2"}),
    "an effect without a baseline": (
        "PC25",
        lambda: area("U2", follow_up="En rapport.", aim="Se om bullret har minskat."),
        {"U2"},
    ),
    "a strategy that few rows mention": (
        "PC26",
        lambda: said("Arbetet har helt utgått från den nationella strategin."),
        {"mer", "U2", "K1", "K2"},
    ),
    "waits without a date": ("PC27", lambda: area("U2", waits_for="nya riktlinjer"), {"U2"}),
    "waits for what comes too late": (
        "PC27",
        lambda: area("U2", waits_for="riktlinjer som kommer i mars 2031"),
        {"U2"},
    ),
    "too much at once": ("PC28", many_in_spring, {"U2", "K1", "V0", "V1", "V2", "V3", "V4"}),
    "two reports": (
        "PC29",
        lambda: area("U2", aim="Sammanfatta i en intern rapport.", follow_up="Slutrapport om minst sex kommuner."),
        {"U2"},
    ),
    "a campaign that is over long before its row": (
        "PC29",
        lambda: area("U1", what="Genomföra en kampanj om brunnar våren 2030."),
        {"U1"},
    ),
    "another time in the text": ("PC29", lambda: area("U2", what="Samla mätningar hösten 2030."), {"U2"}),
    "the same follow-up": (
        "PC30",
        lambda: replace(
            area("U2", follow_up=U1.follow_up),
            areas=(*area("U2", follow_up=U1.follow_up).areas, replace(NEW, follow_up=U1.follow_up)),
        ),
        {"U1", "U2", "U9"},
    ),
    "a duty for some": (
        "PC31",
        lambda: said("Varje kommun och Länsstyrelsen utser ett ombud. Denna för fram behov från kommunen."),
        {"mer"},
    ),
    "newcomers wait": ("PC32", lambda: activity("N5", title="Introduktion för nya chefer", time="våren 2030"), {"N5"}),
    "a procurement of nothing": (
        "PC33",
        lambda: area("U2", what="Undersöka om en gemensam upphandling går att göra."),
        {"U2"},
    ),
    "personal data without an owner": (
        "PC34",
        lambda: replace(
            activity("N5", title="Telefonbok"),
            sections=(Section("inledning", "Inledning", "Det första året ligger fast, resten är preliminärt."),),
        ),
        {"N5"},
    ),
    "a text that is cut off": ("PC35", lambda: said("Samverkan ska leda till att"), {"mer"}),
    "a placeholder": ("PC35", lambda: area("U2", note="TODO: fråga Sjövik"), {"U2"}),
    "time that cannot be read": ("PC36", lambda: activity("N5", time="när det passar"), {"N5"}),
    "decision that cannot be read": (
        "PC36",
        lambda: replace(SOUND, decision=Decision("styrgrupp", "när alla är hemma")),
        {"2030-2032"},
    ),
    "overlaps what it builds on": ("PC37", lambda: area("K2", time="mars 2031–2032"), {"K2", "K1"}),
    "begins before what it builds on": ("PC37", lambda: area("K2", time="våren 2030"), {"K2", "K1"}),
    "same time as what it builds on": ("PC37", lambda: area("K2", time="våren 2031"), {"K2", "K1"}),
    "steps out of order": ("PC37", lambda: area("K2", time="hösten 2030", depends_on=()), {"K2", "K1"}),
    "step outside its programme": ("PC37", lambda: area("K", time="2031"), {"K2", "K"}),
    "no follow-up": ("PC38", lambda: area("U2", follow_up=""), {"U2"}),
    "no aim": ("PC39", lambda: area("U2", aim=""), {"U2"}),
    "no purpose": ("PC39", lambda: activity("N5", purpose=""), {"N5"}),
    "a goal that nothing serves": (
        "PC40",
        lambda: replace(SOUND, goals=(*SOUND.goals, Goal(3, "Nöjda företag"))),
        {"3"},
    ),
    "nearly the same text": (
        "PC41",
        lambda: another(NEW, what="Samla länets mätningar och jämföra hur riktvärdena används i planer."),
        {"U9", "U2"},
    ),
    "nothing placed": ("PC42", lambda: activity("N1", placed=()), {"N1"}),
    "campaigns at once": (
        "PC43",
        lambda: another(NEW, kind=AreaKind.CAMPAIGN, time="sep 2030–mars 2031"),
        {"U1", "U9"},
    ),
    "the same title": ("PC44", lambda: another(NEW, title=" enskilt  Dricksvatten"), {"U9", "U1"}),
    "the same purpose, parties and time": (
        "PC44",
        lambda: another(N5, code="N9", title="Årsrapport"),
        {"N9", "N5"},
    ),
    "no time": ("PC45", lambda: area("U2", time=""), {"U2"}),
    "an unknown party": ("PC46", lambda: area("U2", parties=("kommunerna", "lansstyrelsen", "regionen")), {"U2"}),
    "an unknown group": ("PC46", lambda: activity("N1", group="okänd"), {"N1"}),
    "a code used twice": ("PC46", lambda: another(NEW, code="U2"), {"U2"}),
    "a circle": ("PC46", lambda: area("U2", depends_on=("U2",)), {"U2"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_exactly_the_expected_check_speaks(fault: str) -> None:
    code, plan, rows = FAULTS[fault]
    findings = check(plan())
    assert {finding.code for finding in findings} == {code}
    assert {row.code for finding in findings for row in finding.rows} == rows


PROMISE = "Parterna kan planera utan att känna osäkerhet över att planen ändras. Planen revideras årligen."


def test_a_promise_that_clashes_with_a_rule_of_change() -> None:
    plan = replace(SOUND, sections=(Section("om", "Om planen", PROMISE + " Samordnaren svarar för personuppgifter."),))
    (finding,) = check(plan)
    assert finding.code == "PC12"
    assert [quote.text for quote in finding.quotes] == [
        "Parterna kan planera utan att känna osäkerhet över att planen ändras.",
        "Planen revideras årligen.",
    ]


def test_every_check_has_a_fault_that_makes_it_speak() -> None:
    elsewhere = {"PC12", "PC47", "PC48"}  # below, and in test_framework_checks.py
    assert {code for code, _, _ in FAULTS.values()} | elsewhere == {item.code for item in CATALOGUE}


def test_meetings_that_have_all_been_are_as_good_as_none() -> None:
    (finding,) = check(SOUND, today=date(2031, 3, 1))
    assert (finding.code, finding.variant) == ("PC42", "past")
    assert check(SOUND, today=date(2033, 1, 1)) == ()


def test_what_is_marked_is_no_fault() -> None:
    assert check(area("U2", time="aug 2029–mars 2030", carried_over=True)) == ()
    assert check(area("U2", time="sep 2032–mars 2033", continues=True)) == ()


def test_a_revised_budget_takes_the_place_of_the_decided_one() -> None:
    wrong = first_budget(reported=Reported(1, 1, 1)).budgets[0]
    right = replace(SOUND.budgets[0], version=SOUND.budgets[0].version.REVISED)
    assert check(replace(SOUND, budgets=(wrong, right, *SOUND.budgets[1:]))) == ()


def test_a_check_without_anything_to_look_at_neither_passes_nor_finds() -> None:
    outcomes = {outcome.check.code: outcome for outcome in report(replace(SOUND, budgets=()))}
    assert not outcomes["PC04"].applies and not outcomes["PC04"].passed
    assert outcomes["PC17"].passed
    training = {outcome.check.code: outcome.passed for outcome in report(SOUND)}
    assert training["PC04"] and training["PC05"]


def test_ongoing_work_without_an_end_is_not_over() -> None:
    findings = {finding.code for finding in check(area("U2", time="från hösten 2029", carried_over=True))}
    assert findings == set()
