"""Sound ways of writing that look like faults to a careless check: the sound plan stays silent with each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.plandoc.checks import check
from samsyn.plandoc.model import Activity, ActivityKind, Area, AreaKind, Body, Plan, Section

from .sound import sound_plan, with_activity, with_area

SOUND = sound_plan()
U1, U2, K = SOUND.areas


def findings(plan: Plan) -> list[str]:
    return [f"{finding.code} {finding.message('sv')}" for finding in check(plan)]


@pytest.mark.parametrize(
    "text",
    [
        "Verksamhetsplanen innehåller ett tvåårigt projekt om buller.",
        "Planen beskriver hur kommunerna under de kommande två åren ska införa de nya reglerna.",
        "Varje kommun gör sin egen ettåriga tillsynsplan.",
        "Planen gäller i tre år och ses över varje år.",
        "Planen avser de kommande 3 åren.",
        "Lagstiftningen kan ändras under planens tid.",
        "Invånarna ska kunna dricka vattnet utan oro.",
        "Samverkan bygger på kommunernas egna strategier.",
        "Beredningsgruppen förbereder beslut om verksamhetsplan och budget.",
        "Styrgruppen beslutar om verksamhetsplan och budget efter att kontaktpersonerna har lämnat förslag.",
        "Avbrott i dricksvattnet anmäls till kommunen.",
        "Budgeten framgår av tabellen:",
        "Detta är vad vi vill bygga vidare på",
        "Varje kommun och Länsstyrelsen utser en kontaktperson. Kontaktpersonerna träffas två gånger om året.",
    ],
)
def test_sound_sentences(text: str) -> None:
    assert findings(replace(SOUND, sections=(*SOUND.sections, Section("mer", "Mer", text)))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "Ta fram informationsmaterial för verksamhetsutövare och fastighetsägare."},
        {"what": "Bygga vidare på kampanjen som genomfördes hösten 2028."},
        {"what": "Följa den lag som träder i kraft hösten 2030."},
        {"what": "Kartlägga leverantörer av kemiska produkter."},
        {"what": "Upphandla provtagning gemensamt i länet."},
        {"what": "Förbereda en upphandling av mätutrustning."},
        {"what": "Utgå från Naturvårdsverkets vägledning om buller."},
        {"time": "från våren 2030 och framåt"},
        {"time": "löpande"},
        {"time": "senast juni 2031"},
        {"time": "vecka 12 2031"},
        {"time": "2 gånger per år"},
        {"waits_for": "Naturvårdsverkets vägledning, som kommer i maj 2030"},
        {"follow_up": "Hälften av skolorna har mätt."},
        {"follow_up": "Som tidigare.", "indicator": "Andel skolor som har mätt"},
        {"responsible": "", "bodies": ("samordnare",)},
        {"partners": "", "parties": ("kommunerna", "lansstyrelsen")},
        {"depends_on": ("U1",)},
        {"aim": "Att alla har något att hålla sig till"},
        {"title": "Buller (fortsättning)"},
    ],
    ids=lambda fields: " ".join(f"{name}={value}" for name, value in fields.items()),
)
def test_sound_areas(fields: dict[str, object]) -> None:
    assert findings(with_area(SOUND, "U2", lambda area: replace(area, **fields))) == []


def test_a_network_and_a_campaign_may_have_the_same_topic() -> None:
    assert findings(with_activity(SOUND, "N3", title=U1.title, purpose="Träffas och prata om brunnar i länet.")) == []


def test_steps_of_two_programmes_may_be_called_the_same() -> None:
    first = K.steps[0]
    other = replace(
        K,
        code="L",
        steps=(
            replace(
                first,
                code="L1",
                what="Läsa ärenden.",
                aim="Se hur länge de tar.",
                follow_up="Antal lästa ärenden.",
                time="hösten 2031",
            ),
        ),
    )
    assert findings(replace(SOUND, areas=(*SOUND.areas, other))) == []


def test_a_common_template_with_each_rows_own_topic() -> None:
    template = "Enhetlig bedömning i länet av frågor om {}. Omvärldsorientering och erfarenhetsutbyte."
    networks = tuple(
        Activity(
            f"N{number}",
            ActivityKind.NETWORK,
            f"Inspektörer som arbetar med {topic}",
            purpose=template.format(words),
            partners="Länets kommuner",
            parties=("kommunerna",),
            time="löpande",
            responsible="Samordnaren",
        )
        for number, (topic, words) in enumerate(
            [
                ("små avlopp", "små avlopps miljöpåverkan"),
                ("lantbrukstillsyn", "lantbrukens miljöpåverkan"),
                ("hälsoskydd", "hälsoskyddstillsynen"),
                ("förorenade områden", "förorenad mark"),
            ]
        )
    )
    assert findings(replace(SOUND, activities=networks)) == []


def test_campaigns_one_after_the_other() -> None:
    later = replace(
        U1,
        code="U9",
        title="Badplatser",
        what="Besöka badplatser.",
        aim="Rent badvatten.",
        follow_up="Antal besökta badplatser.",
        indicator="Antal besökta badplatser",
        time="dec 2030–april 2031",
    )
    assert findings(replace(SOUND, areas=(*SOUND.areas, later))) == []


def test_a_guidance_row_with_water_samples_to_procure_is_no_matter_for_the_directors() -> None:
    directors = Body("chefer", "Kommundirektörerna", "directors", "Leder arbetet med digitalisering.", "Alla.")
    plan = with_area(SOUND, "U2", lambda area: replace(area, what="Förbereda en upphandling av vattenprover."))
    assert findings(replace(plan, bodies=(*SOUND.bodies, directors))) == []


def test_two_boards_whose_order_is_said() -> None:
    board = Body(
        "namnd",
        "Samverkansnämnden",
        "political",
        "Beslutar om verksamhetsplan och budget på förslag av styrgruppen.",
        "Ordförandena.",
    )
    assert findings(replace(SOUND, bodies=(*SOUND.bodies, board))) == []


def test_six_rows_in_a_half_year_are_not_too_many() -> None:
    new = tuple(
        Area(
            f"V{number}",
            AreaKind.GUIDANCE,
            title,
            what=f"Skriva om {title.lower()}.",
            aim=f"Lika råd om {title.lower()}.",
            partners="Länets kommuner och Länsstyrelsen",
            parties=("kommunerna", "lansstyrelsen"),
            time="hösten 2031",
            follow_up=f"Antal råd om {title.lower()}.",
            responsible="Samordnaren",
            bodies=("samordnare",),
            goals=(1,),
        )
        for number, title in enumerate(["Djurstallar", "Fritidsbåtar", "Cisterner", "Skjutbanor", "Täkter", "Dammar"])
    )
    assert findings(replace(SOUND, areas=(*SOUND.areas, *new))) == []
