"""Two texts word by word: what stands in both, what only in the old one, what only in the new one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["equal", "removed", "added"]

_PIECE = re.compile(r"\s*(?:[^\s–—]+[–—]*|[–—]+)")  # a word; one after a dash is a word of its own
_LONGEST = 4_000_000  # largest product of word counts that is compared word by word


@dataclass(frozen=True, slots=True)
class Segment:
    kind: Mark
    text: str

    @property
    def space(self) -> str:
        """The space before its first word, which need not be marked."""
        return self.text[: len(self.text) - len(self.words)]

    @property
    def words(self) -> str:
        return self.text.lstrip()


def differences(a: str, b: str) -> tuple[Segment, ...]:
    """Word by word, what stands in both, only in `a` (removed) and only in `b` (added).

    The equal and removed segments joined are `a`, the equal and added ones `b`, but for trailing space and for
    how space is written inside equal segments, which is as in `b`.
    """
    left, right = _PIECE.findall(a), _PIECE.findall(b)
    left_keys, right_keys = _keys(left), _keys(right)
    sides = {"equal": right, "removed": left, "added": right}
    segments: list[Segment] = []
    for kind, start, end in aligned(left_keys, right_keys):
        if kind == "equal" and start == 0 and segments:  # the new text begins here: the space before it was in the old
            segments[-1] = Segment("removed", f"{segments[-1].text} ")
        segments.append(Segment(kind, "".join(sides[kind][start:end])))
    return tuple(segments)


def _keys(pieces: Sequence[str]) -> list[str]:
    """What words are told apart by: how much space stands before them does not count, but whether there is any does."""
    return [f" {piece.strip()}" if at == 0 or piece[0].isspace() else piece for at, piece in enumerate(pieces)]


def aligned(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[Mark, int, int]]:
    """Stretches of two sequences in order: equal and added ones by their places in `b`, removed ones in `a`.

    What the two begin and end with alike is not searched through: most changes are small.
    """
    shorter = min(len(a), len(b))
    start = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    tail = next((at for at in range(shorter - start) if a[-1 - at] != b[-1 - at]), shorter - start)
    a_end, b_end = len(a) - tail, len(b) - tail
    if start:
        yield "equal", 0, start
    if (a_end - start) * (b_end - start) > _LONGEST:
        yield "removed", start, a_end
        yield "added", start, b_end
    else:
        matcher = SequenceMatcher(None, a[start:a_end], b[start:b_end], autojunk=False)
        for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
            if tag == "equal":
                yield "equal", start + b_from, start + b_to
                continue
            if a_from < a_to:
                yield "removed", start + a_from, start + a_to
            if b_from < b_to:
                yield "added", start + b_from, start + b_to
    if tail:
        yield "equal", b_end, len(b)
