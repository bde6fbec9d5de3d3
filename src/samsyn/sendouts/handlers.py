"""What is written to people when something has been done with them. Mail is only queued here: the journal may call
twice."""

from __future__ import annotations

from samsyn.kernel.actions import on
from samsyn.kernel.models import Event
from samsyn.people.models import Person
from samsyn.sendouts.emails import queue
from samsyn.sendouts.enums import ADDRESS_CHANGED, INVITATION
from samsyn.sendouts.models import Mail


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


@on("people.erase")
def forget(event: Event) -> None:
    Mail.objects.filter(person=event.subject_id).delete()
