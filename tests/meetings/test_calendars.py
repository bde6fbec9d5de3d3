"""Meetings as iCalendar, read by two unrelated libraries; and the secret addresses that calendars come back to."""

import icalendar
import pytest
import recurring_ical_events
import vobject
from django.urls import reverse
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions
from samsyn.meetings.models import Feed
from samsyn.meetings.queries.calendars import feed_calendar, meeting_calendar
from samsyn.meetings.queries.secrets import hashed, new_secret
from samsyn.people import actions as people
from tests.meetings.made import a_meeting, a_series, at

# Saturday and Sunday around each change of the clocks, at nine by Swedish clocks: the hour in UTC.
AROUND_THE_CHANGES = [("2026-10-24", 7), ("2026-10-25", 8), ("2027-03-27", 8), ("2027-03-28", 7)]


def test_nine_is_nine_on_both_sides_of_the_change_of_clocks(steering):
    series = a_series(steering)
    meetings = [a_meeting(steering, series=series, starts=at(day)) for day, _utc in AROUND_THE_CHANGES]
    text = feed_calendar(meetings, name="Möten", own=())
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between((2026, 1, 1), (2028, 1, 1))
    begins = sorted(event["dtstart"].dt for event in found)
    assert [(str(one.date()), one.hour) for one in begins] == [(day, 9) for day, _utc in AROUND_THE_CHANGES]
    in_utc = [one.astimezone(timezone.get_fixed_timezone(0)).hour for one in begins]
    assert in_utc == [utc for _day, utc in AROUND_THE_CHANGES]
    others = sorted(event.dtstart.value for event in vobject.readOne(text).vevent_list)
    assert [one.astimezone(timezone.get_fixed_timezone(0)).hour for one in others] == in_utc


def test_the_zone_that_goes_along_says_what_the_worlds_own_says(steering):
    """Whoever does not know Europe/Stockholm reads the hours from the VTIMEZONE alone."""
    text = meeting_calendar(a_meeting(steering))
    zone = next(iter(icalendar.Calendar.from_ical(text).walk("VTIMEZONE"))).to_tz(lookup_tzid=False)
    for year in (2026, 2027, 2030):
        for month in range(1, 13):
            day = at(f"{year}-{month:02}-28", "12:00")
            theirs = day.replace(tzinfo=None).replace(tzinfo=zone)
            assert theirs.utcoffset() == timezone.localtime(day).utcoffset(), day


def test_lines_are_folded_and_end_as_the_standard_wants(steering):
    text = meeting_calendar(a_meeting(steering, title="Å" * 120, notes="Rad ett;\nrad två, och så vidare" * 10))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")) and text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert vobject.readOne(text).vevent.summary.value == "Å" * 120


def a_feed(person, group=None):
    secret, token_hash = new_secret()
    actions.open_feed(person, by=person, token_hash=token_hash, group=group)
    return reverse("calendar-feed", args=[secret])


def events_at(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_ones_own_calendar_has_what_one_is_invited_to_also_what_is_cancelled(client, county, steering, persona):
    mine, other = a_meeting(steering), a_meeting(county.groups["projektgrupp"])
    proposed, cancelled = a_meeting(steering, planned=False), a_meeting(steering)
    actions.cancel(cancelled, by=SYSTEM, reason="För få.")
    found = events_at(client, a_feed(persona("chair")))
    assert set(found) == {mine.uid, cancelled.uid} and other.uid not in found and proposed.uid not in found
    assert found[cancelled.uid]["status"] == "CANCELLED" and found[mine.uid]["status"] == "CONFIRMED"
    assert not any("attendee" in event for event in found.values())


def test_a_groups_calendar_is_for_those_who_may_see_the_group(client, crime, persona):
    meeting = a_meeting(crime, title="Miljöbrott i hamnen")
    address = a_feed(persona("crime_group_member"), crime)
    (event,) = events_at(client, address).values()
    assert event["uid"] == meeting.uid and event["summary"] == "Möte"
    assert "brott" not in client.get(address).content.decode()
    people.unseat(crime.memberships.get(person=persona("crime_group_member")), by=SYSTEM, ends="2026-01-01")
    assert client.get(address).status_code == 404
    as_coordinator = reverse("calendar-addresses", args=["provlan"])
    client.force_login(persona("coordinator"))
    assert client.post(as_coordinator, {"group": "miljobrott"}).status_code == 404


def test_whoever_is_not_invited_reads_no_more_than_when(client, steering, persona):
    a_meeting(steering, link="https://mote.example.org/1", notes="Plan och budget.")
    address = a_feed(persona("inspector"), steering)
    (event,) = events_at(client, address).values()
    assert event["summary"] == "Styrgruppsmöte" and "location" not in event and "description" not in event
    assert "mote.example.org" not in client.get(address).content.decode()
    (event,) = events_at(client, a_feed(persona("chair"), steering)).values()
    assert "mote.example.org" in event["location"] and "Plan och budget." in event["description"]


def test_a_personal_calendar_forgets_a_confidential_group_with_the_seat(client, crime, steering, persona):
    kept, lost = a_meeting(steering), a_meeting(crime)
    address = a_feed(persona("county_officer"))
    assert set(events_at(client, address)) == {kept.uid, lost.uid}
    people.seat(crime, by=SYSTEM, person=persona("crime_group_member"), role="chair")
    people.unseat(crime.memberships.get(person=persona("county_officer")), by=SYSTEM, ends="2026-01-01")
    assert set(events_at(client, address)) == {kept.uid}


def test_an_address_is_shown_once_kept_as_a_hash_and_revoked(client, log_in, steering):
    a_meeting(steering)
    page = reverse("calendar-addresses", args=["provlan"])
    shown = log_in("chair").post(page, {"group": ""}).content.decode()
    secret = shown.split("<code>")[1].split("/calendar/")[1].split(".ics")[0]
    feed = Feed.objects.get()
    assert feed.token_hash == hashed(secret) and secret not in client.get(page).content.decode()
    address = reverse("calendar-feed", args=[secret])
    assert len(events_at(client, address)) == 1
    client.post(reverse("calendar-revoke", args=["provlan", feed.pk]))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("undo", ["close", "guess"])
def test_no_calendar_for_a_closed_account_nor_for_a_guess(client, steering, persona, undo):
    a_meeting(steering)
    address = a_feed(persona("chair"))
    if undo == "close":
        people.close_account(persona("chair"), by=SYSTEM)
    else:
        address = reverse("calendar-feed", args=["x" * 43])
    assert client.get(address).status_code == 404
