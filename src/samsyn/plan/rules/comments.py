"""Who comments on an edition, and who answers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samsyn.people.rules import belongs, collaborations_of
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Comment, Edition
from samsyn.plan.rules.editions import may_edit


def may_comment(user: Any, edition: Edition) -> bool:
    """Anybody of the collaboration, while the edition is out for comments; late ones are taken until it is proposed."""
    return edition.status == EditionStatus.COMMENTING and belongs(user, edition.plan.collaboration_id)


def may_view_comment(user: Any, comment: Comment) -> bool:
    return belongs(user, comment.edition.plan.collaboration_id)


def comments_visible_to(user: Any) -> QuerySet[Comment]:
    return Comment.objects.filter(edition__plan__collaboration__in=collaborations_of(user))


def may_change_comment(user: Any, comment: Comment) -> bool:
    """One's own, until it is answered."""
    return not comment.answer and comment.by_id == user.pk is not None and may_comment(user, comment.edition)


def may_answer_comment(user: Any, comment: Comment) -> bool:
    return may_edit(user, comment.edition)
