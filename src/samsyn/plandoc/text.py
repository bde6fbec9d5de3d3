"""A short text in Swedish and English, for messages that are made where there is no translation machinery."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages; `text("sv")` gives the Swedish ones."""

    sv: str
    en: str

    def __call__(self, language: str = "sv") -> str:
        """The words in `language`; any language but English ("en", "en-gb") gives the Swedish ones."""
        return self.en if language.lower().startswith("en") else self.sv


def kronor(ore: int) -> str:
    """An amount as Swedes print it: `-6930100` gives "−69 301 kr" with non-breaking spaces, öre if any."""
    whole, rest = divmod(abs(ore), 100)
    digits = f"{whole:,}".replace(",", "\N{NO-BREAK SPACE}")
    fraction = f",{rest:02d}" if rest else ""
    sign = "\N{MINUS SIGN}" if ore < 0 else ""
    return f"{sign}{digits}{fraction}\N{NO-BREAK SPACE}kr"
