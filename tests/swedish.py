"""What a page says, and whether any of it is left in English or meant for no reader at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
import polib
from django.apps import apps
from django.utils.text import capfirst

SOURCE = Path(__file__).parents[1] / "src" / "samsyn"
OTHERS = [Path(package.__file__).parent for package in (django, allauth)]
CATALOGUE = "locale/sv/LC_MESSAGES/django.po"
SAID = ("aria-label", "title", "placeholder", "alt", "data-label", "data-confirm")
SILENT = {"script", "style", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}
BLANK = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")
SAME_IN_SWEDISH = {"English", "Person", "Plan", "Status", "Version", "Organisation", "Area", "Position"}
LETTERS = re.compile(r"[a-zA-Z]{2}")
ODD = re.compile(
    r"\b(None|null|undefined|NaN|nan)\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|%\(\w+\)s|\{\{|\{%|&lt;|<[A-Za-z]+\.[A-Za-z]"
)


class Texts(HTMLParser):
    """Everything that a page shows or reads aloud, text by text, with the tags that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._open: list[tuple[str, bool]] = []  # tag, and whether what stands in it is for the page's readers
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.append((tag, given))
        foreign = tag != "html" and given.get("lang") not in (None, "sv")
        is_read = self._is_read and not foreign and tag not in SILENT
        if tag not in VOID:
            self._open.append((tag, is_read))
        if is_read:
            self.said += [_plain(given[name] or "") for name in SAID if given.get(name)]
            if tag == "input" and given.get("type") == "submit":
                self.said.append(_plain(given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        while any(tag == opened for opened, _is_read in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = _plain(data)
        if text and self._is_read:
            self.said.append(text)
            if [tag for tag, _is_read in self._open] == ["html", "head", "title"]:
                self.title = text

    @property
    def _is_read(self) -> bool:
        return not self._open or self._open[-1][1]


def left_in_english(said: list[str]) -> list[str]:
    """The texts that are an English source text which has, or should have, another Swedish wording."""
    exact, patterns = _english()
    return [text for text in said if text in exact or any(pattern.fullmatch(text) for pattern in patterns)]


def meant_for_nobody(said: list[str]) -> list[str]:
    """The texts in which the code shows: None, undefined, a UUID, a placeholder that was not filled."""
    return [text for text in said if ODD.search(text)]


@cache
def _english() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    catalogues = [*SOURCE.rglob(CATALOGUE), *(path for where in OTHERS for path in where.rglob(CATALOGUE))]
    assert len(catalogues) > 5, "the catalogues have moved"
    swedish, english = set(), set()
    for path in catalogues:
        for entry in polib.pofile(str(path)):
            pairs = [(entry.msgid, entry.msgstr), (entry.msgid_plural, entry.msgstr_plural.get(1, ""))]
            for source, translated in pairs:
                swedish.update(_pieces(translated))
                if source != translated:
                    english.update(_pieces(source))
    english.update(_names_of_models())
    english -= swedish | SAME_IN_SWEDISH | {word.lower() for word in SAME_IN_SWEDISH} | {""}
    exact = {text for text in english if not BLANK.search(text)}
    # with a gap to fill a text must have some words of its own, or everything would fit it
    gapped = [text for text in english if BLANK.search(text) and len(re.findall(r"[a-z]{3,}", BLANK.sub("", text))) > 1]
    return frozenset(exact), tuple(re.compile(".+?".join(map(re.escape, _literal(text)))) for text in gapped)


def _names_of_models() -> Iterator[str]:
    """What Django calls our models and their fields where nobody has said what they are called."""
    for model in (model for model in apps.get_models() if model.__module__.startswith("samsyn.")):
        names = [model._meta.verbose_name, model._meta.verbose_name_plural]
        names += [getattr(field, "verbose_name", "") for field in model._meta.get_fields()]
        for name in names:
            if isinstance(name, str):
                yield from (name, capfirst(name))


def _literal(text: str) -> list[str]:
    return BLANK.sub("\0", text).split("\0")


def _pieces(source: str) -> Iterator[str]:
    """A text with tags in it stands on the page as several. A single word between tags may be anything."""
    pieces = [_plain(piece) for piece in re.split(r"<[^>]+>", source)]
    yield from (piece for piece in pieces if LETTERS.search(piece) and (len(pieces) == 1 or " " in piece))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xad", "")).strip()
