"""A person: what stands there, what its forms do, what is held and how it is erased."""

import json

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Membership, Person
from samsyn.plan import actions as plan_actions
from tests.people.pages import SECRET, filled_in, text


def test_a_person_shows_contact_and_seats(log_in, county, persona):
    address = f"/provlan/person/{persona('crime_group_member').pk}/"
    page = text(log_in("coordinator").get(address))
    assert "crime_group_member@example.org" in page and SECRET not in page
    assert SECRET in text(log_in("crime_group_member").get(address))
    assert "Inbjuden den" in page
    assert "Inbjuden den" not in text(log_in("inspector").get(address))


def test_seats_that_have_ended_stay_on_record(log_in, county, persona):
    person = persona("inspector")
    seat = Membership.objects.get(person=person)
    actions.unseat(seat, by=SYSTEM, ends=seat.starts)
    page = log_in("chair").get(f"/provlan/person/{person.pk}/")
    assert page.context["seats"].current == [] and page.context["seats"].earlier == [seat]
    assert "Tidigare platser" in text(page)
    group = log_in("chair").get("/provlan/group/projektgrupp/")
    assert group.context["seats"].earlier == [seat] and "Tidigare medlemmar" in text(group)


def test_a_person_is_added_by_the_contact_person_and_invited_by_the_coordinator(log_in, county):
    address = "/provlan/organisation/granby/add-person/"
    client = log_in("contact_person")
    sent = filled_in(client.get(address), name="Nya Nora", email="nora@example.org", title="Inspektör")
    assert "Nya Nora har lagts till." in text(client.post(address, sent, follow=True))
    nora = Person.objects.get(email="nora@example.org")
    assert not nora.is_active
    assert client.post(f"/provlan/person/{nora.pk}/invite/").status_code == 403
    client = log_in("coordinator")
    assert "Bjud in att logga in" in text(client.get(nora.get_absolute_url()))
    page = text(client.post(f"/provlan/person/{nora.pk}/invite/", follow=True))
    assert "En inbjudan är på väg till nora@example.org." in page
    assert "kan inte längre logga in" in text(client.post(f"/provlan/person/{nora.pk}/close-account/", follow=True))
    nora.refresh_from_db()
    assert not nora.is_active


def test_a_person_is_changed(log_in, county, persona):
    person = persona("inspector")
    address = f"/provlan/person/{person.pk}/edit/"
    client = log_in("inspector")
    sent = filled_in(client.get(address), title="Miljöinspektör", language="en")
    assert client.post(address, sent).status_code == 302
    person.refresh_from_db()
    assert (person.title, person.language) == ("Miljöinspektör", "en")


def test_the_address_of_an_account_is_shut_to_others_in_the_form_too(log_in, county, persona):
    person = persona("inspector")
    address = f"/provlan/person/{person.pk}/edit/"
    client = log_in("contact_person")
    page = client.get(address)
    assert "ändrar därför sin adress själv" in text(page)
    client.post(address, filled_in(page, email="klara2@example.org", phone="010-1"))
    person.refresh_from_db()
    assert (person.email, person.phone) == ("inspector@example.org", "010-1")


def test_all_that_is_held_is_shown_and_downloaded(log_in, county, persona):
    person = persona("inspector")
    client = log_in("inspector")
    page = text(client.get(f"/provlan/person/{person.pk}/data/"))
    for words in ("Personer", "Platser i grupper", "inspector@example.org", "Projektgruppen", "Personen lades till"):
        assert words in page
    answer = client.get(f"/provlan/person/{person.pk}/data.json")
    assert "attachment" in answer["Content-Disposition"]
    assert json.loads(answer.content)["people.Person"][0]["name"] == "Inga Inspektör"


def test_what_the_floors_above_have_noted_is_in_the_file_and_not_in_their_words_on_the_page(log_in, persona, draft):
    inspector = persona("inspector")
    plan_actions.report_progress(draft.area_set.get(code="U1"), by=inspector, status="on_track")
    client = log_in("inspector")
    page = text(client.get(f"/provlan/person/{inspector.pk}/data/"))
    assert "plan." not in page and "on_track" not in page
    told = json.loads(client.get(f"/provlan/person/{inspector.pk}/data.json").content)
    assert [event["verb"] for event in told["journal"]["by"]] == ["plan.report_progress"]
    assert len(told["plan.FollowUp"]) == 1


def test_a_person_is_erased_after_a_question(log_in, county, persona):
    person = persona("inspector")
    address = f"/provlan/person/{person.pk}/erase/"
    client = log_in("coordinator")
    assert "går inte att ångra" in text(client.get(address))
    assert Person.objects.get(pk=person.pk).name == "Inga Inspektör"
    page = text(client.post(address, follow=True))
    assert "Personuppgifterna om Inga Inspektör har raderats." in page
    assert client.get(f"/provlan/person/{person.pk}/").status_code == 404
    assert "Borttagen person" in text(client.get("/provlan/group/projektgrupp/"))
