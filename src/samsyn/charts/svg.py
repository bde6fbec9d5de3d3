"""What every picture shares: the look of each class, elements, and the frame with its text alternative.

A class carries its colours twice. `STYLE` gives them as presentation attributes, which is all that a PDF
or a Word file sees; `charts.css` gives the same classes the site's tokens, in light and in dark. There
are no inline styles, so a strict Content-Security-Policy holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .words import words

NARROW = 560  # px; a narrower picture is laid out for a phone

# the light tokens of the design system, on white paper
INK, SOFT, SURFACE, LINE = "#1b231f", "#48534c", "#fff", "#d8d2c3"
ACCENT, ACCENT_SOFT = "#1c5a49", "#dfebe2"
WARN, DANGER, OK = "#7d4a00", "#a1241d", "#2d6122"


def mixed(share: float) -> str:
    """The accent thinned out on the paper, as `color-mix` in charts.css does it."""
    parts = (round(share * int(ACCENT[i : i + 2], 16) + (1 - share) * 255) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


#: class -> presentation attributes. On white, text passes 4.5:1 and shapes 3:1 (tests/charts/test_svg.py).
STYLE: dict[str, dict[str, str]] = {
    "chart-text": {"fill": INK},
    "chart-soft": {"fill": SOFT},
    "chart-warning": {"fill": DANGER},
    "chart-on": {"fill": SURFACE},
    "chart-on-line": {"fill": "none", "stroke": SURFACE, "stroke-width": "1.8"},
    "chart-halo": {"fill": SOFT, "stroke": SURFACE, "stroke-width": "4", "paint-order": "stroke"},
    "chart-grid": {"stroke": LINE, "stroke-width": "0.5", "fill": "none"},
    "chart-axis": {"stroke": SOFT, "fill": "none"},
    "chart-band": {"fill": "#f4f2ec"},
    "chart-now": {"fill": ACCENT_SOFT},
    "chart-today": {"stroke": DANGER, "stroke-width": "1.5", "fill": "none"},
    "chart-today-text": {"fill": DANGER},
    "chart-bar": {"fill": ACCENT},
    "chart-open": {"fill": SURFACE, "stroke": ACCENT, "stroke-width": "1.5"},
    "chart-unknown": {"fill": "none", "stroke": SOFT, "stroke-width": "1.5", "stroke-dasharray": "4 3"},
    "chart-in": {"fill": ACCENT},
    "chart-out": {"fill": ACCENT_SOFT, "stroke": ACCENT},
    "chart-balance": {"fill": INK},
    "chart-negative": {"fill": DANGER},
    "chart-not_started": {"fill": SURFACE, "stroke": SOFT, "stroke-width": "1.5"},
    "chart-on_track": {"fill": ACCENT},
    "chart-at_risk": {"fill": WARN},
    "chart-late": {"fill": DANGER},
    "chart-done": {"fill": OK},
    "chart-finished": {"fill": ACCENT_SOFT, "stroke": OK, "stroke-width": "1.5"},
    "chart-stopped": {"fill": SOFT},
    "chart-level-0": {"fill": mixed(0.06)},
    "chart-level-1": {"fill": mixed(0.24)},
    "chart-level-2": {"fill": mixed(0.46)},
    "chart-level-3": {"fill": mixed(0.84)},
    "chart-level-4": {"fill": ACCENT},
    "chart-border": {"stroke": SOFT, "stroke-linejoin": "round"},
}

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_HREF = re.compile(r"(https?://|/|#|\?|\.{0,2}/)")


def clean(text: str) -> str:
    """One line of text that XML can hold: spaces run together, forbidden characters shown as U+FFFD."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("\ufffd", text)).strip(" ")


def number(value: float) -> str:
    """At most one decimal: a tenth of a pixel is enough and keeps files small."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(*steps: str | float) -> str:
    """The `d` of a path from its letters and numbers: `path("M", 0, 10.04, "H", 5)` is `M0 10H5`."""
    text = ""
    for step in steps:
        text += step if isinstance(step, str) else f"{'' if text[-1:].isalpha() else ' '}{number(step)}"
    return text


def node(parent: ET.Element, tag: str, css: str = "", /, text: str = "", **attributes: str | float) -> ET.Element:
    """A child element. `font_size=12` becomes `font-size="12"`; the classes give their looks."""
    found: dict[str, str] = {}
    if css:
        found["class"] = css
        for name in css.split():
            found |= STYLE.get(name, {})
    for key, value in attributes.items():
        if value == 0 and key in {"x", "y"}:
            continue  # that is where things are anyway
        found[key.replace("_", "-")] = clean(value) if isinstance(value, str) else number(value)
    child = ET.SubElement(parent, tag, found)
    if text:
        child.text = clean(text)
    return child


def link(parent: ET.Element, href: str, name: str) -> ET.Element:
    """A part of the picture with a name; a link when there is an address.

    ValueError for an address that could run a script.
    """
    if href and not _HREF.match(href):
        raise ValueError(f"not an address on the web: {href!r}")
    child = node(parent, "a", href=href) if href else node(parent, "g", role="img")
    node(child, "title", text=name)
    return child


def _drop_empty(parent: ET.Element) -> None:
    """Take away the groups and paths that came to nothing."""
    for child in list(parent):
        _drop_empty(child)
        if (child.tag == "g" and not len(child)) or (child.tag == "path" and not child.get("d")):
            parent.remove(child)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture under the pencil: its root element and what all its parts need to know."""

    root: ET.Element
    ident: str  # unique in the page; begins the id of everything in the picture
    language: str
    width: float  # px

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    def say(self, key: str) -> str:
        """A word of `samsyn.charts.words` in the language of the picture."""
        return words(self.language)[key]

    def finished(self, height: float) -> str:
        """The picture as XML without a declaration, to be set into a page or written to a file."""
        self.root.set("viewBox", f"0 0 {number(self.width)} {number(height)}")
        self.root.set("width", number(self.width))
        self.root.set("height", number(height))
        _drop_empty(self.root)
        return ET.tostring(self.root, encoding="unicode").replace(" />", "/>")


def draw(kind: str, *, ident: str, title: str, description: str, language: str, width: float, linked: bool) -> Drawing:
    """An empty picture, named by title and description. ValueError if `ident` cannot be an id.

    `role="img"` hides what is inside from assistive technology, so a picture with links is a named group.
    """
    if not _IDENT.fullmatch(ident):
        raise ValueError(f"not an identifier: {ident!r}")
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"chart chart-{kind}",
            "role": "group" if linked else "img",
            "aria-labelledby": f"{ident}-title {ident}-desc",
            "lang": language,
            "font-family": "'Source Sans 3', sans-serif",
            "font-size": "14",
        },
    )
    node(root, "title", text=title, id=f"{ident}-title")
    node(root, "desc", text=description, id=f"{ident}-desc")
    return Drawing(root, ident, language, width)
