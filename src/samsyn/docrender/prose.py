"""Running text and table cells: plain text parted into paragraphs and bullets, and how much room it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samsyn.docrender.model import Block, Bullets, Cell, Heading, Marked, Paragraph, Table, flat
from samsyn.docrender.text import clean, one_line

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BULLET = "- "
# Estimates for our fonts and sizes: {wide page: ...}
_LINE = {False: 90, True: 150}  # characters across a table
_SHORT_ROW = {False: 26, True: 18}  # lines of a row that is not parted
_LONGEST_HEADER = 20  # characters of a header's word that a column makes room for


def body(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Plain text as blocks: a blank line parts paragraphs, lines that begin with "- " are bullets.

    Any other single line feed is a line break. A line that begins with two spaces continues the bullet above.
    """
    blocks: list[Paragraph | Bullets] = []
    for chunk in _BLANK_LINES.split(clean(text).strip("\n")):
        lines: list[str] = []
        items: list[str] = []
        for line in chunk.split("\n"):
            if line.startswith(_BULLET):
                blocks.extend(_paragraph(lines))
                lines = []
                items.append(line.removeprefix(_BULLET).strip())
            elif items and line.startswith("  "):
                items[-1] += " " + line.strip()
            else:
                blocks.extend(_bullets(items))
                items = []
                lines.append(line.strip())
        blocks.extend(_bullets(items))
        blocks.extend(_paragraph(lines))
    return tuple(_joined(blocks))


def _paragraph(lines: list[str]) -> list[Paragraph]:
    text = "\n".join(lines).strip()
    return [Paragraph(text)] if text else []


def _bullets(items: list[str]) -> list[Bullets]:
    return [Bullets(tuple(items))] if items else []


def _joined(blocks: list[Paragraph | Bullets]) -> list[Paragraph | Bullets]:
    """Bullets with blank lines between them are one list."""
    joined: list[Paragraph | Bullets] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Bullets) and isinstance(last, Bullets):
            joined[-1] = Bullets(last.items + block.items)
        else:
            joined.append(block)
    return joined


def drawn_captions(blocks: Sequence[Block]) -> Iterator[str]:
    """For each table the caption to draw: none if it only repeats the heading above."""
    heading = ""
    for block in flat(blocks):
        if isinstance(block, Heading):
            heading = one_line(block.text)
        elif isinstance(block, Table):
            caption = one_line(block.caption)
            yield "" if caption == heading else caption


def column_shares(table: Table, *, wide: bool) -> list[float]:
    """The part of the table's width for each column: as asked for, but with room for the words of its header."""
    line = _LINE[wide]
    words = [min(max(map(len, re.split(r"[\s/-]+", name))), _LONGEST_HEADER) + 3 for name in table.header]
    least = [characters / max(line, sum(words)) for characters in words]
    wanted = [max(share, floor) for share, floor in zip(table.shares, least, strict=True)]
    excess = sum(wanted) - 1
    if excess < 1e-9:
        return wanted
    spare = [share - floor for share, floor in zip(wanted, least, strict=True)]
    return [share - excess * part / sum(spare) for share, part in zip(wanted, spare, strict=True)]


def short_rows(table: Table, *, wide: bool) -> list[bool]:
    """For each row whether it is short enough to be kept on one page, estimated from its lengths of text."""
    room = [max(share * _LINE[wide], 4) for share in column_shares(table, wide=wide)]

    def height(cell: Cell, width: float) -> float:
        text = cell.text if isinstance(cell, Marked) else cell
        return sum(1 + len(part) // width for part in text.split("\n"))

    return [
        all(height(cell, width) <= _SHORT_ROW[wide] for cell, width in zip(row, room, strict=True))
        for row in table.rows
    ]
