"""What a Word document was made from, kept in it beside the text: a custom XML part, which Word carries along.

It holds a hash of the words as they were written, so that a reader can tell whether somebody has gone on writing.
"""

from __future__ import annotations

import hashlib
import re
from html import unescape
from xml.sax.saxutils import escape

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

SPACE = "urn:samsyn:document:1"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem ds:itemID="{6B8F2C1E-3D57-4E0A-9C44-5A1F7E2D9B60}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"


def attach(word: WordFile, data: str, body: str) -> None:
    """Put `data` into the document whose text is the XML `body`."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<data xmlns="{SPACE}" digest="{digest(body)}" xml:space="preserve">{escape(data)}</data>'
    )
    package = word.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", content.encode("utf-8"), package)
    properties = Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, _PROPERTIES.encode("utf-8"), package)
    part.relate_to(properties, _PROPERTIES_RELATION)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def digest(body: str) -> str:
    """A hash of the words in the XML, whatever runs they are parted in and however they are spaced."""
    made = hashlib.sha256()
    for match in _TEXT.finditer(body):
        made.update("".join(unescape(match[1]).split()).encode("utf-8", "replace"))
    return made.hexdigest()
