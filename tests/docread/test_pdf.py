"""PDF: by its tags where it has them, by its lines where it has none."""

from __future__ import annotations

import io

import pikepdf
import typst

from samsyn import docread, docrender
from samsyn.docread import Heading, Paragraph, Style, Table

LONG = "Ta fram en checklista för inomhus- och utomhusmiljön tillsammans med kommunernas VA-huvudmän. " * 6
DOCUMENT = docrender.Document(
    "Verksamhetsplan",
    "sv",
    (
        docrender.Heading(1, "Inledning"),
        docrender.Paragraph("Planen gäller i tre år."),
        docrender.Bullets(("ett", "två")),
        docrender.Landscape(
            (
                docrender.Heading(1, "Utvecklingsområden"),
                docrender.Table(
                    "Områdena",
                    ("Område", "Vad ska göras?", "Tid"),
                    tuple((f"U{n} Område {n}", f"{LONG}\n\n- först\n- sedan", "våren 2026") for n in range(1, 30)),
                    widths=(1, 2, 1),
                ),
            )
        ),
    ),
    contents=True,
    footer="Sidfot",
)


def texts(table: Table) -> list[list[str]]:
    return [[table.cells[cell].text if cell >= 0 else "" for cell in row] for row in table.grid]


def test_a_tagged_pdf_says_what_the_word_file_says() -> None:
    pdf, word = docread.read(docrender.to_pdf(DOCUMENT)), docread.read(docrender.to_docx(DOCUMENT))

    def said(document: docread.Document) -> list[object]:
        return [
            texts(block) if isinstance(block, Table) else block.text
            for block in document.blocks
            if not (isinstance(block, Paragraph) and block.style in (Style.CONTENTS, Style.ASIDE))
        ]

    assert said(pdf) == said(word)
    assert pdf.pages > 5


def test_a_table_over_many_pages_is_one_table_and_knows_its_pages() -> None:
    document = docread.read(docrender.to_pdf(DOCUMENT))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert len(table.grid) == 30
    assert table.header_rows == 1
    pages = [table.cells[row[0]].page for row in table.grid]
    assert pages == sorted(pages)
    assert pages[-1] > pages[0] > 0


def untagged(source: str) -> docread.Document:
    made = typst.compile(source.encode())
    with pikepdf.open(io.BytesIO(made)) as opened:
        if "/StructTreeRoot" in opened.Root:
            del opened.Root.StructTreeRoot
        out = io.BytesIO()
        opened.save(out)
    return docread.read(out.getvalue(), name="plan.pdf")


def test_without_tags_ruled_lines_make_the_table() -> None:
    document = untagged(
        """
        #set page(height: 12cm, width: 18cm)
        #text(size: 18pt)[Utvecklingsområden]

        Ett stycke som är så långt att det måste delas på flera rader, eftersom sidan inte är bredare än så här, och
        som ändå är ett enda stycke.

        #table(columns: (3cm, 6cm, 3cm),
          [Område], [Vad ska göras?], [Tid],
          [Dagvatten], [Ta fram en checklista och genomföra en kampanj i hela länet.], [våren 2026],
          table.cell(colspan: 2)[Sammanslagen], [2027],
          table.cell(rowspan: 2)[Hög], [ett], [två], [tre], [fyra],
        )
        """
    )
    assert [type(block) for block in document.blocks] == [Heading, Paragraph, Table]
    assert document.blocks[1].text.endswith("som ändå är ett enda stycke.")  # type: ignore[union-attr]
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert texts(table) == [
        ["Område", "Vad ska göras?", "Tid"],
        ["Dagvatten", "Ta fram en checklista och genomföra en kampanj i hela länet.", "våren 2026"],
        ["Sammanslagen", "Sammanslagen", "2027"],
        ["Hög", "ett", "två"],
        ["Hög", "tre", "fyra"],
    ]


def test_reading_tells_how_far_it_has_come() -> None:
    told: list[tuple[int, int]] = []
    docread.read(docrender.to_pdf(DOCUMENT), tell=lambda done, of: told.append((done, of)))
    assert told == [(page, told[0][1]) for page in range(told[0][1])]
    assert len(told) > 5
