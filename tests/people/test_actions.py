from datetime import date, timedelta

import pytest
from django.utils import timezone

from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people import actions
from samsyn.people.models import Membership, Person
from tests.conftest import LONG_AGO


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


def test_addresses_are_made_from_names_and_numbered(county, coordinator):
    first = actions.add_group(county.collaboration, by=coordinator, kind="network", name="Små avlopp")
    second = actions.add_group(county.collaboration, by=coordinator, kind="network", name="Små avlopp")
    assert (first.slug, second.slug) == ("sma-avlopp", "sma-avlopp-2")
    third = actions.add_organisation(county.collaboration, by=coordinator, kind="other", name="!!!")
    assert third.slug == "x"


def test_addresses_of_people_are_small_letters_and_empty_is_nothing(county, coordinator):
    granby = county.organisations["granby"]
    assert actions.add_person(granby, by=coordinator, name="A", email="Nora@Example.ORG").email == "nora@example.org"
    for name in ("B", "C"):
        assert actions.add_person(granby, by=coordinator, name=name, email="").email is None


def test_two_organisations_cannot_have_one_code(county, coordinator):
    with pytest.raises(Invalid, match="En annan organisation har den här koden"):
        actions.add_organisation(county.collaboration, by=coordinator, kind="municipality", name="Ny", code="9901")


def test_a_seat_cannot_be_given_twice_for_the_same_days(county, coordinator):
    group, person = county.groups["projektgrupp"], Person.objects.get(email="politician@example.org")
    seat = actions.seat(group, by=coordinator, person=person, starts=date(2026, 1, 1), ends=date(2026, 3, 31))
    assert seat.represents == person.organisation
    with pytest.raises(Conflict):
        actions.seat(group, by=coordinator, person=person, starts=date(2026, 3, 31))
    with pytest.raises(Conflict):
        actions.seat(group, by=coordinator, person=person, starts=date(2025, 1, 1), ends=date(2026, 1, 1))
    actions.seat(group, by=coordinator, person=person, role="guest", starts=date(2026, 3, 1))
    actions.seat(group, by=coordinator, person=person, starts=date(2026, 4, 1))
    assert Membership.objects.filter(group=group, person=person).count() == 3


def test_a_seat_ends_after_it_began(county, coordinator):
    seat = county.groups["styrgrupp"].memberships.first()
    with pytest.raises(Invalid):
        actions.unseat(seat, by=coordinator, ends=LONG_AGO - timedelta(days=1))
    seat.refresh_from_db()
    assert seat.ends is None


def test_nobody_from_another_collaboration_gets_a_seat(county, coordinator):
    with pytest.raises(Invalid):
        actions.seat(county.groups["styrgrupp"], by=coordinator, person=Person.objects.get(name="Ulf Utifrån"))


def test_an_address_is_needed_to_invite_and_nobody_closes_their_own_account(county, coordinator):
    person = actions.add_person(county.organisations["granby"], by=coordinator, name="Utan Adress")
    with pytest.raises(Conflict):
        actions.invite(person, by=coordinator)
    with pytest.raises(Conflict):
        actions.close_account(coordinator, by=coordinator)


def test_whoever_is_closed_out_is_closed_out_at_once(county, coordinator, client, persona):
    client.force_login(persona("inspector"))
    assert client.get("/provlan/people/").status_code == 200
    actions.close_account(persona("inspector"), by=coordinator)
    assert client.get("/provlan/people/").status_code == 302


def test_the_address_of_an_account_is_not_taken_over_by_a_colleague(county, persona):
    chair = persona("chair")
    with pytest.raises(Conflict):
        actions.revise_person(chair, by=persona("contact_person"), version=None, email="contact_person2@example.org")
    actions.revise_person(chair, by=persona("contact_person"), version=None, phone="010-1")
    actions.revise_person(chair, by=chair, version=None, email="stina@example.org")


def test_a_group_is_closed_to_outsiders_only_when_somebody_leads_it(county, coordinator):
    with pytest.raises(Conflict):
        actions.add_group(county.collaboration, by=coordinator, kind="network", name="Hemlig", confidential=True)
    group = actions.add_group(county.collaboration, by=coordinator, kind="network", name="Hemlig")
    with pytest.raises(Conflict):
        actions.revise_group(group, by=coordinator, version=None, confidential=True)
    leader = Person.objects.get(email="county_officer@example.org")
    seat = actions.seat(group, by=coordinator, person=leader, role="convener", starts=LONG_AGO)
    actions.revise_group(group, by=coordinator, version=None, confidential=True)
    with pytest.raises(Conflict):
        actions.unseat(seat, by=leader)
    tomorrow = timezone.localdate() + timedelta(days=1)
    successor = Person.objects.get(email="chair@example.org")
    actions.seat(group, by=leader, person=successor, role="chair", starts=tomorrow)
    actions.unseat(seat, by=leader, ends=tomorrow)
