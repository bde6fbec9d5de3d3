from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.segments import Segment, aligned, differences

TEXT = "Enhetlig bedömning i länet av frågor om små avlopp samt erfarenhetsutbyte"
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "och"]))


def test_differences_are_told_word_by_word() -> None:
    assert differences("frågor om små avlopp i länet", "frågor om avfall i länet") == (
        Segment("equal", "frågor om"),
        Segment("removed", " små avlopp"),
        Segment("added", " avfall"),
        Segment("equal", " i länet"),
    )


def test_years_and_months_on_both_sides_of_a_dash_are_words() -> None:
    assert [(s.kind, s.text) for s in differences("aug 2025–maj 2026", "aug 2025–aug 2026")] == [
        ("equal", "aug 2025–"),
        ("removed", "maj"),
        ("added", "aug"),
        ("equal", " 2026"),
    ]
    assert [s.kind for s in differences("2025– maj", "2025–maj")] == ["equal", "removed", "added"]
    assert [s.kind for s in differences("maj  2025", " maj 2025 ")] == ["equal"]


def test_what_is_gone_from_the_beginning_keeps_its_distance() -> None:
    assert [s.text for s in differences("sep 2026–maj 2027", "2027")] == ["sep 2026–maj ", "2027"]
    assert [s.text for s in differences("2027", "sep 2026–maj 2027")] == ["sep 2026–maj", " 2027"]


def test_the_same_text_has_no_differences() -> None:
    assert differences(TEXT, TEXT) == (Segment("equal", TEXT),)
    assert differences("", "") == ()


def test_very_long_texts_are_shown_whole() -> None:
    one, other = "ett " * 3_000, "två " * 3_000
    assert [segment.kind for segment in differences(one, other)] == ["removed", "added"]


@given(st.text(), st.text())
def test_the_segments_make_up_both_texts(a: str, b: str) -> None:
    segments = differences(a, b)
    removed = "".join(segment.text for segment in segments if segment.kind != "added")
    added = "".join(segment.text for segment in segments if segment.kind != "removed")
    assert removed.split() == a.split()
    assert added.rstrip() == b.rstrip()


@given(WORDS, WORDS)
def test_the_stretches_are_in_order_and_no_two_neighbours_are_alike(a: list[str], b: list[str]) -> None:
    stretches = list(aligned(a, b))
    kinds = [kind for kind, _start, _end in stretches]
    assert all(one != other for one, other in pairwise(kinds))
    assert [
        word for kind, start, end in stretches if kind != "added" for word in (a if kind == "removed" else b)[start:end]
    ] == a
    assert [word for kind, start, end in stretches if kind != "removed" for word in b[start:end]] == b
