from datetime import timedelta

from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from samsyn.config import background
from samsyn.config.models import Session
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.people import actions


def test_one_look_handles_the_journal_and_sends_the_mail(county, persona, monkeypatch):
    monkeypatch.setattr(background.connections, "close_all", lambda: None)  # the test's transaction lives in one
    Event.objects.update(handled_at=timezone.now())
    actions.invite(persona("inspector"), by=SYSTEM)
    background.work()
    assert [message.to for message in mail.outbox] == [["inspector@example.org"]]
    assert not Event.objects.filter(handled_at=None).exists()
    background.work()
    assert len(mail.outbox) == 1


def test_a_failure_is_logged_and_does_not_end_the_thread(monkeypatch, caplog):
    closed = []
    monkeypatch.setattr(background.connections, "close_all", lambda: closed.append(1))
    monkeypatch.setattr(background.journal, "work_through", lambda: 1 / 0)
    background.work()
    assert "could not be worked through" in caplog.text and closed == [1]


def test_the_sessions_of_a_closed_account_are_forgotten(county, persona, client, monkeypatch):
    monkeypatch.setattr(background.connections, "close_all", lambda: None)
    client.force_login(persona("inspector"))
    inspector = persona("inspector").pk
    assert Session.objects.filter(person=inspector).exists()
    actions.close_account(persona("inspector"), by=persona("coordinator"))
    background.work()
    assert not Session.objects.filter(person=inspector).exists()


def test_expired_sessions_are_forgotten_when_a_server_starts(county, monkeypatch, caplog):
    monkeypatch.setattr(background.connections, "close_all", lambda: None)
    now = timezone.now()
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    background.forget_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["new"]

    def locked():
        raise DatabaseError("locked")

    monkeypatch.setattr(background.SessionStore, "clear_expired", locked)
    background.forget_sessions()
    assert "could not be forgotten" in caplog.text
