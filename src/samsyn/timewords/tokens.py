"""Words, numbers and signs of an expression of time, with their place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from samsyn.timewords.lexicon import recognise


class Kind(StrEnum):
    ISO_DAY = "iso_day"
    ISO_MONTH = "iso_month"
    ISO_WEEK = "iso_week"
    ORDINAL = "ordinal"
    NUMBER = "number"
    UPTO = "upto"
    SINCE = "since"
    WORD = "word"
    DASH = "dash"
    SIGN = "sign"
    END = "end"


# Every alternative is linear in the length of the text. An ampersand inside a word is a machine-read "å".
_TOKEN = re.compile(
    r"""
    (?P<iso_day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))
    |(?P<iso_month>[0-9]{4}-[0-9]{2}(?![0-9]|\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)))
    |(?P<iso_week>[0-9]{4}-w[0-9]{1,2}(?![0-9]))
    |(?P<ordinal>[0-9]{1,3}:(?:[ae]|dje|de)\b)
    |(?P<number>[0-9]+)
    |(?P<upto>t\.?\s?o\.?\s?m\b\.?)
    |(?P<since>fr\.?\s?o\.?\s?m\b\.?)
    |(?P<word>[&@]?[^\W\d_]+(?:[&@][^\W\d_]+)*)
    |(?P<dash>[-\u00ad\u2010-\u2015\u2212]+)
    |(?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


LOOKAHEAD = 8  # how far a reader may look past the last token


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    start: int
    end: int
    word: str = ""  # a recognised or at least folded word, or the sign itself; a dot after an abbreviation is dropped
    number: int = -1  # of a number or an ordinal

    @property
    def is_word(self) -> bool:
        return self.kind is Kind.WORD


def tokenise(text: str) -> tuple[list[Token], list[tuple[str, str]]]:
    """The tokens, closed by some of kind END, and the words that were mended: (as written, as read)."""
    tokens: list[Token] = []
    mended: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(text):
        kind = Kind(found.lastgroup or "")
        written, start, end = found.group(), found.start(), found.end()
        word, number = written, -1
        if kind is Kind.WORD:
            word, read_as = recognise(written)
            if read_as:
                mended.append((written, read_as))
        elif kind in (Kind.NUMBER, Kind.ORDINAL):
            number = int(written.partition(":")[0][:9])
        elif written == "." and tokens and _abbreviated(tokens[-1], text, start):
            continue
        tokens.append(Token(kind, written, start, end, word, number))
    tokens.extend([Token(Kind.END, "", len(text), len(text))] * LOOKAHEAD)
    return tokens, mended


def _abbreviated(before: Token, text: str, dot: int) -> bool:
    """Whether the dot belongs to a short word ("v.", "sept.", "ggr.") and ends no sentence."""
    following = text[dot + 1 : dot + 3].strip()[:1]
    return before.is_word and before.end == dot and len(before.text) <= 5 and not following.isupper()
