"""How far each line of a budget has come: what is booked and what is expected, as parts of the line's budget.

Every budget is drawn as long as the others, or the salaries would hide all the rest; the amounts stand beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import text_width, wrap
from .words import kronor

_BUDGET, _OUTCOME, _MARK = 20, 10, 28  # heights in px
_LEAST, _MOST = 1.1, 2.0  # the picture ends at 110 % of a budget, and at 200 % whatever is booked


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the budget; amounts in öre, None where nothing is known. `group` is the heading it stands under."""

    label: str
    budget: int | None
    outcome: int | None
    forecast: int | None
    group: str = ""
    href: str = ""


def outcome_bars(
    lines: Sequence[Compared],
    *,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """Budget as an open bar, outcome filled within it, forecast as a mark across.

    `width` in px as for `timeline`; below 560 label and amount stand above the bar.
    """
    drawing = draw(
        "outcome",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(line.href for line in lines),
    )
    page = _Page.measured(drawing, lines)
    grid = node(drawing.root, "g", aria_hidden="true")
    body = node(drawing.root, "g", "chart-text")
    y = page.legend(body)
    top, group = y, ""
    middles: list[float] = []
    for line in lines:
        if line.group != group:
            group = line.group
            y += 6
            node(body, "text", text=group, y=y + 18, font_weight="600")
            y += 26
        y, middle = page.line(body, line, y)
        middles.append(middle)
    for share in (0.0, 0.5, 1.0, 1.5, 2.0):
        if share <= page.most:
            css = "chart-axis" if share in (0, 1) else "chart-grid"
            beside_bars = "".join(path("M", page.x(share), at - _MARK / 2, "v", _MARK) for at in middles)
            through = path("M", page.x(share), top + 4, "V", y)
            node(grid, "path", css, d=beside_bars if drawing.narrow else through, stroke_width=1)
            text = f"{share:.0%}".replace("%", "\u00a0%")
            beside = {"text_anchor": "middle" if share < page.most - 0.05 else "end"} if share else {}
            node(body, "text", "chart-soft", text, x=page.x(share), y=y + 16, font_size=12, **beside)
    return drawing.finished(y + 32)


@dataclass(frozen=True, slots=True)
class _Page:
    """Columns: label to `label_end`, bars from `left` to `right`, amounts to the edge; `most` is the longest bar."""

    drawing: Drawing
    label_end: float
    left: float
    right: float
    most: float

    @classmethod
    def measured(cls, drawing: Drawing, lines: Sequence[Compared]) -> _Page:
        shown = [text for line in lines for text in _amounts(drawing, line)]
        amounts = ceil(max((text_width(text, 14) for text in shown), default=0))
        shares = [share for line in lines for share in (_share(line, line.outcome), _share(line, line.forecast))]
        most = min(max([_LEAST, *(share + 0.03 for share in shares if share is not None)]), _MOST)
        if drawing.narrow:
            return cls(drawing, drawing.width - amounts - 12, 4, drawing.width - 4, most)
        labels = max((text_width(line.label, 14) for line in lines), default=0)
        label_end = ceil(min(0.36 * drawing.width, labels + 4))
        return cls(drawing, label_end, label_end + 16, drawing.width - amounts - 20, most)

    def x(self, share: float) -> float:
        return round(self.left + min(max(share, 0), self.most) / self.most * (self.right - self.left))

    def legend(self, body: ET.Element) -> float:
        """What the three signs stand for."""
        at = 0.0
        for key, css in (("budget", "chart-open"), ("outcome", "chart-in"), ("forecast", "chart-balance")):
            wide = 4 if key == "forecast" else 24
            high = {"budget": 16, "outcome": _OUTCOME, "forecast": 22}[key]
            node(body, "rect", css, x=at + 1, y=13 - high / 2, width=wide, height=high)
            text = self.drawing.say(key)
            node(body, "text", text=text, x=at + wide + 8, y=18)
            at += wide + 8 + ceil(text_width(text, 14)) + 24
        return 28

    def line(self, body: ET.Element, line: Compared, y: float) -> tuple[float, float]:
        """Draw one line from `y` downwards; returns where the next begins, and the middle of its bars."""
        narrow, amounts = self.drawing.narrow, _amounts(self.drawing, line)
        group = link(body, line.href, f"{line.label}: {', '.join(_said(self.drawing, line))}")
        labels = wrap(line.label, self.label_end, 14, 3 if narrow else 2)
        high = max(18 * len(labels), 36) + 12
        if narrow:
            high += _MARK + 4
        if line.href:
            node(group, "path", d=path("M", 0, y, "H", self.drawing.width, "v", high, "H", 0), fill="none",
                 pointer_events="all")  # fmt: skip
        for index, text in enumerate(labels):
            node(group, "text", text=text, y=y + 18 + 18 * index)
        for index, text in enumerate(amounts):
            css = "chart-soft" if index else ""
            node(group, "text", css, text, x=self.drawing.width, y=y + 18 + 18 * index, text_anchor="end")
        middle = y + high - _MARK / 2 - 6 if narrow else y + 24
        if line.budget:
            self._bar(group, "chart-open", 1.0, middle, _BUDGET)
        booked, expected = _share(line, line.outcome), _share(line, line.forecast)
        if booked is not None:
            self._bar(group, "chart-in", booked, middle, _OUTCOME)
        if expected is not None:
            node(group, "rect", "chart-balance", x=self.x(expected) - 2, y=middle - _MARK / 2, width=4, height=_MARK)
        return y + high, middle

    def _bar(self, group: ET.Element, css: str, share: float, middle: float, high: float) -> None:
        wide = self.x(share) - self.left
        if wide > 0:
            node(group, "rect", css, x=self.left, y=middle - high / 2, width=max(wide, 2), height=high)


def _share(line: Compared, amount: int | None) -> float | None:
    """The part of the line's budget that an amount is; without a budget, whatever is booked fills the bar."""
    if amount is None:
        return None
    if not line.budget:
        return 1.0 if amount > 0 else 0.0
    return amount / line.budget


def _amounts(drawing: Drawing, line: Compared) -> list[str]:
    """What is booked, and under it the budget."""
    booked = "–" if line.outcome is None else kronor(line.outcome, drawing.language)
    budget = drawing.say("no_amount") if line.budget is None else kronor(line.budget, drawing.language)
    return [booked, drawing.say("of").format(budget) if line.budget is not None else budget]


def _said(drawing: Drawing, line: Compared) -> list[str]:
    known = (("budget", line.budget), ("outcome", line.outcome), ("forecast", line.forecast))
    return [
        f"{drawing.say(key).lower()} {drawing.say('no_amount') if amount is None else kronor(amount, drawing.language)}"
        for key, amount in known
        if amount is not None or key == "budget"
    ]
