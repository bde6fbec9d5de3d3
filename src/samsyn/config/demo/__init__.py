"""The demo collaboration: Jönköping County with its organisations, invented persons, and the plan."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samsyn.config.demo.bookkeeping import keep_books
from samsyn.config.demo.comments import ask_for_comments
from samsyn.config.demo.county import Persona, load_people, personas
from samsyn.config.demo.meetings import hold_meetings
from samsyn.config.demo.needs import bring_needs
from samsyn.config.demo.plan import import_plan, report_progress, revise_draft
from samsyn.config.demo.ranking import rank
from samsyn.config.demo.receipts import send_out
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.people.models import Collaboration
from samsyn.plan.actions import import_framework, start_edition
from samsyn.plan.queries.frameworks import shipped

__all__ = ["Persona", "load_demo", "personas"]


def load_demo() -> Collaboration | None:
    """Fill an empty installation with the demo, whole or not at all.

    Returns the collaboration, or None, with nothing done, where there is a collaboration already.
    """
    if Collaboration.objects.exists():
        return None
    with transaction.atomic():
        collaboration = load_people()
        for framework in shipped():
            import_framework(collaboration, by=SYSTEM, document=framework)
        decided = import_plan(collaboration)
        report_progress(decided)
        send_out(decided)
        bring_needs(decided)
        keep_books(collaboration)
        draft = start_edition(decided.plan, by=SYSTEM)
        revise_draft(draft)
        ask_for_comments(draft)
        rank(decided.plan)
        hold_meetings(collaboration)
        # The persons are invented, so nobody is to be sent mail about what the demo did.
        Event.objects.filter(handled_at=None).update(handled_at=timezone.now())
    return collaboration
