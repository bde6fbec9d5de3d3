"""Reading the journal, and working through it: the outbox half."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from samsyn.kernel.actions import HANDLERS
from samsyn.kernel.models import Event

nudge = threading.Event()  # set after commit by what should not wait for the next look; config.background waits for it
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8

log = logging.getLogger(__name__)


def history(row: models.Model, *, field: str = "") -> QuerySet[Event]:
    """What has been done to a row, newest first; with `field`, only what changed that field."""
    events = Event.objects.filter(subject_type=row._meta.label, subject_id=row.pk).select_related("actor")
    return events.filter(changes__has_key=field) if field else events


def happenings(context: models.Model) -> QuerySet[Event]:
    """What has been done to a thing and to everything that is a part of it, newest first."""
    label = context._meta.label
    return Event.objects.filter(
        Q(subject_type=label, subject_id=context.pk) | Q(context_type=label, context_id=context.pk)
    ).select_related("actor")


def work_through(*, limit: int = 100) -> int:
    """Hand waiting journal rows to their handlers. Returns how many were handled.

    A row is claimed under a lease before its handlers run, so that two workers never take the same row and a row
    whose worker died is taken up again. A handler's failure is written on the row and tried again with growing
    pauses, at most MAX_ATTEMPTS times.
    """
    handled = 0
    for _ in range(limit):
        event = _claim()
        if event is None:
            break
        try:
            with transaction.atomic():
                for handler in HANDLERS.get(event.verb, ()):
                    handler(event)
                Event.objects.filter(pk=event.pk).update(handled_at=timezone.now(), claimed_until=None, error="")
            handled += 1
        except Exception as failure:
            log.exception("Handling %s failed (attempt %s)", event, event.attempts)
            pause = timedelta(seconds=10 * 2**event.attempts)
            Event.objects.filter(pk=event.pk).update(claimed_until=timezone.now() + pause, error=repr(failure)[:2000])
    return handled


def _claim() -> Event | None:
    now = timezone.now()
    with transaction.atomic():
        event = (
            Event.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(handled_at=None, attempts__lt=MAX_ATTEMPTS)
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
            .order_by("pk")
            .first()
        )
        if event is not None:
            Event.objects.filter(pk=event.pk).update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
            event.attempts += 1
        return event
