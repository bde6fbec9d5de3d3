import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

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
    to_pdf,
)
from samsyn.docrender.fonts import displayable
from tests.docrender.sample import AREA_HEADER, CHART, HOSTILE, plan

AT = datetime(2031, 3, 3, 12, tzinfo=UTC)


def opened(document):
    return pikepdf.open(io.BytesIO(to_pdf(document, at=AT)))


def of(*blocks, **fields):
    return opened(Document("Plan", "sv", blocks, **fields))


@pytest.fixture(scope="module")
def pdf():
    return opened(plan())


def kids(element):
    found = element.get(Name.K, Array())
    return [
        kid for kid in (found if isinstance(found, Array) else [found]) if isinstance(kid, Dictionary) and Name.S in kid
    ]


def elements(pdf, *roles):
    """Structure elements in reading order, of these roles if any are given."""

    def walk(element):
        for kid in kids(element):
            if not roles or str(kid.S)[1:] in roles:
                yield kid
            yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot))


def scope(cell):
    found = cell.get(Name.A, Array())
    scopes = [each.Scope for each in (found if isinstance(found, Array) else [found]) if Name.Scope in each]
    return [str(each)[1:] for each in scopes]


def grid(table):
    """The rows of a table as (role, scopes) of their cells."""
    rows = [row for group in kids(table) for row in (kids(group) if group.S != Name.TR else [group])]
    return [[(str(cell.S)[1:], scope(cell)) for cell in kids(row)] for row in rows if row.S == Name.TR]


def shown(pdf):
    """What is drawn, in drawing order, with the fonts' own tables of what each glyph means."""
    texts = list[str]()
    for page in pdf.pages:
        meanings = {name: _meanings(font) for name, font in page.Resources.get(Name.Font, {}).items()}
        current = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                current = meanings[str(operands[0])]
            elif str(operator) in {"Tj", "TJ"}:
                parts = operands[0] if str(operator) == "TJ" else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        texts += [current[raw[at : at + 2]] for at in range(0, len(raw), 2)]
    return "".join(texts).replace("-\u00ad", "").replace("\u00ad", "").replace("\u200b", "")


def _meanings(font):
    """Glyph code (2 bytes) to text, from a ToUnicode map."""
    meanings = {}
    for operands, operator in pikepdf.parse_content_stream(font.ToUnicode):
        if str(operator) == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=True):
                meanings[bytes(code)] = bytes(text).decode("utf-16-be")
        elif str(operator) == "endbfrange":
            for first, last, text in zip(operands[::3], operands[1::3], operands[2::3], strict=True):
                start = int.from_bytes(bytes(first))
                for step in range(int.from_bytes(bytes(last)) - start + 1):
                    raw = bytes(text)
                    value = raw[:-2] + (int.from_bytes(raw[-2:]) + step).to_bytes(2)
                    meanings[(start + step).to_bytes(2)] = value.decode("utf-16-be")
    return meanings


def test_the_file_says_what_it_is(pdf):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Verksamhetsplan för miljösamverkan i Exempel län"
        assert metadata["xmp:CreateDate"].startswith("2031-03-03T12:00:00")
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712  (a PDF object, not a bool)
    assert str(pdf.Root.Lang) == "sv-SE"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    assert str(opened(Document("Plan", "en", ())).Root.Lang) == "en-GB"


def test_headings_are_tagged_and_bookmarked(pdf):
    roles = [str(element.S)[1:] for element in elements(pdf, "H1", "H2", "H3", "H4")]
    assert roles.count("H1") == 1 + 12 + 4
    assert roles.count("H2") == 12
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root][-2:] == ["Budget", "Så här tas planen fram"]
        assert [item.title for item in outline.root[1].children] == ["Uppdrag inom avsnitt 2"]
    assert elements(pdf, "TOC")


def test_the_header_row_and_the_first_column_are_headers(pdf):
    areas, networks, budget = (grid(table) for table in elements(pdf, "Table"))
    assert [len(table) for table in (areas, networks, budget)] == [41, 25, 6]
    assert areas[0] == [("TH", ["Column"])] * 7
    assert all(row == [("TH", ["Row"])] + [("TD", [])] * 6 for row in areas[1:])
    assert budget[-1] == [("TH", ["Row"]), ("TD", [])]


def test_a_table_without_row_headers_has_none():
    pdf = of(Table("t", ("a", "b"), (("1", "2"),), row_header=False))
    (table,) = elements(pdf, "Table")
    assert grid(table) == [[("TH", ["Column"])] * 2, [("TD", [])] * 2]


def test_an_empty_table_says_so():
    pdf = of(Table("t", ("a", "b"), ()), Table("u", ("c",), (("1",),)))
    first, second = elements(pdf, "Table")
    assert grid(first) == [[("TH", ["Column"])] * 2, [("TD", [])]]
    assert grid(second) == [[("TH", ["Column"])], [("TH", ["Row"])]]
    assert "Inga uppgifter" in shown(pdf)


def test_figures_have_a_text_alternative(pdf):
    alts = [str(element.Alt) for element in elements(pdf, "Figure") if Name.Alt in element]
    assert alts == ["Stapeldiagram: kostnaderna är större än intäkterna år 1"]


def test_lists_and_captions_are_tagged(pdf):
    assert len(elements(pdf, "L")) == 12 + 40 + 1
    assert len(elements(pdf, "Caption")) == 2  # two tables are named by the heading above them


def test_wide_tables_lie_down(pdf):
    lying = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in pdf.pages]
    first, last = lying.index(True), len(lying) - lying[::-1].index(True)
    assert all(lying[first:last])
    assert not any(lying[:first] + lying[last:])
    assert len(lying) > 20


def test_only_our_own_fonts_are_in_it(pdf):
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in pdf.pages
        for font in page.Resources.get(Name.Font, {}).values()
    }
    assert fonts
    assert all(name.startswith(("SamsynSans-", "SamsynSerif-")) for name in fonts)


def test_hostile_text_comes_out_as_written():
    text = HOSTILE.replace(" ", "").replace("\u00a0", "")
    pdf = of(
        Heading(1, HOSTILE, anchor=HOSTILE),
        Paragraph(HOSTILE),
        Paragraph(HOSTILE, "lead"),
        Paragraph(HOSTILE, "note"),
        Bullets((HOSTILE,)),
        Bullets((HOSTILE,), ordered=True),
        Table(f"{HOSTILE}!", (HOSTILE,), ((HOSTILE,),)),
        Figure(CHART, HOSTILE, HOSTILE),
        footer=HOSTILE,
        subtitle=HOSTILE,
        author=HOSTILE,
    )
    assert shown(pdf).replace(" ", "").count(text) >= 10
    assert [str(element.Alt) for element in elements(pdf, "Figure") if Name.Alt in element] == [HOSTILE]
    with pdf.open_outline() as outline:
        assert outline.root[0].title == HOSTILE


def test_what_is_gone_and_what_is_new_are_marked_by_lines():
    marked = Marked((("", "Hela "), ("removed", "året"), ("added", "hösten\n2026"), ("", " ut")))

    def lines(cell):
        drawn = of(Table("", ("Rad", "Skillnad"), (("U1", cell),)))
        return shown(drawn), sum(
            str(op) == "S" for page in drawn.pages for _x, op in pikepdf.parse_content_stream(page)
        )

    (_plain, fewer), (told, more) = lines("Hela året hösten\n2026 ut"), lines(marked)
    assert "Hela åretHösten".lower() in told.lower() and "2026 ut" in told
    assert more == fewer + 5  # one through what is gone, two under each line of what is new


def test_addresses_are_links():
    pdf = of(Paragraph("Se www.exempel.se/?a&b."), Table("", ("a",), (("eva@example.org",),)))
    notes = [note for page in pdf.pages for note in page.get(Name.Annots, [])]
    assert [str(note.A.URI) for note in notes] == ["https://www.exempel.se/?a&b", "mailto:eva@example.org"]
    assert all(str(note.Contents) for note in notes)
    assert len(elements(pdf, "Link")) == 2


@pytest.mark.parametrize(
    "word",
    ["a", "x", "q7", "ab.", "a@b.", "/", "-", ".", "_", "ж", "kompetensutvecklingsbehov", "https://exempel.se/ab"],
)
def test_long_words_stay_inside_the_page(word):
    pdf = of(Paragraph((word * 9000)[:9000]))
    assert len(pdf.pages) >= 2  # on one line it would take one page
    narrow = of(Table("", ("a", "b"), (((word * 1000)[:1000], "b"),), (1, 12)))
    assert len(narrow.pages) >= 2


def test_characters_that_no_font_has_become_boxes():
    text = "ord 日本 😀 a\u200db \u202eabc \ue000 \x00\ufffe slut"
    assert displayable(text) == "ord □□ □ ab abc □ \x00".replace("\x00", "") + "□ slut"
    pdf = of(Heading(1, text), Paragraph(text), Figure(CHART.replace("Intäkter", text.replace("\x00\ufffe", "")), text))
    assert "□□" in shown(pdf)


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_text_makes_a_file_that_opens(text):
    table = Table(text, (text,), ((text,),))
    pdf = of(Heading(1, "x" + text, text), Paragraph(text), table, Bullets((text,)), footer=text, author=text)
    assert len(elements(pdf, "Table")) == 1


def test_every_character_we_claim_to_have_is_in_all_fonts():
    every = "".join(chr(code) for code in range(0x20, 0x3000) if displayable(chr(code)) == chr(code))
    assert len(every) > 900
    assert set("åäöÅÄÖéü–—’”“•≥≤§→←×½€…") <= set(every)
    row = Table("t", (every,), ((every,), ("- " + every,)))
    of(Heading(1, every), Paragraph(every), row)  # Typst refuses a character that the font at hand lacks


def test_a_table_of_two_thousand_rows():
    rows = tuple((f"Rad {n}", *("text",) * 6) for n in range(2000))
    pdf = of(Landscape((Table("t", AREA_HEADER, rows),)))
    (table,) = elements(pdf, "Table")
    assert [row[0] for row in grid(table)[1:]] == [("TH", ["Row"])] * 2000


def test_a_row_longer_than_a_page_parts():
    pdf = of(Table("t", ("a", "b"), (("kort", "lång text " * 2000),)))
    assert len(pdf.pages) > 2
    assert shown(pdf).count("lång text") > 1900


def test_blocks_in_odd_places():
    of(PageBreak(), Landscape(()), PageBreak(), Paragraph(""), Bullets(()), Landscape((Paragraph("a"),)), PageBreak())
    of(Landscape((Landscape((Heading(1, "a"), Table("", ("a",), (("",),)))),)), contents=True)


def test_the_same_document_gives_the_same_bytes():
    assert to_pdf(plan(3, 2), at=AT) == to_pdf(plan(3, 2), at=AT)
    assert to_pdf(plan(3, 2), at=AT) != to_pdf(plan(3, 2), at=AT.replace(year=2032))
