"""Which series a planner means by "styrgruppsmötena" when the series is called "Styrgruppsmöten"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samsyn.timewords.lexicon import fold

# Endings of Swedish nouns, folded, longest first: plural, definite, and the vowel that is left.
_ENDINGS = ("arna", "erna", "orna", "ena", "ets", "ens", "ar", "er", "or", "en", "et", "na", "n", "t", "s", "a", "e")
_SHORTEST_STEM = 4


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _stems(words: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in re.findall(r"\w+", fold(words)) if word not in ("varje", "den", "det", "de"))


def find_series(words: str, names: Iterable[str]) -> list[str]:
    """The names that the words can mean: one that is the same but for its endings, else all that begin alike."""
    wanted = _stems(words)
    stems = {name: _stems(name) for name in names}
    same = [name for name, found in stems.items() if found == wanted]
    if same or not wanted:
        return same
    return [name for name, found in stems.items() if found and _alike(found, wanted)]


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of the shorter name begin as the same words of the longer, or the other way round."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
