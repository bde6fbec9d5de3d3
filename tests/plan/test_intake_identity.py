"""A plan that is written out and read in again is the same plan."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, Phase, assume, given, settings

import samsyn.plan
from samsyn import docread, docrender
from samsyn.docread import word
from samsyn.docrender import word_data
from samsyn.plan.reports.document import plan_report
from samsyn.plan.reports.tables import plan_workbook
from samsyn.plandoc import intake, planfile
from samsyn.plandoc import model as m
from samsyn.plandoc.intake.exported import SHOWN
from tests.conftest import small_plan
from tests.plandoc.generated import plans

DEMO = planfile.read((Path(samsyn.plan.__file__).parent / "demo" / "verksamhetsplan-2026-2028.yaml").read_bytes()).plan
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole document takes hours to shrink
relaxed = settings(
    max_examples=25,
    deadline=None,
    phases=QUICK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def report(plan: m.Plan, language: str = "sv") -> docrender.Document:
    with translation.override(language):
        edition = "Utgåva 1, utkast" if language == "sv" else "Edition 1, draft"
        return plan_report(plan, owner="Miljösamverkan Provlän", language=language, edition=edition)


def in_word(plan: m.Plan, language: str = "sv") -> bytes:
    return docrender.to_docx(report(plan, language))


def in_pdf(plan: m.Plan, language: str = "sv") -> bytes:
    return docrender.to_pdf(report(plan, language))


def by_sight(data: bytes) -> docread.Document:
    """The document as one who cannot see into the file has it."""
    return replace(docread.read(data), data="")


def shown(plan: m.Plan, *, spaces: bool = True) -> list[Any]:
    """Every field that the document shows, row by row; without the sums that Samsyn computes for print."""
    draft = intake.draft_of(plan)
    cells: dict[int, dict[str, str]] = {row.number: {} for row in draft.rows}
    for cell in draft.cells:
        cells[cell.row][cell.field] = cell.words if spaces else " ".join(cell.words.split())
    found = []
    for row in draft.rows:
        said = {name: words for name, words in cells[row.number].items() if name in SHOWN[row.kind] and words}
        unseen = row.kind == "body" and not {"mandate", "composition"} & set(said)
        unseen |= row.kind == "strategy" and all(other.parent != row.number for other in draft.rows)
        if said and not unseen:
            found.append((str(row.kind), said))
    return found


def read_in(document: docread.Document) -> tuple[m.Plan, intake.Draft]:
    draft = intake.read(document)
    return intake.assembled(draft)[0], draft


@pytest.mark.parametrize("plan", [DEMO, small_plan()], ids=["demo", "small"])
def test_the_word_file_gives_the_same_plan_on_every_field(plan: m.Plan) -> None:
    again, draft = read_in(docread.read(in_word(plan), name="plan.docx"))
    assert again == plan
    assert draft.unsure == draft.unplaced == draft.notices == ()


@relaxed
@given(plans())
def test_so_does_that_of_any_plan(plan: m.Plan) -> None:
    try:
        data = in_word(plan)
    except ValueError:  # a heading of control characters only cannot be printed
        assume(False)
    assert read_in(docread.read(data))[0] == plan


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("plan", [DEMO, small_plan()], ids=["demo", "small"])
def test_what_the_document_shows_is_read_from_what_it_shows(plan: m.Plan, language: str) -> None:
    again, draft = read_in(by_sight(in_word(plan, language)))
    assert shown(again) == shown(plan)
    assert draft.unplaced == ()


@pytest.mark.parametrize("plan", [DEMO, small_plan()], ids=["demo", "small"])
def test_what_the_pdf_shows_is_read_from_its_tags(plan: m.Plan) -> None:
    again, draft = read_in(by_sight(in_pdf(plan)))
    assert shown(again, spaces=False) == shown(plan, spaces=False)
    assert draft.unplaced == ()


@relaxed
@given(plans())
def test_any_plan_in_ordinary_words_is_read_from_what_is_seen(plan: m.Plan) -> None:
    plain = ordinary(plan)
    again, draft = read_in(by_sight(in_word(plain)))
    assert shown(again) == shown(plain)
    assert draft.unplaced == ()


def test_the_workbook_gives_areas_activities_and_goals() -> None:
    with translation.override("sv"):
        data = docrender.to_xlsx(plan_workbook(DEMO, language="sv"))
    again, draft = read_in(docread.read(data, name="plan.xlsx"))
    steps = [replace(area, steps=()) for area in DEMO.every_area()]
    assert [(a.code, a.title, a.what, a.aim, a.time) for a in again.areas] == [
        (a.code, a.title, a.what, a.aim, a.time) for a in steps
    ]
    assert [(a.code, a.title, a.purpose, a.time) for a in again.activities] == [
        (a.code, a.title, a.purpose, a.time) for a in DEMO.activities
    ]
    assert again.goals == DEMO.goals
    assert [line.amount for line in again.budgets[0].costs] == [line.amount for line in DEMO.budgets[0].costs]
    assert again.budgets[0].opening_balance == DEMO.budgets[0].opening_balance
    assert not [left for left in draft.unplaced if left.label == ""]


# ---- a document that somebody has gone on writing in


def rewritten(data: bytes, old: str, new: str) -> docread.Document:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                assert content.count(old.encode()) == 1
                content = content.replace(old.encode(), new.encode())
            made.writestr(name, content)
    return docread.read(out.getvalue())


def test_what_somebody_has_written_is_taken_and_the_rest_stays() -> None:
    document = rewritten(in_word(DEMO), "Klargöra lagstiftning och ansvar.", "Klargöra vem som ansvarar.")
    assert not document.data_is_current
    again, draft = read_in(document)
    areas = list(DEMO.areas)
    areas[1] = replace(
        areas[1], aim=areas[1].aim.replace("Klargöra lagstiftning och ansvar.", "Klargöra vem som ansvarar.")
    )
    assert again == replace(DEMO, areas=tuple(areas))
    assert draft.unsure == draft.unplaced == ()


def test_a_row_that_somebody_has_taken_out_is_out_and_told() -> None:
    text = in_word(DEMO)
    with zipfile.ZipFile(io.BytesIO(text)) as package:
        body = package.read("word/document.xml").decode()
    begins = body.rindex("<w:tr>", 0, body.index(">U5 "))
    row = body[begins : body.index("</w:tr>", begins) + len("</w:tr>")]
    again, draft = read_in(rewritten(text, row, ""))
    assert again == replace(DEMO, areas=tuple(area for area in DEMO.areas if area.code != "U5"))
    assert "U5 Masshantering" in draft.notices[0].sv


def test_the_hash_of_the_words_is_the_same_for_writer_and_reader() -> None:
    data = in_word(small_plan())
    assert f"{{{word_data.SPACE}}}data" == str(word.DATA)
    assert docread.read(data).data_is_current
    assert not rewritten(data, "Ett hållbart Provlän.", "Ett Provlän.").data_is_current


WORDS = [
    "kartlägga", "tillsyn", "vatten", "gemensam", "checklista", "kommunerna", "stöd", "länet", "arbete", "krav",
    "underlag", "träff",
]  # fmt: skip


def ordinary(plan: m.Plan) -> m.Plan:
    """The same plan in ordinary words: titles on a line, texts of paragraphs and bullets, codes as people do."""
    numbers = count(1)
    codes: dict[str, str] = {}

    def line() -> str:
        number = next(numbers)
        chosen = [WORDS[(number * step) % len(WORDS)] for step in (1, 5, 7)]
        return " ".join([*chosen, f"nummer{number}"]).capitalize()

    def code(old: str, letter: str) -> str:
        return codes.setdefault(old, f"{letter}{len(codes) + 1}")

    def text(old: str, name: str) -> str:
        if not old.strip():
            return ""
        if name in {"title", "heading", "name", "label", "waits_for", "practical", "content", "time", "indicator",
                    "partners", "vision"} or len(old) % 3 == 0:  # fmt: skip
            return line()
        return f"{line()}.\n\n- {line()}\n- {line()}" if len(old) % 3 == 1 else f"{line()}.\n\n{line()}."

    def same(part: Any, letter: str = "U") -> Any:
        changes: dict[str, Any] = {}
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, tuple) and value and is_dataclass(value[0]):
                changes[field.name] = tuple(same(each, "N" if field.name == "activities" else "U") for each in value)
            elif is_dataclass(value):
                changes[field.name] = value
            elif field.name == "code" and not isinstance(part, m.Party):
                changes["code"] = code(value, letter)
            elif field.name == "depends_on":
                changes["depends_on"] = ()
            elif type(value) is str and field.name not in {"key", "kind", "group", "code", "municipality"}:
                changes[field.name] = text(value, field.name) or ("" if value == "" else line())
        return replace(part, **changes)

    made: m.Plan = same(plan)
    areas = tuple(
        replace(area, kind=m.AreaKind.CAMPAIGN if not area.steps else m.AreaKind.PROGRAMME) for area in made.areas
    )
    single, programmes = [a for a in areas if not a.steps], [a for a in areas if a.steps]
    budgets = tuple(replace(budget, year=2026 + at) for at, budget in enumerate(made.budgets))
    bodies = tuple(replace(body, mandate=body.mandate or line()) for body in made.bodies)
    sections = tuple(replace(section, body=section.body or line()) for section in made.sections)
    return replace(
        made, areas=(*single, *programmes), budgets=budgets, sections=sections, bodies=bodies, title="Plan 2026–2028",
        first_year=2026, last_year=2028, decision=None,
    )  # fmt: skip
