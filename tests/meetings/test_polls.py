"""Finding a date together."""

import pytest
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.meetings import actions
from samsyn.meetings.queries.polls import answers
from tests.meetings.made import a_poll, ahead


@pytest.fixture
def poll(steering):
    return a_poll(steering)


def say(poll, person, *wishes):
    said = {day.pk: wish for day, wish in zip(poll.days.all(), wishes, strict=True)}
    actions.answer_poll(poll, by=person, wishes=said)


def test_the_best_day_is_the_one_that_fewest_cannot_and_then_most_would_like(poll, persona):
    say(poll, persona("chair"), "yes", "if_need_be", "yes")
    say(poll, persona("steering_member"), "no", "if_need_be", "yes")
    table = answers(poll)
    assert [(column.yes, column.if_need_be, column.no) for column in table.columns] == [(1, 0, 1), (0, 2, 0), (2, 0, 0)]
    assert [column.best for column in table.columns] == [False, False, True]
    assert [person.name for person, _wishes in table.rows] == ["Sten Styr", "Stina Styr"]
    assert {person.name for person in table.silent} == {"Karin Koord", "Lena Län"}


def test_a_day_is_chosen_and_the_meeting_planned_on_it(log_in, poll, persona, sent):
    client = log_in("chair")
    day = poll.days.last()
    client.post(reverse("poll-choose", args=["provlan", poll.pk, day.pk]))
    poll.refresh_from_db()
    meeting = poll.meeting
    assert (meeting.starts, meeting.status, meeting.title) == (day.starts, "planned", "Strategidag") and poll.closed_at
    assert len(sent()) == 4
    with pytest.raises(Conflict):
        say(poll, persona("chair"), "yes", "yes", "yes")
    with pytest.raises(Conflict):
        actions.reopen_poll(poll, by=SYSTEM)


def test_a_poll_ends_without_a_meeting_and_can_be_opened_again(poll, persona):
    closed = actions.close_poll(poll, by=SYSTEM)
    with pytest.raises(Conflict):
        actions.choose_day(closed, by=SYSTEM, day=poll.days.first())
    assert actions.reopen_poll(closed, by=SYSTEM).closed_at is None


@pytest.mark.parametrize("days", [[], [ahead(3)], [ahead(-1), ahead(3)], [ahead(n) for n in range(1, 15)]])
def test_a_poll_asks_about_a_few_days_to_come(steering, days):
    with pytest.raises(Invalid):
        a_poll(steering, days=days)


@pytest.mark.parametrize("wishes", [{}, {0: "yes"}, "half", "word"])
def test_something_is_said_of_every_day(poll, persona, wishes):
    days = [day.pk for day in poll.days.all()]
    given = {"half": dict.fromkeys(days[:2], "yes"), "word": dict.fromkeys(days, "perhaps")}
    with pytest.raises(Invalid):
        actions.answer_poll(
            poll, by=persona("chair"), wishes=given.get(wishes, wishes) if isinstance(wishes, str) else wishes
        )


def test_a_poll_is_asked_and_answered_on_its_pages(log_in, steering):
    client = log_in("chair")
    form = reverse("poll-new", args=["provlan"]) + "?group=styrgrupp"
    given = {"title": "Strategidag", "minutes": 60, "setting": "digital", "answer_by": "2030-01-01"}
    assert client.post(form, given).status_code == 422
    days = {"day_1": "2030-02-01T09:00", "day_2": "2030-02-02T13:00"}
    page = client.post(form, given | days, follow=True)
    poll = steering.polls.get()
    assert "Frågan är på väg" in page.content.decode() and poll.days.count() == 2
    wishes = {f"day-{day.pk}": "if_need_be" for day in poll.days.all()}
    assert "Tack för ditt svar" in client.post(poll.get_absolute_url(), wishes, follow=True).content.decode()
