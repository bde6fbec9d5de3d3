"""A document that people have, as a draft of a plan: `intake.read(document)`.

What is placed, what is unsure and what is left over is all in the draft; `assembled(draft)` makes the plan of it.
"""

from __future__ import annotations

from samsyn.docread import Document
from samsyn.plandoc import model, planfile
from samsyn.plandoc.intake import exported, links, texts, torn
from samsyn.plandoc.intake.assemble import Trouble, assembled, draft_of, fields_of, trouble_with
from samsyn.plandoc.intake.draft import (
    NAMING,
    Builder,
    Cell,
    Draft,
    Leftover,
    Row,
    RowKind,
    Why,
    titles,
    words_of,
)
from samsyn.plandoc.intake.records import Rows

__all__ = [
    "NAMING",
    "Cell",
    "Draft",
    "Leftover",
    "Row",
    "RowKind",
    "Trouble",
    "Why",
    "assembled",
    "draft_of",
    "fields_of",
    "read",
    "titles",
    "trouble_with",
    "words_of",
]


def read(document: Document, *, name: str = "", known: model.Plan | None = None) -> Draft:
    """The document as a draft. `name` is the file's name; `known` is the plan that there is already, for its names."""
    base = _own_plan(document)
    if base is not None and document.data_is_current:
        return exported.unchanged(document, base)
    if (parted := torn.read(document, name, known)) is not None:
        return parted
    made = Builder(document)
    plan = made.row(RowKind.PLAN)
    texts.Outline(made, Rows(made), plan).read(document)
    texts.years(made, plan, [document.title, name])
    links.resolve(made, base or known)
    draft = made.finished()
    return exported.merged(draft, base) if base is not None else draft


def _own_plan(document: Document) -> model.Plan | None:
    """The plan that Samsyn put into the document when it wrote it."""
    if not document.data:
        return None
    try:
        return planfile.read(document.data).plan
    except planfile.PlanFileError:
        return None
