import pytest

from samsyn.kernel import journal
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.plan import actions
from samsyn.plan.queries.document import plan_document


@pytest.fixture
def area(draft):
    return draft.area_set.get(code="U1")


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


def test_a_change_is_kept_with_its_history(area, coordinator):
    actions.revise(area, by=coordinator, version=1, aim="Rent vatten.")
    event = journal.history(area, field="aim").get()
    assert event.changes == {"aim": ["Renare vatten.", "Rent vatten."]}
    revision = area.edition.revision
    area.edition.refresh_from_db()
    assert area.edition.revision != revision


def test_only_the_coordinator_edits(area, persona):
    with pytest.raises(NotAllowed):
        actions.revise(area, by=persona("steering_member"), version=1, aim="Annat")


def test_undo_gives_the_earlier_words_back_once(area, coordinator):
    actions.revise(area, by=coordinator, version=1, aim="Rent vatten.", goals=[2])
    event = journal.history(area).first()
    actions.undo(area, by=coordinator, event=event)
    area.refresh_from_db()
    assert (area.aim, area.goals, area.version) == ("Renare vatten.", [1], 3)
    assert journal.history(area).first().undoes == event
    with pytest.raises(Conflict):
        actions.undo(area, by=coordinator, event=event)


def test_undo_never_takes_a_later_change_away(area, coordinator):
    actions.revise(area, by=coordinator, version=1, aim="Första.")
    event = journal.history(area).first()
    actions.revise(area, by=coordinator, version=2, aim="Andra.")
    with pytest.raises(Conflict):
        actions.undo(area, by=coordinator, event=event)


def test_two_who_edit_the_same_field_see_both_versions(area, coordinator):
    actions.revise(area, by=coordinator, version=1, aim="Hennes.")
    with pytest.raises(Stale) as told:
        actions.revise(area, by=coordinator, version=1, aim="Hans.")
    assert (told.value.mine, told.value.theirs) == ({"aim": "Hans."}, {"aim": "Hennes."})


def test_two_who_edit_different_fields_do_not_disturb_each_other(area, coordinator):
    actions.revise(area, by=coordinator, version=1, aim="Hennes.")
    actions.revise(area, by=coordinator, version=1, what="Hans.")
    area.refresh_from_db()
    assert (area.aim, area.what) == ("Hennes.", "Hans.")


def test_links_must_lead_somewhere(area, coordinator):
    with pytest.raises(Invalid) as refused:
        actions.revise(area, by=coordinator, version=1, goals=[1, 9])
    assert "goals" in refused.value.fields
    with pytest.raises(Invalid):
        actions.revise(area, by=coordinator, version=1, global_goals=[18])


def test_a_row_is_taken_out_and_brought_back(draft, area, coordinator):
    whole = plan_document(draft)
    actions.archive(area, by=coordinator)
    assert [a.code for a in plan_document(draft).every_area()] == ["K", "U2", "U3"]
    actions.undo(area, by=coordinator, event=journal.history(area).first())
    assert plan_document(draft) == whole


def test_a_row_that_others_stand_on_stays(draft, coordinator):
    with pytest.raises(Conflict, match="U3"):
        actions.archive(draft.area_set.get(code="U2"), by=coordinator)
    with pytest.raises(Conflict, match="U1"):
        actions.archive(draft.goal_set.get(number=1), by=coordinator)


def test_new_rows_get_the_next_code_and_the_last_place(draft, coordinator):
    area = actions.add_area(draft, by=coordinator, kind="campaign", title="Buller")
    programme = draft.area_set.get(code="K")
    step = actions.add_area(draft, by=coordinator, programme=programme, title="Följa upp")
    activity = actions.add_activity(draft, by=coordinator, kind="network", title="Buller")
    goal = actions.add_goal(draft, by=coordinator, title="Mål")
    assert (area.code, step.code, step.kind, activity.code, goal.number) == ("U4", "U5", "step", "N2", 3)
    assert [a.code for a in plan_document(draft).areas] == ["U1", "K", "U4"]


def test_rows_change_places(draft, area, coordinator):
    actions.move(draft.area_set.get(code="K"), by=coordinator, before=area)
    assert [a.code for a in plan_document(draft).areas] == ["K", "U1"]
