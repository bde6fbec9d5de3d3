"""The journal: audit trail and outbox in one. Every action leaves exactly one row."""

from __future__ import annotations

import json
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Journaled(models.Model):
    """A row whose fields are followed in the journal and guarded against overwriting.

    `journaled` names the fields that are followed; `version` counts the row's changes, so that a form can say which
    state of the row it was filled in from. `personal` declares which fields hold personal data. A model whose rows are
    not for everybody who may read of their person says so in a static method `told_to(reader)`, a Q.
    """

    journaled: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def state(self) -> dict[str, Any]:
        """The followed fields, as plain values that JSON can hold."""
        values = {name: self.followed(name).value_from_object(self) for name in self.journaled}
        plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
        return plain

    def followed(self, name: str) -> models.Field[Any, Any]:
        """The field of that name; followed fields are columns of the row, never relations from elsewhere."""
        return cast("models.Field[Any, Any]", self._meta.get_field(name))

    def journal_context(self) -> models.Model | None:
        """The thing this row is a part of (an area's edition, a membership's group), if it is a part of something."""
        return None


class Event(models.Model):
    """One action that somebody did: verb, who, on what, from what to what, when.

    `changes` is {field: [before, after]}; a created row has null before. Handlers work through rows whose
    `handled_at` is empty, under a lease (`claimed_until`), and try again after a failure.
    """

    personal: ClassVar[tuple[str, ...]] = ("changes", "label")

    verb = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(null=True)  # of the subject, after the action
    context_type = models.CharField(max_length=80, blank=True)
    context_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["context_type", "context_id", "-id"], name="event_context"),
            models.Index(fields=["id"], condition=Q(handled_at=None), name="event_unhandled"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"
