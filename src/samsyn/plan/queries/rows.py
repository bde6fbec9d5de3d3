"""A row of an edition by its kind and its stable key, as a comment names it."""

from __future__ import annotations

from django.urls import reverse

from samsyn.plan.enums import RowKind
from samsyn.plan.models import Activity, Area, Body, Budget, BudgetLine, Edition, Goal, Party, Row, Section

KINDS: dict[str, type[Row | Edition]] = {
    RowKind.EDITION: Edition,
    RowKind.SECTION: Section,
    RowKind.GOAL: Goal,
    RowKind.BODY: Body,
    RowKind.PARTY: Party,
    RowKind.AREA: Area,
    RowKind.ACTIVITY: Activity,
    RowKind.BUDGET: Budget,
    RowKind.LINE: BudgetLine,
}


def kind_of(row: Row | Edition) -> str:
    return next(kind for kind, model in KINDS.items() if isinstance(row, model))


def key_of(row: Row | Edition) -> str:
    """What names the row among its kind, in this edition and in those that begin as its copy."""
    match row:
        case Area() | Activity():
            return row.code
        case Goal():
            return str(row.number)
        case Budget():
            return f"{row.year}-{row.version_kind}"
        case BudgetLine():
            return f"{key_of(row.budget)}-{row.side}-{row.key}"
        case Section() | Body() | Party():
            return row.key
    return ""


def row_at(edition: Edition, kind: str, key: str) -> Row | Edition | None:
    """The row that stands in the edition under that kind and key."""
    if kind == RowKind.EDITION:
        return edition if not key else None
    match kind:
        case RowKind.AREA | RowKind.ACTIVITY:
            asked = {"code": key}
        case RowKind.GOAL:
            asked = {"number": key} if key.isdecimal() else {"number": None}
        case RowKind.BUDGET | RowKind.LINE:
            return _of_budget(edition, *key.split("-", 3))
        case RowKind.SECTION | RowKind.BODY | RowKind.PARTY:
            asked = {"key": key}
        case _:
            return None
    return _own(KINDS[kind], edition, **asked)


def page_of(edition: Edition, kind: str, key: str) -> str:
    """The page where the row is read."""
    where = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
    match kind:
        case RowKind.AREA | RowKind.ACTIVITY | RowKind.GOAL:
            return reverse(kind, args=[*where, key])
        case RowKind.BODY | RowKind.PARTY:
            return reverse("parties", args=where)
        case RowKind.BUDGET | RowKind.LINE:
            return reverse("budget", args=[*where, key.partition("-")[0]])
        case RowKind.SECTION:
            return f"{edition.get_absolute_url()}#{key}"
    return edition.get_absolute_url()


def _of_budget(
    edition: Edition, year: str, version: str = "", side: str = "", key: str = "", /
) -> Budget | BudgetLine | None:
    budget = _own(Budget, edition, year=year, version_kind=version) if year.isdecimal() else None
    if not side or not isinstance(budget, Budget):
        return budget
    line = budget.lines.filter(archived_at=None, side=side, key=key).select_related("budget").first()
    if line is not None:
        line.edition = edition
    return line


def _own(model: type, edition: Edition, **asked: str | None) -> Row | None:
    row = model._default_manager.filter(edition=edition, archived_at=None, **asked).first()
    if row is not None:
        row.edition = edition
    return row
