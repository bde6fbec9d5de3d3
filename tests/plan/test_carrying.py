"""The next plan is born from the last one."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed
from samsyn.kernel.models import Event
from samsyn.plan import actions
from samsyn.plan.models import Carrying, Edition
from samsyn.plan.queries import carrying as queries
from samsyn.plan.queries import editions
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc.rolling import next_period
from tests.conftest import small_plan
from tests.plan.test_pages import text

NEXT = ["provlan", "2027-2029", 1]


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


@pytest.fixture
def following(decided, coordinator):
    """The next plan, nobody asked yet."""
    area, said = decided.area_set.get(code="U1"), "Rapporten är klar."
    actions.report_progress(area, by=coordinator, status="done", comment=said, on=date(2026, 6, 1))
    return actions.start_next_plan(decided.plan, by=coordinator)


def answer_all(edition, coordinator, **verdicts):
    for row in reversed(edition.carried.all()):
        verdict, reason = verdicts.get(row.code, ("continue", ""))
        actions.carry(row, by=coordinator, verdict=verdict, reason=reason)


def test_the_next_plan_is_the_last_one_rolled_a_year(following, decided):
    assert plan_document(following) == next_period(plan_document(decided))
    assert (following.plan.key, following.number, following.status) == ("2027-2029", 1, "draft")
    assert following.carried_from == decided
    asked = [(row.kind, row.code, row.verdict) for row in following.carried.all()]
    assert asked == [("area", c, "") for c in ("U1", "K", "U2", "U3")] + [("activity", "N1", "")]


def test_it_is_begun_once_and_only_from_what_is_decided(following, decided, coordinator, persona, county):
    with pytest.raises(Conflict):
        actions.start_next_plan(decided.plan, by=coordinator)
    with pytest.raises(Conflict):
        actions.start_next_plan(following.plan, by=coordinator)
    with pytest.raises(NotAllowed):
        actions.start_next_plan(decided.plan, by=persona("chair"))


def test_it_begins_from_the_latest_decided_edition(decided, coordinator):
    second = actions.start_edition(decided.plan, by=coordinator)
    assert second.carried_from == decided
    actions.revise(second.area_set.get(code="U1"), by=coordinator, version=1, aim="Rent vatten.")
    assert actions.start_next_plan(decided.plan, by=coordinator).area_set.get(code="U1").aim == "Renare vatten."


def test_a_plan_is_not_proposed_while_rows_are_unasked(following, coordinator):
    with pytest.raises(Conflict) as refused:
        actions.propose(following, by=coordinator)
    assert "U1 Dagvatten" in refused.value.message
    answer_all(following, coordinator)
    assert actions.propose(following, by=coordinator).status == "proposal"


def test_what_is_done_leaves_the_plan_and_stays_in_its_history(following, coordinator):
    row = following.carried.get(code="U1")
    for reason in ("", " "):
        with pytest.raises(Invalid):
            actions.carry(row, by=coordinator, verdict="done", reason=reason)
    with pytest.raises(Invalid):
        actions.carry(row, by=coordinator, verdict="kanske")
    actions.carry(row, by=coordinator, verdict="done", reason="Slutrapport maj 2026.")
    area = following.area_set.get(code="U1")
    assert area.archived_at and "U1" not in [a.code for a in plan_document(following).areas]
    assert [(r.title, r.verdict, r.reason) for r in queries.ended(following)] == [
        ("Dagvatten", "done", "Slutrapport maj 2026.")
    ]
    assert Event.objects.filter(verb="plan.carry").count() == 1
    assert journal.history(area).first().verb == "plan.archive"


def test_another_answer_brings_it_back(following, coordinator):
    row = following.carried.get(code="U1")
    actions.carry(row, by=coordinator, verdict="drop", reason="Ingen orkar.")
    actions.carry(row, by=coordinator, verdict="change")
    assert following.area_set.get(code="U1").archived_at is None
    assert not queries.ended(following) and row.code not in [r.code for r in queries.still_asked(following)]


def test_a_row_that_is_brought_back_by_hand_is_asked_again(following, coordinator):
    answer_all(following, coordinator, U1=("done", "Klart."))
    assert queries.still_asked(following) == []
    area = following.area_set.get(code="U1")
    actions.undo(area, by=coordinator, event=journal.history(area).first())
    assert [row.code for row in queries.still_asked(following)] == ["U1"]
    with pytest.raises(Conflict):
        actions.propose(following, by=coordinator)


def test_a_row_that_was_taken_out_by_hand_need_not_be_asked(following, coordinator):
    actions.archive(following.activity_set.get(), by=coordinator)
    assert "N1" not in [row.code for row in queries.still_asked(following)]


def test_what_waited_for_a_row_that_is_done_waits_no_longer(following, coordinator):
    actions.carry(following.carried.get(code="U2"), by=coordinator, verdict="done", reason="Kartlagt.")
    later = following.area_set.get(code="U3")
    assert later.depends_on == [] and journal.history(later).first().verb == "plan.revise"


def test_a_programme_goes_after_its_steps_and_comes_back_before_them(following, coordinator):
    rows = {row.code: row for row in following.carried.all()}
    with pytest.raises(Conflict):
        actions.carry(rows["K"], by=coordinator, verdict="drop", reason="Nej.")
    for code in ("U3", "U2", "K"):
        actions.carry(rows[code], by=coordinator, verdict="drop", reason="Nej.")
    with pytest.raises(Conflict):
        actions.carry(rows["U2"], by=coordinator, verdict="continue")
    actions.carry(rows["K"], by=coordinator, verdict="continue")
    actions.carry(rows["U2"], by=coordinator, verdict="continue")
    assert [step.code for area in plan_document(following).areas for step in area.steps] == ["U2"]


def test_a_code_is_never_used_again(following, coordinator):
    answer_all(following, coordinator, U3=("drop", "Nej."))
    assert actions.add_area(following, by=coordinator, title="Buller", kind="campaign").code == "U4"
    actions.propose(following, by=coordinator)
    actions.decide(following, by=SYSTEM, on=date(2026, 11, 1))
    third = actions.start_next_plan(following.plan, by=coordinator)
    actions.archive(third.area_set.get(code="U4"), by=coordinator)
    assert not third.area_set.filter(code="U3").exists()
    assert actions.add_area(third, by=coordinator, title="Ljus", kind="campaign").code == "U5"


def test_follow_up_goes_with_the_code(following, client, coordinator, decided):
    plan, reports = queries.earlier_reports(following.plan, "U1")
    assert (plan, [report.comment for report in reports]) == (decided.plan, ["Rapporten är klar."])
    assert queries.earlier_reports(decided.plan, "U1") == (None, [])
    client.force_login(coordinator)
    page = text(client.get(reverse("area", args=[*NEXT, "U1"])))
    assert "I planen 2026–2028" in page and "Rapporten är klar." in page


def test_the_plan_in_force_is_the_one_that_has_begun(following, decided, coordinator, monkeypatch):
    answer_all(following, coordinator)
    actions.propose(following, by=coordinator)
    actions.decide(following, by=SYSTEM, on=date(2026, 11, 1))
    in_force = {date(2025, 1, 1): decided, date(2026, 12, 31): decided, date(2027, 1, 1): following}
    for today, edition in in_force.items():
        monkeypatch.setattr(editions.timezone, "localdate", lambda today=today: today)
        assert editions.current_edition(coordinator, collaboration="provlan") == edition


@pytest.mark.parametrize(
    "changes", [{"verdict": "continue"}, {"reason": "x"}, {"verdict": "done", "answered_at": "2026-01-01T00:00Z"}]
)
def test_the_database_itself_refuses_half_an_answer(following, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Carrying.objects.filter(code="U1").update(**changes)


def test_the_rows_are_asked_on_one_page(following, client, coordinator, persona):
    client.force_login(coordinator)
    address = reverse("carried", args=NEXT)
    rows = {row.code: row for row in following.carried.all()}

    def given(**answers):
        data = {}
        for code, (verdict, reason) in answers.items():
            data |= {f"verdict_{rows[code].pk}": verdict, f"reason_{rows[code].pk}": reason}
        return data

    page = text(client.get(address))
    assert "5 rader väntar på svar" in page and "Rapporten är klar." in page
    page = text(client.post(address, given(U1=("done", ""), K=("continue", ""))), status=422)
    assert "Skriv skälet" in page and not Carrying.objects.exclude(verdict="").exists()
    page = text(client.post(address, given(K=("drop", "Nej."), U2=("drop", "Nej."), U3=("drop", "Nej.")), follow=True))
    assert "2 rader väntar" in page
    page = text(client.post(address, given(U1=("done", "Slutrapport."), N1=("continue", "")), follow=True))
    assert "Alla rader har fått svar" in page and "Slutrapport." in page
    client.force_login(persona("inspector"))
    page = text(client.get(address))
    assert "Slutrapport." in page and "Spara svaren" not in page
    assert client.post(address, {}).status_code == 403


def test_what_cannot_be_is_told_at_its_row_and_nothing_is_half_saved(following, client, coordinator):
    client.force_login(coordinator)
    rows = {row.code: row for row in following.carried.all()}
    data = {f"verdict_{rows['K'].pk}": "drop", f"reason_{rows['K'].pk}": "Nej.", f"verdict_{rows['N1'].pk}": "continue"}
    page = text(client.post(reverse("carried", args=NEXT), data), status=422)
    assert "U2 Kartlägga" in page and not Carrying.objects.exclude(verdict="").exists()


def test_the_ways_on_by_their_page(decided, client, coordinator):
    client.force_login(coordinator)
    page = text(client.get(reverse("go-on", args=["provlan", "2026-2028", 1])))
    assert "Börja på planen 2027–2029" in page
    page = text(client.post(reverse("next-plan", args=["provlan", "2026-2028"]), follow=True))
    assert "Överfört från förra planen" in page
    assert "redan påbörjad" in text(client.get(reverse("go-on", args=["provlan", "2026-2028", 1])))


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_takes_the_same_queries_with_one_row_and_with_more(
    county, client, coordinator, django_assert_num_queries, size
):
    from samsyn.plandoc.model import Decision

    plan = small_plan(areas=small_plan().areas[:size], decision=Decision("styrgrupp", "2025"))
    first = actions.import_edition(county.collaboration, by=SYSTEM, document=plan)
    actions.start_next_plan(first.plan, by=coordinator)
    client.force_login(coordinator)
    text(client.get(reverse("carried", args=NEXT)))
    with django_assert_num_queries(10):
        text(client.get(reverse("carried", args=NEXT)))
    assert Edition.objects.count() == 2
