"""A document that is being made a plan: what was read out of it, waiting for a person. No plan holds any of it yet."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration
from samsyn.plan.enums import CellState, IntakeStatus, TextState
from samsyn.plan.models.editions import Edition


def _address(intake: Any, name: str) -> str:
    """Where a file lies: under a name that nobody can guess, without the one it came with."""
    return f"intakes/{intake.folder}/{name}"


class Intake(Journaled):
    """One document that was handed in. `claimed_until` and `attempts` are its lease, `done` of `of` how far it is."""

    journaled = ("name", "status", "reason", "archived_at")
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="intakes")
    name = models.CharField(_("document"), max_length=200)
    folder = models.UUIDField(default=uuid4, editable=False)
    original = models.FileField(upload_to=_address, max_length=200)
    read_text = models.FileField(upload_to=_address, max_length=200, blank=True)  # the document as JSON of docread
    size = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=20, choices=IntakeStatus, default=IntakeStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=30, blank=True)  # why it cannot be read: samsyn.docread.Reason
    detail = models.CharField(max_length=300, blank=True)
    rows = models.JSONField(default=list, blank=True)  # [number, kind, parent] of plandoc.intake, in order
    notices = models.JSONField(default=list, blank=True)  # [Swedish, English]
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="intake_refused_has_reason",
                condition=Q(status="refused", reason__gt="") | (~Q(status="refused") & Q(reason="")),
            ),
            models.CheckConstraint(
                name="intake_made_has_edition",
                condition=Q(status="made", edition__isnull=False) | (~Q(status="made") & Q(edition=None)),
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="waiting"), name="intake_waiting")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.collaboration.slug, self.pk])

    def journal_context(self) -> Collaboration:
        return self.collaboration

    @property
    def is_open(self) -> bool:
        """Whether somebody can work with what was read."""
        return self.status == IntakeStatus.READY and self.archived_at is None


class IntakePart(Journaled):
    """A piece of an intake that a person decides on."""

    personal = ()

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    block = models.IntegerField(default=-1)  # the first piece of the document that it came from; -1 = none
    cell = models.IntegerField(default=-1)
    page = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def journal_context(self) -> Intake:
        return self.intake

    @property
    def collaboration_id(self) -> int:
        return self.intake.collaboration_id


class IntakeCell(IntakePart):
    """One field of one row of the plan to be. `read_words` is what was read and never changes."""

    journaled = ("words", "status")

    row = models.PositiveIntegerField()
    field = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    read_words = models.TextField(blank=True)
    original = models.TextField(blank=True)  # the pieces of the document that it came from
    why = models.CharField(max_length=20, blank=True)  # samsyn.plandoc.intake.Why
    status = models.CharField(max_length=20, choices=CellState)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["intake", "row", "field"], name="intake_cell_once")]
        indexes = [models.Index(fields=["intake", "status"], name="intake_cell_status")]

    def __str__(self) -> str:
        return f"{self.field}: {self.words}"[:80]


class IntakeText(IntakePart):
    """A piece of the document that has no place in the plan, until somebody gives it one or drops it."""

    journaled = ("status",)

    text = models.TextField()
    label = models.CharField(max_length=300, blank=True)  # the heading of its column
    row = models.IntegerField(default=-1)  # the row that it stands by
    aside = models.BooleanField(default=False)  # page headers and the like
    status = models.CharField(max_length=20, choices=TextState, default=TextState.OPEN)
    placed_in = models.ForeignKey(IntakeCell, on_delete=models.PROTECT, null=True, blank=True, related_name="texts")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="intake_text_placed_somewhere",
                condition=Q(status="placed", placed_in__isnull=False) | (~Q(status="placed") & Q(placed_in=None)),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
