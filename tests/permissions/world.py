"""What the matrices speak of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions as meeting_actions
from samsyn.meetings.queries.secrets import invitation_token, new_secret, poll_token
from samsyn.plan import actions as plan_actions
from samsyn.plan.actions import intake_work
from samsyn.plan.models import RankingRound
from samsyn.plan.queries.findings import findings
from samsyn.plandoc.model import Decision
from tests.conftest import a_need, small_plan
from tests.meetings.made import a_meeting, a_poll, a_series
from tests.plandoc.frameworks import STRATEGY

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


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
        self.contact_person = county.persona("contact_person")
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
