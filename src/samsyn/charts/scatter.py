"""Value against effort: a numbered mark for each candidate, and the numbers' names in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import text_width, wrap
from .words import decimal

LOWEST, HIGHEST = 1, 5
_RADIUS = 12.0  # px: a target of 24
_CLEAR = 2 * _RADIUS + 2  # between two marks
_LIST = 24  # height of a line of the list
_BESIDE = 760  # px; from here the list stands beside the picture


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate. `number` is what its mark says (at most three characters); None is "cannot be told"."""

    number: str
    label: str
    value: float | None
    effort: float | None
    href: str = ""


def value_effort(
    candidates: Sequence[Weighed],
    *,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """The candidates by effort (to the right) and value (upwards), both 1–5; `width` as for `timeline`.

    Marks that would cover each other are moved apart, each with a line to where it belongs. Candidates without value or
    effort stand in the list only. ValueError for a figure outside 1–5.
    """
    if wrong := [f for c in candidates for f in (c.value, c.effort) if f is not None and not LOWEST <= f <= HIGHEST]:
        raise ValueError(f"not between {LOWEST} and {HIGHEST}: {wrong[0]}")
    drawing = draw(
        "scatter",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(candidate.href for candidate in candidates),
    )
    beside = width >= _BESIDE
    wide = ceil(0.56 * width) if beside else width
    field = _Field(24.0, 30.0, wide - 8, 30.0 + (0.8 if drawing.narrow else 0.62) * (wide - 32))
    _draw_field(drawing, field)
    _draw_marks(drawing, field, [candidate for candidate in candidates if _placed(candidate)])
    bottom = field.bottom + 48
    left, top = (wide + 32, 8.0) if beside else (0.0, bottom + 8)
    return drawing.finished(max(bottom, _list(drawing, candidates, left, top)) + 4)


def _placed(candidate: Weighed) -> bool:
    return candidate.value is not None and candidate.effort is not None


@dataclass(frozen=True, slots=True)
class _Field:
    left: float
    top: float
    right: float
    bottom: float

    def x(self, effort: float) -> float:
        return self._between(self.left, self.right, effort)

    def y(self, value: float) -> float:
        return self._between(self.bottom, self.top, value)

    @staticmethod
    def _between(start: float, end: float, figure: float) -> float:
        room = (end - start) / (HIGHEST - LOWEST + 1)  # half a step of paper around the lowest and the highest
        return round(start + room * (figure - LOWEST + 0.5), 1)

    def holds(self, x: float, y: float) -> bool:
        inside = _RADIUS + 1
        return self.left + inside <= x <= self.right - inside and self.top + inside <= y <= self.bottom - inside


def _draw_field(drawing: Drawing, field: _Field) -> None:
    grid = node(drawing.root, "g", aria_hidden="true")
    lines = "".join(path("M", field.x(level), field.top, "V", field.bottom) for level in range(LOWEST, HIGHEST + 1))
    lines += "".join(path("M", field.left, field.y(level), "H", field.right) for level in range(LOWEST, HIGHEST + 1))
    node(grid, "path", "chart-grid", d=lines, stroke_width=1)
    node(grid, "path", "chart-axis", d=path("M", field.left, field.top, "V", field.bottom, "H", field.right))
    figures = node(grid, "g", "chart-soft", font_size=12)
    for level in range(LOWEST, HIGHEST + 1):
        node(figures, "text", text=str(level), x=field.left - 8, y=field.y(level) + 4, text_anchor="end")
        node(figures, "text", text=str(level), x=field.x(level), y=field.bottom + 16, text_anchor="middle")
    node(grid, "text", "chart-text", drawing.say("value_axis"), y=14, font_weight=600)
    caption = drawing.say("effort_axis")
    node(grid, "text", "chart-text", caption, x=field.right, y=field.bottom + 38, font_weight=600, text_anchor="end")


def _draw_marks(drawing: Drawing, field: _Field, candidates: Sequence[Weighed]) -> None:
    lines = node(drawing.root, "g", aria_hidden="true")
    marks = node(drawing.root, "g")
    taken: list[tuple[float, float]] = []
    for candidate in candidates:
        x, y = field.x(candidate.effort or LOWEST), field.y(candidate.value or LOWEST)
        spot = next(spot for spot in _spots(field, x, y) if _is_free(spot, taken))
        taken.append(spot)
        if spot != (x, y):
            node(lines, "path", "chart-axis", d=path("M", x, y, "L", *spot))
            node(lines, "circle", "chart-balance", cx=x, cy=y, r=2.5)
        group = link(marks, candidate.href, _name(drawing, candidate))
        node(group, "circle", "chart-bar", cx=spot[0], cy=spot[1], r=_RADIUS)
        number = node(group, "text", "chart-on", candidate.number, x=spot[0], y=spot[1] + 4, font_size=12)
        number.attrib |= {"font-weight": "600", "text-anchor": "middle"}


def _spots(field: _Field, x: float, y: float) -> Iterator[tuple[float, float]]:
    """Where a mark may stand: where it belongs, then ever further from it; last of all outside the field."""
    yield x, y
    distance = _CLEAR
    while True:
        for step in range(16):
            at = round(x + distance * cos(pi * step / 8), 1), round(y - distance * sin(pi * step / 8), 1)
            if field.holds(*at):
                yield at
        distance += _CLEAR / 2
        if distance > 4 * (field.right - field.left):
            raise ValueError("too many candidates for the picture")


def _is_free(spot: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all((spot[0] - x) ** 2 + (spot[1] - y) ** 2 >= _CLEAR**2 for x, y in taken)


def _name(drawing: Drawing, candidate: Weighed) -> str:
    return f"{candidate.number}. {candidate.label}: {_figures(drawing, candidate)}"


def _figures(drawing: Drawing, candidate: Weighed) -> str:
    if candidate.value is None or candidate.effort is None:
        return drawing.say("not_placed")
    value, effort = (decimal(figure, drawing.language) for figure in (candidate.value, candidate.effort))
    return drawing.say("weighed").format(value, effort)


def _list(drawing: Drawing, candidates: Sequence[Weighed], left: float, y: float) -> float:
    """Number, name and figures, one below the other; returns the y below them."""
    group = node(drawing.root, "g", "chart-text")
    indent = max((ceil(text_width(candidate.number, 13)) for candidate in candidates), default=0) + 10
    for candidate in candidates:
        lines = wrap(candidate.label, drawing.width - left - indent, 13, 2)
        part = _entry(group, candidate, drawing)
        node(part, "text", text=candidate.number, x=left, y=y + 14, font_size=13, font_weight=600)
        for line in lines:
            node(part, "text", text=line, x=left + indent, y=y + 14, font_size=13)
            y += 16
        node(part, "text", "chart-soft", _figures(drawing, candidate), x=left + indent, y=y + 14, font_size=12)
        y += _LIST
    return y


def _entry(group: ET.Element, candidate: Weighed, drawing: Drawing) -> ET.Element:
    return link(group, candidate.href, _name(drawing, candidate)) if candidate.href else node(group, "g")
