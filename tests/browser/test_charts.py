"""The pictures in a real browser, in the site's own fonts and colours and under its Content-Security-Policy."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samsyn.charts import (
    Amount,
    MapValue,
    Ring,
    Status,
    TimelineRow,
    WheelMark,
    budget_bars,
    county_map,
    status_bar,
    timeline,
    year_wheel,
)

from .conftest import assert_accessible

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 23)
AREAS = (
    ("Hälsoskyddstillsyn i ett varmare klimat", date(2025, 1, 1), date(2026, 4, 30)),
    ("Återförsäljare – kemiska produkter och varor", date(2026, 9, 1), date(2027, 5, 31)),
    ("Ventilation i skola, förskola och vårdlokaler", date(2026, 8, 1), date(2026, 12, 31)),
    ("Genomförande av insatser", date(2027, 1, 1), date(2029, 12, 31)),
    ("Jourhållning", None, None),
)
CODES = ["0604", "0617", "0642", "0643", "0662", "0665", "0680", "0682", "0683", "0684", "0685", "0686", "0687"]
OVERLAPS = """() => {
  const texts = [...document.querySelectorAll('main svg text')].filter(text => !text.querySelector('textPath'));
  const boxes = texts.filter(text => text.getClientRects().length).map(text => [text, text.getBoundingClientRect()]);
  const found = [];
  for (const [index, [one, a]] of boxes.entries()) {
    const paper = one.ownerSVGElement.getBoundingClientRect();
    if (a.left < paper.left - 1 || a.right > paper.right + 1) found.push('outside: ' + one.textContent);
    for (const [other, b] of boxes.slice(index + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 5) found.push(one.textContent + ' | ' + other.textContent);
    }
  }
  return [boxes.length, found];
}"""


def pictures(width: int | None) -> list[str]:
    """One of each, as wide as looks right on a page or as wide as said."""

    def frame(ident: str, natural: int) -> dict[str, Any]:
        return {"ident": f"{ident}{width or ''}", "title": ident, "description": "Bild", "width": width or natural}

    rows = [
        TimelineRow(label, f"U{n}", starts, ends, status=status, href=f"#u{n}")
        for n, ((label, starts, ends), status) in enumerate(zip(AREAS, Status, strict=False), 1)
    ]
    ring = Ring("Mötas", [WheelMark("Beredningsgrupp", *[date(2026, m, 20)] * 2, "#b") for m in range(1, 13)])
    income = [Amount("Kommunala medel", 912_789_00), Amount("Statliga medel", None)]
    costs = [Amount("Löner", 1_726_090_00)]
    values = {code: MapValue(f"{n * 8} %", n * 5 // 13, f"#k{code}") for n, code in enumerate(CODES) if n}
    first, last = date(2026, 1, 1), date(2028, 12, 31)
    county = county_map(values, levels=["låg", "lägre", "mitt", "högre", "hög"], **frame("karta", 600))
    assert county is not None
    return [
        timeline(rows, first=first, last=last, today=DAY, **frame("tid", 960)),
        year_wheel([ring, Ring("Berätta", ring.marks)], year=2026, today=DAY, **frame("hjul", 800)),
        budget_bars(opening=620_000_00, income=income, costs=costs, **frame("budget", 960)),
        county,
        status_bar(dict.fromkeys(Status, 3), **frame("status", 480)),
    ]


@pytest.fixture
def show(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Put pictures into a page of the site."""

    def shown(wide: list[str], narrow: list[str], **how: Any) -> Page:
        page = open_page(**how)
        page.goto("/design/")
        pairs = "".join(
            f'<div class="chart-pair"><div class="chart-wide">{a}</div><div class="chart-narrow">{b}</div></div>'
            for a, b in zip(wide, narrow, strict=True)
        )
        page.evaluate("html => { document.querySelector('main').innerHTML = '<h1>Bilder</h1>' + html }", pairs)
        page.evaluate("() => document.fonts.ready.then(() => true)")
        return page

    return shown


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_are_accessible_and_clear(show: Callable[..., Page], width: int, dark: bool) -> None:
    page = show(pictures(None), pictures(358), width=width, dark=dark)
    expect(page.locator("main svg:visible")).to_have_count(5)
    expect(page.locator("main svg[width='358']:visible")).to_have_count(0 if width > 640 else 5)
    count, overlaps = page.evaluate(OVERLAPS)
    assert count > 60
    assert overlaps == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


def test_areas_are_reached_by_keyboard_and_by_name(show: Callable[..., Page]) -> None:
    page = show(pictures(None), pictures(358))
    name = "U2 Återförsäljare – kemiska produkter och varor. sep 2026 – maj 2027. Enligt plan"
    page.get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="U3 Ventilation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#u3$"))
