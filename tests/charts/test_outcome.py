from __future__ import annotations

import pytest

from samsyn.charts import Compared, outcome_bars

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

WIDTHS = (960, 640, 358)
LINES = [
    Compared("Kommunala medel", 900_00, 450_00, 900_00, "Intäkter", "/rad/1"),
    Compared("Löner", 1_000_00, 800_00, 1_100_00, "Kostnader"),
    Compared("Statliga medel", None, None, None, "Kostnader"),
]


def widths(svg: str, css: str) -> list[float]:
    return [float(e.attrib["width"]) for e in by_class(check(svg), css) if e.tag == f"{SVG}rect"][1:]  # the legend's


def test_outcome_is_drawn_as_a_part_of_its_budget(frame: dict[str, str]) -> None:
    svg = outcome_bars(LINES, **frame)
    (income, _costs), (booked, spent) = widths(svg, "chart-open"), widths(svg, "chart-in")
    assert booked == pytest.approx(income / 2, abs=1)
    assert spent == pytest.approx(0.8 * income, abs=1)
    assert len(widths(svg, "chart-balance")) == 2


def test_every_line_is_said_in_words(frame: dict[str, str]) -> None:
    root = check(outcome_bars(LINES, **frame))
    assert "Löner: budget 1\u00a0000\u00a0kr, utfall 800\u00a0kr, prognos 1\u00a0100\u00a0kr" in titles(root)
    assert "Statliga medel: budget Belopp saknas" in titles(root)
    shown = texts(root)
    assert {"Budget", "Utfall", "Prognos", "Intäkter", "Kostnader", "800\u00a0kr", "av 1\u00a0000\u00a0kr"} <= set(
        shown
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_far_beyond_its_budget_stays_on_the_paper(frame: dict[str, str], width: int) -> None:
    lines = [
        Compared("Resor", 10_00, 90_00, 95_00),
        Compared("Nytt", None, 5_00, None),
        Compared("Åter", 5_00, -3_00, 0),
    ]
    svg = outcome_bars(lines, **frame, width=width)
    root = check(svg)
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) >= 0
        assert float(rect.get("x", 0)) + float(rect.attrib["width"]) <= width + 0.1
    check_lettering(root, 12)


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_keeps_apart(frame: dict[str, str], width: int) -> None:
    long = Compared(
        "Administrativt stöd: HR, telefon och it, och vad som mer hör dit " * 2, 10**12, 10**12, 10**12, "K"
    )
    check_lettering(check(outcome_bars([*LINES, long, Compared(HOSTILE, 1, 1, 1)], **frame, width=width)), 12)


def test_nothing_to_show(frame: dict[str, str]) -> None:
    check(outcome_bars([], **frame))
