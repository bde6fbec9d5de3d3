"""PDF: the text by PDFium, its order and tables by the document's own tags, or else by its ruled lines."""

from __future__ import annotations

import ctypes
import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from samsyn.docread import pdf_layout, pdf_tags
from samsyn.docread.guard import SECONDS
from samsyn.docread.model import Block, Document, Heading, Kind, Paragraph, Style, Tell, tidy
from samsyn.docread.problems import Reason, Unreadable

MAX_PAGES = 1000
MAX_PIECES = 2_000_000
TAGGED_ENOUGH = 0.6  # of the text: a document with less in its tags is read by its looks
_WORD = re.compile(r"\w+")
_DEEPEST = 5  # forms within forms


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text where it stands on the page; `mark` is the marked content it belongs to, -1 for none."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    mark: int
    size: float


def read(data: bytes, tell: Tell) -> Document:
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            if len(opened.pages) > MAX_PAGES:
                raise Unreadable(Reason.TOO_MUCH, "pages")
            pages, rules = _pages(data, tell)
            if not any(piece.text.strip() for page in pages for piece in page):
                raise Unreadable(Reason.NO_TEXT)
            blocks = pdf_tags.blocks(opened, pages) if "/StructTreeRoot" in opened.Root else None
            title = str(opened.docinfo.get("/Title", "")) if "/Info" in opened.trailer else ""
    except pikepdf.PasswordError as error:
        raise Unreadable(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, pdfium.PdfiumError, RecursionError) as error:
        raise Unreadable(Reason.DAMAGED, "pdf") from error
    words = sum(len(_WORD.findall(piece.text)) for page in pages for piece in page)
    if blocks is None or pdf_tags.words(blocks) < TAGGED_ENOUGH * words:
        blocks = pdf_layout.blocks(pages, rules)
    return Document(Kind.PDF, tuple(_without_contents(blocks)), tidy(title), len(pages))


def _without_contents(blocks: list[Block]) -> Iterator[Block]:
    """The heading over a table of contents belongs to it."""
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if (
            isinstance(block, Heading)
            and isinstance(after, Paragraph)
            and after.style is Style.CONTENTS
            and block.page <= after.page
        ):
            yield Paragraph(block.text, Style.CONTENTS, block.page)
        else:
            yield block


def _pages(data: bytes, tell: Tell) -> tuple[list[list[Piece]], list[list[pdf_layout.Box]]]:
    """The text of each page in the order that it is drawn, and the ruled lines."""
    until = time.monotonic() + SECONDS
    pages: list[list[Piece]] = []
    rules: list[list[pdf_layout.Box]] = []
    count = 0
    with pdfium.PdfDocument(data) as document:
        for done in range(len(document)):
            tell(done, len(document))
            page = document[done]
            texts = page.get_textpage()
            pages.append([])
            rules.append([])
            for drawn in page.get_objects(
                filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST, textpage=texts
            ):
                count += 1
                if count > MAX_PIECES:
                    raise Unreadable(Reason.TOO_MUCH, "pieces")
                if count % 1000 == 0 and time.monotonic() > until:
                    raise Unreadable(Reason.TOO_SLOW, str(SECONDS))
                if drawn.type == raw.FPDF_PAGEOBJ_TEXT:
                    pages[-1].append(_piece(drawn, texts))
                else:
                    rules[-1].append(pdf_layout.Box(*drawn.get_bounds()))
            texts.close()
            page.close()
    return pages, rules


def _piece(drawn: pdfium.PdfObject, texts: pdfium.PdfTextPage) -> Piece:
    length = raw.FPDFTextObj_GetText(drawn.raw, texts.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(drawn.raw, texts.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(drawn.raw, size)
    left, bottom, right, top = drawn.get_bounds()
    scale = abs(drawn.get_matrix().d) or 1.0
    return Piece(text, left, bottom, right, top, raw.FPDFPageObj_GetMarkedContentID(drawn.raw), size.value * scale)
