"""Series by rule, meetings, and who is invited to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.collation import SWEDISH
from samsyn.kernel.models import Journaled
from samsyn.meetings.enums import Answer, InvitedAs, Setting, Status
from samsyn.people.models import Group, Organisation, Person
from samsyn.people.rules import groups_visible_to


class Series(Journaled):
    """Meetings of a group that recur by a rule, such as the plan gives it.

    `code` is that of the plan's activity, as text: meetings know no plan. In networks one organisation often answers
    for the content and another for the practical side.
    """

    journaled = (
        "name", "code", "rule", "start_time", "minutes", "setting", "convener", "hosts_rotate", "content_owner",
        "practical_owner", "notice_days", "archived_at",
    )  # fmt: skip
    personal = ()

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="series", verbose_name=_("group"))
    name = models.CharField(_("name"), max_length=120, db_collation=SWEDISH)
    code = models.SlugField(_("code in the plan"), max_length=20, blank=True)
    rule = models.CharField(_("how often"), max_length=300, blank=True)
    start_time = models.TimeField(_("begins at"))
    minutes = models.PositiveIntegerField(
        _("length in minutes"), validators=[MinValueValidator(10), MaxValueValidator(24 * 60)]
    )
    setting = models.CharField(_("how we meet"), max_length=20, choices=Setting)
    convener = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("convener")
    )
    hosts_rotate = models.BooleanField(_("the hosts take turns"), default=False)
    content_owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for the content"),
    )
    practical_owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for the practical side"),
    )
    notice_days = models.PositiveSmallIntegerField(_("days between invitation and meeting"), default=21)
    archived_at = models.DateTimeField(_("put away"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meeting-series", args=[self.group.collaboration.slug, self.pk])

    def journal_context(self) -> Group:
        return self.group

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(group__in=groups_visible_to(reader))


class Meeting(Journaled):
    """One meeting of a group: proposed, then planned (the invitation is sent), then held; or cancelled.

    `uid` and `sequence` are what calendars know it by: the first never changes, the second grows with every change
    that those invited are told of. `word` is what was last said to them about a change.
    """

    journaled = (
        "title", "starts", "ends", "setting", "place", "link", "host", "status", "notes", "word", "reason",
        "archived_at",
    )  # fmt: skip
    personal = ()

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("group"))
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("series")
    )
    title = models.CharField(_("name"), max_length=150)
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    setting = models.CharField(_("how we meet"), max_length=20, choices=Setting)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to the online meeting"), max_length=1000, blank=True)
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host")
    )
    notes = models.TextField(_("to those invited"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PROPOSED, editable=False)
    word = models.TextField(_("word about the change"), blank=True, editable=False)
    reason = models.TextField(_("why it was cancelled"), blank=True, editable=False)
    uid = models.CharField(max_length=120, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    archived_at = models.DateTimeField(_("put away"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("The meeting must end after it begins."),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_reason",
                condition=Q(status=Status.CANCELLED, reason__gt="") | ~Q(status=Status.CANCELLED) & Q(reason=""),
            ),
            models.CheckConstraint(
                name="meeting_archived_only_as_proposal", condition=Q(archived_at=None) | Q(status=Status.PROPOSED)
            ),
        ]
        indexes = [models.Index(fields=["group", "starts"], name="meeting_of_group")]

    def __str__(self) -> str:
        return f"{self.title} {self.day.isoformat()}"  # as the journal remembers it, in every language

    @property
    def heading(self) -> str:
        """What a page about it is called."""
        return f"{self.title} {formats.date_format(self.day)}"

    def save(self, *args: Any, **given: Any) -> None:
        self.uid = self.uid or new_uid()
        super().save(*args, **given)

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.group.collaboration.slug, self.pk])

    def journal_context(self) -> Group:
        return self.group

    @property
    def day(self) -> date:
        """The day it begins, as Swedish clocks have it."""
        return timezone.localtime(self.starts).date()

    @property
    def when(self) -> str:
        """Day and time as a person says them."""
        starts, ends = timezone.localtime(self.starts), timezone.localtime(self.ends)
        said = {
            "day": formats.date_format(starts, "l j F Y"),
            "from": formats.time_format(starts, "TIME_FORMAT"),
            "to": formats.time_format(ends, "TIME_FORMAT"),
            "last": formats.date_format(ends, "l j F Y"),
        }
        if starts.date() == ends.date():
            return gettext("%(day)s at %(from)s–%(to)s") % said
        return gettext("%(day)s at %(from)s to %(last)s at %(to)s") % said

    @property
    def is_over(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.starts <= timezone.now()

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(group__in=groups_visible_to(reader))


class Invitation(Journaled):
    """Somebody who is invited to a meeting: a person of the phone book, or a guest by name and address.

    What they answered, and whether they came. Taken back it is archived, and can be given again.
    """

    journaled = ("invited_as", "answer", "answered_at", "comment", "attended", "archived_at")
    personal = ("person", "name", "email", "answer", "answered_at", "comment", "attended")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    invited_as = models.CharField(_("invited as"), max_length=20, choices=InvitedAs)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    comment = models.CharField(_("word with the answer"), max_length=300, blank=True)
    attended = models.BooleanField(_("was there"), null=True, blank=True)
    archived_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_of_person_or_guest",
                condition=Q(person__isnull=False, name="", email="")
                | Q(person=None, name__gt="", email__gt="", invited_as=InvitedAs.GUEST),
            ),
            models.CheckConstraint(
                name="invitation_answered_with_day",
                condition=Q(answer=Answer.NONE, answered_at=None)
                | ~Q(answer=Answer.NONE) & Q(answered_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="invitation_once"),
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=Q(person=None), name="invitation_of_guest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}: {self.meeting}"

    @property
    def called(self) -> str:
        return self.person.name if self.person else self.name

    def journal_context(self) -> Meeting:
        return self.meeting

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(meeting__group__in=groups_visible_to(reader))


def new_uid() -> str:
    """What calendars everywhere know a meeting by."""
    return f"{uuid4()}@{settings.BASE_URL.partition('//')[2].partition('/')[0].partition(':')[0]}"


def midnight(day: date) -> datetime:
    """When a Swedish day begins."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))
