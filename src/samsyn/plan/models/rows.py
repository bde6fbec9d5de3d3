"""What an edition consists of. The fields are those of `samsyn.plandoc.model`, one for one.

Links between rows (an area's goals, parties, bodies …) are kept as the stable keys that the plan file uses, in the
planner's order; `samsyn.plan.actions` refuses a key that the edition does not have.
"""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.enums import GroupKind, OrganisationKind
from samsyn.people.models import Group
from samsyn.plan.enums import ActivityKind, AreaKind
from samsyn.plan.models.editions import Edition


class Row(Journaled):
    """A row of an edition, in its place. A row that is taken out is archived, and can be brought back."""

    personal = ()

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def journal_context(self) -> Edition:
        return self.edition


class Section(Row):
    journaled = ("heading", "body", "archived_at")

    key = models.SlugField(_("address"), max_length=80)
    heading = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="section_key")]

    def __str__(self) -> str:
        return self.heading


class Goal(Row):
    journaled = ("title", "description", "archived_at")

    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("goal"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="goal_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Strategy(Row):
    journaled = ("name", "valid", "archived_at")

    key = models.SlugField(max_length=80)
    name = models.CharField(_("strategy"), max_length=200)
    valid = models.CharField(_("valid"), max_length=100, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="strategy_key")]

    def __str__(self) -> str:
        return self.name


class FocusArea(Row):
    journaled = ("name", "archived_at")

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="focus_areas")
    key = models.SlugField(max_length=80)
    name = models.CharField(_("focus area"), max_length=200)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="focus_area_key")]

    def __str__(self) -> str:
        return self.name


class Party(Row):
    journaled = ("name", "kind", "count", "code", "archived_at")

    key = models.SlugField(max_length=80)
    name = models.CharField(_("party"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    code = models.CharField(_("official code"), max_length=10, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="party_key")]

    def __str__(self) -> str:
        return self.name


class Body(Row):
    """A body as the plan speaks of it; `group` is the one with members, where there is one with the same key."""

    journaled = ("name", "kind", "mandate", "composition", "archived_at")

    key = models.SlugField(max_length=80)
    name = models.CharField(_("body"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=GroupKind)
    mandate = models.TextField(_("mandate"), blank=True)
    composition = models.TextField(_("composition"), blank=True)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "bodies"
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="body_key")]

    def __str__(self) -> str:
        return self.name


class Coded(Row):
    """A row with a code (U1, N5) that is its stable address."""

    code = models.SlugField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    partners = models.TextField(_("partners"), blank=True)
    parties = models.JSONField(_("parties"), default=list, blank=True)
    time = models.CharField(_("time"), max_length=300, blank=True)
    responsible = models.TextField(_("responsible"), blank=True)
    bodies = models.JSONField(_("responsible bodies"), default=list, blank=True)
    goals = models.JSONField(_("goals"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Area(Coded):
    journaled = (
        "title", "kind", "what", "aim", "partners", "parties", "time", "follow_up", "indicator", "responsible",
        "bodies", "goals", "global_goals", "focus_areas", "depends_on", "waits_for", "carried_over", "continues",
        "note", "archived_at",
    )  # fmt: skip

    programme = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="steps")
    kind = models.CharField(_("kind"), max_length=20, choices=AreaKind)
    what = models.TextField(_("what is to be done"), blank=True)
    aim = models.TextField(_("aim"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    indicator = models.TextField(
        _("indicator"),
        blank=True,
        help_text=_("What is measured, with where you start and where you want to be."),
    )
    global_goals = models.JSONField(_("global goals"), default=list, blank=True)
    focus_areas = models.JSONField(_("focus areas of the national strategy"), default=list, blank=True)
    depends_on = models.JSONField(_("depends on"), default=list, blank=True)
    waits_for = models.TextField(_("waits for"), blank=True)
    carried_over = models.BooleanField(_("carried over from an earlier plan"), default=False)
    continues = models.BooleanField(_("goes on after this plan"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="area_code"),
            models.CheckConstraint(
                name="area_step_has_programme",
                condition=Q(programme=None) & ~Q(kind="step") | Q(programme__isnull=False, kind="step"),
            ),
        ]

    def get_absolute_url(self) -> str:
        edition = self.edition
        return reverse("area", args=[edition.plan.collaboration.slug, edition.plan.key, edition.number, self.code])


class Activity(Coded):
    journaled = (
        "title", "kind", "purpose", "partners", "parties", "time", "responsible", "bodies", "group", "practical",
        "content", "goals", "confidential", "note", "archived_at",
    )  # fmt: skip

    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    purpose = models.TextField(_("purpose"), blank=True)
    group = models.SlugField(_("the body that meets"), max_length=80, blank=True)
    practical = models.TextField(_("sees to the practical side"), blank=True)
    content = models.TextField(_("sees to the content"), blank=True)
    confidential = models.BooleanField(_("meets in confidence"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="activity_code")]

    def get_absolute_url(self) -> str:
        edition = self.edition
        return reverse("activity", args=[edition.plan.collaboration.slug, edition.plan.key, edition.number, self.code])
