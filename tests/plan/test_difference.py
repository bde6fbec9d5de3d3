"""The difference between two editions, on its page and in the documents."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
from django.urls import reverse
from django.utils import translation

from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.queries.difference import Telling, compared, predecessor
from samsyn.plandoc import model as doc
from samsyn.plandoc.difference import difference
from tests.conftest import small_plan
from tests.swedish import Texts

DECIDED = ["provlan", "2026-2028", 1]
DRAFT = ["provlan", "2026-2028", 2]
AGAINST = [*DRAFT, "2026-2028", 1]


@pytest.fixture
def edited(decided, draft, persona):
    """The draft, changed: a text, an amount and links; one area gone, one come."""
    by = persona("coordinator")
    area = draft.area_set.get(code="U1")
    actions.revise(area, by=by, version=None, what="Ta fram en gemensam checklista.", goals=[2], time="2027")
    actions.revise(draft.budgetline_set.get(key="loner"), by=by, version=None, amount=900_000_00)
    actions.archive(draft.area_set.get(code="U3"), by=by)
    actions.add_area(draft, by=by, title="Ventilation i skolor", kind="campaign", what="Mät luften.")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def next_period(county):
    """A decided plan for the years after."""
    decision = doc.Decision("styrgrupp", "maj 2026")
    later = replace(
        small_plan(decision=decision),
        title="Verksamhetsplan 2027–2029",
        key="2027-2029",
        first_year=2027,
        last_year=2029,
    )
    return actions.import_edition(county.collaboration, by=SYSTEM, document=later)


def words(client, address) -> str:
    """What the page says, after its frame."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    page = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", " ".join(Texts(f"<main{page}").said))


def test_a_copy_says_the_same(client, decided, draft, persona):
    client.force_login(persona("coordinator"))
    assert "till punkt och pricka" in words(client, reverse("difference", args=AGAINST))
    assert not compared(decided, draft).rows


def test_the_page_tells_what_has_come_gone_and_changed(client, edited, persona):
    client.force_login(persona("inspector"))
    page = words(client, reverse("difference", args=AGAINST))
    assert "Ta fram en tillagt: gemensam checklista." in page
    assert "borttaget: 1. Smarta arbetssätt , tillagt: 2. Samverkan" in page  # by name, not by key
    assert "borttaget: 880 000,50 kr tillagt: 900 000 kr +19 999,50 kr" in page
    assert "U3 Utbilda Borttagen" in page and "Ventilation i skolor Tillagd" in page
    assert "Utgående balans Före 69 999,50 kr Efter 50 000 kr Skillnad −19 999,50 kr" in page
    assert "4 rader skiljer." in page
    assert "Inledning" not in page  # what is the same is only counted


def test_each_row_leads_to_itself_in_both_editions(client, edited, persona):
    client.force_login(persona("inspector"))
    page = client.get(reverse("difference", args=AGAINST)).content.decode()
    for number in (1, 2):
        assert f'href="{reverse("area", args=["provlan", "2026-2028", number, "U1"])}"' in page
    assert reverse("area", args=[*DECIDED, "U3"]) in page
    assert reverse("area", args=[*DRAFT, "U3"]) not in page  # it is gone there
    assert reverse("budget", args=[*DRAFT, 2026]) in page


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [("added", "Ventilation", "Dagvatten"), ("removed", "Utbilda", "Ventilation"), ("changed", "Dagvatten", "Utbilda")],
)
def test_the_page_is_narrowed_by_kind_of_change(client, edited, persona, kind, there, not_there):
    client.force_login(persona("inspector"))
    page = words(client, reverse("difference", args=AGAINST) + f"?kind={kind}")
    assert there in page
    assert not_there not in page
    assert "Dagvatten" in words(client, reverse("difference", args=AGAINST) + "?kind=nonsense")


def test_the_other_way_round_it_says_the_opposite(client, edited, persona):
    client.force_login(persona("inspector"))
    page = words(client, reverse("difference", args=[*DECIDED, "2026-2028", 2]))
    assert "Ta fram en borttaget: gemensam checklista." in page
    assert "Ventilation i skolor Borttagen" in page


def test_plans_of_different_years_are_held_against_each_other(client, decided, next_period):
    page = words(client, reverse("difference", args=["provlan", "2027-2029", 1, "2026-2028", 1]))
    assert "Vad 2027–2029 ändrar i 2026–2028" in page
    assert "borttaget: 2026 tillagt: 2027" in page


def test_anybody_may_compare_decided_editions_but_no_drafts(client, edited, next_period):
    address = reverse("public-plan", args=["provlan", "2027-2029"])
    link = reverse("difference", args=["provlan", "2027-2029", 1, "2026-2028", 1])
    assert link in client.get(address).content.decode()
    assert client.get(reverse("difference", args=AGAINST)).status_code == 404
    assert client.get(reverse("difference", args=[*DECIDED, "2026-2028", 2])).status_code == 404
    chosen = reverse("difference-choose", args=DECIDED)
    assert "utgåva 2" not in words(client, chosen)
    assert client.get(f"{chosen}?with=2026-2028/2").status_code == 404


@pytest.mark.parametrize("asked", ["nonsense", "2026-2028/", "/1", "2026-2028/x", "2026-2028/9", "2031-2033/1"])
def test_what_cannot_be_chosen_is_not_there(client, decided, asked):
    assert client.get(reverse("difference-choose", args=DECIDED) + f"?with={asked}").status_code == 404


def test_another_edition_is_chosen(client, decided, next_period):
    chosen = client.get(reverse("difference-choose", args=DECIDED) + "?with=2027-2029/1")
    assert chosen["Location"] == reverse("difference", args=[*DECIDED, "2027-2029", 1])


def test_an_only_edition_has_nothing_to_be_compared_with(client, decided):
    assert "Det finns ingen annan utgåva" in words(client, reverse("difference-choose", args=DECIDED))
    assert "Skillnad mot" not in words(client, reverse("plan", args=DECIDED))


def test_the_editions_page_leads_to_what_it_is_a_copy_of(client, decided, draft, next_period, persona):
    client.force_login(persona("inspector"))
    assert "Skillnad mot utgåva 1" in words(client, reverse("plan", args=DRAFT))
    assert "Skillnad mot 2026–2028, utgåva 2" in words(client, reverse("plan", args=["provlan", "2027-2029", 1]))
    next_period.carried_from = decided
    assert predecessor(persona("inspector"), next_period) == decided
    assert predecessor(persona("inspector"), decided) is None


@pytest.mark.parametrize("changed", [1, 3])
def test_the_queries_do_not_grow_with_the_difference(
    client, decided, draft, persona, django_assert_num_queries, changed
):
    by = persona("coordinator")
    for code in ("U1", "U2", "U3")[:changed]:
        actions.revise(draft.area_set.get(code=code), by=by, version=None, note="Nytt.")
    client.force_login(persona("inspector"))
    address = reverse("difference", args=AGAINST)
    client.get(address)  # both editions are read, once
    with django_assert_num_queries(7):
        client.get(address)


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_difference_in_word(client, edited, persona):
    client.force_login(persona("inspector"))
    answer = client.get(reverse("difference-word", args=AGAINST))
    assert answer["Content-Disposition"] == 'attachment; filename="difference-2026-2028-1-2026-2028-2.docx"'
    word = docx.Document(io.BytesIO(answer.content))
    assert word.core_properties.title == "Vad som har ändrats: Verksamhetsplan 2026–2028"
    areas = next(t for t in word.tables if ["U1 Dagvatten", "Tid", "sep 2026–maj 2027"] in cells(t))
    assert areas.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
    styles = {
        run.style.name: run.text for row in areas.rows for p in row.cells[2].paragraphs for run in p.runs if run.text
    }
    assert {"Removed", "Added"} <= styles.keys()
    assert word.styles["Removed"].font.strike
    assert word.styles["Added"].font.underline


def test_the_difference_as_pdf(client, edited, persona):
    client.force_login(persona("inspector"))
    assert client.get(reverse("difference-pdf", args=AGAINST)).content.startswith(b"%PDF")


def test_equal_editions_make_a_document_that_says_so(client, decided, draft, persona):
    client.force_login(persona("inspector"))
    word = docx.Document(io.BytesIO(client.get(reverse("difference-word", args=AGAINST)).content))
    assert "till punkt och pricka" in word.paragraphs[-1].text


def changed(one: doc.Plan, other: doc.Plan) -> dict[str, tuple[str, str]]:
    """For each field, by its label, what is gone and what is new, and the remark."""
    found = difference(one, other)
    return {
        field.label: ("".join(f"{MARK[s.kind]}{s.text}".replace(NBSP, " ") for s in field.words), field.remark)
        for section in Telling(one, other).sections(found.rows, found)
        for row in section.rows
        for field in row.fields
    }


NBSP = "\N{NO-BREAK SPACE}"
MARK = {"equal": "", "removed": "−", "added": "+"}


def test_every_value_is_said_in_words():
    one = small_plan()
    area, programme = one.areas
    (activity,), (budget,) = one.activities, one.budgets
    other = replace(
        one,
        areas=(
            replace(area, kind=doc.AreaKind.EXCHANGE, carried_over=True, global_goals=(6,), focus_areas=()),
            replace(programme, steps=programme.steps[:1]),
            replace(programme, code="P", title="Process", steps=programme.steps[1:]),
        ),
        activities=(replace(activity, group="projektgrupp", placed=(date(2026, 3, 4),), purpose="Styra. "),),
        parties=(replace(one.parties[0], kind=doc.PartyKind.REGION),),
        bodies=(replace(one.bodies[0], kind="reference"), one.bodies[1]),
        budgets=(
            replace(
                budget,
                opening_balance=None,
                income=(replace(budget.income[0], kind=doc.IncomeKind.TRAINING),),
                sharing=doc.Sharing(doc.ShareKey.OWN, 40, (doc.OwnShare("granby", 20_00),)),
            ),
        ),
    )
    with translation.override("sv"):
        told = changed(one, other)
    assert told == {
        "Typ": ("−Kommunala medel+ Utbildning", ""),
        "Globala mål": ("6. Rent vatten och sanitet för alla, −14. Hav och marina resurser", ""),
        "Fokusområden i den nationella strategin": ("−Avfall (Nationell strategi)", ""),
        "Fortsätter från en tidigare plan": ("−Nej+ Ja", ""),
        "Tid": ("+2026–2027", ""),
        "Mål": ("+2. Samverkan", ""),
        "Program": ("−K Kompetens+ P Process", ""),
        "Syfte": ("Styra.", "Bara mellanslag och radbrytningar skiljer."),
        "Gruppen som träffas": ("−Styrgruppen+ Projektgruppen", ""),
        "Bestämda datum": ("−3 mars 2026, −15 september 2026, +4 mars 2026", ""),
        "Ingående balans": ("−50 000 kr+ saknas", ""),
        "Fördelas efter": ("−En del lika, en del per invånare+ Egna andelar", ""),
        "Egna andelar": ("−Granby 12,5 %, +Granby 20 %", ""),
    }
