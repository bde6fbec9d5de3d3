"""The needs as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.docrender import Sheet, Workbook
from samsyn.plan.queries.needs import Listed


def needs_workbook(listed: Sequence[Listed], *, language: str) -> Workbook:
    """One row for each need, in the order of the list."""
    rows = []
    for row in listed:
        need = row.need
        answered = timezone.localtime(need.concluded_at).date() if need.concluded_at else None
        rows.append(
            (
                need.number, need.title, need.why, need.get_support_display(), need.get_urgency_display(),
                need.concerns, need.organisation.name, timezone.localtime(need.brought_at).date(), len(row.behind),
                row.names, need.get_status_display(), answered, need.reason, need.area_code,
            )
        )  # fmt: skip
    header = (
        _("Number"), _("Need"), _("Why"), _("What would help"), _("How urgent"), _("Whom it concerns"),
        _("Whose need"), _("Brought"), _("Organisations behind it"), _("Which"), _("What became of it"),
        _("Answered on"), _("Words to those who brought it"), _("Area"),
    )  # fmt: skip
    sheet = Sheet(name=_("Needs"), header=header, rows=tuple(rows))
    return Workbook(title=_("Needs"), sheets=(sheet,), language="en" if language == "en" else "sv")
