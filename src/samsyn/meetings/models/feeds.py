"""Secret addresses that calendars read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.people.models import Group, Person
from samsyn.people.rules import groups_visible_to


class Feed(models.Model):
    """A person's own calendar address: of what the person is invited to, or of one group's meetings.

    Only a hash of the secret is kept. It shows what the person may see when it is read, and nothing once it is revoked.
    """

    personal = ("person", "group", "made_at", "revoked_at")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.group or self.person)

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(group=None) | Q(group__in=groups_visible_to(reader))
