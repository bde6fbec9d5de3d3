"""What organisations want help with: needs, who stands behind them, what is said of them, what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration, Organisation, Person
from samsyn.plan.enums import NeedStatus, Support, Urgency
from samsyn.plan.models.editions import Plan

UNANSWERED = Q(status=NeedStatus.OPEN, concluded_at=None, concluded_by=None, reason="")
ANSWERED = Q(concluded_at__isnull=False)
NO_AREA = Q(plan=None, area_code="")


class Need(Journaled):
    """A need or a wish of one organisation. It ends visibly: became an area, rests, was declined, or was merged.

    An adopted need points at a plan and a code, not at a row, so that the link lives on from edition to edition. A need
    that is merged into another keeps its own supports and comments; the one that remains is read together with them.
    """

    journaled = (
        "organisation", "title", "why", "support", "urgency", "concerns", "status", "reason", "merged_into", "plan",
        "area_code", "concluded_at", "concluded_by",
    )  # fmt: skip
    personal = ("brought_by", "concluded_by")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="needs")
    number = models.PositiveIntegerField(_("number"), editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="needs", verbose_name=_("whose need it is")
    )
    title = models.CharField(_("what you need, in a few words"), max_length=200)
    why = models.TextField(_("why it is needed"))
    support = models.CharField(_("what would help"), max_length=20, choices=Support)
    urgency = models.CharField(_("how urgent it is"), max_length=20, choices=Urgency)
    concerns = models.TextField(_("whom it concerns"), blank=True)
    brought_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("brought by")
    )
    brought_at = models.DateTimeField(_("brought"), default=timezone.now, editable=False)
    status = models.CharField(
        _("what became of it"), max_length=20, choices=NeedStatus, default=NeedStatus.OPEN, editable=False
    )
    reason = models.TextField(_("why, to those who need it"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("the need that it is one with"),
    )
    plan = models.ForeignKey(
        Plan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="needs",
        verbose_name=_("the plan with its area"),
    )
    area_code = models.SlugField(_("the area that it became"), max_length=20, blank=True, editable=False)
    concluded_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    concluded_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="need_number"),
            models.CheckConstraint(
                name="need_ends_in_one_way",
                condition=UNANSWERED & NO_AREA & Q(merged_into=None)
                | Q(status=NeedStatus.WAITING, merged_into=None) & ANSWERED & NO_AREA
                | Q(status=NeedStatus.DECLINED, merged_into=None, reason__gt="") & ANSWERED & NO_AREA
                | Q(status=NeedStatus.MERGED, merged_into__isnull=False) & ANSWERED & NO_AREA
                | Q(status=NeedStatus.ADOPTED, merged_into=None, plan__isnull=False, area_code__gt="") & ANSWERED,
            ),
            models.CheckConstraint(name="need_not_merged_into_itself", condition=~Q(merged_into=F("pk"))),
        ]
        indexes = [models.Index(fields=["plan", "area_code"], name="need_of_area")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("need", args=[self.collaboration.slug, self.number])

    def journal_context(self) -> Collaboration:
        return self.collaboration


class NeedSupport(Journaled):
    """Another organisation that says "we too". Taken back it is archived, and can be said again."""

    journaled = ("organisation", "note", "archived_at")
    personal = ("by", "note")

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="supports", verbose_name=_("need"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("said by")
    )
    at = models.DateTimeField(_("said"), default=timezone.now, editable=False)
    note = models.TextField(_("a few words"), blank=True)
    archived_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("organisation that says “we too”")
        verbose_name_plural = _("organisations that say “we too”")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["need", "organisation"], name="need_supported_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.need}"

    def journal_context(self) -> Need:
        return self.need


class NeedComment(Journaled):
    """What somebody says about a need. Its author can take it back, and say it again."""

    journaled = ("text", "archived_at")
    personal = ("by", "text")

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="comments", verbose_name=_("need"))
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    text = models.TextField(_("comment"))
    archived_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("comment on a need")
        verbose_name_plural = _("comments on needs")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.need)

    def journal_context(self) -> Need:
        return self.need
