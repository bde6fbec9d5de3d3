"""A document as tagged PDF (PDF/UA-1 and PDF/A-2a), set by Typst.

All text goes to Typst as JSON, so none of it is ever read as Typst code. Row headers, which
Typst cannot mark, are tagged afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from samsyn.docrender.fonts import displayable, fonts
from samsyn.docrender.long_words import PART, PART_MARKS, parted
from samsyn.docrender.model import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Landscape,
    Marked,
    PageBreak,
    Paragraph,
    Table,
    flat,
)
from samsyn.docrender.packages import moment
from samsyn.docrender.prose import body, column_shares, drawn_captions, short_rows
from samsyn.docrender.tags import tag_row_headers
from samsyn.docrender.text import WORDS, clean, one_line, pieces

HERE = Path(__file__).parent
_UNMARKED = str.maketrans("", "", PART + PART_MARKS)


def to_pdf(document: Document, *, at: datetime | None = None) -> bytes:
    """The document as PDF, the same bytes for the same document and time of creation (now if none)."""
    words = WORDS[document.language]
    locale, _, region = words["locale"].partition("-")
    data = {
        "title": _line(document.title),
        "subtitle": _line(document.subtitle),
        "author": _line(document.author),
        "footer": _text(one_line(document.footer)),
        "contents": document.contents,
        "lang": locale,
        "region": region,
        "words": words,
        "blocks": _blocks(document.blocks, drawn_captions(document.blocks)),
    }
    compiler = typst.Compiler(
        HERE / "document.typ", root=HERE, font_paths=fonts(), sys_inputs={"document": json.dumps(data)}
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=moment(at))
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single PDF")
    tables = [block for block in flat(document.blocks) if isinstance(block, Table)]
    return tag_row_headers(made, [len(table.rows) if table.row_header else 0 for table in tables])


def _line(text: str) -> str:
    """One line for where long words need not part."""
    return displayable(one_line(text)).translate(_UNMARKED)


def _text(text: str, *, narrow: bool = False) -> str:
    """Text that says where its long words may part."""
    return parted(displayable(clean(text)).translate(_UNMARKED), narrow=narrow)


def _flow(text: str, *, narrow: bool = False) -> list[tuple[str, str]]:
    """Text in pieces, each with the address it leads to if it is one."""
    return [(_text(shown, narrow=narrow), target) for shown, target in pieces(text)]


def _blocks(blocks: Sequence[Block], captions: Iterator[str], *, wide: bool = False) -> list[dict[str, Any]]:
    return [_block(block, captions, wide) for block in blocks]


def _block(block: Block, captions: Iterator[str], wide: bool) -> dict[str, Any]:
    made: dict[str, Any]
    match block:
        case Heading():
            made = {
                "kind": "heading",
                "level": block.level,
                "text": _text(one_line(block.text)),
                "anchor": block.anchor,
            }
        case Paragraph():
            made = {"kind": block.style, "text": _flow(block.text)}
        case Bullets():
            made = {
                "kind": "steps" if block.ordered else "list",
                "items": [_flow(item) for item in block.items],
            }
        case Table():
            made = _table(block, next(captions), wide)
        case Figure():
            svg, alt = displayable(clean(block.svg)), one_line(block.alt)
            made = {"kind": "figure", "svg": svg, "alt": alt, "caption": _text(block.caption)}
        case Landscape():
            made = {"kind": "landscape", "blocks": _blocks(block.blocks, captions, wide=True)}
        case PageBreak():
            made = {"kind": "break"}
    return made


def _table(table: Table, caption: str, wide: bool) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _text(caption),
        "header": [_text(name) for name in table.header],
        "shares": column_shares(table, wide=wide),
        "align": table.alignments,
        "row_header": table.row_header,
        "total_rows": table.total_rows,
        "rows": [
            {"short": short, "cells": [_cell(cell) for cell in row]}
            for row, short in zip(table.rows, short_rows(table, wide=wide), strict=True)
        ],
    }


def _cell(text: Cell) -> list[dict[str, Any]]:
    if isinstance(text, Marked):
        return [{"marked": [(mark, _text(piece, narrow=True)) for mark, piece in line]} for line in text.lines]
    return [
        {"items": [_flow(item, narrow=True) for item in block.items]}
        if isinstance(block, Bullets)
        else {"text": _flow(block.text, narrow=True)}
        for block in body(text)
    ]
