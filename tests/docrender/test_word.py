import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.docrender import (
    Bullets,
    Document,
    Figure,
    Heading,
    Landscape,
    Marked,
    PageBreak,
    Paragraph,
    Table,
    to_docx,
)
from tests.docrender.sample import AREA_HEADER, CHART, HOSTILE, plan

AT = datetime(2031, 3, 3, 12, tzinfo=UTC)


def opened(document):
    return docx.Document(io.BytesIO(to_docx(document, at=AT)))


def of(*blocks, **fields):
    return opened(Document("Plan", "sv", blocks, **fields))


@pytest.fixture(scope="module")
def word():
    return opened(plan())


def styles(word):
    return [(each.style.name, each.text) for each in word.paragraphs if each.text]


def test_properties_and_language(word):
    core = word.core_properties
    assert core.title == "Verksamhetsplan för miljösamverkan i Exempel län"
    assert (core.author, core.language) == ("Miljösamverkan Exempel län", "sv-SE")
    assert core.created.replace(tzinfo=UTC) == AT
    assert {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    english = opened(Document("Plan", "en", (), contents=True))
    assert {lang.get(qn("w:val")) for lang in english.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_headings_are_headings(word):
    headings = [(name, text) for name, text in styles(word) if name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "Avsnitt 1"),
        ("Heading 2", "Uppdrag inom avsnitt 1"),
        ("Heading 1", "Avsnitt 2"),
    ]
    assert headings[-1] == ("Heading 1", "Så här tas planen fram")
    assert len(headings) == 28


def test_every_style_named_is_defined(word):
    known = {style.style_id for style in word.styles}
    named = word.element.body.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val")
    assert set(named) <= known
    links = word.styles.element.xpath("//w:basedOn/@w:val | //w:next/@w:val")
    assert set(links) <= known


def test_contents_lead_to_the_headings(word):
    entries = [name for name, _ in styles(word) if name.startswith("toc ")]
    assert len(entries) == 28
    links = word.element.body.xpath("//w:hyperlink/@w:anchor")
    marks = word.element.body.xpath("//w:bookmarkStart/@w:name")
    assert len(set(links)) == 28
    assert set(links) < set(marks)
    assert len(marks) == len(set(marks))
    kinds = word.element.body.xpath("//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]


def test_contents_of_nothing_are_left_out():
    word = of(Paragraph("Hej"), contents=True)
    assert styles(word) == [("Title", "Plan"), ("Normal", "Hej")]


def test_anchors_are_bookmarks():
    word = of(Heading(1, "A", anchor="omraden-1"), Heading(1, "B", anchor="1" * 60))
    marks = word.element.body.xpath("//w:bookmarkStart/@w:name")
    assert "omraden_1" in marks
    assert "a_" + "1" * 38 in marks


def test_wide_tables_lie_down(word):
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    lying = word.sections[1]
    assert lying.page_width > lying.page_height
    room = lying.page_width - lying.left_margin - lying.right_margin
    for table in word.tables[:2]:
        width = sum(column.width for column in table.columns)
        assert width == pytest.approx(room, rel=0.001)


def test_a_landscape_part_at_the_end_stays_lying():
    word = of(Paragraph("a"), Landscape((Paragraph("b"),)))
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_table_headers_repeat_and_rows_stay_whole(word):
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(AREA_HEADER)
    assert len(table.rows) == 41
    rows = table._tbl.tr_lst
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 40
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    look = table._tbl.xpath("./w:tblPr/w:tblLook")[0]
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_a_long_row_may_part():
    word = of(Table("t", ("a", "b"), (("kort", "lång text " * 600), ("kort", "kort"))))
    rows = word.tables[0]._tbl.tr_lst
    assert [bool(row.xpath("./w:trPr/w:cantSplit")) for row in rows] == [True, False, True]


def test_tables_have_captions_in_view_and_in_the_markup(word):
    assert ("Caption", "Budget 2031 (kr)") in styles(word)
    assert ("Caption", "Utvecklingsområden") not in styles(word)  # it is the heading above
    names = [table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") for table in word.tables]
    assert names == [["Utvecklingsområden"], ["Styrgrupp och nätverk"], ["Budget 2031 (kr)"]]


def test_cells_hold_paragraphs_and_bullets(word):
    cell = word.tables[0].cell(1, 1)
    assert [each.style.name for each in cell.paragraphs] == [
        "Table Text",
        "Table Text",
        "Table Bullet",
        "Table Bullet",
    ]
    assert word.tables[0].cell(1, 0).paragraphs[0].style.name == "Table Strong"


def test_sums_are_strong_and_figures_to_the_right(word):
    table = word.tables[2]
    assert [cell.paragraphs[0].style.name for cell in table.rows[-1].cells] == ["Table Strong"] * 2
    assert [cell.paragraphs[0].style.name for cell in table.rows[-2].cells] == ["Table Text"] * 2
    assert table._tbl.xpath("./w:tr[last()]//w:jc/@w:val") == ["right"]
    assert len(table._tbl.xpath("./w:tr[last()]//w:tcBorders/w:top")) == 2


def test_an_empty_table_says_so():
    table = of(Table("t", ("a", "b"), ())).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["Inga uppgifter"] * 2


def test_two_tables_in_a_row_stay_two():
    table = Table("", ("a",), (("1",),))
    assert len(of(table, table).tables) == 2


def test_figures_have_a_text_alternative():
    word = of(Figure(CHART, 'Stapel "A" & B\nrad 2', "Bild"), Figure(CHART, "Annan"))
    shapes = word.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ['Stapel "A" & B rad 2', "Annan"]
    assert len({shape._inline.docPr.get("id") for shape in shapes}) == 2
    assert shapes[0].width / shapes[0].height == pytest.approx(640 / 200, rel=0.01)
    assert word.part.related_parts[shapes[0]._inline.graphic.graphicData.pic.blipFill.blip.embed].blob[:4] == (
        b"\x89PNG"
    )


def test_numbered_lists_begin_anew():
    steps = Bullets(("a", "b"), ordered=True)
    word = of(steps, Paragraph("text"), steps, Bullets(("c",)))
    lists = [
        (each.style.name, each._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")) for each in word.paragraphs if each.text
    ][1:]
    assert lists == [
        ("List Number", ["4"]), ("List Number", ["4"]), ("Normal", []),
        ("List Number", ["5"]), ("List Number", ["5"]), ("List Bullet", []),
    ]  # fmt: skip
    numbering = word.part.numbering_part.element
    assert numbering.xpath("./w:num[@w:numId='5']//w:startOverride/@w:val") == ["1"]


def test_a_page_break_goes_before_what_follows():
    word = of(PageBreak(), Heading(1, "A"), PageBreak(), PageBreak(), Table("", ("a",), ()), Paragraph("b"))
    broken = [(each.style.name, each.text) for each in word.paragraphs if each._p.xpath("./w:pPr/w:pageBreakBefore")]
    assert broken == [("Heading 1", "A"), ("After Table", "")]


def test_the_footer_is_on_all_pages(word):
    for section in word.sections:
        paragraph = section.footer.paragraphs[0]
        assert paragraph.text.startswith("Miljösamverkan Exempel län · Verksamhetsplan 2031–2033")
        assert paragraph._p.xpath("./w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_hostile_text_comes_out_as_written():
    word = of(
        Heading(1, HOSTILE),
        Paragraph(HOSTILE),
        Bullets((HOSTILE,)),
        Table(f"{HOSTILE}!", (HOSTILE,), ((HOSTILE,),)),
        Figure(CHART, HOSTILE, HOSTILE),
        footer=HOSTILE,
        author=HOSTILE,
    )
    texts = [text for _, text in styles(word)[1:]]
    assert texts == [HOSTILE, HOSTILE, HOSTILE, f"{HOSTILE}!", HOSTILE]
    assert [cell.text for row in word.tables[0].rows for cell in row.cells] == [HOSTILE] * 2
    assert word.inline_shapes[0]._inline.docPr.get("descr") == HOSTILE
    assert word.sections[0].footer.paragraphs[0].text.startswith(HOSTILE)
    assert word.core_properties.author == HOSTILE[:255]


def test_what_is_gone_is_struck_through_and_what_is_new_underlined():
    marked = Marked((("", "Hela "), ("removed", "året"), ("added", "hösten\n2026"), ("", " ut")))
    word = of(Table("", ("Rad", "Skillnad"), (("U1", marked), ("U2", Marked(())))))
    first, second = word.tables[0].rows[1].cells[1].paragraphs
    assert [(run.text, run.style.name) for run in first.runs] == [
        ("Hela ", "Default Paragraph Font"),
        ("året", "Removed"),
        ("hösten", "Added"),
    ]
    assert next((run.text, run.style.name) for run in second.runs) == ("2026", "Added")
    looks = word.styles["Removed"].font, word.styles["Added"].font
    assert [(font.strike, bool(font.underline)) for font in looks] == [(True, False), (None, True)]
    assert word.tables[0].rows[2].cells[1].text == ""


def test_addresses_are_links():
    word = of(Paragraph("Se www.exempel.se/?a&b."), Table("", ("a",), (("eva@example.org",),)))
    assert ("Normal", "Se www.exempel.se/?a&b.") in styles(word)
    fields = [text.text for text in word.element.body.xpath("//w:instrText")]
    assert fields == [' HYPERLINK "https://www.exempel.se/?a&b" ', ' HYPERLINK "mailto:eva@example.org" ']
    assert len(word.element.body.xpath("//w:rStyle[@w:val='Hyperlink']")) == 2


def test_control_characters_are_dropped():
    word = of(Paragraph("a\x00b\x1bc\ufffe\nd"), Table("t\x07", ("x\x08",), (("\x0cy",),)))
    assert ("Normal", "abc\nd") in styles(word)
    assert [cell.text for row in word.tables[0].rows for cell in row.cells] == ["x", "y"]


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_text_makes_a_file_that_opens(text):
    word = of(Paragraph(text), Table(text, (text,), ((text,),)), Bullets((text,), ordered=True), footer=text)
    assert len(word.tables) == 1


def test_a_table_of_two_thousand_rows():
    rows = tuple((f"Rad {n}", *("text",) * 6) for n in range(2000))
    assert len(of(Landscape((Table("t", AREA_HEADER, rows),))).tables[0]._tbl.tr_lst) == 2001


def test_the_same_document_gives_the_same_bytes():
    assert to_docx(plan(3, 2), at=AT) == to_docx(plan(3, 2), at=AT)
    assert to_docx(plan(3, 2), at=AT) != to_docx(plan(3, 2), at=AT.replace(year=2032))


def test_the_package_holds_nothing_that_was_not_meant():
    with zipfile.ZipFile(io.BytesIO(to_docx(Document("Plan", "sv", ()), at=AT))) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]
