"""The permission matrix, in full: who may do what (VERBS), and who gets what at which address (ADDRESSES).

A verb or an address without a row here fails. To add one, write a row in the table; nothing else is needed:

- VERBS: `(verb, subject, personas who may)`. The subject is named as in `World`. A verb may have several rows.
- ADDRESSES: `(url name, arguments, answers)`. The arguments are literal, or names of `World` between braces. The
  answers are to GET: `gets(members=200)` says what a member of the collaboration gets; `stranger` (somebody logged in
  from another collaboration) gets 404 and `public` (not logged in) is sent to log in, unless the row says otherwise;
  single personas are named where they differ. What takes only POST answers 405 to those who are logged in.

The personas are those of tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from samsyn.kernel.actions import REGISTRY, SYSTEM
from samsyn.meetings import actions as meeting_actions
from samsyn.meetings.queries.secrets import invitation_token, new_secret, poll_token
from samsyn.plan import actions as plan_actions
from samsyn.plan.actions import intake_work
from samsyn.plan.models import RankingRound
from samsyn.plan.queries.findings import findings
from samsyn.plandoc.model import Decision
from tests.conftest import EVERYBODY, PERSONAS, PUBLIC, STRANGER, a_need, small_plan
from tests.meetings.made import a_meeting, a_poll, a_series
from tests.plandoc.frameworks import STRATEGY

MEMBERS = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()
COORDINATOR = {"coordinator"}
SPEAK_FOR_GRANBY = {"coordinator", "chair", "contact_person"}
SPEAK_FOR_SOMEBODY = {*SPEAK_FOR_GRANBY, "steering_member", "county_officer"}
MEETING_VERBS = (
    *("revise", "move", "publish", "cancel", "replan", "hold", "archive", "restore"),
    *("invite", "invite_members", "remind"),
)
LOG_IN = 302  # sent to the log-in page
POST_ONLY = 405
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
# allauth guards its own addresses; tests/config says which of them are open, and to whom.
ALLAUTH = ("account_", "mfa_", "socialaccount_", "saml_", "openid_connect_")

VERBS = [
    ("people.found", "collaboration", NOBODY),
    ("people.add_organisation", "collaboration", COORDINATOR),
    ("people.revise_organisation", "granby", {"coordinator", "contact_person"}),
    ("people.revise_organisation", "bjorkas", COORDINATOR),
    ("people.add_person", "granby", {"coordinator", "contact_person"}),
    ("people.revise_person", "inspector", {"coordinator", "contact_person", "inspector"}),
    ("people.revise_person", "police", {"coordinator", "crime_group_member"}),
    ("people.invite", "inspector", COORDINATOR),
    ("people.close_account", "inspector", COORDINATOR),
    ("people.erase", "inspector", COORDINATOR),
    ("people.add_group", "collaboration", COORDINATOR),
    ("people.revise_group", "steering", COORDINATOR),
    ("people.revise_group", "crime_group", {"county_officer"}),
    ("people.seat", "steering", COORDINATOR),
    ("people.seat", "crime_group", {"county_officer"}),
    ("people.unseat", "seat", COORDINATOR),
    ("people.unseat", "crime_seat", {"county_officer"}),
    ("meetings.start_series", "steering", {"coordinator", "chair"}),
    ("meetings.start_series", "crime_group", {"county_officer"}),
    *((f"meetings.{verb}_series", "series", {"coordinator", "chair"}) for verb in ("revise", "archive", "restore")),
    ("meetings.revise_series", "crime_series", {"county_officer"}),
    ("meetings.propose", "steering", {"coordinator", "chair"}),
    ("meetings.propose", "crime_group", {"county_officer"}),
    *((f"meetings.{verb}", "meeting", {"coordinator", "chair"}) for verb in MEETING_VERBS),
    *((f"meetings.{verb}", "crime_meeting", {"county_officer"}) for verb in MEETING_VERBS),
    ("meetings.withdraw_invitation", "meeting_invitation", {"coordinator", "chair"}),
    ("meetings.withdraw_invitation", "crime_invitation", {"county_officer"}),
    ("meetings.note_attendance", "meeting_invitation", {"coordinator", "chair"}),
    ("meetings.answer", "meeting_invitation", {"steering_member"}),
    ("meetings.answer", "crime_invitation", {"crime_group_member"}),
    ("meetings.answer", "guest_invitation", NOBODY),
    ("meetings.open_poll", "steering", {"coordinator", "chair"}),
    ("meetings.answer_poll", "poll", {"coordinator", "chair", "steering_member", "county_officer"}),
    *((f"meetings.{verb}", "poll", {"coordinator", "chair"}) for verb in ("choose_day", "close_poll", "reopen_poll")),
    ("meetings.open_feed", "inspector", {"inspector"}),
    ("meetings.revoke_feed", "feed", {"inspector"}),
    ("plan.import_edition", "collaboration", COORDINATOR),
    ("plan.begin_intake", "collaboration", COORDINATOR),
    ("plan.read_intake", "intake", NOBODY),
    ("plan.refuse_intake", "intake", NOBODY),
    ("plan.mend_intake_cell", "intake_cell", COORDINATOR),
    ("plan.mend_intake_cell", "made_intake_cell", NOBODY),
    ("plan.accept_intake_cell", "intake_cell", COORDINATOR),
    ("plan.accept_intake_cells", "intake", COORDINATOR),
    ("plan.place_intake_text", "intake_text", COORDINATOR),
    ("plan.drop_intake_text", "intake_text", COORDINATOR),
    ("plan.restore_intake_text", "intake_text", COORDINATOR),
    ("plan.make_edition_of_intake", "intake", COORDINATOR),
    ("plan.make_edition_of_intake", "made_intake", NOBODY),
    ("plan.discard_intake", "intake", COORDINATOR),
    ("plan.restore_intake", "intake", COORDINATOR),
    ("plan.start_plan", "collaboration", COORDINATOR),
    ("plan.start_edition", "plan", COORDINATOR),
    ("plan.ask_for_comments", "draft", COORDINATOR),
    ("plan.ask_for_comments", "proposed", NOBODY),
    ("plan.propose", "draft", COORDINATOR),
    ("plan.propose", "proposed", NOBODY),
    ("plan.return", "proposed", {"coordinator", "chair"}),
    ("plan.return", "draft", NOBODY),
    ("plan.recommend", "proposed", {"coordinator", "steering_member"}),
    ("plan.recommend", "commented", {"coordinator", "steering_member"}),
    ("plan.recommend", "draft", NOBODY),
    ("plan.send_out", "decided", COORDINATOR),
    ("plan.send_out", "proposed", NOBODY),
    ("plan.open_receipt", "receipt", {"contact_person"}),
    ("plan.confirm_reading", "sent", MEMBERS - {"coordinator", "county_officer", "crime_group_member"}),
    ("plan.confirm_reading", "decided", NOBODY),
    ("plan.start_next_plan", "plan", COORDINATOR),
    ("plan.carry", "carrying", COORDINATOR),
    ("plan.decide", "proposed", {"chair"}),
    ("plan.decide", "draft", NOBODY),
    ("plan.decide", "decided", NOBODY),
    ("plan.comment", "commented", MEMBERS),
    ("plan.comment", "draft", NOBODY),
    ("plan.comment", "proposed", NOBODY),
    ("plan.change_comment", "comment", {"contact_person"}),
    ("plan.change_comment", "answered_comment", NOBODY),
    ("plan.withdraw_comment", "comment", {"contact_person"}),
    ("plan.withdraw_comment", "answered_comment", NOBODY),
    ("plan.restore_comment", "comment", {"contact_person"}),
    ("plan.answer_comment", "comment", COORDINATOR),
    ("plan.answer_comment", "answered_comment", COORDINATOR),
    ("plan.revise", "area", COORDINATOR),
    ("plan.revise", "proposed_area", NOBODY),
    ("plan.revise", "decided_area", NOBODY),
    ("plan.add_area", "draft", COORDINATOR),
    ("plan.add_area", "decided", NOBODY),
    ("plan.add_activity", "draft", COORDINATOR),
    ("plan.add_goal", "draft", COORDINATOR),
    ("plan.add_section", "draft", COORDINATOR),
    ("plan.add_body", "draft", COORDINATOR),
    ("plan.add_party", "draft", COORDINATOR),
    ("plan.add_budget_line", "budget", COORDINATOR),
    ("plan.start_revised_budget", "budget", COORDINATOR),
    ("plan.archive", "area", COORDINATOR),
    ("plan.restore", "area", COORDINATOR),
    ("plan.move", "area", COORDINATOR),
    ("plan.undo", "area", COORDINATOR),
    ("plan.report_progress", "area", {"coordinator", "inspector"}),
    ("plan.report_progress", "decided_area", {"coordinator", "inspector"}),
    ("plan.place", "activity", COORDINATOR),
    ("plan.unplace", "placement", COORDINATOR),
    ("plan.open_books", "collaboration", COORDINATOR),
    ("plan.set_bookkeeping", "bookkeeping", COORDINATOR),
    ("plan.add_account_rule", "bookkeeping", COORDINATOR),
    ("plan.revise_account_rule", "account_rule", COORDINATOR),
    ("plan.archive_account_rule", "account_rule", COORDINATOR),
    ("plan.restore_account_rule", "account_rule", COORDINATOR),
    ("plan.move_account_rule", "account_rule", COORDINATOR),
    ("plan.open_year", "collaboration", COORDINATOR),
    ("plan.import_outcome", "budget_year", COORDINATOR),
    ("plan.forecast", "budget_year", COORDINATOR),
    ("plan.explain", "budget_year", COORDINATOR),
    ("plan.close_year", "budget_year", COORDINATOR),
    ("plan.reopen_year", "closing", COORDINATOR),
    ("plan.approve_closing", "closing", {"chair"}),
    ("plan.import_framework", "collaboration", COORDINATOR),
    ("plan.add_framework_edition", "framework", COORDINATOR),
    ("plan.add_focus", "framework_edition", COORDINATOR),
    ("plan.revise_framework", "focus", COORDINATOR),
    ("plan.archive_framework_part", "focus", COORDINATOR),
    ("plan.restore_framework_part", "framework_edition", COORDINATOR),
    ("plan.undo_framework", "framework", COORDINATOR),
    ("plan.build_on", "draft", COORDINATOR),
    ("plan.build_on", "decided", NOBODY),
    ("plan.acknowledge", "draft", COORDINATOR),
    ("plan.withdraw_acknowledgement", "acknowledgement", COORDINATOR),
    ("plan.open_ranking", "draft", COORDINATOR),
    ("plan.add_candidates", "ranking", COORDINATOR),
    ("plan.revise_candidate", "candidate", COORDINATOR),
    ("plan.drop_candidate", "candidate", COORDINATOR),
    ("plan.add_criterion", "ranking", COORDINATOR),
    ("plan.revise_criterion", "criterion", COORDINATOR),
    ("plan.drop_criterion", "ranking", COORDINATOR),
    ("plan.score", "ranking", {"steering_member"}),
    ("plan.score", "concluded_ranking", NOBODY),
    ("plan.hand_in", "ranking", {"steering_member"}),
    ("plan.share_ranking", "ranking", COORDINATOR),
    ("plan.conclude_ranking", "ranking", COORDINATOR),
    ("plan.conclude_ranking", "concluded_ranking", NOBODY),
    ("plan.archive_ranking", "ranking", COORDINATOR),
    ("plan.restore_ranking", "ranking", COORDINATOR),
    ("plan.set_capacity", "collaboration", COORDINATOR),
    ("plan.bring_need", "granby", SPEAK_FOR_GRANBY),
    ("plan.bring_need", "county_board", {"coordinator", "county_officer"}),
    ("plan.revise_need", "need", SPEAK_FOR_GRANBY),
    ("plan.support_need", "need", SPEAK_FOR_SOMEBODY),
    ("plan.withdraw_need_support", "need_support", {"coordinator", "steering_member"}),
    ("plan.comment_need", "need", MEMBERS),
    ("plan.archive_need_comment", "need_comment", {"inspector"}),
    ("plan.restore_need_comment", "need_comment", {"inspector"}),
    *((f"plan.{verb}", "need", COORDINATOR) for verb in ("adopt_need", "let_need_wait", "decline_need", "merge_need")),
    ("plan.reopen_need", "need", COORDINATOR),
    ("plan.undo_need_answer", "need", COORDINATOR),
]


def gets(*, members: int, stranger: int = 404, public: int = LOG_IN, **others: int) -> dict[str, int]:
    return dict.fromkeys(PERSONAS, members) | {STRANGER: stranger, PUBLIC: public} | others


EVERYONE = gets(members=200, stranger=200, public=200)
READERS = gets(members=200)
COORDINATORS = gets(members=403, coordinator=200)
POSTED = gets(members=POST_ONLY, stranger=POST_ONLY)
GRANBY = ["provlan", "granby"]
INSPECTOR = ["provlan", "{inspector.pk}"]
STEERING = ["provlan", "styrgrupp"]
CRIME = ["provlan", "miljobrott"]
MEETING = ["provlan", "{meeting.pk}"]
CRIME_MEETING = ["provlan", "{crime_meeting.pk}"]
ARRANGERS = COORDINATORS | {"chair": 200}
STEERERS = gets(members=404, coordinator=200, chair=200, steering_member=200, county_officer=200)
CRIME_MEMBERS = gets(members=404, county_officer=200, crime_group_member=200)
CRIME_CONVENER = CRIME_MEMBERS | {"crime_group_member": 403}
DECIDED = ["provlan", "2026-2028", 1]
DRAFT = ["provlan", "2026-2028", 2]
PROPOSED = ["provlan", "2027-2029", 1]
COMMENTED = ["provlan", "2028-2030", 1]
COMMENT = [*COMMENTED, "{comment.pk}"]
SENT = ["provlan", "2024-2026", 1]
CARRIED = ["provlan", "2025-2027", 1]
BUDGET_YEAR = ["provlan", 2026]
AREA = [*DRAFT, "area", "{area.pk}"]
ROUND = [*DRAFT, "{ranking.pk}"]
CONCLUDED = [*DRAFT, "{concluded_ranking.pk}"]
INTAKE = ["provlan", "{intake.pk}"]
MEMBERS_ONLY = gets(members=200, public=404)  # the rest learn nothing, not even where to log in
THOSE_WHO_RANK = gets(members=404, public=404, coordinator=200, steering_member=200)
DRAFTERS = gets(members=403, coordinator=200, public=404)
DRAFT_POSTED = gets(members=POST_ONLY, stranger=POST_ONLY, public=POST_ONLY)
NEED = ["provlan", "{need.number}"]
NEEDED_BY_SOMEBODY = DRAFTERS | dict.fromkeys(SPEAK_FOR_SOMEBODY, 200)

ADDRESSES = [
    ("home", [], EVERYONE),
    ("overview", ["provlan"], EVERYONE),
    ("about", [], EVERYONE),
    ("security-txt", [], gets(members=404, public=404)),
    ("accessibility", [], EVERYONE),
    ("help", ["provlan"], EVERYONE),
    ("design", [], EVERYONE),
    ("design-change", [], EVERYONE),
    ("account", [], gets(members=200, stranger=200)),
    ("set_language", [], gets(members=302, stranger=302)),
    # people
    ("organisations", ["provlan"], READERS),
    ("organisation-add", ["provlan"], COORDINATORS),
    ("group-add", ["provlan"], COORDINATORS),
    ("organisation", GRANBY, READERS),
    ("organisation-edit", GRANBY, COORDINATORS | {"contact_person": 200}),
    ("person-add", GRANBY, COORDINATORS | {"contact_person": 200}),
    ("person", INSPECTOR, READERS),
    ("person-edit", INSPECTOR, COORDINATORS | {"contact_person": 200, "inspector": 200}),
    ("person-invite", INSPECTOR, POSTED),
    ("person-close", INSPECTOR, POSTED),
    ("person-data", INSPECTOR, COORDINATORS | {"inspector": 200}),
    ("person-data-json", INSPECTOR, COORDINATORS | {"inspector": 200}),
    ("person-erase", INSPECTOR, COORDINATORS),
    ("group", STEERING, READERS),
    ("group", CRIME, gets(members=404, county_officer=200, crime_group_member=200)),
    ("group-edit", STEERING, COORDINATORS),
    ("group-edit", CRIME, gets(members=404, county_officer=200, crime_group_member=403)),
    ("seat-add", STEERING, COORDINATORS),
    ("seat-add", CRIME, gets(members=404, county_officer=200, crime_group_member=403)),
    ("meetings", ["provlan"], READERS),
    ("meeting-new", ["provlan"], ARRANGERS | {"county_officer": 200}),
    ("meeting", MEETING, READERS),
    ("meeting", CRIME_MEETING, CRIME_MEMBERS),
    ("meeting", ["provlan", "{proposed_meeting.pk}"], gets(members=404, coordinator=200, chair=200)),
    ("meeting-file", MEETING, STEERERS),
    ("meeting-file", CRIME_MEETING, CRIME_MEMBERS),
    *((f"meeting-{verb}", MEETING, ARRANGERS) for verb in ("edit", "move", "cancel", "hold", "invite")),
    *((f"meeting-{verb}", CRIME_MEETING, CRIME_CONVENER) for verb in ("edit", "move", "cancel", "hold", "invite")),
    *((f"meeting-{verb}", MEETING, POSTED) for verb in ("publish", "replan", "archive", "restore", "remind", "answer")),
    ("meeting-invite-members", MEETING, POSTED),
    ("invitation-withdraw", [*MEETING, "{meeting_invitation.pk}"], POSTED),
    ("meeting-series", ["provlan", "{series.pk}"], READERS),
    ("meeting-series", ["provlan", "{crime_series.pk}"], CRIME_MEMBERS),
    ("meeting-series-new", ["provlan"], ARRANGERS | {"county_officer": 200}),
    ("meeting-series-edit", ["provlan", "{series.pk}"], ARRANGERS),
    ("meeting-series-edit", ["provlan", "{crime_series.pk}"], CRIME_CONVENER),
    ("meeting-series-archive", ["provlan", "{series.pk}"], POSTED),
    ("meeting-series-restore", ["provlan", "{series.pk}"], POSTED),
    ("poll-new", ["provlan"], ARRANGERS | {"county_officer": 200}),
    ("poll", ["provlan", "{poll.pk}"], STEERERS),
    ("poll-choose", ["provlan", "{poll.pk}", 1], POSTED),
    ("poll-close", ["provlan", "{poll.pk}"], POSTED),
    ("poll-reopen", ["provlan", "{poll.pk}"], POSTED),
    ("calendar-addresses", ["provlan"], READERS),
    ("calendar-revoke", ["provlan", "{feed.pk}"], POSTED),
    ("meeting-invitation", ["{invitation_token}"], EVERYONE),  # the address is the key
    ("poll-answer-by-link", ["{poll_token}"], EVERYONE),
    ("calendar-feed", ["{feed_secret}"], EVERYONE),
    ("seat-end", ["provlan", "{seat.pk}"], COORDINATORS),
    ("seat-end", ["provlan", "{crime_seat.pk}"], gets(members=404, county_officer=200, crime_group_member=403)),
    # plan
    ("plans", ["provlan"], MEMBERS_ONLY),
    ("now", ["provlan", "plan"], gets(members=302, stranger=302)),
    ("plan", DECIDED, EVERYONE),
    ("plan", DRAFT, MEMBERS_ONLY),
    ("areas", DECIDED, EVERYONE),
    ("areas", DRAFT, MEMBERS_ONLY),
    ("area", [*DECIDED, "U1"], EVERYONE),
    ("area", [*DRAFT, "U1"], MEMBERS_ONLY),
    ("areas-csv", DECIDED, EVERYONE),
    ("areas-csv", DRAFT, MEMBERS_ONLY),
    ("activities-csv", DECIDED, EVERYONE),
    ("activities-csv", DRAFT, MEMBERS_ONLY),
    ("activities", DECIDED, EVERYONE),
    ("activities", DRAFT, MEMBERS_ONLY),
    ("activity", [*DECIDED, "N1"], EVERYONE),
    ("activity", [*DRAFT, "N1"], MEMBERS_ONLY),
    ("goals", DECIDED, EVERYONE),
    ("goals", DRAFT, MEMBERS_ONLY),
    ("goal", [*DECIDED, 1], EVERYONE),
    ("goal", [*DRAFT, 1], MEMBERS_ONLY),
    ("changes", DRAFT, MEMBERS_ONLY),
    ("plan-file", DECIDED, EVERYONE),
    ("plan-file", DRAFT, MEMBERS_ONLY),
    ("plan-new", ["provlan"], DRAFTERS),
    ("plan-import", ["provlan"], DRAFTERS),
    ("intake", INTAKE, DRAFTERS),
    ("intake-texts", INTAKE, DRAFTERS),
    ("intake-rows", INTAKE, DRAFTERS),
    ("intake-original", INTAKE, DRAFTERS),
    ("intake-file", INTAKE, DRAFTERS),
    ("intake-cell", [*INTAKE, "{intake_cell.pk}"], DRAFTERS),
    ("intake-text", [*INTAKE, "{intake_text.pk}"], DRAFTERS),
    ("intake-accept", INTAKE, DRAFT_POSTED),
    ("intake-make", INTAKE, DRAFT_POSTED),
    ("intake-discard", INTAKE, DRAFT_POSTED),
    ("intake-restore", INTAKE, DRAFT_POSTED),
    ("intake-cell-accept", [*INTAKE, "{intake_cell.pk}"], DRAFT_POSTED),
    ("intake-text-drop", [*INTAKE, "{intake_text.pk}"], DRAFT_POSTED),
    ("intake-text-restore", [*INTAKE, "{intake_text.pk}"], DRAFT_POSTED),
    ("edition-start", ["provlan", "2026-2028"], DRAFT_POSTED),
    ("ask-for-comments", DRAFT, DRAFTERS),
    ("edition-propose", DRAFT, DRAFTERS),
    ("edition-propose", PROPOSED, gets(members=403, public=404)),
    ("edition-return", PROPOSED, DRAFTERS | {"chair": 200}),
    ("recommend", PROPOSED, DRAFTERS | {"steering_member": 200}),
    ("verify", DECIDED, EVERYONE),
    ("verify", DRAFT, gets(members=404, public=404)),
    ("decided-file", DECIDED, EVERYONE),
    ("decided-file", DRAFT, gets(members=404, public=404)),
    ("send-out", SENT, DRAFTERS),
    ("receipts", SENT, DRAFTERS | dict.fromkeys(["chair", "steering_member", "county_officer"], 200)),
    ("receipt-open", [*SENT, "{receipt.pk}"], DRAFT_POSTED),
    ("confirm-reading", SENT, DRAFT_POSTED),
    ("go-on", SENT, DRAFTERS),
    ("next-plan", ["provlan", "2026-2028"], DRAFT_POSTED),
    ("carried", CARRIED, MEMBERS_ONLY),
    ("comments", COMMENTED, MEMBERS_ONLY),
    ("comments", DECIDED, MEMBERS_ONLY),
    ("comment-add", COMMENTED, MEMBERS_ONLY),
    ("comment-add", [*COMMENTED, "area", "U1"], MEMBERS_ONLY),
    ("comment-add", [*COMMENTED, "area", "U99"], gets(members=404, public=404)),
    ("comment-add", DRAFT, gets(members=403, public=404)),
    ("comment-edit", COMMENT, gets(members=403, contact_person=200, public=404)),
    ("comment-withdraw", COMMENT, DRAFT_POSTED),
    ("comment-restore", COMMENT, DRAFT_POSTED),
    ("comment-answer", COMMENT, DRAFTERS),
    ("comments-excel", COMMENTED, MEMBERS_ONLY),
    ("comments-word", COMMENTED, MEMBERS_ONLY),
    ("edition-decide", PROPOSED, gets(members=403, chair=200, public=404)),
    ("edition-decide", DRAFT, gets(members=403, public=404)),
    ("edition-decide", DECIDED, gets(members=403, public=404)),
    ("area-add", DRAFT, DRAFTERS),
    ("step-add", [*DRAFT, "K"], DRAFTERS),
    ("activity-add", DRAFT, DRAFTERS),
    ("goal-add", DRAFT, DRAFTERS),
    ("section-add", DRAFT, DRAFTERS),
    ("body-add", DRAFT, DRAFTERS),
    ("party-add", DRAFT, DRAFTERS),
    ("parties", DECIDED, EVERYONE),
    ("parties", DRAFT, MEMBERS_ONLY),
    ("row-edit", [*AREA, "aim"], DRAFTERS),
    ("row-history", [*AREA, "aim"], MEMBERS_ONLY),
    ("row-undo", [*AREA, 1], DRAFT_POSTED),
    ("row-archive", AREA, DRAFT_POSTED),
    ("row-restore", AREA, DRAFT_POSTED),
    ("row-move", AREA, DRAFT_POSTED),
    ("follow-up", DECIDED, MEMBERS_ONLY),
    ("follow-up", DRAFT, MEMBERS_ONLY),
    ("report", [*DECIDED, "U1"], gets(members=403, stranger=403, public=403, coordinator=200, inspector=200)),
    ("report", [*DRAFT, "U1"], DRAFTERS | {"inspector": 200}),
    ("placing", [*DRAFT, "N1"], DRAFTERS),
    ("unplace", [*DRAFT, "N1", "{placement.pk}"], DRAFT_POSTED),
    ("year", DECIDED, EVERYONE),
    ("year", DRAFT, MEMBERS_ONLY),
    ("year-of", [*DRAFT, 2027], MEMBERS_ONLY),
    ("frameworks", ["provlan"], MEMBERS_ONLY),
    ("framework-import", ["provlan"], DRAFTERS),
    ("frameworks-load", ["provlan"], DRAFT_POSTED),
    ("framework", ["provlan", "pahittad"], MEMBERS_ONLY),
    ("framework-file", ["provlan", "pahittad"], MEMBERS_ONLY),
    ("framework-edition-add", ["provlan", "pahittad"], DRAFTERS),
    ("framework-edition", ["provlan", "pahittad", "pahittad-2032"], MEMBERS_ONLY),
    ("focus-add", ["provlan", "pahittad", "pahittad-2032"], DRAFTERS),
    ("framework-edit", ["provlan", "focus", "{focus.pk}"], DRAFTERS),
    ("framework-archive", ["provlan", "focus", "{focus.pk}"], DRAFT_POSTED),
    ("framework-restore", ["provlan", "focus", "{focus.pk}"], DRAFT_POSTED),
    ("framework-undo", ["provlan", "focus", "{focus.pk}", 1], DRAFT_POSTED),
    ("alignment", DECIDED, MEMBERS_ONLY),
    ("alignment", DRAFT, MEMBERS_ONLY),
    ("build-on", DRAFT, DRAFT_POSTED),
    ("difference-choose", DECIDED, EVERYONE),
    ("difference-choose", DRAFT, MEMBERS_ONLY),
    ("difference", [*DRAFT, "2026-2028", 1], MEMBERS_ONLY),
    ("difference", [*DECIDED, "2026-2028", 2], MEMBERS_ONLY),
    ("difference", [*DECIDED, "2026-2028", 1], EVERYONE),
    ("difference-word", [*DECIDED, "2026-2028", 1], EVERYONE),
    ("difference-word", [*DRAFT, "2026-2028", 1], MEMBERS_ONLY),
    ("difference-pdf", [*DRAFT, "2026-2028", 1], MEMBERS_ONLY),
    ("public-plan", ["provlan", "2026-2028"], EVERYONE),
    ("public-row", ["provlan", "2026-2028", "U1"], EVERYONE),
    ("plan-word", DRAFT, MEMBERS_ONLY),
    ("plan-pdf", DRAFT, MEMBERS_ONLY),
    ("plan-excel", DECIDED, EVERYONE),
    ("areas-csv", DECIDED, EVERYONE),
    ("areas-csv", DRAFT, MEMBERS_ONLY),
    ("activities-csv", DECIDED, EVERYONE),
    ("activities-csv", DRAFT, MEMBERS_ONLY),
    ("findings", DECIDED, MEMBERS_ONLY),
    ("findings-json", DECIDED, MEMBERS_ONLY),
    ("acknowledge", [*DRAFT, "{finding.fingerprint}"], DRAFTERS),
    ("withdraw", [*DRAFT, "{acknowledgement.pk}"], DRAFT_POSTED),
    ("rankings", DRAFT, MEMBERS_ONLY),
    ("ranking-new", DRAFT, DRAFTERS),
    ("ranking", ROUND, THOSE_WHO_RANK),
    ("ranking", CONCLUDED, MEMBERS_ONLY),
    ("ranking-share", ROUND, THOSE_WHO_RANK | {"steering_member": 403}),
    ("ranking-conclude", ROUND, THOSE_WHO_RANK | {"coordinator": 403, "steering_member": 403}),  # it is not shared
    ("ranking-conclude", CONCLUDED, gets(members=403, public=404)),
    ("ranking-archive", ROUND, DRAFT_POSTED),
    ("ranking-restore", ROUND, DRAFT_POSTED),
    ("ranking-excel", ROUND, gets(members=404, public=404)),  # nobody, before it is shared
    ("ranking-excel", CONCLUDED, MEMBERS_ONLY),
    ("ranking-candidates", ROUND, THOSE_WHO_RANK | {"steering_member": 403}),
    ("ranking-candidate", [*ROUND, "{candidate.pk}"], THOSE_WHO_RANK | {"steering_member": 403}),
    ("ranking-drop", [*ROUND, "{candidate.pk}"], DRAFT_POSTED),
    ("ranking-criterion-add", ROUND, THOSE_WHO_RANK | {"steering_member": 403}),
    ("ranking-criterion", [*ROUND, "{criterion.pk}"], THOSE_WHO_RANK | {"steering_member": 403}),
    ("ranking-criterion-drop", [*ROUND, "{criterion.pk}"], DRAFT_POSTED),
    ("ranking-score", ROUND, THOSE_WHO_RANK | {"coordinator": 403}),
    ("ranking-score-save", [*ROUND, "{candidate.pk}"], THOSE_WHO_RANK | {"coordinator": 403, "steering_member": 302}),
    ("ranking-hand-in", ROUND, DRAFT_POSTED),
    ("capacity", DRAFT, MEMBERS_ONLY),
    ("capacity", DECIDED, MEMBERS_ONLY),
    ("capacity-set", DRAFT, DRAFTERS),
    ("budgets", DECIDED, gets(members=302, stranger=302, public=302)),  # to the only year there is
    ("budgets", DRAFT, gets(members=302, public=404)),
    ("budget", [*DECIDED, 2026], EVERYONE),
    ("budget", [*DRAFT, 2026], MEMBERS_ONLY),
    ("line-add", [*DRAFT, "{budget.pk}"], DRAFTERS),
    ("budget-revise", [*DRAFT, "{budget.pk}"], DRAFTERS),
    ("shares", [*DRAFT, "{budget.pk}"], MEMBERS_ONLY),
    ("shares-excel", [*DRAFT, "{budget.pk}"], MEMBERS_ONLY),
    # needs
    ("needs", ["provlan"], MEMBERS_ONLY),
    ("needs-excel", ["provlan"], MEMBERS_ONLY),
    ("need-similar", ["provlan"], MEMBERS_ONLY),
    ("need-new", ["provlan"], NEEDED_BY_SOMEBODY),
    ("need-pairs", ["provlan"], DRAFTERS),
    ("need", NEED, MEMBERS_ONLY),
    ("need-edit", NEED, DRAFTERS | dict.fromkeys(SPEAK_FOR_GRANBY, 200)),
    ("need-support", NEED, NEEDED_BY_SOMEBODY),
    ("need-support-withdraw", [*NEED, "{need_support.pk}"], DRAFT_POSTED),
    ("need-comment", NEED, DRAFT_POSTED),
    ("need-comment-archive", [*NEED, "{need_comment.pk}"], DRAFT_POSTED),
    ("need-comment-restore", [*NEED, "{need_comment.pk}"], DRAFT_POSTED),
    *((f"need-{answer}", NEED, DRAFTERS) for answer in ("adopt", "wait", "decline", "merge")),
    ("need-reopen", NEED, DRAFT_POSTED),
    ("need-undo", NEED, DRAFT_POSTED),
    # the budget year
    ("budget-years", ["provlan"], gets(members=302, public=404)),
    ("bookkeeping", ["provlan"], MEMBERS_ONLY),
    ("bookkeeping-edit", ["provlan"], DRAFTERS),
    ("rule-add", ["provlan"], DRAFTERS),
    ("rule-edit", ["provlan", "{account_rule.pk}"], DRAFTERS),
    ("rule-move", ["provlan", "{account_rule.pk}"], DRAFT_POSTED),
    ("rule-archive", ["provlan", "{account_rule.pk}"], DRAFT_POSTED),
    ("rule-restore", ["provlan", "{account_rule.pk}"], DRAFT_POSTED),
    ("budget-year", BUDGET_YEAR, MEMBERS_ONLY),
    ("books", BUDGET_YEAR, DRAFTERS),
    ("books-preview", [*BUDGET_YEAR, "waiting"], DRAFTERS | {"coordinator": 302}),  # nothing waits: choose a file
    ("books-ours", [*BUDGET_YEAR, "waiting"], DRAFT_POSTED),
    ("accounts-map", BUDGET_YEAR, DRAFT_POSTED),
    ("budget-line", [*BUDGET_YEAR, "cost", "loner"], MEMBERS_ONLY),
    ("line-forecast", [*BUDGET_YEAR, "cost", "loner"], DRAFTERS),
    ("line-explain", [*BUDGET_YEAR, "cost", "loner"], DRAFTERS),
    ("year-close", BUDGET_YEAR, MEMBERS_ONLY),
    ("year-reopen", BUDGET_YEAR, DRAFT_POSTED),
    ("year-approve", BUDGET_YEAR, DRAFT_POSTED),
    ("closing-word", BUDGET_YEAR, MEMBERS_ONLY),
    ("closing-pdf", BUDGET_YEAR, MEMBERS_ONLY),
    ("budget-year-excel", BUDGET_YEAR, MEMBERS_ONLY),
    ("invoices-excel", BUDGET_YEAR, MEMBERS_ONLY),
]


def a_round(draft: Any, **state: Any) -> RankingRound:
    opened = plan_actions.open_ranking(draft, by=SYSTEM, title="Vad ska in i planen?")
    RankingRound.objects.filter(pk=opened.pk).update(**state)
    return RankingRound.objects.get(pk=opened.pk)


class World:
    """One of everything, by the name that the tables use."""

    def __init__(self, county: Any, decided: Any, draft: Any) -> None:
        self.collaboration = county.collaboration
        self.granby, self.bjorkas = county.organisations["granby"], county.organisations["bjorkas"]
        self.steering, self.crime_group = county.groups["styrgrupp"], county.groups["miljobrott"]
        self.inspector, self.police = county.persona("inspector"), county.persona("crime_group_member")
        self.seat = self.steering.memberships.get(person__email="chair@example.org")
        self.crime_seat = self.crime_group.memberships.get(person=self.police)
        self.meet()
        self.decided, self.draft, self.plan = decided, draft, draft.plan
        self.decided_area, self.area = decided.area_set.get(code="U1"), draft.area_set.get(code="U1")
        self.proposed = plan_actions.import_edition(
            county.collaboration, by=SYSTEM, document=small_plan(key="2027-2029", first_year=2027, last_year=2029)
        )
        self.proposed = plan_actions.propose(self.proposed, by=SYSTEM)
        self.proposed_area = self.proposed.area_set.get(code="U1")
        self.sent = plan_actions.send_out(
            plan_actions.import_edition(
                county.collaboration,
                by=SYSTEM,
                document=small_plan(
                    key="2024-2026", first_year=2024, last_year=2026, decision=Decision("styrgrupp", "september 2023")
                ),
            ),
            by=SYSTEM,
        )
        self.receipt = self.sent.receipts.get(person__email="contact_person@example.org")
        self.carrying = plan_actions.start_next_plan(self.sent.plan, by=SYSTEM).carried.first()
        self.commented = plan_actions.import_edition(
            county.collaboration, by=SYSTEM, document=small_plan(key="2028-2030", first_year=2028, last_year=2030)
        )
        self.commented = plan_actions.ask_for_comments(
            self.commented, by=SYSTEM, until=timezone.localdate(), organisations=[self.granby]
        )
        author = county.persona("contact_person")
        said = [plan_actions.comment(self.commented, by=author, kind="area", key="U1", text="Hm.") for _n in range(2)]
        self.comment = said[0]
        self.answered_comment = plan_actions.answer_comment(said[1], by=SYSTEM, version=None, answer="accepted")
        self.activity, self.budget = draft.activity_set.get(code="N1"), draft.budget_set.get()
        self.placement = plan_actions.place(self.activity, by=SYSTEM, on=date(2026, 5, 5))
        self.bookkeeping = plan_actions.open_books(self.collaboration, by=SYSTEM)
        self.account_rule = plan_actions.add_account_rule(
            self.bookkeeping, by=SYSTEM, first_account=5000, last_account=5999, side="cost", line="loner"
        )
        self.budget_year = plan_actions.open_year(self.collaboration, by=SYSTEM, year=2025)
        self.closing = self.budget_year.closingaccounts_set.create(
            opening_balance=0, closing_balance=0, statement={"budget_opening": 0, "lines": []}
        )
        self.framework = plan_actions.import_framework(self.collaboration, by=SYSTEM, document=STRATEGY)
        self.framework_edition = self.framework.editions.get(key="pahittad-2032")
        self.focus = self.framework_edition.focuses.get(key="vatten")
        draft.refresh_from_db()
        self.finding = findings(draft)[0].finding
        self.acknowledgement = plan_actions.acknowledge(
            draft, by=SYSTEM, check_code="X1", fingerprint="f", reason="Styrgruppen vet."
        )
        self.concluded_ranking = a_round(draft, status="concluded", shared_at=NOON, concluded_at=NOON)
        self.ranking = a_round(draft)
        need = a_need(county, number=901)
        plan_actions.add_candidates(self.ranking, by=SYSTEM, needs=[need])
        self.candidate, self.criterion = self.ranking.candidates.get(), self.ranking.criteria.first()
        self.county_board = county.organisations["lansstyrelsen"]
        self.need = plan_actions.bring_need(
            self.granby, by=SYSTEM, title="Radon i skolor", why="Få mäter.", support="campaign", urgency="year"
        )
        self.need_support = plan_actions.support_need(self.need, by=SYSTEM, organisation=self.bjorkas)
        self.need_comment = plan_actions.comment_need(self.need, by=self.inspector, text="Vi har mätt.")

        self.intake, self.made_intake = (self.read(county, f"Plan {year}–{year + 2}") for year in (2040, 2043))
        self.intake_cell, self.intake_text = self.intake.intakecell_set.first(), self.intake.intaketext_set.get()
        plan_actions.make_edition(self.made_intake, by=SYSTEM)
        self.made_intake.refresh_from_db()
        self.made_intake_cell = self.made_intake.intakecell_set.first()

    def meet(self) -> None:
        """Meetings of the steering group and of the confidential one."""
        self.series, self.crime_series = a_series(self.steering), a_series(self.crime_group)
        self.meeting, self.crime_meeting = a_meeting(self.steering), a_meeting(self.crime_group)
        self.proposed_meeting = a_meeting(self.steering, planned=False)
        self.guest_invitation = meeting_actions.invite(self.meeting, by=SYSTEM, name="Gäst", email="gast@example.org")
        self.meeting_invitation = self.meeting.invitations.get(person__email="steering_member@example.org")
        self.crime_invitation = self.crime_meeting.invitations.get(person=self.police)
        self.invitation_token = invitation_token(self.meeting_invitation)
        self.poll = a_poll(self.steering)
        self.poll_token = poll_token(self.poll, self.meeting_invitation.person)
        self.feed_secret, token_hash = new_secret()
        self.feed = meeting_actions.open_feed(self.inspector, by=SYSTEM, token_hash=token_hash)

    @staticmethod
    def read(county: Any, title: str) -> Any:
        """A document that was handed in and read, with a text that has no place."""
        data = f"{title}\n\nNågot som inte har någon plats.".encode()
        intake = plan_actions.begin_intake(county.collaboration, by=SYSTEM, name="plan.txt", data=data)
        intake_work.read_waiting()
        intake.refresh_from_db()
        return intake

    def address(self, name: str, arguments: list[Any]) -> str:
        filled = [part.format_map(vars(self)) if isinstance(part, str) else part for part in arguments]
        return reverse(name, args=filled)


@pytest.fixture
def world(county, decided, draft):
    return World(county, decided, draft)


def names_of(patterns: Any) -> Iterator[str]:
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from names_of(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_verb_has_a_row():
    assert sorted({verb for verb, _subject, _allowed in VERBS}) == sorted(REGISTRY)


def test_every_address_has_a_row():
    ours = {name for name in names_of(get_resolver().url_patterns) if not name.startswith(ALLAUTH)}
    assert sorted({name for name, _arguments, _answers in ADDRESSES}) == sorted(ours)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(world, persona, who):
    user = persona(who)
    may = {(verb, subject): REGISTRY[verb].allow(user, getattr(world, subject)) for verb, subject, _allowed in VERBS}
    assert may == {(verb, subject): who in allowed for verb, subject, allowed in VERBS}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_gets_what_where(world, persona, client, who):
    if who != PUBLIC:
        client.force_login(persona(who))
    addresses = {world.address(name, arguments): answers[who] for name, arguments, answers in ADDRESSES}
    assert {address: client.get(address).status_code for address in addresses} == addresses
