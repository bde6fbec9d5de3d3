"""The mail that is to be sent and that has been, and who has been reminded of what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Event, Journaled
from samsyn.people.models import Person
from samsyn.sendouts.enums import Weekday, kinds


class Mail(models.Model):
    """One mail to one person about one journal row. Its words are written when it is sent.

    `to` is emptied then: whom it went to follows from the person. A guest, who is in no phone book, is known by `name`
    and `to` alone, and keeps the latter. `claimed_until` and `attempts` are the lease of whoever is sending it. In the
    demonstration nothing is sent: `copy` is the mail as it would have gone (subject, text, confidential).
    """

    personal: ClassVar[tuple[str, ...]] = ("person", "name", "to")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", verbose_name=_("about"))
    kind = models.CharField(_("kind"), max_length=40, choices=kinds)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    to = models.EmailField(_("e-mail"), blank=True)
    queued_at = models.DateTimeField(_("queued"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    copy = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mail from Samsyn")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "person"], name="mail_once"),
            models.UniqueConstraint(
                fields=["event", "kind", "to"], condition=Q(person=None), name="mail_to_guest_once"
            ),
            models.CheckConstraint(
                name="mail_to_person_or_guest", condition=Q(person__isnull=False, name="") | Q(person=None, name__gt="")
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(sent_at=None), name="mail_unsent")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.person or self.name}"


class ReminderChoice(Journaled):
    """When a person wants to be reminded, and whether also of what is no duty. Without one: Mondays, of everything."""

    journaled = ("weekday", "everything")
    personal = ("person", "weekday", "everything")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    weekday = models.PositiveSmallIntegerField(
        _("the week's reminder comes on"), choices=Weekday, default=Weekday.MONDAY
    )
    everything = models.BooleanField(_("also of what is no duty"), default=True)

    class Meta:
        verbose_name = _("choice of reminders")
        verbose_name_plural = _("choices of reminders")

    def __str__(self) -> str:
        return str(self.person)


class ReminderRun(Journaled):
    """A day on which those whose turn it was were reminded. `done_at` is set when all of them have been queued."""

    journaled = ("on",)
    personal = ()

    on = models.DateField(_("reminded on"), unique=True)
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("day of reminders")
        verbose_name_plural = _("days of reminders")
        ordering = ["-on"]

    def __str__(self) -> str:
        return str(self.on)


class Reminder(Journaled):
    """That a person was reminded in a week (as ISO 8601 writes it, 2026-W48), and of what: a line for each thing, as
    it stood then. What a confidential group alone knows of is kept from everybody but the person."""

    journaled = ("week", "on")
    personal = ("person", "on", "words")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    week = models.CharField(_("week"), max_length=8)
    on = models.DateField(_("reminded on"))
    words = models.TextField(_("reminded of"))
    confidential = models.BooleanField(_("confidential"), default=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-on", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="reminded_once_a_week")]

    def __str__(self) -> str:
        return f"{self.person} · {self.week}"

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(confidential=False) | Q(person=reader.pk)
