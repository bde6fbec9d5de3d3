"""What happens after an action: the journal's handlers, the mail, the reading of documents; and the day's reminders.

A thread of every server process sees to it.

Journal rows, mails and documents are claimed under a lease, so that any number of processes can do this side by side.
"""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from samsyn.config.accounts.sessions import SessionStore
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict
from samsyn.plan.actions.intake_work import read_waiting
from samsyn.sendouts import emails
from samsyn.sendouts.actions import start_reminders
from samsyn.sendouts.models import ReminderRun
from samsyn.sendouts.rules import are_offices_open

PAUSE = 5.0  # seconds between two looks

log = logging.getLogger(__name__)


def start() -> None:
    threading.Thread(target=_forever, name="background", daemon=True).start()


def work() -> None:
    """One look at what is waiting. A failure is logged, and everything is tried again at the next look."""
    try:
        begin_the_day()
        journal.work_through()
        emails.deliver()
        read_waiting()
    except Exception:
        log.exception("The journal could not be worked through; next try in %s s", PAUSE)
    finally:
        connections.close_all()


def forget_sessions() -> None:
    """Once in a server's life: the sessions that have run out are of no use to anybody."""
    try:
        SessionStore.clear_expired()
    except DatabaseError:
        log.exception("The expired sessions could not be forgotten; next try at the next start")
    finally:
        connections.close_all()


def begin_the_day() -> None:
    """Start the day's reminders, once, when the offices have opened."""
    today = timezone.localdate()
    if are_offices_open(timezone.now()) and not ReminderRun.objects.filter(on=today).exists():
        try:
            start_reminders(ReminderRun(on=today), by=SYSTEM)
        except Conflict:
            log.info("Another process has started the reminders of %s", today)


def _forever() -> None:
    forget_sessions()
    while True:
        work()
        journal.nudge.wait(PAUSE)
        journal.nudge.clear()
