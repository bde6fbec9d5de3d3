"""What becomes of a need: an area, later, no, or one with another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.kernel.models import Event
from samsyn.plan import rules
from samsyn.plan.enums import TAKES_OTHERS, UNDECIDED, NeedStatus
from samsyn.plan.models import Area, Need

ANSWERS = ("plan.adopt_need", "plan.let_need_wait", "plan.decline_need", "plan.merge_need", "plan.reopen_need")


@action("plan.adopt_need", allow=rules.may_answer_need)
def adopt_need(need: Need, *, by: Any, area: Area, reason: str = "", at: datetime | None = None) -> Need:
    """Say that a need became an area. The link is to the plan and the code: it holds from edition to edition."""
    stands = Area.objects.select_for_update(of=("self",)).select_related("edition__plan").get(pk=area.pk)
    plan = stands.edition.plan
    if plan.collaboration_id != need.collaboration_id:
        raise Invalid(_("The area belongs to another collaboration."))
    if stands.archived_at:
        raise Conflict(_("The area is taken out of the plan."), remedy=_("Bring it back first, or choose another."))
    return _answer(need, NeedStatus.ADOPTED, by=by, at=at, reason=reason, plan=plan, area_code=stands.code)


@action("plan.let_need_wait", allow=rules.may_answer_need)
def let_need_wait(need: Need, *, by: Any, reason: str = "", at: datetime | None = None) -> Need:
    """Leave a need until later, perhaps with a word on until when."""
    return _answer(need, NeedStatus.WAITING, by=by, at=at, reason=reason)


@action("plan.decline_need", allow=rules.may_answer_need)
def decline_need(need: Need, *, by: Any, reason: str, at: datetime | None = None) -> Need:
    """Say no, and why."""
    if not reason.strip():
        raise Invalid(
            _("Say why the need is declined."), fields={"reason": _("Those who brought it are told what you write.")}
        )
    return _answer(need, NeedStatus.DECLINED, by=by, at=at, reason=reason)


@action("plan.merge_need", allow=rules.may_answer_need)
def merge_need(need: Need, *, by: Any, into: Need, reason: str = "", at: datetime | None = None) -> Need:
    """Make a need one with another, which remains.

    Nothing is moved: whoever reads the one that remains reads both together, so that they can be parted again.
    """
    remains = Need.objects.select_for_update().get(pk=into.pk)
    if remains == need or remains.collaboration_id != need.collaboration_id:
        raise Invalid(_("Choose another need of the same collaboration."))
    if remains.status not in TAKES_OTHERS:
        raise Conflict(
            _("“%(need)s” has been declined or merged itself.") % {"need": remains},
            remedy=_("Choose a need that is still alive."),
        )
    return _answer(need, NeedStatus.MERGED, by=by, at=at, reason=reason, merged_into=remains)


@action("plan.reopen_need", allow=rules.may_answer_need)
def reopen_need(need: Need, *, by: Any) -> Need:
    """Consider a need anew: it waits for an answer again."""
    if need.status == NeedStatus.OPEN:
        raise Conflict(_("The need waits for an answer already."))
    need.status, need.reason = NeedStatus.OPEN, ""
    need.merged_into = need.plan = need.concluded_at = need.concluded_by = None
    need.area_code = ""
    return _saved(need)


@action("plan.undo_need_answer", allow=rules.may_answer_need)
def undo_need_answer(need: Need, *, by: Any) -> Need:
    """Take the latest answer back: the need stands as it did before it, also one that was merged."""
    answers = Event.objects.filter(subject_type=need._meta.label, subject_id=need.pk, verb__in=ANSWERS)
    latest = answers.filter(undone_by=None).order_by("-pk").first()
    now = need.state()
    if latest is None or any(after != now[name] for name, (_before, after) in latest.changes.items()):
        raise Conflict(_("There is no answer to take back."), remedy=_("Look at what has happened to the need."))
    for name, (before, _after) in latest.changes.items():
        field = need.followed(name)
        setattr(need, field.attname, field.to_python(before))
    need.undoes = latest  # type: ignore[attr-defined]  # the journal row says which answer it takes back
    return _saved(need)


def _answer(need: Need, status: NeedStatus, *, by: Any, at: datetime | None, reason: str, **outcome: Any) -> Need:
    if need.status not in UNDECIDED:
        raise Conflict(
            _("The need has an answer already: %(answer)s.") % {"answer": need.get_status_display()},
            remedy=_("Consider it anew first."),
        )
    need.status, need.reason = status, reason.strip()
    need.concluded_at, need.concluded_by_id = at or timezone.now(), by.pk
    for name, value in outcome.items():
        setattr(need, name, value)
    return _saved(need)


def _saved(need: Need) -> Need:
    need.version += 1
    need.full_clean()
    need.save()
    return need
