"""Answering by the secret link of a mail, without logging in."""

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.meetings import actions
from samsyn.meetings.models import PollAnswer
from samsyn.meetings.queries.secrets import invitation_token, poll_token
from samsyn.people import actions as people
from tests.meetings.made import a_meeting, a_poll, ahead


def address_of(invitation):
    return reverse("meeting-invitation", args=[invitation_token(invitation)])


@pytest.fixture
def mine(steering, persona):
    meeting = a_meeting(steering, notes="Plan och budget.", link="https://mote.example.org/1")
    return meeting.invitations.get(person=persona("steering_member"))


def test_looking_changes_nothing_and_one_press_answers(client, mine):
    before = Event.objects.count()
    page = client.get(address_of(mine) + "?answer=no")
    assert page.status_code == 200 and page["Referrer-Policy"] == "same-origin" and "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"].startswith("noindex")
    client.head(address_of(mine) + "?answer=yes")
    mine.refresh_from_db()
    assert (mine.answer, Event.objects.count()) == ("none", before)
    done = client.post(address_of(mine), {"answer": "no", "comment": "Semester."}, follow=True).content.decode()
    mine.refresh_from_db()
    assert (mine.answer, mine.comment) == ("no", "Semester.") and "Tack för ditt svar" in done
    assert Event.objects.get(verb="meetings.answer").actor == mine.person


def test_the_button_of_the_mails_answer_is_the_first(client, mine):
    page = client.get(address_of(mine) + "?answer=no").content.decode()
    assert "Tryck på knappen" in page
    button = page.split('value="no"')[0].rpartition("<button")[2]
    assert "button-primary" in button


def test_another_site_cannot_answer(mine):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address_of(mine), {"answer": "yes"}).status_code == 403


def test_the_page_tells_no_more_than_the_invitation(client, mine):
    page = client.get(address_of(mine)).content.decode()
    assert "Plan och budget." in page and "Rådhuset" in page and "https://mote.example.org/1" in page
    assert "Stina Styr" not in page and "Karin Koord" not in page


def test_a_guest_answers_and_the_journal_says_who(client, steering, persona):
    meeting = a_meeting(steering)
    guest = actions.invite(meeting, by=persona("chair"), name="Gun Gäst", email="gun@utanfor.example.org")
    assert client.post(address_of(guest), {"answer": "yes"}).status_code == 302
    guest.refresh_from_db()
    event = Event.objects.get(verb="meetings.answer")
    assert guest.answer == "yes" and event.actor is None and event.label.startswith("Gun Gäst")


@pytest.mark.parametrize("token", ["1", "1:abc", "x:y", ""])
def test_a_made_up_address_opens_nothing(client, mine, token):
    assert client.get(f"/invitation/{token}/").status_code == 404
    assert client.get(f"/poll/{token}/").status_code == 404


def test_the_link_of_one_kind_opens_nothing_of_the_other(client, mine, steering):
    assert client.get(f"/poll/{invitation_token(mine)}/").status_code == 404


def test_what_is_taken_back_not_announced_or_no_longer_ones_own_is_not_found(client, crime, mine, persona):
    proposal = a_meeting(crime, planned=False)
    guest = actions.invite(proposal, by=SYSTEM, name="Gun Gäst", email="gun@utanfor.example.org")
    assert client.get(address_of(guest)).status_code == 404
    police = a_meeting(crime).invitations.get(person=persona("crime_group_member"))
    assert client.get(address_of(police)).status_code == 200
    people.unseat(crime.memberships.get(person=persona("crime_group_member")), by=SYSTEM, ends="2026-01-01")
    assert client.get(address_of(police)).status_code == 404
    actions.withdraw_invitation(mine, by=SYSTEM)
    assert client.get(address_of(mine)).status_code == 404


def test_a_person_of_the_phone_book_who_is_a_confidential_groups_guest_answers(client, crime, persona):
    guest = actions.invite(a_meeting(crime), by=SYSTEM, person=persona("inspector"))
    assert client.post(address_of(guest), {"answer": "yes"}).status_code == 302
    client.force_login(persona("inspector"))
    assert client.get(guest.meeting.get_absolute_url()).status_code == 404  # not more than the invitation told


def test_what_is_cancelled_or_over_takes_no_answer(client, mine, steering, persona):
    over = a_meeting(steering, starts=ahead(-3)).invitations.get(person=persona("chair"))
    assert "Mötet är över" in client.get(address_of(over)).content.decode()
    assert client.post(address_of(over), {"answer": "yes"}).status_code == 422
    actions.cancel(mine.meeting, by=SYSTEM, reason="För få anmälda.")
    assert "För få anmälda." in client.get(address_of(mine)).content.decode()


def test_a_poll_is_answered_by_link_and_anew_until_it_is_closed(client, steering, persona):
    poll, person = a_poll(steering), persona("steering_member")
    address = reverse("poll-answer-by-link", args=[poll_token(poll, person)])
    wishes = {f"day-{day.pk}": "yes" for day in poll.days.all()}
    client.get(address)
    assert not PollAnswer.objects.exists()
    incomplete = client.post(address, dict(list(wishes.items())[:1]))
    assert incomplete.status_code == 422 and not PollAnswer.objects.exists()
    assert client.post(address, wishes).status_code == client.post(address, wishes).status_code == 302
    assert PollAnswer.objects.filter(person=person, wish="yes").count() == 3
    actions.close_poll(poll, by=SYSTEM)
    assert "avslutades" in client.get(address).content.decode()
    people.unseat(steering.memberships.get(person=person), by=SYSTEM, ends="2026-01-01")
    assert client.get(address).status_code == 404
