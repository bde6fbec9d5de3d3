"""What is said of an edition: at its rows, and as a list that an address narrows down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from samsyn.people.models import Organisation
from samsyn.plan.enums import RowKind
from samsyn.plan.models import Comment, Edition, Row
from samsyn.plan.queries.rows import key_of, kind_of

PLAN_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(RowKind)), output_field=IntegerField()
)


def standing(edition: Edition) -> QuerySet[Comment]:
    """Those that are not taken back, in the plan's order."""
    found = Comment.objects.filter(edition=edition, archived_at=None)
    found = found.select_related("by", "organisation", "answered_by")
    return found.order_by(PLAN_ORDER, Length("key"), "key", "at", "pk")


def asked_for(edition: Edition, asked: Mapping[str, str]) -> QuerySet[Comment]:
    """As an address asks: `show` is "unanswered" or "answered", `row` is kind:key, `organisation` an address."""
    found = standing(edition)
    if asked.get("show") == "unanswered":
        found = found.filter(answer="")
    elif asked.get("show") == "answered":
        found = found.exclude(answer="")
    if asked.get("row"):
        kind, _colon, key = asked["row"].partition(":")
        found = found.filter(kind=kind, key=key)
    if asked.get("organisation"):
        found = found.filter(organisation__slug=asked["organisation"])
    return found


def of_row(row: Row | Edition) -> list[Comment]:
    found = list(standing(row.edition).filter(kind=kind_of(row), key=key_of(row)))
    for comment in found:
        comment.edition = row.edition
    return found


def count(rows: Iterable[Any], edition: Edition) -> None:
    """Note on each row how many comments there are on it (`said`), in one query for all."""
    counted = Comment.objects.filter(edition=edition, archived_at=None).order_by().values_list("kind", "key")
    numbers = {(kind, key): number for kind, key, number in counted.annotate(Count("pk"))}
    for row in rows:
        row.row_kind, row.row_key = kind_of(row), key_of(row)
        row.said = numbers.get((row.row_kind, row.row_key), 0)


def unanswered(edition: Edition) -> QuerySet[Comment]:
    return standing(edition).filter(answer="")


def commented_rows(edition: Edition) -> list[tuple[str, str]]:
    """kind:key and name of every row that something is said of, in the plan's order."""
    rows = standing(edition).values_list("kind", "key", "about")
    return list({f"{kind}:{key}": about for kind, key, about in rows}.items())


def commenting_organisations(edition: Edition) -> QuerySet[Organisation]:
    said = Comment.objects.filter(edition=edition, archived_at=None).exclude(organisation=None)
    return Organisation.objects.filter(pk__in=said.values("organisation"))
