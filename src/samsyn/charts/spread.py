"""How the members have judged: a dot for each, the median below, one row for each criterion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import text_width, wrap
from .words import decimal

LEVELS = range(1, 6)
_DOT = 6.0  # px radius
_PITCH = 2 * _DOT + 2
_HEAD = 24.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion. `levels` as they stand now; `before` are those that their givers have since changed."""

    label: str
    levels: Sequence[int]
    missing: int = 0
    median: float | None = None
    before: Sequence[int] = ()


def dot_plot(
    rows: Sequence[Judged],
    *,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """One row for each criterion over the levels 1–5. Below 560 px the label stands above the dots.

    ValueError for a level that there is not.
    """
    if wrong := [level for row in rows for level in (*row.levels, *row.before) if level not in LEVELS]:
        raise ValueError(f"not a level: {wrong[0]!r}")
    drawing = draw(
        "spread", ident=ident, title=title, description=description, language=language, width=width, linked=False
    )
    page = _Page.measured(drawing, rows)
    back = node(drawing.root, "g", aria_hidden="true")
    figures = node(back, "g", "chart-soft", font_size=12, text_anchor="middle")
    for level in LEVELS:
        node(figures, "text", text=str(level), x=page.x(level), y=14)
    body = node(drawing.root, "g", "chart-text")
    y, bands = _HEAD, ""
    for row in rows:
        node(back, "path", "chart-grid", d=path("M", 0, y, "H", width), stroke_width=1)
        y, top, bottom = page.draw(body, row, y)
        bands += "".join(path("M", page.x(level), top, "V", bottom) for level in LEVELS)
    node(back, "path", "chart-grid", d=bands, stroke_width=1)
    changed = any(row.before for row in rows)
    return drawing.finished(_legend(drawing, y + 10, changed=changed))


@dataclass(frozen=True, slots=True)
class _Page:
    """Labels to `label_end`, dots from `left` to `right`, figures to the edge."""

    drawing: Drawing
    label_end: float
    left: float
    right: float

    @classmethod
    def measured(cls, drawing: Drawing, rows: Sequence[Judged]) -> _Page:
        wide = drawing.width
        figures = ceil(max((text_width(_told(drawing, row), 12) for row in rows), default=0))
        if drawing.narrow:
            return cls(drawing, wide, 0, wide)
        label_end = ceil(min(0.32 * wide, max((text_width(row.label, 14) for row in rows), default=0) + 4))
        return cls(drawing, label_end, label_end + 12, wide - figures - 12)

    def x(self, level: float) -> float:
        step = (self.right - self.left) / len(LEVELS)
        return round(self.left + step * (level - 0.5), 1)

    def draw(self, body: ET.Element, row: Judged, y: float) -> tuple[float, float, float]:
        """Draw a row from `y` downwards; returns where the next begins, and the top and foot of its dots."""
        drawing = self.drawing
        told = _told(drawing, row)
        labels = wrap(row.label, self.label_end, 14, 3)
        text_high = 18 * len(labels)
        across = max(int((self.right - self.left) / len(LEVELS) / _PITCH), 1)
        stacks = {level: [row.levels.count(level), list(row.before).count(level)] for level in LEVELS}
        deep = max(-(-sum(stack) // across) for stack in stacks.values()) or 1
        dots_high = deep * _PITCH + 14
        if drawing.narrow:
            high, top = text_high + dots_high + 36, y + text_high + 28
        else:
            high = max(text_high, dots_high) + 12
            top = y + (high - dots_high) / 2
        group = link(body, "", self._name(row))
        label_y = y + (6 if drawing.narrow else (high - text_high) / 2) + 14
        for index, text in enumerate(labels):
            node(group, "text", text=text, y=label_y + 18 * index)
        if drawing.narrow:
            node(group, "text", "chart-soft", told, y=label_y + text_high - 2, font_size=12)
        else:
            at = y + high / 2 + 4
            node(group, "text", "chart-soft", told, x=drawing.width, y=at, font_size=12, text_anchor="end")
        for level, (now, before) in stacks.items():
            self._stack(group, level, now, before, across, top + _PITCH / 2)
        foot = top + deep * _PITCH + 2
        if row.median is not None:
            node(group, "path", "chart-balance", d=_arrow(self.x(row.median), foot))
        return y + high, top, foot

    def _stack(self, group: ET.Element, level: int, now: int, before: int, across: int, y: float) -> None:
        """The dots of a level side by side, in as many lines as it takes: those that stand, then the earlier ones."""
        for index in range(now + before):
            line, place = divmod(index, across)
            in_line = min(now + before - line * across, across)
            x = self.x(level) + (place - (in_line - 1) / 2) * _PITCH
            css, radius = ("chart-bar", _DOT) if index < now else ("chart-open", _DOT - 1)
            node(group, "circle", css, cx=x, cy=y + line * _PITCH, r=radius)

    def _name(self, row: Judged) -> str:
        levels = ", ".join(map(str, sorted(row.levels))) or self.drawing.say("nobody")
        return f"{row.label}: {levels}. {_told(self.drawing, row)}"


def _arrow(x: float, y: float) -> str:
    return path("M", x, y, "l", 5, 9, "h", -10, "z")


def _told(drawing: Drawing, row: Judged) -> str:
    n = len(row.levels)
    told = drawing.say("judged_by").format(n, n + row.missing)
    if row.median is None:
        return told
    return f"{drawing.say('median')} {decimal(row.median, drawing.language)} · {told}"


def _legend(drawing: Drawing, y: float, *, changed: bool) -> float:
    group = node(drawing.root, "g", "chart-text", font_size=12, aria_hidden="true")
    entries = ["one_member", *(["before_talk"] if changed else []), "median"]
    x = 0.0
    for entry in entries:
        caption = drawing.say(entry)
        wide = 20 + text_width(caption, 12)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 20
        if entry == "median":
            node(group, "path", "chart-balance", d=_arrow(x + _DOT, y))
        else:
            css = "chart-open" if entry == "before_talk" else "chart-bar"
            node(group, "circle", css, cx=x + _DOT, cy=y + 5, r=_DOT - 1)
        node(group, "text", text=caption, x=x + 18, y=y + 9)
        x += wide + 18
    return y + 20
