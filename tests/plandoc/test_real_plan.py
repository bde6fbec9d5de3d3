"""The facts of Jönköping County's plan 2026–2028, against literal figures."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

import pytest

from samsyn.plandoc import planfile
from samsyn.plandoc.model import (
    Activity,
    ActivityKind,
    Area,
    AreaKind,
    BudgetVersion,
    Decision,
    Plan,
    Reported,
)
from samsyn.timewords import parse


@cache
def text() -> str:
    folder = resources.files("samsyn.plan").joinpath("demo")
    return folder.joinpath("verksamhetsplan-2026-2028.yaml").read_text(encoding="utf-8")


@cache
def plan() -> Plan:
    return planfile.read(text()).plan


def area(code: str) -> Area:
    return next(area for area in plan().every_area() if area.code == code)


def activity(code: str) -> Activity:
    return next(activity for activity in plan().activities if activity.code == code)


def test_it_is_read_without_notices_and_stands_in_the_writers_own_layout() -> None:
    assert planfile.read(text()).notices == ()
    assert planfile.write(plan()) == text()


def test_all_areas_are_there_and_the_steps_lie_under_their_programmes() -> None:
    assert [area.code for area in plan().areas] == ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "K", "P"]
    assert [step.code for step in area("K").steps] == ["U8", "U9", "U10", "U11", "U12"]
    assert [step.code for step in area("P").steps] == ["U13", "U14", "U15", "U16"]
    assert area("U3").kind is area("U4").kind is AreaKind.NATIONAL_CAMPAIGN


@pytest.mark.parametrize(
    ("code", "title", "time", "follow_up"),
    [
        ("U1", "Hälsoskyddstillsyn i ett varmare klimat", "jan 2025–april 2026", "slutrapport"),
        ("U2", "Dagvattenhantering", "aug 2025–maj 2026", "slutrapport"),
        ("U3", "Upptäcka illegal avfallshantering", "sep 2026–maj 2027", "slutrapport"),
        ("U4", "Återförsäljare – kemiska produkter och varor", "sep 2026–maj 2027", "slutrapport"),
        ("U5", "Masshantering", "aug 2025–dec 2025", "slutrapport"),
        ("U6", "Prioriterade förorenade områden", "aug 2026–dec 2026", "slutrapport"),
        ("U7", "Ventilation i skola, förskola och vårdlokaler", "hösten 2026", "samtliga deltagare"),
        ("U8", "Kartläggning av kompetensbehov", "2026", "Sammanställning av enkätresultat"),
        ("U9", "Analys och identifiering av utvecklingsområden", "2026", "prioriteringsunderlag"),
        ("U10", "Utformning av utvecklingsinsatser", "våren 2027", "Planeringsdokument och tidplan"),
        ("U11", "Genomförande av insatser", "2027–2029", "Utvärdering efter varje insats"),
        ("U12", "Uppföljning och vidare planering", "2027–2029", "Årlig uppföljningsrapport"),
        ("U13", "Sammanställning av enkätundersökning", "hösten 2025", "presenteras för referensgruppen"),
        (
            "U14",
            "Processkartläggning och formulering av målbild",
            "hösten 2025",
            "beslutas av referensgruppen",
        ),
        ("U15", "Behovsformulering och kravspecifikation", "våren 2026", "kvalitetssäkrar"),
        ("U16", "Beslutsunderlag och väg framåt", "hösten 2026", "upphandlingsform och samverkansmodell"),
    ],
)
def test_area(code: str, title: str, time: str, follow_up: str) -> None:
    assert (area(code).title, area(code).time) == (title, time)
    assert follow_up in area(code).follow_up
    assert area(code).what
    assert area(code).aim
    assert area(code).partners


@pytest.mark.parametrize(
    ("code", "time", "kind"),
    [
        ("N1", "våren 2026", ActivityKind.NETWORK),
        ("N2", "våren 2026", ActivityKind.NETWORK),
        ("N3", "hösten 2026", ActivityKind.NETWORK),
        ("N4", "hösten 2026", ActivityKind.NETWORK),
        ("N5", "digitalt löpande under året, fysiskt våren 2026", ActivityKind.NETWORK),
        ("N6", "3 gånger per år", ActivityKind.BODY),
        (
            "N7",
            "3 gånger per år inför styrgruppsmötena, samt en kortare avstämning en gång per månad, utom i juli",
            ActivityKind.BODY,
        ),
        ("N8", "våren 2026", ActivityKind.MEETING),
        ("N9", "våren 2026", ActivityKind.DELIVERABLE),
        ("N10", "februari 2026", ActivityKind.DELIVERABLE),
        ("N11", "1 gång per månad, bortsett från juli månad", ActivityKind.VISIT),
        ("N12", "hösten 2026", ActivityKind.MEETING),
        ("N13", "1 gång per år", ActivityKind.MEETING),
        ("N14", "hösten 2026", ActivityKind.MEETING),
        ("N15", "2 gånger per år", ActivityKind.NETWORK),
        ("N16", "2 gånger per år", ActivityKind.NETWORK),
        ("N17", "2 gånger per år", ActivityKind.NETWORK),
        ("N18", "2–3 gånger per år", ActivityKind.COMMUNICATION),
        ("N19", "november 2026", ActivityKind.DELIVERABLE),
        ("N20", "löpande", ActivityKind.COMMUNICATION),
    ],
)
def test_activity(code: str, time: str, kind: ActivityKind) -> None:
    assert (activity(code).time, activity(code).kind) == (time, kind)
    assert activity(code).purpose
    assert activity(code).responsible


def test_there_are_twenty_activities() -> None:
    assert [activity.code for activity in plan().activities] == [f"N{n}" for n in range(1, 21)]


def test_the_years_the_vision_and_the_decision() -> None:
    assert (plan().key, plan().first_year, plan().last_year) == ("2026-2028", 2026, 2028)
    assert plan().vision == "Tillsammans skapar vi hållbara kommuner för ökad livskvalitet."
    assert plan().decision == Decision("styrgrupp", "september 2025")


def test_the_five_goals() -> None:
    assert [(goal.number, goal.title) for goal in plan().goals] == [
        (1, "Öka ekonomisk effektivitet"),
        (2, "Främja smarta arbetssätt"),
        (3, "Förbättra kommunala tjänster"),
        (4, "Stärka kompetensförsörjningen"),
        (5, "Stärka samverkan och förändringsförmågan"),
    ]
    assert all(goal.description for goal in plan().goals)


@pytest.mark.parametrize(
    ("key", "statements"),
    [
        ("inledning", ["13 kommunerna", "omdisponeras", "följeforskning", "RSS", "www.kommunalutveckling.nu"]),
        ("inledning", ["PKS fattar inriktningsbeslut, som verksamhetsplan och budget för hela Kommunal utveckling"]),
        (
            "inledning",
            ["budgetmedel och verksamhetsplan, fattas i styrgruppen", "styrgrupp för arbetet med digitalisering"],
        ),
        (
            "inledning",
            ["tre miljöchefer, chefen för miljöskyddsenheten", "utser varje kommun och Länsstyrelsen en kontaktperson"],
        ),
        ("om-verksamhetsplanen", ["tre åren", "utan osäkerhet om att planen ändras", "revideras årligen"]),
        ("om-verksamhetsplanen", ["Styrgruppen beslutar om verksamhetsplanen med budget", "17 mål i Agenda 2030"]),
        ("anpassning-till-nationell-tillsynsstrategi", ["helt utgått från Naturvårdsverkets strategi", "hösten 2025"]),
        ("anpassning-till-nationell-tillsynsstrategi", ["möte i september", "för kännedom och fortsatt arbete"]),
        ("mal", ["Visionen och de fem målen"]),
        ("agenda-2030", ["2015", "17 globala mål", "169 delmål", "extrem fattigdom", "klimatkrisen"]),
        ("budget", ["reviderad budget tas på styrgruppens första möte 2026"]),
    ],
)
def test_sections_keep_their_statements(key: str, statements: list[str]) -> None:
    (section,) = (section for section in plan().sections if section.key == key)
    for statement in statements:
        assert statement in section.body


def test_the_sections_in_order() -> None:
    assert [section.heading for section in plan().sections] == [
        "Inledning",
        "Om verksamhetsplanen",
        "Anpassning till nationell tillsynsstrategi – ett nytt arbetssätt",
        "Mål",
        "Agenda 2030 och de globala målen",
        "Budget",
    ]


def test_the_budget_line_by_line() -> None:
    (budget,) = plan().budgets
    assert (budget.year, budget.version) == (2026, BudgetVersion.DECIDED)
    assert budget.opening_balance == 620_000_00
    assert [(line.label, line.amount) for line in budget.income] == [
        ("Statliga medel", None),
        ("Kommunala medel", 912_789_00),
        ("Länsstyrelsen och Regionen", 200_000_00),
        ("Utbildningar inom Miljösamverkan", 135_000_00),
    ]
    assert [(line.label, line.amount) for line in budget.costs] == [
        ("Löner", 1_726_090_00),
        ("Resor, kost och logi", 10_000_00),
        ("Utvecklingsledarens kurser", 6_000_00),
        ("Externa nätverk", 120_000_00),
        ("Förtäring vid fysiska möten", 15_000_00),
        ("Administrativt stöd: HR, telefon och it", 60_000_00),
    ]
    assert budget.reported == Reported(1_867_789_00, 1_937_090_00, 550_699_00)


BOTH = ("kommunerna", "lansstyrelsen")
ALL_THREE = ("kommunerna", "lansstyrelsen", "kommunal-utveckling")


@pytest.mark.parametrize(
    ("code", "parties", "bodies"),
    [
        ("U1", BOTH, ("utvecklingsledare", "projektgrupp-varmare-klimat")),
        ("U2", (*BOTH, "va-huvudman", "raddningstjansten"), ("utvecklingsledare", "projektgrupp-dagvatten")),
        (
            "U3",
            (*BOTH, "miljosamverkan"),
            ("utvecklingsledare", "projektgrupp-illegal-avfallshantering", "samordnare-avfallsbrott"),
        ),
        ("U4", BOTH, ("utvecklingsledare", "projektgrupp-kemiska-produkter")),
        ("U5", BOTH, ()),
        ("U6", BOTH, ("utvecklingsledare", "projektgrupp-fororenade-omraden")),
        ("U7", BOTH, ("utvecklingsledare", "projektgrupp-ventilation")),
        *((f"U{n}", ("kommunerna",), ("referensgrupp-kompetens",)) for n in range(8, 13)),
        ("U13", (), ("referensgrupp-process",)),
        *((f"U{n}", (), ()) for n in range(14, 17)),
    ],
)
def test_parties_and_responsible_of_areas(code: str, parties: tuple[str, ...], bodies: tuple[str, ...]) -> None:
    assert (area(code).parties, area(code).bodies) == (parties, bodies)
    assert bool(area(code).responsible) == bool(bodies)


@pytest.mark.parametrize(
    ("code", "parties", "bodies", "group"),
    [
        ("N1", BOTH, ("planeringsgrupp-miljohandlaggartraff", "utvecklingsledare"), "natverk-miljohandlaggare"),
        ("N2", BOTH, ("utvecklingsledare",), "natverk-sma-avlopp"),
        ("N3", BOTH, ("utvecklingsledare",), "natverk-lantbruk"),
        ("N4", BOTH, ("utvecklingsledare",), "natverk-halsoskydd"),
        ("N5", BOTH, ("utvecklingsledare",), "natverk-avfall"),
        ("N6", ALL_THREE, ("utvecklingsledare",), "styrgrupp"),
        ("N7", ALL_THREE, ("utvecklingsledare",), "beredningsgrupp"),
        ("N8", BOTH, ("utvecklingsledare",), "kontaktpersoner"),
        *((code, ALL_THREE, ("utvecklingsledare",), "") for code in ("N9", "N10", "N11")),
        ("N12", BOTH, ("utvecklingsledare", "beredningsgrupp", "chefsgrupp"), "presidier"),
        ("N13", (), ("utvecklingsledare",), "styrgrupp"),
        ("N14", BOTH, ("utvecklingsledare",), ""),
        (
            "N15",
            ("lansstyrelsen", "aklagarmyndigheten", "polisen", "miljosamverkan", "jonkoping"),
            (),
            "miljobrottsamverkan",
        ),
        ("N16", ("ovriga-miljosamverkan", "miljosamverkan-sverige"), (), "natverk-projektledare"),
        ("N17", ("kommunerna", "miljosamverkan"), (), "natverk-miljomalssamordnare"),
        *((code, BOTH, ("utvecklingsledare",), "") for code in ("N18", "N19", "N20")),
    ],
)
def test_parties_and_responsible_of_activities(
    code: str, parties: tuple[str, ...], bodies: tuple[str, ...], group: str
) -> None:
    of = activity(code)
    assert (of.parties, of.bodies, of.group) == (parties, bodies, group)


@pytest.mark.parametrize(
    ("code", "practical", "content"),
    [
        ("N2", "Utvecklingsledaren", "Länsstyrelsen och kommunerna"),
        ("N3", "Utvecklingsledaren", "Länsstyrelsen och kommunerna"),
        ("N4", "Utvecklingsledaren", "Kommunerna"),
        ("N5", "Utvecklingsledaren", "Kommunerna"),
    ],
)
def test_who_sees_to_the_practical_side_and_who_to_the_content(code: str, practical: str, content: str) -> None:
    assert (activity(code).practical, activity(code).content) == (practical, content)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("U1", "projektplan|tidplan|checklistor|handläggarstöd|fastighetsägare|projektrapport|vårdlokaler"),
        ("U2", "Avvakta|åtgärdsprogrammet för vatten|MKN|vart vattnet leds|fokusområde"),
        ("U3", "september 2026|Naturvårdsverket|effekter|slutrapport"),
        ("U4", "hösten 2026|Kemikalieinspektionen|regelefterlevnaden|det nationella projektet|intern rapport"),
        ("U5", "åkerier|informationsmaterial|de bra massorna|exploateringar|förorenade massor"),
        ("U6", "kostnadstäckning|checklista|samverkan|erfarenhetsutbyten"),
        ("U7", "workshop|hela Sverige|inledande avsnitt|protokoll och projekterade värden"),
        ("U8", "Del A|Del B|chefer med personalansvar|medarbetarna själva|neutralt formulerade|rekryteringsanalys"),
        ("U8", "fastställas av styrgruppen|Göteborgs universitet|Umeå|Stockholm|näringsliv|nyanställs"),
        ("U9", "tematisk analys|frekvens, påverkan och strategisk betydelse|workshop|ESF+|Regionalfonden|Vinnova"),
        ("U9", "efter 2026|välstrukturerad ansökan|stadsutveckling|nationella stödprogram"),
        ("U10", "utvecklingsplan|externa utbildningsaktörer|ansvarsfördelning|kartläggningen"),
        ("U11", "digitalt eller fysiskt|nätverksträffar|fördjupningar|direkt efter varje insats|lärosäten"),
        ("U12", "årlig enkät|kompetensgapet har minskat|styrgruppen|beslut om fortsättning"),
        ("U13", "likheter, skillnader|nuläget"),
        ("U14", "workshoppar|ärendetyper|gemensam målbild|gemensam vision"),
        ("U15", "it-avdelningarna|leverantörer|omvärldsbevaka|tekniska och funktionella krav|kravspecifikation"),
        ("U16", "direktupphandling|region, kommun eller kommunalförbund|gemensam upphandling"),
    ],
)
def test_what_stands_inside_the_cells_of_an_area_is_there(code: str, facts: str) -> None:
    text = f"{area(code).what} {area(code).aim}"
    for fact in facts.split("|"):
        assert fact in text


def test_the_faults_of_the_source_are_kept() -> None:
    assert activity("N5").purpose == activity("N4").purpose
    assert "hälsoskyddstillsynen" in activity("N5").purpose
    assert "Planen görs för ett år framåt" in activity("N9").purpose
    assert (activity("N13").partners, activity("N13").parties) == ("", ())
    for row in plan().every_area():
        assert (row.goals, row.global_goals, row.indicator, row.carried_over) == ((), (), "", False)
    assert {row.code: row.focus_areas for row in plan().every_area() if row.focus_areas} == {
        "U2": ("dagvatten",),
        "U3": ("illegal-avfallshantering",),
        "U4": ("aterforsaljare",),
        "U5": ("masshantering",),
    }
    assert {body.key for body in plan().bodies if not (body.mandate or body.composition)} == {
        "samordnare-avfallsbrott",
        "projektgrupp-varmare-klimat",
        "projektgrupp-dagvatten",
        "projektgrupp-illegal-avfallshantering",
        "projektgrupp-kemiska-produkter",
        "projektgrupp-fororenade-omraden",
        "projektgrupp-ventilation",
        "referensgrupp-kompetens",
        "referensgrupp-process",
    }


@pytest.mark.parametrize(
    ("code", "starts", "ends"),
    [
        ("U1", date(2025, 1, 1), date(2026, 4, 30)),
        ("U2", date(2025, 8, 1), date(2026, 5, 31)),
        ("U3", date(2026, 9, 1), date(2027, 5, 31)),
        ("U4", date(2026, 9, 1), date(2027, 5, 31)),
        ("U5", date(2025, 8, 1), date(2025, 12, 31)),
        ("U6", date(2026, 8, 1), date(2026, 12, 31)),
        ("U8", date(2026, 1, 1), date(2026, 12, 31)),
        ("U11", date(2027, 1, 1), date(2029, 12, 31)),
        ("U12", date(2027, 1, 1), date(2029, 12, 31)),
        ("N10", date(2026, 2, 1), date(2026, 2, 28)),
        ("N19", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_the_time_words_give_the_dates_of_the_source(code: str, starts: date, ends: date) -> None:
    span = parse((area(code) if code.startswith("U") else activity(code)).time).span
    assert span is not None
    assert (span.starts, span.ends) == (starts, ends)


@pytest.mark.parametrize(
    ("code", "times"), [("N6", (3, 3)), ("N11", (11, 11)), ("N13", (1, 1)), ("N15", (2, 2)), ("N18", (2, 3))]
)
def test_the_time_words_give_the_number_of_times_a_year(code: str, times: tuple[int, int]) -> None:
    assert parse(activity(code).time).per_year == times


def test_every_time_in_the_plan_can_be_read() -> None:
    times = [row.time for row in (*plan().every_area(), *plan().activities) if row.time]
    assert len(times) == 36
    assert [time for time in times if not parse(time).readable] == []
