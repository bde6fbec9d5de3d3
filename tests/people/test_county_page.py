"""The county at a glance and its phone book; lists take as many queries with three rows as with one."""

from datetime import date

import pytest

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Organisation, Person
from samsyn.people.queries import personal
from tests.conftest import LONG_AGO
from tests.people.pages import SECRET, text


def test_the_county_at_a_glance(log_in, county):
    page = text(log_in("inspector").get("/provlan/people/"))
    for words in ("Granby kommun", "12\N{NO-BREAK SPACE}000", "42\N{NO-BREAK SPACE}000", "Polisen", "Projektgruppen"):
        assert words in page
    assert SECRET not in page and "Lägg till" not in page
    assert SECRET in text(log_in("crime_group_member").get("/provlan/people/"))
    assert "Lägg till en organisation" in text(log_in("coordinator").get("/provlan/people/"))


def test_seats_in_a_confidential_group_are_not_counted_by_outsiders(log_in, county):
    def seats_of_the_police(page):
        return next(one.seats for one in page.context["others"] if one.organisation.slug == "polisen")

    assert seats_of_the_police(log_in("coordinator").get("/provlan/people/")) == 0
    assert seats_of_the_police(log_in("crime_group_member").get("/provlan/people/")) == 1


def test_a_county_with_known_geometry_is_drawn_as_a_map(log_in, county):
    county.collaboration.county_code = "06"
    county.collaboration.save()
    Organisation.objects.filter(slug="granby").update(code="0680")
    page = log_in("inspector").get("/provlan/people/")
    assert len(page.context["maps"]) == 2
    assert 'href="/provlan/organisation/granby/"' in page.context["maps"][0]
    assert text(page).count("<svg") > 2


def test_a_group_that_has_ended_is_put_aside(log_in, county):
    group = county.groups["presidier"]
    actions.revise_group(group, by=SYSTEM, version=None, ended_on="2020-12-31")
    page = log_in("inspector").get("/provlan/people/")
    assert [one.name for one in page.context["ended"]] == ["Presidierna"]
    assert "Presidierna" not in [one.name for _kind, groups in page.context["kinds"] for one in groups]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("inspektör", ["Inga Inspektör"]),
        ("INSPEKTÖR", ["Inga Inspektör"]),
        ("björkås sten", ["Sten Styr"]),
        ("LÄN", ["Lena Län"]),
        ("crime_group", ["Pia Polis"]),
        ("174 06", ["Klara Kontakt"]),
        ("%", []),
        ("utifrån", []),
    ],
)
def test_the_phone_book_finds_by_any_particular(log_in, county, words, names):
    klara = Person.objects.get(name="Klara Kontakt")
    actions.revise_person(klara, by=SYSTEM, version=None, phone="070-174 06 05")
    page = log_in("inspector").get("/provlan/people/", {"q": words})
    assert [person.name for person in page.context["found"].object_list] == names
    assert ("Inga träffar" in text(page)) is (not names)


def add_one_of_each(county, number):
    granby, steering = county.organisations["granby"], county.groups["styrgrupp"]
    person = actions.add_person(granby, by=SYSTEM, name=f"Ny {number}", email=f"ny{number}@example.org")
    actions.seat(steering, by=SYSTEM, person=person)
    chair = Person.objects.get(name="Stina Styr")
    days = {"starts": date(2026, number, 1), "ends": date(2026, number, 9)}
    actions.seat(county.groups["presidier"], by=SYSTEM, person=chair, **days)
    actions.seat(county.groups["presidier"], by=SYSTEM, person=person, starts=LONG_AGO, ends=LONG_AGO)
    actions.add_organisation(county.collaboration, by=SYSTEM, kind="municipality", name=f"Nyby {number}")
    actions.add_group(county.collaboration, by=SYSTEM, kind="network", name=f"Nytt {number}", convener=granby)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/provlan/people/", 11),
        ("/provlan/people/?q=a", 8),
        ("/provlan/organisation/granby/", 12),
        ("/provlan/group/styrgrupp/", 12),
        ("/provlan/group/presidier/", 12),
        ("/provlan/person/{person}/", 12),
        ("/provlan/group/styrgrupp/add-seat/?q=a", 7),
    ],
)
def test_lists_take_as_many_queries_with_three_rows_as_with_one(
    log_in, county, persona, django_assert_num_queries, address, queries
):
    client = log_in("coordinator")
    address = address.format(person=persona("chair").pk)
    add_one_of_each(county, 1)
    with django_assert_num_queries(queries):
        text(client.get(address))
    for number in (2, 3):
        add_one_of_each(county, number)
    with django_assert_num_queries(queries):
        text(client.get(address))


def test_what_is_held_about_a_person_takes_one_query_for_each_model_that_can_name_one(
    log_in, county, persona, django_assert_num_queries
):
    client, address = log_in("coordinator"), f"/provlan/person/{persona('chair').pk}/data/"
    models = [*personal.linked(), *personal.outside()]
    for number in (1, 2, 3):
        add_one_of_each(county, number)
        with django_assert_num_queries(10 + len(models)):
            text(client.get(address))
