"""The plan checks itself: a catalogue of small checks over a plan, each with a code, words and a remedy.

`check` runs them all, `report` tells of each whether it found something, passed, or had nothing to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.plandoc.frameworks import Framework
from samsyn.plandoc.model import Plan

from . import (
    budget,
    budget_cover,
    capacity,
    frameworks,
    goals,
    governance,
    order,
    parties,
    people,
    periods,
    references,
    responsibilities,
    texts,
)
from .context import Context
from .model import REGISTER, SEVERITIES, Check, Finding, Found, Quote, Row, Severity, severity_word
from .wording import field_name

__all__ = [
    "CATALOGUE",
    "Check",
    "Finding",
    "Outcome",
    "Quote",
    "Row",
    "Severity",
    "check",
    "field_name",
    "report",
    "severity_word",
]

# The modules are imported for their checks, which enter the register as they are defined.
TOPICS = (
    budget,
    budget_cover,
    periods,
    order,
    responsibilities,
    parties,
    goals,
    texts,
    capacity,
    governance,
    people,
    references,
    frameworks,
)

CATALOGUE: tuple[Check, ...] = tuple(REGISTER[code] for code in sorted(REGISTER))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check came to. It passed when it applied and found nothing."""

    check: Check
    applies: bool
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return self.applies and not self.findings


def report(plan: Plan, *, today: date | None = None, frameworks: Sequence[Framework] = ()) -> tuple[Outcome, ...]:
    """Every check of the catalogue with what it found, in the order of their codes.

    `frameworks` are what plans build on, such as the national strategy: without them nothing is said of that.
    """
    return _report(Context(plan, today=today, frameworks=frameworks))


def _report(context: Context) -> tuple[Outcome, ...]:
    outcomes = []
    for item in CATALOGUE:
        applies = item.applies(context)
        findings = tuple(_finding(context, item, found) for found in item.function(context)) if applies else ()
        outcomes.append(Outcome(item, applies, findings))
    return tuple(outcomes)


def check(plan: Plan, *, today: date | None = None, frameworks: Sequence[Framework] = ()) -> tuple[Finding, ...]:
    """All findings: errors first, then by code, then in the order of the plan's rows."""
    context = Context(plan, today=today, frameworks=frameworks)
    findings = [finding for outcome in _report(context) for finding in outcome.findings]
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                SEVERITIES.index(finding.severity),
                finding.code,
                context.place(finding.rows[0]),
            ),
        )
    )


def _finding(context: Context, item: Check, found: Found) -> Finding:
    rows = tuple(dict.fromkeys(found.rows))
    fingerprint = context.fingerprint(item.code, rows, found.mark)
    return Finding(item.code, item.severity, rows, found.quotes, found.params, fingerprint, found.variant)
