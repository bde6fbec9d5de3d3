"""The plan's pictures: what the plan says, handed to the chart makers. Each in a wide and a narrow shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samsyn.charts import (
    Amount,
    Compared,
    Ring,
    TimelineRow,
    WheelKey,
    WheelMark,
    budget_bars,
    outcome_bars,
    status_bar,
    timeline,
    wheel_keys,
    year_wheel,
)
from samsyn.plan.enums import ActivityKind, AreaKind, Side
from samsyn.plan.models import Edition
from samsyn.plan.queries.budgets import BudgetView
from samsyn.plan.queries.progress import Standing
from samsyn.plan.queries.year import Duty
from samsyn.plan.queries.year_view import YearView

WIDE, NARROW, PAPER = 960, 358, 640  # px

RINGS = {
    "areas": gettext_lazy("Development areas"),
    ActivityKind.BODY: gettext_lazy("Steering"),
    ActivityKind.NETWORK: gettext_lazy("Networks"),
    ActivityKind.MEETING: gettext_lazy("Meetings"),
    ActivityKind.DELIVERABLE: gettext_lazy("Deliverables"),
    ActivityKind.COMMUNICATION: gettext_lazy("Communication"),
    ActivityKind.VISIT: gettext_lazy("Visits"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    wide: SafeString
    narrow: SafeString


def area_timeline(
    edition: Edition, standings: Sequence[Standing], *, today: date | None, page: str = "area"
) -> Picture:
    """All areas and steps over the plan's years, with today's line; `page` is the address that the bars lead to."""
    rows = _bars(edition, standings, page)
    return both(lambda ident, width: _timeline(edition, rows, ident=ident, today=today, width=width), "timeline")


def printed_timeline(edition: Edition, standings: Sequence[Standing]) -> str:
    """The same on paper: no links, no today, no progress."""
    return _timeline(edition, _bars(edition, standings, ""), ident="timeline", today=None, width=PAPER)


def _bars(edition: Edition, standings: Sequence[Standing], page: str) -> list[TimelineRow]:
    return [
        TimelineRow(
            label=standing.area.title,
            code=standing.area.code,
            starts=standing.span.starts if standing.span else None,
            ends=standing.span.ends if standing.span else None,
            kind=_bar(standing.area.kind),
            status=("late" if standing.late else standing.status) if page == "area" else "",
            href=_row_address(edition, page, standing.area.code),
            time=standing.area.time,
        )
        for standing in standings
    ]


def _row_address(edition: Edition, page: str, code: str) -> str:
    where = [edition.plan.collaboration.slug, edition.plan.key]
    if page == "area":
        return reverse(page, args=[*where, edition.number, code])
    return reverse(page, args=[*where, code]) if page else ""


def _timeline(edition: Edition, rows: list[TimelineRow], *, ident: str, today: date | None, width: float) -> str:
    return timeline(
        rows,
        first=date(edition.plan.first_year, 1, 1),
        last=date(edition.plan.last_year, 12, 31),
        today=today,
        ident=ident,
        title=_("The development areas %(years)s") % {"years": edition.plan},
        description=_("Each area as a bar from its first to its last month. The same stands in the table below."),
        language=language(),
        width=width,
    )


def wheel(edition: Edition, duties: Sequence[Duty], year: int, *, today: date) -> tuple[Picture, list[WheelKey]]:
    """The year wheel: one ring for each kind of duty, and the list of what its numbers stand for."""
    rings = _rings(edition, duties)
    picture = both(
        lambda ident, width: year_wheel(
            rings,
            year=year,
            today=today if today.year == year else None,
            ident=ident,
            title=_("The year %(year)s") % {"year": year},
            description=_("Twelve months, one ring for each kind of duty. The same stands in the lists below."),
            language=language(),
            width=width,
        ),
        "wheel",
    )
    return picture, wheel_keys(rings, year)


def budget_picture(view: BudgetView) -> Picture:
    """Money in and out, from the opening to the closing balance."""
    return both(
        lambda ident, width: budget_bars(
            opening=view.row.opening_balance,
            income=[Amount(line.label, line.amount) for line in view.income],
            costs=[Amount(line.label, line.amount) for line in view.costs],
            ident=ident,
            title=view.row.called,
            description=_("From the opening balance over income and costs to the closing balance."),
            language=language(),
            width=width,
        ),
        f"budget-{view.row.pk}",
    )


def outcome_picture(view: YearView) -> Picture:
    """How far each line of the year has come, against its budget."""
    place = [view.row.collaboration.slug, view.row.year]
    lines = [
        Compared(
            label=line.label,
            budget=line.budget,
            outcome=line.outcome,
            forecast=line.forecast,
            group=str(Side(line.side).label if line.side == Side.INCOME else _("Costs")),
            href=reverse("budget-line", args=[*place, line.side, line.key]),
        )
        for line in view.lines
    ]
    return both(
        lambda ident, width: outcome_bars(
            lines,
            ident=ident,
            title=_("Budget, outcome and forecast %(year)s") % {"year": view.row},
            description=_("Each line's outcome and forecast as parts of its budget. The table below has the amounts."),
            language=language(),
            width=width,
        ),
        "outcome",
    )


def progress_bar(standings: Sequence[Standing]) -> SafeString:
    """How many areas stand where."""
    counts: dict[str, int] = defaultdict(int)
    for standing in standings:
        counts[standing.status] += 1
    return _safe(
        status_bar(
            counts,
            ident="progress",
            title=_("Progress of the development areas"),
            description=_("How many areas and steps stand where. The same stands in the table below."),
            language=language(),
        )
    )


def _rings(edition: Edition, duties: Sequence[Duty]) -> list[Ring]:
    address = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
    marks: dict[str, list[WheelMark]] = defaultdict(list)
    for duty in duties:
        if duty.kind == AreaKind.PROGRAMME:
            continue  # its steps stand there
        href = reverse("area" if duty.is_area else "activity", args=[*address, duty.code])
        stretches = [(day, day) for day in duty.on] or [(duty.starts, duty.ends)]
        ring = "areas" if duty.is_area else duty.kind
        marks[ring] += [WheelMark(duty.title, starts, ends, href) for starts, ends in stretches]
    return [Ring(str(label), marks[kind]) for kind, label in RINGS.items() if marks[kind]]


def _bar(kind: str) -> str:
    return str(kind) if kind in (AreaKind.PROGRAMME, AreaKind.STEP) else ""


def both(draw: Callable[[str, float], str], ident: str) -> Picture:
    return Picture(_safe(draw(ident, WIDE)), _safe(draw(f"{ident}-narrow", NARROW)))


def language() -> str:
    return get_language() or "sv"


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # the chart makers escape every text they are given
