"""What the plan's checks have found, and what of it somebody has accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from samsyn.plan.enums import BudgetVersion
from samsyn.plan.models import Acknowledgement, Edition
from samsyn.plan.queries.editions import document
from samsyn.plan.queries.frameworks import frameworks
from samsyn.plandoc import checks
from samsyn.plandoc import model as doc


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the plan that a finding speaks of: its name, its page, and the words that stand there."""

    name: str
    href: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the reader's language, with its places and its acknowledgement if there is one."""

    finding: checks.Finding
    title: str
    message: str
    remedy: str
    explanation: str
    places: tuple[Place, ...]
    quotes: tuple[Place, ...]
    acknowledgement: Acknowledgement | None

    @property
    def copies(self) -> tuple[str, str] | None:
        """The two texts, where the finding is that one is a near-copy of the other."""
        is_copy = len(self.quotes) == 2 and self.finding.code in COPY_CHECKS
        return (self.quotes[0].text, self.quotes[1].text) if is_copy else None


@dataclass(frozen=True, slots=True)
class Alike:
    """What one check has found, once or in several places."""

    found: tuple[Shown, ...]

    @property
    def remedy(self) -> str:
        """What to do, where that is the same for all."""
        remedies = {shown.remedy for shown in self.found}
        return remedies.pop() if len(remedies) == 1 else ""


FEW = 4  # rows
COPY_CHECKS = {"PC15", "PC41"}


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding, and its acknowledgement if there is one."""

    finding: checks.Finding
    acknowledgement: Acknowledgement | None


@dataclass(frozen=True, slots=True)
class _Report:
    """What the checks came to, and what is looked up in it again and again."""

    outcomes: tuple[checks.Outcome, ...]
    of_row: Mapping[tuple[str, str], Sequence[checks.Finding]]  # by kind and code
    names: Mapping[tuple[str, str], str]  # what the rows are called


def outcomes(edition: Edition) -> tuple[checks.Outcome, ...]:
    """What every check came to, computed once per process, state of the edition and day."""
    return _report(edition).outcomes


def noticed(edition: Edition) -> list[Noticed]:
    """All findings, loud ones first, then by severity and code; not yet in words."""
    return _noticed(edition, [finding for outcome in outcomes(edition) for finding in outcome.findings])


def findings(edition: Edition) -> list[Shown]:
    """All findings in words."""
    return in_words(edition, noticed(edition))


def findings_of(edition: Edition, kind: str, code: str) -> list[Shown]:
    """The findings that speak of one row, in words."""
    return in_words(edition, _noticed(edition, _report(edition).of_row.get((kind, code), ())))


def own_and_shared(found: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    """Findings about a few rows, and those that many rows share: the latter say little about any one of them."""
    own = [shown for shown in found if len(shown.finding.rows) <= FEW]
    return own, [shown for shown in found if len(shown.finding.rows) > FEW]


def by_severity(shown: Sequence[Shown]) -> list[tuple[checks.Severity, list[Alike]]]:
    """Each severity that has any findings, the gravest first, with those of one check together."""
    sorted_out = [(severity, [s for s in shown if s.finding.severity == severity]) for severity in checks.Severity]
    return [(severity, _alike(found)) for severity, found in sorted_out if found]


def numbers(found: Sequence[Noticed], *, page: int) -> list[tuple[checks.Severity, int, int]]:
    """Each severity that has any of the findings: how many, and on which page of so many findings the first stands."""
    severities = [one.finding.severity for one in found]
    return [
        (severity, severities.count(severity), severities.index(severity) // page + 1)
        for severity in checks.Severity
        if severity in severities
    ]


def _alike(found: Sequence[Shown]) -> list[Alike]:
    return [Alike(tuple(same)) for _code, same in groupby(found, key=lambda shown: shown.finding.code)]


def passed(edition: Edition) -> list[tuple[str, str]]:
    """Code and words of every check that found nothing."""
    language = get_language() or "sv"
    return [(o.check.code, o.check.sound(language)) for o in outcomes(edition) if o.passed]


def in_words(edition: Edition, found: Iterable[Noticed]) -> list[Shown]:
    """The findings in the reader's language."""
    language = get_language() or "sv"
    plan, names = document(edition), _report(edition).names
    catalogue = {check.code: check for check in checks.CATALOGUE}

    @cache  # many findings speak of the same rows
    def place(row: checks.Row) -> Place:
        return _place(edition, plan, names, row)

    return [
        Shown(
            finding=finding,
            title=catalogue[finding.code].title(language),
            message=finding.message(language),
            remedy=finding.remedy(language),
            explanation=catalogue[finding.code].explanation(language),
            places=tuple(dict.fromkeys(place(row) for row in finding.rows)),
            quotes=tuple(replace(place(quote.row), text=quote.text) for quote in finding.quotes),
            acknowledgement=one.acknowledgement,
        )
        for one in found
        for finding in [one.finding]
    ]


def _noticed(edition: Edition, found: Sequence[checks.Finding]) -> list[Noticed]:
    acknowledged = {
        row.fingerprint: row for row in Acknowledgement.objects.filter(edition=edition).select_related("by")
    }
    order = {severity: place for place, severity in enumerate(checks.Severity)}
    both = [Noticed(finding, acknowledged.get(finding.fingerprint)) for finding in found]
    return sorted(both, key=lambda n: (n.acknowledgement is not None, order[n.finding.severity], n.finding.code))


def _place(edition: Edition, plan: doc.Plan, names: Mapping[tuple[str, str], str], row: checks.Row) -> Place:
    address = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
    whole = edition.get_absolute_url()
    name = names.get((row.kind, row.code), row.code)
    match row.kind:
        case "area" | "activity":
            return Place(name, reverse(row.kind, args=[*address, row.code]))
        case "goal":
            return Place(name, reverse("goal", args=[*address, int(row.code)]))
        case "section":
            return Place(name, f"{whole}#{row.code}")
        case "body":
            return Place(name, reverse("parties", args=address))
        case "budget" | "budget_line":
            return _budget_place(address, plan, row)
    return Place(plan.title, whole)


def _budget_place(address: list[object], plan: doc.Plan, row: checks.Row) -> Place:
    """The code of a budget is "2026-decided", of a line "2026-decided/KEY"."""
    code, _slash, key = row.code.partition("/")
    year, _dash, version = code.partition("-")
    budget = next(b for b in plan.budgets if (str(b.year), b.version) == (year, version))
    label = next((line.label for line in (*budget.income, *budget.costs) if line.key == key), "")
    name = f"{BudgetVersion(version).label} {year}"
    href = reverse("budget", args=[*address, budget.year])
    return Place(f"{name}: {label}" if label else name, href)


def _report(edition: Edition) -> _Report:
    return _remembered(edition.pk, edition.revision, timezone.localdate())


@lru_cache(maxsize=16)
def _remembered(pk: int, revision: UUID, today: date) -> _Report:  # the revision is part of the key: a new state
    edition = Edition.objects.select_related("plan__collaboration").get(pk=pk)
    plan = document(edition)
    found = checks.report(plan, today=today, frameworks=frameworks(edition.plan.collaboration_id))
    of_row: dict[tuple[str, str], list[checks.Finding]] = defaultdict(list)
    for outcome in found:
        for finding in outcome.findings:
            for place in dict.fromkeys((row.kind, row.code) for row in finding.rows):
                of_row[place].append(finding)
    return _Report(found, of_row, dict(_names(plan)))


def _names(plan: doc.Plan) -> Iterator[tuple[tuple[str, str], str]]:
    for area in plan.every_area():
        yield ("area", area.code), f"{area.code} {area.title}"
    for activity in plan.activities:
        yield ("activity", activity.code), f"{activity.code} {activity.title}"
    for goal in plan.goals:
        yield ("goal", str(goal.number)), f"{goal.number}. {goal.title}"
    for section in plan.sections:
        yield ("section", section.key), section.heading
    for body in plan.bodies:
        yield ("body", body.key), body.name
