"""The text that was decided, and the proof that the plan still says it."""

import hashlib
import io
import re
from datetime import date

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from samsyn.config.cli import main
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Invalid, NotAllowed
from samsyn.plan import actions
from samsyn.plan.models import Area, BudgetLine, DecidedText, Edition
from samsyn.plan.queries.decided import decided_text, proof
from samsyn.plandoc import planfile
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def plan(draft, persona):
    """A draft that was proposed and decided, as the chair does it."""
    actions.propose(draft, by=persona("coordinator"))
    actions.recommend(draft, by=persona("steering_member"), advice="approve", on=date(2026, 2, 20))
    return actions.decide(draft, by=persona("chair"), on=date(2026, 3, 3), paragraph="12")


def test_the_decided_text_is_the_plan_file_without_the_days_that_are_placed(plan):
    content = decided_text(plan)
    assert plan.decided_sha256 == hashlib.sha256(content).hexdigest()
    told = planfile.read(content).plan
    assert (told.decision.when, told.activities[0].placed) == ("3 mars 2026, § 12", ())
    event = journal.history(plan, field="decided_sha256").first()
    assert (event.verb, event.changes["decided_sha256"][1]) == ("plan.decide", plan.decided_sha256)


def test_what_happens_while_the_plan_runs_is_no_change_of_it(plan, persona):
    actions.place(plan.activity_set.get(), by=persona("coordinator"), on=date(2026, 5, 5))
    actions.report_progress(plan.area_set.get(code="U1"), by=persona("coordinator"), status="done")
    actions.start_edition(plan.plan, by=persona("coordinator"))
    assert proof(plan).holds


def test_a_plan_that_is_read_in_as_decided_is_kept_too(decided):
    assert proof(decided).holds and decided.decided_sha256


def test_tampering_with_a_row_is_seen_and_the_row_is_named(plan):
    Area.objects.filter(edition=plan, code="U1").update(aim="Billigare vatten.")
    BudgetLine.objects.filter(edition=plan, key="loner").update(amount=1)
    found = proof(plan)
    assert (found.holds, found.text_holds, found.rows_hold) == (False, True, False)
    was, is_now = found.plans
    assert (was.areas[0].aim, is_now.areas[0].aim) == ("Renare vatten.", "Billigare vatten.")


def test_tampering_with_the_kept_text_is_seen(plan):
    forged = decided_text(plan).replace(b"Renare vatten.", b"Dyrare vatten.")
    DecidedText.objects.update(content=forged)
    assert (proof(plan).text_holds, proof(plan).rows_hold) == (False, False)
    Edition.objects.update(decided_sha256=hashlib.sha256(forged).hexdigest())
    Area.objects.filter(code="U1").update(aim="Dyrare vatten.")
    plan.refresh_from_db()
    assert (proof(plan).text_holds, proof(plan).rows_hold) == (False, True)  # the journal remembers the mark


def test_a_kept_text_that_cannot_be_read_does_not_hold(plan):
    DecidedText.objects.update(content=b"title: [")
    found = proof(plan)
    assert (found.holds, found.is_readable) == (False, False)


def test_a_plan_from_before_texts_were_kept_is_neither_proven_nor_accused(plan, client):
    DecidedText.objects.all().delete()
    Edition.objects.update(decided_sha256="")
    plan.refresh_from_db()
    assert (proof(plan).holds, proof(plan).is_kept) == (False, False)
    assert "inget att jämföra" in text(client.get(reverse("verify", args=ADDRESS)))
    assert client.get(reverse("decided-file", args=ADDRESS)).status_code == 404
    assert "kontrollsumma" not in text(client.get(reverse("public-plan", args=ADDRESS[:2])))


def test_anybody_can_download_the_text_and_check_it(plan, client):
    page = text(client.get(reverse("verify", args=ADDRESS)))
    assert "Ja, ordagrant" in page and page.count(plan.decided_sha256) == 2
    file = client.get(reverse("decided-file", args=ADDRESS))
    assert hashlib.sha256(file.content).hexdigest() == plan.decided_sha256
    assert re.search(r'filename="2026-2028-1-decided.yaml"', file["Content-Disposition"])
    assert plan.decided_sha256 in text(client.get(reverse("public-plan", args=ADDRESS[:2])))
    Area.objects.filter(edition=plan, code="U1").update(aim="Billigare vatten.")
    page = text(client.get(reverse("verify", args=ADDRESS)))
    assert "Nej, något har ändrats" in page and "Dagvatten" in page and "Billigare" in page


def test_the_mark_stands_in_the_documents(plan, client):
    document = docx.Document(io.BytesIO(client.get(reverse("plan-word", args=ADDRESS)).content))
    assert any(plan.decided_sha256 in paragraph.text for paragraph in document.paragraphs)
    footers = "".join(p.text for section in document.sections for p in section.footer.paragraphs)
    assert plan.decided_sha256[:12] in footers


def test_the_command_line_proves_it_too(plan, capsys, monkeypatch):
    assert main(["plan", "verify", "--collaboration", "provlan"]) == 0
    assert plan.decided_sha256 in capsys.readouterr().out
    Area.objects.filter(edition=plan, code="U1").update(aim="Billigare vatten.")
    assert main(["plan", "verify", "--collaboration", "provlan", "--plan", "2026-2028", "--edition", "1"]) == 1
    said = capsys.readouterr().out
    assert "DOES NOT HOLD" in said and "U1 Dagvatten" in said
    assert main(["plan", "verify", "--collaboration", "provlan", "--edition", "9"]) == 1
    assert "no such decided edition" in capsys.readouterr().err


def test_the_preparatory_group_says_what_it_thinks(draft, persona):
    with pytest.raises(NotAllowed):
        actions.recommend(draft, by=persona("steering_member"), advice="approve", on=timezone.localdate())
    actions.propose(draft, by=persona("coordinator"))
    for who in ("chair", "inspector"):
        with pytest.raises(NotAllowed):
            actions.recommend(draft, by=persona(who), advice="approve", on=timezone.localdate())
    for refused in ({"advice": "change"}, {"advice": "kanske"}, {"advice": "approve", "on": date(2999, 1, 1)}):
        with pytest.raises(Invalid):
            actions.recommend(draft, by=SYSTEM, **{"on": timezone.localdate()} | refused)
    said = actions.recommend(
        draft, by=persona("coordinator"), advice="change", words="Senare start.", on=timezone.localdate()
    )
    assert list(draft.recommendations.all()) == [said]


def test_without_a_recommendation_the_chair_is_warned_and_may_decide(client, draft, persona):
    actions.propose(draft, by=SYSTEM)
    client.force_login(persona("chair"))
    assert "går att besluta ändå" in text(client.get(reverse("edition-decide", args=ADDRESS)))
    client.force_login(persona("steering_member"))
    given = {"advice": "change", "words": "Flytta starten.", "on": "2026-03-01"}
    assert "Flytta starten." in text(client.post(reverse("recommend", args=ADDRESS), given, follow=True))
    client.force_login(persona("chair"))
    page = text(client.get(reverse("edition-decide", args=ADDRESS)))
    assert "Flytta starten." in page and "går att besluta ändå" not in page


def test_a_text_is_kept_once(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        DecidedText.objects.create(edition=plan, content=b"x")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite takes one writer at a time as it is")
def test_two_who_decide_at_once_decide_once(county, draft, persona):
    from concurrent.futures import ThreadPoolExecutor

    actions.propose(draft, by=SYSTEM)

    def decide(_n):
        try:
            actions.decide(draft, by=SYSTEM, on=date(2026, 3, 3))
        except Exception as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, range(2))) == ["Conflict", "decided"]
    assert DecidedText.objects.count() == 1
