"""What is written to people when something has been done with them. Mail is only queued here: the journal may call
twice."""

from __future__ import annotations

from django.utils import timezone

from samsyn.kernel.actions import SYSTEM, on
from samsyn.kernel.models import Event
from samsyn.people.models import Person
from samsyn.sendouts.actions import remind
from samsyn.sendouts.emails import queue
from samsyn.sendouts.enums import ADDRESS_CHANGED, INVITATION, REMINDER
from samsyn.sendouts.models import Mail, Reminder, ReminderChoice, ReminderRun
from samsyn.sendouts.queries.reminders import to_send


@on("people.invite")
def invite(event: Event) -> None:
    queue(event, INVITATION, Person.objects.get(pk=event.subject_id))


@on("people.revise_person")
def tell_former_address(event: Event) -> None:
    """Whoever has the address can log in. So the former address is told when it is changed."""
    former = event.changes.get("email", [None, None])[0]
    person = Person.objects.get(pk=event.subject_id)
    if former and person.invited_at:
        queue(event, ADDRESS_CHANGED, person, to=former)


@on("sendouts.start_reminders")
def remind_everybody(event: Event) -> None:
    """All of the day's reminders or none: handlers run in one transaction, and are taken up again if Samsyn is stopped
    meanwhile. A day that has passed since is left to the next one, which sees that it was not done."""
    run = ReminderRun.objects.get(pk=event.subject_id)
    if run.on != timezone.localdate():
        return
    for draft in to_send(run.on):
        remind(draft.person, by=SYSTEM, on=run.on, owed=draft.owed)
    ReminderRun.objects.filter(pk=run.pk).update(done_at=timezone.now())


@on("sendouts.remind")
def queue_reminder(event: Event) -> None:
    reminder = Reminder.objects.select_related("person").get(pk=event.subject_id)
    queue(event, REMINDER, reminder.person)


@on("people.erase")
def forget(event: Event) -> None:
    Mail.objects.filter(person=event.subject_id).delete()
    Reminder.objects.filter(person=event.subject_id).delete()
    ReminderChoice.objects.filter(person=event.subject_id).delete()
