"""Word, PDF, Excel and plain text to one simple structure: `docread.read(data, name="plan.docx")`.

The libraries that read are loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module

from samsyn.docread.guard import examined
from samsyn.docread.model import (
    Block,
    Cell,
    Document,
    Heading,
    Kind,
    Paragraph,
    Ref,
    Style,
    Table,
    Tell,
    as_json,
    flowing,
    from_json,
    table,
    tidy,
)
from samsyn.docread.problems import Reason, Unreadable

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Kind",
    "Paragraph",
    "Reason",
    "Ref",
    "Style",
    "Table",
    "Tell",
    "Unreadable",
    "as_json",
    "flowing",
    "from_json",
    "read",
    "table",
    "tidy",
]

_READERS = {Kind.WORD: "word", Kind.PDF: "pdf", Kind.EXCEL: "sheets", Kind.TEXT: "plain"}


def read(data: bytes, *, name: str = "", tell: Tell | None = None) -> Document:
    """What the file says. `name` is its name; `tell` is called as the reading goes on.

    Raises Unreadable when the file is damaged, locked, too large or of no kind that can be read.
    """
    kind = examined(data, name)
    reader = import_module(f"{__name__}.{_READERS[kind]}")
    document: Document = reader.read(data, tell or (lambda done, of: None))
    if not any(text for _, text in document.pieces()):
        raise Unreadable(Reason.NO_TEXT)
    return document
