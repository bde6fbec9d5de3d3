"""What a file is, judged by what it holds and not by its name, and what is turned away at the door."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePath

from lxml import etree

from samsyn.docread.model import Kind
from samsyn.docread.problems import Reason, Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024  # all members together
MAX_MEMBER = 64 * 1024 * 1024  # one member of XML
MAX_MEMBERS = 5000
MAX_RATIO = 200  # of a member larger than a megabyte
SECONDS = 60  # for the whole reading

_ENDINGS = {
    ".docx": Kind.WORD, ".dotx": Kind.WORD, ".xlsx": Kind.EXCEL, ".pdf": Kind.PDF, ".txt": Kind.TEXT, ".md": Kind.TEXT,
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER = {"ppt/": "PowerPoint", "content.xml": "OpenDocument", "xl/workbook.bin": "Excel (xlsb)"}


def examined(data: bytes, name: str) -> Kind:
    """What the file is. Raises Unreadable when it is too large, dangerous, locked or of no kind that we read."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable(Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE, str(MAX_BYTES // 1024 // 1024))
    kind = _kind(data)
    wanted = _ENDINGS.get(PurePath(name).suffix.lower())
    if wanted and wanted is not kind:
        raise Unreadable(Reason.WRONG_NAME, kind)
    return kind


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """One member of a package that was examined."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable(Reason.DAMAGED, name) from error


def xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    """A member as XML, read without entities, without network and without unlimited depth."""
    data = member(package, name)
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
        raise Unreadable(Reason.EXTERNAL_ENTITIES, name)
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED, name) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def _kind(data: bytes) -> Kind:
    if data.startswith(_OLE):
        raise Unreadable(Reason.ENCRYPTED if _ENCRYPTED_OFFICE in data else Reason.OLD_OFFICE)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"{\\rtf"):
        raise Unreadable(Reason.OTHER_OFFICE, "RTF")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    if b"\0" in data[:100_000]:
        raise Unreadable(Reason.UNKNOWN)
    return Kind.TEXT


def _office(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            names = {found.filename for found in members}
            types = member(package, "[Content_Types].xml") if _small(package, "[Content_Types].xml") else b""
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(Reason.DAMAGED, "zip") from error
    if len(members) > MAX_MEMBERS:
        raise Unreadable(Reason.TOO_MUCH, "zip")
    if sum(found.file_size for found in members) > MAX_UNPACKED:
        raise Unreadable(Reason.UNPACKS_TOO_LARGE, max(members, key=lambda found: found.file_size).filename)
    for found in members:
        if found.flag_bits & 0x1:
            raise Unreadable(Reason.ENCRYPTED, found.filename)
        large = found.file_size > 1024 * 1024
        if found.file_size > MAX_MEMBER or (large and found.file_size > MAX_RATIO * max(found.compress_size, 1)):
            raise Unreadable(Reason.UNPACKS_TOO_LARGE, found.filename)
        if PurePath(found.filename).name.lower() in {"vbaproject.bin", "vbadata.xml"}:
            raise Unreadable(Reason.MACROS, found.filename)
    if b"macroenabled" in types.lower():
        raise Unreadable(Reason.MACROS, "[Content_Types].xml")
    if "word/document.xml" in names:
        return Kind.WORD
    if "xl/workbook.xml" in names:
        _no_entities(data, [found for found in names if found.endswith((".xml", ".rels"))])
        return Kind.EXCEL
    for part, what in _OTHER.items():
        if any(found.startswith(part) for found in names):
            raise Unreadable(Reason.OTHER_OFFICE, what)
    raise Unreadable(Reason.UNKNOWN)


def _small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.namelist() and package.getinfo(name).file_size < 1024 * 1024


def _no_entities(data: bytes, names: list[str]) -> None:
    """A workbook is parsed by openpyxl, which does not say how it treats entities: none get there."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in names:
            start = member(package, name)[:4096]
            if _DOCTYPE.search(start) or _DOCTYPE.search(start.replace(b"\0", b"")):
                raise Unreadable(Reason.EXTERNAL_ENTITIES, name)
