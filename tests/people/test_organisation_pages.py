"""An organisation: what stands there, what its forms do, and two who change it at once."""

import pytest

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.people import actions
from samsyn.people.models import Organisation
from tests.people.pages import SECRET, filled_in, text


def test_an_organisation_shows_its_persons_and_seats(log_in, county):
    page = text(log_in("inspector").get("/provlan/organisation/granby/"))
    for words in ("Stina Styr", "Styrgruppen", "Ordförande", "31\N{NO-BREAK SPACE}december\N{NO-BREAK SPACE}2025"):
        assert words in page
    police = text(log_in("coordinator").get("/provlan/organisation/polisen/"))
    assert "Pia Polis" in police and SECRET not in police
    assert SECRET in text(log_in("county_officer").get("/provlan/organisation/polisen/"))


def test_names_sort_in_swedish(log_in, county):
    granby = county.organisations["granby"]
    for name in ("Örjan Sist", "Åsa Efterz", "ällen Mellan", "Zlatan Före"):
        actions.add_person(granby, by=SYSTEM, name=name)
    page = log_in("inspector").get("/provlan/organisation/granby/")
    assert [person.name for person in page.context["persons"]][-4:] == [
        *("Zlatan Före", "Åsa Efterz", "ällen Mellan", "Örjan Sist"),
    ]


def test_the_changes_of_persons_are_read_by_those_who_keep_the_phone_book(log_in, county):
    granby = "/provlan/organisation/granby/"
    assert "Personen lades till" in text(log_in("contact_person").get(granby))
    assert "Personen lades till" not in text(log_in("inspector").get(granby))


def test_an_organisation_is_added(log_in, county):
    client = log_in("coordinator")
    address = "/provlan/people/add-organisation/"
    sent = filled_in(client.get(address), kind="agency", name="Naturvårdsverket")
    assert "Naturvårdsverket har lagts till." in text(client.post(address, sent, follow=True))
    assert Organisation.objects.get(slug="naturvardsverket").kind == "agency"
    page = text(client.post(address, sent | {"kind": "", "code": "9901"}), 422)
    assert "Detta fält måste fyllas i." in page
    page = text(client.post(address, sent | {"code": "9901"}), 422)
    assert (
        "En annan organisation har den här officiella koden" in page
        or "En annan organisation har den här koden" in page
    )


def test_an_organisation_is_changed(log_in, county):
    client = log_in("contact_person")
    address = "/provlan/organisation/granby/edit/"
    sent = filled_in(client.get(address), phone="010-1234")
    assert "Granby kommun har ändrats." in text(client.post(address, sent, follow=True))
    event = Event.objects.filter(verb="people.revise_organisation").get()
    assert event.changes == {"phone": ["", "010-1234"]}
    sent = filled_in(client.get(address))
    assert "Inget ändrades i Granby kommun." in text(client.post(address, sent, follow=True))
    assert Event.objects.filter(verb="people.revise_organisation").count() == 1


def test_changes_to_different_particulars_do_not_disturb_each_other(log_in, county):
    client = log_in("coordinator")
    address = "/provlan/organisation/granby/edit/"
    opened = client.get(address)
    actions.revise_organisation(county.organisations["granby"], by=SYSTEM, version=None, phone="010-1")
    client.post(address, filled_in(opened, email="granby@example.org"))
    granby = Organisation.objects.get(slug="granby")
    assert (granby.phone, granby.email) == ("010-1", "granby@example.org")


@pytest.mark.parametrize(("keep", "phone"), [("mine", "010-2"), ("theirs", "010-1")])
def test_two_who_change_the_same_particular_see_both_versions_and_choose(log_in, persona, county, keep, phone):
    client = log_in("coordinator")
    address = "/provlan/organisation/granby/edit/"
    opened = client.get(address)
    actions.revise_organisation(
        county.organisations["granby"], by=persona("contact_person"), version=1, phone="010-1", website="https://g.se"
    )
    conflict = client.post(address, filled_in(opened, phone="010-2", email="granby@example.org"))
    page = text(conflict, 409)
    assert "Någon annan har ändrat det här" in page and "Klara Kontakt" in page
    assert 'value="010-2"' in page and "010-1" in page
    (clash,) = conflict.context["form"].clashes
    assert (clash.field.name, clash.theirs, clash.keep) == ("phone", "010-1", "mine")
    assert client.post(address, filled_in(conflict, **{"keep-phone": keep})).status_code == 302
    granby = Organisation.objects.get(slug="granby")
    assert (granby.phone, granby.email, granby.website) == (phone, "granby@example.org", "https://g.se")


def test_the_choice_is_kept_when_yet_another_change_comes_in_between(log_in, county):
    client = log_in("coordinator")
    address = "/provlan/organisation/granby/edit/"
    granby = county.organisations["granby"]
    opened = client.get(address)
    actions.revise_organisation(granby, by=SYSTEM, version=None, phone="010-1")
    conflict = client.post(address, filled_in(opened, phone="010-2", name="Granby stad"))
    actions.revise_organisation(granby, by=SYSTEM, version=None, name="Granby köping")
    again = client.post(address, filled_in(conflict, **{"keep-phone": "theirs"}))
    assert [clash.field.name for clash in again.context["form"].clashes] == ["name"]
    assert client.post(address, filled_in(again, **{"keep-name": "mine", "keep-phone": "theirs"})).status_code == 302
    granby.refresh_from_db()
    assert granby.name == "Granby stad"
