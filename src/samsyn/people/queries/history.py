"""What has been changed, as words: who, when, which particular, from what to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samsyn.kernel.models import Event
from samsyn.people.enums import DONE
from samsyn.people.models import Group
from samsyn.people.rules import groups_visible_to

Names = dict[tuple[type[models.Model], Any], str]


LONG = 80  # characters


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Whether it needs room of its own."""
        return max(len(self.before), len(self.after)) > LONG or "\n" in self.before + self.after


@dataclass(frozen=True)
class Entry:
    """One action as a reader meets it. `by` is None where Samsyn itself acted."""

    done: str
    label: str
    by: Any
    at: datetime
    changes: list[Change]

    @property
    def short(self) -> list[Change]:
        return [change for change in self.changes if not change.is_long]

    @property
    def long(self) -> list[Change]:
        return [change for change in self.changes if change.is_long]


def of_people(events: QuerySet[Event]) -> QuerySet[Event]:
    """What this floor has words for; the floors above tell their own."""
    return events.filter(verb__in=DONE)


def visible(events: QuerySet[Event], user: Any) -> QuerySet[Event]:
    """Without what belongs to groups that the user may not see, and what a model keeps from the user (`told_to`)."""
    for model in apps.get_models():
        if told_to := getattr(model, "told_to", None):
            told = model._default_manager.filter(told_to(user)).values("pk")
            kept = model._default_manager.exclude(pk__in=told).values("pk")
            events = events.exclude(subject_type=model._meta.label, subject_id__in=kept)
    hidden = Group.objects.exclude(pk__in=groups_visible_to(user).values("pk")).values("pk")
    label = Group._meta.label
    return events.exclude(context_type=label, context_id__in=hidden).exclude(subject_type=label, subject_id__in=hidden)


def told(events: Iterable[Event], done: Mapping[str, Any] = DONE) -> list[Entry]:
    """The journal rows as words: what an action did is said as `done` has it, by verb. One query for each kind of row
    that is pointed at, however many events there are."""
    events = list(events)
    names = _names(events)
    return [
        Entry(
            done=str(done[event.verb]),
            label=event.label,
            by=event.actor,
            at=event.at,
            changes=list(_changes(event, names)),
        )
        for event in events
    ]


def said(field: models.Field[Any, Any], value: Any, names: Names | None = None) -> str:
    """A field's journaled value as a person would write it; empty where nothing is filled in."""
    if value is None or value == "":
        return ""
    if isinstance(field, models.ForeignKey):
        names = names or {(field.related_model, value): str(field.related_model._default_manager.get(pk=value))}
        return names.get((field.related_model, value), "")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, models.DateField):
        return _day(value)
    if isinstance(field, models.TimeField):
        return str(value)[:5]
    return formats.number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def words(row: models.Model, name: str) -> tuple[str, str]:
    """A field of a row that stands: its label and what it says."""
    field = row._meta.get_field(name)
    value = getattr(row, name)
    said_of_it = str(value or "") if isinstance(field, models.ForeignKey) else said(field, value)
    return capfirst(str(field.verbose_name)), said_of_it


def _day(value: Any) -> str:
    """A date, or a time as Swedish clocks showed it, from its text in the journal."""
    if len(text := str(value)) == len("2026-03-03"):
        return formats.date_format(date.fromisoformat(text))
    return formats.date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")


def _changes(event: Event, names: Names) -> Iterable[Change]:
    for field, (before, after) in _fields(event):
        change = Change(capfirst(str(field.verbose_name)), said(field, before, names), said(field, after, names))
        told_already = before is None and (after is False or change.after in event.label)
        if (change.before or change.after) and not told_already:
            yield change


def _fields(event: Event) -> Iterable[tuple[models.Field[Any, Any], list[Any]]]:
    """The changed fields with before and after; the journal also remembers fields that are no more."""
    model = apps.get_model(event.subject_type)
    fields = {field.name: field for field in model._meta.fields}
    told_of = [name for name in getattr(model, "journaled", ()) if name in event.changes and name in fields]
    return [(fields[name], event.changes[name]) for name in told_of]  # in the model's order: a database has its own


def _names(events: list[Event]) -> Names:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for event in events:
        for field, values in _fields(event):
            if isinstance(field, models.ForeignKey):
                wanted[field.related_model].update(value for value in values if value is not None)
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._default_manager.in_bulk(pks).items()
    }
