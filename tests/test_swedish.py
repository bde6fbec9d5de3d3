"""The Swedish texts, as texts. Whether every text is translated at all is for tools/translations.py."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

import samsyn

SOURCES = sorted(Path(samsyn.__file__).parent.glob("*/locale/sv/LC_MESSAGES/django.po"))
FAULTS = {
    "a straight quotation mark: write ”…”": re.compile(r'"'),
    "an English quotation mark: write ”…”": re.compile(r"[“„‘]"),
    "a hyphen between spaces or figures: write an en dash": re.compile(r"(?<!;)\s-\s|\d-\d"),
    "a long dash: Swedish has the en dash": re.compile("—"),
    "three full stops: write …": re.compile(r"\.\.\."),
    "an amount that can break over two lines": re.compile(r"\d \d{3}\b|\d kr\b"),
    "a double space": re.compile(r"\S  +\S"),
}
LITERAL = r"<[^>]*>|%(?:\(\w+\))?s|SAMSYN_\w+|--[a-z]+|2026-2028|Logga in: +"  # placeholders, and what is typed
# one word for one thing: what is not to be said, and what is
TERMS = {
    r"\bfynd(et|en)?\b|\biakttagels": "påpekande",
    r"\bgodta|\bgodkän[dn]": "kvittera",
    r"\bstatus(en)?\b": "läge",
    r"\bversion(en)? av planen\b": "utgåva",
    r"\b(?:im|ex)porter": "läsa in, ladda ner",
    r"\bNi\b|\bEr\b": "du",
    r"\b[Ee]j\b": "inte",
    r"\bännu\b": "än",
    r"\b[Vv]änligen\b": "säg bara vad man ska göra",
}


def spoken() -> list[tuple[str, str, str]]:
    """Every translation: app, source text, Swedish text."""
    found = []
    for path in SOURCES:
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                if text and not entry.obsolete:
                    plain = re.sub(LITERAL, "x", text)
                    found.append((path.parts[-5], entry.msgid, plain))
    return found


def test_what_is_written_is_what_is_shown():
    """Django shows one translation of a text everywhere: of two apps, ours or a library's, the first one's."""
    hidden = []
    with translation.override("sv"):
        for path in SOURCES:
            for entry in polib.pofile(str(path)):
                context = entry.msgctxt or ""
                if entry.msgid_plural:
                    shown, written = ngettext(entry.msgid, entry.msgid_plural, 1), entry.msgstr_plural[0]
                else:
                    shown, written = pgettext(context, entry.msgid) if context else gettext(entry.msgid), entry.msgstr
                if shown != written and not entry.obsolete:
                    hidden.append((path.parts[-5], written, shown))
    assert hidden == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_signs_are_swedish(fault):
    assert [(app, text) for app, _source, text in spoken() if FAULTS[fault].search(text)] == []


@pytest.mark.parametrize("pattern", TERMS)
def test_one_word_for_one_thing(pattern):
    wrong = [(app, text) for app, _source, text in spoken() if re.search(pattern, text)]
    assert wrong == [], f"say: {TERMS[pattern]}"
