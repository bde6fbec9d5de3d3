"""Ranking: rounds in which the preparatory group weighs candidates, first each member alone, and what came of it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Collaboration, Group, Person
from samsyn.plan.enums import Basis, Direction, RoundStatus
from samsyn.plan.models.editions import Edition
from samsyn.plan.models.needs import Need
from samsyn.plan.models.rows import Area
from samsyn.plandoc.ranking import HIGHEST, LOWEST

HEAVIEST = 10


class RankingRound(Journaled):
    """One time that the group ranks. Nothing in it changes once it is concluded."""

    journaled = ("title", "status", "archived_at")
    personal = ("opened_by", "concluded_by")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="rankings")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="rankings", verbose_name=_("the edition that it prepares")
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="rankings", verbose_name=_("who ranks"))
    title = models.CharField(_("title"), max_length=200)
    status = models.CharField(
        _("how far it has come"), max_length=20, choices=RoundStatus, default=RoundStatus.ALONE, editable=False
    )
    opened_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True, editable=False)
    concluded_at = models.DateTimeField(_("concluded"), null=True, blank=True, editable=False)
    concluded_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("concluded by"),
    )
    archived_at = models.DateTimeField(_("taken away"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ranking round")
        verbose_name_plural = _("ranking rounds")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ranking_status_has_its_times",
                condition=Q(status="alone", shared_at=None, concluded_at=None)
                | Q(status="shared", shared_at__isnull=False, concluded_at=None)
                | Q(status="concluded", shared_at__isnull=False, concluded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        edition = self.edition
        return reverse("ranking", args=[edition.plan.collaboration.slug, edition.plan.key, edition.number, self.pk])

    def journal_context(self) -> Edition:
        return self.edition

    @property
    def is_alone(self) -> bool:
        return self.status == RoundStatus.ALONE

    @property
    def is_concluded(self) -> bool:
        return self.status == RoundStatus.CONCLUDED


class Criterion(Journaled):
    """What candidates are weighed by in a round, with words for each level from 1 to 5."""

    journaled = ("name", "question", "weight", "direction", "levels", "basis")
    personal = ()

    round = models.ForeignKey(RankingRound, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField(_("criterion"), max_length=80)
    question = models.CharField(_("what the member asks"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MaxValueValidator(HEAVIEST)],
        help_text=_("0 to 10. Value and effort are weighed each on their own; with 0 the criterion does not count."),
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.FOR)
    levels = models.JSONField(_("words for the levels"), default=list)
    basis = models.CharField(_("proposed from"), max_length=10, choices=Basis, default=Basis.NONE, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="criterion_once",
                violation_error_message=_("The round has a criterion with this name already."),
            ),
            models.CheckConstraint(name="criterion_weight", condition=Q(weight__lte=HEAVIEST)),
        ]

    def __str__(self) -> str:
        return self.name

    def journal_context(self) -> RankingRound:
        return self.round

    @property
    def against(self) -> bool:
        return self.direction == Direction.AGAINST


class Candidate(Journaled):
    """A need or an area that is weighed in a round, and the place that it got.

    `title` is what it was called when the round was concluded. The figures are those that the proposal was made from;
    they stay as they were, whatever Samsyn may compute later.
    """

    journaled = ("title", "time", "campaign", "place", "reason", "archived_at")
    personal = ()

    round = models.ForeignKey(RankingRound, on_delete=models.CASCADE, related_name="candidates")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, blank=True, related_name="candidates")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="candidates")
    title = models.CharField(_("title"), max_length=220)
    time = models.CharField(
        _("wished period"),
        max_length=300,
        blank=True,
        help_text=_("In your own words, for example “våren 2027”. It is counted against the capacity."),
    )
    campaign = models.BooleanField(_("would be a supervision campaign"), default=False)
    archived_at = models.DateTimeField(_("taken away"), null=True, blank=True, editable=False)

    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True, editable=False)
    proposed_place = models.PositiveSmallIntegerField(_("proposed place"), null=True, blank=True, editable=False)
    shared_place = models.BooleanField(_("shares its proposed place"), default=False, editable=False)
    value = models.DecimalField(_("value"), max_digits=4, decimal_places=3, null=True, blank=True, editable=False)
    effort = models.DecimalField(_("effort"), max_digits=4, decimal_places=3, null=True, blank=True, editable=False)
    reason = models.TextField(_("why it was moved"), blank=True, editable=False)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="candidate_is_need_or_area",
                condition=Q(need=None, area__isnull=False) | Q(need__isnull=False, area=None),
            ),
            models.UniqueConstraint(fields=["round", "need"], name="candidate_need_once"),
            models.UniqueConstraint(fields=["round", "area"], name="candidate_area_once"),
            models.UniqueConstraint(fields=["round", "place"], name="candidate_place_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def journal_context(self) -> RankingRound:
        return self.round


class Ballot(Journaled):
    """That a member takes part in a round: when the scores were handed in, and whether the member was in the talk."""

    journaled = ("handed_in_at", "took_part")
    personal = ("person",)

    round = models.ForeignKey(RankingRound, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ballots", verbose_name=_("member"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    took_part = models.BooleanField(_("took part in the talk"), default=False)

    class Meta:
        verbose_name = _("part in a ranking round")
        verbose_name_plural = _("parts in ranking rounds")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="ballot_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.person}"

    def journal_context(self) -> RankingRound:
        return self.round

    @property
    def late(self) -> bool:
        """Handed in when the others' scores could be seen already."""
        return bool(self.handed_in_at and self.round.shared_at and self.handed_in_at >= self.round.shared_at)

    @staticmethod
    def told_to(reader: Any) -> Q:
        """Which rows a reader may learn of: while the members judge alone, others see only who has handed in."""
        return Q(person=reader.pk) | Q(handed_in_at__isnull=False) | Q(took_part=True) | ~Q(round__status="alone")


class Score(models.Model):
    """A member's judgement of one candidate by one criterion. No level means "cannot judge", which is not nought.

    What was given while each judged alone is kept beside what was given after the talk (`stage`). It is no Journaled:
    no level stands in the journal, which others may read.
    """

    personal = ("person", "candidate", "criterion", "stage", "level")

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="scores", verbose_name=_("candidate")
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, related_name="scores", verbose_name=_("criterion")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scores", verbose_name=_("member"))
    stage = models.CharField(_("given when"), max_length=10, choices=RoundStatus, default=RoundStatus.ALONE)
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
    )
    proposed = models.PositiveSmallIntegerField(_("proposed level"), null=True, blank=True)
    page = models.CharField(max_length=40, blank=True)  # the opened page that it was last saved from
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion", "person", "stage"], name="score_once"),
            models.CheckConstraint(
                name="score_level", condition=Q(level=None) | Q(level__gte=LOWEST, level__lte=HIGHEST)
            ),
            models.CheckConstraint(name="score_stage", condition=Q(stage__in=["alone", "shared"])),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.criterion}"

    @staticmethod
    def told_to(reader: Any) -> Q:
        """Which rows a reader may learn of: others' scores only when they are handed in and the round is shared."""
        own = Ballot.objects.filter(round=OuterRef("candidate__round"), person=OuterRef("person"))
        handed_in = Q(Exists(own.filter(handed_in_at__isnull=False)))
        return Q(person=reader.pk) | (~Q(candidate__round__status="alone") & handed_in)
