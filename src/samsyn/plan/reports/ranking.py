"""A ranking round as a workbook: the order and why, the criteria, and, for those who may see them, the scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from samsyn.docrender import Sheet, Value, Workbook
from samsyn.plan.models import RankingRound
from samsyn.plan.queries.ranking_shown import Row


def ranking_workbook(ranking: RankingRound, rows: Sequence[Row], *, scores: bool, language: str) -> Workbook:
    """`scores`: also each member's levels, by name. Ask the rules first."""
    sheets = [_order(rows), _spread(rows), _criteria(ranking)]
    if scores:
        sheets.append(_scores(rows))
    return Workbook(title=str(ranking), sheets=tuple(sheets), language="en" if language == "en" else "sv")


def _order(rows: Sequence[Row]) -> Sheet:
    header = (
        _("Place"), _("Candidate"), _("Value"), _("Effort"), _("Value divided by effort"), _("Proposed place"),
        _("Why there"), _("Why it was moved"), _("What has become of it since"),
    )  # fmt: skip
    told: list[tuple[Value, ...]] = [
        (
            row.place, row.title, _rounded(row.value), _rounded(row.effort), _rounded(row.standing.quotient),
            row.proposed_place, row.because, row.candidate.reason, row.remark,
        )
        for row in rows
    ]  # fmt: skip
    return Sheet(name=_("Order"), header=header, rows=tuple(told))


def _spread(rows: Sequence[Row]) -> Sheet:
    header = (
        _("Candidate"), _("Criterion"), _("Median"), _("Lowest"), _("Highest"), _("Have judged"), _("Missing"),
        _("As Samsyn proposed"),
    )  # fmt: skip
    told: list[tuple[Value, ...]] = []
    for row in rows:
        for judged in row.judged:
            levels = judged.spread.levels
            told.append(
                (
                    row.title, judged.criterion.name, _rounded(judged.spread.median), levels[0] if levels else None,
                    levels[-1] if levels else None, judged.spread.n, judged.spread.missing, judged.followed,
                )
            )  # fmt: skip
    return Sheet(name=_("Spread"), header=header, rows=tuple(told))


def _criteria(ranking: RankingRound) -> Sheet:
    criteria = ranking.criteria.all()
    header = (_("Criterion"), _("What the member asks"), _("Weight"), _("Direction"), "1", "2", "3", "4", "5")
    told = [(c.name, c.question, c.weight, str(c.get_direction_display()), *map(str, c.levels)) for c in criteria]
    return Sheet(name=_("Criteria"), header=header, rows=tuple(told))


def _scores(rows: Sequence[Row]) -> Sheet:
    header = (_("Candidate"), _("Criterion"), _("Member of the group"), _("Level"), _("Level before the talk"))
    told: list[tuple[Value, ...]] = [
        (row.title, judged.criterion.name, str(given.person), given.level, given.first)
        for row in rows
        for judged in row.judged
        for given in judged.given
    ]
    note = _("An empty level means “cannot judge”, or that nothing was said.")
    return Sheet(name=_("Judgements"), header=header, rows=tuple(told), note=note)


def _rounded(figure: object) -> Decimal | None:
    return None if figure is None else Decimal(f"{float(figure):.3f}")  # type: ignore[arg-type]
