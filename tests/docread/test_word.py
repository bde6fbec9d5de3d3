"""Word: what stands in the document, in order, and nothing that does not."""

from __future__ import annotations

import io
import time

import docx
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from samsyn import docread
from samsyn.docread import Heading, Paragraph, Style, Table, as_json, from_json


def read(document: object) -> docread.Document:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return docread.read(out.getvalue(), name="plan.docx")


def table_of(document: docread.Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def texts(table: Table) -> list[list[str]]:
    return [[table.cells[cell].text if cell >= 0 else "" for cell in row] for row in table.grid]


def test_title_headings_paragraphs_and_lists() -> None:
    made = docx.Document()
    made.add_heading("Verksamhetsplan", 0)
    made.add_heading("Inledning", 1)
    made.add_paragraph("Planen gäller\ti tre  år.")
    made.add_paragraph("Första", style="List Bullet")
    made.add_paragraph("Andra", style="List Number")
    made.add_heading("Mål", 2)
    assert read(made).blocks == (
        Paragraph("Verksamhetsplan", Style.TITLE),
        Heading(1, "Inledning"),
        Paragraph("Planen gäller i tre år."),
        Paragraph("Första", Style.BULLET),
        Paragraph("Andra", Style.NUMBER),
        Heading(2, "Mål"),
    )


def test_merged_cells_are_one_cell_wherever_they_reach() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Bred"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Hög"
    found = table_of(read(made))
    assert texts(found) == [["Bred", "Bred", "02"], ["10", "11", "Hög"], ["20", "21", "Hög"]]
    wide, tall = found.cells[found.grid[0][0]], found.cells[found.grid[1][2]]
    assert (wide.columns, wide.rows, tall.columns, tall.rows) == (2, 1, 1, 2)


def test_cells_hold_paragraphs_bullets_and_tables() -> None:
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "Ett"
    cell.add_paragraph("två", style="List Bullet")
    cell.add_paragraph("tre", style="List Bullet")
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "fyra", "fem"
    assert texts(table_of(read(made))) == [["Ett\n\n- två\n- tre\n\nfyra fem"]]


def test_tracked_changes_are_read_as_accepted() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Planen ")
    for xml in (
        '<w:del {} w:id="1"><w:r><w:delText>gällde</w:delText></w:r></w:del>',
        '<w:ins {} w:id="2"><w:r><w:t>gäller</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert read(made).blocks == (Paragraph("Planen gäller"),)


def test_text_boxes_footers_and_content_controls_are_not_lost() -> None:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "Sidfoten"
    paragraph = made.add_paragraph("Före")
    paragraph._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></w:r>")
    )
    made.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>I fältet</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert [(block.text, block.style) for block in read(made).blocks if isinstance(block, Paragraph)] == [
        ("Före", Style.BODY),
        ("I rutan", Style.BODY),
        ("I fältet", Style.BODY),
        ("Sidfoten", Style.ASIDE),
    ]


def test_a_table_with_many_rows_takes_no_time_that_grows_with_their_square() -> None:
    made = docx.Document()
    table = made.add_table(1, 3)
    row = table.rows[0]._tr
    for _ in range(3000):
        table._tbl.append(parse_xml(row.xml))
    table.rows[0].cells[0].text = "Först"
    began = time.process_time()
    found = table_of(read(made))
    assert len(found.grid) == 3001
    assert time.process_time() - began < 3


def test_a_document_can_be_kept_as_json() -> None:
    made = docx.Document()
    made.add_heading("Mål", 1)
    made.add_paragraph("Ett")
    made.add_table(1, 2).cell(0, 1).text = "cell"
    found = read(made)
    assert from_json(as_json(found)).blocks == found.blocks
    assert from_json(as_json(found)).kind is found.kind
