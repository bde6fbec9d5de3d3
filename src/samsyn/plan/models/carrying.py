"""What the last plan left to the next: each of its rows is asked whether it goes on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Person
from samsyn.plan.enums import RowKind, Verdict
from samsyn.plan.models.editions import Edition


class Carrying(Journaled):
    """An area or activity that came over from the last plan, and what becomes of it: that it goes on, perhaps changed,
    or that it is done or dropped, for a reason. The row keeps its code."""

    journaled = ("kind", "code", "title", "verdict", "reason")
    personal = ("answered_by",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="carried", verbose_name=_("edition"))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[(RowKind.AREA, RowKind.AREA.label), (RowKind.ACTIVITY, RowKind.ACTIVITY.label)],
    )
    code = models.SlugField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    verdict = models.CharField(_("what becomes of it"), max_length=20, choices=Verdict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("row carried over")
        verbose_name_plural = _("rows carried over")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "code"], name="carried_once"),
            models.CheckConstraint(
                name="carried_verdict_has_its_time",
                condition=Q(verdict="", reason="", answered_by=None, answered_at=None)
                | Q(verdict__gt="", answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="carried_end_has_reason", condition=~Q(verdict__in=["done", "drop"]) | Q(reason__gt="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def journal_context(self) -> Edition:
        return self.edition
