"""What came over from the last plan, and what still has to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.plan.enums import OUT, RowKind, Verdict
from samsyn.plan.models import Carrying, Edition, FollowUp, Plan
from samsyn.plan.queries.lifecycle import former_plan
from samsyn.plan.queries.progress import latest_reports, reports_of
from samsyn.plan.queries.rows import page_of

GOES_ON = (Verdict.CONTINUE, Verdict.CHANGE)


@dataclass(frozen=True, slots=True)
class Carried:
    """A row that came over: where it stood last, and whether it stands in the plan now."""

    carrying: Carrying
    report: FollowUp | None
    stands: bool
    href: str

    @property
    def is_asked(self) -> bool:
        """There is no answer, or the row was brought back after it had been taken out."""
        return self.stands and self.carrying.verdict not in GOES_ON


def carried(edition: Edition) -> list[Carried]:
    """Every row that came over, in the plan's order."""
    rows = list(edition.carried.select_related("answered_by"))
    former = edition.carried_from.plan if rows and edition.carried_from else None
    reports = latest_reports(former) if former else {}
    standing = _standing(edition) if rows else set()
    for row in rows:
        row.edition = edition
    return [
        Carried(
            carrying=row,
            report=reports.get(row.code) if row.kind == RowKind.AREA else None,
            stands=(row.kind, row.code) in standing,
            href=page_of(edition, row.kind, row.code),
        )
        for row in rows
    ]


def still_asked(edition: Edition) -> list[Carrying]:
    """The rows that stand in the plan and that nobody has said of what becomes of them."""
    rows = list(edition.carried.exclude(verdict__in=GOES_ON))
    standing = _standing(edition) if rows else set()
    return [row for row in rows if (row.kind, row.code) in standing]


def ended(edition: Edition) -> list[Carrying]:
    """What was done or dropped when the plan was carried over, and has not been brought back."""
    rows = list(edition.carried.filter(verdict__in=OUT).select_related("answered_by"))
    standing = _standing(edition) if rows else set()
    return [row for row in rows if (row.kind, row.code) not in standing]


def earlier_reports(plan: Plan, code: str) -> tuple[Plan | None, list[FollowUp]]:
    """The plan before, and what was said there of the row with this code."""
    former = former_plan(plan)
    return former, list(reports_of(former, code)[:3]) if former else []


def _standing(edition: Edition) -> set[tuple[str, str]]:
    areas = edition.area_set.filter(archived_at=None).values_list("code", flat=True)
    activities = edition.activity_set.filter(archived_at=None).values_list("code", flat=True)
    return {(RowKind.AREA, code) for code in areas} | {(RowKind.ACTIVITY, code) for code in activities}
