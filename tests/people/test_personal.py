import json

import pytest
from django.apps import apps
from django.db import models

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event, Journaled
from samsyn.people import actions
from samsyn.people.models import Membership, Person
from samsyn.people.queries.personal import FOREIGN, OURS, holdings, outside, person_export
from tests.conftest import LONG_AGO

EVERY_MODEL = [model for model in apps.get_models() if model._meta.app_config.name.startswith(OURS)]


def undeclared(model: type[models.Model]) -> list[str]:
    """What is missing in a model's declaration of personal data."""
    persons = [field.name for field in model._meta.fields if field.is_relation and field.related_model is Person]
    if not (issubclass(model, Journaled) or persons):
        return []
    if not any("personal" in parent.__dict__ for parent in model.__mro__ if parent is not Journaled):
        return ["personal"]
    fields = {field.name for field in model._meta.fields}
    return [name for name in persons if name not in model.personal and model is not Event] + [
        name for name in model.personal if name not in fields
    ]


@pytest.mark.parametrize("model", EVERY_MODEL, ids=lambda model: model._meta.label)
def test_every_model_declares_its_personal_data(model):
    assert undeclared(model) == []


def test_the_check_bites(monkeypatch):
    monkeypatch.setattr(Membership, "personal", ("fax",))
    assert undeclared(Membership) == ["person", "fax"]
    monkeypatch.delattr(Membership, "personal")
    assert undeclared(Membership) == ["personal"]


def test_every_third_party_model_that_names_a_person_is_declared():
    assert {relation.related_model._meta.label for relation in outside()} == set(FOREIGN)
    for label, names in FOREIGN.items():
        assert {field.name for field in apps.get_model(label)._meta.fields}.issuperset(names)


def test_what_is_known_of_a_person_is_handed_out(county, persona):
    inspector = persona("inspector")
    actions.revise_person(inspector, by=inspector, version=1, phone="070-1740605")
    export = person_export(persona("inspector"), reader=persona("inspector"))
    assert export["people.Person"][0]["phone"] == "070-1740605"
    assert export["people.Person"][0]["organisation"] == "Granby kommun"
    assert [row["group"] for row in export["people.Membership"]] == ["Projektgruppen"]
    about, by = export["journal"]["about"], export["journal"]["by"]
    assert [event["verb"] for event in about] == [
        *("people.add_person", "people.invite", "people.seat", "people.revise_person"),
    ]
    assert [event["verb"] for event in by] == ["people.revise_person"]
    assert set(export) == {
        *FOREIGN,
        "journal",
        *(held.model._meta.label for held in holdings(inspector, reader=inspector)),
    }


def test_the_coordinators_copy_is_silent_about_confidential_groups(county, persona):
    police = persona("crime_group_member")
    own = json.dumps(person_export(police, reader=police), default=str, ensure_ascii=False)
    copy = json.dumps(person_export(police, reader=persona("coordinator")), default=str, ensure_ascii=False)
    assert "Miljöbrottsamverkan" in own
    assert "Pia Polis" in copy and "Miljöbrott" not in copy


def test_an_erased_person_is_nobody(county, persona, client):
    inspector, coordinator = persona("inspector"), persona("coordinator")
    actions.revise_person(inspector, by=inspector, version=1, phone="070-1740605", title="Inspektör")
    actions.seat(county.groups["presidier"], by=SYSTEM, person=inspector, starts=LONG_AGO.replace(year=2090))
    client.force_login(inspector)
    erased = actions.erase(inspector, by=coordinator)

    assert str(erased) == "Borttagen person"
    assert (erased.email, erased.phone, erased.title, erased.organisation, erased.is_active) == (
        *(None, "", "", None),
        False,
    )
    seats = Membership.objects.filter(person=erased)
    assert [seat.group.name for seat in seats] == ["Projektgruppen"]
    assert not seats.current(LONG_AGO.replace(year=2095)).exists()
    assert client.get("/provlan/people/").status_code == 302

    everything = json.dumps(list(Event.objects.values("label", "changes")), ensure_ascii=False)
    for trace in ("Inga", '"inspector@example.org"', "070-1740605"):
        assert trace not in everything, trace
    assert Event.objects.get(verb="people.erase").changes == {}
    assert "Stina Styr" in everything


def test_nobody_erases_themselves(county, persona):
    coordinator = persona("coordinator")
    with pytest.raises(actions.Conflict):
        actions.erase(coordinator, by=coordinator)
