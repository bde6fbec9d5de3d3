"""Journal rows about a plan, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Event, Journaled
from samsyn.plan.queries.particulars import Change, changes
from samsyn.plandoc import model as doc

# What is said between who did it and on what: in a list the thing's name follows, on its own page "the row".
VERBS = {
    "plan.start_plan": _("began the plan:"),
    "plan.import_edition": _("read the plan in from a file:"),
    "plan.start_edition": _("started the edition as a copy:"),
    "plan.ask_for_comments": _("asked for comments on"),
    "plan.comment": _("commented on"),
    "plan.change_comment": _("changed a comment on"),
    "plan.withdraw_comment": _("took back a comment on"),
    "plan.restore_comment": _("said again a comment on"),
    "plan.answer_comment": _("answered a comment on"),
    "plan.propose": _("put before the steering group:"),
    "plan.return": _("made a draft again of"),
    "plan.recommend": _("recorded the preparatory group's recommendation:"),
    "plan.decide": _("recorded the decision:"),
    "plan.send_out": _("sent out"),
    "plan.open_receipt": _("has opened"),
    "plan.confirm_reading": _("has read"),
    "plan.start_next_plan": _("began the next plan:"),
    "plan.carry": _("said what becomes of"),
    "plan.revise": _("changed"),
    "plan.add_area": _("added"),
    "plan.add_activity": _("added"),
    "plan.add_goal": _("added"),
    "plan.add_section": _("added"),
    "plan.add_body": _("added"),
    "plan.add_party": _("added"),
    "plan.add_budget_line": _("added"),
    "plan.start_revised_budget": _("started the revised budget:"),
    "plan.import_framework": _("read in"),
    "plan.add_framework_edition": _("added"),
    "plan.add_focus": _("added"),
    "plan.revise_framework": _("changed"),
    "plan.archive_framework_part": _("took out"),
    "plan.restore_framework_part": _("brought back"),
    "plan.undo_framework": _("took a change back in"),
    "plan.build_on": _("let the draft build on"),
    "plan.archive": _("took out"),
    "plan.restore": _("brought back"),
    "plan.move": _("moved"),
    "plan.undo": _("took a change back in"),
    "plan.acknowledge": _("acknowledged a finding:"),
    "plan.withdraw_acknowledgement": _("withdrew an acknowledgement:"),
    "plan.report_progress": _("reported progress of"),
    "plan.open_year": _("began to follow the budget year"),
    "plan.import_outcome": _("read in the outcome from"),
    "plan.forecast": _("wrote a forecast for"),
    "plan.explain": _("explained the deviation of"),
    "plan.close_year": _("closed the budget year"),
    "plan.reopen_year": _("took back the closing accounts of"),
    "plan.approve_closing": _("approved the closing accounts of"),
    "plan.place": _("placed"),
    "plan.unplace": _("took a placed day away from"),
    "plan.bring_need": _("brought"),
    "plan.revise_need": _("changed"),
    "plan.support_need": _("said “we too”:"),
    "plan.withdraw_need_support": _("no longer stands behind it:"),
    "plan.comment_need": _("wrote about"),
    "plan.archive_need_comment": _("took back what was written about"),
    "plan.restore_need_comment": _("brought back what was written about"),
    "plan.adopt_need": _("made an area of"),
    "plan.let_need_wait": _("left until later:"),
    "plan.decline_need": _("declined"),
    "plan.merge_need": _("merged with another:"),
    "plan.reopen_need": _("considers anew:"),
    "plan.undo_need_answer": _("took back the answer to"),
    "plan.open_ranking": _("opened the ranking round:"),
    "plan.add_candidates": _("chose what is weighed in"),
    "plan.drop_criterion": _("took a criterion away from"),
    "plan.share_ranking": _("shared"),
    "plan.conclude_ranking": _("recorded the order of"),
    "plan.archive_ranking": _("took away"),
    "plan.restore_ranking": _("brought back"),
}


# Of these it is told field by field what was changed.
TOLD = {"plan.revise", "plan.undo", "plan.revise_framework", "plan.undo_framework"}


@dataclass(frozen=True, slots=True)
class Happening:
    event: Event
    verb: str
    changes: tuple[Change, ...]


def happenings(events: Iterable[Event], document: doc.Plan | None) -> list[Happening]:
    """The rows in words: who did what, and field by field from what to what. Created rows list no fields."""
    return [_happening(event, document) for event in events]


def _happening(event: Event, document: doc.Plan | None) -> Happening:
    model = apps.get_model(event.subject_type)
    followed = issubclass(model, Journaled) and event.verb in TOLD
    words = tuple(changes(event, model, document)) if followed else ()
    return Happening(event, str(VERBS.get(event.verb, event.verb)), words)
