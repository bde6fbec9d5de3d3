from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import samsyn
from samsyn import charts
from samsyn.charts import svg

CSS = (Path(charts.__file__).parent / "static/charts/charts.css").read_text(encoding="utf-8")
TOKENS = (Path(samsyn.__file__).parent / "config/static/css/tokens.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = (int(full[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(mode: str) -> dict[str, str]:
    """The colours of the design system, light or dark."""
    light, dark = TOKENS.split("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return found if mode == "light" else found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))


def mixed(one: str, other: str, percent: int) -> str:
    """As `color-mix(in srgb, one percent, other)`."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round((a * percent + b * (100 - percent)) / 100):02x}" for a, b in pairs)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_style_sheet_keeps_contrast_in_the_tokens_of_the_site(mode: str) -> None:
    colour = tokens(mode)
    grounds = [colour["surface"], colour["surface-raised"], colour["accent-soft"]]
    band = re.search(r"\.chart-band \{ fill: color-mix\(in srgb, var\(--ink\) (\d+)%", CSS)
    assert band
    grounds.append(mixed(colour["ink"], colour["surface"], int(band[1])))
    for ground in grounds:
        assert min(contrast(colour[name], ground) for name in ("ink", "ink-soft", "danger")) >= 4.5
    for bar in ("accent", "warn", "danger", "ok", "ink-soft"):
        assert contrast(colour["surface"], colour[bar]) >= 4.5
    levels = re.findall(r"\.chart-level-(\d) \{ fill: color-mix\(in srgb, var\(--accent\) (\d+)%", CSS)
    assert [int(level) for level, _ in levels] == [0, 1, 2, 3]
    for level, percent in levels:
        text = colour["ink" if int(level) < 3 else "surface"]
        assert contrast(text, mixed(colour["accent"], colour["surface"], int(percent))) >= 4.5, level


def test_contrast_knows_the_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("css", ["chart-text", "chart-soft", "chart-warning", "chart-halo", "chart-today-text"])
def test_text_can_be_read_on_white_and_on_bands(css: str) -> None:
    for ground in (svg.SURFACE, svg.STYLE["chart-band"]["fill"], svg.ACCENT_SOFT):
        assert contrast(svg.STYLE[css]["fill"], ground) >= 4.5


SUPPORT = {"chart-grid", "chart-band", "chart-now", *(f"chart-level-{level}" for level in range(5))}


@pytest.mark.parametrize("css", sorted(set(svg.STYLE) - SUPPORT))
def test_shapes_can_be_seen_on_white(css: str) -> None:
    """By fill or outline. Grid and bands say nothing alone, levels have a border; what is white stands on a bar."""
    colours = {svg.STYLE[css].get("fill", "none"), svg.STYLE[css].get("stroke", "none")} - {
        "none",
        svg.SURFACE,
    }
    if css in {"chart-on", "chart-on-line"}:
        assert not colours
        for bar in ("bar", "on_track", "at_risk", "late", "done", "stopped"):
            assert contrast(svg.SURFACE, svg.STYLE[f"chart-{bar}"]["fill"]) >= 4.5
        return
    assert max(contrast(colour, svg.SURFACE) for colour in colours) >= 3


def test_the_style_sheet_has_every_class_that_has_a_colour() -> None:
    assert set(svg.STYLE) - set(re.findall(r"\.(chart-[\w-]+)", CSS)) == set()


def test_the_style_sheet_uses_only_the_agreed_tokens() -> None:
    agreed = {"ink", "ink-soft", "surface", "line", "accent", "accent-soft", "warn", "danger", "ok"}
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= agreed
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", CSS)


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (1.04, "1"), (1.25, "1.2"), (-0.01, "0"), (-3.5, "-3.5"), (1e3, "1000")]
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert svg.number(value) == written


def test_paths_are_short() -> None:
    assert svg.path("M", 0, 10.04, "H", 5, "z") == "M0 10H5z"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", " /x", "vbscript:x"])
def test_an_address_that_could_run_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        svg.link(ET.Element("svg"), href, "x")


@pytest.mark.parametrize("ident", ["", "1a", "a b", 'a"', "å"])
def test_an_ident_that_is_no_id_is_refused(ident: str) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        svg.draw("x", ident=ident, title="t", description="d", language="sv", width=100, linked=False)


def test_clean_keeps_non_breaking_spaces_and_shows_what_xml_cannot_hold() -> None:
    assert svg.clean("1\u00a0726\n  kr\x00\ud800") == "1\u00a0726 kr\ufffd\ufffd"
