"""Those who stand behind a need are told what becomes of it."""

import pytest
from django.core import mail as outgoing
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.journal import work_through
from samsyn.kernel.models import Event
from samsyn.people import actions as people
from samsyn.plan import actions
from samsyn.sendouts.emails import deliver
from samsyn.sendouts.models import Mail

WORDS = {"title": "Checklista för <dagvatten>", "why": "Vi bedömer olika.", "support": "guidance", "urgency": "year"}


@pytest.fixture
def need(county, persona):
    Event.objects.update(handled_at=timezone.now())
    return actions.bring_need(county.organisations["granby"], by=persona("contact_person"), **WORDS)


def sent():
    """What is sent now: whom to and what about."""
    before = len(outgoing.outbox)
    work_through()
    deliver()
    return {message.to[0].partition("@")[0]: message for message in outgoing.outbox[before:]}


def test_bearer_and_supporters_are_told_with_the_reason_and_one_link(county, need, persona):
    actions.support_need(need, by=persona("steering_member"), organisation=county.organisations["bjorkas"])
    actions.decline_need(need, by=persona("coordinator"), reason="Det finns redan.\nFråga Länsstyrelsen.")
    told = sent()
    assert set(told) == {"contact_person", "steering_member"}
    message = told["contact_person"]
    (html, _kind) = message.alternatives[0]
    assert message.subject == "”Checklista för <dagvatten>” avböjdes"
    assert "Karin Koord skriver:\n”Det finns redan.\nFråga Länsstyrelsen.”" in message.body
    assert "<dagvatten>" in message.body and "\n\n\n" not in message.body
    assert "&lt;dagvatten&gt;" in html and "Det finns redan.<br>" in html
    link = f"/provlan/needs/{need.number}/"
    assert message.body.count(link) == html.count("<a ") == 1 and link in html


def test_each_is_told_in_the_own_language_what_it_became(county, need, draft, persona):
    people.revise_person(persona("contact_person"), by=SYSTEM, version=None, language="en")
    actions.adopt_need(need, by=persona("coordinator"), area=draft.area_set.get(code="U1"))
    told = sent()["contact_person"]
    assert told.subject == "“Checklista för <dagvatten>” became a development area"
    assert "which you stand behind, became the development area U1 Dagvatten." in told.body


def test_a_merged_needs_people_are_led_to_the_one_that_remains_and_told_what_becomes_of_it(county, need, persona):
    other = actions.bring_need(county.organisations["bjorkas"], by=persona("steering_member"), **WORDS | {"title": "B"})
    actions.merge_need(need, by=persona("coordinator"), into=other)
    told = sent()
    assert set(told) == {"contact_person"} and f"/provlan/needs/{other.number}/" in told["contact_person"].body
    actions.let_need_wait(other, by=persona("coordinator"), reason="Till hösten.")
    told = sent()
    assert set(told) == {"contact_person", "steering_member"}
    assert "”B”" in told["contact_person"].body and "Till hösten." in told["contact_person"].body


def test_the_contact_persons_hear_of_what_others_brought_for_their_organisation(county, persona):
    Event.objects.update(handled_at=timezone.now())
    need = actions.bring_need(county.organisations["granby"], by=persona("coordinator"), **WORDS)
    actions.let_need_wait(need, by=persona("coordinator"))
    assert set(sent()) == {"contact_person"}


def test_whoever_has_left_is_not_written_to(county, need, persona):
    people.close_account(persona("contact_person"), by=persona("coordinator"))
    actions.let_need_wait(need, by=persona("coordinator"))
    assert sent() == {}


def test_nobody_hears_of_an_answer_that_was_taken_back_at_once(need, persona):
    declined = actions.decline_need(need, by=persona("coordinator"), reason="Nej.")
    actions.undo_need_answer(declined, by=persona("coordinator"))
    assert sent() == {} and not Mail.objects.exists()


def test_whoever_has_heard_of_an_answer_hears_that_it_is_taken_back(need, persona):
    declined = actions.decline_need(need, by=persona("coordinator"), reason="Nej.")
    assert set(sent()) == {"contact_person"}
    actions.undo_need_answer(declined, by=persona("coordinator"))
    assert sent()["contact_person"].subject == "”Checklista för <dagvatten>” prövas på nytt"


def test_whoever_no_longer_belongs_is_told_nothing(need, persona):
    actions.let_need_wait(need, by=persona("coordinator"))
    work_through()
    bearer = persona("contact_person")
    for seat in bearer.memberships.all():
        seat.delete()
    bearer.organisation = persona("stranger").organisation
    bearer.save()
    assert deliver() == 0 and outgoing.outbox == []
