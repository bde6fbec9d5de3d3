"""The commands of `samsyn`, a module each with `add_arguments(parser)` and `run(arguments) -> exit code`.

Their texts are translated by the standard library's gettext, for some of them run without Django.
"""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"

OK, FAILED, UNREADABLE = 0, 1, 2


class Failure(Exception):
    """The command cannot do what was asked: the text says why and what to do, `code` is the exit code."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


class _Speech:
    translations: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Let `_` translate to this language from now on; English where there is no translation."""
    _Speech.translations = gettext.translation("django", LOCALE, [language], fallback=True)


def _(message: str) -> str:
    return _Speech.translations.gettext(message)
