from datetime import date

import pytest

from samsyn.config.demo import load_demo, personas
from samsyn.kernel.models import Event
from samsyn.people.enums import GroupKind, OrganisationKind
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person
from samsyn.people.rules import coordinates
from samsyn.plan.models import Body, Edition
from samsyn.plan.queries.difference import compared
from samsyn.plan.queries.document import plan_document


@pytest.mark.django_db
def test_the_demo_is_jonkoping_county_and_is_loaded_once():
    collaboration = load_demo()
    assert collaboration == Collaboration.objects.get(slug="jonkoping")
    municipalities = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    assert [one.code for one in municipalities] == [
        *("0604", "0617", "0642", "0643", "0662", "0665"),
        *("0680", "0682", "0683", "0684", "0685", "0686", "0687"),
    ]
    assert sum(one.inhabitants for one in municipalities) == 370_009
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(OrganisationKind.values)
    assert set(Group.objects.values_list("kind", flat=True)) == set(GroupKind.values)
    assert list(Group.objects.filter(confidential=True).values_list("slug", flat=True)) == ["miljobrottsamverkan"]

    today = Membership.objects.current(date(2026, 3, 1))
    assert today.filter(group__slug="kontaktpersoner", role="member").count() == 14
    assert today.filter(group__slug="beredningsgrupp", role="member").count() == 5
    assert today.filter(group__slug="pks").exclude(role="secretary").count() == 13
    assert Membership.objects.exclude(ends=None).exists()
    assert not Person.objects.exclude(email__endswith="@example.org").exists()

    decided, draft = Edition.objects.order_by("number")
    assert (decided.status, decided.decision_body, draft.status) == ("decided", "styrgrupp", "commenting")
    assert draft.comments.count() == 8 and draft.comments.exclude(answer="").count() == 2
    assert (
        decided.receipts.exclude(sent_at=None).count() == 14
        and decided.receipts.exclude(confirmed_at=None).count() == 11
    )
    assert len(plan_document(decided).areas) > 0
    assert {kind for change in compared(decided, draft).rows for kind in change.kinds} == {"added", "changed", "moved"}
    bodies = Body.objects.filter(edition=decided)
    assert {body.key: body.group and body.group.slug for body in bodies} == {body.key: body.key for body in bodies}

    assert not Event.objects.filter(handled_at=None).exists()
    assert load_demo() is None
    assert Collaboration.objects.count() == 1


@pytest.mark.django_db
def test_every_persona_of_the_demo_may_log_in():
    collaboration = load_demo()
    persons = [Person.objects.get(email=persona.email) for persona in personas()]
    assert all(person.is_active for person in persons)
    assert [person for person in persons if coordinates(person, collaboration.pk)] == persons[:1]
