"""Budgets that list the opening balance among the income: it is moved where it belongs, and said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from samsyn.plandoc.budget import Totals, known_sum, totals
from samsyn.plandoc.model import Budget, Plan
from samsyn.plandoc.planfile.problems import Notice, Problem
from samsyn.plandoc.planfile.shape import Shaped
from samsyn.plandoc.text import Text, kronor

_LABEL = re.compile(r"\s*(ib|ingående\s+(balans|saldo)|opening\s+balance)\b", re.IGNORECASE)


def conflicts(of: Shaped) -> Iterator[Problem]:
    """Budgets that give the opening balance more than once and with different amounts."""
    budgets = of.data.get("budgets") if isinstance(of.data, dict) else None
    for at, budget in enumerate(budgets if isinstance(budgets, list) else ()):
        if not isinstance(budget, dict):
            continue
        found: Any = budget.get("opening_balance")
        lines = budget.get("income")
        for row, line in enumerate(lines if isinstance(lines, list) else ()):
            if not isinstance(line, dict) or not _LABEL.match(str(line.get("label"))):
                continue
            amount = line.get("amount")
            if isinstance(found, Decimal) and isinstance(amount, Decimal) and amount != found:
                here, there = kronor(int(amount * 100)), kronor(int(found * 100))
                yield of.problem(
                    ("budgets", at, "income", row, "amount"),
                    Text(
                        f"Den ingående balansen är {here} här men {there} på ett annat ställe i budgeten.",
                        f"The opening balance is {here} here but {there} in another place of the budget.",
                    ),
                    Text(
                        "Behåll opening_balance med rätt belopp och ta bort intäktsraden.",
                        "Keep opening_balance with the right amount and remove the line of income.",
                    ),
                )
            found = amount if found is None else found


def lifted(plan: Plan, of: Shaped) -> tuple[Plan, tuple[Notice, ...]]:
    """The plan with every opening balance out of the income, and a notice for each that was moved."""
    budgets: list[Budget] = []
    notices: list[Notice] = []
    for at, budget in enumerate(plan.budgets):
        lines = [(row, line) for row, line in enumerate(budget.income) if _LABEL.match(line.label)]
        amounts = [line.amount for _, line in lines if line.amount is not None]
        if not lines:
            budgets.append(budget)
            continue
        opening = budget.opening_balance if budget.opening_balance is not None else next(iter(amounts), None)
        rest = tuple(line for line in budget.income if line not in [line for _, line in lines])
        mended = replace(budget, income=rest, opening_balance=opening)
        budgets.append(mended)
        path = ("budgets", at, "income", lines[0][0])
        mark = of.marks[path]
        text = _moved(lines[0][1].label, budget, mended)
        notices.append(Notice(text, mark.line, mark.column, of.names(path)))
    return replace(plan, budgets=tuple(budgets)), tuple(notices)


def _moved(label: str, budget: Budget, mended: Budget) -> Text:
    """What was moved, with the year's result and closing balance both ways."""
    right = totals(mended)
    wrong = Totals(known_sum(budget.income), right.costs, right.opening)
    year = budget.year
    return Text(
        f"I budgeten för {year} står ”{label}” bland intäkterna. En ingående balans är ingen intäkt, så "
        f"raden är flyttad till ingående balans. {_result_sv(right, 'Räknad så')} "
        f"{_result_sv(wrong, 'Räknad som intäkt, och sedan som ingående balans en gång till,')}",
        f"The budget for {year} lists “{label}” among the income. An opening balance is not income, so the "
        f"line is moved to the opening balance. {_result_en(right, 'Counted so')} "
        f"{_result_en(wrong, 'Counted as income, and then once more as the opening balance,')}",
    )


def _result_sv(of: Totals, how: str) -> str:
    closing = "okänd" if of.closing is None else kronor(of.closing)
    return f"{how} blir årets resultat {kronor(of.result)} och utgående balans {closing}."


def _result_en(of: Totals, how: str) -> str:
    closing = "unknown" if of.closing is None else kronor(of.closing)
    return f"{how} the year's result is {kronor(of.result)} and the closing balance {closing}."
