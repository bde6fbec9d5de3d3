"""An edition's way from draft to decision."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone

from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed
from samsyn.plan import actions
from samsyn.plan.actions import rows
from samsyn.plan.models import Edition
from samsyn.plan.queries.document import plan_document
from tests.plan.test_pages import ADDRESS, text

TODAY = date(2026, 11, 23)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


@pytest.fixture
def asked(draft, county, coordinator):
    """The draft, out for comments."""
    organisations = [county.organisations["granby"], county.organisations["bjorkas"]]
    groups = [county.groups["beredningsgrupp"]]
    return actions.ask_for_comments(
        draft,
        by=coordinator,
        until=in_days(30),
        words="Är tiderna rimliga?",
        organisations=organisations,
        groups=groups,
    )


@pytest.fixture
def proposed(draft, coordinator):
    return actions.propose(draft, by=coordinator)


def test_a_draft_goes_out_for_comments_and_is_still_edited(asked, coordinator):
    assert (asked.status, asked.comments_from, asked.comments_until) == ("commenting", in_days(0), in_days(30))
    assert {o.slug for o in asked.asked_organisations.all()} == {"granby", "bjorkas"}
    actions.revise(asked.area_set.get(code="U1"), by=coordinator, version=1, aim="Rent vatten.")


def test_the_day_and_those_asked_are_changed_while_it_is_out(asked, coordinator, county):
    again = actions.ask_for_comments(
        asked, by=coordinator, until=in_days(40), organisations=[county.organisations["granby"]]
    )
    assert (again.comments_from, again.comments_until, again.comments_words) == (in_days(0), in_days(40), "")
    assert [o.slug for o in again.asked_organisations.all()] == ["granby"]
    assert not again.asked_groups.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": in_days(-1)}, "until"),
        ({"until": date(9999, 12, 31)}, "until"),
        ({"organisations": []}, "organisations"),
        ({"elsewhere": True}, "organisations"),
        ({"confidential": True}, "groups"),
    ],
)
def test_comments_that_nobody_could_give_are_not_asked_for(draft, coordinator, county, persona, given, field):
    asked = {"until": in_days(9), "organisations": [county.organisations["granby"]]}
    if given.pop("elsewhere", False):
        given["organisations"] = [persona("stranger").organisation]
    if given.pop("confidential", False):
        given["groups"] = [county.groups["miljobrott"]]
    with pytest.raises(Invalid) as refused:
        actions.ask_for_comments(draft, by=coordinator, **asked | given)
    assert set(refused.value.fields) == {field}
    draft.refresh_from_db()
    assert (draft.status, draft.asked_organisations.count()) == ("draft", 0)


def test_a_proposal_is_changed_by_nobody(proposed, coordinator):
    area = proposed.area_set.get(code="U1")
    with pytest.raises(NotAllowed):
        actions.revise(area, by=coordinator, version=1, aim="Annat")
    with pytest.raises(NotAllowed):
        actions.add_area(proposed, by=coordinator, title="Nytt", kind="campaign")
    with pytest.raises(NotAllowed):
        actions.propose(proposed, by=coordinator)


def test_a_proposal_comes_back_with_a_reason(proposed, persona, coordinator):
    with pytest.raises(Invalid):
        actions.return_to_draft(proposed, by=persona("chair"), because=" ")
    back = actions.return_to_draft(proposed, by=persona("chair"), because="Budgeten håller inte.")
    assert (back.status, back.proposed_at, back.returned_because) == ("draft", None, "Budgeten håller inte.")
    actions.revise(back.area_set.get(code="U1"), by=coordinator, version=1, aim="Annat")
    again = actions.propose(back, by=coordinator)
    assert again.returned_because == ""
    verbs = [event.verb for event in journal.history(again)]
    assert verbs == ["plan.propose", "plan.return", "plan.propose", "plan.import_edition"]


def test_the_chair_decides_and_then_nothing_changes(proposed, persona, coordinator):
    with pytest.raises(NotAllowed):
        actions.decide(proposed, by=coordinator, on=in_days(0))
    decided = actions.decide(proposed, by=persona("chair"), on=date(2026, 3, 3), paragraph="§ 12")
    assert (decided.status, decided.decision_body, decided.decided_by) == ("decided", "styrgrupp", persona("chair"))
    assert (decided.decision_when, decided.decision_on) == ("3 mars 2026, § 12", date(2026, 3, 3))
    assert plan_document(decided).decision.when == "3 mars 2026, § 12"
    with pytest.raises(NotAllowed):
        actions.revise(decided.area_set.get(code="U1"), by=coordinator, version=1, title="Något annat")
    with pytest.raises(NotAllowed):
        actions.return_to_draft(decided, by=coordinator, because="Ångrar mig")


def test_a_plan_without_a_steering_group_is_not_proposed(draft, coordinator):
    draft.activity_set.update(bodies=[])
    actions.archive(draft.body_set.get(key="styrgrupp"), by=SYSTEM)
    with pytest.raises(Conflict):
        actions.propose(draft, by=coordinator)


def test_a_decision_is_not_taken_tomorrow(proposed, persona):
    with pytest.raises(Invalid):
        actions.decide(proposed, by=persona("chair"), on=in_days(1))


def test_the_first_decision_is_not_long_before_the_plan(proposed, persona):
    with pytest.raises(Invalid) as refused:
        actions.decide(proposed, by=persona("chair"), on=date(1999, 5, 5))
    assert "2026" in refused.value.fields["on"]


def test_a_decision_is_not_before_the_one_on_the_edition_before(decided, coordinator, persona):
    Edition.objects.filter(pk=decided.pk).update(decision_on=date(2026, 3, 3))
    after = actions.propose(actions.start_edition(decided.plan, by=coordinator), by=coordinator)
    with pytest.raises(Invalid) as refused:
        actions.decide(after, by=persona("chair"), on=date(2026, 3, 2))
    assert "3\xa0mars\xa02026" in refused.value.fields["on"]
    assert actions.decide(after, by=persona("chair"), on=date(2026, 3, 3)).status == "decided"


@pytest.mark.parametrize("again", ["propose", "decide", "return_to_draft", "ask_for_comments"])
def test_what_the_status_forbids_is_told_even_to_samsyn_itself(decided, again):
    given = {
        "decide": {"on": in_days(0)}, "return_to_draft": {"because": "Nej."}, "ask_for_comments": {"until": in_days(9)}
    }  # fmt: skip
    with pytest.raises(Conflict):
        getattr(actions, again)(decided, by=SYSTEM, **given.get(again, {}))


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "decided"},
        {"status": "commenting"},
        {"status": "proposal"},
        {"proposed_at": timezone.now()},
        {"decision_on": TODAY},
        {"decided_sha256": "0" * 64},
        {"sent_out_at": timezone.now()},
        {"comments_from": TODAY},
        {"comments_from": TODAY, "comments_until": TODAY - timedelta(days=1)},
    ],
)
def test_the_database_itself_refuses_a_status_without_its_times(draft, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**changes)


@pytest.mark.parametrize("status", ["draft", "commenting", "proposal"])
def test_a_plan_has_one_undecided_edition(draft, coordinator, status):
    Edition.objects.filter(pk=draft.pk).update(
        status=status,
        comments_from=TODAY,
        comments_until=TODAY,
        proposed_at=timezone.now() if status == "proposal" else None,
    )
    with pytest.raises(Conflict):
        actions.start_edition(draft.plan, by=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(plan=draft.plan, number=2, title="En till")


def test_an_edit_that_was_under_way_when_the_edition_was_proposed_is_not_saved(draft):
    """The rule was asked before, the row is saved after: then the last step refuses, and all is taken back."""
    Edition.objects.filter(pk=draft.pk).update(status="proposal", proposed_at=timezone.now())
    draft.status = "draft"  # as it was read a moment ago
    with pytest.raises(Conflict):
        rows.touch(draft)


def test_an_earlier_version_finds_a_draft_where_a_proposal_was(transactional_db, county, coordinator, draft):
    actions.propose(draft, by=coordinator)
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes("plan")
    try:
        executor.migrate([("plan", "0003_needs")])
        with connection.cursor() as cursor:
            cursor.execute("SELECT status FROM plan_edition")
            assert cursor.fetchall() == [("draft",)]
    finally:
        MigrationExecutor(connection).migrate(latest)


def test_the_way_is_walked_by_its_pages(client, draft, county, persona):
    def go(who, name, given=None, status=200):
        client.force_login(persona(who))
        return text(client.post(reverse(name, args=ADDRESS), given or {}, follow=True), status=status)

    granby = county.organisations["granby"].pk
    assert "Välj minst en" in go("coordinator", "ask-for-comments", {"until": str(in_days(9))}, 422)
    asking = {"until": str(in_days(9)), "organisations": [granby], "words": "Är tiderna rimliga?"}
    assert "På remiss" in go("coordinator", "ask-for-comments", asking)
    assert "Förslag" in go("coordinator", "edition-propose")
    assert "fyllas i" in go("chair", "edition-return", {"because": " "}, 422)
    assert "Budgeten håller inte" in go("chair", "edition-return", {"because": "Budgeten håller inte."})
    go("coordinator", "edition-propose")
    assert "Välj dagens datum eller" in go("chair", "edition-decide", {"on": str(in_days(1))}, 422)
    assert "3 mars 2026, § 12" in go("chair", "edition-decide", {"on": "2026-03-03", "paragraph": "12"})


def test_who_presses_twice_is_told_that_it_may_be_done(proposed, client, coordinator):
    client.force_login(coordinator)
    assert "Kanske är det redan gjort" in text(client.post(reverse("edition-propose", args=ADDRESS)), 403)
