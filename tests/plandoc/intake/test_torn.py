"""Text that a machine has read off paper: what can be told is placed and marked, the rest has no place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from samsyn import docread
from samsyn.plandoc import intake
from samsyn.plandoc import model as m
from samsyn.plandoc.intake import Why
from tests.plandoc.intake import torn_text
from tests.plandoc.intake.documents import invented, lost
from tests.plandoc.intake.torn_text import ACTIVITIES, AREAS, into_each_other, labels, on_a_line, spoilt

SAMPLE = """ 1. Inledning

Vi är fyra kommuner och en länsstyrelse som delar på tillsynens utveckling. Det här är vad vi
tänker göra tillsammans.
Den som vill veta mer frågar kansliet.

2. Vår väg framåt

2.1 Vision

Vision

Rena sjöar där barnen badar.

2.2 Mål

Mål

1. Öka kunskapen

Alla handläggare ska kunna sitt område, också den som är ny
på jobbet.

2. Främja enkla sätt att arbeta
Stödja kommunerna i att använda samma mallar.

3. Stärka samverkan Göra det lätt att ringa en granne innan man bestämmer
sig.
 3. Budget

Så här ser pengarna ut. En ny budget läggs när bokslutet är klart.
Intäkter 1867 789
IB 2027 620 000
varav

Statliga medel

Kommunala medel 912 789 Länsstyrelsen och Regionen 200 000 Kurser och konferenser 135 000
Kostnader

Löner 1726 090
Resor, kost, logi 10 000
Kostnader 1736 090
Överskott 2027 131 699
 Verksamhetsplan för tillsynen i Norrsund 2027-2029
"""


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
relaxed = settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])


def area(title: str, time: str, **more: str) -> dict[str, str]:
    return {
        "title": title,
        "what": f"Ta fram en checklista och prova den hos några verksamheter i varje kommun. Det gäller {title.lower()}"
        " och allt som hör till, och sedan skrivs en rapport.",
        "aim": f"Kunskapen om {title.lower()} ska vara lika god i hela länet när arbetet är slut.",
        "partners": "Länets kommuner, länsstyrelsen",
        "time": time,
        "follow_up": "Sammanställning av resultat",
        "responsible": "Utvecklingsledaren ihop med projektgruppen.",
        **more,
    }


def activity(title: str, time: str, **more: str) -> dict[str, str]:
    return {
        "title": title,
        "purpose": f"Utbyta erfarenheter om {title.lower()} och ta upp frågor som är aktuella just nu. Informera om ny"
        " lagstiftning och praxis.",
        "partners": "Länets kommuner, Länsstyrelsen",
        "time": time,
        "responsible": "Utvecklingsledaren",
        **more,
    }


def read(*parts: str, name: str = "plan.txt") -> tuple[docread.Document, intake.Draft, m.Plan]:
    document = docread.read(spoilt("\n\n".join(parts)).encode(), name=name)
    draft = intake.read(document)
    assert lost(document, draft) == {}
    assert invented(document, draft) == []
    assert all(not cell.sure for cell in draft.cells if cell.refs) or not draft.notices
    return document, draft, intake.assembled(draft)[0]


def said(row: Any, columns: tuple[str, ...]) -> dict[str, str]:
    return {name: getattr(row, name) for name in columns}


def as_read(row: dict[str, str]) -> dict[str, str]:
    """The words of a row, with the letters that damage most often leaves: compared without accents."""
    return {name: plain(text) for name, text in row.items()}


def plain(text: str) -> str:
    """Without what damage does to a letter, so that the words can be compared."""
    return "".join("o" if sign in "öé6o&aåä" else sign for sign in text.lower())


def test_sections_vision_goals_and_title() -> None:
    _, draft, plan = read(SAMPLE)
    assert plain(plan.title) == plain("Verksamhetsplan för tillsynen i Norrsund 2027-2029")
    assert (plan.first_year, plan.last_year) == (2027, 2029)
    assert [plain(section.heading) for section in plan.sections] == ["inledning", "budget"]
    assert plan.sections[0].body.count("\n") == 1  # only the line that ends where it could have gone on
    assert plain(plan.vision) == plain("Rena sjöar där barnen badar.")
    assert [(goal.number, plain(goal.title), plain(goal.description)) for goal in plan.goals] == [
        (number, plain(title), plain(text))
        for number, title, text in (
            (1, "Öka kunskapen", "Alla handläggare ska kunna sitt område, också den som är ny på jobbet."),
            (2, "Främja enkla sätt att arbeta", "Stödja kommunerna i att använda samma mallar."),
            (3, "Stärka samverkan", "Göra det lätt att ringa en granne innan man bestämmer sig."),
        )
    ]
    assert draft.unplaced == ()
    assert "maskin" in draft.notices[0].sv


def test_a_budget_of_torn_lines() -> None:
    _, _, plan = read(SAMPLE)
    (budget,) = plan.budgets
    assert (budget.year, budget.opening_balance) == (2027, 620_000_00)
    assert [(plain(line.label), line.amount) for line in budget.income] == [
        ("stotligo medel", None),
        ("kommunolo medel", 912_789_00),
        (plain("Länsstyrelsen och Regionen"), 200_000_00),
        ("kurser och konferenser", 135_000_00),
    ]
    assert [(plain(line.label), line.amount) for line in budget.costs] == [
        (plain("Löner"), 1_726_090_00),
        ("resor, kost, logi", 10_000_00),
    ]
    assert budget.reported == m.Reported(1_867_789_00, 1_736_090_00, 131_699_00)


def test_an_amount_that_could_be_two_things_has_no_place() -> None:
    _, draft, plan = read("1. Budget", "Kommunala medel 900\nKostnader\nLöner 800\nResor 2026 500\nKurser 70")
    (budget,) = plan.budgets
    assert [line.label for line in (*budget.income, *budget.costs)] == ["Kommunala medel", "Loner", "Kurser"]
    assert [left.text for left in draft.unplaced] == ["Resor 2026 500"]


SUBJECTS = ("Enskilda avlopp", "Dagvatten", "Buller från vägar", "Förorenad mark", "Livsmedel i skolor", "Bad")
EACH = {  # no two rows have the same
    "time": ("våren 2027", "sep 2027-maj 2028", "hösten 2028", "2029", "jan 2028-april 2028", "november 2027"),
    "partners": ("Länets kommuner, länsstyrelsen", "Länets kommuner", "Länsstyrelsen", "Kommunerna i länet",
                 "Länsstyrelsen, polisen", "Länets kommuner, regionen"),
    "responsible": ("Utvecklingsledaren", "Projektgruppen", "Referensgruppen", "Styrgruppen", "Beredningsgruppen",
                    "Länsstyrelsen sammankallande"),
    "follow_up": ("Rapport i mars", "Sammanställning av resultat", "Utvärdering i form av en enkät", "Slutrapport",
                  "Dokumentation av det som gjordes", "Redovisning för nämnderna"),
}  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, columns: tuple[str, ...]) -> list[dict[str, str]]:
    make = area if "what" in columns else activity
    each = {name: draw(st.permutations(EACH[name])) for name in columns if name in EACH}
    return [make(title, **{name: said[at] for name, said in each.items()}) for at, title in enumerate(SUBJECTS)]


def torn_rows(
    data: st.DataObject, given: list[dict[str, str]], columns: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """The rows as torn text, and the titles of those whose cells only stand apart."""
    text, apart = [labels(columns)], []
    at = 0
    while at < len(given):
        layout = data.draw(st.sampled_from(["apart", "two", "line"]))
        taken = given[at : at + (2 if layout == "two" else 1)]
        text += on_a_line(taken[0], columns) if layout == "line" else into_each_other(taken, columns)
        apart += [row["title"] for row in taken] if layout == "apart" else []
        if data.draw(st.booleans()):
            text.append(labels(columns))
        at += len(taken)
    return text, apart


def found(draft_plan: m.Plan, columns: tuple[str, ...], given: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """The rows that were placed, by title; each has been compared: no cell is another row's."""
    wanted = {plain(row["title"]): row for row in given}
    placed = {}
    for row in draft_plan.areas if "what" in columns else draft_plan.activities:
        own = wanted[plain(row.title)]
        held = {name: plain(getattr(row, name)) for name in columns}
        for name in columns:
            assert held[name] in ("", plain(own[name])), (own["title"], name)
        placed[own["title"]] = held
    return placed


TABLES = st.sampled_from([AREAS, ACTIVITIES])
HEADINGS = {AREAS: "Utvecklingsområden", ACTIVITIES: "Styrgrupper och nätverk"}


@relaxed
@given(st.data())
def test_rows_that_are_torn_apart(data: st.DataObject) -> None:
    """However they are torn, no row gets the cells of another, and those whose cells only stand apart are placed."""
    columns = data.draw(TABLES)
    given = data.draw(rows(columns))
    text, apart = torn_rows(data, given, columns)
    placed = found(read("Verksamhetsplan för Norrsund 2027-2029", HEADINGS[columns], *text)[2], columns, given)
    assert all(row["time"] for row in placed.values())
    for title in apart:  # who is responsible may be left out: "Styrgruppen" could be the title of the next row
        assert [name for name in columns if not placed[title][name]] in ([], ["responsible"])


@relaxed
@given(st.data())
def test_rows_that_have_lost_cells(data: st.DataObject) -> None:
    """A row of which a cell is gone is not filled from the row beside it."""
    columns = data.draw(TABLES)
    given = data.draw(rows(columns))
    for row in given:
        gone = data.draw(st.sampled_from([*columns, ""]))
        if gone and gone != "title":
            row[gone] = ""
    text, _ = torn_rows(data, given, columns)
    found(read("Verksamhetsplan för Norrsund 2027-2029", HEADINGS[columns], *text)[2], columns, given)


@relaxed
@given(
    st.lists(
        st.sampled_from(
            [
                *SUBJECTS, *EACH["time"], *EACH["partners"], *EACH["responsible"], *torn_text.LABELS.values(),
                labels(AREAS), "UTVECKLINGSOMRÅDE VAD SKA GÖRAS? MÅL", "STYRGRUPP ELLER NÄTVERK", "Utvecklingsområden",
                "Budget", "5. Budget", "1. Inledning", "2. Mål", "1. Öka", "2. Främja\nsaker.", "Vision", "Kostnader",
                "Löner 100 000\nKostnader 5\nMedel 70", "och så vidare", "- en punkt", "|", "?", "12",
                "Tillsyn 2027-2029", "Avlopp Ge råd Länets kommuner | 2027 Projektgruppen", "Verksamhetsplan 2027-2029",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.sampled_from(["\n\n", "\n"]),
)  # fmt: skip
def test_nothing_is_lost_whatever_the_order(parts: list[str], between: str) -> None:
    read(between.join(parts))


def test_each_heading_before_its_cell() -> None:
    row = area("Dagvatten", "våren 2027")
    parts = [f"{torn_text.LABELS[name]}\n\n{torn_text.cell(name, row[name])}" for name in AREAS[2:]]
    _, _, plan = read(
        "1. Utvecklingsområden", "UTVECKLINGSOMRÅDE VAD SKA GÖRAS?", torn_text.cell("what", row["what"]),
        row["title"], *parts,
    )  # fmt: skip
    (found,) = plan.areas
    assert {name: plain(text) for name, text in said(found, AREAS).items()} == as_read(row)


@pytest.mark.parametrize(
    "title",
    ["A jou rhalla webbplatsen", "Uppf‘)ljning av kurser", "Utformning av", "Steg 2:", "ett varmare klimat", "Kort."],
)
def test_a_title_that_is_not_whole_is_not_placed(title: str) -> None:
    row = activity(title, "våren 2027")
    _, draft, plan = read("1. Styrgrupper och nätverk", labels(ACTIVITIES), *torn_text.cells(row, ACTIVITIES))
    assert plan.activities == ()
    assert any(title in left.text for left in draft.unplaced)


def test_a_title_goes_on_in_small_letters() -> None:
    row = on_a_line(area("Utformning av", "våren 2027"), AREAS)
    _, draft, plan = read("1. Utvecklingsområden", labels(AREAS), row[0].split("\n")[0], "utbildningar")
    assert [found.title for found in plan.areas] == ["Utformning av utbildningar"]
    (cell,) = (cell for cell in draft.cells if cell.field == "title")
    assert (cell.why, len(cell.refs)) == (Why.JOINED, 2)


def test_text_of_a_row_whose_end_is_lost_is_not_given_to_the_next() -> None:
    first = activity("Avlopp", "våren 2027", responsible="")
    text = "Träffen ordnas av den kommun som står på tur och en grupp som sätts samman\nmed representanter"
    second = activity("Buller", "hösten 2027")
    _, draft, plan = read(
        "1. Styrgrupper och nätverk", labels(ACTIVITIES), *torn_text.cells(first, ACTIVITIES), text,
        labels(ACTIVITIES), "från kommunen.", *torn_text.cells(second, ACTIVITIES),
    )  # fmt: skip
    assert [(row.title, row.responsible) for row in plan.activities] == [
        ("Avlopp", ""),
        ("Buller", "Utvecklingsledaren"),
    ]
    assert plain(plan.activities[1].purpose) == plain(second["purpose"])
    assert len(draft.unplaced) == 2


def test_a_damaged_time_keeps_its_words_and_is_marked() -> None:
    row = activity("Buller", "hdsten 2027")
    _, draft, plan = read("1. Styrgrupper och nätverk", labels(ACTIVITIES), *torn_text.cells(row, ACTIVITIES))
    assert plan.activities[0].time == "hdsten 2027"
    assert [cell.why for cell in draft.cells if cell.field == "time"] == [Why.TIME]


def test_text_that_shows_nothing_of_a_plan_is_read_as_before() -> None:
    draft = intake.read(docread.read("Plan 2027–2029\n\nNågot utan plats.".encode(), name="plan.txt"))
    assert [(cell.words, cell.sure) for cell in draft.cells if cell.field == "title"] == [("Plan 2027–2029", True)]
    assert [left.text for left in draft.unplaced] == ["Något utan plats."]


def test_text_with_headings_of_its_own_is_read_as_before() -> None:
    document = docread.read(b"# Plan 2027-2029\n\n# Inledning\n\nText.\n\n1. Inte en rubrik\n", name="plan.txt")
    draft = intake.read(document)
    assert draft.notices == ()
    assert [cell.words for cell in draft.cells if cell.field == "heading"] == ["Inledning"]
