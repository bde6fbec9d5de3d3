"""The budget as a stair: opening balance, each income up, each cost down, closing balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import text_width, wrap
from .words import kronor

_BAR = 16
_UNKNOWN = 44  # px of a box for an amount that is missing: any width would be a guess


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of the budget; `amount` in öre, None when none is given."""

    label: str
    amount: int | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the picture: a bar from one balance to another, both in öre; a heading has neither."""

    label: str
    shown: str
    css: str = ""
    start: int | None = None
    end: int | None = None
    href: str = ""
    unknown: bool = False
    strong: bool = False


def budget_bars(
    *,
    opening: int | None,
    income: Sequence[Amount],
    costs: Sequence[Amount],
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """A waterfall of a year's budget in öre, read like the table behind it: label, bar, amount.

    The closing balance is what the known amounts give; if one is missing, the picture says so. `width` in px as for
    `timeline`; below 560 label and amount stand above the bar.
    """
    drawing = draw(
        "budget",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(amount.href for amount in (*income, *costs)),
    )
    lines = _lines(drawing, opening, income, costs)
    page = _Page.measured(drawing, lines)
    grid = node(drawing.root, "g", aria_hidden="true")
    body = node(drawing.root, "g", "chart-text")
    y, stair, zero, foot = 2.0, "", "", 0.0
    for index, line in enumerate(lines):
        if line.strong and index:
            y += 4
            node(grid, "path", "chart-grid", d=path("M", 0, y, "H", width), stroke_width=1)
        y, top = page.draw(body, line, y)
        if top:
            if drawing.narrow:
                zero += path("M", page.x(0), top - 3, "v", _BAR + 6)
            elif foot and line.css in {"chart-in", "chart-out"}:
                stair += path("M", page.x(line.start or 0), foot, "V", top)
            foot = top + _BAR
    node(grid, "path", "chart-grid", d=stair, stroke_width=1)
    node(grid, "path", "chart-axis", d=zero if drawing.narrow else path("M", page.x(0), 2, "V", y))
    if any(line.unknown for line in lines):
        for text in wrap(drawing.say("without"), width, 12, 2):
            y += 16
            node(drawing.root, "text", "chart-warning", text, y=y + 2, font_size=12)
    return drawing.finished(y + 8)


def _lines(drawing: Drawing, opening: int | None, income: Sequence[Amount], costs: Sequence[Amount]) -> list[_Line]:
    def amount(value: int | None, sign: str = "") -> str:
        return drawing.say("no_amount") if value is None else sign + kronor(value, drawing.language)

    def css(balance: int) -> str:
        return "chart-negative" if balance < 0 else "chart-balance"

    balance = opening or 0
    lines = [
        _Line(
            drawing.say("opening"),
            amount(opening),
            css(balance),
            0,
            balance,
            unknown=opening is None,
            strong=True,
        )
    ]
    for heading, rows, direction, colour in (("in", income, 1, "chart-in"), ("out", costs, -1, "chart-out")):
        total = sum(row.amount or 0 for row in rows)
        lines.append(_Line(drawing.say(heading), amount(total), strong=True))
        for row in rows:
            after = balance + direction * (row.amount or 0)
            sign = "" if row.amount is None else "+" if direction > 0 else "−"
            lines.append(
                _Line(row.label, amount(row.amount, sign), colour, balance, after, row.href, row.amount is None)
            )
            balance = after
    lines.append(_Line(drawing.say("closing"), amount(balance), css(balance), 0, balance, strong=True))
    return lines


@dataclass(frozen=True, slots=True)
class _Page:
    """Columns: label to `label_end`, bars from `left` to `right`, amounts to the edge; and the scale of the bars."""

    drawing: Drawing
    label_end: float
    left: float
    right: float
    lowest: int
    highest: int

    @classmethod
    def measured(cls, drawing: Drawing, lines: Sequence[_Line]) -> _Page:
        amounts = ceil(max(text_width(line.shown, 14) for line in lines))
        labels = max(text_width(line.label, 14) for line in lines)
        ends = [0, *(end for line in lines for end in (line.start, line.end) if end is not None)]
        if drawing.narrow:
            label_end, left, right = drawing.width - amounts - 12, 1.0, drawing.width - 1
        else:
            label_end = ceil(min(0.36 * drawing.width, labels + 4))
            left, right = label_end + 16, drawing.width - amounts - 16
        return cls(drawing, label_end, left, right, min(ends), max(ends))

    def x(self, balance: int) -> float:
        share = (balance - self.lowest) / ((self.highest - self.lowest) or 1)
        return round(self.left + share * (self.right - self.left))

    def draw(self, body: ET.Element, line: _Line, y: float) -> tuple[float, float]:
        """Draw one line from `y` downwards; returns where the next begins and the top of the bar, 0 without one."""
        narrow, wide, heading = self.drawing.narrow, self.drawing.width, line.start is None
        labels = wrap(line.label, self.label_end, 14, 3 if narrow else 2)
        text_high = 18 * len(labels)
        high = text_high + 10 + (_BAR + 6 if narrow and not heading else 0)
        group = link(body, line.href, f"{line.label}: {line.shown}")
        if line.strong:
            group.set("font-weight", "600")
        if line.href:
            d = path("M", 0, y, "H", wide, "v", high, "H", 0)
            node(group, "path", d=d, fill="none", pointer_events="all")
        for index, text in enumerate(labels):
            node(group, "text", text=text, y=y + 18 + 18 * index)
        css = "chart-warning" if line.unknown or line.css == "chart-negative" else ""
        at = y + 18 if narrow else y + text_high / 2 + 9
        node(group, "text", css, line.shown, x=wide, y=at, text_anchor="end")
        if line.start is None or line.end is None:
            return y + high, 0
        top = y + (text_high + 8 if narrow else (high - _BAR) / 2)
        left, right = sorted((self.x(line.start), self.x(line.end)))
        if line.unknown:
            left, right = min(left, self.right - _UNKNOWN), min(left, self.right - _UNKNOWN) + _UNKNOWN
        left = min(left, self.right - 2)  # a small amount still has to be seen
        css = "chart-unknown" if line.unknown else line.css
        node(group, "rect", css, x=left, y=top, width=max(right - left, 2), height=_BAR)
        return y + high, top
