"""A county's municipalities as a map, shaded by class and lettered with their values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node
from .text import shorten, text_width

LEVELS = 5
_DARK = 3  # from this level the text on a municipality is light
_COLLATION = str.maketrans("ÅÄÖåäö", "[\\]{|}")  # å ä ö last, as Swedish sorts


@dataclass(frozen=True, slots=True)
class MapValue:
    """What a municipality shows: a short text ("83 %") and its class, 0 (light) to 4 (dark); None is "no data"."""

    label: str
    level: int | None
    href: str = ""


@cache
def _county(code: str) -> dict[str, Any] | None:
    """The geometry that tools/county_map.py wrote, or None."""
    found = resources.files(__package__).joinpath("data", "counties", f"{code}.json")
    return json.loads(found.read_text(encoding="utf-8")) if code.isdigit() and found.is_file() else None


def county_map(
    values: Mapping[str, MapValue],
    *,
    ident: str,
    title: str,
    description: str,
    levels: Sequence[str] = (),
    county: str = "06",
    language: str = "sv",
    width: float = 600,
) -> str | None:
    """The map of `county` (a two-digit code), or None where there is no geometry for it.

    `values` by four-digit municipality code; a municipality without one is drawn as "no data". `levels` are the
    captions of the classes from 0 upwards. From 560 px names and values stand in the map; below it, numbers do, and
    the names follow underneath. ValueError for a municipality of another county or a level that is not 0–4.
    """
    geometry = _county(county)
    if geometry is None:
        return None
    places = sorted(geometry["municipalities"], key=lambda place: place["name"].translate(_COLLATION))
    if strange := values.keys() - {place["code"] for place in places}:
        raise ValueError(f"not in county {county}: {sorted(strange)}")
    if wrong := [value.level for value in values.values() if value.level not in {None, *range(LEVELS)}]:
        raise ValueError(f"not a level: {wrong[0]!r}")
    drawing = draw(
        "map",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(value.href for value in values.values()),
    )
    nothing = MapValue("–", None)
    _define_hatch(drawing)
    scale = width / geometry["width"]
    land = node(drawing.root, "g", "chart-border", transform=f"scale({scale:.4f})", stroke_width=0.8 / scale)
    lettering = node(drawing.root, "g", "chart-text", text_anchor="middle", pointer_events="none", aria_hidden="true")
    for number, place in enumerate(places, 1):
        value = values.get(place["code"], nothing)
        group = link(
            land, value.href, f"{place['name']}: {drawing.say('no_data') if value is nothing else value.label}"
        )
        if value.level is None:
            node(group, "path", "chart-none", d=place["d"], fill=f"url(#{ident}-none)")
        else:
            node(group, "path", f"chart-level-{value.level}", d=place["d"])
        x, y = (scale * at for at in place["label"])
        if drawing.narrow:
            _lines(lettering, value, x, y, [str(number)])
        else:
            _lines(lettering, value, x, y, [place["name"], value.label])
    below = scale * geometry["height"] + 8
    if drawing.narrow:
        named = [(place["name"], values.get(place["code"], nothing).label) for place in places]
        below = _list(drawing, named, below)
    missing = any(values.get(place["code"], nothing).level is None for place in places)
    return drawing.finished(_legend(drawing, levels, below, missing=missing))


def _define_hatch(drawing: Drawing) -> None:
    pattern = node(node(drawing.root, "defs"), "pattern", id=f"{drawing.ident}-none", width=6, height=6)
    pattern.attrib |= {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    node(pattern, "rect", "chart-band", width=6, height=6)
    node(pattern, "path", "chart-grid", d="M0 0V6", stroke_width=3)


def _lines(parent: ET.Element, value: MapValue, x: float, y: float, lines: Sequence[str]) -> None:
    """Name and value, centred on the point; light on the dark classes."""
    css = "chart-on" if (value.level or 0) >= _DARK else ""
    top = y + 5 - 8 * (len(lines) - 1)
    for index, line in enumerate(lines):
        text = node(parent, "text", css, line, x=x, y=top + 16 * index, font_size=13)
        if index or len(lines) == 1:
            text.set("font-weight", "600")


def _list(drawing: Drawing, named: Sequence[tuple[str, str]], y: float) -> float:
    """Number, name and value in two columns; returns the y below them."""
    column = drawing.width / 2
    rows = (len(named) + 1) // 2
    group = node(drawing.root, "g", "chart-text", font_size=13)
    for index, (name, label) in enumerate(named):
        x, at = column * (index // rows), y + 16 + 22 * (index % rows)
        value = shorten(label, column - 44 - text_width(name, 13), 13)
        node(group, "text", "chart-soft", str(index + 1), x=x + 16, y=at, text_anchor="end")
        node(group, "text", text=name, x=x + 22, y=at)
        node(group, "text", text=value, x=x + column - 12, y=at, text_anchor="end", font_weight=600)
    return y + 22 * rows + 12


def _legend(drawing: Drawing, levels: Sequence[str], y: float, *, missing: bool) -> float:
    """A swatch and a caption for each class, and for "no data" when it is on the map; returns the y below."""
    x = 0.0
    captions: list[tuple[str, dict[str, str]]] = [(f"chart-level-{n}", {}) for n in range(len(levels))]
    texts = list(levels)
    if missing:
        captions.append(("chart-none", {"fill": f"url(#{drawing.ident}-none)"}))
        texts.append(drawing.say("no_data"))
    for (css, fill), text in zip(captions, texts, strict=True):
        wide = 24 + text_width(text, 13)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 24
        node(drawing.root, "rect", f"{css} chart-border", x=x + 0.5, y=y + 0.5, width=16, height=16, **fill)
        node(drawing.root, "text", "chart-text", text, x=x + 24, y=y + 13, font_size=13)
        x += wide + 18
    return y + (24 if texts else 0)
