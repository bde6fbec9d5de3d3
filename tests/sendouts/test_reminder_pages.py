"""The dry run: what it shows, that it writes nothing, and how little it asks the database for."""

import pytest
from django.core import mail as outgoing
from django.urls import reverse

from samsyn.kernel.models import Event
from samsyn.people import actions as people
from samsyn.sendouts.models import Mail, Reminder, ReminderRun
from tests.sendouts.conftest import a_duty, good_to_know, remind

pytestmark = pytest.mark.django_db
PAGE = "/provlan/reminders/"


@pytest.fixture
def coordinator(client, persona, clock):
    client.force_login(persona("coordinator"))
    return client


def test_it_tells_who_gets_what_and_who_gets_nothing(coordinator, owing):
    owing(inspector=[a_duty("Rapportera U1")], chair=[a_duty("Besluta"), good_to_know()])
    shown = coordinator.get(PAGE).content.decode()
    assert "Måndag 30\N{NO-BREAK SPACE}november\N{NO-BREAK SPACE}2026" in shown and "2 personer får ett mejl." in shown
    assert "Rapportera U1" in shown and "Besluta" in shown
    nothing = shown[shown.index("Har inget att bli påminda om") :]
    assert "Klara Kontakt" in nothing and "Inga Inspektör" not in nothing


def test_one_mail_is_read_as_it_would_be_in_the_persons_language(coordinator, owing, persona):
    person = people.revise_person(persona("inspector"), by=persona("inspector"), version=None, language="en")
    owing(inspector=[a_duty("Report on U1"), good_to_know("U2")])
    shown = coordinator.get(f"{PAGE}{person.pk}/?on=2026-11-30").content.decode()
    assert "2 things to do in Samsyn" in shown and "Hello Inga Inspektör," in shown
    assert "/off/" not in shown  # no link that turns somebody else's reminders off
    assert coordinator.get(f"{PAGE}{person.pk}/?on=2026-12-01").status_code == 404  # a Tuesday: there is no mail
    assert coordinator.get(f"{PAGE}{persona('chair').pk}/?on=2026-11-30").status_code == 404
    assert coordinator.get(f"{PAGE}{persona('stranger').pk}/?on=2026-11-30").status_code == 404


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-12-25", "Det är ingen arbetsdag."),
        ("2026-12-05", "Det är ingen arbetsdag."),
        ("2026-12-02", "Får sin påminnelse en annan veckodag"),
    ],
)
def test_a_day_without_reminders_says_why(coordinator, owing, on, told):
    owing(inspector=[a_duty()])
    shown = coordinator.get(PAGE, {"on": on}).content.decode()
    assert "Ingen får ett mejl den här dagen" in shown and told in shown


def test_who_has_had_one_this_week_is_told_of(coordinator, owing):
    owing(inspector=[a_duty()])
    remind()
    shown = coordinator.get(PAGE, {"on": "2026-11-30"}).content.decode()
    assert "Har redan fått veckans påminnelse" in shown


@pytest.mark.parametrize("on", ["2026-11-29", "i morgon", ""])
def test_a_day_that_cannot_be_used_is_refused_with_the_remedy(coordinator, owing, on):
    owing()
    refused = coordinator.get(PAGE, {"on": on})
    assert refused.status_code == 422 and "error-summary" in refused.content.decode()


def test_looking_writes_and_sends_nothing(coordinator, owing, persona):
    owing(inspector=[a_duty()])
    coordinator.get(PAGE)  # the session is there
    before = [model.objects.count() for model in (Event, Mail, Reminder, ReminderRun)]
    coordinator.get(PAGE, {"on": "2026-12-07"})
    coordinator.get(f"{PAGE}{persona('inspector').pk}/", {"on": "2026-12-07"})
    assert [model.objects.count() for model in (Event, Mail, Reminder, ReminderRun)] == before
    assert not outgoing.outbox


def test_what_a_confidential_group_keeps_to_itself_is_not_shown_to_outsiders(coordinator, owing, county, persona):
    group = county.groups["miljobrott"].pk
    owing(crime_group_member=[a_duty("Hemligt möte", confidential=group)])
    shown = coordinator.get(PAGE).content.decode()
    assert "Hemligt" not in shown and "Pia Polis" in shown[shown.index("Har inget att bli påminda om") :]
    assert coordinator.get(f"{PAGE}{persona('crime_group_member').pk}/").status_code == 404


def test_only_the_coordinator_finds_the_way_there(client, persona, decided, clock):
    for who, there in (("coordinator", True), ("chair", False)):
        client.force_login(persona(who))
        assert (reverse("reminders", args=["provlan"]) in client.get("/provlan/").content.decode()) is there


@pytest.mark.parametrize("many", [["inspector"], ["inspector", "chair", "politician"]])
def test_the_page_asks_the_database_no_more_for_more_mails(coordinator, owing, many, django_assert_num_queries):
    owing(**{name: [a_duty()] for name in many})
    with django_assert_num_queries(10):
        coordinator.get(PAGE)
