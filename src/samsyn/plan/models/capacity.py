"""How much joint work the inspectors can carry."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration
from samsyn.plandoc.capacity import AT_A_TIME

MOST = 20


class Capacity(Journaled):
    """How many joint efforts the inspectors of the collaboration can carry at the same time, and why so many."""

    journaled = ("at_a_time", "counts_others", "reason")
    personal = ()

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="capacity")
    at_a_time = models.PositiveSmallIntegerField(
        _("at the same time"), default=AT_A_TIME, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    counts_others = models.BooleanField(
        _("count guidance, training and exchange of experience as well"),
        default=True,
        help_text=_("They take time from the same inspectors. Otherwise only supervision campaigns are counted."),
    )
    reason = models.TextField(_("why so many"), blank=True)

    class Meta:
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        constraints = [
            models.CheckConstraint(name="capacity_at_a_time", condition=Q(at_a_time__gte=1, at_a_time__lte=MOST)),
        ]

    def __str__(self) -> str:
        return str(self.at_a_time)

    def journal_context(self) -> Collaboration:
        return self.collaboration
