"""Checks of the budget's figures: do they add up, and are they all there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samsyn.plandoc.budget import BudgetReading, Cause, readings, totals
from samsyn.plandoc.model import Budget, BudgetLine, Reported
from samsyn.plandoc.text import kronor

from .context import Context, budget_code, line_code
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .wording import Plain


def has_budget(context: Context) -> bool:
    return bool(context.plan.budgets)


def _without_amount(budget: Budget) -> tuple[BudgetLine, ...]:
    return tuple(line for line in (*budget.income, *budget.costs) if line.amount is None)


def line_rows(budget: Budget, lines: Sequence[BudgetLine]) -> tuple[Row, ...]:
    return tuple(Row("budget_line", line_code(budget, line), "amount") for line in lines)


@dataclass(frozen=True, slots=True)
class Lost:
    """The one line without an amount, and what it must have held for the printed totals to hold."""

    line: BudgetLine
    reading: BudgetReading


def lost_amount(budget: Budget) -> Lost | None:
    for reading in readings(budget):
        for line in _without_amount(budget):
            if reading.cause is Cause.LOST_AMOUNT and reading.line == line.key:
                return Lost(line, reading)
    return None


def figures(budget: Budget, *named: tuple[str, int | None]) -> tuple[Quote, ...]:
    row = Row("budget", budget_code(budget))
    return tuple(Quote(row, f"{label}: {kronor(amount)}") for label, amount in named if amount is not None)


@check_rule(
    "PC01",
    Severity.ERROR,
    applies=has_budget,
    sv=Wording(
        "Ingående balans är räknad två gånger",
        "Ingående balans är räknad en gång.",
        "Ingående balans är pengar som redan finns. Den är ingen intäkt, och i det som är kvar vid årets "
        "slut ska den räknas en gång. Kontrollen ser när den står bland intäkterna och dessutom har lagts "
        "till i resultatet.",
        {
            "": Say(
                "I budgeten för {year} är det som blir kvar {surplus:kr}. Det går bara ihop om den ingående "
                "balansen, {opening:kr}, räknas två gånger: först bland intäkterna, sedan en gång till. "
                "Räknad en gång blir den utgående balansen {closing:kr}.",
                "Ta bort den ingående balansen ur intäkterna och räkna om: {opening:kr} + {income:kr} − "
                "{costs:kr} = {closing:kr}.",
            ),
            "question": Say(
                "Budgeten för {year} kan läsas på två sätt. (a) Den ingående balansen, {opening:kr}, är "
                "räknad två gånger: den står bland intäkterna och har lagts till en gång till i överskottet. "
                "Då blir den utgående balansen {closing:kr}, inte {surplus:kr}. (b) Raden {line} har tappat "
                "sitt belopp, som då är {missing:kr}. Då stämmer {surplus:kr}, och årets resultat blir "
                "{other_result:kr}.",
                "Fråga den som ansvarar för budgeten vilket som gäller: ska raden {line} ha beloppet {missing:kr}? "
                "Fyll i det, eller skriv 0 på raden och räkna om budgeten utan att räkna den ingående balansen två "
                "gånger.",
            ),
        },
    ),
    en=Wording(
        "The opening balance is counted twice",
        "The opening balance is counted once.",
        "The opening balance is money already at hand. It is not income, and it counts once in what is left "
        "at the end of the year. This check sees when it stands among the income and is added to the result "
        "once more.",
        {
            "": Say(
                "The budget for {year} ends with {surplus:kr}. That holds only if the opening balance, "
                "{opening:kr}, is counted twice: first among the income, then once more. Counted once, the "
                "closing balance is {closing:kr}.",
                "Take the opening balance out of the income and add up again: {opening:kr} + {income:kr} − "
                "{costs:kr} = {closing:kr}.",
            ),
            "question": Say(
                "The budget for {year} can be read in two ways. (a) The opening balance, {opening:kr}, is "
                "counted twice: it stands among the income and is added once more in the surplus. The "
                "closing balance is then {closing:kr}, not {surplus:kr}. (b) The line {line} has lost its "
                "amount, which is then {missing:kr}. The {surplus:kr} then holds, and the result for the "
                "year is {other_result:kr}.",
                "Ask the owner of the budget which is true: should the line {line} be {missing:kr}? Fill it "
                "in, or put 0 on the line and add up again without counting the opening balance twice.",
            ),
        },
    ),
)
def opening_balance_counted_twice(context: Context) -> Iterator[Found]:
    for budget in context.budgets:
        now, printed = totals(budget), budget.reported
        if not now.opening or now.closing is None or printed.surplus != now.closing + now.opening:
            continue
        params: dict[str, Plain] = {
            "year": budget.year,
            "surplus": printed.surplus,
            "opening": now.opening,
            "closing": now.closing,
            "income": now.income,
            "costs": now.costs,
        }
        quotes = figures(
            budget,
            ("Intäkter", printed.income),
            ("Ingående balans", now.opening),
            ("Kostnader", printed.costs),
            ("Överskott", printed.surplus),
        )
        rows = (Row("budget", budget_code(budget)),)
        if (lost := lost_amount(budget)) and lost.reading.agrees:  # the plan can be read in another way as well
            params |= {
                "line": lost.line.label,
                "missing": lost.reading.amount,
                "other_result": lost.reading.totals.result,
            }
            (row,) = line_rows(budget, (lost.line,))
            yield Found((*rows, row), (*quotes, Quote(row, f"{lost.line.label}:")), params, variant="question")
        else:
            yield Found(rows, quotes, params)


@check_rule(
    "PC03",
    Severity.WARNING,
    applies=has_budget,
    sv=Wording(
        "Budgetraden har inget belopp",
        "Varje budgetrad har ett belopp.",
        "En rad utan belopp är inte noll: den är okänd. Då vet ingen om summorna stämmer.",
        {
            "": Say(
                "Raden {line} i budgeten för {year} har ingen siffra.",
                "Skriv beloppet. Finns inga pengar på raden, skriv 0 eller ta bort den.",
            ),
            "lost": Say(
                "Raden {line} i budgeten för {year} har ingen siffra. Ska planens summor stämma är den {missing:kr}.",
                "Fråga den som ansvarar för budgeten, och skriv beloppet. Finns inga pengar på raden, skriv 0 eller "
                "ta bort den.",
            ),
            "opening": Say(
                "Budgeten för {year} säger inte vilken ingående balans året börjar med.",
                "Skriv den ingående balansen, eller 0 om året börjar utan reserv.",
            ),
        },
    ),
    en=Wording(
        "The budget line has no amount",
        "Every budget line has an amount.",
        "A line without an amount is not zero: it is unknown. Nobody then knows whether the totals hold.",
        {
            "": Say(
                "The line {line} in the budget for {year} has no figure.",
                "Write the amount. If there is no money on the line, write 0 or take it away.",
            ),
            "lost": Say(
                "The line {line} in the budget for {year} has no figure. For the plan's totals to hold it is "
                "{missing:kr}.",
                "Ask the owner of the budget, and write the amount. If there is no money on the line, write "
                "0 or take it away.",
            ),
            "opening": Say(
                "The budget for {year} does not say what opening balance the year begins with.",
                "Write the opening balance, or 0 if the year begins without a reserve.",
            ),
        },
    ),
)
def line_without_amount(context: Context) -> Iterator[Found]:
    for place, budget in enumerate(context.budgets):
        if budget.opening_balance is None and place == 0:
            row = Row("budget", budget_code(budget), "opening_balance")
            yield Found((row,), (), {"year": budget.year}, variant="opening")
        lost = lost_amount(budget)
        for line in _without_amount(budget):
            (row,) = line_rows(budget, (line,))
            yield Found(
                (row,),
                (Quote(row, f"{line.label}:"),),
                {"line": line.label, "year": budget.year, "missing": lost.reading.amount if lost else 0},
                variant="lost" if lost else "",
            )


@check_rule(
    "PC04",
    Severity.ERROR,
    applies=lambda context: any(budget.reported != Reported() for budget in context.budgets),
    sv=Wording(
        "Summorna stämmer inte",
        "Summorna i budgeten stämmer.",
        "Raderna räknas ihop och jämförs med de summor som står i planen.",
        {
            "income": Say(
                "Intäkterna för {year} är {sum:kr} om man lägger ihop raderna, men planen skriver "
                "{printed:kr}. Det skiljer {gap:kr}.",
                "Räkna om intäkterna, eller lägg till raden som saknas.",
            ),
            "costs": Say(
                "Kostnaderna för {year} är {sum:kr} om man lägger ihop raderna, men planen skriver "
                "{printed:kr}. Det skiljer {gap:kr}.",
                "Räkna om kostnaderna, eller lägg till raden som saknas.",
            ),
            "surplus": Say(
                "För {year} blir det {sum:kr} kvar (ingående balans plus intäkter minus kostnader), men "
                "planen skriver {printed:kr}. Det skiljer {gap:kr}.",
                "Räkna om slutsumman.",
            ),
        },
    ),
    en=Wording(
        "The totals do not add up",
        "The totals of the budget add up.",
        "The lines are added up and held against the totals that the plan prints.",
        {
            "income": Say(
                "The income lines for {year} add up to {sum:kr}, but the plan says {printed:kr}: a gap of {gap:kr}.",
                "Add up the income again, or add the line that is missing.",
            ),
            "costs": Say(
                "The cost lines for {year} add up to {sum:kr}, but the plan says {printed:kr}: a gap of {gap:kr}.",
                "Add up the costs again, or add the line that is missing.",
            ),
            "surplus": Say(
                "For {year}, {sum:kr} is left (opening balance plus income minus costs), but the plan says "
                "{printed:kr}: a gap of {gap:kr}.",
                "Work out the final figure again.",
            ),
        },
    ),
)
def sums(context: Context) -> Iterator[Found]:
    for budget in context.budgets:
        now, printed = totals(budget), budget.reported
        opening = now.opening or 0
        closing = opening + now.result
        # A total with the opening balance in it adds up as a sum; counting it twice is PC01's to tell.
        accepted = {
            "income": (printed.income, (now.income, now.income + opening)),
            "costs": (printed.costs, (now.costs,)),
            "surplus": (printed.surplus, (closing, now.result, closing + opening)),
        }
        for variant, (figure, right) in accepted.items():
            if figure is None or figure in right or _unknown(budget, variant):
                continue
            yield Found(
                (Row("budget", budget_code(budget)),),
                figures(budget, (_PRINTED[variant], figure)),
                {"year": budget.year, "sum": right[0], "printed": figure, "gap": figure - right[0]},
                variant=variant,
            )


def _unknown(budget: Budget, total: str) -> bool:
    """A line without an amount goes into the total: then nobody can say that it is wrong."""
    lines = {"income": budget.income, "costs": budget.costs}.get(total, (*budget.income, *budget.costs))
    return any(line.amount is None for line in lines)


_PRINTED = {"income": "Intäkter", "costs": "Kostnader", "surplus": "Överskott"}
