from __future__ import annotations

import re
from datetime import date

import pytest

from samsyn.charts import TimelineRow, timeline

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

PLAN = {"first": date(2026, 1, 1), "last": date(2028, 12, 31)}
WIDTHS = (960, 640, 358)


def row(label: str = "Dagvattenhantering", **fields: object) -> TimelineRow:
    return TimelineRow(label, **({"starts": date(2026, 9, 1), "ends": date(2027, 5, 31)} | fields))  # type: ignore[arg-type]


def shape(svg: str, css: str = "chart-bar") -> str:
    """The path of all shapes of a class, without what a sign or a legend draws."""
    return next(e.attrib["d"] for e in by_class(check(svg), css) if e.attrib["d"].startswith("M"))


def test_a_bar_lies_where_its_dates_are(frame: dict[str, str]) -> None:
    svg = timeline([row("A", starts=date(2026, 1, 1), ends=date(2027, 12, 31))], **PLAN, today=None, **frame, width=358)
    left, wide = map(float, re.match(r"M([\d.]+) [\d.]+h([\d.]+)", shape(svg)).groups())
    assert left == 10
    assert wide == pytest.approx((348 - 10) * 730 / 1096, abs=0.5)


def test_the_time_stands_beside_the_bar_in_words(frame: dict[str, str]) -> None:
    shown = texts(check(timeline([row(), row("B", time="hösten 2026")], **PLAN, today=None, **frame)))
    assert "sep\u00a02026 – maj\u00a02027" in shown
    assert "hösten 2026" in shown


@pytest.mark.parametrize("width", WIDTHS)
def test_a_bar_that_leaves_the_frame_gets_an_arrow_on_that_side(frame: dict[str, str], width: int) -> None:
    def arrows(**fields: object) -> tuple[int, int]:
        d = shape(timeline([row(**fields)], **PLAN, today=None, **frame, width=width))
        return d.count("l-6 5l6 5"), d.count("l6 5l-6 5")

    assert arrows() == (0, 0)
    assert arrows(starts=date(2025, 12, 31)) == (1, 0)
    assert arrows(ends=date(2029, 1, 1)) == (0, 1)
    assert arrows(starts=None) == (1, 0)
    assert arrows(ends=None) == (0, 1)
    assert arrows(open_start=True, open_end=True) == (1, 1)
    assert arrows(starts=date(2025, 8, 1), ends=date(2025, 12, 31)) == (1, 0)
    assert arrows(starts=date(2029, 1, 1), ends=date(2029, 2, 1)) == (0, 1)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts": None, "ends": None}, "Tid saknas"),
        ({"starts": None, "ends": None, "time": "vid behov"}, "Tiden kan inte läsas: ”vid behov”"),
        (
            {"starts": date(2027, 1, 1), "ends": date(2026, 1, 1), "time": "2027–2026"},
            "Tiden slutar före sin början: 2027–2026",
        ),
    ],
)
def test_a_time_that_cannot_be_drawn_is_said(
    frame: dict[str, str], width: int, fields: dict[str, object], said: str
) -> None:
    svg = timeline([row(**fields)], **PLAN, today=None, **frame, width=width)
    assert said in texts(check(svg))
    assert f"Dagvattenhantering. {said}" in titles(check(svg))
    assert not list(by_class(check(svg), "chart-bar"))


def test_today_is_marked_only_inside_the_frame(frame: dict[str, str]) -> None:
    def marked(today: date | None) -> bool:
        return "i dag" in texts(check(timeline([row()], **PLAN, today=today, **frame)))

    assert marked(date(2026, 1, 1))
    assert marked(date(2028, 12, 31))
    assert not marked(date(2029, 1, 1))
    assert not marked(None)


def test_status_is_said_in_name_and_legend(frame: dict[str, str]) -> None:
    root = check(timeline([row(status="late", code="U1", href="/u1"), row("B")], **PLAN, today=None, **frame))
    assert "U1 Dagvattenhantering. sep\u00a02026 – maj\u00a02027. Försenat" in titles(root)
    assert texts(root)[-1] == "Försenat"
    with pytest.raises(ValueError, match="mañana"):
        timeline([row(status="mañana")], **PLAN, today=None, **frame)


def test_steps_are_indented_beneath_their_programme(frame: dict[str, str]) -> None:
    root = check(timeline([row("P", kind="programme"), row("S", kind="step")], **PLAN, today=None, **frame))
    x = {e.text: float(e.get("x", 0)) for e in root.iter(f"{SVG}text")}
    assert x["S"] == x["P"] + 14


def test_a_group_has_one_heading(frame: dict[str, str]) -> None:
    rows = [row("A", group="Kampanjer"), row("B", group="Kampanjer"), row("C", group="Stöd")]
    shown = texts(check(timeline(rows, **PLAN, today=None, **frame)))
    assert [t for t in shown if t in {"Kampanjer", "Stöd"}] == ["Kampanjer", "Stöd"]


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_are_text(frame: dict[str, str], width: int) -> None:
    rows = [row(HOSTILE, code=HOSTILE[:8], href="/x?a=1&b=2", group=HOSTILE, time=HOSTILE)]
    root = check(timeline(rows, **PLAN, today=date(2026, 5, 1), **(frame | {"title": HOSTILE}), width=width))
    assert any("<script>alert(1)</script>" in title for title in titles(root))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", ["Kort", "Ventilation i skola, förskola och vårdlokaler " * 4, "Å" * 200])
def test_no_text_leaves_the_paper_or_meets_another(frame: dict[str, str], width: int, label: str) -> None:
    rows = [
        row(label, code="U1", status="late"),
        row(
            label,
            starts=date(2025, 1, 1),
            ends=date(2030, 1, 1),
            time="från och med nu och så länge det behövs",
        ),
        row(label, starts=date(2028, 12, 30), ends=date(2028, 12, 31), kind="step"),
        row(label, starts=None, ends=None, time=label),
    ]
    root = check(timeline(rows, **PLAN, today=date(2028, 12, 31), **frame, width=width))
    check_lettering(root, least=12)


def test_twenty_rows_are_small(frame: dict[str, str]) -> None:
    status = ("not_started", "on_track", "at_risk", "late", "done")
    rows = [
        row(
            f"Återförsäljare – kemiska varor {n}",
            code=f"U{n}",
            href=f"/plan/2026-2028/u{n}/",
            status=status[n % 5],
        )
        for n in range(1, 21)
    ]
    for width in WIDTHS:
        assert len(timeline(rows, **PLAN, today=date(2026, 5, 1), **frame, width=width).encode()) < 12_000


def test_the_same_rows_give_the_same_picture(frame: dict[str, str]) -> None:
    one, other = (timeline([row(status="late")], **PLAN, today=None, **frame) for _ in range(2))
    assert one == other


def test_english(frame: dict[str, str]) -> None:
    root = check(timeline([row(status="late")], **PLAN, today=date(2026, 5, 1), **frame, language="en"))
    assert {"Q1", "today", "Late", "Sep\u00a02026 – May\u00a02027"} <= set(texts(root))


def test_a_frame_backwards_is_refused(frame: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        timeline([], first=date(2026, 1, 2), last=date(2026, 1, 1), today=None, **frame)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_rows_is_an_empty_axis(frame: dict[str, str], width: int) -> None:
    assert "2026" in texts(check(timeline([], **PLAN, today=None, **frame, width=width)))
