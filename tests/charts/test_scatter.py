from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.charts import Weighed, value_effort

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

WIDTHS = (960, 640, 358)
FRAME = {"ident": "bild", "title": "Bilden", "description": "Vad bilden visar"}
CANDIDATES = [
    Weighed("1", "Dagvatten från äldre industrimark", 4.5, 2, "/u1"),
    Weighed("2", "Radon i flerbostadshus", 4.5, 2, "/u2"),
    Weighed("3", "Små avlopp " * 20, 3.25, 3),
    Weighed("–", "Cisterner", None, 3),
]
FIGURE = st.none() | st.integers(2, 10).map(lambda half: half / 2)


def marks(svg: str) -> list[tuple[float, float]]:
    """The middle of each mark."""
    return [(float(e.attrib["cx"]), float(e.attrib["cy"])) for e in by_class(check(svg), "chart-bar")]


@pytest.mark.parametrize("width", WIDTHS)
def test_more_value_is_higher_up_and_more_effort_to_the_right(width: int) -> None:
    candidates = [Weighed("1", "a", 5, 1), Weighed("2", "b", 1, 5)]
    (left, high), (right, low) = marks(value_effort(candidates, **FRAME, width=width))
    assert left < right and high < low


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_in_the_same_place_are_moved_apart_with_a_line(width: int) -> None:
    svg = value_effort(CANDIDATES, **FRAME, width=width)
    (first, second, third) = marks(svg)
    assert (first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2 >= 24**2
    ((moved),) = by_class(check(svg), "chart-balance")
    assert (float(moved.attrib["cx"]), float(moved.attrib["cy"])) == first
    assert third not in (first, second)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_cannot_be_placed_stands_in_the_list_only(width: int) -> None:
    svg = value_effort(CANDIDATES, **FRAME, width=width)
    assert len(marks(svg)) == 3
    assert "kan inte placeras" in texts(check(svg)) and "Cisterner" in texts(check(svg))


def test_figures_are_told_in_the_pictures_language() -> None:
    assert "nytta 4,5, insats 2" in texts(check(value_effort(CANDIDATES, **FRAME)))
    assert "value 4.5, effort 2" in texts(check(value_effort(CANDIDATES, **FRAME, language="en")))
    assert "1. Dagvatten från äldre industrimark: nytta 4,5, insats 2" in titles(
        check(value_effort(CANDIDATES, **FRAME))
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_is_clear(width: int) -> None:
    svg = value_effort([*CANDIDATES, Weighed("5", HOSTILE, 1, 1, "/x")], **FRAME, width=width)
    check_lettering(check(svg), least=12)


@settings(max_examples=40)
@given(st.lists(st.tuples(FIGURE, FIGURE), max_size=25), st.sampled_from(WIDTHS))
def test_no_two_marks_touch_and_none_leaves_the_paper(figures: list[tuple[float, float]], width: int) -> None:
    candidates = [Weighed(str(n), f"Nummer {n}", value, effort) for n, (value, effort) in enumerate(figures, 1)]
    svg = value_effort(candidates, **FRAME, width=width)
    found = marks(svg)
    assert len(found) == sum(None not in pair for pair in figures)
    high = float(check(svg).attrib["height"])
    for index, (x, y) in enumerate(found):
        assert 12 <= x <= width - 12 and 12 <= y <= high - 12
        assert all((x - a) ** 2 + (y - b) ** 2 >= 24**2 for a, b in found[index + 1 :])
    check_lettering(check(svg), least=12)


def test_a_figure_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not between"):
        value_effort([Weighed("1", "a", 0, 3)], **FRAME)


def test_nothing_to_show_is_an_empty_field() -> None:
    svg = value_effort([], **FRAME)
    assert not marks(svg) and not list(check(svg).iter(f"{SVG}a"))
