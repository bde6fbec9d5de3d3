"""What a cell that was torn out of a table is, by its own words: a time, parties, who is responsible, a title …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from samsyn.docread import Ref
from samsyn.plandoc.intake import kinds
from samsyn.plandoc.intake.letters import folded, likeness
from samsyn.timewords import parse

_APART = re.compile(r"[,;|]|\b(?:och|samt|ev|eventuellt)\b\.?", re.IGNORECASE)
_PARTIES = (
    "länets kommuner", "kommunerna i länet", "kommuner", "kommunerna", "länsstyrelsen", "regionen", "polisen",
    "åklagare", "miljösamverkan", "kommunal utveckling", "räddningstjänsten", "miljömyndigheterna",
    "miljömyndigheterna i länet", "övriga regionala miljösamverkan", "referensgrupp", "referensgruppen",
)  # fmt: skip
_BODIES = (
    "utvecklingsledaren", "projektgruppen", "projektledaren", "referensgrupp", "referensgruppen", "beredningsgruppen",
    "styrgruppen", "planeringsgruppen", "arbetsgruppen", "kansliet", "samordnaren", "kontaktpersonerna",
)  # fmt: skip
_CONVENER = ("sammankallande",)
_ONE_PARTY = re.compile(r"(?:kommun|verket|inspektionen|myndigheten)$")
_FOLLOW_UPS = (
    "sammanställning", "utvärdering", "uppföljning", "uppföljningsrapport", "dokumentation", "dokumenterad",
    "planeringsdokument", "slutrapport", "rapport", "redovisning", "resultatet", "resultaten",
)  # fmt: skip
_OPEN_ENDED = frozenset(
    {"av", "och", "for", "i", "med", "till", "pa", "om", "eller", "som", "att", "fran", "den", "en", "ett"}
)
_BROKEN = re.compile(r"(?<!\w)[A-HJ-ZÅÄ](?!\w)|[^\w\s,.:;/()&+!?'’\-–—\"”]|\?\w")  # "A jou", "Uppft‘)l", "ng?e"
_NEAR = 0.88  # "Styrgruppsmöten" is not "styrgruppen"
_WORDS_OF_A_TITLE = 9
_GONE_WRONG = 3  # letters more or fewer
_LONGEST_TIME = _LONGEST_LIST = 150
_MEANT = {"6": "ö", "0": "ö", "&": "ä"}
_SIGN = re.compile(r"(?<=[^\W\d])[60&](?=[^\W\d])")


class What(StrEnum):
    TIME = "time"
    PARTNERS = "partners"
    RESPONSIBLE = "responsible"
    FOLLOW_UP = "follow_up"
    TITLE = "title"
    TEXT = "text"
    REST = "rest"  # begins in the middle of a sentence
    RUN = "run"  # a row of the table whose cells are run together on one line


@dataclass(slots=True)
class Torn:
    """A cell, or what was one, from one or more paragraphs of the document."""

    parts: list[tuple[Ref, list[str]]]  # where it stands, and its lines there
    what: What
    label: str = ""  # the field whose heading stands alone before it
    follows: bool = True  # no headings stand between it and what is before it
    row: dict[str, Torn] = field(default_factory=dict)  # of a RUN: its cells by field

    @property
    def lines(self) -> list[str]:
        return [line for _, lines in self.parts for line in lines]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def width(self) -> int:
        return max(map(len, self.lines))

    def with_rest(self, rest: Torn, what: What) -> Torn:
        """The cell together with what goes on from it."""
        return Torn(self.parts + rest.parts, what, self.label, self.follows)


def what_is(lines: list[str], *, bullet: bool = False) -> What:
    """What a cell is by its words alone."""
    text = " ".join(lines)
    if is_time(text):
        return What.TIME
    if bullet:
        return What.TEXT
    if text[0].islower():
        return What.REST
    if responsible(text):
        return What.RESPONSIBLE
    if parties(text):
        return What.PARTNERS
    if _is_like(text.split()[0].strip(".,:;"), _FOLLOW_UPS):
        return What.FOLLOW_UP
    return What.TITLE if titles(text) else What.TEXT


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a text is a time, also if a sign stands where a letter was: "h6sten 2026". Its words stay as they are."""
    if len(text) > _LONGEST_TIME:
        return False
    read = (parse(text), parse(_SIGN.sub(lambda sign: _MEANT[sign[0]], text)))
    return any(one.readable and not one.needs_year for one in read)  # "Rapport i mars" is none


@lru_cache(maxsize=4096)
def parties(text: str) -> bool:
    """Whether a text is a list of parties; the first must be one that is known by its whole name."""
    if len(text) > _LONGEST_LIST or re.search(r"[.:]\s", text):
        return False
    parts = [part.strip(" .|") for part in _APART.split(text) if part.strip(" .|")]
    known = [part for part in parts if _is_party(part) or kinds.of_party(part)]
    return bool(parts) and _is_party(parts[0]) and 2 * len(known) >= len(parts)


def _is_party(name: str) -> bool:
    words = name.split()
    return (
        _is_like(name, _PARTIES)
        or _is_like(" ".join(words[:3]), _PARTIES)
        or (len(words) <= 2 and bool(_ONE_PARTY.search(folded(name))))
    )


def _is_like(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text is one of the names with letters gone wrong; a word that only begins like one is not."""
    return len(text) > 4 and any(
        abs(len(text) - len(name)) <= _GONE_WRONG and likeness(text, name) >= _NEAR for name in names
    )


@lru_cache(maxsize=4096)
def responsible(text: str) -> bool:
    """Whether a text names who is responsible: it begins with a body, or ends in "sammankallande"."""
    words = text.strip(" .|").split()
    return bool(words) and (_is_like(words[0].strip(".,:;"), _BODIES) or _is_like(words[-1], _CONVENER))


def titles(text: str) -> bool:
    """Whether a text can be the title of a row: a few whole words that are no sentence."""
    words = text.split()
    return (
        0 < len(words) <= _WORDS_OF_A_TITLE
        and not text[0].islower()
        and text[-1] not in ".,;:"
        and not re.search(r"[.!?;]\s", text)
        and whole(text)
        and not re.fullmatch(r"ste[gq] \d+", folded(text))
    )


def whole(text: str) -> bool:
    """Whether a title has all its words: no stray letters or signs, and no end that asks for more."""
    words = folded(text).split()
    return any(len(word) > 2 for word in words) and not open_ended(text) and not _BROKEN.search(text)


def open_ended(text: str) -> bool:
    """Whether a text ends in a word that another must follow: "Utformning av"."""
    return folded(text).rpartition(" ")[2] in _OPEN_ENDED
