"""Word documents as people make them, for the tests: every column in any order, under any of its names."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx

from samsyn import docread
from samsyn.docread import Ref
from samsyn.plandoc import intake
from samsyn.plandoc import model as m

# Field: the heading in full, and as people shorten it or a machine misreads it.
AREAS = {
    "title": ("Utvecklingsområde", "Utv.omr.", "UTVECKLINGSOMRADE", "Utveckl. område"),
    "what": ("Vad ska göras?", "Vad", "VAD SKA GORAS?", "Vad ska gör."),
    "aim": ("Mål", "MAL", "Syfte", "Målsättn."),
    "partners": ("Samverkande parter", "Samv. parter", "SAMVERKANDE PARTER", "Samverk.part."),
    "time": ("Tid för genomförande", "Tid", "Tid for genomforande", "Tidsper."),
    "follow_up": ("Uppföljning", "Uppf.", "UPPFOLINING", "Uppfölj."),
    "responsible": ("Ansvar", "Ansv.", "Ansvarig", "ANSVAR"),
}
ACTIVITIES = {
    "title": ("Styrgrupp eller nätverk", "Nätverk", "STYRGRUPP ELLER NATVERK"),
    "purpose": ("Syfte", "SYFTE"),
    "partners": ("Samverkande parter", "Samv. part."),
    "time": ("Tid för genomförande", "Tid"),
    "responsible": ("Ansvar", "Ansv."),
}


def word(*, title: str = "Verksamhetsplan 2026–2028") -> Any:
    made = docx.Document()
    if title:
        made.add_heading(title, 0)
    return made


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            paragraphs = text.split("\n\n")
            cell.text = paragraphs[0]
            for more in paragraphs[1:]:
                cell.add_paragraph(more)
    return table


def read(document: Any) -> docread.Document:
    out = io.BytesIO()
    document.save(out)
    return docread.read(out.getvalue(), name="plan.docx")


def plan_of(document: docread.Document, known: m.Plan | None = None) -> m.Plan:
    return intake.assembled(intake.read(document, known=known))[0]


def lost(document: docread.Document, draft: intake.Draft) -> dict[Ref, Any]:
    """The words of the document that are nowhere in the draft, by the piece they stand in."""
    held: dict[Ref, Any] = {}
    told = [(ref, cell.words) for cell in draft.cells for ref in cell.refs]
    told += [*draft.used, *((left.ref, left.text) for left in draft.leftovers)]
    for ref, text in told:
        held.setdefault(ref, type(intake.words_of(""))()).update(intake.words_of(text))
    missing = {
        ref: intake.words_of(text) - held.get(ref, type(intake.words_of(""))()) for ref, text in document.pieces()
    }
    return {ref: words for ref, words in missing.items() if words}


def invented(document: docread.Document, draft: intake.Draft) -> list[intake.Cell]:
    """Cells of running words that say something that does not stand where they came from."""
    texts = {"title", "what", "aim", "partners", "time", "follow_up", "responsible", "purpose", "heading", "body",
             "description", "name", "mandate", "composition", "vision", "label", "note", "indicator"}  # fmt: skip
    return [
        cell
        for cell in draft.cells
        if cell.field in texts
        and cell.why is not intake.Why.KNOWN
        and intake.words_of(cell.words) - intake.words_of(" ".join(document.text(ref) for ref in cell.refs))
    ]
