"""A document as Word (.docx): real headings, lists and tables on a template of our own.

The template is the folder `word_template`, plain XML that can be read and changed. The body is written as
WordprocessingML text, which is far faster for long tables than cell by cell; python-docx keeps the package,
the pictures and the properties.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import serialize_for_reading
from docx.shared import Pt

from samsyn.docrender.model import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Table,
    flat,
)
from samsyn.docrender.packages import dated, moment, packed
from samsyn.docrender.pictures import pictures
from samsyn.docrender.prose import drawn_captions
from samsyn.docrender.text import WORDS, one_line
from samsyn.docrender.word_data import attach
from samsyn.docrender.word_table import table_xml
from samsyn.docrender.wordml import field, flow, paragraph, run

_STYLES = {"body": "Normal", "lead": "Lead", "note": "Note"}
_CONTENTS_DEPTH = 2
_SHORT, _LONG = 11906, 16838  # the sides of A4 in twips (1/20 point)
_MARGIN, _WIDE_MARGIN = 1417, 1021  # 25 mm, and 18 mm on a page that lies down
_NUMBERED = 2  # the numbering of ListNumber in the template
# By whether the page lies down: the relation and the name of the template's part.
_FOOTERS = {False: ("rId5", "word/footer1.xml"), True: ("rId6", "word/footer2.xml")}


def to_docx(document: Document, *, at: datetime | None = None) -> bytes:
    """The document as .docx, the same bytes for the same document and time of creation (now if none)."""
    at = moment(at)
    words = WORDS[document.language]
    word = docx.Document(io.BytesIO(_template()))
    core = word.core_properties
    core.title, core.subject = one_line(document.title)[:255], one_line(document.subtitle)[:255]
    core.author = core.last_modified_by = one_line(document.author)[:255]
    core.language = words["locale"]
    core.created = core.modified = at.replace(tzinfo=None)
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), words["locale"])
    for element in word.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), words["locale"])
    # The texts go into the saved package: to have them parsed and built into python-docx's tree would take a time that
    # grows with the square of a table's rows.
    texts = {"word/document.xml": _part("w:document", f"<w:body>{_Body(word, document).xml()}</w:body>")}
    for wide, (_, name) in _FOOTERS.items():
        texts[name] = _part("w:ftr", _footer(document, _room(wide)[0]))
    if document.data:
        attach(word, document.data, texts["word/document.xml"])
    out = io.BytesIO()
    word.save(out)
    return dated(out.getvalue(), at, texts)


@cache
def _template() -> bytes:
    return packed(Path(__file__).parent / "word_template")


def _part(tag: str, content: str) -> str:
    declared = nsdecls("w", "r", "wp", "a", "pic")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{tag} {declared}>{content}</{tag}>'


def _room(wide: bool) -> tuple[int, int]:
    """Width and height of the text area in twips, on a page that stands or lies."""
    if wide:
        return _LONG - 2 * _WIDE_MARGIN, _SHORT - 2 * _WIDE_MARGIN
    return _SHORT - 2 * _MARGIN, _LONG - 2 * _MARGIN


def _footer(document: Document, width: int) -> str:
    """The footer's text to the left and the page number to the right."""
    words = WORDS[document.language]
    right = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    page = run(f"{words['page']} ") + field("PAGE", "1") + run(f" {words['of']} ") + field("NUMPAGES", "1")
    return paragraph("Footer", run(one_line(document.footer)) + "<w:r><w:tab/></w:r>" + page, right)


class _Body:
    """Writes the blocks one after the other; keeps what one block must know of those before it."""

    def __init__(self, word: WordFile, document: Document) -> None:
        self.word = word
        self.document = document
        figures = [block for block in flat(document.blocks) if isinstance(block, Figure)]
        self.pictures = iter(pictures([figure.svg for figure in figures]))
        self.captions = drawn_captions(document.blocks)
        self.ids = count(1)
        self.bookmarks = count(1)
        self.parts: list[str] = []
        self.wide = False
        self.break_next = False  # the next paragraph begins a page

    def xml(self) -> str:
        document = self.document
        self.add("Title", run(one_line(document.title)))
        if document.subtitle:
            self.add("Subtitle", run(one_line(document.subtitle)))
        self.add("TitleRule")
        if document.contents:
            self.contents()
        self.blocks(document.blocks)
        return "".join(self.parts) + self.section()

    def add(self, style: str, content: str = "", properties: str = "") -> None:
        if self.break_next:
            properties = "<w:pageBreakBefore/>" + properties
            self.break_next = False
        self.parts.append(paragraph(style, content, properties))

    def section(self) -> str:
        """The properties of the section that ends here."""
        width, height = (_LONG, _SHORT) if self.wide else (_SHORT, _LONG)
        lies = ' w:orient="landscape"' if self.wide else ""
        margin = _WIDE_MARGIN if self.wide else _MARGIN
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTERS[self.wide][0]}"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"{lies}/><w:pgMar w:top="{margin}" w:right="{margin}" '
            f'w:bottom="{margin}" w:left="{margin}" w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
        )

    def turn(self, *, wide: bool) -> None:
        """End the section and go on with pages that stand or lie."""
        self.break_next = False  # a section begins on a new page
        self.add("AfterTable", properties=self.section())
        self.wide = wide

    def blocks(self, blocks: Sequence[Block], *, wide: bool = False) -> None:
        for block in blocks:
            if isinstance(block, Landscape):
                self.blocks(block.blocks, wide=True)
            elif isinstance(block, PageBreak):
                self.break_next = True
            else:
                if self.wide != wide:
                    self.turn(wide=wide)
                self.block(block)

    def block(self, block: Heading | Paragraph | Bullets | Table | Figure) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.add(_STYLES[block.style], flow(block.text))
            case Bullets():
                self.bullets(block)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)

    def heading(self, block: Heading) -> None:
        number = next(self.bookmarks)
        content = run(one_line(block.text))
        for name in filter(None, (_contents_mark(number), _bookmark(block.anchor))):
            mark = next(self.ids)
            content = f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{mark}"/>'
        self.add(f"Heading{block.level}", content)

    def contents(self) -> None:
        """A table of contents that is right as it stands: links, and no page numbers until it is updated.

        Word fills in page numbers when the field is updated. Told to do that by itself, it asks at opening.
        """
        headings = [block for block in flat(self.document.blocks) if isinstance(block, Heading)]
        entries = [
            (block.level, _link(_contents_mark(number), one_line(block.text)))
            for number, block in enumerate(headings, start=1)
            if block.level <= _CONTENTS_DEPTH
        ]
        if not entries:
            return
        self.add("TOCHeading", run(WORDS[self.document.language]["contents"]))
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{_CONTENTS_DEPTH}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for number, (level, content) in enumerate(entries, start=1):
            before, after = (begin if number == 1 else ""), (end if number == len(entries) else "")
            self.add(f"TOC{level}", before + content + after)
        self.break_next = True

    def bullets(self, block: Bullets) -> None:
        style, numbering = "ListBullet", ""
        if block.ordered:  # each list begins at 1
            style = "ListNumber"
            definitions = self.word.part.numbering_part.element
            number = len(definitions.findall(qn("w:num"))) + 1
            definitions.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{_NUMBERED}"/>'
                    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
                )
            )
            numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for item in block.items:
            self.add(style, flow(item), numbering)

    def table(self, block: Table) -> None:
        caption = next(self.captions)
        if caption:
            self.add("Caption", run(caption))
        elif self.break_next:
            self.add("AfterTable")
        self.parts.append(table_xml(block, _room(self.wide)[0], self.document.language, wide=self.wide))
        self.add("AfterTable")  # two tables without a paragraph between would be one

    def figure(self, block: Figure) -> None:
        picture = next(self.pictures)
        width, height = (side / 20 for side in _room(self.wide))
        scale = min(1, width / picture.width, 0.8 * height / picture.height)
        inline = self.word.part.new_pic_inline(
            io.BytesIO(picture.png), Pt(picture.width * scale), Pt(picture.height * scale)
        )
        number = next(self.ids)
        inline.docPr.set("id", str(number))
        inline.docPr.set("name", f"Figure {number}")
        inline.docPr.set("descr", one_line(block.alt))
        self.add("Picture", f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>")
        if block.caption:
            self.add("Caption", run(one_line(block.caption)), '<w:keepNext w:val="0"/>')


def _link(anchor: str, text: str) -> str:
    return f'<w:hyperlink w:anchor="{anchor}">{run(text)}</w:hyperlink>'


def _contents_mark(number: int) -> str:
    return f"_Toc{number:09d}"


def _bookmark(anchor: str) -> str:
    """The anchor as Word takes it: letters, digits and underscores, a letter first, 40 characters at most."""
    name = re.sub(r"\W", "_", anchor)
    return (name if name[:1].isalpha() else f"a_{name}")[:40] if name else ""
