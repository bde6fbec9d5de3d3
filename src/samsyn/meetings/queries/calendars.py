"""Meetings as iCalendar (RFC 5545, invitations by RFC 5546), as Outlook, Google and Apple take them.

Each invited person's copy names that person alone: nobody's address is spread to the others. A calendar's own
"accept" button would write to an address that nobody reads, so calendars are told that no reply is asked for
(RSVP=FALSE) and the answer is given by the link. Of a confidential group's meeting a calendar says only that there is a
meeting, for calendars are shared.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from samsyn.meetings.enums import Answer, InvitedAs, Status
from samsyn.meetings.models import Invitation, Meeting
from samsyn.meetings.queries.secrets import invitation_token

ZONE: Final = "Europe/Stockholm"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
PARTSTAT = {
    Answer.NONE: "NEEDS-ACTION",
    Answer.YES: "ACCEPTED",
    Answer.MAYBE: "TENTATIVE",
    Answer.NO: "DECLINED",
}
STATUS = {
    Status.PROPOSED: "TENTATIVE",
    Status.PLANNED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
}


def invitation_calendar(invitation: Invitation, *, organiser: str, path: str, method: str = REQUEST) -> str:
    """One person's copy of a meeting, to go with a mail. `organiser` is a name; `path` leads to the answer."""
    meeting = invitation.meeting
    event = _event(meeting, address=settings.BASE_URL + path)
    if method == CANCEL:
        event["status"] = vText("CANCELLED")
    sender = vCalAddress(f"mailto:{sender_address()}")
    sender.params["CN"] = vText(organiser)
    event.add("organizer", sender)
    to = invitation.person.email if invitation.person else invitation.email
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["CN"] = vText(invitation.called)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    optional = invitation.invited_as != InvitedAs.MEMBER
    attendee.params["ROLE"] = vText("OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(PARTSTAT[Answer(invitation.answer)])
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee, encode=0)
    return _calendar([event], method)


def meeting_calendar(meeting: Meeting) -> str:
    """A meeting to put into one's own calendar."""
    return _calendar([_event(meeting, address=_page(meeting))], PUBLISH)


def feed_calendar(meetings: Iterable[Meeting], *, name: str, own: Container[int]) -> str:
    """Many meetings, for a calendar that comes back for them. Of those that are not the reader's `own` (by primary key)
    it says what they are called, when they are and no more."""
    events = [_event(meeting, address=_page(meeting), brief=meeting.pk not in own) for meeting in meetings]
    return _calendar(events, PUBLISH, name=name)


def answer_address(invitation: Invitation) -> str:
    """Where somebody who is invited answers without logging in, as a path."""
    return reverse("meeting-invitation", args=[invitation_token(invitation)])


def sender_address() -> str:
    """The bare address that Samsyn's mail comes from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ")


def _page(meeting: Meeting) -> str:
    return settings.BASE_URL + meeting.get_absolute_url()


def _event(meeting: Meeting, *, address: str, brief: bool = False) -> Event:
    secret = meeting.group.confidential
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", timezone.now().replace(microsecond=0))
    event.add("sequence", meeting.sequence)
    for name, at in (("dtstart", meeting.starts), ("dtend", meeting.ends)):
        event.add(name, _local(at), parameters={"TZID": ZONE})
    event.add("summary", _("Meeting") if secret else meeting.title)
    event.add("class", "PRIVATE" if secret else "PUBLIC")
    event.add("status", STATUS[Status(meeting.status)])
    event.add("transp", "TRANSPARENT" if meeting.status == Status.CANCELLED else "OPAQUE")
    if not brief:
        if where := ", ".join(part for part in (meeting.place, meeting.link) if part):
            event.add("location", where)
        told = "" if secret else meeting.notes.strip()
        event.add("description", "\n\n".join(part for part in (told, _("Answer and read more:"), address) if part))
    event.add("url", address)
    return event


def _local(at: datetime) -> datetime:
    """The time on Swedish clocks, without its zone: TZID says it."""
    return timezone.localtime(at).replace(tzinfo=None, microsecond=0)


def _calendar(events: list[Event], method: str, *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Samsyn//Samsyn//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", ZONE)
        calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    calendar.add_component(_stockholm())
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _stockholm() -> Timezone:
    """Swedish time by the rule that has held since 1996. Outlook wants rules here, not lists of days."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, hour, before, after in (
        (summer, "CEST", 3, 2, 1, 2),
        (winter, "CET", 10, 3, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
