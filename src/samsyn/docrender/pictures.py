"""Our SVG figures as PNG, for Word."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import typst

from samsyn.docrender.fonts import displayable, fonts
from samsyn.docrender.text import clean

DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Samsyn Sans")
#for svg in json(bytes(sys.inputs.figures)) { page(image(bytes(svg), format: "svg")) }
"""


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes
    width: float  # points
    height: float  # points


def pictures(svgs: Sequence[str]) -> list[Picture]:
    """Each SVG as PNG of 200 dots an inch, in the size the SVG gives (a pixel is a point)."""
    if not svgs:
        return []
    figures = json.dumps([displayable(clean(svg)) for svg in svgs])
    compiler = typst.Compiler(_SHEET, font_paths=fonts(), sys_inputs={"figures": figures})
    made = compiler.compile(format="png", ppi=DOTS_PER_INCH)
    pages = [made] if isinstance(made, bytes) else made or []
    return [_picture(png) for png in pages]


def _picture(png: bytes) -> Picture:
    width, height = struct.unpack(">II", png[16:24])
    points = _POINTS_PER_INCH / DOTS_PER_INCH
    return Picture(png, width * points, height * points)
