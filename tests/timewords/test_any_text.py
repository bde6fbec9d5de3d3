"""No text makes the reader raise, and none makes it slow."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samsyn
from samsyn.timewords import Expression, parse, write
from samsyn.timewords.lexicon import _SPELLINGS
from samsyn.timewords.parse import LONGEST

PIECES = [
    *sorted(_SPELLINGS.values()), "2026", "2027", "26", "3", "31", "0", "99999", "2-3", "2:a", "-", "–", "—", "/", ",",
    ";", ".", ":", "(", ")", "&", "+", "t.o.m.", "fr.o.m.", "2026-03-15", "2026-13", "2026-W53", "styrgruppsmötena",
]  # fmt: skip


def held(text: str, expression: Expression) -> None:
    assert expression.words == text
    assert all(piece and piece in text for piece in expression.unread)
    assert parse(write(expression)).parts == expression.parts


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.none() | st.integers(1900, 2199))
def test_any_text_is_answered(text: str, year: int | None) -> None:
    assert parse(text, year=year).words == text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", ""]), st.none() | st.just(2026))
def test_any_heap_of_time_words_is_answered(pieces: list[str], glue: str, year: int | None) -> None:
    text = glue.join(pieces)
    held(text, parse(text, year=year))


@pytest.mark.parametrize(
    "piece",
    ["våren 2026 ", "mars, ", "a", "1", "-", "och ", "2026-", "en ", "i i ", "varje ", "((", "2–", "\n"],
)
@pytest.mark.parametrize("length", [LONGEST, 100_000])
def test_long_text_is_answered_at_once(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    began = time.thread_time()
    parse(text)
    assert time.thread_time() - began < 0.5


def test_reading_is_fast() -> None:
    """Under a millisecond each is promised; the test allows a loaded machine five."""
    said = "3 gånger per år inför styrgruppsmötena, samt en gång per månad {}, utom juli"
    words = [said.format(year) for year in range(1900, 2199)]
    parse("3 gånger per år")
    began = time.thread_time()
    for text in words:
        parse(text)
    assert (time.thread_time() - began) / len(words) < 0.005


def test_holidays_are_not_loaded_by_reading() -> None:
    code = "import sys; from samsyn.timewords import parse; parse('våren 2026'); print('holidays' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(Path(samsyn.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "False"
