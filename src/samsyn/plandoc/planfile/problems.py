"""What the reading says to the writer of a file: problems that stop it, and notices that do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from samsyn.plandoc.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is, what is wrong and what to do."""

    what: Text
    remedy: Text
    line: int = 0  # from 1; 0 = the file as a whole
    column: int = 0  # from 1
    path: tuple[str, ...] = ()  # e.g. ("areas", "U5", "time")

    @property
    def place(self) -> str:
        """Line, column and path, e.g. "12:7 areas › U5 › time"; empty for the file as a whole."""
        return _place(self.line, self.column, self.path)

    def words(self, language: str = "sv") -> str:
        """What is wrong and what to do, without the place."""
        return f"{self.what(language)} {self.remedy(language)}"

    def __call__(self, language: str = "sv") -> str:
        """The problem as one line of text."""
        where = f"{self.place}: " if self.place else ""
        return where + self.words(language)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reading did that the writer should know of."""

    text: Text
    line: int
    column: int
    path: tuple[str, ...]

    @property
    def place(self) -> str:
        """Line, column and path, e.g. "9:9 budgets › 2026 › income › ib"."""
        return _place(self.line, self.column, self.path)

    def __call__(self, language: str = "sv") -> str:
        """The notice as one line of text."""
        return f"{self.place}: {self.text(language)}"


def _place(line: int, column: int, path: tuple[str, ...]) -> str:
    mark = f"{line}:{column}" if line else ""
    return " ".join(part for part in (mark, " › ".join(path)) if part)


class PlanFileError(Exception):
    """The file is not a plan. `problems` holds every fault that was found, in the order of the file."""

    noun: ClassVar[Text] = Text("en plan", "a plan")

    def __init__(self, problems: Sequence[Problem], *, name: str = "") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        self.name = name
        super().__init__(self.report("en"))

    def report(self, language: str = "sv") -> str:
        """All problems, one a line, under a heading with their number."""
        count, name = len(self.problems), self.name
        if language.lower().startswith("en"):
            noun = "problem" if count == 1 else "problems"
            heading = f"{name or 'The file'} cannot be read as {self.noun.en}: {count} {noun}."
        else:
            heading = f"{name or 'Filen'} går inte att läsa som {self.noun.sv}: {count} fel."
        return "\n".join([heading, *(problem(language) for problem in self.problems)])
