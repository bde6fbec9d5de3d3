from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.checks import copies as module
from samsyn.plandoc.checks.copies import Copy, copies

TEXT = "Enhetlig bedömning i länet av frågor om små avlopp samt erfarenhetsutbyte"


def test_copies_are_found_and_short_texts_left_alone() -> None:
    near = TEXT.replace("små avlopp", "avfall")
    assert list(copies([TEXT, "Något helt annat som inte liknar det första", TEXT.upper(), near])) == [
        Copy(2, 0, exact=True),
        Copy(3, 0, exact=False),
    ]
    assert list(copies(["Se ovan", "Se ovan"])) == []


def test_each_text_is_held_against_a_few_others_only(monkeypatch: pytest.MonkeyPatch) -> None:
    held = 0
    alike = module._alike

    def counted(one: Counter[str], other: Counter[str]) -> float:
        nonlocal held
        held += 1
        return alike(one, other)

    monkeypatch.setattr(module, "_alike", counted)
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    texts = [f"{TEXT} i ärende {one}{other}" for one in letters for other in letters]
    assert len(list(copies(texts))) == len(texts) - 1
    assert held <= len(texts) * (module._SKETCH * module._BUCKET + 1)


@given(st.lists(st.text()))
def test_a_copy_points_backwards(texts: list[str]) -> None:
    for copy in copies(texts):
        assert 0 <= copy.source < copy.place
