"""What is said of an edition while it is out for comments, and what is answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.people.models import Organisation, Person
from samsyn.plan.enums import CommentAnswer, RowKind
from samsyn.plan.models.editions import Edition


class Comment(Journaled):
    """What somebody says of a row of an edition, or of the whole; `organisation` is set where it is that one's word.

    The row is named by its kind and key, and by what it was called then. An answered comment is history: it is
    neither changed nor taken back.
    """

    journaled = ("kind", "key", "about", "text", "organisation", "answer", "answer_words", "archived_at")
    personal = ("by", "text", "answered_by")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="comments", verbose_name=_("edition"))
    kind = models.CharField(_("what kind of row it is about"), max_length=20, choices=RowKind)
    key = models.CharField(_("which row it is about"), max_length=120, blank=True)
    about = models.CharField(_("what the row is called"), max_length=300)
    text = models.TextField(_("what is said"))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose word it is"),
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    answer = models.CharField(_("answer"), max_length=20, choices=CommentAnswer, blank=True)
    answer_words = models.TextField(_("answer in words"), blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_answer_has_its_time",
                condition=Q(answer="", answer_words="", answered_by=None, answered_at=None)
                | Q(answer__gt="", answered_at__isnull=False),
            ),
            models.CheckConstraint(name="comment_answered_is_history", condition=Q(answer="") | Q(archived_at=None)),
        ]
        indexes = [models.Index(fields=["edition", "kind", "key"], name="comment_of_row")]

    def __str__(self) -> str:
        return self.about

    def get_absolute_url(self) -> str:
        edition = self.edition
        address = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
        return f"{reverse('comments', args=address)}#comment-{self.pk}"

    def journal_context(self) -> Edition:
        return self.edition

    @property
    def is_late(self) -> bool:
        """Written after the day until which comments were wanted."""
        until = self.edition.comments_until
        return until is not None and timezone.localdate(self.at) > until
