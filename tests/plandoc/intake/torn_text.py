"""Plans as a machine reads them off paper: letters spoilt, the cells of tables torn apart. Always in the same way."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import count

AREAS = ("title", "what", "aim", "partners", "time", "follow_up", "responsible")
ACTIVITIES = ("title", "purpose", "partners", "time", "responsible")
LABELS = {
    "what": "VAD SKA GÖRAS?", "aim": "MÅL", "partners": "SAMVERKANDE\nPARTER", "time": "Tid för\ngenomförande",
    "follow_up": "UPPFÖLJNING", "responsible": "Ansvar", "purpose": "SYFTE",
}  # fmt: skip
WIDTHS = {"title": 26, "what": 38, "aim": 22, "purpose": 60, "partners": 22, "time": 24, "follow_up": 28,
          "responsible": 28}  # fmt: skip
_LOST = {"å": "aaé", "ä": "aaaé&", "ö": "oooé6", "Å": "A", "Ä": "A", "Ö": "O"}


def spoilt(text: str, start: int = 0) -> str:
    """The text with å, ä and ö gone wrong: mostly without their dots, sometimes as other signs within a word."""
    turn = count(start)
    made = []
    for at, sign in enumerate(text):
        choices = _LOST.get(sign, sign)
        within = 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()
        made.append(choices[next(turn) % len(choices)] if within and sign in _LOST else choices[0])
    return "".join(made)


def labels(columns: Sequence[str]) -> str:
    first = "UTVECKLINGSOMRÅDE" if "what" in columns else "STYRGRUPP ELLER NÄTVERK"
    return "\n\n".join([first, *(LABELS[name] for name in columns if name != "title")])


def cell(name: str, text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTHS[name], break_long_words=False, break_on_hyphens=False))


def cells(row: dict[str, str], columns: Sequence[str]) -> list[str]:
    """A row with each cell a paragraph of its own."""
    return [cell(name, row[name]) for name in columns if row.get(name)]


def into_each_other(rows: Sequence[dict[str, str]], columns: Sequence[str]) -> list[str]:
    """Rows whose cells come column by column."""
    return [cell(name, row[name]) for name in columns for row in rows if row.get(name)]


def on_a_line(row: dict[str, str], columns: Sequence[str]) -> list[str]:
    """A row whose cells are run together on one line, with the rest of the long one under it."""
    text = "purpose" if "purpose" in columns else "what"
    first, *rest = cell(text, row[text]).split("\n")
    bullet = "- " if text == "what" else ""
    parts = [row["title"], bullet + first, *(row[name] for name in ("partners", "time") if row.get(name))]
    line = " ".join([*parts, *(row[name] for name in ("follow_up", "responsible") if row.get(name))])
    return ["\n".join([line, *rest])]
