"""A budget year across editions: proposal, decided, revised, forecast, outcome, closing accounts, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from samsyn.kernel import journal
from samsyn.people.models import Collaboration
from samsyn.plan.enums import BudgetVersion, Side
from samsyn.plan.models import (
    Bookkeeping,
    Budget,
    BudgetLine,
    BudgetYear,
    ClosingAccounts,
    Explanation,
    Forecast,
    Outcome,
)
from samsyn.plan.queries.bookkeeping import (
    account_rules,
    bookkeeping_of,
    names_of,
    postings_of,
    rules_of,
    unmapped,
)
from samsyn.plan.queries.happenings import Happening, happenings
from samsyn.plan.queries.year_view import Booked, LineView, YearView
from samsyn.plandoc.outcome import Line, Ours, line_of, share

P = TypeVar("P", Forecast, Explanation)
HISTORY = 20  # the latest happenings on the page


def year_row(collaboration: Collaboration, year: int) -> BudgetYear:
    """The year as it is followed up; unsaved if nobody has begun."""
    found = BudgetYear.objects.filter(collaboration=collaboration, year=year).select_related("collaboration").first()
    return found or BudgetYear(collaboration=collaboration, year=year)


def years_of(collaboration: Collaboration) -> list[int]:
    """The years that some budget or outcome speaks of."""
    budgets = Budget.objects.filter(edition__plan__collaboration=collaboration, archived_at=None)
    opened = BudgetYear.objects.filter(collaboration=collaboration)
    return sorted({*budgets.values_list("year", flat=True), *opened.values_list("year", flat=True)})


def budget_lines(collaboration: Collaboration, year: int) -> list[BudgetLine]:
    """The lines that an outcome of the year is held against."""
    decided, revised, proposals, lines = _budgets(collaboration, year)
    base = revised or decided or next(iter(proposals), None)
    return lines[base.pk] if base else []


def closing_before(collaboration: Collaboration, year: int) -> ClosingAccounts | None:
    """The closing accounts of the year before, which give the year its opening balance."""
    closings = ClosingAccounts.objects.filter(year__collaboration=collaboration, year__year=year - 1, archived_at=None)
    return closings.select_related("year").first()


def latest_lines(collaboration: Collaboration) -> list[BudgetLine]:
    """The lines of the latest year that has a budget: what rules are written for."""
    for year in reversed(years_of(collaboration)):
        if lines := budget_lines(collaboration, year):
            return lines
    return []


def year_view(collaboration: Collaboration, year: int) -> YearView:
    """Everything about a budget year. A fixed number of queries, however much is booked.

    A year that is closed is shown as it was closed, whatever has happened to budgets and rules since.
    """
    row = year_row(collaboration, year)
    decided, revised, proposals, lines = _budgets(collaboration, year)
    closings = ClosingAccounts.objects.filter(
        year__collaboration=collaboration, year__year__in=(year - 1, year), archived_at=None
    ).select_related("year", "closed_by", "approved_by")
    by_year = {closing.year.year: closing for closing in closings}
    closing = by_year.get(year)
    outcomes = Outcome.objects.filter(year=row, replaced_at=None).select_related("read_by") if row.pk else ()
    base = revised or decided or next(iter(proposals), None)
    view = YearView(
        row,
        bookkeeping_of(collaboration),
        decided,
        revised,
        proposals,
        next(iter(outcomes), None),
        closing,
        by_year.get(year - 1),
        closing.statement["budget_opening"] if closing else base.opening_balance if base else None,
    )
    if closing:
        view.lines.extend(_closed_line(said, view.settings) for said in closing.statement["lines"])
    else:
        _fill(view, lines[base.pk] if base else [])
    return view


def _fill(view: YearView, base: list[BudgetLine]) -> None:
    outcome, saved = view.outcome, view.row.pk is not None
    postings = postings_of(outcome) if outcome else []
    rules = rules_of(account_rules(view.row.collaboration)) if postings else []
    shared = share(postings, ours=Ours(everything=True), rules=rules, names=names_of(base))
    if outcome and shared.unmapped:
        view.unmapped.extend(unmapped(shared.unmapped, _account_names(outcome)))
    forecasts = _latest(Forecast.objects.filter(year=view.row)) if saved else {}
    explanations = _latest(Explanation.objects.filter(year=view.row)) if saved else {}
    known = {Line(line.side, line.key): line for line in base}
    others = [line for line in dict.fromkeys((*shared.lines, *forecasts)) if line not in known]
    for address in sorted([*known, *others], key=lambda line: line.side != Side.INCOME):
        line, forecast, explanation = known.get(address), forecasts.get(address), explanations.get(address)
        view.lines.append(
            LineView(
                side=address.side,
                key=address.key,
                label=line.label if line else address.key,
                budget=line.amount if line else None,
                outcome=shared.lines.get(address, 0) if outcome else None,
                forecast=forecast.amount if forecast else None,
                forecast_on=forecast.on if forecast else None,
                reason=forecast.reason if forecast else "",
                explanation=explanation.text if explanation else "",
                complete=view.complete,
                percent_limit=view.settings.limit_percent,
                amount_limit=view.settings.limit_amount,
            )
        )


def _closed_line(said: dict[str, Any], settings: Bookkeeping) -> LineView:
    """A line as the statement of a closed year has it; see queries.closing.statement."""
    return LineView(
        **said,
        forecast_on=None,
        reason="",
        complete=True,
        percent_limit=settings.limit_percent,
        amount_limit=settings.limit_amount,
    )


def booked_on(view: YearView, address: Line) -> list[Booked]:
    """What is booked on a line by account and month, as budgets write it."""
    if view.outcome is None:
        return []
    rules = rules_of(account_rules(view.row.collaboration))
    lines = view.budget.lines.filter(archived_at=None) if view.budget else ()
    names, sign = names_of(lines), -1 if address.side == Side.INCOME else 1
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for posting in postings_of(view.outcome):
        if line_of(posting, rules, names) == address:
            sums[posting.account, posting.month] += sign * posting.amount
    called = _account_names(view.outcome)
    return [
        Booked(account, called.get(account, ""), date(view.row.year, month, 1) if month else None, amount)
        for (account, month), amount in sorted(sums.items())
    ]


def year_history(view: YearView) -> list[Happening]:
    """The latest that was done to the year; what concerns a line bears the line's words."""
    if view.row.pk is None:
        return []
    labels = {line.key: line.label for line in view.lines}
    events = list(journal.happenings(view.row)[:HISTORY])
    for event in events:
        key = event.changes.get("line", [None, None])[1]
        if key:
            event.label = labels.get(key, key)
    return happenings(events, None)


def _account_names(outcome: Outcome) -> dict[str, str]:
    return dict(outcome.amounts.order_by().values_list("account", "account_name").distinct())


def _budgets(
    collaboration: Collaboration, year: int
) -> tuple[Budget | None, Budget | None, list[Budget], dict[int, list[BudgetLine]]]:
    """Decided and revised as the latest decided edition has them, and what is proposed beside them."""
    rows = list(
        Budget.objects.filter(edition__plan__collaboration=collaboration, year=year, archived_at=None)
        .select_related("edition__plan__collaboration")
        .order_by("-edition__plan__first_year", "-edition__number", "version_kind")
    )
    lines: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(budget__in=rows, archived_at=None):
        lines[line.budget_id].append(line)
    in_force: dict[str, Budget] = {}
    for row in rows:
        if row.edition.is_decided:
            in_force.setdefault(row.version_kind, row)
    proposals = [
        row
        for row in rows
        if not row.edition.is_decided
        and (lines[row.pk] or row.opening_balance is not None)
        and _content(row, lines) != _content(in_force.get(row.version_kind), lines)
    ]
    return in_force.get(BudgetVersion.DECIDED), in_force.get(BudgetVersion.REVISED), proposals, lines


def _content(row: Budget | None, lines: dict[int, list[BudgetLine]]) -> object:
    if row is None:
        return None
    return row.opening_balance, [(line.side, line.key, line.label, line.amount) for line in lines[row.pk]]


def _latest(rows: Iterable[P]) -> dict[Line, P]:
    """The latest word of each line; the rows come newest first."""
    found: dict[Line, P] = {}
    for row in rows:
        found.setdefault(Line(row.side, row.line), row)
    return found
