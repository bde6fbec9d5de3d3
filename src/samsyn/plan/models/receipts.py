"""Who has got a decided plan, and who has read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Organisation, Person
from samsyn.plan.models.editions import Edition


class Receipt(Journaled):
    """That a decided edition was sent to somebody for an organisation, opened, and read. `sent_at` is empty for those
    of the organisation who have read it without being written to."""

    journaled = ("sent_at", "opened_at", "confirmed_at")
    personal = ("person",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="receipts", verbose_name=_("edition"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed as read"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("receipt of a plan")
        verbose_name_plural = _("receipts of plans")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation", "person"], name="receipt_once"),
            models.CheckConstraint(
                name="receipt_read_is_opened", condition=Q(confirmed_at=None) | Q(opened_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition)

    def journal_context(self) -> Edition:
        return self.edition
