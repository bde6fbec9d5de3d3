"""Comparing words as people and machines write them: without accents, abbreviated, or with a letter gone wrong."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+")
_MISREAD = re.compile(r"(?<=[a-z])[06](?=[a-z])|(?<![a-z0-9])[06](?=[a-z]{2})")  # "h6sten", "0ka": ö and o
ENOUGH = 0.78


@lru_cache(maxsize=1 << 14)  # a document holds more texts than a server should keep
def folded(text: str) -> str:
    """Small letters without accents, words parted by single spaces; digits that stand for letters are letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_TOKEN.findall(_MISREAD.sub("o", plain)))


@lru_cache(maxsize=1 << 16)
def likeness(short: str, name: str) -> float:
    """How sure it is that `short` means `name`: 1 the same, 0 not at all."""
    one, other = folded(short), folded(name)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if one.replace(" ", "") == other.replace(" ", ""):
        return 0.98
    if _abbreviates(short, one.split(), other):
        return 0.9
    if len(one) < 4 or 2 * min(len(one), len(other)) < ENOUGH * (len(one) + len(other)):  # too unlike in length
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ratio = matcher.ratio() if matcher.quick_ratio() >= ENOUGH else 0.0
    return ratio if ratio >= ENOUGH else 0.0


def _abbreviates(short: str, parts: list[str], name: str) -> bool:
    """Whether each part begins a word of the name, or a member of a compound word, in order: "Utv.omr."."""
    if "." not in short and (len(parts) > 1 or len(parts[0]) < 4):
        return False
    if len("".join(parts)) >= len(name.replace(" ", "")):
        return False
    at = 0
    for number, part in enumerate(parts):
        found = name.find(part, at)
        while found > 0 and len(part) < 3 and name[found - 1] != " ":
            found = name.find(part, found + 1)
        if found < 0 or (number == 0 and (found or len(part) < 2)):
            return False
        at = found + len(part)
    return True


def best(text: str, names: dict[str, str], least: float = ENOUGH) -> tuple[str, float]:
    """The key whose name is most like the text, and how like; "" and 0 if none is like enough or two are alike."""
    scored = sorted(((likeness(text, name), key) for key, name in names.items()), reverse=True)
    if not scored or scored[0][0] < least:
        return "", 0.0
    if len(scored) > 1 and scored[1][0] == scored[0][0] and scored[1][1] != scored[0][1]:
        return "", 0.0
    return scored[0][1], scored[0][0]


_LOST = re.compile(r"[A-Za-zÅÄÖåäö][06&|][a-zåäö]|[a-zåäö][éèêãâ][a-zåäö]|\bI6|[a-z]ãy")


def damaged(text: str) -> bool:
    """Whether letters look spoilt by machine reading, as in "k&nna", "h6sten" and "Lénets"."""
    return bool(_LOST.search(text))


def slug(text: str, taken: set[str] | frozenset[str] = frozenset(), longest: int = 50) -> str:
    """An address from a heading: "Om planen" gives "om-planen", and "om-planen-2" if that is taken."""
    made = folded(text).replace(" ", "-")[:longest].strip("-") or "rad"
    number, unique = 2, made
    while unique in taken:
        unique = f"{made}-{number}"
        number += 1
    return unique
