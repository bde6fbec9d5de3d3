"""Tables as people make them: no row is lost, nothing is invented, whatever the order, spelling and shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from samsyn.plandoc import intake
from samsyn.plandoc import model as m
from samsyn.plandoc.intake import RowKind, Why
from tests.plandoc.intake.documents import ACTIVITIES, AREAS, add_table, invented, lost, plan_of, read, word

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole document takes hours to shrink
relaxed = settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
WORD = st.sampled_from(
    [
        "tillsyn",
        "vatten",
        "avlopp",
        "checklista",
        "kampanj",
        "rapport",
        "handläggare",
        "stöd",
        "länet",
        "krav",
        "objekt",
    ]
)
SENTENCE = st.lists(WORD, min_size=2, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map("\n\n".join)
TIME = st.sampled_from(["våren 2026", "sep 2026–maj 2027", "hösten 2027", "jan 2026-april 2026", "2026"])
PARTNERS = st.sampled_from(["Länets kommuner", "Länets kommuner, länsstyrelsen"])


@st.composite
def records(draw: st.DrawFn, fields: dict[str, tuple[str, ...]]) -> list[dict[str, str]]:
    made = []
    for number in range(draw(st.integers(2, 6))):
        record = {name: draw(TEXT) for name in fields}
        record["title"] = f"{' '.join(draw(st.lists(WORD, min_size=1, max_size=3))).capitalize()} nummer {number}"
        record["time"], record["partners"] = draw(TIME), draw(PARTNERS)
        made.append(record)
    return made


def check(document: Any, draft: intake.Draft) -> None:
    assert lost(document, draft) == {}
    assert invented(document, draft) == []


def said(rows: tuple[Any, ...], fields: dict[str, Any]) -> list[dict[str, str]]:
    return [{name: getattr(row, name) for name in fields} for row in rows]


@relaxed
@given(st.data())
def test_columns_in_any_order_under_any_name(data: st.DataObject) -> None:
    kind, fields = data.draw(st.sampled_from([("areas", AREAS), ("activities", ACTIVITIES)]))
    rows = data.draw(records(fields))
    order = data.draw(st.permutations(list(fields)))
    headings = [data.draw(st.sampled_from(fields[name])) for name in order]
    made = word()
    made.add_heading("Utvecklingsområden" if kind == "areas" else "Styrgrupper och nätverk", 1)
    add_table(made, [headings, *([row[name] for name in order] for row in rows)])
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert said(getattr(intake.assembled(draft)[0], kind), fields) == rows
    assert draft.unplaced == ()


@relaxed
@given(st.data())
def test_rows_that_break_over_pages(data: st.DataObject) -> None:
    """A cell goes on in the next row, or in a table on the next page with or without its headings again."""
    rows = data.draw(records(AREAS))
    headings = [names[0] for names in AREAS.values()]
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    lines = [headings]
    for whole in rows:
        row, rest = dict(whole), {}
        if data.draw(st.booleans()):
            for name in ("what", "aim", "follow_up"):
                first, apart, more = row[name].partition("\n\n")
                if apart:
                    rest[name] = more
                    row[name] = first
        lines.append([row[name] for name in AREAS])
        if rest:
            if data.draw(st.booleans()):
                add_table(made, lines)
                made.add_page_break()
                lines = [headings] if data.draw(st.booleans()) else []
            lines.append([rest.get(name, "") for name in AREAS])
    if lines:
        add_table(made, lines)
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert said(intake.assembled(draft)[0].areas, AREAS) == rows
    joined = [cell for cell in draft.cells if cell.why is Why.JOINED]
    assert all(not cell.sure for cell in joined)


@relaxed
@given(st.data())
def test_merged_cells_lose_no_row(data: st.DataObject) -> None:
    rows = data.draw(records(AREAS))
    headings = [names[0] for names in AREAS.values()]
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    table = add_table(made, [headings, *([row[name] for name in AREAS] for row in rows)])
    name = data.draw(st.sampled_from(["partners", "time", "responsible"]))
    column = list(AREAS).index(name)
    first = data.draw(st.integers(0, len(rows) - 2))
    last = data.draw(st.integers(first + 1, len(rows) - 1))
    for row in range(first, last + 1):
        table.cell(row + 1, column).text = ""
    table.cell(first + 1, column).merge(table.cell(last + 1, column)).text = rows[first][name]
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    areas = intake.assembled(draft)[0].areas
    assert [area.title for area in areas] == [row["title"] for row in rows]
    assert {getattr(area, name) for area in areas[first : last + 1]} == {rows[first][name]}
    unsure = [cell for cell in draft.unsure if cell.why is Why.MERGED]
    assert len(unsure) == last - first + 1


@relaxed
@given(st.data())
def test_a_table_for_each_area_with_labels(data: st.DataObject) -> None:
    rows = data.draw(records(AREAS))
    titled = data.draw(st.sampled_from(["label", "heading", "over"]))
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    for row in rows:
        names = [name for name in AREAS if name != "title"]
        lines = [[data.draw(st.sampled_from(AREAS[name])), row[name]] for name in data.draw(st.permutations(names))]
        if titled == "label":
            lines = [[AREAS["title"][0], row["title"]], *lines]
        elif titled == "over":
            lines = [[row["title"], ""], *lines]
        else:
            made.add_heading(row["title"], 2)
        table = add_table(made, lines)
        if titled == "over":
            table.cell(0, 0).merge(table.cell(0, 1)).text = row["title"]
        made.add_paragraph("")
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert said(intake.assembled(draft)[0].areas, AREAS) == rows
    assert draft.unplaced == ()


@relaxed
@given(st.data())
def test_a_table_that_stands_upright(data: st.DataObject) -> None:
    rows = data.draw(records(AREAS))
    order = ["title", *data.draw(st.permutations([name for name in AREAS if name != "title"]))]
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    add_table(made, [[AREAS[name][0], *(row[name] for row in rows)] for name in order])
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert said(intake.assembled(draft)[0].areas, AREAS) == rows


def test_headings_two_rows_deep() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    table = add_table(
        made,
        [
            ["Utvecklingsområde", "Innehåll", "", "När och vem", ""],
            ["", "Vad ska göras?", "Mål", "Tid", "Ansvarig"],
            ["Dagvatten", "Ta fram en checklista.", "Renare vatten.", "våren 2026", "Projektgruppen"],
        ],
    )
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Utvecklingsområde"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Innehåll"
    table.cell(0, 3).merge(table.cell(0, 4)).text = "När och vem"
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    (area,) = intake.assembled(draft)[0].areas
    assert (area.title, area.what, area.aim, area.time, area.responsible) == (
        "Dagvatten", "Ta fram en checklista.", "Renare vatten.", "våren 2026", "Projektgruppen",
    )  # fmt: skip


def test_an_unknown_column_is_left_over_beside_its_row() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Diarienummer", "Tid", "Vad ska göras?"],
            ["Dagvatten", "M-2026-17", "våren 2026", "Ta fram en checklista."],
        ],
    )
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    (left,) = draft.unplaced
    assert (left.text, left.label) == ("M-2026-17", "Diarienummer")
    assert draft.rows[left.row].kind is RowKind.AREA


def test_a_row_without_a_title_that_has_a_time_of_its_own_is_a_row() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Vad ska göras?", "Tid"],
            ["Dagvatten", "Ta fram en checklista.", "våren 2026"],
            ["", "Hålla en kurs.", "hösten 2027"],
        ],
    )
    draft = intake.read(read(made))
    plan, troubles = intake.assembled(draft)
    assert [area.what for area in plan.areas] == ["Ta fram en checklista.", "Hålla en kurs."]
    assert ("title", Why.MISSING) in [(trouble.field, trouble.why) for trouble in troubles]


def test_programmes_and_steps() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    made.add_heading("Strategisk kompetens", 2)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Vad ska göras?", "Tid"],
            ["Steg 1: Kartlägga", "Sända en enkät.", "2026"],
            ["Steg 2: Utbilda", "Hålla en kurs.", "2027"],
        ],
    )
    draft = intake.read(read(made))
    (programme,) = intake.assembled(draft)[0].areas
    assert (programme.title, programme.kind) == ("Strategisk kompetens", m.AreaKind.PROGRAMME)
    assert [(step.title, step.time) for step in programme.steps] == [
        ("Steg 1: Kartlägga", "2026"),
        ("Steg 2: Utbilda", "2027"),
    ]
    assert not next(cell for cell in draft.cells if cell.words == "Strategisk kompetens").sure


def test_a_line_over_the_whole_table_is_kept() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    table = add_table(
        made,
        [
            ["Utvecklingsområde", "Vad ska göras?", "Tid"],
            ["Dagvatten", "Ta fram en checklista.", "våren 2026"],
            ["", "", ""],
            ["Buller", "Mäta.", "hösten 2026"],
        ],
    )
    table.cell(2, 0).merge(table.cell(2, 2)).text = "Hälsoskydd"
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert [area.title for area in intake.assembled(draft)[0].areas] == ["Dagvatten", "Buller"]
    assert [left.text for left in draft.unplaced] == ["Hälsoskydd"]


def test_goals_are_linked_by_number_and_by_near_words() -> None:
    made = word()
    made.add_heading("Mål", 1)
    made.add_heading("1. Smarta arbetssätt", 2)
    made.add_heading("2. Stärkt samverkan i länet", 2)
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Vad ska göras?", "Koppling till mål"],
            ["Dagvatten", "Ta fram en checklista.", "1 och 2"],
            ["Buller", "Mäta.", "Starkt samverkan i lanet"],
            ["Luft", "Mäta.", "7"],
            ["Radon", "Mäta.", "Något helt annat"],
        ],
    )
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    plan = intake.assembled(draft)[0]
    assert [goal.title for goal in plan.goals] == ["Smarta arbetssätt", "Stärkt samverkan i länet"]
    assert [area.goals for area in plan.areas] == [(1, 2), (2,), (), ()]
    assert [left.text for left in draft.unplaced] == ["7", "Något helt annat"]


def test_parties_and_bodies_are_known_from_the_plan_before() -> None:
    before = m.Plan(
        "Före", "2023-2025", 2023, 2025,
        parties=(m.Party("kommuner", "Länets kommuner", m.PartyKind.MUNICIPALITY, 13),),
        bodies=(m.Body("grupp", "Projektgruppen för dagvatten", "project"),),
    )  # fmt: skip
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Samverkande parter", "Tid", "Ansvarig"],
            ["Dagvatten", "Lanets kommuner samt Polisen", "våren 2026", "Projektgruppen för dagvatten"],
        ],
    )
    plan = plan_of(read(made), known=before)
    assert plan.areas[0].parties == ("kommuner", "polisen")
    assert plan.areas[0].bodies == ("grupp",)
    assert plan.parties[0] == before.parties[0]
    assert (plan.parties[1].name, plan.parties[1].kind) == ("Polisen", m.PartyKind.POLICE)
    assert plan.bodies == before.bodies


@pytest.mark.parametrize(("time", "sure"), [("våren 2026", True), ("när det passar alla", False)])
def test_a_time_that_cannot_be_read_is_marked(time: str, sure: bool) -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    add_table(made, [["Utvecklingsområde", "Vad ska göras?", "Tid"], ["Dagvatten", "Ta fram.", time]])
    (cell,) = (cell for cell in intake.read(read(made)).cells if cell.field == "time")
    assert (cell.words, cell.sure) == (time, sure)


def test_titles_that_are_like_headings_are_titles_all_the_same() -> None:
    made = word()
    made.add_heading("Utvecklingsområden", 1)
    rows = [[f"Område {number}", f"M-{number}", "2026", f"Projekt {number}"] for number in range(4)]
    add_table(made, [["Utvecklingsområde", "Diarienummer", "Tid", "Vad ska göras?"], *rows])
    document = read(made)
    draft = intake.read(document)
    check(document, draft)
    assert [area.title for area in intake.assembled(draft)[0].areas] == [row[0] for row in rows]
    assert [left.text for left in draft.unplaced] == [row[1] for row in rows]
