from __future__ import annotations

import pytest

from samsyn.charts import Judged, dot_plot

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

WIDTHS = (960, 640, 358)
ROWS = [
    Judged("Lagkrav", [4, 4, 5], 0, 4),
    Judged("Risk för människors hälsa och miljön i länets alla kommuner", [1, 5, 5, 5], 1, 5, before=[2]),
    Judged("Bredd", [], 5),
]


def dots(svg: str, css: str) -> list[tuple[float, float]]:
    found = (e for e in by_class(check(svg), css) if e.tag == f"{SVG}circle" and e.get("r") in {"5", "6"})
    return [(float(e.attrib["cx"]), float(e.attrib["cy"])) for e in found]


@pytest.mark.parametrize("width", WIDTHS)
def test_each_member_is_one_dot_and_no_dot_covers_another(frame: dict[str, str], width: int) -> None:
    svg = dot_plot([*ROWS, Judged("Insats", [3] * 40 + [1], 0, 3)], **frame, width=width)
    found = dots(svg, "chart-bar")
    legend = 1
    assert len(found) == 7 + 41 + legend
    assert len(set(found)) == len(found)
    for index, (x, y) in enumerate(found):
        assert 0 <= x <= width
        assert all(abs(x - a) >= 12 or abs(y - b) >= 11 for a, b in found[index + 1 :])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_higher_level_lies_further_to_the_right(frame: dict[str, str], width: int) -> None:
    places = [
        dots(dot_plot([Judged("a", [level], 0, level)], **frame, width=width), "chart-bar")[0][0]
        for level in range(1, 6)
    ]
    assert places == sorted(set(places))


@pytest.mark.parametrize("width", WIDTHS)
def test_n_what_is_missing_and_the_median_are_told(frame: dict[str, str], width: int) -> None:
    shown = texts(check(dot_plot(ROWS, **frame, width=width)))
    assert "Median 5 · 4 av 5 har bedömt" in shown
    assert "0 av 5 har bedömt" in shown
    names = titles(check(dot_plot(ROWS, **frame, width=width)))
    assert "Lagkrav: 4, 4, 5. Median 4 · 3 av 3 har bedömt" in names
    assert "Bredd: ingen har bedömt. 0 av 5 har bedömt" in names


def test_a_score_that_was_changed_is_hollow_where_it_was(frame: dict[str, str]) -> None:
    svg = dot_plot(ROWS, **frame)
    before, legend = dots(svg, "chart-open")
    assert before[0] == dots(dot_plot([Judged(ROWS[1].label, [2]), ROWS[0], ROWS[1]], **frame), "chart-bar")[0][0]
    assert "Före samtalet, sedan ändrad" in texts(check(svg)) and legend
    assert "Före samtalet, sedan ändrad" not in texts(check(dot_plot(ROWS[:1], **frame)))


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_is_clear(frame: dict[str, str], width: int) -> None:
    rows = [
        *ROWS,
        Judged("Hur stor insats det kräver av kommunernas inspektörer " * 3, [2], 12, 2.5),
        Judged(HOSTILE, [1]),
    ]
    check_lettering(check(dot_plot(rows, **frame, width=width)), least=12)


def test_a_level_that_there_is_not_is_refused(frame: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a level"):
        dot_plot([Judged("a", [6])], **frame)


def test_no_criteria_is_an_empty_picture(frame: dict[str, str]) -> None:
    assert texts(check(dot_plot([], **frame)))[:5] == ["1", "2", "3", "4", "5"]
