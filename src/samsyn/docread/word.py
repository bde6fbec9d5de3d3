"""Word (.docx): paragraphs, headings by their style's level, and tables with merged cells.

The XML is read with lxml: python-docx shows neither tracked changes nor text boxes, and takes a time that grows with
the square of a table's cells.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from samsyn.docread.guard import xml
from samsyn.docread.model import Block, Cell, Document, Heading, Kind, Paragraph, Style, Table, Tell, flowing, tidy
from samsyn.docread.problems import Reason, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DATA = "{urn:samsyn:document:1}data"  # what samsyn.docrender puts beside the text

_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")}
_SILENT = {
    W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "object")
}
_SIGNS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}", W + "ptab": "\t",
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|rubrik|överskrift|otsikko)\s*([1-9])$", re.IGNORECASE)
_NAMED = {
    "title": Style.TITLE, "rubrik": Style.TITLE, "subtitle": Style.SUBTITLE, "underrubrik": Style.SUBTITLE,
    "lead": Style.LEAD, "ingress": Style.LEAD, "caption": Style.CAPTION, "beskrivning": Style.CAPTION,
    "toc heading": Style.CONTENTS, "list bullet": Style.BULLET, "list number": Style.NUMBER,
}  # fmt: skip
_CONTENTS = re.compile(r"(?:toc|innehåll)\s*[1-9]$", re.IGNORECASE)
_DEEPEST = 40  # tables within tables, and wrappers within wrappers


@dataclass(frozen=True, slots=True)
class _Look:
    style: Style = Style.BODY
    level: int = 0  # of a heading
    list: Style | None = None


def read(data: bytes, tell: Tell) -> Document:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        body = xml(package, "word/document.xml").find(f"{W}body")
        if body is None:
            raise Unreadable(Reason.DAMAGED, "word/document.xml")
        lists = _lists(xml(package, "word/numbering.xml")) if "word/numbering.xml" in names else {}
        looks = _looks(xml(package, "word/styles.xml"), lists) if "word/styles.xml" in names else {}
        reader = _Reader(looks, lists, any(True for _ in body.iter(f"{W}lastRenderedPageBreak")))
        parts = list(_unwrapped(body))
        for done, part in enumerate(parts):
            if done % 50 == 0:
                tell(done, len(parts))
            reader.take(part)
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            if name in names:
                reader.aside(xml(package, name), Style.NOTE)
        for name in sorted(names):
            if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                reader.aside(xml(package, name), Style.ASIDE)
        own, current = _own_data(package, names, body)
        unread = tuple(
            what
            for what, there in (
                ("comments", "word/comments.xml" in names),
                ("pictures", any(name.startswith("word/media/") for name in names)),
                ("objects", any(name.startswith("word/embeddings/") for name in names)),
            )
            if there
        )
        title = _property(package, names, "docProps/core.xml", "{http://purl.org/dc/elements/1.1/}title")
    return Document(Kind.WORD, tuple(reader.blocks), tidy(title), reader.page, own, current, unread)


@dataclass(slots=True)
class _Reader:
    looks: dict[str, _Look]
    lists: dict[tuple[str, str], Style]
    paged: bool
    blocks: list[Block] = field(default_factory=list)
    page: int = 0
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes met in the paragraph at hand

    def __post_init__(self) -> None:
        self.page = int(self.paged)

    def take(self, part: etree._Element, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_MUCH, "depth")
        if part.tag == f"{W}p":
            page = self.page
            text, look = self.paragraph(part)
            if text and look.level:
                self.blocks.append(Heading(look.level, " ".join(text.split()), page))
            elif text:
                self.blocks.append(Paragraph(text, look.style, page))
            self.empty_boxes(depth)
        elif part.tag == f"{W}tbl":
            self.blocks.append(self.table(part, depth))
            self.empty_boxes(depth)

    def empty_boxes(self, depth: int) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for inner in _unwrapped(box):
                self.take(inner, depth + 1)

    def aside(self, root: etree._Element, style: Style) -> None:
        """Footnotes, headers and footers: each paragraph once."""
        seen = {block.text for block in self.blocks if isinstance(block, Paragraph) and block.style is style}
        for each in root.iter(f"{W}p"):
            text, _ = self.paragraph(each)
            if text and text not in seen:
                seen.add(text)
                self.blocks.append(Paragraph(text, style))
        self.boxes = []

    def paragraph(self, element: etree._Element) -> tuple[str, _Look]:
        parts: list[str] = []
        self.inline(element, parts, 0)
        return tidy("".join(parts)), self.look(element)

    def inline(self, element: etree._Element, parts: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_MUCH, "depth")
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                parts.append(child.text or "")
            elif tag in _SIGNS:
                parts.append(" " if child.get(f"{W}type") == "page" else _SIGNS[tag])
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag not in _SILENT and tag != MC_FALLBACK and isinstance(tag, str):
                self.inline(child, parts, depth + 1)

    def look(self, element: etree._Element) -> _Look:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return self.looks.get("", _Look())
        name = properties.find(f"{W}pStyle")
        look = self.looks.get("" if name is None else name.get(f"{W}val", ""), _Look())
        level = properties.find(f"{W}outlineLvl")
        if level is not None and level.get(f"{W}val", "9").isdigit() and int(level.get(f"{W}val", "9")) < 9:
            look = _Look(look.style, int(level.get(f"{W}val", "9")) + 1)
        listed = _list_of(properties, self.lists) or look.list
        return _Look(listed) if listed and look.style is Style.BODY and not look.level else look

    def table(self, element: etree._Element, depth: int) -> Table:
        cells: list[Cell] = []
        grid: list[list[int]] = []
        header_rows = 0
        for row in _unwrapped(element):
            if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            if row.find(f"{W}trPr/{W}tblHeader") is not None and header_rows == len(grid):
                header_rows += 1
            grid.append(self.row(row, cells, grid, depth))
        width = max((len(line) for line in grid), default=0)
        lines = tuple(tuple(line) + (-1,) * (width - len(line)) for line in grid)
        return Table(tuple(cells), lines, min(header_rows, len(lines)))

    def row(self, element: etree._Element, cells: list[Cell], grid: list[list[int]], depth: int) -> list[int]:
        above = grid[-1] if grid else []
        line: list[int] = [-1] * _number(element.find(f"{W}trPr/{W}gridBefore"))
        for cell in _unwrapped(element):
            if cell.tag != f"{W}tc":
                continue
            span = min(max(_number(cell.find(f"{W}tcPr/{W}gridSpan")), 1), 200)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            page = self.page
            text = self.cell(cell, depth)
            at = len(line)
            continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if continued and at < len(above) and above[at] >= 0:
                number = above[at]
                top = cells[number]
                joined = flowing([(top.text, False), (text, False)])
                cells[number] = Cell(joined, top.row, top.column, len(grid) - top.row + 1, top.columns, top.page)
            else:
                number = len(cells)
                cells.append(Cell(text, len(grid), at, 1, span, page))
            line.extend([number] * span)
        return line

    def cell(self, element: etree._Element, depth: int) -> str:
        if depth > _DEEPEST:
            raise Unreadable(Reason.TOO_MUCH, "depth")
        parts: list[tuple[str, bool]] = []
        for part in _unwrapped(element):
            if part.tag == f"{W}p":
                text, look = self.paragraph(part)
                parts.append((text, Style.BULLET in (look.style, look.list)))
            elif part.tag == f"{W}tbl":
                inner = self.table(part, depth + 1)
                rows = (" ".join(inner.cells[n].text for n in dict.fromkeys(line) if n >= 0) for line in inner.grid)
                parts.append(("\n".join(rows), False))
        return flowing(parts)


def _unwrapped(element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """The children, with those of content controls and tracked insertions in their place."""
    if depth > _DEEPEST:
        raise Unreadable(Reason.TOO_MUCH, "depth")
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child, depth + 1)
        else:
            yield child


def _looks(styles: etree._Element, lists: dict[tuple[str, str], Style]) -> dict[str, _Look]:
    """What each paragraph style means, by its id; "" is the default style."""
    found: dict[str, etree._Element] = {}
    looks: dict[str, _Look] = {}
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph":
            found[style.get(f"{W}styleId", "")] = style
    for identity, style in found.items():
        looks[identity] = _inherited(identity, found, lists, 0)
        if style.get(f"{W}default") in ("1", "true"):
            looks[""] = looks[identity]
    return looks


def _inherited(
    identity: str, found: dict[str, etree._Element], lists: dict[tuple[str, str], Style], depth: int
) -> _Look:
    style = found.get(identity)
    if style is None or depth > 20:
        return _Look()
    named = style.find(f"{W}name")
    name = ("" if named is None else named.get(f"{W}val", "")).strip().lower()
    listed = _list_of(style.find(f"{W}pPr"), lists) or (Style.BULLET if name.endswith("bullet") else None)
    if match := _HEADING.match(name):
        return _Look(level=int(match[1]))
    if _CONTENTS.match(name):
        return _Look(Style.CONTENTS)
    if name in _NAMED:
        return _Look(_NAMED[name])
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and 0 <= _number(outline, 9) < 9:
        return _Look(level=_number(outline, 9) + 1)
    base = style.find(f"{W}basedOn")
    inherited = _Look() if base is None else _inherited(base.get(f"{W}val", ""), found, lists, depth + 1)
    return _Look(inherited.style, inherited.level, listed or inherited.list)


def _lists(numbering: etree._Element) -> dict[tuple[str, str], Style]:
    """By number and level of a list: whether it has bullets or numbers."""
    levels: dict[tuple[str, str], Style] = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        for level in abstract.iter(f"{W}lvl"):
            form = level.find(f"{W}numFmt")
            bullet = form is None or form.get(f"{W}val") in ("bullet", "none")
            key = (abstract.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", "0"))
            levels[key] = Style.BULLET if bullet else Style.NUMBER
    found: dict[tuple[str, str], Style] = {}
    for number in numbering.iter(f"{W}num"):
        abstract_id = number.find(f"{W}abstractNumId")
        wanted = "" if abstract_id is None else abstract_id.get(f"{W}val", "")
        for (abstract_number, level), style in levels.items():
            if abstract_number == wanted:
                found[number.get(f"{W}numId", ""), level] = style
    return found


def _list_of(properties: etree._Element | None, lists: dict[tuple[str, str], Style]) -> Style | None:
    if properties is None:
        return None
    number = properties.find(f"{W}numPr/{W}numId")
    if number is None:
        return None
    level = properties.find(f"{W}numPr/{W}ilvl")
    key = (number.get(f"{W}val", ""), "0" if level is None else level.get(f"{W}val", "0"))
    return lists.get(key)


def _number(element: etree._Element | None, default: int = 0) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdecimal() and len(value) < 6 else default


def _property(package: zipfile.ZipFile, names: set[str], part: str, tag: str) -> str:
    if part not in names:
        return ""
    found = xml(package, part).find(tag)
    return "" if found is None else found.text or ""


def _own_data(package: zipfile.ZipFile, names: set[str], body: etree._Element) -> tuple[str, bool]:
    """What Samsyn put into the document beside its text, and whether the text is as it was then."""
    for name in sorted(names):
        if re.fullmatch(r"customXml/item\d*\.xml", name):
            root = xml(package, name)
            if root.tag == DATA:
                return root.text or "", root.get("digest") == digest(t.text or "" for t in body.iter(f"{W}t"))
    return "", False


def digest(texts: Iterator[str]) -> str:
    """A hash of the words, whatever runs they are parted in and however they are spaced."""
    made = hashlib.sha256()
    for text in texts:
        made.update("".join(text.split()).encode("utf-8", "replace"))
    return made.hexdigest()
