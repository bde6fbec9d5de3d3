"""A row's fields in the words that people read: on its page, in its history, when two versions stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.kernel.models import Event, Journaled
from samsyn.plan.enums import Progress
from samsyn.plan.models import Activity, Area, Edition, Row
from samsyn.plan.queries.links import targets
from samsyn.plandoc import model as doc
from samsyn.timewords import parse

AREA_FIELDS = (
    "what", "aim", "partners", "parties", "time", "follow_up", "indicator", "responsible", "bodies", "goals",
    "global_goals", "focus_areas", "depends_on", "waits_for", "carried_over", "continues", "kind", "note",
)  # fmt: skip
ACTIVITY_FIELDS = (
    "purpose", "partners", "parties", "time", "responsible", "bodies", "group", "practical", "content", "goals",
    "confidential", "kind", "note",
)  # fmt: skip
# What a row need not have: shown only where there is something to show, or somebody who may fill it in.
OPTIONAL = {
    "indicator", "global_goals", "focus_areas", "depends_on", "waits_for", "carried_over", "continues", "note",
    "practical", "content", "confidential", "group",
}  # fmt: skip


DAYS = {"valid_from", "valid_until"}


@dataclass(frozen=True, slots=True)
class Word:
    """One of a field's values, with the page it leads to if there is one."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Particular:
    field: str
    label: str
    text: str = ""
    words: tuple[Word, ...] = ()
    remarks: tuple[str, ...] = ()  # how Samsyn has read it, where that is not evident

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.words


@dataclass(frozen=True, slots=True)
class Change:
    """A field that somebody changed, before and after, in words."""

    field: str
    label: str
    before: str
    after: str


def particulars(row: Area | Activity, document: doc.Plan, *, everything: bool) -> list[Particular]:
    """The fields of a row, in the order that a plan prints them; the empty optional ones only if `everything`."""
    fields = AREA_FIELDS if isinstance(row, Area) else ACTIVITY_FIELDS
    found = [_particular(row, name, row.state()[name], document) for name in fields]
    return [p for p in found if everything or not (p.is_empty and p.field in OPTIONAL)]


def changes(event: Event, model: type[Journaled], document: doc.Plan | None) -> Iterator[Change]:
    """What a journal row says, field by field, in words."""
    for field, (before, after) in event.changes.items():
        if field == "archived_at" and not issubclass(model, Row):
            continue  # what is taken out and brought back is told by the verb
        yield Change(
            field=field,
            label=_label(model, field),
            before=said(field, before, document),
            after=said(field, after, document),
        )


def said(field: str, value: Any, document: doc.Plan | None) -> str:
    """One value of a field as a person would say it."""
    if value is None or value in ("", []):
        return ""
    if field == "archived_at":
        return _("taken out of the plan")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_name(field, key, document) for key in value)
    if field in DAYS:
        return date_format(date.fromisoformat(str(value)))
    if field in ("kind", "status"):
        return str(dict(_choices()).get(value, value))
    return str(value)


def _particular(row: Area | Activity, field: str, value: Any, document: doc.Plan) -> Particular:
    label = _label(type(row), field)
    if isinstance(value, list):
        words = tuple(Word(_name(field, key, document), _href(field, key, row.edition)) for key in value)
        return Particular(field, label, words=words)
    if field == "group" and value:
        return Particular(field, label, text=_name("bodies", value, document))
    if field == "time" and value:
        read = parse(value)
        unread = tuple(_("Samsyn cannot read “%(words)s”.") % {"words": words} for words in read.unread)
        return Particular(field, label, text=value, remarks=unread + read.assumed)
    if value is False:
        return Particular(field, label)
    return Particular(field, label, text=said(field, value, document))


def _label(model: type[Journaled], field: str) -> str:
    if field == "archived_at":
        return _("Place in the plan")
    label = str(model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _name(field: str, key: Any, document: doc.Plan | None) -> str:
    known = targets(field, document) if document else None
    return known.get(key, str(key)) if known else str(key)


def _href(field: str, key: Any, edition: Edition) -> str:
    address = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
    if field == "depends_on":
        return reverse("area", args=[*address, key])
    if field == "goals":
        return reverse("goal", args=[*address, key])
    return ""


def _choices() -> Iterator[tuple[str, Any]]:
    yield from Area._meta.get_field("kind").flatchoices
    yield from Activity._meta.get_field("kind").flatchoices
    yield from Progress.choices
