"""Word, tagged PDF, Excel and CSV from plain data: `docrender.to_pdf(document)`.

The libraries that write weigh more than 30 MB and take half a second to load; they are loaded when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from samsyn.docrender.model import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Landscape,
    Mark,
    Marked,
    Money,
    PageBreak,
    Paragraph,
    Sheet,
    Table,
    Value,
    Workbook,
)
from samsyn.docrender.prose import body

if TYPE_CHECKING:
    from samsyn.docrender.pdf import to_pdf
    from samsyn.docrender.sheets import to_csv, to_xlsx
    from samsyn.docrender.word import to_docx

WRITERS = {"to_csv": "sheets", "to_docx": "word", "to_pdf": "pdf", "to_xlsx": "sheets"}

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Document",
    "Figure",
    "Heading",
    "Landscape",
    "Mark",
    "Marked",
    "Money",
    "PageBreak",
    "Paragraph",
    "Sheet",
    "Table",
    "Value",
    "Workbook",
    "body",
    "to_csv",
    "to_docx",
    "to_pdf",
    "to_xlsx",
]


def __getattr__(name: str) -> Any:
    if name not in WRITERS:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{WRITERS[name]}"), name)
