from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.people import actions
from samsyn.people.enums import DONE
from samsyn.people.queries.history import Change, told, visible


def test_every_verb_of_people_has_words():
    from samsyn.kernel.actions import REGISTRY

    assert set(DONE) == {verb for verb in REGISTRY if verb.startswith("people.")}


def test_changes_are_told_in_words(county, persona):
    granby = county.organisations["granby"]
    coordinator = persona("coordinator")
    actions.revise_organisation(granby, by=coordinator, version=1, inhabitants=12_345, kind="region")
    entry = told(journal.history(granby))[0]
    assert (entry.done, entry.by, entry.label) == ("Organisationen ändrades", coordinator, "Granby kommun")
    assert entry.changes == [
        Change("Typ", "Kommun", "Region"),
        Change("Invånare", "12\N{NO-BREAK SPACE}000", "12\N{NO-BREAK SPACE}345"),
    ]


def test_rows_that_are_pointed_at_are_named_and_days_are_written_out(county):
    group = county.groups["presidier"]
    seat = group.memberships.get()
    first = told(journal.history(seat))[0]
    assert first.label == "Pontus Politiker · Presidierna"
    assert first.changes == [  # person and group stand in the label already
        Change("Roll", "", "Medlem"),
        Change("Företräder", "", "Björkås kommun"),
        Change("Från", "", "1\N{NO-BREAK SPACE}januari\N{NO-BREAK SPACE}2020"),
    ]


def test_ten_changes_take_as_many_queries_as_one(county, django_assert_num_queries):
    with django_assert_num_queries(4):  # events with actors, then groups, persons, organisations
        assert len(told(journal.happenings(county.groups["presidier"]))) == 2
    for person in county.organisations["granby"].persons.all():
        actions.seat(county.groups["presidier"], by=SYSTEM, person=person)
    with django_assert_num_queries(4):
        assert len(told(journal.happenings(county.groups["presidier"]))) == 5


def test_a_field_that_is_no_more_is_passed_over(county):
    event = Event.objects.filter(subject_type="people.Organisation").first()
    Event.objects.filter(pk=event.pk).update(changes={"fax": ["1", "2"], "phone": ["", "010"]})
    assert told(Event.objects.filter(pk=event.pk))[0].changes == [Change("Telefon", "", "010")]


def test_what_happens_in_a_confidential_group_is_hidden_from_outsiders(county, persona):
    secret = county.groups["miljobrott"]
    inside = visible(Event.objects.all(), persona("crime_group_member"))
    outside = visible(Event.objects.all(), persona("coordinator"))
    assert set(inside) - set(outside) == set(journal.happenings(secret))
    assert not outside.filter(label__icontains="miljöbrott").exists()
