import io
from dataclasses import replace

import pikepdf
import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from samsyn.kernel.actions import SYSTEM
from samsyn.plan.actions import import_edition
from samsyn.plandoc import model as doc
from tests.conftest import small_plan
from tests.plan.test_pages import ADDRESS, text


def content(client, name):
    response = client.get(reverse(name, args=ADDRESS))
    assert response.status_code == 200
    return io.BytesIO(response.content)


def test_word_has_the_plans_headings_and_tables(client, decided):
    word = Document(content(client, "plan-word"))
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == "Inledning" and "K Kompetens" in headings
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for words in ("U1 Dagvatten", "sep 2026–maj 2027", "N1 Styrgruppsmöten", "880\u00a0000,50\u00a0kr"):
        assert words in cells
    assert word.core_properties.language == "sv-SE"


def test_pdf_is_tagged_and_swedish(client, decided):
    with pikepdf.open(content(client, "plan-pdf")) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("sv")
        assert "Verksamhetsplan 2026–2028" in str(pdf.docinfo["/Title"])


def test_excel_holds_amounts_as_numbers_and_dates_as_dates(client, decided):
    book = load_workbook(content(client, "plan-excel"))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 880000.5 in values and "U1" in values


@pytest.mark.parametrize("name", ["plan-word", "plan-pdf", "plan-excel", "plan-file"])
def test_a_draft_is_not_taken_away_by_anybody_outside(client, draft, name):
    assert client.get(reverse(name, args=ADDRESS)).status_code == 404


def test_the_public_page_has_every_row_at_a_stable_address(client, decided):
    page = text(client.get(reverse("public-plan", args=ADDRESS[:2])))
    for code in ("U1", "U2", "U3", "K", "N1"):
        address = reverse("public-row", args=[*ADDRESS[:2], code])
        assert address in page
        assert client.get(address).status_code == 200
    assert client.get(reverse("public-row", args=[*ADDRESS[:2], "U99"])).status_code == 404


def test_the_public_page_of_a_very_large_plan_has_a_part_of_the_areas_at_a_time(client, county):
    plan = small_plan(decision=doc.Decision("styrgrupp", "september 2025"))
    areas = tuple(replace(plan.areas[0], code=f"U{number}", title=f"Område {number}") for number in range(51))
    import_edition(county.collaboration, by=SYSTEM, document=replace(plan, areas=areas))
    address = reverse("public-plan", args=ADDRESS[:2])
    first, second = text(client.get(address)), text(client.get(address, {"page": 2}))
    assert "Område 49" in first and "Område 50" not in first and "?page=2" in first
    assert "Område 50" in second and "Område 49" not in second


def test_a_draft_has_no_public_page(client, draft):
    assert client.get(reverse("public-plan", args=ADDRESS[:2])).status_code == 404
