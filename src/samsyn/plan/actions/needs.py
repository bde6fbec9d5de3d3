"""Bringing needs, standing behind them, and saying something of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import SYSTEM, action, apply
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed
from samsyn.people.models import Collaboration, Organisation
from samsyn.plan import rules
from samsyn.plan.enums import UNDECIDED, NeedStatus
from samsyn.plan.models import Need, NeedComment, NeedSupport

WORDS = {"title", "why", "support", "urgency", "concerns"}  # what its organisation says of a need


@action("plan.bring_need", allow=rules.may_bring_need)
def bring_need(organisation: Organisation, *, by: Any, at: datetime | None = None, **words: Any) -> Need:
    """Bring a need for an organisation. It gets the collaboration's next number, which is its address."""
    collaboration = Collaboration.objects.select_for_update().get(pk=organisation.collaboration_id)
    highest = Need.objects.filter(collaboration=collaboration).aggregate(highest=Max("number"))["highest"] or 0
    need = Need(
        collaboration=collaboration,
        number=highest + 1,
        organisation=organisation,
        brought_by_id=by.pk,
        brought_at=at or timezone.now(),
        **words,
    )
    need.full_clean()
    need.save()
    return need


@action("plan.revise_need", allow=rules.may_edit_need)
def revise_need(need: Need, *, by: Any, version: int | None, **words: Any) -> Need:
    """Say a need better, as long as nothing has become of it."""
    if not WORDS.issuperset(words):
        raise Invalid(_("This is not changed by hand."))
    if need.status not in UNDECIDED:
        raise Conflict(
            _("The need has its answer, and stands as it was when it got it."),
            remedy=_("Write what you want to add as a comment."),
        )
    apply(need, changes=words, version=version)
    return need


@action("plan.support_need", allow=rules.may_support_need)
def support_need(
    need: Need, *, by: Any, organisation: Organisation, note: str = "", at: datetime | None = None
) -> NeedSupport:
    """Say "we too" for an organisation: once, and again if it has taken it back."""
    if organisation.collaboration_id != need.collaboration_id:
        raise Invalid(_("The organisation belongs to another collaboration."))
    if by is not SYSTEM and not rules.may_bring_need(by, organisation):
        raise NotAllowed("plan.support_need")
    if need.status == NeedStatus.MERGED:
        raise Conflict(_("This need has been merged with another."), remedy=_("Say “we too” to the one that remains."))
    if organisation.pk == need.organisation_id:
        raise Conflict(_("It is the need of %(organisation)s already.") % {"organisation": organisation})
    support = NeedSupport.objects.filter(need=need, organisation=organisation).first()
    if support is None:
        support = NeedSupport(need=need, organisation=organisation)
    elif support.archived_at is None:
        raise Conflict(_("%(organisation)s stands behind it already.") % {"organisation": organisation})
    else:
        support.version += 1
    support.by_id, support.note, support.at, support.archived_at = by.pk, note.strip(), at or timezone.now(), None
    support.full_clean()
    support.save()
    return support


@action("plan.withdraw_need_support", allow=rules.may_withdraw_support)
def withdraw_need_support(support: NeedSupport, *, by: Any) -> NeedSupport:
    """Stand behind a need no longer."""
    if support.archived_at:
        raise Conflict(_("%(organisation)s has taken it back already.") % {"organisation": support.organisation})
    return _set_archived(support, timezone.now())


@action("plan.comment_need", allow=rules.may_comment_need)
def comment_need(need: Need, *, by: Any, text: str, at: datetime | None = None) -> NeedComment:
    comment = NeedComment(need=need, by_id=by.pk, text=text.strip(), at=at or timezone.now())
    comment.full_clean()
    comment.save()
    return comment


@action("plan.archive_need_comment", allow=rules.may_archive_need_comment)
def archive_need_comment(comment: NeedComment, *, by: Any) -> NeedComment:
    """Take back what one has said. It can be said again."""
    if comment.archived_at:
        raise Conflict(_("The comment is taken back already."))
    return _set_archived(comment, timezone.now())


@action("plan.restore_need_comment", allow=rules.may_archive_need_comment)
def restore_need_comment(comment: NeedComment, *, by: Any) -> NeedComment:
    if comment.archived_at is None:
        raise Conflict(_("The comment stands there already."))
    return _set_archived(comment, None)


def _set_archived(row: Any, at: datetime | None) -> Any:
    row.archived_at = at
    row.version += 1
    row.save()
    return row
