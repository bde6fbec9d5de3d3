"""Finding a date together."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.meetings.enums import Setting, Wish
from samsyn.meetings.models.meetings import Meeting, Series
from samsyn.people.models import Group, Person
from samsyn.people.rules import groups_visible_to


class Poll(Journaled):
    """The question to a group which of some days suit. It ends with a meeting, or without one."""

    journaled = ("title", "words", "answer_by", "minutes", "setting", "place", "meeting", "closed_at")
    personal = ()

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="polls", verbose_name=_("group"))
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="polls", verbose_name=_("series")
    )
    title = models.CharField(_("the meeting's name"), max_length=150)
    words = models.TextField(_("to those asked"), blank=True)
    answer_by = models.DateField(_("answer by"))
    minutes = models.PositiveIntegerField(
        _("length in minutes"), validators=[MinValueValidator(10), MaxValueValidator(24 * 60)]
    )
    setting = models.CharField(_("how we meet"), max_length=20, choices=Setting)
    place = models.CharField(_("place"), max_length=200, blank=True)
    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="poll",
        verbose_name=_("the meeting that it led to"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("poll for a date")
        verbose_name_plural = _("polls for a date")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="poll_with_meeting_is_closed", condition=Q(meeting=None) | Q(closed_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("poll", args=[self.group.collaboration.slug, self.pk])

    def journal_context(self) -> Group:
        return self.group

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(group__in=groups_visible_to(reader))


class PollDay(models.Model):
    """One of the times that a poll asks about."""

    personal = ()

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="days", verbose_name=_("poll"))
    starts = models.DateTimeField(_("begins"))

    class Meta:
        verbose_name = _("day of a poll")
        verbose_name_plural = _("days of a poll")
        ordering = ["starts"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts"], name="poll_day_once")]

    def __str__(self) -> str:
        return formats.date_format(timezone.localtime(self.starts), "DATETIME_FORMAT")


class PollAnswer(models.Model):
    """What somebody says of one of the days."""

    personal = ("person", "wish")

    day = models.ForeignKey(PollDay, on_delete=models.CASCADE, related_name="answers", verbose_name=_("day"))
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    wish = models.CharField(_("answer"), max_length=20, choices=Wish)

    class Meta:
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["day", "person"], name="poll_answer_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.day}"

    @staticmethod
    def told_to(reader: Any) -> Q:
        return Q(day__poll__group__in=groups_visible_to(reader))
