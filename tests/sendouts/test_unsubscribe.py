"""Fewer reminders: chosen on a page, or with one click from the mail."""

from datetime import date

import pytest
from django.core import mail as outgoing
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions as people
from samsyn.sendouts.actions import choose_reminders
from samsyn.sendouts.models import Mail, ReminderChoice
from tests.sendouts.conftest import a_duty, good_to_know, remind

pytestmark = pytest.mark.django_db


def link_of(message) -> str:
    return message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def test_one_click_in_the_mail_program_turns_off_what_is_no_duty(owing, clock, persona):
    owing(inspector=[a_duty("Rapportera U1"), good_to_know("U2 börjar snart")])
    remind()
    message = outgoing.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = link_of(message)
    assert link in message.body and link in message.alternatives[0][0]
    mail_program = Client(enforce_csrf_checks=True)
    assert mail_program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    choice = ReminderChoice.objects.get()
    assert (choice.person, choice.everything, choice.weekday) == (persona("inspector"), False, 1)
    clock(2026, 12, 7, 9)
    assert remind() == 1
    later = outgoing.outbox[1]
    assert "Rapportera U1" in later.body and "U2" not in later.body
    assert "List-Unsubscribe" not in later.extra_headers and "/off/" not in later.body  # what is left is duty


def test_following_the_link_asks_and_changes_nothing(owing, clock, client):
    owing(inspector=[good_to_know()])
    remind()
    link = link_of(outgoing.outbox[0])
    asked = client.get(link)
    assert "Ja, färre påminnelser" in asked.content.decode() and not ReminderChoice.objects.exists()
    done = client.post(link)
    assert "Nu får du färre påminnelser" in done.content.decode()
    assert "Nu får du färre påminnelser" in client.get(link).content.decode()
    clock(2026, 12, 7, 9)
    assert remind() == 0  # there is no duty


def test_the_page_behind_the_link_speaks_the_persons_language(owing, clock, client, persona):
    people.revise_person(persona("inspector"), by=SYSTEM, version=None, language="en")
    owing(inspector=[good_to_know()])
    remind()
    assert "Yes, fewer reminders" in client.get(link_of(outgoing.outbox[0])).content.decode()


@pytest.mark.parametrize("salt", ["another", "samsyn.sendouts.unsubscribe"])
def test_a_forged_link_leads_nowhere(client, persona, salt):
    token = signing.dumps(persona("inspector").pk, salt=salt) + ("x" if salt != "another" else "")
    assert client.post(reverse("reminders-off", args=[token])).status_code == 404
    assert not ReminderChoice.objects.exists()


def test_the_page_of_ones_own_choice(client, persona):
    client.force_login(persona("inspector"))
    assert reverse("reminders-choose") in client.get("/account/").content.decode()
    page = reverse("reminders-choose")
    refused = client.post(page, {"weekday": 6, "everything": "no"})
    assert refused.status_code == 422 and not ReminderChoice.objects.exists()
    assert client.post(page, {"weekday": 4, "everything": "no"}).status_code == 302
    assert client.post(page, {"weekday": 5, "everything": "no"}).status_code == 302
    choice = ReminderChoice.objects.get()
    assert (choice.person, choice.weekday, choice.everything, choice.version) == (persona("inspector"), 5, False, 2)


def test_in_the_demonstration_nothing_leaves_and_the_coordinator_reads_the_outbox(
    owing, clock, county, persona, client
):
    group = county.groups["miljobrott"].pk
    owing(
        inspector=[a_duty("Rapportera U1"), good_to_know("U2 börjar snart")],
        crime_group_member=[a_duty("Hemligt möte", confidential=group)],
        coordinator=[a_duty("Eget ärende")],
    )
    page = reverse("outbox", args=["provlan"])
    with override_settings(DEMO=True):
        assert remind() == 3 and not outgoing.outbox
        client.force_login(persona("chair"))
        assert client.get(page).status_code == 403
        client.force_login(persona("stranger"))
        assert client.get(page).status_code == 404
        client.force_login(persona("coordinator"))
        shown = client.get(page).content.decode()
    assert "Rapportera U1" in shown and "Eget ärende" in shown and "2 saker att göra i Samsyn" in shown
    assert "Hemligt" not in shown and "Pia Polis" not in shown
    assert "/off/" not in shown  # the coordinator turns off nobody else's reminders
    assert Mail.objects.filter(copy=None).count() == 0
    assert client.get(page).status_code == 404  # elsewhere mail is nobody else's to read


def test_a_choice_can_be_made_before_anything_was_sent(owing, clock, persona):
    choose_reminders(persona("inspector"), by=persona("inspector"), everything=False)
    owing(inspector=[good_to_know(due=date(2026, 12, 1))])
    assert remind() == 0
