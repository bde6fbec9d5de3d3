"""How wide a text is, so that nothing overlaps: advances of Source Sans 3, wrapping and shortening.

The advances are the wider of the regular and the semibold weight, rounded up to 20/1000 em. `SLACK`
leaves some room for the faces a browser falls back to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SLACK = 1.04
LONGEST = 400  # characters of a label that are looked at; the picture's <title> has them all

_BY_ADVANCE = {
    200: " \u00a0\u202f",
    260: "|¦",
    280: "',.:;ijl·ìíîïı‘’‚",
    300: "IÌÍÎÏ",
    320: "!f¡",
    340: "()-[]{}•‐‑",
    360: "/\\ª°",
    380: "rt²³¹º",
    440: "*s",
    460: "?z«®»¿",
    480: "cç–",
    500: '"J_vxyýÿ“”„',
    520: "#$+0123456789<=>FLY^aeg~¢£¤¥§¬±×Ýàáâãäåèéêë÷−",
    540: "EVZkÈÉÊË",
    560: "ASTX`hnou¨¯´¸ÀÁÂÃÄÅðñòóôõöøùúûü",
    580: "CbdpqµÇþ",
    600: "BKPR¶Þ",
    620: "ß",
    640: "&DG",
    660: "NUÐÑÙÚÛÜ",
    680: "HOQÒÓÔÕÖØ",
    760: "Mw©",
    780: "æ",
    800: "W¼—",
    820: "¾",
    840: "½Æœ",
    860: "%mŒ",
    880: "@",
    980: "…",
}
_PIECE = re.compile(r"[^ /-]*[/-]+ ?|[^ /-]+ ?| ")


class _Advances(dict[str, int]):
    """Advance of each character in 1/1000 em; those the table lacks are guessed when they come."""

    def __missing__(self, character: str) -> int:
        if unicodedata.combining(character):
            found = 0
        else:
            wide = unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF
            found = 1000 if wide else 640
        return found


_ADVANCE = _Advances((character, advance) for advance, row in _BY_ADVANCE.items() for character in row)


def text_width(text: str, size: float) -> float:
    """The width of one line in the unit of `size`, never less than the real one in Source Sans 3."""
    return sum(map(_ADVANCE.__getitem__, text)) * size * SLACK / 1000


def _fitting(text: str, width: float, size: float) -> int:
    """How many characters from the start fit."""
    room = width * 1000 / (size * SLACK)
    for index, character in enumerate(text):
        room -= _ADVANCE[character]
        if room < 0:
            return index
    return len(text)


def shorten(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if _fitting(text, width, size) == len(text):
        return text
    end = _fitting(text, width - text_width("…", size), size)
    return text[:end].rstrip(" ,;:-–/") + "…"


def _cut(piece: str, width: float, size: float) -> Iterator[str]:
    """A word wider than the line in parts that fit, with a hyphen where it was cut."""
    room = width - text_width("-", size)
    while _fitting(piece.rstrip(" "), width, size) < len(piece.rstrip(" ")):
        end = max(1, _fitting(piece, room, size))
        yield piece[:end] + "-"
        piece = piece[end:]
    yield piece


def wrap(text: str, width: float, size: float, lines: int) -> list[str]:
    """At most `lines` lines no wider than `width`, broken at spaces and after - and /, the last
    shortened.
    """
    readable = text.strip()[:LONGEST]
    pieces = [part for piece in _PIECE.findall(readable) for part in _cut(piece, width, size)]
    found: list[str] = []
    line = ""
    for index, piece in enumerate(pieces):
        if text_width((line + piece).rstrip(" "), size) <= width:
            line += piece
        elif not line.strip(" "):
            line = piece
        elif len(found) == lines - 1:
            return [*found, shorten(line + "".join(pieces[index:]), width, size)]
        else:
            found.append(line.rstrip(" "))
            line = piece
    return [*found, shorten(line.rstrip(" "), width, size)] if line.strip(" ") else found
