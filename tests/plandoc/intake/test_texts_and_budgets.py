"""Sections, vision, goals and budgets in the words of a document."""

from __future__ import annotations

import pytest

from samsyn.plandoc import intake
from samsyn.plandoc import model as m
from samsyn.plandoc.intake import Why, budgets
from tests.plandoc.intake.documents import add_table, invented, lost, read, word


def budget_of(rows: list[list[str]], *, heading: str = "Budget 2026") -> tuple[m.Budget, intake.Draft]:
    made = word()
    made.add_heading("Budget", 1)
    made.add_heading(heading, 2)
    add_table(made, rows)
    document = read(made)
    draft = intake.read(document)
    assert lost(document, draft) == {}
    assert invented(document, draft) == []
    (budget,) = intake.assembled(draft)[0].budgets
    return budget, draft


def test_sums_that_stand_first() -> None:
    """The opening balance stands among the income, and is none."""
    budget, _ = budget_of(
        [
            ["Intäkter", "1 867 789"],
            ["IB 2026", "620 000"],
            ["varav", ""],
            ["Statliga medel", ""],
            ["Kommunala medel", "912 789"],
            ["Länsstyrelsen och regionen", "200 000"],
            ["Kostnader", ""],
            ["Löner", "1726 090 kr"],
            ["Resor och logi", "10 000,50"],
            ["Kostnader", "1 736 090"],
            ["Överskott 2026", "550 699"],
        ]
    )
    assert budget.opening_balance == 620_000_00
    assert [(line.label, line.kind, line.amount) for line in budget.income] == [
        ("Statliga medel", m.IncomeKind.STATE, None),
        ("Kommunala medel", m.IncomeKind.MUNICIPAL, 912_789_00),
        ("Länsstyrelsen och regionen", m.IncomeKind.COUNTY_AND_REGION, 200_000_00),
    ]
    assert [(line.label, line.kind, line.amount) for line in budget.costs] == [
        ("Löner", m.CostKind.SALARIES, 1_726_090_00),
        ("Resor och logi", m.CostKind.TRAVEL, 10_000_50),
    ]
    assert budget.reported == m.Reported(1_867_789_00, 1_736_090_00, 550_699_00)
    assert (budget.year, budget.version) == (2026, m.BudgetVersion.DECIDED)


def test_sums_that_stand_last() -> None:
    budget, _ = budget_of(
        [
            ["Post", "Belopp"],
            ["Ingående balans", "saknas"],
            ["Kommunala medel", "900 000 kr"],
            ["Summa intäkter", "900 000 kr"],
            ["Löner", "800 000 kr"],
            ["Något annat", "50 tkr"],
            ["Summa kostnader", "850 000 kr"],
        ],
        heading="Reviderad budget 2027",
    )
    assert budget.opening_balance is None
    assert [line.label for line in budget.income] == ["Kommunala medel"]
    assert [(line.label, line.amount) for line in budget.costs] == [("Löner", 800_000_00), ("Något annat", 50_000_00)]
    assert (budget.year, budget.version) == (2027, m.BudgetVersion.REVISED)


def test_no_sums_at_all_is_a_guess() -> None:
    budget, draft = budget_of([["Post", "Belopp"], ["Kommunala medel", "900"], ["Löner", "800"]])
    assert [line.label for line in budget.income] == ["Kommunala medel"]
    assert [line.label for line in budget.costs] == ["Löner"]
    assert {cell.words for cell in draft.unsure if cell.why is Why.PLACE} == {"Kommunala medel", "Löner"}


def test_an_amount_that_is_none_is_told() -> None:
    budget, draft = budget_of([["Post", "Belopp"], ["Löner", "800"], ["Resor", "cirka 12"], ["Kurser", "70"]])
    assert [line.amount for line in budget.costs] == [800_00, None, 70_00]
    assert [cell.words for cell in draft.unsure if cell.why is Why.AMOUNT] == ["cirka 12"]


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 867 789", 1_867_789_00), ("1867 789 kr", 1_867_789_00), ("912.789", 912_789_00), ("−69 301 kr", -69_301_00),
        ("10,50", 10_50), ("1,867,789.5", 1_867_789_50), ("120 tkr", 120_000_00), ("2,5 mkr", 2_500_000_00),
        ("", None), ("12 34", None), ("2026-03-05", None), ("ca 5", None),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, ore: int | None) -> None:
    assert budgets.amount(text) == ore


def test_sections_vision_and_goals() -> None:
    made = word(title="")
    made.add_paragraph("Verksamhetsplan för miljösamverkan 2026–2028")
    made.add_heading("1. Inledning", 1)
    made.add_paragraph("Planen gäller i tre år.")
    made.add_paragraph("ett", style="List Bullet")
    made.add_paragraph("två", style="List Bullet")
    made.add_heading("2. Mål", 1)
    made.add_heading("2.1 Vision", 2)
    made.add_paragraph("Ett hållbart län.")
    made.add_heading("2.2 Mål", 2)
    made.add_paragraph("1. Smarta arbetssätt")
    made.add_paragraph("Vi arbetar smart.")
    made.add_paragraph("2. Samverkan")
    made.add_heading("3. Övrigt", 1)
    made.add_paragraph("Mer finns på webben.")
    document = read(made)
    draft = intake.read(document)
    plan = intake.assembled(draft)[0]
    assert (plan.title, plan.key, plan.first_year, plan.last_year) == (
        "Verksamhetsplan för miljösamverkan 2026–2028", "2026-2028", 2026, 2028,
    )  # fmt: skip
    assert [(section.heading, section.body) for section in plan.sections] == [
        ("Inledning", "Planen gäller i tre år.\n\n- ett\n- två"),
        ("Övrigt", "Mer finns på webben."),
    ]
    assert plan.vision == "Ett hållbart län."
    assert [(goal.number, goal.title, goal.description) for goal in plan.goals] == [
        (1, "Smarta arbetssätt", "Vi arbetar smart."),
        (2, "Samverkan", ""),
    ]
    assert draft.unplaced == ()
    assert lost(document, draft) == {}


def test_years_that_nothing_says_are_asked_for() -> None:
    made = word(title="")
    made.add_heading("Inledning", 1)
    made.add_paragraph("Text.")
    draft = intake.read(read(made))
    troubles = {(trouble.field, trouble.why) for trouble in intake.assembled(draft)[1]}
    assert {("first_year", Why.MISSING), ("last_year", Why.MISSING), ("title", Why.MISSING)} <= troubles
    named = intake.assembled(intake.read(read(made), name="plan 2027-2029.docx"))[0]
    assert (named.first_year, named.last_year) == (2027, 2029)
