"""Where a long word may part, so that none runs out of its column: addresses, file names and codes have no hyphens."""

from __future__ import annotations

import re

# What marks the places. The template makes PART a space too small to see, which leaves nothing in text that is copied;
# in a run of marks that is not enough for Typst, and PART_MARKS stays what it is, a zero-width space.
PART, PART_MARKS = "\u2028", "\u200b"
_LONG = re.compile(r"\S{16,}")
_MARKS = re.compile(r"(?:[^\w\s]|_){16,}")
_AFTER_MARK = re.compile(r"(?<=[^\W_])([./@_=&?:,;+\\-]+)(?=\w)")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_VOWELS = frozenset("aeiouyåäöéü")


def parted(text: str, *, narrow: bool = False) -> str:
    """`text` (without the two marks) with the marks in its long words: after signs, and within what has no hyphens.

    In a narrow column also the long parts of an address may part, which elsewhere would only look odd.
    """
    return _LONG.sub(lambda word: _part(word[0], narrow), text)


def _part(word: str, narrow: bool) -> str:
    marked = _MARKS.sub(lambda run: PART_MARKS.join(run[0]), word)
    runs = _AFTER_MARK.sub("\\1" + PART, marked).split(PART)
    longest = 12 if narrow and len(runs) > 1 else 40
    return PART.join(PART.join(run) if _unhyphenable(run, longest) else run for run in runs)


def _unhyphenable(run: str, longest: int) -> bool:
    """Whether Swedish and English hyphenation would find too few places in `run`, or none as in addresses."""
    core = _AROUND.sub("", run)
    if core.isalpha():
        letters = set(core.lower())
        return len(core) > longest or (len(core) >= 16 and (len(letters) < 4 or not letters & _VOWELS))
    return len(run) >= 16
