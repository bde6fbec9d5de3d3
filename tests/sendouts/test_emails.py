from dataclasses import replace

import pytest
from django.core import mail as outgoing
from django.test import override_settings
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.journal import work_through
from samsyn.kernel.models import Event
from samsyn.people import actions
from samsyn.sendouts import handlers
from samsyn.sendouts.emails import MAX_ATTEMPTS, deliver, letter
from samsyn.sendouts.enums import INVITATION, LETTERS
from samsyn.sendouts.models import Mail


@pytest.fixture
def newcomer(county):
    """Somebody who is in the phone book, and nothing else is waiting to be handled."""
    person = actions.add_person(county.organisations["granby"], by=SYSTEM, name="Nya Nora", email="nora@example.org")
    Event.objects.update(handled_at=timezone.now())
    return person


def test_an_invitation_is_mailed_once_in_the_persons_language(newcomer, persona):
    actions.invite(newcomer, by=persona("coordinator"))
    assert (work_through(), deliver(), deliver()) == (1, 1, 0)
    message = outgoing.outbox[0]
    assert message.to == ["nora@example.org"]
    assert message.subject == "Du är inbjuden till Samsyn för Miljösamverkan Provlän"
    assert "Hej Nya Nora!" in message.body and "Karin Koord" in message.body
    (html, kind) = message.alternatives[0]
    link = "/accounts/login/?email=nora%40example.org"
    assert link in message.body and link in html and html.count("<a ") == 1 and kind == "text/html"
    assert Mail.objects.get().to == ""


def test_it_is_written_in_english_to_those_who_have_chosen_english(newcomer):
    actions.revise_person(newcomer, by=SYSTEM, version=None, language="en")
    actions.invite(newcomer, by=SYSTEM)
    work_through(), deliver()
    assert outgoing.outbox[0].subject == "You are invited to Samsyn for Miljösamverkan Provlän"
    assert "Hello Nya Nora," in outgoing.outbox[0].body


def test_handling_twice_queues_once(newcomer):
    actions.invite(newcomer, by=SYSTEM)
    event = Event.objects.get(verb="people.invite", subject_id=newcomer.pk)
    handlers.invite(event)
    handlers.invite(event)
    assert Mail.objects.count() == 1
    actions.invite(newcomer, by=SYSTEM)
    work_through()
    assert Mail.objects.count() == 2


@override_settings(EMAIL_BACKEND="tests.sendouts.broken.Backend")
def test_a_mail_server_that_is_down_is_tried_again_later(newcomer, caplog):
    actions.invite(newcomer, by=SYSTEM)
    work_through()
    assert deliver() == 0
    mail = Mail.objects.get()
    assert "no mail server" in mail.error and mail.sent_at is None and mail.claimed_until > timezone.now()
    assert deliver() == 0 and Mail.objects.get().attempts == 1
    for _ in range(MAX_ATTEMPTS + 1):
        Mail.objects.update(claimed_until=None)
        deliver()
    assert Mail.objects.get().attempts == MAX_ATTEMPTS
    assert "Sending" in caplog.text


def test_nobody_is_invited_to_an_account_that_was_closed_meanwhile(newcomer, persona):
    actions.invite(newcomer, by=SYSTEM)
    work_through()
    actions.close_account(newcomer, by=persona("coordinator"))
    assert (deliver(), Mail.objects.count(), outgoing.outbox) == (0, 0, [])


def test_the_former_address_is_told_when_the_address_of_an_account_changes(newcomer):
    actions.revise_person(newcomer, by=SYSTEM, version=None, email="nora2@example.org")
    work_through()
    assert not Mail.objects.exists()  # there was no account yet
    person = actions.invite(newcomer, by=SYSTEM)
    actions.revise_person(person, by=person, version=None, email="nora3@example.org")
    work_through()
    assert deliver() == 2
    notice = outgoing.outbox[1]
    assert notice.to == ["nora2@example.org"]
    assert notice.subject == "Din e-postadress i Samsyn har ändrats"
    assert "nora3" not in notice.body + notice.alternatives[0][0]


def test_an_erased_person_is_forgotten(newcomer, persona):
    actions.invite(newcomer, by=SYSTEM)
    work_through()
    actions.erase(newcomer, by=persona("coordinator"))
    work_through()
    assert not Mail.objects.exists()


def test_a_mail_that_has_nothing_to_tell_any_longer_is_not_sent(newcomer, monkeypatch):
    actions.invite(newcomer, by=SYSTEM)
    work_through()
    monkeypatch.setitem(LETTERS, INVITATION, replace(LETTERS[INVITATION], content=lambda mail: None))
    assert (deliver(), Mail.objects.count(), outgoing.outbox) == (0, 0, [])


def test_no_two_apps_give_a_mail_the_same_name():
    with pytest.raises(RuntimeError):
        letter(INVITATION, label="", template="")(lambda mail: None)
