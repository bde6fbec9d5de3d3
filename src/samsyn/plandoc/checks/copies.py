"""Texts that are copies or near-copies of each other, found without comparing all with all."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import words

NEAR = 0.8  # share of words in common (Dice) from which two texts are near-copies
FEWEST_WORDS = 6  # shorter texts are alike by chance

_SHINGLE = 3  # words
_SKETCH = 12  # shingles kept per text
_BUCKET = 6  # earlier texts remembered per shingle


@dataclass(frozen=True, slots=True)
class Copy:
    """The text at `place` is like the one at the earlier `source`; both are places in the given sequence."""

    place: int
    source: int
    exact: bool


def copies(texts: Sequence[str]) -> Iterator[Copy]:
    """For each text that is a near-copy of earlier ones, the one it is most like.

    Each text is held only against the few earlier ones that share one of its sampled shingles, so the work
    grows with the number of texts, not with its square. Texts under `FEWEST_WORDS` words are left out.
    """
    exact: dict[tuple[str, ...], int] = {}
    bags: dict[int, Counter[str]] = {}
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        tokens = tuple(words(text))
        if len(tokens) < FEWEST_WORDS:
            continue
        if tokens in exact:
            yield Copy(place, exact[tokens], exact=True)
            continue
        exact[tokens] = place
        bag = Counter(tokens)
        sketch = _sketch(tokens)
        candidates = {earlier for shingle in sketch for earlier in buckets[shingle]}
        best = max(candidates, key=lambda earlier: (_alike(bag, bags[earlier]), -earlier), default=None)
        if best is not None and _alike(bag, bags[best]) >= NEAR:
            yield Copy(place, best, exact=False)
        bags[place] = bag
        for shingle in sketch:
            if len(buckets[shingle]) < _BUCKET:
                buckets[shingle].append(place)


def _sketch(tokens: tuple[str, ...]) -> list[int]:
    shingles = {
        zlib.crc32(" ".join(tokens[at : at + _SHINGLE]).encode("utf-8", "surrogatepass"))
        for at in range(len(tokens) - _SHINGLE + 1)
    }
    return sorted(shingles)[:_SKETCH]


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
