"""A plan period, and its editions: those that are decided, and perhaps one on its way there."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration, Group, Organisation, Person
from samsyn.plan.enums import EDITABLE, EditionStatus

UNDECIDED = Q(
    decided_at=None,
    decision_body="",
    decision_when="",
    decision_on=None,
    decision_paragraph="",
    decided_sha256="",
    sent_out_at=None,
)


class Plan(Journaled):
    """A plan period, e.g. 2026–2028. What it says stands in its editions."""

    journaled = ("key", "first_year", "last_year")
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="plans")
    key = models.SlugField(_("address"))
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))

    class Meta:
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "key"], name="plan_address"),
            models.CheckConstraint(name="plan_years_in_order", condition=Q(last_year__gte=F("first_year"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}–{self.last_year}"

    def journal_context(self) -> Collaboration:
        return self.collaboration


class Edition(Journaled):
    """One version of a plan: drafted, out for comments, proposed, decided. A decided edition is never changed again; a
    new one starts as its copy.

    `revision` names the state of everything in the edition; it is new after every change, so that what is computed
    from the edition can be cached by it.
    """

    journaled = (
        "status", "title", "vision", "comments_from", "comments_until", "comments_words", "proposed_at",
        "returned_because", "decision_body", "decision_when", "decision_on", "decision_paragraph", "decided_at",
        "decided_sha256", "sent_out_at",
    )  # fmt: skip
    personal = ("decided_by",)

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    status = models.CharField(
        _("status"), max_length=20, choices=EditionStatus, default=EditionStatus.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    vision = models.TextField(_("vision"), blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="carried_to"
    )
    comments_from = models.DateField(_("out for comments from"), null=True, editable=False)
    comments_until = models.DateField(_("comments wanted until"), null=True, editable=False)
    comments_words = models.TextField(_("what comments are wanted on"), blank=True, editable=False)
    asked_organisations = models.ManyToManyField(Organisation, related_name="+", editable=False)
    asked_groups = models.ManyToManyField(Group, related_name="+", editable=False)
    proposed_at = models.DateTimeField(_("proposed"), null=True, editable=False)
    returned_because = models.TextField(_("why it was returned"), blank=True, editable=False)
    decision_body = models.SlugField(_("decided by"), max_length=80, blank=True, editable=False)
    decision_when = models.CharField(_("decided when, in words"), max_length=100, blank=True, editable=False)
    decision_on = models.DateField(_("day of the decision"), null=True, editable=False)
    decision_paragraph = models.CharField(_("paragraph of the minutes"), max_length=20, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decision recorded"), null=True, editable=False)
    decided_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )
    decided_sha256 = models.CharField(
        _("mark of the decided text (SHA-256)"), max_length=64, blank=True, editable=False
    )
    sent_out_at = models.DateTimeField(_("sent out"), null=True, editable=False)
    revision = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number"),
            models.UniqueConstraint(fields=["plan"], condition=~Q(status="decided"), name="edition_one_undecided"),
            models.CheckConstraint(
                name="edition_status_has_its_times",
                condition=Q(UNDECIDED, status="draft", proposed_at=None)
                | Q(UNDECIDED, status="commenting", proposed_at=None, comments_until__isnull=False)
                | Q(UNDECIDED, status="proposal", proposed_at__isnull=False)
                | Q(status="decided", decided_at__isnull=False, decision_body__gt=""),
            ),
            models.CheckConstraint(
                name="edition_comments_have_both_days",
                condition=Q(comments_from=None, comments_until=None)
                | Q(comments_from__isnull=False, comments_until__isnull=False, comments_until__gte=F("comments_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.plan.collaboration.slug, self.plan.key, self.number])

    def journal_context(self) -> Plan:
        return self.plan

    @property
    def edition(self) -> Edition:
        """Itself: title and vision are edited as a row's fields are."""
        return self

    @property
    def is_decided(self) -> bool:
        return self.status == EditionStatus.DECIDED

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE
