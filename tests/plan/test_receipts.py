"""The decided plan sent out, opened and read."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, NotAllowed
from samsyn.people import actions as people
from samsyn.plan import actions
from samsyn.plan.models import Receipt
from samsyn.plan.queries import receipts as queries
from tests.conftest import small_plan
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def sent(decided, persona):
    return actions.send_out(decided, by=persona("coordinator"))


def by_organisation(edition):
    return {o.slug: [p.name for p in persons] for o, persons in queries.recipients(edition)}


def test_the_parties_are_written_to_through_their_contact_persons_else_the_steering_group(decided):
    assert by_organisation(decided) == {"granby": ["Klara Kontakt"], "bjorkas": ["Sten Styr"]}


def test_only_the_countys_own_parties_get_it_and_one_that_is_named_alone_gets_it_alone(county, persona):
    from samsyn.plandoc import model as doc

    named = (
        doc.Party("granby", "Granby kommun", doc.PartyKind.MUNICIPALITY, 1, "9901"),
        doc.Party("lst", "Länsstyrelsen", doc.PartyKind.COUNTY_BOARD),
        doc.Party("polisen", "Polisen", doc.PartyKind.POLICE),
    )
    decision = doc.Decision("styrgrupp", "september 2025")
    edition = actions.import_edition(
        county.collaboration, by=SYSTEM, document=small_plan(parties=named, decision=decision)
    )
    assert by_organisation(edition) == {"granby": ["Klara Kontakt"], "lansstyrelsen": ["Lena Län"]}


def test_who_cannot_log_in_is_not_written_to(decided, persona):
    people.close_account(persona("contact_person"), by=SYSTEM)
    assert by_organisation(decided) == {"granby": ["Stina Styr"], "bjorkas": ["Sten Styr"]}
    people.close_account(persona("chair"), by=SYSTEM)
    assert by_organisation(decided)["granby"] == []


def test_a_plan_is_sent_once_to_each_and_later_to_those_who_came_since(sent, persona, county):
    assert sent.sent_out_at and {r.person.name for r in sent.receipts.all()} == {"Klara Kontakt", "Sten Styr"}
    with pytest.raises(Conflict):
        actions.send_out(sent, by=persona("coordinator"))
    people.seat(county.groups["kontaktpersoner"], by=SYSTEM, person=persona("neighbour_inspector"))
    again = actions.send_out(sent, by=persona("coordinator"))
    assert again.sent_out_at == sent.sent_out_at
    assert {r.person.name for r in sent.receipts.all()} == {"Klara Kontakt", "Sten Styr", "Nils Granne"}


def test_only_what_is_decided_and_not_replaced_is_sent(decided, persona):
    following = actions.start_edition(decided.plan, by=SYSTEM)
    with pytest.raises(Conflict):
        actions.send_out(following, by=SYSTEM)
    actions.propose(following, by=SYSTEM)
    actions.decide(following, by=SYSTEM, on=timezone.localdate())
    with pytest.raises(Conflict) as refused:
        actions.send_out(decided, by=SYSTEM)
    assert "2" in refused.value.message


def test_reading_is_confirmed_by_those_asked_and_by_their_colleagues(sent, persona):
    actions.confirm_reading(sent, by=persona("contact_person"))
    actions.confirm_reading(sent, by=persona("neighbour_inspector"))  # works in Björkås, was not written to
    for who in ("politician", "county_officer", "stranger", "public"):
        if who != "politician":  # works in Björkås too
            with pytest.raises(NotAllowed):
                actions.confirm_reading(sent, by=persona(who))
    readings = {r.organisation.slug: r for r in queries.readings(sent)}
    assert [r.person.name for r in readings["granby"].read_by] == ["Klara Kontakt"]
    assert [r.person.name for r in readings["bjorkas"].read_by] == ["Nils Granne"]
    assert [r.person.name for r in readings["bjorkas"].sent_to] == ["Sten Styr"]
    first = Receipt.objects.get(person=persona("contact_person")).confirmed_at
    actions.confirm_reading(sent, by=persona("contact_person"))
    assert Receipt.objects.get(person=persona("contact_person")).confirmed_at == first
    assert queries.owed(persona("contact_person"), sent) is None
    assert queries.owed(persona("steering_member"), sent).sent_at


def test_nothing_is_read_before_it_is_sent(decided, persona):
    with pytest.raises(NotAllowed):
        actions.confirm_reading(decided, by=persona("contact_person"))


def test_a_mail_scanner_reads_nothing(sent, client, persona):
    """It follows every link, and is not logged in. Even logged in, to look is not to read."""
    receipt = Receipt.objects.get(person=persona("contact_person"))
    addresses = [sent.get_absolute_url()]
    addresses += [reverse(name, args=ADDRESS) for name in ("verify", "decided-file", "confirm-reading", "receipts")]
    addresses += [reverse("receipt-open", args=[*ADDRESS, receipt.pk])]
    for who in (None, "contact_person"):
        if who:
            client.force_login(persona(who))
        for address in addresses:
            client.get(address)
            client.head(address)
    assert not Receipt.objects.exclude(opened_at=None, confirmed_at=None).exists()


def test_it_is_opened_and_read_by_its_page(sent, client, persona):
    client.force_login(persona("contact_person"))
    receipt = Receipt.objects.get(person=persona("contact_person"))
    page = text(client.get(sent.get_absolute_url()))
    opened = reverse("receipt-open", args=[*ADDRESS, receipt.pk])
    assert f'hx-post="{opened}"' in page and "Jag har läst planen" in page
    assert client.post(opened).status_code == 204
    receipt.refresh_from_db()
    first = receipt.opened_at
    assert first and not receipt.confirmed_at
    client.post(opened)
    page = text(client.post(reverse("confirm-reading", args=ADDRESS), follow=True))
    receipt.refresh_from_db()
    assert receipt.confirmed_at and receipt.opened_at == first and "hx-post" not in page
    other = Receipt.objects.get(person=persona("steering_member"))
    assert client.post(reverse("receipt-open", args=[*ADDRESS, other.pk])).status_code == 403


def test_the_coordinator_sends_and_sees_who_has_read(decided, client, persona):
    client.force_login(persona("coordinator"))
    page = text(client.get(reverse("send-out", args=ADDRESS)))
    assert "Klara Kontakt" in page and "Skicka 2 mejl" in page
    page = text(client.post(reverse("send-out", args=ADDRESS), follow=True))
    assert "0 av 2 organisationer" in page and "Inte än" in page
    actions.confirm_reading(decided, by=persona("contact_person"))
    client.force_login(persona("chair"))
    assert "1 av 2 organisationer" in text(client.get(reverse("receipts", args=ADDRESS)))
    client.force_login(persona("coordinator"))
    assert "redan fått planen" in text(client.get(reverse("send-out", args=ADDRESS)))


@pytest.mark.parametrize("changes", [{"confirmed_at": timezone.now()}])
def test_the_database_itself_refuses_what_was_read_and_not_opened(sent, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.update(**changes)


def test_the_lists_take_the_same_queries_however_many(sent, client, persona, county, django_assert_num_queries):
    client.force_login(persona("coordinator"))
    text(client.get(reverse("receipts", args=ADDRESS)))
    for turn in (1, 2):
        with django_assert_num_queries(6):
            text(client.get(reverse("receipts", args=ADDRESS)))
        with django_assert_num_queries(9):
            text(client.get(reverse("send-out", args=ADDRESS)))
        for number in (1, 2, 3):
            given = {"name": f"Person {turn}{number}", "email": f"person{turn}{number}@example.org"}
            person = people.add_person(county.organisations["granby"], by=SYSTEM, **given)
            people.invite(person, by=SYSTEM)
            people.seat(county.groups["kontaktpersoner"], by=SYSTEM, person=person)
        actions.send_out(sent, by=SYSTEM)
