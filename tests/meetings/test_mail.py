"""What those invited are written, and what their calendars read in it."""

import icalendar
import pytest
import vobject

from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions
from samsyn.people import actions as people
from tests.meetings.made import a_meeting, a_poll, ahead


def calendar_of(message):
    """The calendar part of a mail as icalendar reads it; the file that goes along says the same."""
    (text, kind) = next(part for part in message.alternatives if part[1].startswith("text/calendar"))
    (name, data, filetype) = message.attachments[0]
    assert (name, filetype, data.decode()) == ("invite.ics", "application/ics", text)
    calendar = icalendar.Calendar.from_ical(text)
    assert kind == f"text/calendar; method={calendar['method']}"
    return calendar, next(iter(calendar.walk("VEVENT"))), vobject.readOne(text).vevent


def test_an_invitation_has_when_where_one_click_and_a_calendar(steering, sent, persona):
    meeting = a_meeting(steering, planned=False, notes="Plan & budget.", link="https://mote.example.org/1")
    actions.publish(meeting, by=persona("chair"))
    told = sent()
    assert set(told) == {"coordinator", "chair", "steering_member", "county_officer"}
    message = told["steering_member"]
    assert message.subject.startswith("Kallelse: Styrgruppsmöte")
    assert meeting.when in message.body and "Rådhuset, Granby" in message.body and "Plan & budget." in message.body
    assert "?answer=yes" in message.body and "?answer=no" in message.body
    calendar, event, parsed = calendar_of(message)
    assert calendar["method"] == "REQUEST" and (event["uid"], event["sequence"]) == (meeting.uid, 0)
    assert event["dtstart"].dt == meeting.starts and event["dtend"].dt == meeting.ends
    assert event["attendee"] == "mailto:steering_member@example.org"
    assert (
        event["attendee"].params["partstat"] == "NEEDS-ACTION" and event["attendee"].params["role"] == "REQ-PARTICIPANT"
    )
    assert (
        event["organizer"] == "mailto:samsyn@localhost"
        and event["location"] == "Rådhuset, Granby, https://mote.example.org/1"
    )
    assert parsed.summary.value == "Styrgruppsmöte" and parsed.dtstart.value == meeting.starts
    raw = message.message().as_string()
    assert 'Content-Type: text/calendar; method="REQUEST"; charset="utf-8"' in raw
    assert "Content-Type: application/ics" in raw and "chair@example.org" not in message.body


def test_a_move_and_a_cancellation_are_newer_words_on_the_same_meeting(steering, sent, persona):
    chair, meeting = persona("chair"), a_meeting(steering)
    sent()
    meeting = actions.move(
        meeting, by=chair, version=None, starts=ahead(40), ends=ahead(40, 12), word="Salen är upptagen."
    )
    message = sent()["county_officer"]
    calendar, event, parsed = calendar_of(message)
    assert message.subject.startswith("Ny tid: Styrgruppsmöte") and "Salen är upptagen." in message.body
    assert (calendar["method"], event["uid"], event["sequence"]) == ("REQUEST", meeting.uid, 1)
    assert parsed.dtstart.value == ahead(40)
    actions.cancel(meeting, by=chair, reason="För få anmälda.")
    message = sent()["county_officer"]
    calendar, event, parsed = calendar_of(message)
    assert (
        message.subject.startswith("Inställt: ") and "För få anmälda." in message.body and "?answer" not in message.body
    )
    assert (calendar["method"], event["uid"], event["sequence"]) == ("CANCEL", meeting.uid, 2)
    assert parsed.status.value == "CANCELLED"


def test_a_change_is_told_once_and_an_undone_cancellation_not_at_all(steering, sent, persona):
    chair, meeting = persona("chair"), a_meeting(steering)
    sent()
    actions.revise(meeting, by=chair, version=None, place="Slottet")
    told = sent()
    assert len(told) == 4 and told["chair"].subject.startswith("Ändrat: ") and sent() == {}
    actions.cancel(meeting, by=chair, reason="För få.")
    actions.replan(meeting, by=chair)
    assert {message.subject.partition(":")[0] for message in sent().values()} == {"Kallelse"}


def test_one_who_cannot_log_in_and_a_guest_from_outside_get_the_same(county, steering, sent, persona):
    person = people.add_person(county.organisations["granby"], by=SYSTEM, name="Ny Nora", email="nora@example.org")
    people.seat(steering, by=SYSTEM, person=person, role="deputy")
    meeting = a_meeting(steering)
    actions.invite(meeting, by=persona("chair"), name="Gun Gäst", email="gun@utanfor.example.org")
    told = sent()
    assert "Hej Ny Nora!" in told["nora"].body and "Hej Gun Gäst!" in told["gun"].body
    _calendar, event, _parsed = calendar_of(told["gun"])
    assert event["attendee"].params["role"] == "OPT-PARTICIPANT" and event["attendee"].params["cn"] == "Gun Gäst"
    actions.cancel(meeting, by=persona("chair"), reason="För få.")
    assert "gun" in sent()


def test_who_is_no_longer_invited_is_told_and_the_calendar_takes_it_away(steering, sent, persona):
    meeting = a_meeting(steering)
    sent()
    actions.withdraw_invitation(meeting.invitations.get(person=persona("steering_member")), by=persona("chair"))
    told = sent()
    calendar, event, _parsed = calendar_of(told.pop("steering_member"))
    assert calendar["method"] == "CANCEL" and event["status"] == "CANCELLED" and told == {}


def test_the_silent_are_reminded_without_another_calendar(steering, sent, persona):
    meeting, chair = a_meeting(steering), persona("chair")
    actions.answer(meeting.invitations.get(person=chair), by=chair, answer="yes")
    sent()
    actions.remind(meeting, by=chair)
    told = sent()
    assert set(told) == {"coordinator", "steering_member", "county_officer"}
    assert told["coordinator"].subject.startswith("Kommer du? ") and not told["coordinator"].attachments


def test_a_confidential_group_is_not_told_of_in_subjects_nor_in_calendars(crime, sent, persona):
    meeting = a_meeting(crime, title="Miljöbrott i hamnen", planned=False, notes="Husrannsakan.")
    actions.publish(meeting, by=persona("county_officer"))
    told = sent()
    assert set(told) == {"county_officer", "crime_group_member"}
    message = told["crime_group_member"]
    assert message.subject.startswith("Kallelse: möte ") and "iljöbrott" not in message.subject
    (text, _kind) = message.alternatives[-1]
    assert "brott" not in text and "Husrannsakan" not in text and "CLASS:PRIVATE" in text
    assert "Miljöbrott i hamnen" in message.body


def test_a_former_member_of_a_confidential_group_hears_no_more(crime, sent, persona):
    meeting = a_meeting(crime)
    sent()
    people.unseat(crime.memberships.get(person=persona("crime_group_member")), by=SYSTEM, ends="2026-01-01")
    actions.cancel(meeting, by=persona("county_officer"), reason="För få.")
    assert set(sent()) == {"county_officer"}


def test_those_asked_for_a_day_get_a_link_of_their_own(steering, sent):
    a_poll(steering)
    told = sent()
    assert len(told) == 4
    links = {line for message in told.values() for line in message.body.splitlines() if "/poll/" in line}
    assert len(links) == 4 and told["chair"].subject == "Vilken dag passar dig? Strategidag"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_is_told_in_the_own_language(steering, sent, persona, language):
    people.revise_person(persona("chair"), by=SYSTEM, version=None, language=language)
    a_meeting(steering)
    subject = sent()["chair"].subject
    assert subject.startswith({"sv": "Kallelse", "en": "Invitation"}[language])
