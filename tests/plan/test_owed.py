"""Who owes the plan what, on which day, and that each link leads there."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time

import pytest
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions as people
from samsyn.plan import actions
from samsyn.plan.actions import import_edition
from samsyn.plan.models import Comment, Edition, Need, RankingRound, Receipt
from samsyn.plandoc import model as doc
from samsyn.sendouts.queries.owed import circle, owed
from samsyn.sendouts.queries.reminders import owed_by
from tests.conftest import PERSONAS as EVERYBODY_HERE
from tests.conftest import a_need, small_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
DECIDED = doc.Decision("styrgrupp", "september 2025")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    at = timezone.make_aware(datetime.combine(TODAY, clock_time(9)))
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.fixture
def told(county, client):
    """What every persona owes on a day, by kind; each is followed to where the link leads."""

    def tell(on=TODAY, *, only=""):
        found = {}
        for person in (present := circle(county.collaboration, on)).persons:
            lines = [one for one in owed(present).get(person.pk, ()) if one.kind.startswith(f"plan.{only}")]
            client.force_login(person)
            for one in lines:
                assert client.get(one.path).status_code == 200, (person, one)
            if lines:
                found[person.email.partition("@")[0]] = lines
        return found

    return tell


def kinds(found):
    return {who: [one.kind.removeprefix("plan.") for one in lines] for who, lines in found.items()}


def test_nobody_owes_anything_where_there_is_nothing(told):
    assert told() == {}


def test_needs_wait_for_the_coordinator_alone(county, told):
    day = timezone.make_aware(datetime(2026, 10, 1, 12))
    a_need(county, number=1, brought_at=day)
    (one,) = told()["coordinator"]
    assert (one.what, one.since, one.duty) == ("Svara på behovet ”Radon i skolor”", day.date(), True)
    a_need(county, number=2)
    a_need(county, number=3, status="declined", concluded_at=day, reason="Nej.")
    found = told()
    assert list(found) == ["coordinator"] and found["coordinator"][0].what == "Svara på 2 behov"
    assert found["coordinator"][0].since == day.date()


def test_a_round_is_handed_in_by_those_who_vote(county, draft, told, persona):
    opened = actions.open_ranking(draft, by=SYSTEM, title="Vad ska in?", areas=[draft.area_set.get(code="U1")])
    assert kinds(told()) == {"steering_member": ["hand_in_ranking"]}
    levels = {criterion.pk: 3 for criterion in opened.criteria.all()}
    member = persona("steering_member")
    actions.score(opened, by=member, candidate=opened.candidates.get(), levels=levels)
    assert kinds(told()) == {"steering_member": ["hand_in_ranking"]}
    actions.hand_in(opened, by=member)
    assert told() == {}


def test_comments_are_asked_of_those_who_are_asked_until_the_last_day(county, draft, told, persona):
    until = TODAY + timedelta(days=14)
    actions.ask_for_comments(
        draft,
        by=SYSTEM,
        until=until,
        organisations=[county.organisations["granby"]],
        groups=[county.groups["projektgrupp"]],
    )
    found = told()
    assert kinds(found) == {"contact_person": ["comment"], "inspector": ["comment"]}
    assert (found["inspector"][0].due, found["inspector"][0].duty) == (until, False)
    assert kinds(told(until)) == kinds(found)
    assert kinds(told(until + timedelta(days=1))) == {"coordinator": ["propose"]}
    actions.comment(draft, by=persona("inspector"), kind="area", key="U1", text="Bra.")
    assert kinds(told()) == {"coordinator": ["answer_comments"], "contact_person": ["comment"]}
    granby = county.organisations["granby"]
    said = actions.comment(draft, by=persona("chair"), kind="area", key="U1", text="Ja.", organisation=granby)
    assert kinds(told()) == {"coordinator": ["answer_comments"]}
    for comment in Comment.objects.all():
        actions.answer_comment(comment, by=SYSTEM, version=None, answer="accepted")
    assert said and told() == {}


def test_a_proposal_waits_for_the_recommendation_and_the_decision(draft, told, persona):
    actions.propose(draft, by=SYSTEM)
    assert kinds(told()) == {"chair": ["decide"], "steering_member": ["recommend"]}
    assert told()["chair"][0].since == TODAY
    actions.recommend(draft, by=persona("steering_member"), advice="approve", on=TODAY)
    assert kinds(told()) == {"chair": ["decide"]}


def test_a_decided_plan_is_sent_out_and_read(decided, told, persona):
    assert kinds(told(only="send_out")) == {"coordinator": ["send_out"]}
    actions.send_out(decided, by=SYSTEM)
    assert told(only="send_out") == {}
    waiting = {receipt.person.email.partition("@")[0] for receipt in Receipt.objects.all()}
    found = told(only="confirm_reading")
    assert set(found) == waiting and "contact_person" in waiting
    actions.confirm_reading(decided, by=persona("contact_person"))
    assert set(told(only="confirm_reading")) == waiting - {"contact_person"}
    Edition.objects.filter(pk=decided.pk).update(number=0)
    import_edition(decided.plan.collaboration, by=SYSTEM, document=small_plan(decision=DECIDED))
    assert told(only="confirm_reading") == {}  # a later edition has taken its place


def test_rows_of_the_last_plan_are_asked(decided, told):
    carried = actions.start_next_plan(decided.plan, by=SYSTEM)
    found = told(only="carry")
    assert kinds(found) == {"coordinator": ["carry"]}
    assert str(carried.carried.count()) in found["coordinator"][0].what


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 7, 1), {}),
        (date(2026, 7, 3), {"inspector": ["begin"]}),
        (date(2026, 9, 30), {}),
        (date(2026, 10, 1), {"inspector": ["report"]}),
        (date(2027, 5, 31), {"inspector": ["report"], "coordinator": ["report_late"]}),  # U2 is nobody's, and late
        (date(2027, 6, 1), {"inspector": ["report_late"], "coordinator": ["report_late"]}),
    ],
)
def test_areas_are_prepared_and_reported_by_those_who_answer_for_them(decided, told, on, expected):
    found = {who: [kind for kind in said if kind[:3] in ("beg", "rep")] for who, said in kinds(told(on)).items()}
    assert {who: said for who, said in found.items() if said} == expected


def test_a_report_settles_it(decided, told, persona):
    area = decided.area_set.get(code="U1")
    assert told(date(2027, 6, 1), only="report_late")["inspector"][0].due == date(2027, 5, 31)
    actions.report_progress(area, by=persona("inspector"), status="done", comment="Klart.", on=TODAY)
    assert "inspector" not in told(date(2027, 6, 1))


@pytest.mark.parametrize(
    ("on", "owing"), [(date(2026, 10, 30), False), (date(2026, 11, 1), True), (date(2026, 12, 1), False)]
)
def test_what_has_a_last_day_is_done_by_those_who_answer_for_it(county, told, on, owing):
    book = doc.Activity(
        code="N2",
        kind=doc.ActivityKind.DELIVERABLE,
        title="Uppdatera telefonboken",
        time="november 2026",
        bodies=("projektgrupp",),
    )
    import_edition(county.collaboration, by=SYSTEM, document=small_plan(decision=DECIDED, activities=(book,)))
    found = told(on, only="deliver")
    assert set(found) == ({"inspector"} if owing else set())
    if owing:
        assert found["inspector"][0].due == date(2026, 11, 30)


def test_days_that_the_year_wants_are_set_by_the_coordinator(decided, told):
    (one,) = told(only="place")["coordinator"]
    assert (one.what, one.due, one.duty) == ("Bestäm dagar för ”Styrgruppsmöten”", date(2026, 12, 31), False)
    actions.place(decided.activity_set.get(), by=SYSTEM, on=date(2026, 12, 1))
    assert told(only="place") == {}


def test_the_budget_is_revised_by_the_first_meeting_and_the_year_closed_in_february(county, decided, told):
    on = date(2026, 1, 12)
    revised = [one for one in told(on, only="budget_year")["coordinator"] if "Revidera" in one.what]
    assert [one.due for one in revised] == [date(2026, 3, 3)]  # the first placed meeting of the steering group
    assert set(told(on, only="invoices")) == {"coordinator"}
    assert told(date(2026, 2, 2), only="invoices") == {}
    later = told(date(2027, 1, 12), only="budget_year")["coordinator"]
    assert {one.due for one in later if "2026" in one.what} == {date(2027, 2, 28)}
    year = actions.open_year(county.collaboration, by=SYSTEM, year=2026)
    year.closingaccounts_set.create(opening_balance=0, closing_balance=0, statement={"budget_opening": 0, "lines": []})
    assert kinds(told(date(2027, 1, 12), only="approve")) == {"chair": ["approve_closing"]}


def test_seats_are_those_of_the_day(county, told, persona):
    a_need(county, number=1)
    people.unseat(county.groups["styrgrupp"].memberships.get(person=persona("coordinator")), by=SYSTEM)
    assert set(told()) == {"coordinator"} and told(TODAY + timedelta(days=1)) == {}


def test_what_is_owed_by_a_confidential_seat_says_so(county, told):
    plan = small_plan()
    crime = doc.Body("miljobrott", "Miljöbrottsamverkan", "network", "", "")
    area = doc.Area("U1", doc.AreaKind.CAMPAIGN, "Nedskräpning", time="2025", bodies=("miljobrott", "projektgrupp"))
    import_edition(
        county.collaboration,
        by=SYSTEM,
        document=small_plan(decision=DECIDED, bodies=(*plan.bodies, crime), areas=(area,)),
    )
    found = told(only="report")
    groups = {who: lines[0].confidential for who, lines in found.items()}
    crime_group = county.groups["miljobrott"].pk
    assert groups == {"county_officer": crime_group, "crime_group_member": crime_group, "inspector": None}


def test_nothing_is_told_across_collaborations(county, persona):
    a_need(county, number=1)
    stranger = persona("stranger")
    assert owed(circle(stranger.organisation.collaboration, TODAY)) == {}


def test_what_one_owes_is_the_same_whoever_else_is_asked_about_and_in_whatever_language(county, draft, told, persona):
    """An area that is late is the coordinator's only where nobody else answers for it, and an organisation is asked
    through its contact person where it has one."""
    campaign, _programme = small_plan().areas
    late = doc.Area("U9", doc.AreaKind.CAMPAIGN, "Enkäten", time="2025", bodies=("projektgrupp",))
    plan = small_plan(key="2025-2027", first_year=2025, last_year=2027, decision=DECIDED, areas=(campaign, late))
    import_edition(county.collaboration, by=SYSTEM, document=plan)
    actions.ask_for_comments(draft, by=SYSTEM, until=TODAY, organisations=[county.organisations["granby"]])
    expected = kinds(told())
    assert [who for who, said in expected.items() if "report_late" in said] == ["inspector"]
    assert [who for who, said in expected.items() if "comment" in said] == ["contact_person"]
    for who in ("inspector", "contact_person"):
        people.revise_person(persona(who), by=SYSTEM, version=None, language="en")
    assert kinds(told()) == expected
    for who in EVERYBODY_HERE:
        alone = [one.kind.removeprefix("plan.") for one in owed_by(persona(who), TODAY)]
        assert alone == expected.get(who, [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_database_is_asked_as_often_however_much_there_is(
    county, decided, persona, count, django_assert_num_queries
):
    draft = actions.start_edition(decided.plan, by=SYSTEM)
    actions.ask_for_comments(draft, by=SYSTEM, until=TODAY, organisations=[county.organisations["granby"]])
    actions.send_out(decided, by=SYSTEM)
    for number in range(count):
        a_need(county, number=number + 1)
        actions.open_ranking(draft, by=SYSTEM, title=f"Omgång {number}")
        actions.comment(draft, by=persona("inspector"), kind="area", key="U1", text=f"Hm {number}")
    if count == 1:
        Receipt.objects.exclude(pk=Receipt.objects.first().pk).delete()
        people.close_account(persona("politician"), by=SYSTEM)
    assert (Need.objects.count(), RankingRound.objects.count(), Comment.objects.count()) == (count,) * 3
    owed(circle(county.collaboration, TODAY))  # the plan is read once for each of its states
    with django_assert_num_queries(24):
        owed(circle(county.collaboration, TODAY))
