"""The demo's decided edition, sent out, and read by most. Invented."""

from __future__ import annotations

from datetime import date, datetime, time

import yaml
from django.utils import timezone

from samsyn.config.demo.county import coordinator
from samsyn.config.demo.plan import DEMO
from samsyn.people.models import Person
from samsyn.plan import actions
from samsyn.plan.models import Edition, Receipt

RECEIPTS = DEMO / "receipts.yaml"


def send_out(edition: Edition) -> None:
    """Send the edition to its parties, and note who has read it, on the days that the demo tells."""
    told = yaml.safe_load(RECEIPTS.read_text(encoding="utf-8"))
    persons = {person.email: person for person in Person.objects.filter(is_active=True)}
    edition = actions.send_out(edition, by=coordinator())
    sent = _at(told["sent"])
    Edition.objects.filter(pk=edition.pk).update(decided_at=_at(told["decided"]), sent_out_at=sent)
    Receipt.objects.filter(edition=edition).update(sent_at=sent)
    for given in told["read"]:
        person, day = persons[given["by"]], _at(given["day"])
        actions.confirm_reading(edition, by=person)
        Receipt.objects.filter(edition=edition, person=person).update(opened_at=day, confirmed_at=day)
    for given in told["opened"]:
        receipts = Receipt.objects.filter(edition=edition, person=persons[given["by"]])
        receipts.update(opened_at=_at(given["day"]))


def _at(day: date) -> datetime:
    """Ten o'clock that day."""
    return timezone.make_aware(datetime.combine(day, time(10)))
