"""What happens to a plan's rows while the plan runs. Kept by plan and code, across editions."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Person
from samsyn.plan.enums import Progress
from samsyn.plan.models.editions import Edition, Plan


class FollowUp(Journaled):
    """Where an area stands on a day, in the words of the one who reports."""

    journaled = ("code", "status", "comment", "on")
    personal = ("comment", "reported_by")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="follow_ups")
    code = models.SlugField(_("code"), max_length=20)
    status = models.CharField(_("status"), max_length=20, choices=Progress)
    comment = models.TextField(_("comment"), blank=True)
    on = models.DateField(_("as of"), default=timezone.localdate)
    reported_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("report on progress")
        verbose_name_plural = _("reports on progress")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["plan", "code", "-on", "-id"], name="follow_up_of_row")]

    def __str__(self) -> str:
        return f"{self.code} {self.get_status_display()}"

    def journal_context(self) -> Plan:
        return self.plan


class Placement(Journaled):
    """A day on which a recurring activity takes place."""

    journaled = ("code", "on")
    personal = ()

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="placements")
    code = models.SlugField(_("code"), max_length=20)
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["plan", "code", "on"], name="placement_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.on}"

    def journal_context(self) -> Plan:
        return self.plan


class Acknowledgement(Journaled):
    """A finding that somebody has seen and accepted with a reason. It holds as long as the fingerprint does."""

    journaled = ("check_code", "fingerprint", "reason")
    personal = ("by",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="acknowledgements")
    check_code = models.CharField(_("check"), max_length=10)
    fingerprint = models.CharField(_("mark of the finding"), max_length=64)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("acknowledged by")
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "fingerprint"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.check_code}: {self.reason}"

    def journal_context(self) -> Edition:
        return self.edition
