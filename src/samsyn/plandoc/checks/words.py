"""Reads planning Swedish just enough for the checks: sentences, content words, and what a row is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"”’'(]*[A-ZÅÄÖ0-9])|\n\s*(?:\n\s*)?(?=- )|\n\s*\n\s*")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)

NUMBERS = {
    "ett": 1,
    "en": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}

# Beginnings of words that say that a row is a meeting, a task or a party, but not what it is about.
_GENERIC = re.compile(
    "aktivitet|aktuell|andra|ansvar|arbet|behov|besök|bland|delta|dialog|digital|efter|eller|enhetlig|erfarenhet"
    "|framtag|frågeställ|frågor|fysisk|förvaltning|gemensam|genom|grupp|gälland|handlägg|hålla|inform|innehåll"
    "|inspektör|insats|introduktion|kommun|konferens|kontakt|kring|kunskap|lands|länet|länsstyr|löpande|medarbetar"
    "|mellan|miljöchef|miljöhandlägg|miljöinspektör|miljömål|miljöpåverk|miljösamverk|möten|mötet|nationell|nätverk"
    "|områd|omvärld|planen|planer|praktisk|praxis|projekt|regional|samordn|samsyn|samtliga|samverk|skapa|styrgrupp"
    "|syfte|tillsammans|tillsyn|träff|under|utbildning|utbyt|utveckl|verksamhet|workshop|årlig"
)

_MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATED = re.compile(
    rf"\b(?:(?:våren|sommaren|hösten|vintern|{_MONTH})\s+)?20\d\d\b"
    rf"(?:\s*[-–—]\s*(?:(?:våren|sommaren|hösten|vintern|{_MONTH})\s+)?20\d\d\b)?",
    re.IGNORECASE,
)


def dated_phrases(text: str) -> list[str]:
    """The times with a year in a running text: "september 2026", "våren 2027", "2027–2029"."""
    return _DATED.findall(text)


def blank(text: str) -> bool:
    """Nothing, or only a mark that stands for nothing ("–", "?", "...")."""
    return not any(character.isalnum() for character in text)


def sentences(text: str) -> Iterator[str]:
    """The sentences and bullets of a text, without outer space."""
    for part in _SENTENCE_END.split(text):
        if stripped := part.strip():
            yield stripped


def words(text: str) -> list[str]:
    """The words of a text in lower case, without figures and marks."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=20_000)
def topic_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about: long enough, and none of planning's everyday words."""
    return frozenset(word for word in words(text) if len(word) >= 5 and not _GENERIC.match(word))


def akin(one: str, other: str) -> bool:
    """Two Swedish words share their first part ("hälsoskyddsinspektör", "hälsoskyddstillsynen")."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 5:
        return False
    if short[:5] == long[:5]:
        more_than_half = len(short) // 2 + 1
        return short[:more_than_half] == long[:more_than_half] or short in long
    return short in long


def speaks_of(said: frozenset[str], topics: frozenset[str]) -> bool:
    """Among the topic words that are said, one is akin to one of the topics."""
    for topic in topics:
        if topic in said:
            return True
        for word in said:
            if akin(word, topic):
                return True
    return False


def clip(text: str, length: int = 300) -> str:
    """A quote short enough to show, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0] + " …"
