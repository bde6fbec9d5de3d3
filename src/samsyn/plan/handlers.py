"""Who is written to when something has been done. Mail is only queued here: the journal may call twice."""

from __future__ import annotations

from samsyn.kernel.actions import on
from samsyn.kernel.models import Event
from samsyn.plan.emails import NEED_ANSWERED
from samsyn.plan.models import Need
from samsyn.plan.queries.needs import those_behind
from samsyn.sendouts.emails import queue


@on(
    "plan.adopt_need",
    "plan.let_need_wait",
    "plan.decline_need",
    "plan.merge_need",
    "plan.reopen_need",
    "plan.undo_need_answer",
)
def tell_those_behind(event: Event) -> None:
    """Those who brought a need, or stand behind it, are told what became of it; not whoever decided that."""
    if "status" not in event.changes:
        return
    for person in those_behind(Need.objects.select_related("organisation").get(pk=event.subject_id)):
        if person.pk != event.actor_id:
            queue(event, NEED_ANSWERED, person)
