"""Commenting on an edition, and answering."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import SYSTEM, action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.models import Organisation
from samsyn.plan import rules
from samsyn.plan.actions.lifecycle import still
from samsyn.plan.enums import EDITABLE, CommentAnswer, EditionStatus, RowKind
from samsyn.plan.models import Comment, Edition
from samsyn.plan.queries.rows import row_at


@action("plan.comment", allow=rules.may_comment)
def comment(
    edition: Edition,
    *,
    by: Any,
    text: str,
    kind: str = RowKind.EDITION,
    key: str = "",
    organisation: Organisation | None = None,
) -> Comment:
    """Say something of a row, or of the whole plan: for oneself, or as the word of an organisation one speaks for."""
    still(edition, EditionStatus.COMMENTING)
    row = row_at(edition, kind, key)
    if row is None:
        raise Invalid(
            _("The row is no longer in the plan."), remedy=_("Comment on the plan as a whole, or on another row.")
        )
    _may_speak_for(by, organisation, edition)
    said = Comment(
        edition=edition,
        kind=kind,
        key=key,
        about=str(row)[:300],
        text=_words(text),
        organisation=organisation,
        by_id=by.pk,
    )
    said.full_clean()
    said.save()
    return said


@action("plan.change_comment", allow=rules.may_change_comment)
def change_comment(
    comment: Comment, *, by: Any, version: int | None, text: str, organisation: Organisation | None = None
) -> Comment:
    """Say it in other words, while it is not answered."""
    still(comment.edition, EditionStatus.COMMENTING)
    _unanswered(comment)
    _may_speak_for(by, organisation, comment.edition)
    changes = {"text": _words(text), "organisation": organisation.pk if organisation else None}
    apply(comment, changes=changes, version=version)
    return comment


@action("plan.withdraw_comment", allow=rules.may_change_comment)
def withdraw_comment(comment: Comment, *, by: Any) -> Comment:
    """Take one's comment back. It can be said again."""
    still(comment.edition, EditionStatus.COMMENTING)
    _unanswered(comment)
    apply(comment, changes={"archived_at": timezone.now()}, version=None)
    return comment


@action("plan.restore_comment", allow=rules.may_change_comment)
def restore_comment(comment: Comment, *, by: Any) -> Comment:
    """Say again what one took back."""
    still(comment.edition, EditionStatus.COMMENTING)
    apply(comment, changes={"archived_at": None}, version=None)
    return comment


@action("plan.answer_comment", allow=rules.may_answer_comment)
def answer_comment(comment: Comment, *, by: Any, version: int | None, answer: str, words: str = "") -> Comment:
    """Say whether the comment is taken up, and in which words. An answer can be put right until the plan is proposed.

    `version` is that of the comment that was read: what has been changed since is read again first.
    """
    still(comment.edition, *EDITABLE)
    if comment.archived_at:
        raise Conflict(_("The comment has been taken back."), remedy=_("It need not be answered."))
    if version is not None and version != comment.version:
        raise Conflict(_("The comment has been changed since you opened it."), remedy=_("Read it again, then answer."))
    if answer not in CommentAnswer.values:
        raise Invalid(_("Say whether it is taken up."), fields={"answer": _("Choose one.")})
    if answer != CommentAnswer.ACCEPTED and not words.strip():
        raise Invalid(_("Say why."), fields={"words": _("Whoever wrote the comment wants to know why.")})
    comment.answered_at, comment.answered_by_id = timezone.now(), by.pk
    apply(comment, changes={"answer": answer, "answer_words": words.strip()}, version=None)
    return comment


def _words(text: str) -> str:
    if not text.strip():
        raise Invalid(_("The comment is empty."), fields={"text": _("Write what you want to say.")})
    return text.strip()


def _unanswered(comment: Comment) -> None:
    if comment.answer:
        raise Conflict(_("The comment is answered, and stays as it is."), remedy=_("Write another one."))


def _may_speak_for(by: Any, organisation: Organisation | None, edition: Edition) -> None:
    if organisation is None or by is SYSTEM:
        return
    if not rules.spoken_for_by(by, edition.plan.collaboration_id).filter(pk=organisation.pk).exists():
        raise Invalid(
            _("You do not speak for %(organisation)s.") % {"organisation": organisation},
            fields={"organisation": _("Comment for yourself, or ask your contact person.")},
        )
