"""Plain text: paragraphs parted by blank lines, with their lines as they stand."""

from __future__ import annotations

import re

from samsyn.docread.model import Block, Document, Heading, Kind, Paragraph, Style, Tell, tidy
from samsyn.docread.problems import Reason, Unreadable

MAX_LINES = 200_000

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BULLET = re.compile(r"^\s*[-*•–]\s+")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.+)$")
_PAGE = "\f"


def read(data: bytes, tell: Tell) -> Document:
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise Unreadable(Reason.TOO_MUCH, "lines")
    paged = _PAGE in text
    blocks: list[Block] = []
    for page, part in enumerate(text.split(_PAGE), start=1):
        for chunk in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", part):
            blocks.extend(_blocks(chunk, page if paged else 0))
    tell(lines, lines)
    return Document(Kind.TEXT, tuple(blocks), pages=text.count(_PAGE) + 1 if paged else 0)


def _blocks(chunk: str, page: int) -> list[Block]:
    made: list[Block] = []
    lines: list[str] = []

    def end() -> None:
        if text := tidy("\n".join(lines)):
            made.append(Paragraph(text, page=page))
        lines.clear()

    for line in chunk.split("\n"):
        if heading := _MARKDOWN.match(line):
            end()
            made.append(Heading(len(heading[1]), tidy(heading[2]), page))
        elif bullet := _BULLET.match(line):
            end()
            if text := tidy(line[bullet.end() :]):
                made.append(Paragraph(text, Style.BULLET, page))
        else:
            lines.append(line)
    end()
    return made


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if found := _CONTROL.search(text):
            raise Unreadable(Reason.NOT_TEXT, str(text.count("\n", 0, found.start()) + 1))
        return text
    raise Unreadable(Reason.NOT_TEXT, "1")
