"""Checks of what the budget is enough for: the reserve, training, the plan's years, what salaries leave."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.plandoc.budget import known_sum, totals
from samsyn.plandoc.model import ActivityKind, BudgetLine, CostKind, IncomeKind
from samsyn.plandoc.text import kronor

from .budget import figures, has_budget, line_rows, lost_amount
from .context import Context, at, budget_code, quoted
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule

SALARY_SHARE = 85  # percent of the costs from which the rest is thin

_OWN_STAFF = ("ledare kurs", "ledarens", "egen", "egna", "personal", "medarbetar", "samordnarens")
_ARRANGED = ("utbildning", "kursledar", "föreläs", "konferens", "lokalhyra", "training")


@check_rule(
    "PC02",
    Severity.ERROR,
    applies=has_budget,
    sv=Wording(
        "Kostnaderna är högre än intäkterna och reserven tar slut",
        "Intäkterna eller reserven räcker planens år ut.",
        "Årets egna intäkter, utan ingående balans, jämförs med årets kostnader. Ett underskott får tas ur "
        "reserven, men om reserven inte räcker planens år ut i samma takt behövs ett beslut.",
        {
            "": Say(
                "Kostnaderna för {year}, {costs:kr}, är högre än årets egna intäkter, {income:kr}. Årets "
                "resultat blir {result:kr}, och reserven på {opening:kr} tar slut {empty}.",
                "Besluta om högre intäkter eller lägre kostnader, eller skriv in i planen hur underskottet ska täckas.",
            ),
            "two": Say(
                "Kostnaderna för {year}, {costs:kr}, är högre än årets egna intäkter, {income:kr}. Årets "
                "resultat blir {result:kr}, och reserven på {opening:kr} tar slut {empty}. Raden {line} har "
                "inget belopp och är inte medräknad. Är den {missing:kr}, som planens summor tyder på, blir "
                "resultatet {other_result:kr}.",
                "Ta reda på beloppet på raden {line}. Räcker det inte: besluta om högre intäkter eller lägre "
                "kostnader, eller skriv in i planen hur underskottet ska täckas.",
            ),
            "question": Say(
                "Kostnaderna för {year}, {costs:kr}, är högre än årets egna intäkter, {income:kr}. Årets "
                "resultat blir {result:kr}, och reserven på {opening:kr} tar slut {empty}. Raden {line} har "
                "inget belopp och är inte medräknad; den skulle behöva vara minst {needed:kr} för att året "
                "ska gå ihop utan reserven.",
                "Ta reda på beloppet på raden {line}. Räcker det inte: besluta om högre intäkter eller lägre "
                "kostnader, eller skriv in i planen hur underskottet ska täckas.",
            ),
        },
    ),
    en=Wording(
        "The costs exceed the income, and the reserve runs out",
        "The income or the reserve lasts the plan's years.",
        "The year's own income, without the opening balance, is held against the year's costs. A deficit may "
        "be taken from the reserve, but if the reserve does not last the plan's years at that pace, a "
        "decision is needed.",
        {
            "": Say(
                "The costs for {year}, {costs:kr}, exceed the year's own income, {income:kr}. The result for "
                "the year is {result:kr}, and the reserve of {opening:kr} runs out in {empty}.",
                "Decide on more income or lower costs, or write into the plan how the deficit is to be covered.",
            ),
            "two": Say(
                "The costs for {year}, {costs:kr}, exceed the year's own income, {income:kr}. The result for "
                "the year is {result:kr}, and the reserve of {opening:kr} runs out in {empty}. The line "
                "{line} has no amount and is not counted. If it is {missing:kr}, as the plan's totals "
                "suggest, the result is {other_result:kr}.",
                "Find out the amount of {line}. If it is not enough: decide on more income or lower costs, "
                "or write into the plan how the deficit is to be covered.",
            ),
            "question": Say(
                "The costs for {year}, {costs:kr}, exceed the year's own income, {income:kr}. The result for "
                "the year is {result:kr}, and the reserve of {opening:kr} runs out in {empty}. The line "
                "{line} has no amount and is not counted; it would have to be at least {needed:kr} for the "
                "year to break even without the reserve.",
                "Find out the amount of {line}. If it is not enough: decide on more income or lower costs, "
                "or write into the plan how the deficit is to be covered.",
            ),
        },
    ),
)
def reserve_runs_out(context: Context) -> Iterator[Found]:
    reserve: int | None = None
    for place, budget in enumerate(context.budgets):
        now = totals(budget)
        result = now.result
        opening = now.opening if now.opening is not None else reserve
        if opening is None:
            continue
        reserve = opening + result
        if result >= 0:
            continue
        last = place == len(context.budgets) - 1
        years_left = max(context.plan.last_year - budget.year, 0) if last else 0
        if reserve + result * years_left >= 0:
            continue
        # The first year whose deficit the reserve cannot carry; the last budget speaks for later years.
        empty_year = budget.year if reserve < 0 else budget.year + 1 + reserve // -result
        empty = tuple(line for line in budget.income if line.amount is None)
        lost = lost_amount(budget)
        yield Found(
            (Row("budget", budget_code(budget)), *line_rows(budget, empty)),
            figures(
                budget,
                ("Årets egna intäkter", now.income),
                ("Kostnader", now.costs),
                ("Ingående balans", opening),
            ),
            {
                "year": budget.year,
                "costs": now.costs,
                "income": now.income,
                "result": result,
                "opening": opening,
                "empty": empty_year,
                "line": ", ".join(line.label for line in empty),
                "needed": -result,
                "missing": lost.reading.amount if lost else 0,
                "other_result": lost.reading.totals.result if lost else 0,
            },
            variant="two" if lost and lost.line in empty else "question" if empty else "",
        )


@check_rule(
    "PC05",
    Severity.WARNING,
    applies=has_budget,
    sv=Wording(
        "Intäkt från utbildning utan kostnad för utbildning",
        "Utbildningarnas kostnader finns med i budgeten.",
        "Utbildningar som ger intäkter kostar också: föreläsare, lokal, material. Kurser för den egna "
        "personalen är en annan sak.",
        {
            "": Say(
                "Budgeten för {year} räknar med {income:kr} från utbildningar ({line}) men har ingen kostnad "
                "för att hålla dem.",
                "Lägg till en rad för utbildningarnas kostnader, eller skriv i en anmärkning var de finns.",
            )
        },
    ),
    en=Wording(
        "Training income without a training cost",
        "The costs of training are in the budget.",
        "Training that brings in money also costs: lecturers, premises, material. Courses for one's own "
        "staff are another matter.",
        {
            "": Say(
                "The budget for {year} counts on {income:kr} from training ({line}) but has no cost for giving it.",
                "Add a line for the costs of training, or say in a note where they are.",
            )
        },
    ),
)
def training_income_without_cost(context: Context) -> Iterator[Found]:
    for budget in context.budgets:
        earning = tuple(line for line in budget.income if line.kind is IncomeKind.TRAINING and line.amount)
        if not earning or any(_gives_training(line) for line in budget.costs):
            continue
        lines = line_rows(budget, earning)
        own = tuple(line for line in budget.costs if line.kind is CostKind.COURSES)
        yield Found(
            lines,
            tuple(
                Quote(row, f"{line.label}: {kronor(line.amount or 0)}")
                for row, line in zip(lines + line_rows(budget, own), earning + own, strict=True)
            ),
            {
                "year": budget.year,
                "income": known_sum(earning),
                "line": ", ".join(line.label for line in earning),
            },
        )


def _gives_training(line: BudgetLine) -> bool:
    said = f"{line.label} {line.note}".lower()
    if any(word in said for word in _ARRANGED):
        return True
    return line.kind is CostKind.COURSES and not any(word in said for word in _OWN_STAFF)


@check_rule(
    "PC06",
    Severity.WARNING,
    applies=has_budget,
    sv=Wording(
        "År med arbete men utan budget",
        "Varje år med arbete har en budget.",
        "Planen lovar arbete även de år som inte har någon budget.",
        {
            "": Say(
                "Planen gäller {first}–{last}, men det finns ingen budget för {missing:list}. Då pågår ändå "
                "{rows:list}.",
                "Lägg till en budget, gärna preliminär, för {missing:list}, eller säg i planen när den kommer.",
            )
        },
    ),
    en=Wording(
        "Years with work but without a budget",
        "Every year with work has a budget.",
        "The plan promises work in years that have no budget.",
        {
            "": Say(
                "The plan is for {first}–{last}, but there is no budget for {missing:list}. Still, "
                "{rows:list} go on then.",
                "Add a budget, if only a preliminary one, for {missing:list}, or say in the plan when it will come.",
            )
        },
    ),
)
def years_without_budget(context: Context) -> Iterator[Found]:
    budgeted = {budget.year for budget in context.budgets}
    working = []
    missing = set()
    for area in context.work:
        if (span := context.span(area)) is None:
            continue
        first = max(span.starts.year, context.plan.first_year)
        last = min(span.ends.year, context.plan.last_year)
        if without := set(range(first, last + 1)) - budgeted:
            missing |= without
            working.append(area)
    if working:
        budgets = tuple(Row("budget", budget_code(budget)) for budget in context.budgets)
        yield Found(
            budgets + tuple(at(area, "time") for area in working),
            tuple(quote for area in working for quote in quoted(area, "time")),
            {
                "first": context.plan.first_year,
                "last": context.plan.last_year,
                "missing": tuple(sorted(missing)),
                "rows": tuple(area.code for area in working),
            },
        )


@check_rule(
    "PC07",
    Severity.INFO,
    applies=has_budget,
    sv=Wording(
        "Nästan alla pengar går till löner",
        "Det finns pengar kvar till annat än löner.",
        f"När löner är minst {SALARY_SHARE} procent av kostnaderna finns lite kvar till det som planen vill göra.",
        {
            "": Say(
                "Löner är {share} % av kostnaderna för {year}. Till allt annat finns {rest:kr}.",
                "Se efter att {rest:kr} räcker till det som raderna i planen kräver.",
            ),
            "travel": Say(
                "Löner är {share} % av kostnaderna för {year}. Till allt annat finns {rest:kr}, varav "
                "{travel:kr} till resor. Bara besöken är {visits} på ett år.",
                "Se efter att {rest:kr} räcker till det som raderna i planen kräver, resorna inräknade.",
            ),
        },
    ),
    en=Wording(
        "Nearly all the money goes to salaries",
        "There is money left for more than salaries.",
        f"When salaries are {SALARY_SHARE} percent of the costs or more, little is left for what the plan "
        f"sets out to do.",
        {
            "": Say(
                "Salaries are {share}% of the costs for {year}. For all the rest there is {rest:kr}.",
                "See that {rest:kr} is enough for what the rows of the plan call for.",
            ),
            "travel": Say(
                "Salaries are {share}% of the costs for {year}. For all the rest there is {rest:kr}, of "
                "which {travel:kr} for travel. The visits alone are {visits} a year.",
                "See that {rest:kr} is enough for what the rows of the plan call for, travel included.",
            ),
        },
    ),
)
def salaries_take_all(context: Context) -> Iterator[Found]:
    visiting = [activity for activity in context.plan.activities if activity.kind is ActivityKind.VISIT]
    visits = sum(often[1] for activity in visiting if (often := context.reading(activity.time).per_year))
    for budget in context.budgets:
        costs = known_sum(budget.costs)
        paid = tuple(line for line in budget.costs if line.kind is CostKind.SALARIES)
        salaries = known_sum(paid)
        if costs <= 0 or salaries * 100 < costs * SALARY_SHARE:
            continue
        trips = tuple(line for line in budget.costs if line.kind is CostKind.TRAVEL)
        lines = paid + (trips if visits else ())
        rows = line_rows(budget, lines)
        yield Found(
            rows,
            tuple(
                Quote(row, f"{line.label}: {kronor(line.amount or 0)}") for row, line in zip(rows, lines, strict=True)
            ),
            {
                "year": budget.year,
                "share": (salaries * 100 + costs // 2) // costs,
                "rest": costs - salaries,
                "travel": known_sum(trips),
                "visits": visits,
            },
            variant="travel" if visits and trips else "",
        )
