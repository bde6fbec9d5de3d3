"""The lines of a SIE file: which letters it is written in, and each line's label and fields."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from samsyn.sie.words import Problem

Field: TypeAlias = "str | tuple[str, ...]"  # what stands in braces is a tuple

_BREAK = re.compile(r"\r\n|\n|\r")
_TOKEN = re.compile(r'"((?:\\"|[^"])*)"|(\{)|(\})|([^\s"{}]+)|"(.*)')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF8_MARK = b"\xef\xbb\xbf"
_ONLY_CP437 = re.compile(rb"[\x80-\x9f]")  # å ä ö Å Ä Ö é ü and more lie here in CP437; Windows has signs here
_ONLY_WINDOWS = re.compile(rb"[\xc4\xc5\xd6\xe4\xe5\xe9\xf6]")  # Ä Å Ö ä å é ö in Windows-1252


class Record(NamedTuple):
    line: int
    label: str  # without #, in capitals; "{" and "}" for the braces of a voucher
    fields: tuple[Field, ...]

    def text(self, place: int) -> str:
        """The field at a place; empty where there is none."""
        found = self.fields[place] if place < len(self.fields) else ""
        return found if isinstance(found, str) else ""


def decode(content: bytes) -> tuple[str, str, list[Problem]]:
    """The text, the encoding it was read in, and what is wrong with its letters.

    The standard knows CP437 alone; many programs write UTF-8 and say PC8 all the same, some write Windows-1252. What
    the letters are is therefore seen from them, not from #FORMAT.
    """
    content = content.removesuffix(b"\x1a")  # the end-of-file mark of old
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:200].count(0) > 20:
        return "", "utf-16", [Problem("utf16")]
    marked = content.startswith(_UTF8_MARK)
    try:
        text = content.removeprefix(_UTF8_MARK).decode("utf-8")
        encoding = "cp437" if content.isascii() else "utf-8"
        problems = []
    except UnicodeDecodeError as broken:
        if marked or _mostly_utf8(content):
            line = content.count(b"\n", 0, broken.start) + 1
            return content.decode("utf-8", "replace").lstrip("\ufeff"), "utf-8", [Problem("broken_text", line)]
        if _ONLY_WINDOWS.search(content) and not _ONLY_CP437.search(content):
            text, encoding, problems = content.decode("cp1252", "replace"), "cp1252", [Problem("windows")]
        else:
            text, encoding, problems = content.decode("cp437"), "cp437", []
    if "\ufffd" in text:
        problems.append(Problem("lost_letters", text.count("\n", 0, text.index("\ufffd")) + 1))
    control = _CONTROL.search(text)
    if control:
        problems.append(Problem("broken_text", text.count("\n", 0, control.start()) + 1))
    return text, encoding, problems


def _mostly_utf8(content: bytes) -> bool:
    """Whether more letters are whole in UTF-8 than are not: a UTF-8 file that has been damaged."""
    text = content.decode("utf-8", "replace")
    return sum(sign in "åäöÅÄÖéü" for sign in text) > text.count("\ufffd")


def records(text: str, problems: list[Problem]) -> Iterator[Record]:
    """Each line that says something. What cannot be parted into fields is told as a problem."""
    for number, line in enumerate(_BREAK.split(text), start=1):
        tokens = _TOKEN.findall(line)
        if not tokens:
            continue
        if tokens[0][3].startswith("#"):
            fields = _fields(tokens[1:], number, problems)
            yield Record(number, tokens[0][3][1:].upper(), fields)
        elif tokens[0][1] or tokens[0][2]:
            yield Record(number, "{" if tokens[0][1] else "}", ())
        else:
            problems.append(Problem("no_label", number, text=line.strip()[:40]))


def _fields(tokens: list[tuple[str, ...]], line: int, problems: list[Problem]) -> tuple[Field, ...]:
    fields: list[Field] = []
    inside: list[str] | None = None
    for quoted, opens, closes, plain, unclosed in tokens:
        if unclosed:
            problems.append(Problem("open_quote", line))
            fields.append(unclosed)
        elif opens:
            inside = []
        elif closes and inside is not None:
            fields.append(tuple(inside))
            inside = None
        elif not closes:
            word = plain or quoted.replace('\\"', '"')
            (fields if inside is None else inside).append(word)
    if inside is not None:
        problems.append(Problem("open_objects", line))
    return tuple(fields)


class Checksum:
    """The sum of #KSUMMA: CRC-32 over labels and fields from the first #KSUMMA to the last.

    Neither spaces, quotation marks and braces around the fields nor the ends of lines are counted.
    """

    def __init__(self, encoding: str) -> None:
        self.value = 0
        self.encoding = encoding

    def add(self, record: Record) -> None:
        words = [] if record.label in "{}" else [f"#{record.label}"]
        for found in record.fields:
            words += [found] if isinstance(found, str) else found
        self.value = zlib.crc32("".join(words).encode(self.encoding, "replace"), self.value)
