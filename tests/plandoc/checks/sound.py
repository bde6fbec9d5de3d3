"""A sound plan of an invented county, with rows of every kind: no check finds anything in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from samsyn.plandoc.model import (
    Activity,
    ActivityKind,
    Area,
    AreaKind,
    Body,
    Budget,
    BudgetLine,
    BudgetVersion,
    CostKind,
    Decision,
    FocusArea,
    Goal,
    IncomeKind,
    Party,
    PartyKind,
    Plan,
    Reported,
    Section,
    Strategy,
)

KR = 100


def budget(year: int, opening: int) -> Budget:
    """A budget in kronor that breaks even but for 10 000 kr taken from the reserve."""
    return Budget(
        year,
        BudgetVersion.DECIDED,
        opening * KR,
        (
            BudgetLine("kommunerna", "Kommunala medel", IncomeKind.MUNICIPAL, 900_000 * KR),
            BudgetLine("lansstyrelsen", "Länsstyrelsen", IncomeKind.COUNTY_AND_REGION, 100_000 * KR),
            BudgetLine("utbildning", "Utbildningar", IncomeKind.TRAINING, 60_000 * KR),
        ),
        (
            BudgetLine("loner", "Löner", CostKind.SALARIES, 800_000 * KR),
            BudgetLine("resor", "Resor", CostKind.TRAVEL, 70_000 * KR),
            BudgetLine("foreläsare", "Föreläsare och lokaler", CostKind.COURSES, 60_000 * KR),
            BudgetLine("kampanjer", "Kampanjer och enkätverktyg", CostKind.OTHER, 140_000 * KR),
        ),
        Reported(1_060_000 * KR, 1_070_000 * KR, (opening - 10_000) * KR),
    )


def sound_plan() -> Plan:
    both = ("kommunerna", "lansstyrelsen")
    return Plan(
        title="Verksamhetsplan för Miljösamverkan Vidhälla",
        key="2030-2032",
        first_year=2030,
        last_year=2032,
        vision="Ett län där alla får samma goda tillsyn.",
        decision=Decision("styrgrupp", "maj 2029"),
        sections=(
            Section(
                "inledning",
                "Inledning",
                "Planen är treårig. Det första året ligger fast, det andra är preliminärt och det tredje en "
                "idébank. Planen revideras årligen. Samordnaren svarar för personuppgifter, sekretess och "
                "arkiv.\n\nVarje kommun och Länsstyrelsen utser en kontaktperson. Kontaktpersonen för fram "
                "behov från kommunen eller Länsstyrelsen.",
            ),
        ),
        goals=(Goal(1, "Likvärdig tillsyn"), Goal(2, "Rätt kompetens")),
        strategies=(Strategy("nationell", "Nationell strategi", "2029–2032", (FocusArea("vatten", "Vatten"),)),),
        parties=(
            Party("kommunerna", "Länets kommuner", PartyKind.MUNICIPALITY, 8),
            Party("lansstyrelsen", "Länsstyrelsen i Vidhälla", PartyKind.COUNTY_BOARD),
        ),
        bodies=(
            Body(
                "styrgrupp", "Styrgruppen", "steering", "Beslutar om verksamhetsplan och budget.", "Alla miljöchefer."
            ),
            Body("samordnare", "Samordnaren", "office"),
            Body(
                "projekt", "Projektgruppen för enskilt vatten", "project", "Tar fram checklistor.", "Fyra inspektörer."
            ),
        ),
        areas=(
            Area(
                "U1",
                AreaKind.CAMPAIGN,
                "Enskilt dricksvatten",
                what="Ta fram checklistor och genomföra en tillsynskampanj om enskilda brunnar.",
                aim="Fler hushåll ska veta om deras brunnsvatten är tjänligt.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="feb 2030–nov 2030",
                follow_up="Antal kontrollerade brunnar och andelen med tjänligt vatten före och efter kampanjen.",
                indicator="Andel tjänliga brunnar: 70 % 2029, mål 85 % 2031",
                responsible="Samordnaren och projektgruppen",
                bodies=("samordnare", "projekt"),
                goals=(1,),
                global_goals=(6,),
                focus_areas=("vatten",),
            ),
            Area(
                "U2",
                AreaKind.EXCHANGE,
                "Buller vid skolgårdar",
                what="Samla länets mätningar och jämföra hur riktvärdena används i bygglov.",
                aim="Skolgårdar bedöms lika i hela länet.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="våren 2031",
                follow_up="Minst sex kommuner har lämnat mätningar och använder samma riktvärden.",
                responsible="Samordnaren",
                bodies=("samordnare",),
                goals=(1,),
            ),
            Area(
                "K",
                AreaKind.PROGRAMME,
                "Inspektörernas lärande",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                responsible="Samordnaren",
                bodies=("samordnare",),
                goals=(2,),
                steps=(
                    Area(
                        "K1",
                        AreaKind.STEP,
                        "Vad vi kan",
                        what="Fråga inspektörerna vad de behöver lära sig, i intervjuer.",
                        aim="En lista över det som flest saknar.",
                        time="våren 2031",
                        follow_up="Minst 80 % av inspektörerna har svarat.",
                    ),
                    Area(
                        "K2",
                        AreaKind.STEP,
                        "Kurser",
                        what="Ge två kurser om det som flest saknar.",
                        aim="De vanligaste luckorna är täckta.",
                        time="2032",
                        follow_up="Antal deltagare per kurs, och hur många som säger att de har nytta av den.",
                        depends_on=("K1",),
                    ),
                ),
            ),
        ),
        activities=(
            Activity(
                "N1",
                ActivityKind.BODY,
                "Styrgruppens möten",
                purpose="Leda arbetet och fatta de beslut som behövs.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="4 gånger per år",
                responsible="Samordnaren",
                bodies=("samordnare",),
                group="styrgrupp",
                goals=(1,),
                placed=(date(2030, 2, 5), date(2030, 5, 7), date(2030, 9, 3), date(2030, 11, 26)),
            ),
            Activity(
                "N2",
                ActivityKind.NETWORK,
                "Inspektörer som arbetar med små avlopp",
                purpose="Enhetlig bedömning i länet av frågor om små avlopp. Omvärldsorientering och "
                "erfarenhetsutbyte. Ny lagstiftning och praxis.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="hösten 2030",
                practical="Samordnaren",
                content="Kommunerna",
            ),
            Activity(
                "N3",
                ActivityKind.NETWORK,
                "Inspektörer som arbetar med lantbruk",
                purpose="Enhetlig bedömning i länet av frågor om lantbrukens gödsel. Omvärldsorientering och "
                "erfarenhetsutbyte. Ny lagstiftning och praxis.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="våren 2030",
                practical="Samordnaren",
                content="Kommunerna",
            ),
            Activity(
                "N4",
                ActivityKind.VISIT,
                "Besök hos kommunerna",
                purpose="Höra hur samverkan fungerar på plats.",
                partners="Länets kommuner",
                parties=("kommunerna",),
                time="8 gånger per år",
                responsible="Samordnaren",
            ),
            Activity(
                "N5",
                ActivityKind.DELIVERABLE,
                "Verksamhetsberättelse",
                purpose="Visa vad som har gjorts och vad det kostade.",
                partners="Länets kommuner och Länsstyrelsen",
                parties=both,
                time="årligen i februari",
                responsible="Samordnaren",
            ),
        ),
        budgets=(budget(2030, 90_000), budget(2031, 80_000), budget(2032, 70_000)),
    )


def with_area(plan: Plan, code: str, change: Callable[[Area], Area]) -> Plan:
    """The plan with one area, or step, changed."""

    def changed(area: Area) -> Area:
        area = replace(area, steps=tuple(changed(step) for step in area.steps))
        return change(area) if area.code == code else area

    return replace(plan, areas=tuple(changed(area) for area in plan.areas))


def with_activity(plan: Plan, code: str, **fields: object) -> Plan:
    """The plan with some fields of one activity changed."""
    return replace(
        plan,
        activities=tuple(
            replace(activity, **fields) if activity.code == code else activity for activity in plan.activities
        ),
    )
