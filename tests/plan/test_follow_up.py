from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.dashboard.queries import demands
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Invalid, NotAllowed
from samsyn.plan import actions
from samsyn.plan.queries import progress, year
from samsyn.plan.queries.document import plan_document
from tests.conftest import small_plan
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def area(draft):
    return draft.area_set.get(code="U1")


def test_those_who_answer_for_an_area_report_on_it(area, persona):
    actions.report_progress(area, by=persona("inspector"), status="on_track", comment="Checklistan är klar.")
    actions.report_progress(area, by=persona("coordinator"), status="done", on=timezone.localdate())
    with pytest.raises(NotAllowed):
        actions.report_progress(area, by=persona("neighbour_inspector"), status="done")
    statuses = [report.status for report in progress.reports_of(area.edition.plan, "U1")]
    assert statuses == ["done", "on_track"]
    assert progress.latest_reports(area.edition.plan)["U1"].status == "done"


def test_the_latest_report_is_that_of_the_latest_day(area, persona):
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.report_progress(area, by=persona("coordinator"), status="on_track")
    actions.report_progress(area, by=persona("coordinator"), status="not_started", on=yesterday)
    assert progress.latest_reports(area.edition.plan)["U1"].status == "on_track"


@pytest.mark.parametrize(
    "given",
    [
        {"status": "late"},
        {"status": "done", "on": date(2999, 1, 1)},
        {"status": "invented"},
    ],
)
def test_a_report_that_says_too_little_or_the_impossible_is_refused(area, persona, given):
    with pytest.raises(Invalid):
        actions.report_progress(area, by=persona("coordinator"), **given)


def test_the_calendar_says_what_is_late_and_what_begins_soon(area):
    plan = small_plan()
    by_code = {s.area.code: s for s in progress.standings(plan, {}, today=date(2026, 8, 1))}
    assert by_code["U1"].begins_soon and not by_code["U1"].late
    by_code = {s.area.code: s for s in progress.standings(plan, {}, today=date(2027, 6, 1))}
    assert by_code["U1"].late and by_code["U2"].late and not by_code["U3"].late


def test_a_finished_area_is_not_late(area, persona):
    actions.report_progress(area, by=persona("coordinator"), status="done")
    reports = progress.latest_reports(area.edition.plan)
    by_code = {s.area.code: s for s in progress.standings(small_plan(), reports, today=date(2027, 6, 1))}
    assert not by_code["U1"].late


def test_a_year_asks_for_what_falls_in_it():
    asked = {duty.code: duty for duty in year.duties(small_plan(), 2026)}
    assert set(asked) == {"U1", "K", "U2", "N1"}
    assert (asked["U1"].starts, asked["U1"].ends) == (date(2026, 9, 1), date(2026, 12, 31))
    assert (asked["N1"].asked, asked["N1"].missing) == ((3, 3), 1)
    assert [duty.missing for duty in year.duties(small_plan(), 2027) if duty.code == "N1"] == [3]


@pytest.mark.parametrize(
    ("time", "years", "starts", "ends"),
    [
        ("fr.o.m. 2026", [2026, 2027, 2028], date(2026, 1, 1), date(2028, 12, 31)),
        ("från och med hösten 2027", [2027, 2028], date(2027, 8, 1), date(2028, 12, 31)),
        ("löpande", [2026, 2027, 2028], date(2026, 1, 1), date(2028, 12, 31)),
        ("löpande till och med 2027", [2026, 2027], date(2026, 1, 1), date(2027, 12, 31)),
        ("fr.o.m. 2025", [2026, 2027, 2028], date(2025, 1, 1), date(2028, 12, 31)),
        ("t.o.m. 2025", [], date(2025, 12, 31), date(2025, 12, 31)),
        ("fr.o.m. 2029", [], date(2029, 1, 1), date(2029, 1, 1)),
        ("löpande under 2027", [2027], date(2027, 1, 1), date(2027, 12, 31)),
        ("3 gånger per år", [2026, 2027, 2028], date(2026, 1, 1), date(2028, 12, 31)),
        ("3 gånger per år fr.o.m. 2027", [2027, 2028], date(2027, 1, 1), date(2028, 12, 31)),
        ("2 gånger per år 2026–2027", [2026, 2027], date(2026, 1, 1), date(2027, 12, 31)),
        ("fr.o.m. september 2026, workshop våren 2026", [2026, 2027, 2028], date(2026, 1, 1), date(2028, 12, 31)),
        ("inför styrgruppsmötena", [2026, 2027, 2028], date(2026, 1, 1), date(2028, 12, 31)),
    ],
)
def test_what_is_left_open_goes_on_through_the_plan(time, years, starts, ends):
    plan = small_plan()
    plan = replace(
        plan,
        areas=(replace(plan.areas[0], time=time),),
        activities=(replace(plan.activities[0], time=time, placed=()),),
    )
    for code in ("U1", "N1"):
        asked = [number for number in year.years(plan) if code in {duty.code for duty in year.duties(plan, number)}]
        assert asked == years
    (standing,) = progress.standings(plan, {}, today=ends)
    assert (standing.span.starts, standing.span.ends, standing.late) == (starts, ends, False)
    (standing,) = progress.standings(plan, {}, today=ends + timedelta(days=1))
    assert standing.late


def test_an_area_without_an_end_is_on_every_page_of_its_plan(client, persona, county):
    plan = small_plan()
    areas = (replace(plan.areas[0], time="fr.o.m. mars 2026"), *plan.areas[1:])
    actions.import_edition(county.collaboration, by=SYSTEM, document=replace(plan, areas=areas))
    client.force_login(persona("coordinator"))
    assert "Dagvatten" in text(client.get(reverse("year-of", args=[*ADDRESS, 2028])))
    shown = client.get(reverse("areas", args=ADDRESS))
    drawn = {standing.area.code: standing.span.ends for standing in shown.context["rows"]}
    assert drawn["U1"] == date(2028, 12, 31)


@pytest.mark.parametrize(("time", "when"), [("september", date(2027, 9, 1)), ("v. 53", None), ("29 februari", None)])
def test_a_time_without_a_year_is_asked_for_in_the_years_that_have_it(time, when):
    plan = small_plan()
    plan = replace(plan, activities=tuple(replace(activity, time=time, placed=()) for activity in plan.activities))
    starts = [duty.starts for duty in year.duties(plan, 2027) if duty.code == "N1"]
    assert starts == ([when] if when else [])


def test_the_monday_page_says_what_is_asked_of_whom(draft, persona):
    asked = demands(persona("inspector"), draft, today=date(2026, 9, 1))
    assert [duty.code for duty in asked.month] == ["N1"]
    assert [(u.on, u.duty.code) for u in asked.upcoming] == [(date(2026, 9, 15), "N1")]
    assert [duty.code for duty in asked.own] == ["U1"]
    assert demands(persona("neighbour_inspector"), draft, today=date(2026, 9, 1)).own == []


def test_what_lacks_days_is_said_to_whoever_sets_them(draft, persona):
    today = date(2026, 9, 1)
    assert [duty.code for duty in demands(persona("coordinator"), draft, today=today).unplaced] == ["N1"]
    assert demands(persona("inspector"), draft, today=today).unplaced == []


def test_a_day_is_placed_and_taken_away(draft, persona):
    activity = draft.activity_set.get(code="N1")
    placement = actions.place(activity, by=persona("coordinator"), on=date(2026, 12, 1))
    assert plan_document(draft).activities[0].placed[-1] == date(2026, 12, 1)
    with pytest.raises(Invalid):
        actions.place(activity, by=persona("coordinator"), on=date(2026, 12, 1))
    with pytest.raises(Invalid):
        actions.place(activity, by=persona("coordinator"), on=date(2031, 12, 1))
    actions.unplace(placement, by=persona("coordinator"))
    assert len(plan_document(draft).activities[0].placed) == 2


def test_the_pages_of_the_year(client, draft, persona):
    client.force_login(persona("coordinator"))
    assert "Dagvatten" in text(client.get(reverse("follow-up", args=ADDRESS)))
    page = text(client.get(reverse("year-of", args=[*ADDRESS, 2026])))
    assert "Styrgruppsmöten" in page and "<svg" in page
    assert client.get(reverse("year-of", args=[*ADDRESS, 2031])).status_code == 404
    assert "Styrgruppsmöten" in text(client.get(reverse("overview", args=["provlan"])))


def test_progress_is_reported_on_a_page(client, draft, persona):
    client.force_login(persona("inspector"))
    address = reverse("report", args=[*ADDRESS, "U1"])
    today = timezone.localdate().isoformat()
    form = text(client.get(address))
    assert form.count('type="radio"') == 6  # each status, and nothing that stands for none
    assert "Behövs när" in form
    text(client.post(address, {"status": "at_risk", "comment": "", "on": today}), status=422)
    page = text(
        client.post(address, {"status": "at_risk", "comment": "Riktlinjerna dröjer.", "on": today}, follow=True)
    )
    assert "Riktlinjerna dröjer." in page
    client.force_login(persona("neighbour_inspector"))
    assert client.get(address).status_code == 403


def test_days_are_placed_on_a_page_from_a_proposal(client, draft, persona):
    client.force_login(persona("coordinator"))
    address = reverse("placing", args=[*ADDRESS, "N1"])
    assert 'type="checkbox"' in text(client.get(f"{address}?year=2027"))
    text(client.post(address, {"on": ["2027-03-02", "2027-10-05", ""]}, follow=True))
    assert draft.plan.placements.filter(on__year=2027).count() == 2
    text(client.post(address, {"on": ["2027-02-30"]}), status=422)
    placement = draft.plan.placements.get(on=date(2027, 3, 2))
    client.post(reverse("unplace", args=[*ADDRESS, "N1", placement.pk]))
    assert not draft.plan.placements.filter(pk=placement.pk).exists()


def test_a_programme_stands_as_its_steps_do(draft, persona):
    def programme():
        reports = progress.latest_reports(draft.plan)
        found = progress.standings(small_plan(), reports, today=date(2026, 3, 1))
        return next(standing.status for standing in found if standing.area.code == "K")

    coordinator = persona("coordinator")
    said = [programme()]
    for code, status in (("U2", "on_track"), ("U3", "at_risk"), ("U2", "done"), ("U3", "stopped"), ("K", "on_track")):
        area = draft.area_set.get(code=code)
        actions.report_progress(area, by=coordinator, status=status, comment="Så är det.")
        said.append(programme())
    assert said == ["not_started", "on_track", "at_risk", "at_risk", "done", "on_track"]
