"""What the tests of every picture ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from samsyn.charts.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "\"><script>alert(1)</script>&amp; ' ]]> \x00\x1b <b onload=x>"


def check(svg: str) -> ET.Element:
    """Parse a picture and assert what holds for all: names, ids, no styles, no scripts, nothing outside
    the paper.
    """
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    named_by = root.attrib["aria-labelledby"].split()
    assert [root.find(f".//*[@id='{name}']").tag for name in named_by] == [f"{SVG}title", f"{SVG}desc"]
    prefix = named_by[0].removesuffix("title")
    assert all(name.startswith(prefix) for name in ids)
    linked = list(root.iter(f"{SVG}a"))
    assert root.attrib["role"] == ("group" if linked else "img")
    assert all(anchor[0].tag == f"{SVG}title" and anchor[0].text for anchor in linked)
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        reference = element.get("href", "")
        if element.tag == f"{SVG}use":
            assert reference.removeprefix("#") in ids
    assert not re.search(r"\d\.\d\d", " ".join(re.findall(r' (?:d|x|y|width|height)="([^"]*)"', svg)))
    return root


def texts(root: ET.Element) -> list[str]:
    """The visible lines of text, in the order drawn."""
    return ["".join(element.text or "") for element in root.iter(f"{SVG}text")]


def titles(root: ET.Element) -> list[str]:
    """Name of the picture and of each part."""
    return [element.text or "" for element in root.iter(f"{SVG}title")]


def by_class(root: ET.Element, css: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if css in element.get("class", "").split())


def check_lettering(root: ET.Element, least: float = 0) -> None:
    """Assert that every straight line of text stays on the paper and clear of the others."""
    boxes = []
    for parent in root.iter():
        for text in parent:
            if text.tag == f"{SVG}text" and text.text:
                size = float(text.get("font-size") or parent.get("font-size") or 14)
                assert size >= least
                wide = text_width(text.text, size)
                anchor = text.get("text-anchor") or parent.get("text-anchor")
                left = float(text.get("x", 0)) - wide * {None: 0, "middle": 0.5, "end": 1}[anchor]
                boxes.append((left, left + wide, float(text.get("y", 0)), text.text))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for index, (left, right, y, text) in enumerate(boxes):
        assert left >= -0.1 and right <= width + 0.1 and 8 <= y <= height, text
        for other_left, other_right, other_y, other in boxes[index + 1 :]:
            apart = abs(y - other_y) >= 9 or right <= other_left + 0.1 or other_right <= left + 0.1
            assert apart, (text, other)


@pytest.fixture
def frame() -> dict[str, str]:
    """What every picture is called with."""
    return {"ident": "bild", "title": "Bilden", "description": "Vad bilden visar"}
