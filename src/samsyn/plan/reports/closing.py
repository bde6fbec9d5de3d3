"""A budget year as documents: closing accounts for the annual report, its lines, and the basis for invoices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.docrender import Block, Document, Heading, Money, Paragraph, Sheet, Table, Value, Workbook, body
from samsyn.kernel.templatetags.samsyn import kr
from samsyn.plan.enums import Side
from samsyn.plan.queries.invoicing import InvoiceRow
from samsyn.plan.queries.year_view import LineView, Sums, YearView


def closing_report(view: YearView, *, language: str) -> Document:
    """The closing accounts, or, for a year that is not closed, where it stands."""
    owner = view.row.collaboration.name
    return Document(
        title=title(view),
        subtitle=owner,
        language="en" if language == "en" else "sv",
        author=owner,
        footer=f"{owner} · {title(view)}",
        blocks=tuple(_blocks(view)),
    )


def title(view: YearView) -> str:
    words = _("Closing accounts %(year)s") if view.closing else _("The budget year %(year)s so far")
    return words % {"year": view.row}


def standing(view: YearView) -> str:
    """Whether the year is closed and approved, in a sentence."""
    closing = view.closing
    if closing is None:
        if view.outcome is None:
            return _("No outcome is read in.")
        return _("The year is not closed. The outcome is booked until %(day)s.") % {"day": _day(view.outcome.through)}
    if closing.approved_at is None:
        return _("Closed %(day)s, not yet approved.") % {"day": _day(closing.closed_at)}
    values = {"closed": _day(closing.closed_at), "day": _day(closing.approved_at), "name": closing.approved_by}
    return _("Closed %(closed)s, approved %(day)s by %(name)s.") % values


def _blocks(view: YearView) -> Iterator[Block]:
    yield Paragraph(standing(view), style="lead")
    if view.closing:
        yield from body(view.closing.note)
    yield Heading(1, _("Result and balance"))
    yield _balance(view)
    yield Heading(1, _("Line by line"))
    yield _lines(view)
    explained = [line for line in view.lines if line.why]
    if explained:
        yield Heading(1, _("Explanations"))
        for line in explained:
            yield Heading(2, line.label)
            yield from body(line.why)
    if view.unmapped:
        yield Heading(1, _("Not yet in any line"))
        yield Table(
            caption=_("Booked amounts without a budget line"),
            header=(_("Account"), _("Name"), _("Amount")),
            rows=tuple((row.account, row.name, kr(row.amount)) for row in view.unmapped),
            widths=(1, 3, 1),
            align=("left", "left", "right"),
        )


def _balance(view: YearView) -> Table:
    budget, booked = view.budgeted, view.booked
    rows = [
        (_("Opening balance"), budget.opening, booked and booked.opening),
        (_("Income in all"), budget.income, booked and booked.income),
        (_("Costs in all"), budget.costs, booked and booked.costs),
        (_("Result of the year"), budget.result, booked and booked.result),
        (_("Closing balance"), budget.closing, view.closing_balance),
    ]
    return Table(
        caption=_("From opening to closing balance"),
        header=("", _("Budget"), _("Outcome")),
        rows=tuple((label, kr(first), kr(second)) for label, first, second in rows),
        widths=(3, 1.4, 1.4),
        align=("left", "right", "right"),
        total_rows=2,
    )


def _lines(view: YearView) -> Table:
    rows: list[tuple[str, ...]] = []
    for label, lines in ((_("Income in all"), view.income), (_("Costs in all"), view.costs)):
        rows += [_line(line) for line in lines]
        budget = sum(line.budget or 0 for line in lines)
        outcome = sum(line.outcome or 0 for line in lines) if view.outcome or view.closing else None
        rows.append((label, kr(budget), kr(outcome), "", ""))
    return Table(
        caption=_("Budget and outcome %(year)s, line by line") % {"year": view.row},
        header=(_("Line"), _("Budget"), _("Outcome"), _("Deviation"), _("Per cent")),
        rows=tuple(rows),
        widths=(3, 1.4, 1.4, 1.4, 0.9),
        align=("left", "right", "right", "right", "right"),
    )


def _line(line: LineView) -> tuple[str, ...]:
    return (line.label, kr(line.budget), kr(line.outcome), line.amount_words, line.percent_words or "–")


def year_workbook(view: YearView, *, language: str) -> Workbook:
    """The year's lines with all that is said of them, and what has no line yet."""
    header = (
        _("Side"), _("Line"), _("Budget"), _("Outcome"), _("Forecast"), _("Deviation"), _("Per cent"), _("Explanation"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            str(Side(line.side).label), line.label, _money(line.budget), _money(line.outcome), _money(line.forecast),
            _money(line.deviation.amount if line.deviation else None), line.percent, line.why,
        )
        for line in view.lines
    ]  # fmt: skip
    for label, amounts in _sums(view):
        rows.append(("", label, *(_money(amount) for amount in amounts), None, None, ""))
    sheets = [Sheet(_("Budget year %(year)s") % {"year": view.row}, header, tuple(rows), note=standing(view))]
    if view.unmapped:
        names = (_("Account"), _("Name"), _("Objects"), _("Amount"))
        unmapped = tuple(
            (row.account, row.name, ", ".join(" ".join(pair) for pair in row.objects), Money(row.amount))
            for row in view.unmapped
        )
        sheets.append(Sheet(_("Without a line"), names, unmapped))
    return Workbook(title=title(view), sheets=tuple(sheets), language="en" if language == "en" else "sv")


def _sums(view: YearView) -> Iterator[tuple[str, list[int | None]]]:
    columns: tuple[Sums | None, ...] = (view.budgeted, view.booked, view.expected)
    for label, name in (
        (_("Income in all"), "income"),
        (_("Costs in all"), "costs"),
        (_("Result of the year"), "result"),
        (_("Closing balance"), "closing"),
    ):
        amounts = [getattr(column, name) if column else None for column in columns]
        if name == "closing":
            amounts[1] = view.closing_balance
        yield label, amounts


def invoices_workbook(view: YearView, rows: Sequence[InvoiceRow], *, language: str) -> Workbook:
    """One row for each invoice, as a finance office wants it. What is not known says so."""
    missing, year = _("missing"), view.row
    header = (
        _("Organisation number"), _("Municipality"), _("Municipal code"), _("From"), _("Until"), _("Amount"),
        _("Their reference"), _("Contact person"), _("E-mail"), _("Text on the invoice"),
    )  # fmt: skip
    text = _("%(collaboration)s: the municipality's share %(year)s") % {
        "collaboration": view.row.collaboration,
        "year": year,
    }
    table: list[tuple[Value, ...]] = [
        (
            row.organisation.organisation_number or missing,
            row.organisation.name,
            row.organisation.code or missing,
            row.starts,
            row.ends,
            Money(row.amount),
            row.organisation.invoice_reference or missing,
            row.contact or missing,
            row.email or missing,
            text,
        )
        for row in rows
    ]
    total = Money(sum(row.amount for row in rows))
    table.append(("", _("In all"), "", None, None, total, "", "", "", ""))
    return Workbook(
        title=_("Basis for invoices %(year)s") % {"year": year},
        sheets=(Sheet(_("Invoices %(year)s") % {"year": year}, header, tuple(table), note=_basis(view)),),
        language="en" if language == "en" else "sv",
    )


def _basis(view: YearView) -> str:
    budget = view.budget
    if budget is None:
        return ""
    values = {"budget": budget.called.lower(), "key": budget.get_share_key_display().lower()}
    return _("After %(budget)s, shared by: %(key)s.") % values


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)


def _day(day: date) -> str:
    return date_format(day)
