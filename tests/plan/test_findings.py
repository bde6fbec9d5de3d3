import pytest
from django.urls import reverse

from samsyn.plan import actions
from samsyn.plan.queries import findings
from samsyn.plan.views import findings as views
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def faulty(draft, persona):
    """The small plan with an area that ends before the plan begins."""
    area = draft.area_set.get(code="U1")
    actions.revise(area, by=persona("coordinator"), version=1, time="hösten 2024")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def as_coordinator(client, persona):
    client.force_login(persona("coordinator"))
    return client


def ends_too_early(edition):
    return next(f for f in findings.findings_of(edition, "area", "U1") if f.finding.code == "PC08")


def test_a_fault_is_shown_on_its_page_on_the_row_and_as_json(as_coordinator, faulty):
    for page in (reverse("findings", args=ADDRESS), reverse("area", args=[*ADDRESS, "U1"])):
        assert "PC08" in text(as_coordinator.get(page))
    told = as_coordinator.get(reverse("findings-json", args=ADDRESS)).json()
    assert [f["rows"][0]["code"] for f in told["findings"] if f["code"] == "PC08"] == ["U1"]


def test_a_finding_rests_until_the_row_changes(as_coordinator, faulty, persona):
    found = ends_too_early(faulty)
    address = reverse("acknowledge", args=[*ADDRESS, found.finding.fingerprint])
    text(as_coordinator.post(address, {"reason": " "}), status=422)
    page = text(as_coordinator.post(address, {"reason": "Avslutat förra året."}, follow=True))
    assert "Avslutat förra året." in page
    assert ends_too_early(faulty).acknowledgement.reason == "Avslutat förra året."
    area = faulty.area_set.get(code="U1")
    actions.revise(area, by=persona("coordinator"), version=area.version, time="våren 2024")
    faulty.refresh_from_db()
    assert ends_too_early(faulty).acknowledgement is None


def test_an_acknowledgement_is_withdrawn(as_coordinator, faulty, persona):
    found = ends_too_early(faulty)
    row = actions.acknowledge(
        faulty, by=persona("coordinator"), check_code="PC08", fingerprint=found.finding.fingerprint, reason="Ja."
    )
    as_coordinator.post(reverse("withdraw", args=[*ADDRESS, row.pk]))
    assert ends_too_early(faulty).acknowledgement is None


def test_findings_are_for_the_collaborations_own_people(client, decided, persona):
    assert client.get(reverse("findings", args=ADDRESS)).status_code == 404
    client.force_login(persona("steering_member"))
    assert client.get(reverse("findings", args=ADDRESS)).status_code == 200
    found = findings.findings(decided)[0]
    assert client.get(reverse("acknowledge", args=[*ADDRESS, found.finding.fingerprint])).status_code == 403


def test_many_findings_are_shown_page_by_page(as_coordinator, faulty, persona, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 1)
    first = text(as_coordinator.get(reverse("findings", args=ADDRESS)))
    second = text(as_coordinator.get(reverse("findings", args=ADDRESS) + "?page=2"))
    assert first.count("finding-title") == second.count("finding-title") == 1
    assert first != second


def test_what_one_check_finds_in_several_places_is_told_together(as_coordinator, faulty, persona):
    area = faulty.area_set.get(code="U2")
    actions.revise(area, by=persona("coordinator"), version=1, time="våren 2024")
    faulty.refresh_from_db()
    found = [one for one in findings.findings(faulty) if one.finding.code == "PC08"]
    page = text(as_coordinator.get(reverse("findings", args=ADDRESS)))
    assert f"{found[0].title} ({len(found)})" in page
    assert (len(found), page.count(found[0].remedy)) == (2, 1)
    assert all(one.message in page for one in found)
