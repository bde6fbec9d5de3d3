"""Amounts in plan files, and opening balances that stand among the income."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samsyn.plandoc import planfile
from samsyn.plandoc.model import Budget, BudgetLine, BudgetVersion, CostKind, IncomeKind, Plan, Reported
from samsyn.plandoc.planfile.shape import parsed_amount
from tests.plandoc.test_planfile_faults import HEAD, fault, faults


def budget(income: str, opening: str = "", costs: str = "[]") -> str:
    opening = f"    opening_balance: {opening}\n" if opening else ""
    return f"budgets:\n  - year: 2026\n    version: decided\n{opening}    income: {income}\n    costs: {costs}\n"


def line(label: str, amount: str, kind: str = "other", key: str = "a") -> str:
    return f"{{key: {key}, label: {label}, kind: {kind}, amount: {amount}}}"


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("1726090", "1726090"),
        ("1 726 090", "1726090"),
        ("1 726 090 kr", "1726090"),
        ("1\N{NO-BREAK SPACE}726\N{NO-BREAK SPACE}090\N{NO-BREAK SPACE}kr", "1726090"),
        ("1\N{NARROW NO-BREAK SPACE}726 kronor", "1726"),
        ("500 SEK", "500"),
        ("500kr", "500"),
        ("123.50", "123.5"),
        ("123,5", "123.5"),
        ("0", "0"),
        ("-69301", "-69301"),
        ("\N{MINUS SIGN}69 301 kr", "-69301"),
    ],
)
def test_amounts_that_are_clear(text: str, kronor: str) -> None:
    assert parsed_amount(text) == Decimal(kronor)


@pytest.mark.parametrize(
    "text",
    [
        "1.726",
        "1.726.090",
        "1,726,090",
        "1 72 60",
        "12 3456",
        "1e6",
        "1_000",
        "0x1F",
        "en miljon",
        "1,5 Mkr",
        "1 kr 50",
        ".5",
        "--5",
        "5-",
        "12.345",
        "kr",
        "5 EUR",
        "NaN",
        "inf",
        "٣",
    ],
)
def test_amounts_that_are_not_clear_are_refused(text: str) -> None:
    assert parsed_amount(text) is None


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("1.726.090", "9:59 budgets › 2026 › income › a › amount: ”1.726.090” är inte ett belopp i kronor."),
        ("cirka 5", "9:59 budgets › 2026 › income › a › amount: ”cirka 5” är inte ett belopp i kronor."),
        ("[1]", "9:59 budgets › 2026 › income › a › amount: En lista är inte ett belopp i kronor."),
        ("-5", "9:59 budgets › 2026 › income › a › amount: Beloppet -5 är mindre än noll."),
        ("99999999999999", "9:59 budgets › 2026 › income › a › amount: 99999999999999 ligger utanför"),
    ],
)
def test_an_amount_that_does_not_hold_is_told_with_its_place(amount: str, told: str) -> None:
    only = fault(budget(f"[{line('Bidrag', amount)}]"))
    assert only.startswith(told)


def test_an_amount_that_is_left_empty_is_not_zero_and_one_that_is_left_out_is_a_fault() -> None:
    plan = planfile.read(HEAD + budget(f"[{line('Statliga medel', '', 'state')}]")).plan
    assert plan.budgets[0].income == (BudgetLine("a", "Statliga medel", IncomeKind.STATE, None),)
    assert plan.budgets[0].opening_balance is None
    told = fault(budget("[{key: a, label: Statliga medel, kind: state}]"))
    assert "Nyckeln ”amount” saknas" in told


def test_amounts_are_read_to_ore_and_written_in_kronor() -> None:
    income = (BudgetLine("a", "Bidrag", IncomeKind.OTHER, 123_50), BudgetLine("b", "Avgift", IncomeKind.OTHER, 5))
    costs = (BudgetLine("c", "Löner", CostKind.SALARIES, 1_726_090_00),)
    reported = Reported(income=None, costs=0, surplus=-69_301_00)
    one = Budget(2026, BudgetVersion.DECIDED, -1_00, income, costs, reported)
    plan = Plan("Plan", "2026", 2026, 2026, budgets=(one,))
    written = planfile.write(plan)
    for row in (
        "amount: 123.50",
        "amount: 0.05",
        "amount: 1726090",
        "surplus: -69301",
        "opening_balance: -1",
        "costs: 0",
    ):
        assert f" {row}\n" in written
    assert planfile.read(written).plan == plan


SOURCE = "[{}]".format(
    ", ".join(
        [
            line("IB 2026", "620 000", key="ib"),
            line("Statliga medel", "", "state", key="stat"),
            line("Kommunala medel", "912 789", "municipal", key="kommun"),
            line("Länsstyrelsen och Regionen", "200 000", "county_and_region", key="lst"),
            line("Utbildningar", "135 000", "training", key="utb"),
        ]
    )
)
COSTS = "[{}]".format(line("Kostnader", "1 937 090", key="kostnader"))


def test_an_opening_balance_among_the_income_is_moved_and_both_results_are_shown() -> None:
    reading = planfile.read(HEAD + budget(SOURCE, costs=COSTS))
    (one,) = reading.plan.budgets
    assert one.opening_balance == 620_000_00
    assert [row.key for row in one.income] == ["stat", "kommun", "lst", "utb"]
    (notice,) = reading.notices
    assert (notice.line, notice.path) == (9, ("budgets", "2026", "income", "ib"))
    assert notice("sv").startswith("9:14 budgets › 2026 › income › ib: I budgeten för 2026")
    told = notice.text("sv").replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "I budgeten för 2026 står ”IB 2026” bland intäkterna. En ingående balans är ingen intäkt, så raden är "
        "flyttad till ingående balans. Räknad så blir årets resultat −689 301 kr och utgående balans −69 301 kr. "
        "Räknad som intäkt, och sedan som ingående balans en gång till, blir årets resultat −69 301 kr och "
        "utgående balans 550 699 kr."
    )
    assert "−689 301 kr" in notice.text("en").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "label", ["IB", "ib 2026", "Ingående balans", "INGÅENDE BALANS 2026", "ingående saldo", "Opening balance"]
)
def test_labels_of_an_opening_balance(label: str) -> None:
    reading = planfile.read(HEAD + budget(f"[{line(label, '5')}]"))
    assert (reading.plan.budgets[0].opening_balance, reading.plan.budgets[0].income) == (5_00, ())
    assert len(reading.notices) == 1


@pytest.mark.parametrize("label", ["Bidrag", "IBM", "Ibland", "Utgående balans", "Avgift enligt IB", "ingående moms"])
def test_labels_of_income(label: str) -> None:
    reading = planfile.read(HEAD + budget(f"[{line(label, '5')}]"))
    assert reading.plan.budgets[0].opening_balance is None
    assert reading.notices == ()


def test_an_opening_balance_given_twice_with_one_amount_is_kept_once() -> None:
    reading = planfile.read(HEAD + budget(SOURCE, opening="620000"))
    assert reading.plan.budgets[0].opening_balance == 620_000_00
    assert len(reading.notices) == 1


def test_an_opening_balance_given_twice_with_two_amounts_is_a_fault_told_with_the_others() -> None:
    told = faults(HEAD + budget(SOURCE, opening="500000") + "visoin: x\n")
    assert len(told) == 2
    assert "Den ingående balansen är 620\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr här men 500" in told[0]
