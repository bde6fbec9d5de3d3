"""A document on its way to become a plan: read in the background, looked through, made the draft or put away."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samsyn import docread
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.kernel.models import Event
from samsyn.people.models import Collaboration
from samsyn.plan import actions, rules
from samsyn.plan.actions import intake_work
from samsyn.plan.enums import CellState, IntakeStatus, TextState
from samsyn.plan.models import Area, Edition, Intake, IntakeCell, Plan
from samsyn.plan.queries import intakes
from samsyn.plandoc.intake import Why
from tests.conftest import EVERYBODY, small_plan
from tests.plan.test_intake_identity import in_word
from tests.plandoc.intake.documents import add_table, word

pytestmark = pytest.mark.django_db


def document() -> bytes:
    """A plan as people have it: a guess (the kind), a text without a place (a column that no plan has)."""
    import io

    made = word(title="Verksamhetsplan 2029–2031")
    made.add_heading("Inledning", 1)
    made.add_paragraph("Planen gäller i tre år.")
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Diarienummer", "Tid", "Vad ska göras?", "Ansvarig"],
            ["Dagvatten", "M-17", "våren 2029", "Genomföra en kampanj.", "Projektgruppen"],
            ["Buller", "", "när det passar", "Genomföra en kampanj till.", "Projektgruppen"],
        ],
    )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def begun(collaboration: Collaboration, data: bytes | None = None, name: str = "plan.docx") -> Intake:
    return actions.begin_intake(collaboration, by=SYSTEM, name=name, data=document() if data is None else data)


def read(collaboration: Collaboration, data: bytes | None = None, name: str = "plan.docx") -> Intake:
    found = begun(collaboration, data, name)
    intake_work.read_waiting()
    found.refresh_from_db()
    return found


def cell(intake: Intake, field: str, words: str) -> IntakeCell:
    return intake.intakecell_set.get(field=field, words=words)


def settle(intake: Intake) -> None:
    for why, _count in intakes.reasons(intake):
        actions.accept_cells(intake, by=SYSTEM, why=why)


def test_a_document_is_read_and_waits_for_a_person(county):
    found = read(county.collaboration)
    assert found.status == IntakeStatus.READY
    unsure = found.intakecell_set.filter(status=CellState.UNSURE)
    assert {(cell.field, cell.words, cell.why) for cell in unsure if cell.field != "bodies"} == {
        ("kind", "campaign", "guess"),
        ("time", "när det passar", "time"),
    }
    time = cell(found, "time", "när det passar")
    assert (time.original, time.read_words, time.block) == ("när det passar", "när det passar", 4)
    (text,) = found.intaketext_set.all()
    assert (text.text, text.label, text.status) == ("M-17", "Diarienummer", TextState.OPEN)
    assert not Edition.objects.exists() and not Plan.objects.exists()


def test_mended_accepted_and_placed_it_becomes_the_draft_edition(county, persona):
    found, coordinator = read(county.collaboration), persona("coordinator")
    time = cell(found, "time", "när det passar")
    with pytest.raises(Conflict, match=r"celler är fortfarande osäkra|cells are unsure"):
        actions.make_edition(found, by=coordinator)
    actions.mend_cell(time, by=coordinator, words="hösten 2030", version=1)
    settle(found)
    text = found.intaketext_set.get()
    actions.place_text(text, by=coordinator, row=text.row, field="note")
    edition = actions.make_edition(found, by=coordinator)
    assert (edition.plan.key, edition.status, edition.title) == ("2029-2031", "draft", "Verksamhetsplan 2029–2031")
    areas = Area.objects.filter(edition=edition)
    assert [(area.title, area.time, area.note) for area in areas] == [
        ("Dagvatten", "våren 2029", "M-17"),
        ("Buller", "hösten 2030", ""),
    ]
    found.refresh_from_db()
    assert (found.status, found.edition) == (IntakeStatus.MADE, edition)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["plan.import_edition", "plan.make_edition_of_intake"]
    with pytest.raises(NotAllowed):
        actions.mend_cell(time, by=coordinator, words="2031", version=None)


def test_what_samsyn_wrote_itself_is_ready_at_once_and_its_decision_is_not_taken_over(county, persona):
    from samsyn.plandoc import model as doc

    plan = small_plan(key="2029-2031", first_year=2029, last_year=2031, decision=doc.Decision("styrgrupp", "maj 2028"))
    found = read(county.collaboration, in_word(plan))
    assert intakes.reasons(found) == []
    edition = actions.make_edition(found, by=persona("coordinator"))
    assert not edition.is_decided
    assert intakes.plan_of(found)[0] == small_plan(key="2029-2031", first_year=2029, last_year=2031)


def test_a_draft_that_is_there_already_stops_it_and_nothing_is_half_made(county, draft, persona):
    found = read(county.collaboration, in_word(small_plan(title="Den andra")))
    with pytest.raises(Conflict):
        actions.make_edition(found, by=persona("coordinator"))
    assert Edition.objects.count() == 1
    assert Intake.objects.get().status == IntakeStatus.READY


def test_a_document_that_cannot_be_read_says_why_and_leaves_nothing(county):
    found = read(county.collaboration, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600, "plan.doc")
    assert (found.status, found.reason) == (IntakeStatus.REFUSED, docread.Reason.OLD_OFFICE)
    assert intakes.refusal(found)[1].startswith(("Öppna den", "Open it"))
    assert not IntakeCell.objects.exists()


def test_the_reading_tells_how_far_it_has_come_and_keeps_its_lease(county, monkeypatch):
    found = begun(county.collaboration)
    seen = []

    def slow(data: bytes, *, name: str, tell: Any) -> docread.Document:
        tell(3, 10)
        seen.append(Intake.objects.values_list("done", "of").get())
        assert Intake.objects.get().claimed_until > timezone.now() + timedelta(seconds=60)
        assert intake_work.read_waiting() == 0  # another process finds nothing to take
        return real(data, name=name)

    real = docread.read
    monkeypatch.setattr(docread, "read", slow)
    assert intake_work.read_waiting() == 1
    assert seen == [(3, 10)]
    found.refresh_from_db()
    assert found.status == IntakeStatus.READY


def test_a_reading_whose_process_was_killed_is_taken_up_again(county, monkeypatch):
    found = begun(county.collaboration)

    def killed(*_given: Any, **_more: Any) -> None:
        raise SystemExit  # no except clause of ours sees it, as none sees a kill

    monkeypatch.setattr(docread, "read", killed)
    with pytest.raises(SystemExit):
        intake_work.read_waiting()
    monkeypatch.undo()
    assert intake_work.read_waiting() == 0  # its lease holds
    Intake.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert intake_work.read_waiting() == 1
    found.refresh_from_db()
    assert (found.status, found.attempts) == (IntakeStatus.READY, 2)
    assert found.intakecell_set.count() == len({(c.row, c.field) for c in found.intakecell_set.all()})


def test_a_document_that_fails_three_times_is_refused(county, monkeypatch, caplog):
    found = begun(county.collaboration)
    monkeypatch.setattr(docread, "read", lambda *_given, **_more: 1 / 0)
    for _ in range(3):
        intake_work.read_waiting()
        Intake.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    intake_work.read_waiting()
    found.refresh_from_db()
    assert (found.status, found.reason) == (IntakeStatus.REFUSED, intake_work.FAILED)
    assert intakes.refusal(found)
    assert "division by zero" in caplog.text


def test_the_background_is_woken_when_a_document_is_handed_in(county, django_capture_on_commit_callbacks):
    journal.nudge.clear()
    with django_capture_on_commit_callbacks(execute=True):
        begun(county.collaboration)
    assert journal.nudge.is_set()
    journal.nudge.clear()
    assert isinstance(journal.nudge, threading.Event)


def test_two_who_mend_the_same_cell_are_told(county, persona):
    found = read(county.collaboration)
    time = cell(found, "time", "när det passar")
    actions.mend_cell(time, by=persona("coordinator"), words="2029", version=1)
    with pytest.raises(Stale) as told:
        actions.mend_cell(time, by=persona("coordinator"), words="2030", version=1)
    assert told.value.theirs["words"] == "2029"


def test_words_that_no_plan_can_hold_are_refused(county, persona):
    found, coordinator = read(county.collaboration), persona("coordinator")
    with pytest.raises(Invalid):
        actions.mend_cell(cell(found, "first_year", "2029"), by=coordinator, words="snart", version=None)
    with pytest.raises(Invalid):
        actions.mend_cell(cell(found, "title", "Buller"), by=coordinator, words="", version=None)


def test_what_is_missing_cannot_be_accepted_away(county, persona):
    found = read(county.collaboration, b"Plan\n\nBara text.", "plan.txt")
    settle(found)
    assert [why for why, _count in intakes.reasons(found)] == [Why.MISSING]
    for field in ("first_year", "last_year"):
        actions.mend_cell(cell(found, field, "?"), by=persona("coordinator"), words="2029", version=None)
    assert actions.make_edition(found, by=persona("coordinator")).plan.first_year == 2029


def test_a_dropped_text_stays_in_the_record_and_can_come_back(county, persona):
    found, coordinator = read(county.collaboration), persona("coordinator")
    text = found.intaketext_set.get()
    actions.drop_text(text, by=coordinator)
    assert found.intaketext_set.get().status == TextState.DROPPED
    with pytest.raises(Conflict):
        actions.drop_text(text, by=coordinator)
    actions.restore_text(text, by=coordinator)
    assert found.intaketext_set.get().status == TextState.OPEN
    with pytest.raises(Invalid):
        actions.place_text(text, by=coordinator, row=text.row, field="mandate")


def test_put_away_and_taken_up_again(county, persona):
    found, coordinator = read(county.collaboration), persona("coordinator")
    actions.discard_intake(found, by=coordinator)
    with pytest.raises(NotAllowed):
        actions.accept_cells(found, by=coordinator, why="guess")
    actions.restore_intake(found, by=coordinator)
    actions.accept_cells(found, by=coordinator, why="guess")


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_see_it_is_who_it_is_listed_for(county, persona, who):
    found = begun(county.collaboration)
    assert rules.may_see_intake(persona(who), found) == rules.intakes_visible_to(persona(who)).exists()


# ---- pages


@pytest.fixture
def reader(client: Any, persona: Any) -> Any:
    client.force_login(persona("coordinator"))
    return client


def address(name: str, intake: Intake, *more: Any) -> str:
    return reverse(name, args=["provlan", intake.pk, *more])


def test_a_file_is_handed_in_read_looked_through_and_made_a_plan(county, reader):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("Verksamhetsplan åäö.docx", document())
    answer = reader.post(reverse("plan-import", args=["provlan"]), {"file": upload}, follow=True)
    assert "Waiting to be read" in answer.content.decode() or "Väntar på att läsas" in answer.content.decode()
    found = Intake.objects.get()
    assert found.name == "Verksamhetsplan åäö.docx"
    Intake.objects.update(done=4, of=9)
    assert 'value="4"' in reader.get(found.get_absolute_url()).content.decode()
    intake_work.read_waiting()
    page = reader.get(found.get_absolute_url(), headers={"HX-Request": "true"})
    assert "när det passar" in page.content.decode()
    assert reader.post(address("intake-make", found), follow=True).redirect_chain[-1][0] == found.get_absolute_url()
    time = cell(found, "time", "när det passar")
    answer = reader.post(address("intake-cell", found, time.pk), {"words": "hösten 2030", "version": 1})
    assert answer.status_code == 302
    stale = reader.post(address("intake-cell", found, time.pk), {"words": "våren 2030", "version": 1})
    assert stale.status_code == 409
    assert "hösten 2030" in stale.content.decode()
    for why, _count in intakes.reasons(found):
        reader.post(address("intake-accept", found), {"why": why})
    text = found.intaketext_set.get()
    wrong = reader.post(address("intake-text", found, text.pk), {"row": text.row, "field": "Uppdrag"})
    assert wrong.status_code == 422
    reader.post(address("intake-text-drop", found, text.pk))
    made = reader.post(address("intake-make", found), follow=True)
    assert made.redirect_chain[-1][0] == "/provlan/plan/2029-2031/1/findings/"
    assert Area.objects.filter(title="Buller", time="hösten 2030").exists()


def test_what_is_linked_by_a_key_is_shown_by_its_name(county, reader, decided):
    found = read(county.collaboration)
    assert found.intakecell_set.filter(field="bodies", words="projektgrupp").exists()
    page = reader.get(address("intake-rows", found)).content.decode()
    assert page.count("<p>projektgrupp</p>") == 1  # its own address


def test_why_a_cell_is_unsure_is_said_once(county, reader):
    found = read(county.collaboration)
    kind = found.intakecell_set.filter(field="kind", status=CellState.UNSURE).first()
    found.intakecell_set.filter(pk=kind.pk).update(words="?", why=Why.MISSING)
    page = reader.get(found.get_absolute_url()).content.decode()
    card = page.partition(f'id="cell-{kind.pk}"')[2].partition("</article>")[0]
    assert page.count(f'id="cell-{kind.pk}"') == 1
    assert card.partition("I planen")[0].count("Planen behöver det, men dokumentet säger det inte.") == 1


def test_a_refused_document_says_what_and_what_to_do(county, reader):
    found = read(county.collaboration, b"PK\x03\x04nothing", "plan.docx")
    page = reader.get(found.get_absolute_url(), headers={"HX-Request": "true"})
    assert page["HX-Refresh"] == "true"
    assert page.status_code == 200
    assert reader.get(address("intake-rows", found)).status_code == 404


def test_the_document_is_shown_as_read_with_its_piece_marked(county, reader):
    found = read(county.collaboration)
    time = cell(found, "time", "när det passar")
    page = reader.get(address("intake-original", found) + f"?at={time.block}.{time.cell}").content.decode()
    assert "<mark>när det passar</mark>" in page
    assert page.count('id="marked"') == 1
    assert reader.get(address("intake-original", found) + "?at=99.x").status_code == 200


def test_text_that_a_machine_has_read_says_so_in_the_readers_language(county, reader):
    found = read(
        county.collaboration, b"Plan 2027-2029\n\n1. Inledning\n\nK&nna till. Milj\xc3\xa9sam. H6sten.", "plan.txt"
    )
    page = reader.get(address("intake", found)).content.decode()
    assert "avläst av en maskin" in page
    assert "A machine" not in page


def test_the_file_comes_back_as_it_came_and_is_never_shown(county, reader):
    found = read(county.collaboration, b"<script>alert(1)</script>", "plan.txt")
    answer = reader.get(address("intake-file", found))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def many(rows: int) -> bytes:
    import io

    made = word(title="Plan 2029–2031")
    made.add_heading("Utvecklingsområden", 1)
    add_table(
        made,
        [
            ["Utvecklingsområde", "Diarienummer", "Tid", "Vad ska göras?"],
            *([f"Område {number}", f"M-{number}", "när som helst", "Kampanj."] for number in range(rows)),
        ],
    )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("intake", 14), ("intake-texts", 12), ("intake-rows", 11), ("intake-original", 8)],
)
def test_the_number_of_queries_does_not_grow(county, reader, django_assert_num_queries, rows, name, queries):
    found = read(county.collaboration, many(rows))
    reader.get(address(name, found))
    with django_assert_num_queries(queries):
        reader.get(address(name, found))


@pytest.mark.parametrize("documents", [1, 3])
def test_nor_does_that_of_the_list(county, reader, django_assert_num_queries, documents):
    for _ in range(documents):
        read(county.collaboration)
    reader.get(reverse("plan-import", args=["provlan"]))
    with django_assert_num_queries(7):
        reader.get(reverse("plan-import", args=["provlan"]))
    assert connection.queries is not None
