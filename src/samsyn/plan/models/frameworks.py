"""What plans build on from outside: the national supervision strategy and the global goals, edition by edition.

Kept apart from the plans: an edition of a plan names an edition of a strategy by its key, and an area a focus area by
its key. The fields are those of `samsyn.plandoc.frameworks`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration
from samsyn.plan.enums import FrameworkKind


class Framework(Journaled):
    """A strategy or a set of goals."""

    journaled = ("name", "kind", "about")
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="frameworks")
    key = models.SlugField(_("address"), max_length=80, editable=False)
    name = models.CharField(_("strategy or set of goals"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=FrameworkKind, editable=False)
    about = models.TextField(_("about it"), blank=True)

    class Meta:
        verbose_name = _("strategy or set of goals")
        verbose_name_plural = _("strategies and sets of goals")
        ordering = ["-kind", "key"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "key"], name="framework_key")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework", args=[self.collaboration.slug, self.key])

    def journal_context(self) -> Collaboration:
        return self.collaboration

    @property
    def framework(self) -> Framework:
        """Itself: it is edited as its parts are."""
        return self


class FrameworkEdition(Journaled):
    journaled = ("name", "valid_from", "valid_until", "complete", "source", "archived_at")
    personal = ()

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="editions")
    key = models.SlugField(max_length=80, editable=False)
    name = models.CharField(_("edition"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Leave empty while no end is known.")
    )
    complete = models.BooleanField(
        _("all its focus areas are listed"),
        default=True,
        help_text=_("If not, nothing that is missing here is said to be gone."),
    )
    source = models.TextField(_("where this is known from"), blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("edition of a strategy")
        verbose_name_plural = _("editions of a strategy")
        ordering = ["-valid_from", "-key"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "key"], name="framework_edition_key"),
            models.CheckConstraint(
                name="framework_edition_days_in_order",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework-edition", args=[self.framework.collaboration.slug, self.framework.key, self.key])

    def journal_context(self) -> Framework:
        return self.framework


class Focus(Journaled):
    """A focus area of a strategy, or one of the global goals, in one edition. The key is the same in every edition."""

    journaled = ("name", "theme", "description", "aims", "takes_up", "source", "archived_at")
    personal = ()

    edition = models.ForeignKey(FrameworkEdition, on_delete=models.CASCADE, related_name="focuses")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    key = models.SlugField(max_length=80, editable=False)
    name = models.CharField(_("focus area or goal"), max_length=200)
    theme = models.CharField(_("belongs to"), max_length=200, blank=True)
    description = models.TextField(_("what it is about"), blank=True)
    aims = models.TextField(_("what it is to lead to"), blank=True)
    takes_up = models.JSONField(_("takes up from the edition before"), default=list, blank=True)
    source = models.TextField(_("where this is known from"), blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("focus area or goal")
        verbose_name_plural = _("focus areas and goals")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="focus_key")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.edition.get_absolute_url()}#{self.key}"

    def journal_context(self) -> Framework:
        return self.edition.framework

    @property
    def framework(self) -> Framework:
        return self.edition.framework
