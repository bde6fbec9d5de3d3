"""A need from when it is brought until it has its answer."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.people import actions as people
from samsyn.people.queries.personal import person_export
from samsyn.plan import actions, rules
from samsyn.plan.models import Need, NeedSupport
from samsyn.plan.queries import needs as queries
from tests.conftest import EVERYBODY

WORDS = {"title": "Checklista för dagvatten", "why": "Vi bedömer olika.", "support": "guidance", "urgency": "year"}


@pytest.fixture
def need(county, persona):
    return actions.bring_need(county.organisations["granby"], by=persona("contact_person"), **WORDS)


@pytest.fixture
def twin(county, persona):
    given = WORDS | {"title": "Gemensam checklista för dagvatten"}
    return actions.bring_need(county.organisations["bjorkas"], by=persona("steering_member"), **given)


def behind(need):
    return [organisation.slug for organisation in queries.read(need, reader=None).behind]


@pytest.mark.parametrize(
    "half",
    [
        {"status": "waiting"},
        {"status": "declined", "concluded_at": timezone.now()},
        {"status": "adopted", "concluded_at": timezone.now(), "area_code": "U1"},
        {"status": "merged", "concluded_at": timezone.now()},
        {"status": "open", "reason": "Kostar för mycket."},
        {"concluded_at": timezone.now()},
    ],
)
def test_the_database_refuses_half_an_answer(need, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**half)


def test_no_need_is_merged_into_itself(need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(status="merged", concluded_at=timezone.now(), merged_into=need)


def test_needs_are_numbered_one_by_one_in_each_collaboration(county, need, twin, persona):
    elsewhere = persona("stranger").organisation
    other = actions.bring_need(elsewhere, by=SYSTEM, **WORDS)
    assert (need.number, twin.number, other.number) == (1, 2, 1)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_speaks_for_whom_is_the_same_asked_either_way(county, persona, who):
    user = persona(who)
    collaboration = county.collaboration.pk
    twins = set(rules.spoken_for_by(user, collaboration))
    assert twins == {one for one in county.organisations.values() if rules.may_bring_need(user, one)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_a_need_is_the_same_asked_either_way(need, persona, who):
    assert rules.may_view_need(persona(who), need) == rules.needs_visible_to(persona(who)).filter(pk=need.pk).exists()


def test_a_need_is_said_better_until_it_has_its_answer(need, persona):
    better = actions.revise_need(need, by=persona("contact_person"), version=1, title="Checklista för oljeavskiljare")
    with pytest.raises(Stale):
        actions.revise_need(better, by=persona("chair"), version=1, title="Något annat")
    with pytest.raises(Invalid):
        actions.revise_need(better, by=persona("coordinator"), version=2, status="declined")
    actions.decline_need(better, by=persona("coordinator"), reason="Finns redan.")
    with pytest.raises(Conflict):
        actions.revise_need(better, by=persona("contact_person"), version=3, title="Igen")


def test_an_organisation_says_we_too_once_and_can_take_it_back(county, need, persona):
    bjorkas, member = county.organisations["bjorkas"], persona("steering_member")
    support = actions.support_need(need, by=member, organisation=bjorkas, note="Vi har tre.")
    with pytest.raises(Conflict):
        actions.support_need(need, by=persona("coordinator"), organisation=bjorkas)
    assert behind(need) == ["granby", "bjorkas"]
    actions.withdraw_need_support(support, by=member)
    assert behind(need) == ["granby"]
    with pytest.raises(Conflict):
        actions.withdraw_need_support(support, by=member)
    actions.support_need(need, by=member, organisation=bjorkas)
    assert behind(need) == ["granby", "bjorkas"] and NeedSupport.objects.count() == 1


def test_nobody_says_we_too_for_others_or_for_the_bearer(county, need, persona):
    with pytest.raises(NotAllowed):
        actions.support_need(need, by=persona("steering_member"), organisation=county.organisations["lansstyrelsen"])
    with pytest.raises(Conflict):
        actions.support_need(need, by=persona("contact_person"), organisation=county.organisations["granby"])
    with pytest.raises(Invalid):
        actions.support_need(need, by=SYSTEM, organisation=persona("stranger").organisation)


def test_a_comment_is_taken_back_by_its_author_alone_and_can_be_said_again(need, persona):
    comment = actions.comment_need(need, by=persona("inspector"), text=" Vi har en egen lista. ")
    with pytest.raises(NotAllowed):
        actions.archive_need_comment(comment, by=persona("coordinator"))
    comment = actions.archive_need_comment(comment, by=persona("inspector"))
    assert queries.read(need, reader=persona("coordinator")).comments == []
    assert queries.read(need, reader=persona("inspector")).comments == [comment]
    actions.restore_need_comment(comment, by=persona("inspector"))
    assert [said.text for said in queries.read(need, reader=None).comments] == ["Vi har en egen lista."]
    with pytest.raises(Invalid):
        actions.comment_need(need, by=persona("inspector"), text="  ")


def test_whoever_stands_behind_a_merged_need_stands_behind_the_one_that_remains(county, need, twin, persona):
    coordinator = persona("coordinator")
    third = actions.bring_need(county.organisations["samverkan"], by=coordinator, **WORDS)
    actions.support_need(third, by=coordinator, organisation=county.organisations["lansstyrelsen"])
    actions.comment_need(third, by=coordinator, text="Sagt om det tredje.")
    third = actions.merge_need(third, by=coordinator, into=twin)
    twin = actions.merge_need(twin, by=coordinator, into=need)
    assert set(behind(need)) == {"granby", "bjorkas", "samverkan", "lansstyrelsen"}
    assert [said.text for said in queries.read(need, reader=None).comments] == ["Sagt om det tredje."]
    listed = {row.need.number: len(row.behind) for row in queries.everything(county.collaboration)}
    assert listed == {1: 4, 2: 3, 3: 2}
    with pytest.raises(Conflict):
        actions.support_need(twin, by=coordinator, organisation=county.organisations["polisen"])
    actions.undo_need_answer(twin, by=coordinator)
    assert behind(need) == ["granby"]
    twin.refresh_from_db()
    assert twin.status == "open" and set(behind(twin)) == {"bjorkas", "samverkan", "lansstyrelsen"}


def test_a_need_is_merged_only_into_one_that_is_alive(need, twin, persona):
    coordinator = persona("coordinator")
    with pytest.raises(Invalid):
        actions.merge_need(need, by=coordinator, into=need)
    need = actions.merge_need(need, by=coordinator, into=twin)
    with pytest.raises(Conflict):
        actions.merge_need(twin, by=coordinator, into=need)
    with pytest.raises(Conflict):
        actions.merge_need(need, by=coordinator, into=twin)


def test_a_need_and_the_area_that_it_became_know_each_other(need, draft, decided, persona):
    area = draft.area_set.get(code="U1")
    need = actions.adopt_need(need, by=persona("coordinator"), area=area, reason="Tack.")
    assert (need.plan, need.area_code) == (draft.plan, "U1")
    assert list(queries.needs_of_area(draft.plan, "U1")) == [need]
    assert queries.area_of(need).edition == decided  # the one in force before the draft
    with pytest.raises(Conflict):
        actions.adopt_need(need, by=persona("coordinator"), area=area)  # it has its answer


def test_an_area_that_is_taken_out_takes_no_need(need, draft, persona):
    area = draft.area_set.get(code="U1")
    actions.archive(area, by=persona("coordinator"))
    with pytest.raises(Conflict):
        actions.adopt_need(need, by=persona("coordinator"), area=area)


def test_a_need_is_declined_with_a_reason_and_considered_anew(need, persona):
    coordinator = persona("coordinator")
    with pytest.raises(Invalid):
        actions.decline_need(need, by=coordinator, reason=" ")
    need = actions.decline_need(need, by=coordinator, reason="Finns redan.")
    assert need.concluded_by == coordinator
    with pytest.raises(Conflict):
        actions.let_need_wait(need, by=coordinator)
    need = actions.reopen_need(need, by=coordinator)
    assert (need.status, need.reason, need.concluded_at) == ("open", "", None)
    with pytest.raises(Conflict):
        actions.reopen_need(need, by=coordinator)


def test_an_answer_that_is_taken_back_leaves_what_was_before_it(need, persona):
    coordinator = persona("coordinator")
    need = actions.let_need_wait(need, by=coordinator, reason="Till hösten.")
    waited = need.concluded_at
    need = actions.decline_need(need, by=coordinator, reason="Nej.")
    need = actions.undo_need_answer(need, by=coordinator)
    assert (need.status, need.reason, need.concluded_by) == ("waiting", "Till hösten.", coordinator)
    assert abs((need.concluded_at - waited).total_seconds()) < 0.01
    need = actions.undo_need_answer(need, by=coordinator)
    assert need.status == "open"
    with pytest.raises(Conflict):
        actions.undo_need_answer(need, by=coordinator)


def test_the_list_is_asked_for_by_words_outcome_support_and_organisation(county, need, twin, persona):
    actions.support_need(twin, by=persona("county_officer"), organisation=county.organisations["lansstyrelsen"])
    actions.let_need_wait(need, by=persona("coordinator"))
    everything = queries.everything(county.collaboration)
    assert [row.need.number for row in everything] == [2, 1]

    def numbers(**asked):
        own = queries.own_organisations(persona("county_officer"))
        return [row.need.number for row in queries.asked_for(everything, asked, own=own)]

    assert numbers() == numbers(support="guidance") == numbers(q="BEDÖMER dagvatten") == [2, 1]
    assert numbers(status="waiting") == numbers(organisation="granby") == [1]
    assert numbers(mine="1") == numbers(organisation="lansstyrelsen") == numbers(q="gemensam") == [2]
    assert numbers(support="training") == numbers(q="radon") == []
    assert [(status, len(rows)) for status, rows in queries.chapters(everything)] == [("open", 1), ("waiting", 1)]


def test_what_somebody_has_said_of_needs_is_handed_out_and_stays_when_they_are_forgotten(county, need, persona):
    bearer = persona("contact_person")
    actions.comment_need(need, by=bearer, text="Gäller också skolorna.")
    export = person_export(bearer, reader=bearer)
    assert export["plan.Need"][0]["title"] == WORDS["title"]
    assert export["plan.NeedComment"][0]["text"] == "Gäller också skolorna."
    people.erase(bearer, by=persona("coordinator"))
    need.refresh_from_db()
    assert need.brought_by.name == "Borttagen person" and queries.read(need, reader=None).comments
