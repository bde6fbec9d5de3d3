"""What a check is and what it finds: plain values, the register of checks, the words of both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from .wording import Plain, render

if TYPE_CHECKING:
    from .context import Context

RowKind = Literal["area", "activity", "budget", "budget_line", "section", "goal", "body", "plan"]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = tuple(Severity)  # in the order a reader meets them
_SEVERITY_WORDS = {
    Severity.ERROR: {"sv": "Fel", "en": "Error"},
    Severity.WARNING: {"sv": "Varning", "en": "Warning"},
    Severity.INFO: {"sv": "Upplysning", "en": "Note"},
}


def severity_word(severity: Severity, language: str) -> str:
    """The severity as a reader sees it ("Varning", "Warning")."""
    return _SEVERITY_WORDS[severity][tongue(language)]


def tongue(language: str) -> Literal["sv", "en"]:
    """English for every code that begins with "en", Swedish for the rest."""
    return "en" if language.lower().startswith("en") else "sv"


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the plan.

    `code` is what the kind is known by: area and activity code, section key, goal number, body key, plan key,
    "2026-decided" for a budget, "2026-decided/KEY" for a line of it. `field` names one field of the row.
    """

    kind: RowKind
    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The plan's own words at a place."""

    row: Row
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check function yields: everything about a finding that the register does not know."""

    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...] = ()
    params: Mapping[str, Plain] = field(default_factory=dict)
    variant: str = ""  # which of the check's messages fits
    mark: str = ""  # what, outside the plan's rows, the finding is about: another one is another finding


@dataclass(frozen=True, slots=True)
class Say:
    """What a finding says in one language; both are templates over the finding's parameters."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A check in one language: what is wrong, and what can be said when it is not.

    `says` holds a `Say` per variant; the plain one has the key "".
    """

    title: str
    sound: str
    explanation: str
    says: Mapping[str, Say]


@dataclass(frozen=True, slots=True)
class Check:
    code: str
    severity: Severity
    wording: Mapping[str, Wording]  # by language, "sv" and "en"
    function: Callable[[Context], Iterable[Found]]
    applies: Callable[[Context], bool]  # does the plan have what the check looks at?

    def title(self, language: str) -> str:
        return self.wording[tongue(language)].title

    def sound(self, language: str) -> str:
        """What is true of a plan that passes."""
        return self.wording[tongue(language)].sound

    def explanation(self, language: str) -> str:
        return self.wording[tongue(language)].explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or question in a plan.

    `fingerprint` is a SHA-256 over the code and the content of the rows concerned: it stays the same until
    one of the rows changes, or another row joins the finding.
    """

    code: str
    severity: Severity
    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...]
    params: Mapping[str, Plain]
    fingerprint: str
    variant: str = ""

    def message(self, language: str) -> str:
        """What is wrong, with the names and figures at hand."""
        return render(self._say(language).message, self.params, tongue(language))

    def remedy(self, language: str) -> str:
        """What to do about it."""
        return render(self._say(language).remedy, self.params, tongue(language))

    def as_json(self, language: str) -> dict[str, object]:
        """The finding as plain JSON values, its texts in the language."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "title": REGISTER[self.code].title(language),
            "message": self.message(language),
            "remedy": self.remedy(language),
            "rows": [_row_json(row) for row in self.rows],
            "quotes": [{**_row_json(quote.row), "text": quote.text} for quote in self.quotes],
            "params": {name: list(value) if isinstance(value, tuple) else value for name, value in self.params.items()},
            "fingerprint": self.fingerprint,
        }

    def _say(self, language: str) -> Say:
        return REGISTER[self.code].wording[tongue(language)].says[self.variant]


def _row_json(row: Row) -> dict[str, str]:
    return {"kind": row.kind, "code": row.code, "field": row.field}


REGISTER: dict[str, Check] = {}


def check_rule(
    code: str, severity: Severity, *, applies: Callable[[Context], bool], sv: Wording, en: Wording
) -> Callable[[Callable[[Context], Iterable[Found]]], Callable[[Context], Iterable[Found]]]:
    """Enter a function in the register as the check `code`; both languages must have the same variants."""
    if code in REGISTER:
        raise ValueError(f"Two checks have the code {code}")
    if sv.says.keys() != en.says.keys():
        raise ValueError(f"{code} does not say the same things in both languages")

    def register(function: Callable[[Context], Iterable[Found]]) -> Callable[[Context], Iterable[Found]]:
        REGISTER[code] = Check(code, severity, {"sv": sv, "en": en}, function, applies)
        return function

    return register
