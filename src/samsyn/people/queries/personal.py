"""Where personal data lies: found from what every model declares, so that export and erasure miss nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from samsyn.kernel.models import Event
from samsyn.people.models import Group, Person
from samsyn.people.queries.history import visible
from samsyn.people.rules import groups_visible_to

OURS = "samsyn."
# What third-party models hold about a person. Secrets (keys, tokens) are theirs too, but nobody is served by a copy.
FOREIGN = {
    "account.EmailAddress": ("email", "verified", "primary"),
    "mfa.Authenticator": ("type", "created_at", "last_used_at"),
    "socialaccount.SocialAccount": ("provider", "uid", "last_login", "date_joined"),
}


def linked() -> Iterator[tuple[type[models.Model], list[models.ForeignKey[Any, Any]]]]:
    """Every model of Samsyn's own that can name a person, with its keys to one; the journal apart, which has its own
    ways."""
    for model in apps.get_models():
        if model in (Event, Person) or not model._meta.app_config.name.startswith(OURS):
            continue
        if keys := [key for key in _keys(model) if key.related_model is Person]:
            yield model, keys


def outside() -> list[models.ForeignObjectRel]:
    """The relations to a person of models that are not Samsyn's own: log-in methods and the like."""
    return [
        relation
        for relation in Person._meta.related_objects
        if not relation.related_model._meta.app_config.name.startswith(OURS)
    ]


def events_about(person: Person) -> QuerySet[Event]:
    """The journal rows whose subject is the person or a row that points at the person."""
    about = Q(subject_type=Person._meta.label, subject_id=person.pk)
    for model, keys in linked():
        rows = model._default_manager.filter(_naming(person, keys)).values("pk")
        about |= Q(subject_type=model._meta.label, subject_id__in=rows)
    return Event.objects.filter(about)


@dataclass(frozen=True)
class Holding:
    """The rows of one model that name a person by one of its keys, and the fields that are told of them."""

    model: type[models.Model]
    rows: list[models.Model]
    fields: tuple[str, ...]


def holdings(person: Person, *, reader: Any, most: int | None = None) -> list[Holding]:
    """The person's own row first, then every other model that can name a person, with or without rows; of each model at
    `most` so many rows. Rows of confidential groups are left out unless the reader may see the group, and so are those
    that their model keeps from the reader (`told_to`).
    """
    held = [Holding(Person, [person], Person.personal)]
    for relation in outside():
        model = relation.related_model
        rows = model._default_manager.filter(**{relation.field.name: person})
        held.append(Holding(model, list(rows), FOREIGN[model._meta.label]))
    for model, keys in linked():
        names = dict.fromkeys((*getattr(model, "journaled", ()), *getattr(model, "personal", ())))
        told = [key.name for key in _keys(model) if key.name in names]
        rows = list(_rows(model, keys, person, reader).select_related(*told)[:most])
        for key in keys:
            fields = tuple(name for name in names if name != key.name)  # that it is this person goes without saying
            held.append(Holding(model, [row for row in rows if getattr(row, key.attname) == person.pk], fields))
    return held


def person_export(person: Person, *, reader: Any) -> dict[str, Any]:
    """All that is held about a person as plain values, by model; with the journal: what was done to the person's rows
    ("about"), and by the person ("by").
    """
    export: dict[str, Any] = {}
    for held in holdings(person, reader=reader):
        rows = export.setdefault(held.model._meta.label, [])
        rows += [{name: _plain(row, name) for name in held.fields} for row in held.rows]
    events = {"about": events_about(person), "by": Event.objects.filter(actor=person)}
    journal = {key: [_told(event) for event in visible(found, reader).order_by("pk")] for key, found in events.items()}
    return export | {"journal": journal}


def _rows(
    model: type[models.Model], keys: list[models.ForeignKey[Any, Any]], person: Person, reader: Any
) -> QuerySet[Any]:
    rows = model._default_manager.filter(_naming(person, keys))
    if told_to := getattr(model, "told_to", None):
        rows = rows.filter(told_to(reader))
    for key in _keys(model):
        if key.related_model is Group:
            rows = rows.filter(**{f"{key.name}__in": groups_visible_to(reader)})
    return rows


def _naming(person: Person, keys: list[models.ForeignKey[Any, Any]]) -> Q:
    return Q(*((key.name, person) for key in keys), _connector=Q.OR)


def _keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    return [key for key in model._meta.fields if isinstance(key, models.ForeignKey)]


def _plain(row: models.Model, name: str) -> Any:
    """A field as JSON can hold it (dates are left to the encoder); another row by its name."""
    value = getattr(row, name)
    return str(value) if isinstance(value, models.Model) else value


def _told(event: Event) -> dict[str, Any]:
    return {"at": event.at, "verb": event.verb, "what": event.label, "changes": event.changes}
