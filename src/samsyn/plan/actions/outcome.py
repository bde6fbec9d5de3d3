"""A budget year while it runs: outcome read in, forecasts, explanations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.models import BudgetYear, Explanation, Forecast, Outcome, OutcomeAmount
from samsyn.plan.queries.bookkeeping import ours_of, postings_of
from samsyn.sie import Books


@action("plan.open_year", allow=rules.may_keep_books)
def open_year(collaboration: Collaboration, *, by: Any, year: int) -> BudgetYear:
    """Begin to follow a budget year up; one that is begun stays."""
    found = BudgetYear.objects.filter(collaboration=collaboration, year=year).first()
    if found:
        return found
    opened = BudgetYear(collaboration=collaboration, year=year)
    opened.full_clean()
    opened.save()
    return opened


@action("plan.import_outcome", allow=rules.may_keep_year)
def import_outcome(year: BudgetYear, *, by: Any, books: Books, file_name: str, through: date) -> Outcome:
    """Make what the books say of us the year's outcome, in place of what was read in before.

    Only what is ours is kept: sums per account, objects and month. With the same sums and the same last day nothing is
    changed, and the outcome in force is returned.
    """
    refuse_closed(year)
    if books.year and (books.year.starts, books.year.ends) != (date(year.year, 1, 1), date(year.year, 12, 31)):
        raise Invalid(
            _("The file is about %(starts)s–%(ends)s, not %(year)s.")
            % {"starts": date_format(books.year.starts), "ends": date_format(books.year.ends), "year": year},
            remedy=_("Choose the export of the right year."),
        )
    if books.since and books.since.year != year.year:
        raise Invalid(
            _("The file has bookings from %(day)s, outside %(year)s.")
            % {"day": date_format(books.since), "year": year},
            remedy=_("Choose the export of the right year."),
        )
    if through.year != year.year or through > timezone.localdate():
        raise Invalid(
            _("The outcome of %(year)s cannot be booked until that day.") % {"year": year},
            fields={"through": _("Choose a day in %(year)s, today at the latest.") % {"year": year}},
        )
    ours = ours_of(year.collaboration, books)
    kept = sorted(posting for posting in books.postings if ours.has(posting))
    if not kept:
        raise Invalid(
            _("Nothing in the file is ours."),
            remedy=_("Say which cost centre or project is the collaboration's."),
        )
    in_force = Outcome.objects.filter(year=year, replaced_at=None).first()
    if in_force and in_force.through == through and sorted(postings_of(in_force)) == kept:
        return in_force
    if in_force:
        in_force.replaced_at = timezone.now()
        in_force.save()
    outcome = Outcome(
        year=year,
        source=books.source,
        file_name=file_name[:200],
        company=books.company[:200],
        through=through,
        count=books.rows,
        read_by_id=by.pk,
    )
    outcome.full_clean()
    outcome.save()
    names = books.accounts
    OutcomeAmount.objects.bulk_create(
        OutcomeAmount(
            outcome=outcome,
            account=found.account[:20],
            account_name=names.get(found.account, "")[:200],
            carries=[list(pair) for pair in found.objects],
            month=found.month,
            amount=found.amount,
            words=found.line[:200],
        )
        for found in kept
    )
    return outcome


@action("plan.forecast", allow=rules.may_keep_year)
def forecast(
    year: BudgetYear, *, by: Any, side: str, line: str, amount: int, reason: str, on: date | None = None
) -> Forecast:
    """Say what a line is expected to be at the end of the year. Earlier forecasts stay beside it."""
    refuse_closed(year)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Invalid(_("The day lies in the future."), fields={"on": _("Choose today or an earlier day.")})
    if not reason.strip():
        raise Invalid(_("Say why."), fields={"reason": _("A forecast needs a reason.")})
    made = Forecast(
        year=year, side=side, line=line, amount=amount, on=on, reason=reason.strip(), made_by_id=by.pk
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


@action("plan.explain", allow=rules.may_keep_year)
def explain(year: BudgetYear, *, by: Any, side: str, line: str, text: str) -> Explanation:
    """Say why a line strays from its budget. Earlier explanations stay beside it."""
    refuse_closed(year)
    if not text.strip():
        raise Invalid(_("Say why."), fields={"text": _("Write the explanation.")})
    written = Explanation(year=year, side=side, line=line, text=text.strip(), written_by_id=by.pk)
    written.full_clean()
    written.save()
    return written


def refuse_closed(year: BudgetYear) -> None:
    if year.closingaccounts_set.filter(archived_at=None).exists():
        raise Conflict(
            _("The year %(year)s is closed.") % {"year": year},
            remedy=_("Until the closing accounts are approved, the coordinator can take them back."),
        )
