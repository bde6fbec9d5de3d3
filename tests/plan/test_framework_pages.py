"""The pages of strategies and goals: what stands there, what is entered and changed there."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.models import Framework, FrameworkEdition
from samsyn.plan.queries.document import plan_document
from samsyn.plan.queries.findings import findings
from samsyn.plandoc import frameworkfile
from samsyn.plandoc import model as doc
from tests.conftest import small_plan
from tests.plan.test_frameworks import DRAFT, KNOWN, as_coordinator, by, draft, enter_second, framework, words
from tests.plandoc.frameworks import FIRST, GOALS, SECOND

__all__ = ["as_coordinator", "by", "draft", "framework"]  # fixtures


def test_the_overview_says_how_the_plans_stand(as_coordinator, framework, draft, by):
    address = reverse("frameworks", args=["provlan"])
    page = words(as_coordinator, address)
    assert "2026–2028, utgåva 1 (utkast) Utgår från Påhittad strategi 2030–2031 Läget nu Gäller" in page
    enter_second(framework, by)
    assert "2 gäller inte längre" in words(as_coordinator, address)


def test_where_there_is_nothing_what_comes_with_samsyn_is_offered(as_coordinator, county):
    address = reverse("frameworks", args=["provlan"])
    assert "Inga strategier eller mål än" in words(as_coordinator, address)
    as_coordinator.post(reverse("frameworks-load", args=["provlan"]))
    as_coordinator.post(reverse("frameworks-load", args=["provlan"]))  # twice is once
    assert Framework.objects.count() == 2
    assert "Agenda 2030" in words(as_coordinator, address)


def test_a_plans_page_says_what_has_become_of_each(as_coordinator, framework, draft, by):
    address = reverse("alignment", args=DRAFT)
    assert "Oförändrat (3)" in words(as_coordinator, address)
    enter_second(framework, by)
    page = words(as_coordinator, address)
    assert "Borta (1)" in page and "Sammanslaget med andra (1)" in page and "Oförändrat (1)" in page
    assert "Damm Nu Luften inomhus Områden som utgår från det U2 Damm" in page
    assert "3 som inget område utgår från Buller och vibrationer Jordmassor Matjord" in page
    first = words(as_coordinator, f"{address}?against={FIRST.key}")
    assert "Oförändrat (3)" in first and f"Jämför med: {SECOND.name}" in first
    reworded = FrameworkEdition.objects.get(name=SECOND.name).focuses.get(key="vatten")
    actions.revise_framework(reworded, by=by, version=1, aims="Alla ska kunna dricka vattnet ur kranen.")
    assert "vattnet. tillagt: vattnet ur kranen." in words(as_coordinator, address)


def test_a_plan_that_outlives_its_goals_is_told(as_coordinator, county, draft, by):
    actions.import_framework(county.collaboration, by=by, document=GOALS)
    assert "Slutar före planen" not in words(as_coordinator, reverse("alignment", args=DRAFT))
    later = small_plan(key="2029-2031", first_year=2029, last_year=2031)
    edition = actions.import_edition(county.collaboration, by=SYSTEM, document=later)
    page = words(as_coordinator, reverse("alignment", args=["provlan", "2029-2031", 1]))
    assert "De påhittade målen till 2030 gäller till och med 31 december 2030, och planen till och med 2031" in page
    assert "PC48" in {shown.finding.code for shown in findings(edition)}


def test_a_plan_that_names_nothing_says_so(as_coordinator, county):
    plan = small_plan(strategies=(), areas=())
    actions.import_edition(county.collaboration, by=SYSTEM, document=plan)
    assert "Planen nämner ingen strategi" in words(as_coordinator, reverse("alignment", args=DRAFT))


def test_the_draft_is_told_to_build_on_an_edition(as_coordinator, framework, draft, by):
    edition = enter_second(framework, by)
    given = {"framework": "pahittad", "edition": edition.key}
    done = as_coordinator.post(reverse("build-on", args=DRAFT), given)
    assert done["Location"] == reverse("alignment", args=DRAFT)
    assert edition.key in [strategy.key for strategy in plan_document(draft).strategies]
    assert as_coordinator.post(reverse("build-on", args=DRAFT), given).status_code == 409
    assert as_coordinator.post(reverse("build-on", args=DRAFT), {"framework": "annat"}).status_code == 404


def test_an_edition_is_entered_and_changed_by_hand(as_coordinator, framework):
    given = {"name": "Påhittad strategi 2032–2033", "valid_from": "2032-01-01", "valid_until": "", "complete": "on"}
    made = as_coordinator.post(reverse("framework-edition-add", args=["provlan", "pahittad"]), given)
    edition = FrameworkEdition.objects.get(name=given["name"])
    assert made["Location"] == edition.get_absolute_url()
    assert "Som förut" in words(as_coordinator, edition.get_absolute_url())
    focus = edition.focuses.get(key="buller")
    address = reverse("framework-edit", args=["provlan", "focus", focus.pk])
    shown = as_coordinator.get(address).content.decode()
    assert "Rent vatten" in shown and 'value="buller"' not in shown  # it takes up others, not itself
    sent = {"name": "Oljud", "initial-name": "Buller", "takes_up": ["damm"], "version": 1, "theme": "Hälsa",
            "initial-theme": "Hälsa"}  # fmt: skip
    as_coordinator.post(address, sent)
    focus.refresh_from_db()
    assert (focus.name, focus.takes_up) == ("Oljud", ["damm"])
    page = words(as_coordinator, edition.get_absolute_url())
    assert "Oljud Flera i ett Tar upp: Buller, Damm" in page
    added = {"name": "Klimat", "theme": "", "description": "", "aims": "", "source": ""}
    as_coordinator.post(reverse("focus-add", args=["provlan", "pahittad", edition.key]), added)
    assert "Klimat Nytt" in words(as_coordinator, edition.get_absolute_url())


def test_days_in_the_wrong_order_are_told_beside_the_field(as_coordinator, framework):
    given = {"name": "Ny", "valid_from": "2032-01-01", "valid_until": "2031-01-01"}
    answer = as_coordinator.post(reverse("framework-edition-add", args=["provlan", "pahittad"]), given)
    assert "Sista dagen ligger före den första" in words(as_coordinator, answer, 422)


def test_somebody_elses_change_is_shown_beside_ones_own(as_coordinator, framework, by):
    edition = framework.editions.get()
    actions.revise_framework(edition, by=by, version=1, name="Den andras")
    sent = {"name": "Min", "initial-name": FIRST.name, "valid_from": "2030-01-01", "initial-valid_from": "2030-01-01",
            "valid_until": "2031-12-31", "initial-valid_until": "2031-12-31", "complete": "on",
            "initial-complete": "True", "version": 1}  # fmt: skip
    address = reverse("framework-edit", args=["provlan", "edition", edition.pk])
    page = words(as_coordinator, as_coordinator.post(address, sent), 409)
    assert "Den andras" in page
    as_coordinator.post(address, sent | {"version": 2})
    edition.refresh_from_db()
    assert edition.name == "Min"


def test_parts_are_taken_out_brought_back_and_undone(as_coordinator, framework):
    edition = framework.editions.get()
    focus = edition.focuses.get(key="skrot")
    as_coordinator.post(reverse("framework-archive", args=["provlan", "focus", focus.pk]))
    page = as_coordinator.get(edition.get_absolute_url())
    assert "är borttaget" in words(as_coordinator, page)
    undo = re.search(r'action="([^"]*undo/\d+/)"', page.content.decode())[1]
    as_coordinator.post(undo)
    focus.refresh_from_db()
    assert focus.archived_at is None
    as_coordinator.post(reverse("framework-archive", args=["provlan", "edition", edition.pk]))
    assert "Ingen utgåva är inlagd än" in words(as_coordinator, framework.get_absolute_url())
    as_coordinator.post(reverse("framework-restore", args=["provlan", "edition", edition.pk]))
    assert FIRST.name in words(as_coordinator, framework.get_absolute_url())


def test_the_history_tells_days_and_words(as_coordinator, framework, by):
    edition = framework.editions.get()
    actions.revise_framework(edition, by=by, version=1, valid_until=date(2031, 6, 30), complete=False)
    page = words(as_coordinator, framework.get_absolute_url())
    assert "Gäller till och med: borttaget: 31 december tillagt: 30 juni 2031" in page


@pytest.mark.parametrize(("kind", "pk"), [("nonsense", 1), ("focus", 999_999)])
def test_what_is_not_there_is_not_there(as_coordinator, framework, kind, pk):
    assert as_coordinator.get(reverse("framework-edit", args=["provlan", kind, pk])).status_code == 404
    elsewhere = framework.editions.get().focuses.first()
    assert as_coordinator.get(reverse("framework-edit", args=["annorstades", "focus", elsewhere.pk])).status_code == 404


def test_a_file_is_read_in_or_every_fault_is_told(as_coordinator, county):
    address = reverse("framework-import", args=["provlan"])

    def send(text: str):
        return as_coordinator.post(address, {"file": SimpleUploadedFile("a.yaml", text.encode())})

    wrong = words(as_coordinator, send("format: samsyn-framework/1\nkey: å å\n"), 422)
    assert "kan inte vara ett kortnamn" in wrong and "”kind” saknas" in wrong
    text = frameworkfile.write(KNOWN)
    assert send(text)["Location"] == reverse("framework", args=["provlan", "pahittad"])
    assert "Alla utgåvor i filen finns redan här" in words(as_coordinator, send(text), 422)
    file = as_coordinator.get(reverse("framework-file", args=["provlan", "pahittad"]))
    assert file.content.decode() == text


@pytest.mark.parametrize("areas", [1, 3])
def test_the_queries_do_not_grow_with_the_plan(as_coordinator, county, framework, django_assert_num_queries, areas):
    names = tuple(doc.FocusArea(focus.key, focus.name) for focus in FIRST.focuses)
    rows = tuple(
        doc.Area(f"U{n}", doc.AreaKind.CAMPAIGN, f"Område {n}", focus_areas=(FIRST.focuses[n].key,))
        for n in range(areas)
    )
    plan = small_plan(strategies=(doc.Strategy(FIRST.key, FIRST.name, "2030", names),), areas=rows)
    actions.import_edition(county.collaboration, by=SYSTEM, document=plan)
    pages = {
        reverse("alignment", args=DRAFT): 8,
        reverse("frameworks", args=["provlan"]): 10,
        framework.get_absolute_url(): 9,
        framework.editions.get().get_absolute_url(): 11,
    }
    for address, queries_of_it in pages.items():
        as_coordinator.get(address)
        with django_assert_num_queries(queries_of_it):
            as_coordinator.get(address)
