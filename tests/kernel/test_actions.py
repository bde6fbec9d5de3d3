import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from samsyn.kernel import actions as kernel
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM, action
from samsyn.kernel.errors import Invalid, NotAllowed, NotFound, Stale
from samsyn.kernel.models import Event
from samsyn.people import actions
from samsyn.people.models import Organisation


@pytest.fixture
def verb(monkeypatch):
    """Registers verbs for one test only."""
    monkeypatch.setattr(kernel, "REGISTRY", {})
    handlers = {}
    monkeypatch.setattr(kernel, "HANDLERS", handlers)
    monkeypatch.setattr(journal, "HANDLERS", handlers)
    return action


@pytest.fixture
def granby(county):
    Event.objects.all().delete()
    return county.organisations["granby"]


def test_one_action_leaves_one_row_with_who_what_and_from_what_to_what(granby, persona):
    coordinator = persona("coordinator")
    actions.revise_organisation(granby, by=coordinator, version=1, phone="010-123", name="Granby stad")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.label) == (
        "people.revise_organisation",
        coordinator,
        "Granby stad",
    )
    assert event.changes == {"name": ["Granby kommun", "Granby stad"], "phone": ["", "010-123"]}
    assert list(journal.history(granby, field="phone")) == [event]
    assert list(journal.history(granby, field="website")) == []
    assert list(journal.happenings(granby.collaboration)) == [event]


def test_a_failure_leaves_nothing_behind(granby, verb):
    @verb("test.fail", allow=lambda user, subject: True)
    def fail(organisation, *, by):
        organisation.name = "Ändrad"
        organisation.save()
        raise ValueError

    with pytest.raises(ValueError):
        fail(granby, by=SYSTEM)
    granby.refresh_from_db()
    assert (granby.name, Event.objects.count()) == ("Granby kommun", 0)


def test_who_does_it_is_compulsory(granby):
    with pytest.raises(TypeError, match="by="):
        actions.revise_organisation(granby, version=1, phone="1")


def test_a_no_from_the_rule_stops_the_action(granby, persona):
    with pytest.raises(NotAllowed):
        actions.revise_organisation(granby, by=persona("inspector"), version=1, phone="1")
    assert Event.objects.count() == 0


def test_the_rule_is_asked_about_the_row_as_it_is_now(granby, verb):
    @verb("test.look", allow=lambda user, subject: subject.name == "Ny")
    def look(organisation, *, by):
        return organisation

    Organisation.objects.filter(pk=granby.pk).update(name="Ny")
    assert look(granby, by=AnonymousUser()).name == "Ny"


def test_a_row_that_has_gone_is_not_found(granby):
    gone = Organisation.objects.get(pk=granby.pk)
    gone.pk = 10_000
    with pytest.raises(NotFound):
        actions.revise_organisation(gone, by=SYSTEM, version=1, phone="1")


def test_two_who_change_the_same_field_are_told_and_shown_both(granby):
    actions.revise_organisation(granby, by=SYSTEM, version=1, phone="1")
    with pytest.raises(Stale) as told:
        actions.revise_organisation(granby, by=SYSTEM, version=1, phone="2")
    assert (told.value.mine, told.value.theirs, told.value.version) == ({"phone": "2"}, {"phone": "1"}, 2)
    granby.refresh_from_db()
    assert granby.phone == "1"


def test_a_value_that_is_no_value_is_refused_field_by_field(granby):
    with pytest.raises(Invalid) as refused:
        actions.revise_organisation(granby, by=SYSTEM, version=1, email="ingen adress")
    assert set(refused.value.fields) == {"email"}


def test_a_verb_is_registered_once(verb):
    verb("test.once", allow=lambda user, subject: True)(lambda subject, *, by: subject)
    with pytest.raises(RuntimeError):
        verb("test.once", allow=lambda user, subject: True)(lambda subject, *, by: subject)


@pytest.fixture
def waiting(granby, verb):
    """An event with a handler that fails the first time."""
    calls = []

    @kernel.on("test.call")
    def handler(event):
        calls.append(event.pk)
        if len(calls) == 1:
            raise ConnectionError("away")

    @verb("test.call", allow=lambda user, subject: True)
    def call(organisation, *, by):
        return organisation

    call(granby, by=SYSTEM)
    return calls


def test_handlers_run_once_and_again_after_a_failure(waiting):
    assert journal.work_through() == 0
    event = Event.objects.get()
    assert ("away" in event.error, event.attempts) == (True, 1)
    assert journal.work_through() == 0, "not before its pause is over"
    Event.objects.update(claimed_until=timezone.now())
    assert journal.work_through() == 1
    assert journal.work_through() == 0
    assert waiting == [event.pk, event.pk]


def test_a_row_under_lease_is_left_alone(waiting):
    Event.objects.update(claimed_until=timezone.now() + journal.LEASE)
    assert journal.work_through() == 0
    assert waiting == []
