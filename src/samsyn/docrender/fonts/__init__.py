"""Our own fonts, the only ones used, so that a document looks the same on every machine."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import typst

_HERE = Path(__file__).parent


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE])


@cache
def _missing() -> re.Pattern[str]:
    ranges = (line.split("-") for line in (_HERE / "coverage.txt").read_text("ascii").split())
    return re.compile("[^\n" + "".join(f"\\u{first}-\\u{last}" for first, last in ranges) + "]")


def displayable(text: str) -> str:
    """`text` with "□" for each character our fonts lack, without invisible ones, and with plain spaces.

    Typst refuses to write PDF/UA with a character that no font has.
    """
    return _missing().sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    category = unicodedata.category(character)
    if character == "\t" or category.startswith("Z"):
        return " "
    return "" if category in {"Cc", "Cf", "Mn", "Me"} else "□"
