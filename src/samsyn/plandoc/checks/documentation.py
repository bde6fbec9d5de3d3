"""Writes the catalogue of checks as the page docs/checks.md. `python -m samsyn.plandoc.checks.documentation`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from . import CATALOGUE
from .model import SEVERITIES, Check, severity_word


def catalogue_page() -> str:
    """The catalogue in Markdown: what each check looks at, in both languages, and what it says."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The checks of a plan"
    yield ""
    yield "Generated from the code: `python -m samsyn.plandoc.checks.documentation > docs/checks.md`."
    yield "The words in braces are filled in with the plan's own names and figures."
    yield ""
    for severity in SEVERITIES:
        number = sum(item.severity is severity for item in CATALOGUE)
        yield f"- {severity_word(severity, 'en')} / {severity_word(severity, 'sv').lower()}: {number} checks"
    for item in CATALOGUE:
        yield ""
        yield f"## {item.code} {item.title('en')}"
        yield ""
        yield f"*{severity_word(item.severity, 'en')}.* {item.explanation('en')} Passed: “{item.sound('en')}”"
        yield ""
        yield f"På svenska: **{item.title('sv')}.** {item.explanation('sv')} Godkänt: ”{item.sound('sv')}”"
        yield ""
        yield from _says(item)


def _says(item: Check) -> Iterator[str]:
    for say in item.wording["sv"].says.values():
        yield f"- ”{say.message}” *{say.remedy}*"


if __name__ == "__main__":
    sys.stdout.write(catalogue_page())
