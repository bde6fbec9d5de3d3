"""A group: what stands there, what its forms do, and its seats."""

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Group, Membership, Person
from tests.people.pages import filled_in, text


def test_a_group_shows_its_members(log_in, county):
    page = text(log_in("inspector").get("/provlan/group/styrgrupp/"))
    for words in (
        "Stina Styr",
        "Ordförande",
        "Granby kommun",
        "1\N{NO-BREAK SPACE}januari\N{NO-BREAK SPACE}2020",
        "En plats gavs",
    ):
        assert words in page
    assert "Ge någon en plats" not in page
    assert "Ge någon en plats" in text(log_in("coordinator").get("/provlan/group/styrgrupp/"))


def test_a_group_is_added_and_changed(log_in, county):
    client = log_in("coordinator")
    address = "/provlan/people/add-group/"
    sent = filled_in(client.get(address), kind="network", name="Små avlopp")
    assert "Små avlopp har lagts till." in text(client.post(address, sent, follow=True))
    address = "/provlan/group/sma-avlopp/edit/"
    convener = county.organisations["lansstyrelsen"].pk
    assert client.post(address, filled_in(client.get(address), mandate="Samsyn.", convener=convener)).status_code == 302
    group = Group.objects.get(slug="sma-avlopp")
    assert (group.mandate, group.convener_id) == ("Samsyn.", convener)
    page = text(client.post(address, filled_in(client.get(address), confidential="on")), 422)
    assert "måste ha en ordförande eller sammankallande" in page


def test_a_group_closes_behind_the_coordinator(log_in, county):
    group = county.groups["presidier"]
    officer = Person.objects.get(email="county_officer@example.org")
    actions.seat(group, by=SYSTEM, person=officer, role="chair")
    client = log_in("coordinator")
    address = "/provlan/group/presidier/edit/"
    answer = client.post(address, filled_in(client.get(address), confidential="on"))
    assert answer["Location"] == "/provlan/people/"
    assert client.get("/provlan/group/presidier/").status_code == 404
    assert "Presidierna" in text(log_in("county_officer").get("/provlan/people/"))


def test_a_seat_is_given_to_somebody_from_the_phone_book(log_in, county, persona):
    client = log_in("coordinator")
    address = "/provlan/group/presidier/add-seat/"
    assert "Välj personen" not in text(client.get(address))
    assert "Inga träffar" in text(client.get(address, {"q": "finns inte"}))
    person = persona("inspector")
    assert f"?person={person.pk}" in text(client.get(address, {"q": "inga"}))
    address += f"?person={person.pk}"
    sent = filled_in(client.get(address), role="guest", starts="2026-01-01")
    assert "Inga Inspektör har fått en plats i Presidierna." in text(client.post(address, sent, follow=True))
    seat = Membership.objects.get(person=person, group__slug="presidier")
    assert (seat.role, seat.represents, str(seat.starts)) == ("guest", county.organisations["granby"], "2026-01-01")
    assert "har redan den här platsen" in text(client.post(address, sent), 422)
    page = text(client.post(address, sent | {"role": "member", "ends": "2025-01-01"}), 422)
    assert "Den sista dagen kan inte komma före den första." in page
    stranger = Person.objects.get(name="Ulf Utifrån")
    assert client.get(f"/provlan/group/presidier/add-seat/?person={stranger.pk}").status_code == 404


def test_a_seat_is_ended(log_in, county):
    client = log_in("coordinator")
    seat = Membership.objects.get(person__email="politician@example.org")
    address = f"/provlan/seat/{seat.pk}/end/"
    assert "31 november" not in text(client.get(address))
    text(client.post(address, {"ends": "2026-11-31"}), 422)
    text(client.post(address, {"ends": "2019-12-31"}), 422)
    assert "har avslutats" in text(client.post(address, {"ends": "2026-01-31"}, follow=True))
    seat.refresh_from_db()
    assert str(seat.ends) == "2026-01-31"
