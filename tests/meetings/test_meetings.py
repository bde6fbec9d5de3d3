"""From proposal to held or cancelled, and who is invited."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.meetings import actions
from samsyn.meetings.enums import Answer, InvitedAs, Status
from samsyn.meetings.models import Invitation, Meeting
from samsyn.people import actions as people
from tests.meetings.made import a_meeting, a_series, ahead


def names(meeting):
    rows = meeting.invitations.filter(archived_at=None).select_related("person")
    return {invitation.called: invitation.invited_as for invitation in rows}


def test_a_published_meeting_invites_those_who_sit_in_the_group_on_its_day(county, steering, persona):
    leaves, comes = timezone.localdate() + timedelta(days=20), timezone.localdate() + timedelta(days=25)
    people.unseat(steering.memberships.get(person=persona("steering_member")), by=SYSTEM, ends=leaves)
    people.seat(steering, by=SYSTEM, person=persona("inspector"), role="deputy", starts=comes)
    people.seat(steering, by=SYSTEM, person=persona("politician"), role="guest")
    members = {"Karin Koord": "member", "Stina Styr": "member", "Lena Län": "member", "Pontus Politiker": "guest"}
    assert names(a_meeting(steering)) == members | {"Inga Inspektör": "deputy"}
    assert names(a_meeting(steering, starts=ahead(10))) == members | {"Sten Styr": "member"}


def test_who_has_two_seats_is_invited_once_as_what_weighs_most(steering, persona):
    people.seat(steering, by=SYSTEM, person=persona("chair"), role="guest")
    assert names(a_meeting(steering))["Stina Styr"] == InvitedAs.MEMBER


def test_nobody_is_invited_to_a_proposal(steering):
    meeting = a_meeting(steering, planned=False)
    assert (meeting.status, names(meeting)) == (Status.PROPOSED, {})


def test_the_group_changes_and_those_invited_with_it(steering, persona):
    meeting = a_meeting(steering)
    people.unseat(steering.memberships.get(person=persona("steering_member")), by=SYSTEM)
    people.seat(steering, by=SYSTEM, person=persona("inspector"))
    actions.invite_members(meeting, by=persona("chair"))
    assert set(names(meeting)) == {"Karin Koord", "Stina Styr", "Lena Län", "Inga Inspektör"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    people.seat(steering, by=SYSTEM, person=persona("steering_member"), starts=tomorrow)
    actions.invite_members(meeting, by=persona("chair"))
    assert "Sten Styr" in names(meeting)  # the same invitation, given again
    assert meeting.invitations.filter(person=persona("steering_member")).count() == 1


def test_a_guest_of_the_phone_book_is_known_by_the_address_and_stays_when_the_group_changes(steering, persona):
    meeting = a_meeting(steering)
    chair = persona("chair")
    known = actions.invite(meeting, by=chair, name="Någon", email="Inspector@example.org")
    other = actions.invite(meeting, by=chair, name="Gun Gäst", email="Gun@utanfor.example.org ")
    assert (known.person, known.email) == (persona("inspector"), "")
    assert (other.person, other.email, other.called) == (None, "gun@utanfor.example.org", "Gun Gäst")
    actions.invite_members(meeting, by=chair)
    assert {"Inga Inspektör", "Gun Gäst"} <= set(names(meeting))
    with pytest.raises(Conflict, match="redan kallad"):
        actions.invite(meeting, by=chair, name="Gun", email="gun@utanfor.example.org")
    actions.withdraw_invitation(other, by=chair)
    assert actions.invite(meeting, by=chair, name="Gun Gäst", email="gun@utanfor.example.org").pk == other.pk


def test_what_those_invited_are_told_of_makes_the_sequence_grow(steering, persona):
    chair = persona("chair")
    meeting = a_meeting(steering, planned=False)
    uid = meeting.uid
    meeting = actions.revise(meeting, by=chair, version=None, place="Stadshuset")
    assert meeting.sequence == 0  # nobody has been told yet
    meeting = actions.publish(meeting, by=chair)
    meeting = actions.revise(meeting, by=chair, version=None, place="Stadshuset")
    assert meeting.sequence == 0  # nothing became different
    meeting = actions.revise(meeting, by=chair, version=None, place="Slottet")
    starts = ahead(40)
    meeting = actions.move(
        meeting, by=chair, version=None, starts=starts, ends=starts + timedelta(hours=1), word="Krock."
    )
    meeting = actions.cancel(meeting, by=chair, reason="För få.")
    assert (meeting.sequence, meeting.uid, meeting.status) == (3, uid, Status.CANCELLED)
    assert actions.replan(meeting, by=chair).sequence == 4


def test_whoever_answered_is_asked_anew_when_the_meeting_is_moved(steering, persona):
    meeting, chair = a_meeting(steering), persona("chair")
    mine = meeting.invitations.get(person=chair)
    actions.answer(mine, by=chair, answer=Answer.YES, comment="Sent.")
    actions.move(meeting, by=chair, version=None, starts=ahead(40), ends=ahead(40, 12), word="Krock.")
    mine.refresh_from_db()
    assert (mine.answer, mine.answered_at, mine.comment) == (Answer.NONE, None, "")


@pytest.mark.parametrize("given", [{"word": "  "}, {"word": "Krock.", "starts": ahead(-2), "ends": ahead(-2, 10)}])
def test_a_planned_meeting_is_not_moved_without_a_word_nor_to_the_past(steering, given):
    times = {"starts": ahead(40), "ends": ahead(40, 12)} | given
    with pytest.raises(Invalid):
        actions.move(a_meeting(steering), by=SYSTEM, version=None, **times)


def test_a_meeting_is_cancelled_with_a_reason_only(steering):
    meeting = a_meeting(steering)
    with pytest.raises(Invalid):
        actions.cancel(meeting, by=SYSTEM, reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(status=Status.CANCELLED)


def test_two_who_change_the_same_are_told(steering, persona):
    meeting = a_meeting(steering)
    actions.revise(meeting, by=persona("chair"), version=meeting.version, place="Slottet")
    actions.revise(meeting, by=persona("coordinator"), version=meeting.version, notes="Ta med fika.")
    with pytest.raises(Stale):
        actions.revise(meeting, by=persona("coordinator"), version=meeting.version, place="Torget")


def test_attendance_is_noted_when_the_meeting_has_begun_and_can_be_corrected(steering, persona):
    chair, meeting = persona("chair"), a_meeting(steering)
    with pytest.raises(Conflict):
        actions.hold(meeting, by=chair, attended=[])
    Meeting.objects.update(starts=ahead(-3), ends=ahead(-3, 11))
    rows = {one.person.name: one.pk for one in meeting.invitations.select_related("person")}
    actions.hold(meeting, by=chair, attended=[rows["Stina Styr"], rows["Lena Län"]])
    came = Invitation.objects.filter(attended=True)
    assert {one.person.name for one in came} == {"Stina Styr", "Lena Län"}
    held = actions.hold(meeting, by=chair, attended=[rows["Stina Styr"]])
    assert held.status == Status.HELD and came.all().count() == 1
    assert Invitation.objects.filter(attended=False).count() == 3
    with pytest.raises(Invalid):
        actions.hold(meeting, by=chair, attended=[0])


def test_no_answer_to_what_is_over_cancelled_or_taken_back(steering, persona):
    chair, meeting = persona("chair"), a_meeting(steering)
    mine = meeting.invitations.get(person=chair)
    with pytest.raises(Invalid):
        actions.answer(mine, by=chair, answer="none")
    actions.withdraw_invitation(mine, by=chair)
    with pytest.raises(Conflict, match="tagits tillbaka"):
        actions.answer(mine, by=chair, answer="yes")
    mine = a_meeting(steering, starts=ahead(-3)).invitations.get(person=chair)
    with pytest.raises(Conflict, match="över"):
        actions.answer(mine, by=chair, answer="yes")
    cancelled = actions.cancel(a_meeting(steering), by=chair, reason="För få.")
    with pytest.raises(Conflict, match="inställt"):
        actions.answer(cancelled.invitations.get(person=chair), by=chair, answer="yes")


def test_a_proposal_is_put_away_and_brought_back_but_what_is_published_is_cancelled(steering):
    meeting = actions.archive(a_meeting(steering, planned=False), by=SYSTEM)
    with pytest.raises(Conflict):
        actions.publish(meeting, by=SYSTEM)
    assert actions.restore(meeting, by=SYSTEM).archived_at is None
    with pytest.raises(Conflict):
        actions.archive(a_meeting(steering), by=SYSTEM)


def test_a_meeting_is_of_the_series_own_group_and_its_host_of_the_same_collaboration(steering, crime, persona):
    with pytest.raises(Invalid):
        a_meeting(crime, series=a_series(steering))
    with pytest.raises(Invalid):
        a_meeting(steering, host=persona("stranger").organisation)
    with pytest.raises(NotAllowed):
        actions.publish(a_meeting(steering, planned=False), by=persona("steering_member"))


@pytest.mark.parametrize(
    "who", ["coordinator", "chair", "steering_member", "inspector", "crime_group_member", "stranger"]
)
def test_the_twins_agree(county, persona, who):
    from samsyn.meetings import rules
    from tests.meetings.made import a_poll

    groups = county.groups.values()
    for group in groups:
        a_meeting(group), a_meeting(group, planned=False), a_poll(group), a_series(group)
    actions.invite(
        Meeting.objects.filter(group__slug="styrgrupp", status="planned").get(), by=SYSTEM, person=persona("inspector")
    )
    actions.invite(
        Meeting.objects.filter(group__slug="miljobrott", status="planned").get(), by=SYSTEM, person=persona("inspector")
    )
    user = persona(who)
    for predicate, twin in (
        (rules.may_arrange, rules.groups_arranged_by),
        (rules.may_view_series, rules.series_visible_to),
        (rules.may_view_meeting, rules.meetings_visible_to),
        (rules.is_for, rules.meetings_for),
        (rules.may_answer, rules.invitations_answered_by),
        (rules.may_view_poll, rules.polls_visible_to),
        (rules.may_answer_poll, rules.polls_answered_by),
    ):
        rows = twin(user)
        assert {row for row in rows.model.objects.all() if predicate(user, row)} == set(rows), predicate.__name__
