"""What stands in the way of closing a year, what the year asks next, and the statement of a closed year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samsyn.kernel.templatetags.samsyn import kr
from samsyn.plan.enums import Side
from samsyn.plan.queries.year_view import YearView


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is to be done, and where."""

    words: str
    href: str = ""
    keepers: bool = False  # only the coordinator may go there
    others: bool = False  # it waits for somebody else than the coordinator
    by_first_meeting: bool = False  # of the steering group in the year


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the budget year: done, current, or still to come (empty)."""

    label: str
    state: str
    href: str = ""


def hindrances(view: YearView) -> list[Step]:
    """What must be done before the year can be closed."""
    place = [view.row.collaboration.slug, view.row.year]
    found = []
    if view.decided is None:
        found.append(Step(_("No budget is decided for the year.")))
    if view.outcome is None:
        found.append(Step(_("No outcome is read in."), reverse("books", args=place), keepers=True))
    elif not view.complete:
        words = _("The outcome is read in until %(day)s only. The whole year is needed.")
        found.append(
            Step(words % {"day": date_format(view.outcome.through)}, reverse("books", args=place), keepers=True)
        )
    if view.unmapped:
        found.append(Step(_without_line(view), reverse("budget-year", args=place) + "#unmapped"))
    if view.opening is None:
        found.append(Step(_("The budget has no opening balance.")))
    for line in view.unexplained:
        words = _("“%(line)s” strays from its budget and is not explained.") % {"line": line.label}
        found.append(Step(words, reverse("line-explain", args=[*place, line.side, line.key]), keepers=True))
    return found


def statement(view: YearView) -> dict[str, Any]:
    """The year line by line, as it is frozen."""
    return {
        "budget_opening": view.budget_opening,
        "lines": [
            {
                "side": line.side,
                "key": line.key,
                "label": line.label,
                "budget": line.budget,
                "outcome": line.outcome or 0,
                "forecast": line.forecast,
                "explanation": line.why,
            }
            for line in view.lines
        ],
    }


def stages(view: YearView) -> list[Stage]:
    """Proposal, decided, revised, forecast, outcome, closing accounts: what is there, and what comes next."""
    place = [view.row.collaboration.slug, view.row.year]
    proposal = next(iter(view.proposals), None)
    there = [
        (
            pgettext("budget", "Proposal"),
            bool(view.proposals or view.decided),
            proposal.get_absolute_url() if proposal else "",
        ),
        (
            pgettext("budget", "Decided"),
            view.decided is not None,
            view.decided.get_absolute_url() if view.decided else "",
        ),
        (
            pgettext("budget", "Revised"),
            view.revised is not None,
            view.revised.get_absolute_url() if view.revised else "",
        ),
        (_("Forecast"), any(line.forecast is not None for line in view.lines), ""),
        (_("Outcome"), view.outcome is not None, ""),
        (_("Closing accounts"), bool(view.closing), reverse("year-close", args=place) if view.closing else ""),
    ]
    latest = max((number for number, (_label, done, _href) in enumerate(there) if done), default=-1)
    return [
        Stage(label, "done" if done else "current" if number == latest + 1 else "", href)
        for number, (label, done, href) in enumerate(there)
    ]


def next_steps(view: YearView, *, today: date) -> list[Step]:
    """What the coordinator is asked to do now, the most pressing first."""
    place = [view.row.collaboration.slug, view.row.year]
    if view.closing:
        if view.closing.approved_at is None:
            return [
                Step(_("The chair of the steering group approves the closing accounts."), _closing(place), others=True)
            ]
        return []
    found = [*_about_budget(view, today)]
    if view.decided and view.row.year <= today.year:
        found += _about_outcome(view, today, place)
    if view.complete and not hindrances(view):
        found.append(Step(_("Close the year: everything is in place."), _closing(place)))
    return found


def _about_budget(view: YearView, today: date) -> list[Step]:
    found = []
    proposal = next(iter(view.proposals), None)
    if proposal:
        words = _("The steering group decides the proposal in edition %(number)s.")
        found.append(Step(words % {"number": proposal.edition.number}, proposal.get_absolute_url(), others=True))
    elif view.decided is None:
        found.append(Step(_("Write the year's budget in the plan's draft.")))
    elif view.revised is None and view.row.year == today.year:
        said = view.before.closing_balance if view.before else None
        words = _("Revise the budget at the steering group's first meeting of the year.")
        if said is not None:
            words += " " + _("The year before closed with %(balance)s.") % {"balance": kr(said)}
        found.append(Step(words, view.decided.get_absolute_url(), by_first_meeting=True))
    return found


def _about_outcome(view: YearView, today: date, place: list[Any]) -> list[Step]:
    books = reverse("books", args=place)
    found = []
    if view.outcome is None:
        return [Step(_("Read in the outcome from the bookkeeping."), books, keepers=True)]
    behind = (today - view.outcome.through).days
    if not view.complete and behind > 45:
        words = _("The outcome is booked until %(day)s. Read in a newer export.")
        found.append(Step(words % {"day": date_format(view.outcome.through)}, books, keepers=True))
    if view.unmapped:
        found.append(Step(_without_line(view), "#unmapped"))
    if not view.complete and all(line.forecast is None for line in view.lines if line.side == Side.COST):
        found.append(Step(_("Write a forecast for the lines that will not keep their budget.")))
    for line in view.unexplained:
        words = _("Explain why “%(line)s” strays from its budget.") % {"line": line.label}
        found.append(Step(words, reverse("line-explain", args=[*place, line.side, line.key]), keepers=True))
    return found


def _without_line(view: YearView) -> str:
    count = len(view.unmapped)
    words = ngettext("%(count)s account has no budget line.", "%(count)s accounts have no budget line.", count)
    return words % {"count": count}


def _closing(place: list[Any]) -> str:
    return reverse("year-close", args=place)
