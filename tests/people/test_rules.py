"""The twins agree: a row is in the queryset exactly when the predicate says yes, for every persona."""

import pytest

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions, rules
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person
from tests.conftest import EVERYBODY, LONG_AGO

TWINS = [
    (Collaboration, rules.collaborations_of, lambda user, row: rules.belongs(user, row.pk)),
    (Organisation, rules.organisations_visible_to, rules.may_view_organisation),
    (Person, rules.persons_visible_to, rules.may_view_person),
    (Group, rules.groups_visible_to, rules.may_view_group),
    (Membership, rules.memberships_visible_to, rules.may_view_membership),
]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("model", "visible", "may_view"), TWINS, ids=lambda twin: getattr(twin, "__name__", ""))
def test_the_twins_agree(county, persona, who, model, visible, may_view):
    user = persona(who)
    listed = sorted(row.pk for row in visible(user))
    assert listed == sorted(row.pk for row in model.objects.all() if may_view(user, row))


def test_the_twins_agree_for_somebody_without_an_organisation_who_sits_in_a_group(county):
    person = actions.add_person(county.organisations["granby"], by=SYSTEM, name="Gusten Gäst")
    Person.objects.filter(pk=person.pk).update(organisation=None)
    actions.seat(county.groups["miljobrott"], by=SYSTEM, person=Person.objects.get(pk=person.pk), starts=LONG_AGO)
    user = Person.objects.get(pk=person.pk)
    for model, visible, may_view in TWINS:
        assert set(visible(user)) == {row for row in model.objects.all() if may_view(user, row)}, model
    assert county.collaboration in rules.collaborations_of(user)


def test_a_seat_that_has_ended_gives_nothing(county, persona):
    seat = Membership.objects.get(person__email="crime_group_member@example.org")
    actions.unseat(seat, by=SYSTEM, ends=LONG_AGO)
    assert not rules.may_view_group(persona("crime_group_member"), county.groups["miljobrott"])


def test_only_the_owner_changes_the_address_of_an_open_account(county, persona):
    chair, contact = persona("chair"), persona("contact_person")
    assert chair.organisation == contact.organisation
    allowed = {who for who in EVERYBODY if rules.may_change_address(persona(who), chair)}
    assert allowed == {"chair"}
    chair.is_active = False
    allowed = {who for who in EVERYBODY if rules.may_change_address(persona(who), chair)}
    assert allowed == {"chair", "coordinator", "contact_person"}
