import json
from dataclasses import replace
from pathlib import Path

import pytest

import samsyn.plan
from samsyn.config import cli
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Collaboration
from samsyn.plan.models import Edition
from samsyn.plandoc import planfile
from tests.conftest import small_plan

REAL = Path(samsyn.plan.__file__).parent / "demo" / "verksamhetsplan-2026-2028.yaml"


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(planfile.write(small_plan()), encoding="utf-8")
    return path


def run(*arguments):
    return cli.main(["plan", *map(str, arguments)])


def test_the_real_plan_has_errors_told_in_the_language_asked_for(capsys):
    assert run("check", REAL, "--language", "sv") == 1
    swedish = capsys.readouterr().out
    assert "Fel PC01" in swedish
    assert "Varning" in swedish
    assert run("check", REAL) == 1
    assert "Error PC01" in capsys.readouterr().out


def test_findings_as_json_are_those_in_words(capsys):
    run("check", REAL, "--json", "--language", "sv")
    findings = json.loads(capsys.readouterr().out)
    run("check", REAL, "--language", "sv")
    words = capsys.readouterr().out
    assert len(findings) == words.count("\n    ")
    assert all(finding["message"] in words for finding in findings)


def test_a_plan_with_nothing_worse_than_warnings_passes(small, capsys):
    assert run("check", small) == 1  # steps without partners
    assert "Error PC16" in capsys.readouterr().out
    small.write_text(planfile.write(small_plan(areas=small_plan().areas[:1], activities=())), encoding="utf-8")
    assert run("check", small) == 0
    assert "Warning" in capsys.readouterr().out


def test_two_files_are_compared(small, tmp_path, capsys):
    assert run("diff", small, small) == 0
    assert "Rows that differ: 0" in capsys.readouterr().out
    plan = small_plan()
    changed = replace(plan.areas[0], code="U9", what="Ta fram en gemensam checklista.", time="2027")
    (budget,) = plan.budgets
    dearer = replace(budget, costs=(replace(budget.costs[0], amount=900_000_00),))
    other = tmp_path / "other.yaml"
    other.write_text(
        planfile.write(replace(plan, areas=(changed, *plan.areas[1:]), budgets=(dearer,))), encoding="utf-8"
    )
    assert run("diff", small, other, "--language", "sv") == 1
    told = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "  U1 → U9 Dagvatten: Ny beteckning, Ändrad\n" in told
    assert "    Vad som ska göras: Ta fram en {+gemensam+} checklista.\n" in told
    assert "    Tid: [-sep 2026–maj -]2027\n" in told
    assert "    Belopp: [-880 000,50 kr-] {+900 000 kr+} (+19 999,50 kr)\n" in told
    assert "    Utgående balans: 69 999,50 kr → 50 000 kr (−19 999,50 kr)\n" in told
    assert "Rader som skiljer: 2." in told
    assert run("diff", small, tmp_path / "borta.yaml") == 2


@pytest.mark.parametrize("content", [b"", b"- en\n- lista", b"titel: [", b"\xff\xfe\x00", b"format: samsyn-plan/1\n"])
def test_what_is_no_plan_costs_2_and_names_the_file(content, tmp_path, capsys):
    path = tmp_path / "trasig.yaml"
    path.write_bytes(content)
    assert run("check", path) == 2
    assert "trasig.yaml" in capsys.readouterr().err


def test_a_file_that_is_not_there_costs_2(tmp_path, capsys):
    assert run("check", tmp_path / "borta.yaml") == 2
    assert "borta.yaml" in capsys.readouterr().err


def test_what_was_imported_is_exported_to_the_letter(county, small, tmp_path, capsys):
    assert run("import", small, "--collaboration", "provlan") == 0
    assert "edition 1 of the plan 2026–2028" in capsys.readouterr().out
    copy = tmp_path / "copy.yaml"
    assert run("export", copy, "--collaboration", "provlan", "--plan", "2026-2028", "--edition", "1") == 0
    assert copy.read_bytes() == small.read_bytes()


def test_a_second_draft_is_refused_with_a_remedy_and_nothing_changed(county, small, capsys):
    assert run("import", small, "--collaboration", "provlan") == 0
    assert run("import", small, "--collaboration", "provlan") == 1
    assert "Go on with that edition" in capsys.readouterr().err
    assert Edition.objects.count() == 1


def test_of_several_collaborations_one_has_to_be_named(county, small, capsys):
    assert run("import", small) == 1
    assert "provlan" in capsys.readouterr().err
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_the_only_collaboration_goes_without_saying(small, capsys):
    assert run("import", small) == 1
    assert "There is no collaboration yet" in capsys.readouterr().err
    actions.found(Collaboration(slug="ensam", name="Ensam"), by=SYSTEM)
    assert run("import", small) == 0


def test_an_export_never_overwrites(draft, small, capsys):
    before = small.read_bytes()
    assert run("export", small, "--collaboration", "provlan") == 1
    assert "exists already" in capsys.readouterr().err
    assert small.read_bytes() == before
    assert run("export", small.with_name("new"), "--collaboration", "provlan", "--edition", "7") == 1
    assert "no such plan or edition" in capsys.readouterr().err


def test_a_document_is_read_as_a_plan_with_what_is_unsure_and_has_no_place(tmp_path, capsys):
    document = tmp_path / "plan.txt"
    document.write_text("Verksamhetsplan 2026–2028\n\nNågot som inte har någon plats.", encoding="utf-8")
    out = tmp_path / "plan.yaml"
    assert run("read", document, "--out", out, "--language", "sv") == 0
    told = capsys.readouterr().out
    assert "utan plats: stycke 2: ”Något som inte har någon plats.”" in told
    assert "Rader 1" in told
    assert planfile.read(out.read_bytes()).plan.title == "Verksamhetsplan 2026–2028"
    assert run("read", document, "--out", out) == 1  # the file is there


def test_a_document_that_cannot_be_read_is_told_with_a_remedy(tmp_path, capsys):
    document = tmp_path / "plan.docx"
    document.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600)
    assert run("read", document, "--language", "sv") == 2
    assert "Öppna den och spara den som .docx eller .xlsx." in capsys.readouterr().err
    assert run("read", tmp_path / "saknas.docx") == 2
