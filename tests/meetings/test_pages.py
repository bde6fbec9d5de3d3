"""The pages about meetings, and the ways through them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.meetings import actions
from samsyn.meetings.models import Meeting
from samsyn.people.models import Person
from tests.meetings.made import a_meeting, a_poll, a_series, ahead, at

LIST = "/provlan/meetings/"


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_a_chair_proposes_publishes_moves_and_cancels(log_in, steering, sent):
    client, series = log_in("chair"), a_series(steering, minutes=90)
    choose = text(client.get(f"{LIST}new/"))
    assert f"?series={series.pk}" in choose and "?group=styrgrupp" in choose and "beredningsgrupp" not in choose
    form = f"{LIST}new/?series={series.pk}"
    assert 'value="10:30"' in text(client.get(form))  # ends after an hour and a half
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, month=10, day=8).isoformat()
    given = {"title": "Styrgruppsmöte", "day": day, "begins": "09:00", "finishes": "08:00", "setting": "physical"}
    assert "sluta efter" in text(client.post(form, given), 422)
    page = text(client.post(form, given | {"finishes": "12:00"}, follow=True))
    assert "Ingen har fått veta något än" in page and "4 personer sitter i gruppen" in page
    meeting = Meeting.objects.get()
    assert meeting.series == series and sent() == {}
    at = meeting.get_absolute_url()
    assert "på väg till 4 personer" in text(client.post(f"{at}publish/", follow=True)) and len(sent()) == 4
    assert "error-summary" in text(client.post(f"{at}move/", {"day": day, "version": 2}), 422)
    moved = {
        "day": day,
        "begins": "13:00",
        "finishes": "15:00",
        "word": "Salen är upptagen.",
        "version": meeting.version,
    }
    assert "tillfrågas på nytt" in text(client.post(f"{at}move/", moved | {"version": 2}, follow=True))
    assert "error-summary" in text(client.post(f"{at}cancel/", {"reason": ""}), 422)
    page = text(client.post(f"{at}cancel/", {"reason": "För få anmälda."}, follow=True))
    assert "För få anmälda." in page and f'action="{at}replan/"' in page
    assert "blir av ändå" in text(client.post(f"{at}replan/", follow=True))


def test_what_somebody_else_changed_is_told(log_in, steering, persona):
    meeting = a_meeting(steering)
    form = f"{meeting.get_absolute_url()}edit/"
    client = log_in("chair")
    given = {"title": "Styrgruppsmöte", "setting": "physical", "place": "Torget", "version": meeting.version}
    actions.revise(meeting, by=persona("coordinator"), version=None, place="Slottet")
    page = text(client.post(form, given), 409)
    assert "Slottet" in page and "Torget" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert "De kallade får veta det" in text(client.post(form, given | {"version": version}, follow=True))


def test_a_member_answers_on_the_page_and_the_list_says_so(log_in, steering):
    meeting, client = a_meeting(steering), log_in("steering_member")
    assert "Väntar på ditt svar" in text(client.get(LIST + f"?year={meeting.day.year}"))
    at = meeting.get_absolute_url()
    page = text(client.post(f"{at}answer/", {"answer": "yes", "comment": "Kommer sent."}, follow=True))
    assert "Tack för ditt svar" in page and "Kommer sent." in page and "Sten Styr" in page
    page = text(client.get(LIST + f"?year={meeting.day.year}"))
    assert "Väntar på ditt svar" not in page and "Jag kommer" in page


def test_what_has_been_is_shown_when_asked_for(log_in, steering):
    year = timezone.localdate().year
    a_meeting(steering, title="Möte som varit", starts=at(f"{year - 1}-02-03"))
    assert "Möte som varit" in text(log_in("chair").get(f"{LIST}?year={year - 1}"))  # nothing else is there
    a_meeting(steering, title="Möte på nyårsafton", starts=at(f"{year}-12-31", "23:30"))
    a_meeting(steering, title="Möte på nyårsdagen", starts=at(f"{year}-01-01", "00:00"))
    page = text(log_in("chair").get(LIST))
    assert "Möte på nyårsafton" in page and "Möte på nyårsdagen" not in page and "past=1" in page
    page = text(log_in("chair").get(f"{LIST}?past=1"))
    assert "Möte på nyårsdagen" in page and f'aria-label="januari {year}: Tidigare under året"' in page


def test_others_of_the_collaboration_see_when_and_whose_but_no_more(log_in, steering):
    meeting = a_meeting(steering, link="https://mote.example.org/1", notes="Plan och budget.")
    page = text(log_in("inspector").get(meeting.get_absolute_url()))
    assert "Styrgruppen" in page and meeting.when.split(" kl.")[0] in page
    for kept in ("Rådhuset", "mote.example.org", "Plan och budget.", "Sten Styr"):
        assert kept not in page
    assert "Rådhuset" not in text(log_in("inspector").get(LIST + f"?year={meeting.day.year}"))


def test_a_guest_of_the_phone_book_sees_all_of_the_meeting(log_in, steering, persona):
    meeting = a_meeting(steering)
    actions.invite(meeting, by=SYSTEM, person=persona("inspector"))
    assert "Rådhuset" in text(log_in("inspector").get(meeting.get_absolute_url()))


@pytest.mark.parametrize("who", ["coordinator", "chair", "inspector"])
def test_a_confidential_groups_meetings_are_nowhere_for_those_outside(log_in, crime, persona, who):
    series = a_series(crime, name="Hemlig serie")
    meeting = a_meeting(crime, series=series, title="Hemligt möte")
    poll = a_poll(crime, title="Hemlig fråga")
    year = f"?year={meeting.day.year}"
    client = log_in(who)
    for address in (
        LIST,
        LIST + year,
        f"{LIST}{year}&group=miljobrott",
        f"{LIST}new/",
        "/provlan/people/",
        "/provlan/",
    ):
        answer = client.get(address, follow=True)
        assert "emlig" not in answer.content.decode() and "iljöbrott" not in answer.content.decode(), address
    for row in (meeting, series, poll):
        assert client.get(row.get_absolute_url()).status_code == 404
    assert client.post(f"{meeting.get_absolute_url()}cancel/", {"reason": "x"}).status_code == 404


def test_the_journal_of_a_confidential_groups_meeting_is_told_to_its_members_alone(client, crime, persona):
    """Neither the page of somebody who sits there nor the copy of what is held about the person gives it away."""
    meeting = a_meeting(crime, title="Hemligt möte")
    actions.answer(
        meeting.invitations.get(person=persona("crime_group_member")), by=persona("crime_group_member"), answer="yes"
    )
    person = Person.objects.get(email="crime_group_member@example.org")
    pages = [f"/provlan/person/{person.pk}/{page}" for page in ("", "data/", "data.json")]
    client.force_login(persona("coordinator"))
    for page in pages:
        assert "emlig" not in text(client.get(page)), page
    client.force_login(persona("crime_group_member"))
    assert "Hemligt möte" in text(client.get(pages[2]))


def test_attendance_is_noted_on_a_page(log_in, steering):
    meeting = a_meeting(steering, starts=ahead(-3))
    client, at = log_in("chair"), meeting.get_absolute_url()
    assert "Anteckna närvaron" in text(client.get(at))
    there = meeting.invitations.get(person__name="Sten Styr")
    page = text(client.post(f"{at}hold/", {"attended": [there.pk]}, follow=True))
    assert "1 av 4 var med." in page and "Närvaron är antecknad" in page


def test_somebody_more_is_invited_by_search_or_by_name(log_in, steering, persona):
    meeting = a_meeting(steering)
    client, form = log_in("chair"), f"{meeting.get_absolute_url()}invite/"
    found = text(client.get(form + "?q=inga"))
    assert "Kalla Inga Inspektör" in found
    assert "Inga Inspektör är kallad" in text(client.post(form, {"person": persona("inspector").pk}, follow=True))
    assert "redan kallad" in text(client.post(form, {"person": persona("inspector").pk}), 422)
    given = {"name": "Gun Gäst", "email": "gun@utanfor.example.org"}
    assert "Gun Gäst är kallad" in text(client.post(form, given, follow=True))
    assert text(client.post(form, {"name": "Gun", "email": "inte en adress"}), 422)
    assert client.post(form, {"person": persona("stranger").pk}).status_code == 404


def test_a_series_says_what_its_rule_asks_for_and_what_is_left(log_in, steering):
    series = a_series(steering, code="N6", rule="2-3 gånger per år och när månen är full")
    a_meeting(steering, series=series, starts=ahead(0, 23), planned=True)
    client = log_in("chair")
    page = text(client.get(series.get_absolute_url()))
    assert "0 av 2–3 hållna, 1 planerat" in page and "1 kvar att planera" in page
    assert "när månen är full" in page and "räknas inte" in page
    changed = {
        "name": "Styrgruppen",
        "rule": "1 gång per år",
        "start_time": "10:00",
        "minutes": 60,
        "setting": "digital",
    }
    form = f"{series.get_absolute_url()}edit/"
    page = text(client.post(form, changed | {"notice_days": 14, "version": series.version}, follow=True))
    assert "0 av 1 hållna" in page and "14 dagar före" in page
    page = text(client.post(f"{series.get_absolute_url()}archive/", follow=True))
    assert "undanlagd" in page and text(client.get(LIST)).count("Styrgruppen</a>") == 0


@pytest.mark.parametrize(("page", "queries"), [("list", 16), ("meeting", 13), ("series", 10), ("poll", 11)])
def test_a_page_asks_the_database_as_often_however_much_there_is(log_in, steering, county, page, queries):
    client, counts = log_in("chair"), []
    series = a_series(steering)
    meeting = a_meeting(steering, series=series)
    poll = a_poll(steering)
    address = {
        "list": f"{LIST}?year={meeting.day.year}",
        "meeting": meeting.get_absolute_url(),
        "series": series.get_absolute_url(),
        "poll": poll.get_absolute_url(),
    }[page]
    for number in (1, 3):
        while Meeting.objects.count() < number:
            a_meeting(steering, series=a_series(steering), host=county.organisations["granby"])
            a_meeting(steering, series=series)
            actions.invite(
                meeting, by=SYSTEM, name=f"Gäst {number}", email=f"gast{Meeting.objects.count()}@example.org"
            )
        for person in steering.memberships.select_related("person")[:number]:
            wishes = {day.pk: "yes" for day in poll.days.all()}
            actions.answer_poll(poll, by=person.person, wishes=wishes)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text(client.get(address))
        counts.append(len(asked))
    assert counts == [queries, queries]
