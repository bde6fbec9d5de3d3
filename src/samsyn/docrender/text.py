"""Text as people write it, made safe for XML; and the few words that we add ourselves."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["sv", "en"]

# What XML 1.0 cannot hold: most control characters, lone surrogates and two noncharacters.
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

WORDS: dict[Language, dict[str, str]] = {
    "sv": {"contents": "Innehåll", "page": "Sida", "of": "av", "empty": "Inga uppgifter", "locale": "sv-SE"},
    "en": {"contents": "Contents", "page": "Page", "of": "of", "empty": "Nothing to show", "locale": "en-GB"},
}

# A web or e-mail address in running text, without the full stop or bracket after it.
_ADDRESS = re.compile(
    r"""(?:https?://|www\.)[^\s<>"'”’\\]*[^\s<>"'”’\\.,;:!?)\]}]"""
    r"""|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+(?![\w@-])"""
)
_LONGEST_ADDRESS = 2000  # what readers and Word take


def clean(text: str) -> str:
    """`text` composed (NFC), with line feeds only, and without characters that XML cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return unicodedata.normalize("NFC", _NOT_XML.sub("", text))


def one_line(text: str) -> str:
    """`text` cleaned, on one line: for titles, headings, captions and the like."""
    return " ".join(clean(text).split("\n")).strip()


def pieces(text: str) -> list[tuple[str, str]]:
    """`text` cleaned, in pieces with the address that each leads to, empty for all but web and e-mail addresses."""
    text, made, end = clean(text), list[tuple[str, str]](), 0
    for match in _ADDRESS.finditer(text):
        if len(match[0]) <= _LONGEST_ADDRESS:
            made += [(text[end : match.start()], ""), (match[0], _target(match[0]))]
            end = match.end()
    made.append((text[end:], ""))
    return [(shown, target) for shown, target in made if shown]


def _target(address: str) -> str:
    if address.startswith(("http://", "https://")):
        return address
    return f"https://{address}" if address.startswith("www.") else f"mailto:{address}"
