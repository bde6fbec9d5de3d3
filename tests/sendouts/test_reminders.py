"""At most one gathered mail a week, never at night, and none twice whatever happens."""

from datetime import date, timedelta

import pytest
from django.core import mail as outgoing
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict
from samsyn.kernel.journal import work_through
from samsyn.kernel.models import Event
from samsyn.people import actions as people
from samsyn.people.queries.personal import person_export
from samsyn.sendouts import handlers
from samsyn.sendouts.actions import choose_reminders, start_reminders
from samsyn.sendouts.emails import deliver
from samsyn.sendouts.models import Mail, Reminder, ReminderRun
from samsyn.sendouts.queries.owed import circle
from samsyn.sendouts.queries.reminders import drafts, next_reminder_day
from samsyn.sendouts.rules import are_offices_open, reminder_day, week_of
from tests.sendouts.conftest import a_duty, good_to_know, remind, swedish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "may_leave"),
    [
        ((2026, 11, 30, 8, 0), True),
        ((2026, 11, 30, 15, 59), True),
        ((2026, 11, 30, 7, 59), False),
        ((2026, 11, 30, 16, 0), False),
        ((2026, 11, 28, 10, 0), False),  # Saturday
        ((2026, 12, 24, 10, 0), False),  # Christmas Eve, a Thursday
        ((2027, 1, 6, 10, 0), False),  # Epiphany, a Wednesday
        ((2027, 6, 25, 10, 0), False),  # Midsummer Eve
        ((2027, 7, 1, 8, 0), True),  # summer time
    ],
)
def test_reminders_leave_in_office_hours_on_swedish_workdays(at, may_leave):
    assert are_offices_open(swedish(*at)) is may_leave


@pytest.mark.parametrize(
    ("week", "weekday", "day"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 23)),
        (date(2026, 11, 23), 5, date(2026, 11, 27)),
        (date(2027, 3, 29), 1, date(2027, 3, 30)),  # Easter Monday: the day after
        (date(2027, 3, 22), 5, date(2027, 3, 25)),  # Good Friday: the day before
        (date(2026, 12, 21), 4, date(2026, 12, 23)),  # Christmas Eve and Day
    ],
)
def test_a_holiday_moves_the_day_within_its_week(week, weekday, day):
    assert reminder_day(week, weekday) == day


def test_the_next_day_of_reminders_is_today_until_the_offices_close():
    assert next_reminder_day(swedish(2026, 11, 30, 15)) == date(2026, 11, 30)
    assert next_reminder_day(swedish(2026, 11, 30, 16)) == date(2026, 12, 7)
    assert next_reminder_day(swedish(2026, 11, 27, 9)) == date(2026, 11, 30)
    assert week_of(date(2027, 1, 1)) == "2026-W53"


def test_all_that_waits_for_a_person_comes_in_one_mail_the_longest_overdue_first(owing, clock):
    late, soon = a_duty("Rapportera U1", due=date(2026, 10, 1)), a_duty("Lämna in", due=date(2026, 12, 4))
    owing(inspector=[a_duty("Svara", since=date(2026, 11, 1)), soon, late], chair=[a_duty("Besluta")])
    assert remind() == 2
    to_chair, to_inspector = sorted(outgoing.outbox, key=lambda message: message.to)
    assert to_chair.subject == "Påminnelse: Besluta"
    assert to_inspector.subject == "3 saker att göra i Samsyn, varav 1 är försenad"
    text, (html, _kind) = to_inspector.body, to_inspector.alternatives[0]
    for words in (text, html):
        assert words.index("Rapportera U1") < words.index("Lämna in") < words.index("Svara")
        assert words.count("http://127.0.0.1:8000/provlan/") == 4  # a link a line, and the overview
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Rapportera U1 (skulle ha varit klart 1 oktober 2026)\n  http://127.0.0.1:8000/provlan/" in plain
    assert "(senast 4 december 2026)" in plain and "(sedan 1 november 2026)" in plain
    told = Reminder.objects.get(person__email="inspector@example.org")
    assert (told.week, told.on, told.words) == ("2026-W49", date(2026, 11, 30), "Rapportera U1\nLämna in\nSvara")


def test_nobody_is_reminded_more_than_once_a_week(owing, clock):
    owing(inspector=[a_duty()])
    assert remind() == 1
    with pytest.raises(Conflict):
        remind()
    for day in (1, 2, 3, 4):
        clock(2026, 12, day, 9)
        assert remind() == 0
    clock(2026, 12, 7, 9)
    assert remind() == 1
    assert len(outgoing.outbox) == 2


def test_who_has_nothing_to_do_gets_no_mail(owing, clock):
    owing()
    assert remind() == 0 and not Reminder.objects.exists()


def test_each_gets_it_on_the_chosen_weekday(owing, clock, persona):
    choose_reminders(persona("inspector"), by=persona("inspector"), weekday=3)
    owing(inspector=[a_duty()], chair=[a_duty()])
    sent = []
    for day in (30, 31, 32, 33, 34):
        at = date(2026, 11, 1) + timedelta(days=day - 1)
        clock(at.year, at.month, at.day, 9)
        remind()
        sent += [(at.day, message.to[0]) for message in outgoing.outbox[len(sent) :]]
    assert sent == [(30, "chair@example.org"), (2, "inspector@example.org")]


def test_a_day_on_which_samsyn_stood_still_is_made_up_for_in_the_same_week(owing, clock):
    owing(inspector=[a_duty()])
    clock(2026, 11, 27, 9)
    remind()  # Friday: whoever has Mondays waits
    clock(2026, 12, 1, 9)
    assert remind() == 1  # Tuesday, and Monday was missed


def test_a_run_that_was_not_done_in_time_is_left_to_the_next_day(owing, clock):
    owing(inspector=[a_duty()])
    start_reminders(ReminderRun(on=timezone.localdate()), by=SYSTEM)
    clock(2026, 12, 1, 9)
    while work_through():
        pass
    assert not Reminder.objects.exists()
    clock(2026, 12, 1, 10)
    assert remind() == 0  # the first run ever: whoever has Mondays is taken up next Monday
    clock(2026, 12, 7, 10)
    start_reminders(ReminderRun(on=timezone.localdate()), by=SYSTEM)
    clock(2026, 12, 8, 10)
    assert remind() == 1 and Reminder.objects.get().on == date(2026, 12, 8)


def test_a_run_that_is_killed_in_the_middle_is_taken_up_again_and_nobody_is_reminded_twice(
    owing, clock, monkeypatch, caplog
):
    owing(inspector=[a_duty()], chair=[a_duty()], politician=[a_duty()])
    remind_one, reached = handlers.remind, []

    def dies(person, **given):
        reached.append(person)
        if len(reached) == 2:
            raise SystemExit  # as a process that is stopped: no handler of failures sees it
        return remind_one(person, **given)

    monkeypatch.setattr(handlers, "remind", dies)
    start_reminders(ReminderRun(on=timezone.localdate()), by=SYSTEM)
    with pytest.raises(SystemExit):
        work_through()
    assert Reminder.objects.count() == Mail.objects.count() == 0
    monkeypatch.setattr(handlers, "remind", remind_one)
    assert work_through() == 0  # somebody may still be at it
    Event.objects.update(claimed_until=None)
    while work_through():
        pass
    assert deliver() == 3 and Reminder.objects.count() == 3
    Event.objects.filter(verb__startswith="sendouts.").update(handled_at=None)  # and once more, for good measure
    while work_through():
        pass
    assert deliver() == 0 and len(outgoing.outbox) == 3


def test_no_run_begins_at_night_or_on_a_holiday(owing, clock):
    owing(inspector=[a_duty()])
    for at in ((2026, 11, 30, 22), (2026, 11, 29, 10), (2026, 12, 25, 10)):
        clock(*at)
        with pytest.raises(Conflict, match="svenska arbetsdagar"):
            remind()
    assert not ReminderRun.objects.exists()


def test_a_reminder_that_was_delayed_waits_for_the_morning_and_other_mail_does_not(owing, clock, persona):
    owing(inspector=[a_duty()])
    start_reminders(ReminderRun(on=timezone.localdate()), by=SYSTEM)
    while work_through():
        pass
    people.invite(persona("chair"), by=SYSTEM)
    clock(2026, 11, 30, 17)
    work_through()
    assert deliver() == 1 and outgoing.outbox[0].to == ["chair@example.org"]
    clock(2026, 12, 1, 8)
    assert deliver() == 1 and outgoing.outbox[1].to == ["inspector@example.org"]


def test_a_reminder_that_was_delayed_into_the_next_week_is_not_sent(owing, clock):
    owing(inspector=[a_duty()])
    clock(2026, 12, 4, 15)
    before = ReminderRun.objects.create(on=date(2026, 11, 27), done_at=timezone.now())
    start_reminders(ReminderRun(on=before.on + timedelta(days=7)), by=SYSTEM)
    while work_through():
        pass
    clock(2026, 12, 7, 8)
    assert Mail.objects.count() == 1 and deliver() == 0 and Mail.objects.count() == 0


def test_what_has_been_done_meanwhile_is_left_out(owing, clock):
    owing(inspector=[a_duty()])
    start_reminders(ReminderRun(on=timezone.localdate()), by=SYSTEM)
    while work_through():
        pass
    owing()
    assert deliver() == 0 and not outgoing.outbox


def test_each_is_written_to_in_their_own_language(owing, clock, persona):
    people.revise_person(persona("chair"), by=SYSTEM, version=None, language="en")
    owing(inspector=[a_duty("Svara"), good_to_know("U1")], chair=[a_duty("Answer"), good_to_know("U1")])
    remind()
    english, swedish_one = sorted(outgoing.outbox, key=lambda message: message.to)
    assert english.subject == "2 things to do in Samsyn" and "This waits for you:" in english.body
    assert swedish_one.subject == "2 saker att göra i Samsyn" and "Det här väntar på dig:" in swedish_one.body


def test_what_a_confidential_group_keeps_to_itself_is_told_to_the_person_alone(owing, clock, county, persona):
    group = county.groups["miljobrott"].pk
    owing(crime_group_member=[a_duty("Hemligt möte", confidential=group)])
    assert remind() == 1 and "Hemligt möte" in outgoing.outbox[0].body
    police = persona("crime_group_member")
    assert "Hemligt möte" in str(person_export(police, reader=police))
    assert "Hemligt möte" not in str(person_export(police, reader=persona("coordinator")))


def test_an_erased_person_is_forgotten(owing, clock, persona):
    owing(inspector=[a_duty()])
    remind()
    people.erase(persona("inspector"), by=persona("coordinator"))
    work_through()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("many", [["inspector"], ["inspector", "chair", "politician"]])
def test_the_database_is_asked_no_more_for_more_persons(owing, county, many, django_assert_num_queries):
    owing(**{name: [a_duty()] for name in many})
    with django_assert_num_queries(4):
        found = drafts(circle(county.collaboration, date(2026, 11, 30)))
    assert sum(not draft.held for draft in found) == len(many)
