"""`samsyn reminders`: a dry run unless told to send."""

from datetime import date, datetime

import pytest
from django.core import mail as outgoing
from django.test import override_settings
from django.utils import timezone

from samsyn.config import background, cli
from samsyn.kernel.models import Event
from samsyn.sendouts.models import Mail, Reminder, ReminderRun
from samsyn.sendouts.queries import owed as owed_queries
from samsyn.sendouts.queries.owed import Owed
from tests.conftest import a_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    def turn(*when):
        monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(datetime(*when)))

    turn(2026, 11, 30, 9)
    return turn


@pytest.fixture
def waiting(county):
    a_need(county, number=1)
    Event.objects.update(handled_at=timezone.now())


@pytest.mark.parametrize("given", [[], ["--dry-run"], ["--on", "2026-11-30"]])
def test_it_tells_and_writes_nothing(at, waiting, capsys, given):
    assert cli.main(["reminders", "--language", "sv", *given]) == 0
    printed = capsys.readouterr().out
    assert "Karin Koord <coordinator@example.org>" in printed and "Svara på behovet ”Radon i skolor”" in printed
    assert "/provlan/needs/1/" in printed and "Mejl: 1." in printed
    assert "Har inget att bli påminda om: Inga Inspektör" in printed
    assert [model.objects.count() for model in (Reminder, ReminderRun, Mail)] == [0, 0, 0]
    assert not Event.objects.filter(verb__startswith="sendouts.").exists() and not outgoing.outbox


def test_it_sends_once(at, waiting, capsys):
    assert cli.main(["reminders", "--send", "--language", "en"]) == 0
    assert "Mails sent: 1." in capsys.readouterr().out
    assert [message.to for message in outgoing.outbox] == [["coordinator@example.org"]]
    assert cli.main(["reminders", "--send", "--language", "en"]) == 1
    assert "taken care of already" in capsys.readouterr().err and len(outgoing.outbox) == 1


@override_settings(EMAIL_BACKEND="tests.sendouts.broken.Backend")
def test_what_the_mail_server_did_not_take_is_told(at, waiting, capsys):
    assert cli.main(["reminders", "--send", "--language", "en"]) == 1
    printed = capsys.readouterr()
    assert "Mails sent: 0." in printed.out and "1 could not be sent." in printed.err


@override_settings(DEMO=True)
def test_in_the_demonstration_they_go_to_the_outbox(at, waiting, capsys):
    assert cli.main(["reminders", "--send", "--language", "sv"]) == 0
    assert "Mejl som ligger i utkorgen: 1." in capsys.readouterr().out and not outgoing.outbox


def test_it_does_not_send_at_night(at, waiting, capsys):
    at(2026, 11, 30, 20)
    assert cli.main(["reminders", "--send", "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert "between 08.00 and 16.00" in said and "Samsyn sends them by itself then." in said
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--on", "2026-11-29"], 1, "The day has passed: 2026-11-29"),
        (["--on", "2026-12-07", "--send"], 1, "Only today's reminders can be sent."),
        (["--on", "30/11"], 2, "write the day as YYYY-MM-DD; this is 30/11"),
        (["--dry-run", "--send"], 2, "not allowed with"),
    ],
)
def test_what_cannot_be_done_is_said(at, capsys, given, code, said):
    try:
        answer = cli.main(["reminders", "--language", "en", *given])
    except SystemExit as end:
        answer = end.code
    assert answer == code and said in capsys.readouterr().err


def test_what_confidential_groups_keep_to_themselves_is_not_printed(at, county, capsys, monkeypatch):
    secret = Owed("test.duty", "Hemligt möte", "/provlan/", confidential=county.groups["miljobrott"].pk)
    monkeypatch.setattr(owed_queries, "SOURCES", [lambda circle: [(person, secret) for person in circle.persons]])
    assert cli.main(["reminders"]) == 0
    assert "Hemligt" not in capsys.readouterr().out


def test_the_server_sends_them_once_a_day_in_office_hours(at, waiting, monkeypatch):
    monkeypatch.setattr(background.connections, "close_all", lambda: None)  # the test's transaction lives in one
    for hour, runs in ((7, 0), (8, 1), (9, 1), (15, 1), (17, 1)):
        at(2026, 11, 30, hour)
        background.work()
        background.work()
        assert (ReminderRun.objects.count(), len(outgoing.outbox)) == (runs, runs)
    assert ReminderRun.objects.get().on == date(2026, 11, 30) and ReminderRun.objects.get().done_at
    at(2026, 11, 28, 10)  # a Saturday
    background.work()
    assert ReminderRun.objects.count() == 1
