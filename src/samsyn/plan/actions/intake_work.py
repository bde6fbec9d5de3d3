"""Reading what was handed in, in the background: under a lease, told as it goes, and taken up again by another
process if the one that reads dies.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from samsyn import docread
from samsyn.kernel.actions import SYSTEM
from samsyn.plan.actions.intakes import keep_reading, refuse_intake
from samsyn.plan.enums import IntakeStatus
from samsyn.plan.models import Intake
from samsyn.plan.queries import intakes
from samsyn.plandoc import intake as reading

LEASE = timedelta(seconds=90)  # longer than the longest reading that docread allows
MAX_ATTEMPTS = 3
OFTEN = 0.3  # seconds between two words of how far it has come
FAILED = "failed"  # beside docread's own reasons: Samsyn's fault, not the document's

log = logging.getLogger(__name__)


def read_waiting(*, limit: int = 10) -> int:
    """Read what is waiting. Returns how many documents were read or refused."""
    _give_up()
    count = 0
    for _ in range(limit):
        intake = _claim()
        if intake is None:
            break
        count += _read(intake)
    return count


def _read(intake: Intake) -> bool:
    try:
        with intake.original.open("rb") as file:
            data = file.read()
        document = docread.read(data, name=intake.name, tell=_Telling(intake.pk))
        draft = reading.read(document, name=intake.name, known=intakes.known_plan(intake.collaboration))
        keep_reading(intake, by=SYSTEM, document=document, draft=draft)
    except docread.Unreadable as told:
        refuse_intake(intake, by=SYSTEM, reason=told.reason, detail=told.detail)
    except Exception:
        log.exception("Reading document %s failed (attempt %s)", intake.pk, intake.attempts)
        pause = timedelta(seconds=5 * intake.attempts)
        Intake.objects.filter(pk=intake.pk).update(claimed_until=timezone.now() + pause)
        return False
    return True


class _Telling:
    """Writes down how far the reading has come, now and then, and keeps the lease."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.last = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self.last >= OFTEN:
            self.last = now
            Intake.objects.filter(pk=self.pk).update(done=done, of=of, claimed_until=timezone.now() + LEASE)


def _claim() -> Intake | None:
    now = timezone.now()
    with transaction.atomic():
        intake = (
            Intake.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(status=IntakeStatus.WAITING, archived_at=None, attempts__lt=MAX_ATTEMPTS)
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
            .select_related("collaboration")
            .order_by("pk")
            .first()
        )
        if intake is not None:
            Intake.objects.filter(pk=intake.pk).update(
                claimed_until=now + LEASE, attempts=F("attempts") + 1, done=0, of=0
            )
            intake.attempts += 1
        return intake


def _give_up() -> None:
    """A document that has failed, or has killed its reader, so many times is refused."""
    spent = Intake.objects.filter(
        status=IntakeStatus.WAITING, attempts__gte=MAX_ATTEMPTS, claimed_until__lt=timezone.now()
    )
    for intake in spent:
        refuse_intake(intake, by=SYSTEM, reason=FAILED)
