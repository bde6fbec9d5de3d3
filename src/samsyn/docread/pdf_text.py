"""Runs of text on a page, put together as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from samsyn.docread.model import tidy

_ELLIPSIS = re.compile(r"(?:och|eller|samt|respektive|and|or)\b")  # "inomhus- och utomhusmiljön"
_ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ]{2,}$|\d$")  # "VA-huvudmän"
HYPHEN = "\x02"  # what PDFium gives for a hyphen at the end of a line


class Run(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def size(self) -> float: ...


def same_line(one: Run, other: Run) -> bool:
    """Whether two runs stand on one line: what is common to their heights is more than half of the lower one."""
    common = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    if lower < 1:  # a dash or a space: its height says nothing
        return abs((one.top + one.bottom) - (other.top + other.bottom)) / 2 < 0.6 * max(one.size, other.size, 1)
    return common > 0.5 * lower or (common > 0 and abs(one.bottom - other.bottom) < 0.4 * max(one.size, 1))


def joined(runs: Iterable[Run]) -> str:
    """The runs as one text, in their order: a new line is a space, and a word that was parted is whole again."""
    made = ""
    last: Run | None = None
    for run in runs:
        text = run.text.replace("\r\n", " ").replace("\n", " ")
        if not text:
            if made and not made[-1].isspace() and not made.endswith(HYPHEN):
                made += " "
            continue
        apart = last is not None and (not same_line(last, run) or run.left - last.right > 0.18 * run.size)
        if apart and not made.endswith(HYPHEN) and not text.startswith(HYPHEN):
            made += " "
        made += text
        last = run
    return tidy(_whole(made))


def _whole(text: str) -> str:
    """Hyphens at the ends of lines: one that only parted a word is gone, one that was written stays."""
    while (at := text.find(HYPHEN)) >= 0:
        before, after = text[:at], text[at + 1 :].lstrip()
        if _ELLIPSIS.match(after):
            text = f"{before}- {after}"
        elif after[:1].islower() and not _ABBREVIATION.search(before):
            text = before + after
        else:
            text = f"{before}-{after}"
    return text
