"""What single lines of a plain text are: headings by their numbers, headings of columns, lines of a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from samsyn.plandoc.intake import budgets, kinds
from samsyn.plandoc.intake.columns import COLUMNS, likeness_of, name_field
from samsyn.plandoc.intake.draft import RowKind, Why
from samsyn.plandoc.intake.letters import best, folded
from samsyn.plandoc.intake.texts import Topic, topic_of

_NUMBERED = re.compile(r"^(\d{1,2}(?:[.,]\d{1,2})*)[.):]?\s+(\S.*)$")
_LONGEST = 100
_LONGEST_LINE = 300  # of a table
_SURE = 0.85  # of the heading of a column: "Projekt om dagvatten" is not one
_SHOWN = frozenset(
    {"title", "what", "aim", "purpose", "partners", "time", "follow_up", "indicator", "responsible", "goals"}
)
TABLES = {Topic.AREAS: RowKind.AREA, Topic.ACTIVITIES: RowKind.ACTIVITY}


@dataclass(slots=True)
class Numbering:
    """Follows the numbers of headings, and of lists that stand between them and have numbers too."""

    last: tuple[int, ...] = ()
    item: int = 0  # the last number of the list that is open

    def heading(self, line: str) -> tuple[int, str] | None:
        """(level, heading in full) if the line is the next numbered heading."""
        found = _NUMBERED.match(line)
        if not found or not _names(found[2]):
            return None
        numbers = tuple(map(int, re.split("[.,]", found[1])))
        if not self._follows(numbers) or (self._is_item(numbers) and not topic_of(found[2])):
            return None
        self.last, self.item = numbers, 0
        return len(numbers), line

    def _is_item(self, numbers: tuple[int, ...]) -> bool:
        return len(numbers) == 1 and self.item > 0 and numbers[0] == self.item + 1

    def _follows(self, numbers: tuple[int, ...]) -> bool:
        if not self.last:
            return numbers == (1,)
        at = len(numbers) - 1
        if at > len(self.last) or numbers[:at] != self.last[:at]:
            return False
        before = self.last[at] if at < len(self.last) else 0
        return before < numbers[at] <= before + 2  # one may be lost

    def listed(self, line: str) -> bool:
        """Whether the line begins the next item of a list with numbers."""
        found = _NUMBERED.match(line)
        if not found or not found[1].isdigit() or int(found[1]) not in (1, self.item + 1) or found[2][0].islower():
            return False
        self.item = int(found[1])
        return True


def _names(text: str) -> bool:
    return len(text) <= _LONGEST and text[-1] not in ".,;:" and not text[0].islower()


@lru_cache(maxsize=4096)
def label(text: str, kind: RowKind) -> str:
    """The field whose column has that heading; "" if it is none."""
    if len(text) >= 40 or text[:1].islower():
        return ""
    how, name = max((likeness_of(" ".join(text.split()), kind, name), name) for name in COLUMNS[kind])
    return name if how >= _SURE and name in _SHOWN else ""


@lru_cache(maxsize=4096)
def _vocabulary(kind: RowKind) -> tuple[str, ...]:
    names = (name for field in COLUMNS[kind] if field in _SHOWN for name in COLUMNS[kind][field])
    return tuple(sorted({word for name in names for word in folded(name).split()}))


@lru_cache(maxsize=4096)
def heads(line: str, kind: RowKind, *, after: bool, opened: bool) -> bool:
    """Whether a line is nothing but headings of columns.

    `after` says that the line before is such a line, `opened` that a table of the kind is open.
    """
    words = folded(line).split() if len(line) <= _LONGEST_LINE else []
    if not words or not all(_known(word, kind) for word in words):
        return False
    if after:
        return True
    if line[0].islower():
        return False
    spans = (words[at : at + n] for at in range(len(words)) for n in (1, 2, 3, 4))
    fields = {label(" ".join(span).capitalize(), kind) for span in spans} - {""}
    return len(fields) >= (2 if opened else 3) or (opened and label(line, kind) == name_field(kind))


@lru_cache(maxsize=4096)
def _known(word: str, kind: RowKind) -> bool:
    known = _vocabulary(kind)
    return word in known or (len(word) > 4 and bool(get_close_matches(word, known, 1, 0.8)))


def ends_table(line: str, now: Topic) -> Topic:
    """The topic of a line that is the heading of another table than the one that is open."""
    topic = topic_of(line) if line[:1].isupper() else Topic.NONE
    return topic if topic in (*TABLES, Topic.BUDGET) and topic is not now else Topic.NONE


# ---- budgets

_FIGURES = re.compile(r"\d{1,4}|\d{5,12}|\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"20\d\d")
_UNITS = {"kr", "kronor", "sek", "tkr", "mkr", ":-"}
_SUMS = {name: name for name in ("ingående balans", "intäkter", "kostnader", "överskott", "underskott")}
_WORDS_OF_A_LABEL = 7


def amounts(line: str) -> list[tuple[str, str]] | None:
    """The labels of a line, each with the amount after it or ""; None if it is no such line, or could be read in
    two ways ("Medel 2026 500")."""
    made: list[tuple[str, str]] = []
    label: list[str] = []
    words = line.split()
    at = 0
    while at < len(words):
        if not _FIGURES.fullmatch(words[at]):
            label.append(words[at])
            at += 1
            continue
        end = at
        while end < len(words) and _FIGURES.fullmatch(words[end]):
            end += 1
        run, at = words[at:end], end
        if _YEAR.fullmatch(run[0]):
            if len(run) == 2:
                return None
            label.append(run.pop(0))
        if run:
            if at < len(words) and words[at].lower().rstrip(".") in _UNITS:
                run.append(words[at])
                at += 1
            if budgets.amount(" ".join(run)) is None or not _is_label(label):
                return None
            made.append((" ".join(label), " ".join(run)))
            label = []
    if label:
        made.append((" ".join(label), ""))
    return made if all(_is_label(name.split()) for name, _ in made) else None


def _is_label(words: Sequence[str]) -> bool:
    return 0 < len(words) <= _WORDS_OF_A_LABEL and words[0][0].isalpha() and words[-1][-1] not in ".;:"


def names_a_line(label: str) -> bool:
    """Whether a label without an amount is one that budgets have."""
    if budgets.part_of(label) is not budgets.Part.LINE:
        return True
    return any(kinds.of_line(label, income=income)[1] is Why.SURE for income in (True, False))


def meant(label: str) -> str:
    """The label, or that of the sum which it is with letters gone wrong: the sums say on which side the lines are."""
    said = " ".join(word for word in label.split() if not _YEAR.fullmatch(word))
    if budgets.part_of(label) is not budgets.Part.LINE or not said:
        return label
    found = best(said, _SUMS)[0]
    return label.replace(said, found) if found else label
