"""Reminders without a plan: what people owe is said by the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.journal import work_through
from samsyn.kernel.models import Event
from samsyn.sendouts.actions import start_reminders
from samsyn.sendouts.emails import deliver
from samsyn.sendouts.models import ReminderRun
from samsyn.sendouts.queries import owed as owed_queries
from samsyn.sendouts.queries.owed import Owed

MONDAY = (2026, 11, 30, 9, 0)


def swedish(*at: int) -> datetime:
    return datetime(*at, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def clock(monkeypatch) -> Callable[..., None]:
    """Set Samsyn's clock, in Swedish time; it stands until it is set again."""

    def turn(*at: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: swedish(*at))

    turn(*MONDAY)
    return turn


@pytest.fixture
def owing(county, monkeypatch) -> Callable[..., None]:
    """Say who owes what: `owing(inspector=[Owed(…)])`. Nothing else is waiting to be handled or sent."""
    Event.objects.update(handled_at=timezone.now())

    def say(**told: list[Owed]) -> None:
        def source(circle):
            for person in circle.persons:
                for one in told.get(person.email.partition("@")[0], ()):
                    yield person, one

        monkeypatch.setattr(owed_queries, "SOURCES", [source])

    return say


def a_duty(what: str = "Svara på ett behov", **more: object) -> Owed:
    return Owed("test.duty", what, "/provlan/", **more)


def good_to_know(what: str = "U1 börjar snart", **more: object) -> Owed:
    return Owed("test.know", what, "/provlan/", duty=False, **more)


def remind(on: date | None = None) -> int:
    """A day's reminders, from the start to the mail server. Returns how many mails were sent."""
    start_reminders(ReminderRun(on=on or timezone.localdate()), by=SYSTEM)
    while work_through():
        pass
    return deliver()
