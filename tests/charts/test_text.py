from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.charts.text import shorten, text_width, wrap


def test_a_known_width() -> None:
    """H 652–663, e 496–507, j 247–263 of 1000 in Source Sans 3 regular and semibold."""
    assert 663 + 507 + 263 <= text_width("Hej", 1000) / 1.04 <= 663 + 507 + 263 + 60


def test_wrapping_breaks_at_spaces_hyphens_and_slashes() -> None:
    assert wrap("Ventilation i skola/förskola och vårdlokaler", 140, 14, 3) == [
        "Ventilation i skola/",
        "förskola och",
        "vårdlokaler",
    ]


def test_what_does_not_fit_is_shortened() -> None:
    assert shorten("Dagvattenhantering", 60, 14) == "Dagvat…"
    assert wrap("Tillsyn av sådant som tar plats", 80, 14, 2) == ["Tillsyn av", "sådant so…"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrap("Hälsoskyddsinspektörer", 90, 14, 3) == ["Hälsoskyddsi-", "nspektörer"]


def test_nothing_gives_no_lines() -> None:
    assert wrap("  ", 100, 14, 2) == []


@given(st.text(max_size=600), st.floats(20, 400), st.integers(1, 4))
def test_lines_are_never_wider_or_more_than_allowed(text: str, width: float, lines: int) -> None:
    found = wrap(text, width, 14, lines)
    assert len(found) <= lines
    assert all(text_width(line, 14) <= width + 0.001 for line in found)
