from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from samsyn.charts import Ring, WheelMark, wheel_keys, year_wheel

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles

WIDTHS = (800, 358)
NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)


def mark(label: str, starts: date, ends: date | None = None, href: str = "") -> WheelMark:
    return WheelMark(label, starts, ends or starts, href)


def monthly(label: str, day: int) -> list[WheelMark]:
    return [mark(label, date(2026, month, day)) for month in range(1, 13)]


MEETINGS = Ring("Mötas", [mark("Styrgrupp", date(2026, 9, 24), href="/s"), mark("Styrgrupp", date(2026, 2, 12))])
TELL = Ring(
    "Berätta", [mark("Telefonbok", date(2026, 11, 1), date(2026, 11, 30), "/t"), mark("Brev", date(2026, 3, 2))]
)


def test_keys_count_on_through_the_rings_in_the_order_of_the_year() -> None:
    keys = wheel_keys([MEETINGS, TELL], 2026)
    assert [(key.number, key.ring, key.label, len(key.marks)) for key in keys] == [
        (1, "Mötas", "Styrgrupp", 2),
        (2, "Berätta", "Brev", 1),
        (3, "Berätta", "Telefonbok", 1),
    ]


def test_rings_of_the_same_name_keep_their_own_marks() -> None:
    assert [key.label for key in wheel_keys([Ring("A", MEETINGS.marks), Ring("A", TELL.marks)], 2026)] == [
        "Styrgrupp",
        "Brev",
        "Telefonbok",
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "counted"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), False),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2026, 12, 31), date(2027, 5, 1), True),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (date(2025, 1, 1), date(2028, 1, 1), True),
    ],
)
def test_only_what_touches_the_year_is_in_it(starts: date, ends: date, *, counted: bool) -> None:
    assert bool(wheel_keys([Ring("A", [mark("x", starts, ends)])], 2026)) is counted


@pytest.mark.parametrize("width", WIDTHS)
def test_every_key_stands_in_the_picture_and_its_marks_are_named(frame: dict[str, str], width: int) -> None:
    root = check(year_wheel([MEETINGS, TELL], year=2026, today=None, **frame, width=width))
    assert {"1", "2", "3"} <= set(texts(root))
    assert {"1. Styrgrupp, 12\u00a0februari\u00a02026", "3. Telefonbok, nov\u00a02026"} <= set(titles(root))
    assert [a.attrib["href"] for a in root.iter(f"{SVG}a")] == ["/s", "/t"]


@pytest.mark.parametrize("width", WIDTHS)
def test_what_has_passed_is_hollow(frame: dict[str, str], width: int) -> None:
    rings = [Ring("A", [mark("x", date(2026, 3, 1)), mark("y", date(2026, 3, 2)), mark("z", date(2026, 6, 1))])]

    def hollow(today: date | None) -> int:
        root = check(year_wheel(rings, year=2026, today=today, **frame, width=width))
        return len(
            [e for g in by_class(root, "chart-open") for e in [g] if e.tag != f"{SVG}circle" or e.get("r") != "7"]
        )

    assert hollow(None) == 0
    assert hollow(date(2026, 3, 2)) == 1
    assert hollow(date(2027, 1, 1)) == 3


@pytest.mark.parametrize("width", WIDTHS)
def test_the_current_month_is_marked_in_its_own_year_only(frame: dict[str, str], width: int) -> None:
    def marked(today: date | None) -> bool:
        return bool(
            list(by_class(check(year_wheel([TELL], year=2026, today=today, **frame, width=width)), "chart-now"))
        )

    assert marked(NEW_YEAR)
    assert marked(NEW_YEARS_EVE)
    assert not marked(date(2027, 1, 1))
    assert not marked(None)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_whole_year_is_drawn_all_the_way(frame: dict[str, str], width: int) -> None:
    rings = [Ring("Lära", [mark("Kartläggning", NEW_YEAR, NEW_YEARS_EVE)])]
    bar = next(by_class(check(year_wheel(rings, year=2026, today=None, **frame, width=width)), "chart-bar"))
    if width < 560:
        assert float(bar.attrib["width"]) >= width - 4
    else:
        assert " 0 1 1 " in bar.attrib["d"]  # the long way round


def test_marks_stand_at_their_day(frame: dict[str, str]) -> None:
    for when, angle in ((date(2026, 4, 2), 0), (date(2026, 7, 2), 90), (date(2026, 10, 1), 180)):
        rings = [Ring("A", [mark("x", when)])]
        (dot,) = (
            e for e in by_class(check(year_wheel(rings, year=2026, today=None, **frame)), "chart-bar") if e.get("cx")
        )
        found = math.degrees(math.atan2(float(dot.attrib["cy"]) - 400, float(dot.attrib["cx"]) - 400))
        assert found % 360 == pytest.approx(angle, abs=1)


@pytest.mark.parametrize("rings", range(1, 7))
def test_marks_of_the_wheel_do_not_meet(frame: dict[str, str], rings: int) -> None:
    """Two a week apart in time or more, in every ring: no two dots cover each other."""
    marks = [*monthly("a", 3), *monthly("b", 5), *monthly("c", 17), *monthly("d", 28)]
    root = check(year_wheel([Ring(f"Ring {n}", marks) for n in range(rings)], year=2026, today=None, **frame))
    dots = [tuple(float(dot.attrib[key]) for key in ("cx", "cy", "r")) for dot in root.iter(f"{SVG}circle")]
    dots = [dot for dot in dots if dot[:2] != (400, 400)]
    assert len(dots) >= 24 * rings
    for index, (x, y, r) in enumerate(dots):
        for other_x, other_y, other_r in dots[index + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= r + other_r - 0.2


def test_what_finds_no_room_in_the_wheel_is_gathered_and_named(frame: dict[str, str]) -> None:
    crowd = [mark(f"möte {n}", date(2026, 5, 4)) for n in range(30)]
    root = check(year_wheel([Ring("A", crowd)], year=2026, today=None, **frame))
    named = "; ".join(titles(root))
    assert all(f"möte {n}, 4\u00a0maj" in named for n in range(30))
    assert any(text.startswith("+") for text in texts(root))


def test_the_phone_shows_every_mark_on_its_own(frame: dict[str, str]) -> None:
    crowd = [mark(f"möte {n}", date(2026, 5, 4)) for n in range(30)]
    shown = texts(check(year_wheel([Ring("A", crowd)], year=2026, today=None, **frame, width=358)))
    assert {str(n) for n in range(1, 31)} <= set(shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_lettering_is_clear_and_hostile_labels_are_text(frame: dict[str, str], width: int) -> None:
    marks = [mark(HOSTILE, NEW_YEAR), mark("b", NEW_YEARS_EVE, href="/b?a=1&b=2"), *monthly("c", 14)]
    rings = [Ring(HOSTILE, marks), Ring("Rådgöra " * 20, marks), Ring("", [])]
    root = check(year_wheel(rings, year=2026, today=date(2026, 5, 5), **frame, width=width))
    check_lettering(root, least=10)
    assert any("<script>alert(1)</script>" in title for title in titles(root))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_rings_is_an_empty_year(frame: dict[str, str], width: int) -> None:
    root = check(year_wheel([], year=2026, today=None, **frame, width=width))
    months = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert len([name for name in months if name.startswith(("j", "f", "m", "a", "s", "o", "n", "d"))]) == 12


def test_a_leap_year_has_its_day(frame: dict[str, str]) -> None:
    rings = [Ring("A", [mark("x", date(2028, 2, 29))])]
    assert "1. x, 29\u00a0februari\u00a02028" in titles(check(year_wheel(rings, year=2028, today=None, **frame)))


def test_a_mark_backwards_is_refused(frame: dict[str, str]) -> None:
    rings = [Ring("A", [mark("x", NEW_YEAR, NEW_YEAR - timedelta(days=1))])]
    with pytest.raises(ValueError, match="'x' ends before it begins"):
        year_wheel(rings, year=2026, today=None, **frame)
