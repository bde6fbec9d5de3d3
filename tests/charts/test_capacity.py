from __future__ import annotations

import pytest

from samsyn.charts import Block, QuarterLoad, capacity_bars

from .conftest import HOSTILE, by_class, check, check_lettering, texts, titles

WIDTHS = (960, 640, 358)
AUTUMN = [Block("U3", "U3 Avfall"), Block("U4", "U4 Kemikalier"), Block("U7", "U7 Ventilation", "other")]
QUARTERS = [
    QuarterLoad(2026, 1, AUTUMN[:1]),
    QuarterLoad(2026, 2, []),
    QuarterLoad(2026, 3, AUTUMN),
    QuarterLoad(2026, 4, [*AUTUMN, Block("Buller", "Buller", "proposed")], over=1),
]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_effort_is_a_block_with_its_short_name(frame: dict[str, str], width: int) -> None:
    shown = texts(check(capacity_bars(QUARTERS, at_a_time=3, **frame, width=width)))
    assert [shown.count(label) for label in ("U3", "U4", "U7", "Buller")] == [3, 2, 2, 1]


@pytest.mark.parametrize("width", WIDTHS)
def test_too_much_is_said_in_words_and_lies_beyond_the_line(frame: dict[str, str], width: int) -> None:
    root = check(capacity_bars(QUARTERS, at_a_time=3, **frame, width=width))
    assert " ".join(t.text or "" for t in by_class(root, "chart-warning")) == "1 för mycket"
    assert titles(root)[-1] == "kv 4 2026: U3 Avfall; U4 Kemikalier; U7 Ventilation; Buller. 1 för mycket"
    assert "kv 2 2026: inget" in titles(root)
    (beyond, _legend) = (e for e in by_class(root, "chart-unknown") if e.tag.endswith("rect"))
    (line,) = by_class(root, "chart-today")
    first, second = (float(figure) for figure in line.attrib["d"].removeprefix("M").split("H")[0].split("v")[0].split())
    assert float(beyond.attrib["x"]) > first if width < 560 else float(beyond.attrib["y"]) < second


@pytest.mark.parametrize("width", WIDTHS)
def test_kinds_are_told_by_look_and_by_name(frame: dict[str, str], width: int) -> None:
    root = check(capacity_bars(QUARTERS, at_a_time=3, **frame, width=width))
    assert {"Kampanj", "Annan insats", "Föreslaget, inte i planen"} <= set(texts(root))
    assert len([e for e in by_class(root, "chart-bar") if e.tag.endswith("rect")]) == 5 + 1
    assert "Kampanj" not in texts(check(capacity_bars([QuarterLoad(2026, 1, [])], at_a_time=3, **frame, width=width)))


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_is_clear(frame: dict[str, str], width: int) -> None:
    many = [Block(HOSTILE, HOSTILE, "proposed")] * 9
    quarters = [
        QuarterLoad(year, n, many[: n * 2], max(0, n * 2 - 2)) for year in range(2026, 2031) for n in range(1, 5)
    ]
    check_lettering(check(capacity_bars(quarters, at_a_time=2, **frame, width=width)), least=12)
    check_lettering(check(capacity_bars(QUARTERS, at_a_time=20, **frame, width=width)), least=12)


def test_english_and_empty(frame: dict[str, str]) -> None:
    assert "too" in " ".join(texts(check(capacity_bars(QUARTERS, at_a_time=3, **frame, language="en"))))
    assert check(capacity_bars([], at_a_time=3, **frame)) is not None
