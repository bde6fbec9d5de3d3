"""A row of a table whose cells are run together on one line: parties and a time beside each other give it away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samsyn.plandoc.intake.draft import RowKind
from samsyn.plandoc.intake.torn.cells import is_time, parties, responsible

_LONGEST_LINE = 400
_LONGEST_TIME = 7
_LONGEST_LIST = 8
_BULLET = re.compile(r"\s[-–]\s")
_BAR = re.compile(r"^\s*\|\s*|\s*\|\s*$")


def apart(line: str, kind: RowKind) -> dict[str, str] | None:
    """The cells of such a line by field, all its words among them; None if it is not one that can be taken apart."""
    words = line.split() if len(line) <= _LONGEST_LINE else []
    where = _time(words)
    if where is None:
        return None
    begins, starts, ends = where
    head, tail = " ".join(words[:begins]), words[ends:]
    who = next((at for at, word in enumerate(tail) if word[0].isupper() and responsible(word)), -1)
    if not head or who < 0 or (who and kind is RowKind.ACTIVITY):
        return None
    split = _title(head, kind)
    if split is None:
        return None
    found = {
        "title": split[0],
        "text": split[1],
        "partners": " ".join(words[begins:starts]),
        "time": " ".join(words[starts:ends]),
        "follow_up": " ".join(tail[:who]),
        "responsible": " ".join(tail[who:]),
    }
    return {name: bare for name, text in found.items() if (bare := _BAR.sub("", text))}


def _time(words: Sequence[str]) -> tuple[int, int, int] | None:
    """Where the list of parties begins, and where the time after it starts and ends."""
    for starts in range(1, len(words)):
        bar = 1 if words[starts - 1] == "|" else 0
        begins = next(
            (
                at
                for at in range(max(1, starts - _LONGEST_LIST), starts - bar)
                if words[at][0].isupper() and parties(" ".join(words[at : starts - bar]))
            ),
            -1,
        )
        if begins < 0:
            continue
        longest = next((at for at in range(starts + 1, len(words)) if _is_new_cell(words[at])), len(words))
        for ends in range(min(longest, starts + _LONGEST_TIME), starts, -1):
            if is_time(" ".join(words[starts:ends])):
                return begins, starts, ends
    return None


def _is_new_cell(word: str) -> bool:
    """Whether a word after the first of a time begins another cell: a capital letter that is no month's."""
    return word == "|" or (word[0].isupper() and not is_time(word))


def _title(head: str, kind: RowKind) -> tuple[str, str] | None:
    """The title and the text after it: a bullet parts them, or the capital letter that the text begins with."""
    if bullet := _BULLET.search(head):
        return head[: bullet.start()], head[bullet.start() :].strip()
    words = head.split()
    capital = next((at for at, word in enumerate(words) if at and word[0].isupper()), -1)
    if kind is RowKind.AREA or capital < 0:
        return None
    return " ".join(words[:capital]), " ".join(words[capital:])
