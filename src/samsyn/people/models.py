"""Collaborations (the tenants), organisations, persons, groups and who sits where from when till when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.collation import SWEDISH
from samsyn.kernel.models import Journaled
from samsyn.people.enums import GroupKind, OrganisationKind, Role


class Collaboration(Journaled):
    """A regional environmental collaboration. One installation hosts several; nothing is shared between them."""

    journaled = ("name", "county", "county_code", "about")
    personal = ()

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    county = models.CharField(_("county"), max_length=80, blank=True)
    county_code = models.CharField(_("county code"), max_length=2, blank=True)
    about = models.TextField(_("about"), blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("overview", args=[self.slug])


class Organisation(Journaled):
    journaled = (
        "kind",
        "name",
        "short_name",
        "code",
        "inhabitants",
        "inhabitants_on",
        "organisation_number",
        "invoice_reference",
        "website",
        "email",
        "phone",
    )
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    slug = models.SlugField(_("address"))
    name = models.CharField(_("name"), max_length=120, db_collation=SWEDISH)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    code = models.CharField(_("official code"), max_length=10, blank=True)
    inhabitants = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    inhabitants_on = models.DateField(_("inhabitants counted on"), null=True, blank=True)
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^\d{6}-\d{4}$", _("Write six figures, a hyphen and four figures."))],
    )
    invoice_reference = models.CharField(
        _("reference for invoices"),
        max_length=60,
        blank=True,
        help_text=_("What invoices to the organisation are to be marked with."),
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    class Meta:
        ordering = ["code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "slug"], name="organisation_address"),
            models.UniqueConstraint(
                fields=["collaboration", "code"],
                condition=~Q(code=""),
                name="organisation_code",
                violation_error_message=_("Another organisation has this official code."),
            ),
            models.CheckConstraint(
                name="organisation_count_has_date",
                violation_error_message=_(
                    "Give both the number of inhabitants and the day they were counted, or neither."
                ),
                condition=Q(inhabitants=None, inhabitants_on=None)
                | Q(inhabitants__isnull=False, inhabitants_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name where space is short."""
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.collaboration.slug, self.slug])

    def journal_context(self) -> Collaboration:
        return self.collaboration


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, Journaled):
    """Somebody in the phone book. A person whose `is_active` is set may log in; there are no passwords."""

    journaled = ("name", "email", "phone", "title", "organisation", "is_active", "language")
    personal = ("name", "email", "phone", "title", "organisation", "language", "last_login", "invited_at")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    name = models.CharField(_("name"), max_length=120, db_collation=SWEDISH)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    title = models.CharField(_("job title"), max_length=120, blank=True, help_text=_("What the person works as."))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name=_("organisation"),
    )
    language = models.CharField(
        _("language"), max_length=2, default="sv", choices=[("sv", "Svenska"), ("en", "English")]
    )
    is_active = models.BooleanField(_("may log in"), default=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower() if self.email else None

    def get_absolute_url(self) -> str:
        if self.organisation is None:
            return reverse("home")
        return reverse("person", args=[self.organisation.collaboration.slug, self.pk])

    def journal_context(self) -> Organisation | None:
        return self.organisation

    @cached_property
    def seats(self) -> list[Membership]:
        """Today's memberships, read once per request: all roles follow from them."""
        return list(self.memberships.current().select_related("group"))


class Group(Journaled):
    journaled = ("kind", "name", "mandate", "composition", "confidential", "convener", "ended_on")
    personal = ()

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(_("kind"), max_length=20, choices=GroupKind)
    slug = models.SlugField(_("address"))
    name = models.CharField(_("name"), max_length=120, db_collation=SWEDISH)
    mandate = models.TextField(_("mandate"), blank=True, help_text=_("What the group decides, prepares or does."))
    composition = models.TextField(_("composition"), blank=True, help_text=_("Who is meant to sit in it, in words."))
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Nobody outside the group can see that it exists.")
    )
    convener = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="convenes",
        verbose_name=_("convener"),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "slug"], name="group_address")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.collaboration.slug, self.slug])

    def journal_context(self) -> Collaboration:
        return self.collaboration


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> MembershipQuerySet:
        on = on or timezone.localdate()
        return self.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gte=on))


class Membership(Journaled):
    """A person's seat in a group, from a day till a day (both included)."""

    journaled = ("group", "person", "role", "represents", "starts", "ends")
    personal = ("person",)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("group"))
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    represents = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("represents"),
    )
    starts = models.DateField(_("from"), default=timezone.localdate)
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats in groups")
        ordering = ["group", "person"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_start",
                violation_error_message=_("The last day cannot come before the first."),
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
            ),
            models.UniqueConstraint(fields=["group", "person", "role", "starts"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"

    def journal_context(self) -> Group:
        return self.group
