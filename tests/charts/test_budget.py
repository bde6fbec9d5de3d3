from __future__ import annotations

import pytest

from samsyn.charts import Amount, budget_bars

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

WIDTHS = (960, 640, 358)
INCOME = [Amount("Kommunala medel", 912_789_00), Amount("Länsstyrelsen och Regionen", 200_000_00, "/rad/2")]
COSTS = [Amount("Löner", 1_726_090_00), Amount("Resor", 10_000_00)]


def bars(svg: str, css: str) -> list[tuple[float, float]]:
    """Left and right end of each bar of a class."""
    rects = (e for e in by_class(check(svg), css) if e.tag == f"{SVG}rect")
    return [(float(r.get("x", 0)), float(r.get("x", 0)) + float(r.attrib["width"])) for r in rects]


def test_amounts_are_written_as_money(frame: dict[str, str]) -> None:
    shown = texts(check(budget_bars(opening=620_000_00, income=INCOME, costs=COSTS, **frame)))
    assert [text.replace("\u00a0", " ") for text in shown] == [
        *("Ingående balans", "620 000 kr"),
        *("Pengar in", "1 112 789 kr"),
        *("Kommunala medel", "+912 789 kr"),
        *("Länsstyrelsen och Regionen", "+200 000 kr"),
        *("Pengar ut", "1 736 090 kr"),
        *("Löner", "−1 726 090 kr"),
        *("Resor", "−10 000 kr"),
        *("Utgående balans", "−3 301 kr"),
    ]
    assert not any(" kr" in text for text in shown)


def test_each_bar_begins_where_the_one_before_ended(frame: dict[str, str]) -> None:
    svg = budget_bars(opening=400, income=[Amount("a", 300), Amount("b", 300)], costs=[Amount("c", 900)], **frame)
    (opening, closing), (first, second), (cost,) = (
        bars(svg, css) for css in ("chart-balance", "chart-in", "chart-out")
    )
    assert opening[1] == first[0]
    assert first[1] == second[0]
    assert second[1] == cost[1]
    assert cost[0] == closing[1]
    assert opening[0] == closing[0]
    assert opening[1] - opening[0] == pytest.approx(4 * (closing[1] - closing[0]), abs=3)


def test_a_negative_balance_lies_left_of_nought_in_its_own_look(frame: dict[str, str]) -> None:
    svg = budget_bars(opening=100, income=[], costs=[Amount("c", 300)], **frame)
    ((negative),) = bars(svg, "chart-negative")
    ((opening),) = bars(svg, "chart-balance")
    assert negative[1] == opening[0]
    assert "−2" in texts(check(svg))[-1]
    assert not bars(budget_bars(opening=300, income=[], costs=[Amount("c", 300)], **frame), "chart-negative")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_missing_amount_is_said_and_not_counted(frame: dict[str, str], width: int) -> None:
    income = [Amount("Statliga medel", None)]
    svg = budget_bars(opening=100_00, income=income, costs=[], **frame, width=width)
    assert "Belopp saknas" in texts(check(svg))
    assert "Räknat utan de rader där belopp saknas." in texts(check(svg))
    assert "Statliga medel: Belopp saknas" in titles(check(svg))
    assert "Utgående balans: 100\u00a0kr" in titles(check(svg))
    assert len(bars(svg, "chart-unknown")) == 1


def test_a_missing_opening_balance_is_not_nought(frame: dict[str, str]) -> None:
    assert "Ingående balans: Belopp saknas" in titles(check(budget_bars(opening=None, income=[], costs=[], **frame)))
    assert "Ingående balans: 0\u00a0kr" in titles(check(budget_bars(opening=0, income=[], costs=[], **frame)))


def test_an_amount_of_nought_is_not_missing(frame: dict[str, str]) -> None:
    svg = budget_bars(opening=0, income=[Amount("a", 0)], costs=[], **frame)
    assert not bars(svg, "chart-unknown")


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_is_clear(frame: dict[str, str], width: int) -> None:
    long = [Amount("Administrativt stöd från värdkommunen: HR, telefon, it och lokaler " * 2, 99_999_999_900, "/x")]
    svg = budget_bars(opening=1, income=[*INCOME, *long], costs=[*long, Amount(HOSTILE, None)], **frame, width=width)
    check_lettering(check(svg), least=12)


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_stay_between_label_and_amount(frame: dict[str, str], width: int) -> None:
    svg = budget_bars(
        opening=100_00, income=[*INCOME, Amount("a", None)], costs=[Amount("b", None), *COSTS], **frame, width=width
    )
    for css in ("chart-balance", "chart-in", "chart-out", "chart-negative", "chart-unknown"):
        assert all(left >= 0 and right <= width - (0 if width < 560 else 80) for left, right in bars(svg, css))


def test_english(frame: dict[str, str]) -> None:
    shown = texts(check(budget_bars(opening=620_000_00, income=[], costs=[], **frame, language="en")))
    assert shown[:2] == ["Opening balance", "SEK\u00a0620,000"]
