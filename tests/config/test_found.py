import pytest

from samsyn.config import cli
from samsyn.kernel.models import Event
from samsyn.people.models import Collaboration, Group, Organisation, Person
from samsyn.people.rules import coordinates, may_edit_collaboration
from samsyn.plan.rules import may_start_plan

GIVEN = {
    "--county": "Provlän",
    "--county-code": "99",
    "--body": "Kommunal samverkan",
    "--coordinator": "Karin Koord",
    "--email": "karin@example.org",
}


def found(slug="provlan", **changes):
    given = GIVEN | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return cli.main(["found", slug, "Miljösamverkan Provlän", *(part for pair in given.items() for part in pair)])


@pytest.mark.django_db
def test_a_collaboration_begins_with_a_coordinator_who_may_do_the_rest(capsys):
    assert found() == 0
    assert "/provlan/." in capsys.readouterr().out
    collaboration = Collaboration.objects.get()
    assert (collaboration.slug, collaboration.county_code) == ("provlan", "99")
    body, group, person = Organisation.objects.get(), Group.objects.get(), Person.objects.get()
    assert (body.kind, body.slug) == ("coordinating_body", "kommunal-samverkan")
    assert (group.kind, group.name, group.slug, group.convener) == ("steering", "Styrgruppen", "styrgrupp", body)
    assert person.is_active
    assert coordinates(person, collaboration.pk)
    assert may_edit_collaboration(person, collaboration)
    assert may_start_plan(person, collaboration)
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb.removeprefix("people.") for verb in verbs] == [
        "found",
        "add_organisation",
        "add_group",
        "add_person",
        "seat",
        "invite",
    ]


@pytest.mark.django_db
def test_one_installation_holds_several():
    assert found() == 0
    assert found("annorstades", email="anna@example.org") == 0
    assert Collaboration.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "changes", "said"),
    [
        ("Provlän", {}, "provlan"),
        ("design", {}, "design is taken by Samsyn itself"),
        ("accounts", {}, "accounts is taken"),
        ("static", {}, "static is taken"),
        ("provlan", {"county_code": "F"}, "two digits"),
        ("provlan", {"email": "karin"}, "valid email address"),
    ],
)
def test_what_cannot_be_meant_is_refused_whole(slug, changes, said, capsys):
    assert found(slug, **changes) == 1
    assert said in capsys.readouterr().err
    assert not Collaboration.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["body", "coordinator"])
def test_a_name_of_nothing_is_not_understood(name, capsys):
    with pytest.raises(SystemExit) as end:
        found(**{name: " "})
    assert end.value.code == 2
    assert "a name is needed" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_address_of_another_collaboration_or_person_is_refused(capsys):
    found()
    assert found(email="anna@example.org") == 1
    assert found("annorstades") == 1
    assert "already exists" in capsys.readouterr().err
    assert (Collaboration.objects.count(), Person.objects.count()) == (1, 1)
