"""One test per page: who gets it, and what stands there."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samsyn.kernel import journal
from samsyn.kernel.errors import Invalid
from samsyn.plan import actions
from samsyn.plan.models import Edition
from samsyn.plan.queries.document import plan_document
from tests.conftest import small_plan

ADDRESS = ["provlan", "2026-2028", 1]


@pytest.fixture
def as_coordinator(client, persona):
    client.force_login(persona("coordinator"))
    return client


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.parametrize("page", ["plan", "areas", "activities", "goals", "changes"])
def test_a_draft_is_read_by_the_collaborations_own_people_only(client, draft, persona, page):
    assert client.get(reverse(page, args=ADDRESS)).status_code == 404
    client.force_login(persona("stranger"))
    assert client.get(reverse(page, args=ADDRESS)).status_code == 404
    client.force_login(persona("inspector"))
    assert client.get(reverse(page, args=ADDRESS)).status_code == 200


def test_the_plan_says_what_it_says(as_coordinator, draft):
    page = text(as_coordinator.get(reverse("plan", args=ADDRESS)))
    for words in ("Ett hållbart Provlän.", "Planen gäller i tre år.", "Smarta arbetssätt"):
        assert words in page


def test_an_area_shows_every_column_and_its_links_in_words(as_coordinator, draft):
    page = text(as_coordinator.get(reverse("area", args=[*ADDRESS, "U1"])))
    for words in ("Ta fram en checklista.", "Länets kommuner", "1. Smarta arbetssätt", "Avfall", "Slutrapport"):
        assert words in page


def test_a_goal_gathers_what_serves_it(as_coordinator, draft):
    page = text(as_coordinator.get(reverse("goal", args=[*ADDRESS, 2])))
    assert "U2 " in page.replace("</span>", "") and "Dagvatten" not in page
    assert as_coordinator.get(reverse("goal", args=[*ADDRESS, 9])).status_code == 404


def test_a_field_is_changed_and_the_change_taken_back(as_coordinator, draft):
    area = draft.area_set.get(code="U1")
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "aim"])
    assert 'name="version" value="1"' in text(as_coordinator.get(address))
    page = text(as_coordinator.post(address, {"aim": "Rent vatten.", "version": 1}, follow=True))
    assert "Rent vatten." in page
    undo = re.search(r'action="([^"]+/undo/\d+/)"', page)
    page = text(as_coordinator.post(undo[1], follow=True))
    area.refresh_from_db()
    assert area.aim == "Renare vatten."
    history = text(as_coordinator.get(reverse("row-history", args=[*ADDRESS, "area", area.pk, "aim"])))
    assert "Karin Koord" in history and "<del>" in history


def test_keys_are_chosen_from_a_list(as_coordinator, draft):
    area = draft.area_set.get(code="U1")
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "goals"])
    assert "2. Samverkan" in text(as_coordinator.get(address))
    as_coordinator.post(address, {"goals": ["1", "2"], "version": 1})
    area.refresh_from_db()
    assert area.goals == [1, 2]


def test_two_who_edit_the_same_field_are_told_and_what_was_typed_is_kept(as_coordinator, draft, persona):
    area = draft.area_set.get(code="U1")
    actions.revise(area, by=persona("coordinator"), version=1, aim="Hennes ord.")
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "aim"])
    page = text(as_coordinator.post(address, {"aim": "Hans ord.", "version": 1}), status=409)
    assert "Hennes ord." in page and "Hans ord." in page and 'name="version" value="2"' in page
    as_coordinator.post(address, {"aim": "Hans ord.", "version": 2})
    area.refresh_from_db()
    assert area.aim == "Hans ord."


def test_what_cannot_be_taken_is_told_beside_the_field(as_coordinator, draft):
    area = draft.area_set.get(code="U1")
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "title"])
    page = text(as_coordinator.post(address, {"title": "", "version": 1}), status=422)
    assert "error-summary" in page


@pytest.mark.parametrize("field", ["archived_at", "position", "edition", "nonsense"])
def test_only_the_rows_own_fields_are_edited(as_coordinator, draft, field):
    area = draft.area_set.get(code="U1")
    assert as_coordinator.get(reverse("row-edit", args=[*ADDRESS, "area", area.pk, field])).status_code == 404


def test_hostile_words_are_only_words(as_coordinator, draft):
    area = draft.area_set.get(code="U1")
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "what"])
    as_coordinator.post(address, {"what": "<script>alert(1)</script>", "version": 1})
    page = text(as_coordinator.get(area.get_absolute_url()))
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_row_is_taken_out_and_brought_back(as_coordinator, draft):
    area = draft.area_set.get(code="U1")
    page = text(as_coordinator.post(reverse("row-archive", args=[*ADDRESS, "area", area.pk]), follow=True))
    assert "U1 Dagvatten" in page
    as_coordinator.post(reverse("row-restore", args=[*ADDRESS, "area", area.pk]))
    area.refresh_from_db()
    assert area.archived_at is None


def test_areas_steps_activities_and_goals_are_added(as_coordinator, draft):
    as_coordinator.post(reverse("area-add", args=ADDRESS), {"title": "Buller", "kind": "campaign"})
    as_coordinator.post(reverse("step-add", args=[*ADDRESS, "K"]), {"title": "Följa upp"})
    as_coordinator.post(reverse("activity-add", args=ADDRESS), {"title": "Bullernätverk", "kind": "network"})
    as_coordinator.post(reverse("goal-add", args=ADDRESS), {"title": "Tystnad"})
    assert draft.area_set.get(code="U4").title == "Buller"
    assert draft.area_set.get(code="U5").programme.code == "K"
    assert draft.activity_set.get(code="N2").kind == "network"
    assert draft.goal_set.get(number=3).title == "Tystnad"


def test_those_who_may_not_edit_are_refused_and_offered_nothing(client, draft, persona):
    client.force_login(persona("steering_member"))
    area = draft.area_set.get(code="U1")
    assert "row-edit" not in text(client.get(area.get_absolute_url())) and "/edit/" not in text(
        client.get(area.get_absolute_url())
    )
    address = reverse("row-edit", args=[*ADDRESS, "area", area.pk, "aim"])
    assert client.get(address).status_code == 403
    assert client.post(address, {"aim": "x", "version": 1}).status_code == 403
    assert client.get(reverse("area-add", args=ADDRESS)).status_code == 403
    assert journal.history(area).count() == 0


def test_the_chair_decides_and_the_next_edition_begins(client, draft, persona):
    client.force_login(persona("coordinator"))
    text(client.post(reverse("edition-propose", args=ADDRESS), follow=True))
    client.force_login(persona("chair"))
    text(client.post(reverse("edition-decide", args=ADDRESS), {"on": "2026-03-03"}, follow=True))
    client.force_login(persona("coordinator"))
    page = text(client.post(reverse("edition-start", args=ADDRESS[:2]), follow=True))
    assert "edition 2" in page.lower() or "utgåva 2" in page.lower() or "upplaga 2" in page.lower()


def test_the_edition_in_force_has_a_lasting_address(client, decided):
    assert client.get(reverse("now", args=["provlan", "areas"])).url == reverse("areas", args=ADDRESS)


@pytest.mark.parametrize(("page", "queries"), [("areas", 8), ("activities", 7), ("goals", 7)])
def test_lists_take_the_same_queries_with_one_row_and_with_many(
    as_coordinator, draft, persona, django_assert_num_queries, page, queries
):
    for title in ("Ett", "Två", "Tre"):
        with django_assert_num_queries(queries + 11):  # 11 read the document anew
            as_coordinator.get(reverse(page, args=ADDRESS))
        actions.add_area(draft, by=persona("coordinator"), title=title, kind="campaign")


def upload(client, data, name="plan.yaml"):
    return client.post(reverse("plan-import", args=["provlan"]), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_plan_goes_out_as_a_file_and_comes_in_again(as_coordinator, decided):
    file = as_coordinator.get(reverse("plan-file", args=ADDRESS)).content
    draft = re.sub(rb"(?m)^decision:\n(  .*\n)+", b"", file)
    assert "Dagvatten" in draft.decode()
    text(upload(as_coordinator, draft))
    assert plan_document(Edition.objects.get(number=2)) == small_plan()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"title: [", "1:"),
        (b"PK\x03\x04 a Word file", "YAML"),
        (b"# " + b"x" * 3_000_000, "2 MB"),
        (b"title: Plan\n", "key"),
    ],
)
def test_a_file_that_is_no_plan_is_told_what_is_wrong_and_changes_nothing(as_coordinator, county, data, words):
    assert words in text(upload(as_coordinator, data), status=422)
    assert not Edition.objects.exists()


def test_who_has_no_plan_yet_is_led_to_beginning_one(as_coordinator, county, persona):
    page = text(as_coordinator.get(reverse("now", args=["provlan", "budgets"]), follow=True))
    assert reverse("plan-new", args=["provlan"]) in page
    given = {"title": "Verksamhetsplan 2027–2029", "first_year": 2027, "last_year": 2029}
    begun = as_coordinator.post(reverse("plan-new", args=["provlan"]), given)
    edition = Edition.objects.get()
    assert begun["Location"] == reverse("plan", args=["provlan", "2027-2029", 1])
    assert (edition.title, edition.status) == ("Verksamhetsplan 2027–2029", "draft")
    document = plan_document(edition)
    assert [body.key for body in document.bodies] == ["styrgrupp"]
    assert [(budget.year, budget.opening_balance) for budget in document.budgets] == [(2027, None)]
    for page in ("plan", "areas", "activities", "goals", "year", "findings", "follow-up", "changes"):
        text(as_coordinator.get(reverse(page, args=["provlan", "2027-2029", 1])))
    text(as_coordinator.get(reverse("budget", args=["provlan", "2027-2029", 1, 2027])))
    actions.propose(edition, by=persona("coordinator"))
    assert actions.decide(edition, by=persona("chair"), on=date(2026, 6, 3)).is_decided


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(2029, 2027, "Välj ett senare år"), (2026, 2028, "redan"), (1, 2027, "2000"), ("", 2027, "måste fyllas i")],
)
def test_a_plan_that_cannot_be_is_not_begun(as_coordinator, draft, first, last, words):
    given = {"title": "Plan", "first_year": first, "last_year": last}
    assert words in text(as_coordinator.post(reverse("plan-new", args=["provlan"]), given), status=422)
    assert Edition.objects.count() == 1


def test_sections_bodies_and_parties_are_added_and_changed(as_coordinator, draft, county):
    as_coordinator.post(reverse("section-add", args=ADDRESS), {"heading": "Om året", "body": "Text."})
    as_coordinator.post(reverse("section-add", args=ADDRESS), {"heading": "Om året", "body": "Mer."})
    as_coordinator.post(reverse("body-add", args=ADDRESS), {"name": "Presidier", "kind": "presidium"})
    as_coordinator.post(
        reverse("party-add", args=ADDRESS), {"name": "Polisen", "kind": "police", "count": 1, "code": ""}
    )
    assert [s.key for s in plan_document(draft).sections] == ["inledning", "om-aret", "om-aret-2"]
    assert draft.body_set.get(key="presidier").group == county.groups["presidier"]
    page = text(as_coordinator.get(reverse("parties", args=ADDRESS)))
    assert "Presidier" in page and "Polisen" in page
    body = draft.body_set.get(key="presidier")
    as_coordinator.post(
        reverse("row-edit", args=[*ADDRESS, "body", body.pk, "mandate"]), {"mandate": "M.", "version": 1}
    )
    body.refresh_from_db()
    assert body.mandate == "M."


def test_a_row_is_moved(as_coordinator, draft):
    area, programme = draft.area_set.get(code="U1"), draft.area_set.get(code="K")
    as_coordinator.post(reverse("row-move", args=[*ADDRESS, "area", programme.pk]), {"before": area.pk})
    assert [a.code for a in plan_document(draft).areas] == ["K", "U1"]
    as_coordinator.post(reverse("row-move", args=[*ADDRESS, "area", programme.pk]), {"before": ""})
    assert [a.code for a in plan_document(draft).areas] == ["U1", "K"]


@pytest.mark.parametrize("page", ["account_login", "row-edit", "nonsense"])
def test_only_an_editions_own_pages_have_a_lasting_address(client, decided, page):
    assert client.get(reverse("now", args=["provlan", page])).status_code == 404


def test_a_row_does_not_come_back_to_what_is_gone(draft, persona):
    coordinator = persona("coordinator")
    area = draft.area_set.get(code="U1")
    actions.archive(area, by=coordinator)
    actions.archive(draft.goal_set.get(number=1), by=coordinator)
    with pytest.raises(Invalid):
        actions.restore(area, by=coordinator)
    with pytest.raises(Invalid):
        actions.undo(area, by=coordinator, event=journal.history(area).first())


def test_progress_is_not_for_outsiders(client, decided, persona):
    actions.report_progress(decided.area_set.get(code="U1"), by=persona("coordinator"), status="done")
    for page in (reverse("areas", args=ADDRESS), reverse("area", args=[*ADDRESS, "U1"])):
        assert "Klart" not in text(client.get(page))


def listed(client, query, page="areas"):
    return re.findall(r'<span class="code">(\w+)</span>', text(client.get(reverse(page, args=ADDRESS) + query)))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["U1", "K", "U2", "U3"]),
        ("?sort=title", ["U1", "U2", "K", "U3"]),
        ("?sort=-title", ["U3", "K", "U2", "U1"]),
        ("?sort=time", ["U2", "K", "U1", "U3"]),
        ("?kind=step", ["U2", "U3"]),
        ("?q=checklista dagvatten", ["U1"]),
        ("?q=finns+inte", []),
        ("?sort=nonsense&kind=nonsense", []),
    ],
)
def test_areas_are_narrowed_and_sorted_by_address(as_coordinator, draft, query, codes):
    assert listed(as_coordinator, query) == codes


def test_activities_are_narrowed_by_address(as_coordinator, draft):
    assert listed(as_coordinator, "?kind=body", "activities") == ["N1"]
    assert listed(as_coordinator, "?kind=network", "activities") == []


def test_lists_are_taken_away_as_csv(client, decided):
    for name, words in (("areas-csv", "Dagvatten"), ("activities-csv", "Styrgruppsmöten")):
        assert words in client.get(reverse(name, args=ADDRESS)).content.decode("utf-8-sig")
