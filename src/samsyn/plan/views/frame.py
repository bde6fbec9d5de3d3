"""What every page of an edition shares: the edition at the address, what it says, and what the person may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.plan import rules
from samsyn.plan.models import Edition, Row
from samsyn.plan.queries import comments, editions
from samsyn.plan.queries.rows import key_of, kind_of
from samsyn.plandoc import model as doc

LONG = 50  # rows of a plan on one page
CHANGES = 50  # changes on one page


@dataclass(frozen=True, slots=True)
class Frame:
    request: HttpRequest
    edition: Edition
    document: doc.Plan

    def paged(self, rows: Sequence[Any] | QuerySet[Any], *, size: int = LONG) -> Page[Any]:
        return paged(self.request, rows, size=size)

    def comments_on(self, row: Row) -> dict[str, Any]:
        """What a row's page needs to show what is said of it; nothing for those who may not see it."""
        if not rules.may_work_with(self.request.user, self.edition):
            return {}
        said = comments.of_row(row)
        for comment in said:
            comment.may_change = rules.may_change_comment(self.request.user, comment)
        return {"comments": said, "row_kind": kind_of(row), "row_key": key_of(row)}

    def count_comments(self, *rows: Iterable[Row]) -> None:
        """Note on rows that stand in lists how many comments there are on each."""
        if rules.may_work_with(self.request.user, self.edition):
            comments.count(chain(*rows), self.edition)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        user = self.request.user
        shared = {
            "edition": self.edition,
            "document": self.document,
            "collaboration": self.edition.plan.collaboration,
            "may_edit": rules.may_edit(user, self.edition),
            "may_work_with": rules.may_work_with(user, self.edition),
            "may_comment": rules.may_comment(user, self.edition),
        }
        return render(self.request, template, shared | context, status=status)


def frame(request: HttpRequest, collaboration: str, plan: str, number: int) -> Frame:
    """Raises NotFound if the person may not see such an edition."""
    edition = editions.edition(request.user, collaboration=collaboration, plan=plan, number=number)
    return Frame(request, edition, editions.document(edition))


def paged(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], *, size: int = LONG) -> Page[Any]:
    """The part of a long list that the address asks for (`?page=`); short ones are whole."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
