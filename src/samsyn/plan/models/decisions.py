"""What goes before a decision, and the very text that was decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Person
from samsyn.plan.enums import Advice
from samsyn.plan.models.editions import Edition


class Recommendation(Journaled):
    """What the preparatory group says of an edition before the steering group decides."""

    journaled = ("advice", "words", "on")
    personal = ("by",)

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("edition")
    )
    advice = models.CharField(_("recommendation"), max_length=20, choices=Advice)
    words = models.TextField(_("recommendation in words"), blank=True)
    on = models.DateField(_("day"), default=timezone.localdate)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_advice_display()}: {self.edition}"

    def journal_context(self) -> Edition:
        return self.edition


class DecidedText(models.Model):
    """The plan file of a decided edition, byte for byte as it was when the decision was recorded.

    Its SHA-256 stands on the edition and in the journal. Placed days are not in it: they are set while the plan runs.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="decided_text", verbose_name=_("edition")
    )
    content = models.BinaryField(_("the decided text"))

    class Meta:
        verbose_name = _("decided text")
        verbose_name_plural = _("decided texts")

    def __str__(self) -> str:
        return str(self.edition)
