"""A budget year: what the bookkeeping says of it, what is expected of it, and how it was closed.

It belongs to the collaboration and the year, not to an edition: lines are found by side and key, which stay the same
from version to version and edition to edition.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration, Person
from samsyn.plan.enums import OutcomeSource, Side


class BudgetYear(Journaled):
    journaled = ("year",)
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="budget_years")
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "year"], name="budget_year_once")]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("budget-year", args=[self.collaboration.slug, self.year])

    def journal_context(self) -> Collaboration:
        return self.collaboration


class YearPart(Journaled):
    """Something that was said of a budget year."""

    year = models.ForeignKey(BudgetYear, on_delete=models.CASCADE)

    class Meta:
        abstract = True

    def journal_context(self) -> BudgetYear:
        return self.year


class Outcome(YearPart):
    """What was read in from the bookkeeping once. The latest is in force; those before it are kept as replaced."""

    journaled = ("source", "file_name", "through", "company", "count", "replaced_at")
    personal = ("read_by",)

    source = models.CharField(_("source"), max_length=10, choices=OutcomeSource)
    file_name = models.CharField(_("file"), max_length=200)
    company = models.CharField(_("whose bookkeeping"), max_length=200, blank=True)
    through = models.DateField(_("booked until"))
    count = models.PositiveIntegerField(_("rows in the file"))
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("read in by")
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year"], condition=Q(replaced_at=None), name="outcome_one_in_force"),
        ]

    def __str__(self) -> str:
        return self.file_name


class OutcomeAmount(models.Model):
    """The sum of an account, its objects and a month (0: not said), debit above zero. No texts, no vouchers."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="amounts")
    account = models.CharField(max_length=20, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    carries = models.JSONField(default=list, blank=True)
    month = models.PositiveSmallIntegerField(default=0)
    amount = models.BigIntegerField()
    words = models.CharField(max_length=200, blank=True)  # the budget line, as a table names it

    class Meta:
        ordering = ["account", "month", "pk"]
        constraints = [
            models.CheckConstraint(name="outcome_month", condition=Q(month__lte=12)),
            models.CheckConstraint(name="outcome_has_account_or_line", condition=~Q(account="", words="")),
        ]

    def __str__(self) -> str:
        return self.account or self.words


class LinePart(YearPart):
    """Something that was said of a line of the year. Later words stand beside earlier ones; nothing is overwritten."""

    side = models.CharField(_("side"), max_length=10, choices=Side)
    line = models.SlugField(_("line"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.line} {self.year}"


class Forecast(LinePart):
    """What a line is expected to be when the year is over."""

    journaled = ("side", "line", "amount", "on", "reason")
    personal = ("reason", "made_by")

    amount = models.BigIntegerField(_("expected for the whole year"))
    on = models.DateField(_("as of"), default=timezone.localdate)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["year", "side", "line", "-on", "-id"], name="forecast_of_line")]


class Explanation(LinePart):
    """Why a line strays from its budget."""

    journaled = ("side", "line", "text")
    personal = ("text", "written_by")

    text = models.TextField(_("explanation"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["year", "side", "line", "-id"], name="explanation_of_line")]


class ClosingAccounts(YearPart):
    """The year as it was closed: its statement never changes. One that was taken back is archived."""

    journaled = ("opening_balance", "closing_balance", "note", "approved_at", "archived_at")
    personal = ("closed_by", "approved_by")

    # What every line was budgeted, expected and came to, with its explanation; see actions.closing.
    statement = models.JSONField(default=dict)
    opening_balance = models.BigIntegerField(_("opening balance"))
    closing_balance = models.BigIntegerField(_("closing balance"))
    note = models.TextField(_("note"), blank=True)
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    archived_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("closing accounts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year"], condition=Q(archived_at=None), name="year_closed_once"),
            models.CheckConstraint(
                name="approved_is_not_taken_back", condition=Q(approved_at=None) | Q(archived_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
