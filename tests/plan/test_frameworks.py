"""Strategies and goals that plans build on: entered, changed, and held against the plans."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, Stale
from samsyn.plan import actions, rules
from samsyn.plan.models import Framework, FrameworkEdition
from samsyn.plan.queries import frameworks as queries
from samsyn.plan.queries.document import plan_document
from samsyn.plan.queries.findings import findings
from samsyn.plandoc import frameworkfile
from samsyn.plandoc import model as doc
from tests.conftest import EVERYBODY, small_plan
from tests.plandoc.frameworks import FIRST, GOALS, SECOND, STRATEGY
from tests.swedish import Texts

DRAFT = ["provlan", "2026-2028", 1]
KNOWN = replace(STRATEGY, editions=(FIRST,))


@pytest.fixture
def by(persona):
    return persona("coordinator")


@pytest.fixture
def framework(county):
    """The invented strategy with its first edition."""
    return actions.import_framework(county.collaboration, by=SYSTEM, document=KNOWN)


@pytest.fixture
def draft(county, framework):
    """A draft whose areas build on three of its focus areas."""
    names = tuple(doc.FocusArea(focus.key, focus.name) for focus in FIRST.focuses)
    rows = [("U1", "Vatten", ("vatten",)), ("U2", "Damm", ("damm",)), ("U3", "Skrot", ("skrot",))]
    plan = small_plan(
        strategies=(doc.Strategy(FIRST.key, FIRST.name, "2030–2031", names),),
        areas=tuple(
            doc.Area(code, doc.AreaKind.CAMPAIGN, title, focus_areas=keys, global_goals=(6,))
            for code, title, keys in rows
        ),
    )
    return actions.import_edition(county.collaboration, by=SYSTEM, document=plan)


@pytest.fixture
def as_coordinator(client, persona):
    client.force_login(persona("coordinator"))
    return client


def words(client, address, status=200) -> str:
    """What the page says, after its frame."""
    response = client.get(address) if isinstance(address, str) else address
    assert response.status_code == status, response.status_code
    page = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", " ".join(Texts(f"<main{page}").said))


def shaken(edition) -> set[tuple[str, str]]:
    edition.refresh_from_db()
    return {
        (row.code, shown.finding.variant)
        for shown in findings(edition)
        if shown.finding.code == "PC47"
        for row in shown.finding.rows
    }


def enter_second(framework, by):
    """Enter the second edition by hand, as a coordinator does: from the latest one, changed part by part."""
    edition = actions.add_framework_edition(
        framework, by=by, name=SECOND.name, valid_from=SECOND.valid_from, valid_until=SECOND.valid_until
    )
    rows = {focus.key: focus for focus in edition.focuses.all()}
    for key in ("lukt", "skrot", "jord"):
        actions.archive_framework_part(rows[key], by=by)
    actions.revise_framework(rows["buller"], by=by, version=1, name="Buller och vibrationer")
    actions.revise_framework(rows["damm"], by=by, version=1, name="Luften inomhus", takes_up=["lukt"])
    actions.add_focus(edition, by=by, name="Jordmassor", takes_up=["jord"])
    actions.add_focus(edition, by=by, name="Matjord", takes_up=["jord"])
    return edition


def test_what_is_read_in_is_written_out_the_same(framework):
    assert queries.document(framework) == KNOWN
    assert frameworkfile.read(frameworkfile.write(queries.document(framework))) == KNOWN


def test_what_comes_with_samsyn_can_be_read_in(county, by):
    for document in queries.shipped():
        actions.import_framework(county.collaboration, by=by, document=document)
    assert set(queries.frameworks(county.collaboration.pk)) == set(queries.shipped())
    strategy, goals = sorted(queries.shipped(), key=lambda one: one.kind, reverse=True)
    assert [edition.key for edition in strategy.in_order] == [
        "tillsynsstrategin-2022-2025",
        "nationell-tillsynsstrategi",
    ]
    assert all(focus.source for edition in strategy.editions for focus in edition.focuses)
    assert [focus.key for focus in goals.editions[0].focuses] == [str(number) for number in range(1, 18)]
    assert goals.editions[0].valid_until == date(2030, 12, 31)


def test_a_file_read_in_again_adds_what_is_new_and_changes_nothing(framework, county, by):
    actions.revise_framework(framework.editions.get(), by=by, version=1, name="Ändrad här")
    actions.import_framework(county.collaboration, by=by, document=STRATEGY)
    assert [e.name for e in queries.document(framework).in_order] == ["Ändrad här", SECOND.name, STRATEGY.latest.name]
    with pytest.raises(Conflict):
        actions.import_framework(county.collaboration, by=by, document=STRATEGY)


def test_the_key_of_an_edition_is_its_own_among_all(framework, county, by):
    other = replace(GOALS, editions=(replace(GOALS.editions[0], key=FIRST.key),))
    with pytest.raises(Invalid):
        actions.import_framework(county.collaboration, by=by, document=other)
    assert Framework.objects.count() == 1  # nothing is half read
    with pytest.raises(Invalid):
        actions.import_framework(county.collaboration, by=by, document=replace(KNOWN, kind=GOALS.kind))


def test_a_new_edition_begins_as_the_latest_one(framework, by):
    edition = actions.add_framework_edition(framework, by=by, name="Ny", valid_from=date(2032, 1, 1))
    document = queries.document(framework).edition(edition.key)
    assert document.focuses == FIRST.focuses
    assert journal.history(edition).get().verb == "plan.add_framework_edition"


def test_a_new_edition_shows_at_once_what_it_changes_for_the_plans(framework, draft, by):
    assert shaken(draft) == set()
    enter_second(framework, by)
    assert shaken(draft) == {("U2", "merged"), ("U3", "")}


def test_a_change_can_be_taken_back(framework, draft, by):
    enter_second(framework, by)
    skrot = FrameworkEdition.objects.get(name=SECOND.name).focuses.get(key="skrot")
    actions.undo_framework(skrot, by=by, event=journal.history(skrot).first())
    assert shaken(draft) == {("U2", "merged")}
    with pytest.raises(Conflict):
        actions.undo_framework(skrot, by=by, event=journal.history(skrot).last())
    first = framework.editions.get(key=FIRST.key)
    actions.revise_framework(first, by=by, version=1, valid_until=date(2031, 6, 30))
    actions.undo_framework(first, by=by, event=journal.history(first).first())
    first.refresh_from_db()
    assert first.valid_until == FIRST.valid_until


def test_two_who_change_the_same_are_told(framework, by):
    edition = framework.editions.get()
    actions.revise_framework(edition, by=by, version=1, name="En")
    with pytest.raises(Stale):
        actions.revise_framework(edition, by=by, version=1, name="En annan")
    actions.revise_framework(edition, by=by, version=1, source="Något annat fält.")
    with pytest.raises(Invalid):
        actions.revise_framework(edition, by=by, version=None, key="annan")


def test_taking_out_twice_is_refused(framework, by):
    edition = framework.editions.get()
    actions.archive_framework_part(edition, by=by)
    with pytest.raises(Conflict):
        actions.archive_framework_part(edition, by=by)
    actions.restore_framework_part(edition, by=by)
    with pytest.raises(Conflict):
        actions.restore_framework_part(edition, by=by)


def test_the_database_keeps_the_days_in_order(framework):
    with pytest.raises(IntegrityError), transaction.atomic():
        framework.editions.update(valid_until=date(2029, 1, 1))


def test_global_goals_are_numbered(county, by):
    framework = actions.import_framework(county.collaboration, by=by, document=GOALS)
    assert actions.add_focus(framework.editions.get(), by=by, name="Ett till").key == "18"


def test_a_focus_area_gets_a_key_that_no_edition_has_used(framework, by):
    edition = actions.add_framework_edition(framework, by=by, name="Ny", valid_from=date(2032, 1, 1))
    actions.archive_framework_part(edition.focuses.get(key="skrot"), by=by)
    assert actions.add_focus(edition, by=by, name="Skrot").key == "skrot-2"  # another one, with the same name


def test_a_draft_goes_over_to_a_new_edition(framework, draft, by):
    edition = enter_second(framework, by)
    document = queries.document(framework)
    strategy = actions.build_on(draft, by=by, framework=document, key=edition.key)
    assert (strategy.key, strategy.valid) == (edition.key, "2032–2033")
    now = {s.key: [f.key for f in s.focus_areas] for s in plan_document(draft).strategies}
    # what areas still name stays, so that somebody decides on it; what nobody names is gone
    assert now == {
        FIRST.key: ["skrot"],
        edition.key: ["vatten", "buller", "damm", "jordmassor", "matjord"],
    }
    assert shaken(draft) == {("U3", "")}  # what U2 names is there, under the same key
    actions.revise(draft.area_set.get(code="U3"), by=by, version=1, focus_areas=["matjord"])
    assert shaken(draft) == set()
    with pytest.raises(Conflict):
        actions.build_on(draft, by=by, framework=document, key=edition.key)


def test_a_draft_goes_back_to_the_edition_before(framework, draft, by):
    before = plan_document(draft).strategies
    edition = enter_second(framework, by)
    document = queries.document(framework)
    actions.build_on(draft, by=by, framework=document, key=edition.key)
    actions.build_on(draft, by=by, framework=document, key=FIRST.key)
    assert [(s.key, set(s.focus_areas)) for s in plan_document(draft).strategies] == [
        (s.key, set(s.focus_areas)) for s in before
    ]


@pytest.mark.parametrize("key", ["finns-inte", ""])
def test_a_draft_builds_on_nothing_that_is_not_there(framework, draft, by, key):
    with pytest.raises(Invalid):
        actions.build_on(draft, by=by, framework=queries.document(framework), key=key)
    with pytest.raises(Invalid):
        actions.build_on(draft, by=by, framework=GOALS, key="mal-2030")


def test_a_focus_area_of_another_strategy_is_not_taken_over(county, framework, by):
    other = doc.Strategy("annan", "Annan strategi", "2030", (doc.FocusArea("vatten", "Deras vatten"),))
    edition = actions.import_edition(
        county.collaboration, by=SYSTEM, document=small_plan(strategies=(other,), areas=())
    )
    with pytest.raises(Invalid):
        actions.build_on(edition, by=by, framework=queries.document(framework), key=FIRST.key)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_twins_agree(framework, persona, who):
    user = persona(who)
    assert rules.may_view_framework(user, framework) == rules.frameworks_visible_to(user).exists()
