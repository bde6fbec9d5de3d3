"""The design system keeps its promises: contrast, weight, nothing inline, and a living page that shows it all."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client

import samsyn.config

SRC = Path(samsyn.config.__file__).parent.parent
CONFIG = SRC / "config"
STATIC = CONFIG / "static"
TESTS = Path(__file__).parent.parent
COMPONENTS = sorted((CONFIG / "templates/cotton").glob("*.html"))
TEMPLATES = sorted(SRC.glob("*/templates/**/*.html"))
STATES = ("accent", "info", "ok", "warn", "danger")


def colours(scheme: str) -> dict[str, str]:
    """The colour tokens of tokens.css, "light" or "dark" (what dark does not name keeps its light value)."""
    light, dark = (STATIC / "css/tokens.css").read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """Foreground, background, least contrast."""
    for paper in ("surface", "surface-raised"):
        yield "ink", paper, 7
        yield "ink-soft", paper, 7
        yield "line-control", paper, 3
        yield "focus", paper, 3
        for state in STATES:
            yield state, paper, 4.5
    for state in STATES:
        yield "ink", f"{state}-soft", 7
        yield "ink-soft", f"{state}-soft", 4.5
        yield state, f"{state}-soft", 4.5
    yield "accent-ink", "accent", 4.5
    yield "accent-ink", "danger", 4.5
    yield "surface", "ink", 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(scheme: str) -> None:
    tokens = colours(scheme)
    poor = [
        f"{front} on {back}: {contrast(tokens[front], tokens[back]):.1f}, not {least}"
        for front, back, least in pairs()
        if contrast(tokens[front], tokens[back]) < least
    ]
    assert not poor


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_names_every_colour_that_light_has() -> None:
    light, dark = (STATIC / "css/tokens.css").read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    name = re.compile(r"--([a-z-]+): #")
    assert set(name.findall(light)) == set(name.findall(dark))


def test_the_living_page_shows_every_component(client: Client) -> None:
    response = client.get("/design/")
    assert response.status_code == 200
    shown = {template.name for template in response.templates}
    assert {f"cotton/{component.name}" for component in COMPONENTS} <= shown


def test_the_living_page_asks_the_database_nothing(client: Client) -> None:
    """No db fixture: a query would raise."""
    assert client.get("/design/").status_code == 200


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_nothing_is_inline(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|\shx-on", text)
    assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_days_are_not_parted_at_the_end_of_a_line(template: Path) -> None:
    """The formats of the languages have non-breaking spaces: |date, and by name for other parts of it."""
    assert not re.search(r"""\|date:["'][^"']*\b[jd] [FMY]""", template.read_text(encoding="utf-8"))


def test_every_class_in_the_templates_has_a_look() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in SRC.glob("*/static/**/*.css"))
    known = set(re.findall(r"\.([a-z][\w-]*)", styles))
    unknown = set()
    for template in TEMPLATES:
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", template.read_text(encoding="utf-8"), flags=re.S)
        for names in re.findall(r'\sclass="([^"]*)"', re.sub(r"\{\{.*?\}\}", "*", text)):
            unknown |= {(name, template.name) for name in names.split() if "*" not in name and name not in known}
    assert not unknown


def test_first_visit_weighs_less_than_100_kb(client: Client) -> None:
    """Page, styles, scripts, pictures and the three fonts, compressed as they are served."""
    page = client.get("/design/").content
    names = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page.decode())) | {
        f"fonts/{font.name}" for font in (STATIC / "fonts").glob("*.woff2")
    }
    assert {"css/tokens.css", "js/app.js", "icons.svg"} <= names
    weight = len(brotli.compress(page))
    for name in names:
        content = Path(finders.find(name)).read_bytes()
        weight += len(content) if name.endswith(".woff2") else len(brotli.compress(content))
    assert weight < 100_000


@pytest.mark.parametrize("folder", [STATIC / "js", TESTS / "browser"], ids=["site", "tests"])
def test_vendored_scripts_are_what_their_note_says(folder: Path) -> None:
    note = (folder / "VENDOR.md").read_text(encoding="utf-8")
    ((name, expected),) = re.findall(r"\| ([\w.]+\.js) .* (\S+) \|\n", note)
    assert base64.b64encode(hashlib.sha384((folder / name).read_bytes()).digest()).decode() == expected


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_barest_error_pages_need_neither_request_nor_database(name: str) -> None:
    page = get_template(name).render()
    assert "<h1>" in page
    assert "csrf" not in page
