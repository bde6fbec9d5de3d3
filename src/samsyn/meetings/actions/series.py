"""Series: started, changed, put away and brought back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.meetings import rules
from samsyn.meetings.models import Series
from samsyn.people.models import Group


@action("meetings.start_series", allow=rules.may_arrange)
def start_series(group: Group, *, by: Any, **fields: Any) -> Series:
    """Start a series of a group's meetings."""
    series = Series(group=group, **fields)
    series.full_clean()
    series.save()
    return series


@action("meetings.revise_series", allow=rules.may_arrange_series)
def revise_series(series: Series, *, by: Any, version: int | None, **changes: Any) -> Series:
    if "archived_at" in changes:
        raise Invalid(_("This is not changed by hand."))
    apply(series, changes=changes, version=version)
    return series


@action("meetings.archive_series", allow=rules.may_arrange_series)
def archive_series(series: Series, *, by: Any) -> Series:
    """Put a series away. Its meetings stay as they are."""
    if series.archived_at:
        raise Conflict(_("The series is put away already."))
    return _set_archived(series, timezone.now())


@action("meetings.restore_series", allow=rules.may_arrange_series)
def restore_series(series: Series, *, by: Any) -> Series:
    if not series.archived_at:
        raise Conflict(_("The series is not put away."))
    return _set_archived(series, None)


def _set_archived(series: Series, at: Any) -> Series:
    series.archived_at = at
    series.version += 1
    series.save()
    return series
