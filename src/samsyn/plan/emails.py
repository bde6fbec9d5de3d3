"""What the plan writes to people about. Asked when the mail is sent; None: there is nothing to tell any longer."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from samsyn.plan import rules
from samsyn.plan.models import Need
from samsyn.plan.queries.needs import area_of
from samsyn.sendouts.emails import letter
from samsyn.sendouts.models import Mail

NEED_ANSWERED: Final = "plan.need_answered"


@letter(NEED_ANSWERED, label=_("What became of a need"), template="plan/mail/need_answered")
def need_answered(mail: Mail) -> dict[str, Any] | None:
    """That a need became an area, rests, is declined, is one with another, or waits again.

    Nothing if it has become something else since, or if an answer that the person never heard of was taken back.
    """
    found = Need.objects.select_related("collaboration", "merged_into__collaboration")
    need = found.get(pk=mail.event.subject_id)
    if need.status != mail.event.changes["status"][1] or not rules.may_view_need(mail.person, need):
        return None
    undone = mail.event.undoes_id
    if undone and not Mail.objects.filter(event=undone, person=mail.person, sent_at__isnull=False).exists():
        return None
    return {"need": need, "area": area_of(need), "path": (need.merged_into or need).get_absolute_url()}
