"""The budget of one year, in whole öre.

The opening balance is a field of the budget and there is no kind of income line for it: it cannot be counted twice.
"""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.plan.enums import BudgetVersion, CostKind, IncomeKind, ShareKey, Side
from samsyn.plan.models.rows import Row


class Budget(Row):
    journaled = (
        "opening_balance", "reported_income", "reported_costs", "reported_surplus", "note", "share_key",
        "share_equal_percent", "own_shares", "archived_at",
    )  # fmt: skip

    year = models.PositiveSmallIntegerField(_("year"))
    version_kind = models.CharField(_("version"), max_length=20, choices=BudgetVersion, default=BudgetVersion.DECIDED)
    opening_balance = models.BigIntegerField(_("opening balance"), null=True, blank=True)
    reported_income = models.BigIntegerField(_("income as printed"), null=True, blank=True)
    reported_costs = models.BigIntegerField(_("costs as printed"), null=True, blank=True)
    reported_surplus = models.BigIntegerField(_("surplus as printed"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    share_key = models.CharField(_("shared by"), max_length=20, choices=ShareKey, default=ShareKey.EQUAL)
    share_equal_percent = models.PositiveSmallIntegerField(_("equal part, per cent"), default=50)
    # Pairs of a municipality's address and its share in hundredths of a per cent, in the planner's order.
    own_shares = models.JSONField(_("own shares"), default=list, blank=True)

    class Meta:
        ordering = ["year", "version_kind"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "year", "version_kind"], name="budget_once"),
            models.CheckConstraint(name="budget_equal_part", condition=Q(share_equal_percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.get_version_kind_display()} {self.year}"

    @property
    def called(self) -> str:
        return budget_title(self.version_kind, self.year, decided=self.edition.is_decided)

    def get_absolute_url(self) -> str:
        plan = self.edition.plan
        return reverse("budget", args=[plan.collaboration.slug, plan.key, self.edition.number, self.year])


def budget_title(version: str, year: int, *, decided: bool) -> str:
    """What a budget is called: until its edition is decided it is a proposal."""
    if decided:
        return f"{BudgetVersion(version).label} {year}"
    if version == BudgetVersion.REVISED:
        return gettext("Proposal for the revised budget %(year)s") % {"year": year}
    return gettext("Proposal for the budget %(year)s") % {"year": year}


class BudgetLine(Row):
    journaled = ("label", "kind", "amount", "note", "archived_at")

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    key = models.SlugField(max_length=80)
    label = models.CharField(_("line"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20)
    amount = models.BigIntegerField(_("amount"), null=True, blank=True, validators=[MinValueValidator(0)])
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "side", "key"], name="budget_line_key"),
            models.CheckConstraint(name="budget_line_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
            models.CheckConstraint(
                name="budget_line_kind_of_its_side",
                condition=Q(side=Side.INCOME, kind__in=IncomeKind.values) | Q(side=Side.COST, kind__in=CostKind.values),
            ),
        ]

    def __str__(self) -> str:
        return self.label
