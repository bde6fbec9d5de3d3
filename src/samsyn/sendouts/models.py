"""The mail that is to be sent, and that has been."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Event
from samsyn.people.models import Person
from samsyn.sendouts.enums import kinds


class Mail(models.Model):
    """One mail to one person about one journal row. Its words are written when it is sent.

    `to` is emptied then: whom it went to follows from the person. A guest, who is in no phone book, is known by `name`
    and `to` alone, and keeps the latter. `claimed_until` and `attempts` are the lease of whoever is sending it.
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
