"""How the host's bookkeeping is read: what in it is the collaboration's own, and which budget line its accounts are."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration
from samsyn.plan.enums import Side


class Bookkeeping(Journaled):
    """A collaboration's ways with its bookkeeping. It is kept from year to year."""

    journaled = ("ours", "all_ours", "limit_percent", "limit_amount")
    personal = ()

    collaboration = models.OneToOneField(Collaboration, on_delete=models.PROTECT, related_name="bookkeeping")
    # Pairs of dimension and object, e.g. ["6", "4410"]: what carries one of them is the collaboration's.
    ours = models.JSONField(_("ours"), default=list, blank=True)
    all_ours = models.BooleanField(_("the whole bookkeeping is ours"), default=False)
    limit_percent = models.PositiveSmallIntegerField(_("limit, per cent"), default=10)
    limit_amount = models.BigIntegerField(_("limit, kronor"), default=10_000_00, validators=[MinValueValidator(0)])

    class Meta:
        constraints = [models.CheckConstraint(name="bookkeeping_limit", condition=Q(limit_amount__gte=0))]

    def __str__(self) -> str:
        return str(self.collaboration)

    def journal_context(self) -> Collaboration:
        return self.collaboration


class AccountRule(Journaled):
    """Accounts, and the objects they carry, that belong to a budget line. The first rule that fits decides."""

    journaled = ("first_account", "last_account", "carries", "side", "line", "archived_at")
    personal = ()

    bookkeeping = models.ForeignKey(Bookkeeping, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    first_account = models.PositiveIntegerField(_("from account"), validators=[MaxValueValidator(2_000_000_000)])
    last_account = models.PositiveIntegerField(_("to account"), validators=[MaxValueValidator(2_000_000_000)])
    carries = models.JSONField(_("objects"), default=list, blank=True)  # pairs of dimension and object, all needed
    side = models.CharField(_("side"), max_length=10, choices=Side)
    line = models.SlugField(_("line"), max_length=80)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="account_rule_in_order",
                violation_error_message=_("The last account cannot come before the first."),
                condition=Q(last_account__gte=F("first_account")),
            ),
        ]

    def __str__(self) -> str:
        return self.accounts

    @property
    def accounts(self) -> str:
        if self.first_account == self.last_account:
            return str(self.first_account)
        return f"{self.first_account}–{self.last_account}"

    def journal_context(self) -> Collaboration:
        return self.bookkeeping.collaboration
