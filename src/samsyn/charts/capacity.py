"""What runs at the same time in each quarter, as blocks against a line: what can be carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import shorten, text_width, wrap

_BLOCK = 26  # px high, and the row of a quarter on a phone
_GAP = 2
_LOOKS = {"campaign": "chart-bar", "other": "chart-out", "proposed": "chart-unknown"}
BlockKind = Literal["campaign", "other", "proposed"]


@dataclass(frozen=True, slots=True)
class Block:
    """One effort: `label` is its short name (U3), `title` its whole."""

    label: str
    title: str
    kind: BlockKind = "campaign"


@dataclass(frozen=True, slots=True)
class QuarterLoad:
    year: int
    number: int  # 1–4
    blocks: Sequence[Block]  # what runs at the same time
    over: int = 0  # how many too many


def capacity_bars(
    quarters: Sequence[QuarterLoad],
    *,
    at_a_time: int,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """The quarters side by side; below 560 px one below the other. Too much is said in words."""
    drawing = draw(
        "capacity", ident=ident, title=title, description=description, language=language, width=width, linked=False
    )
    chart = _Rows(drawing, quarters, at_a_time) if drawing.narrow else _Columns(drawing, quarters, at_a_time)
    return drawing.finished(_legend(drawing, quarters, chart.draw()) + 4)


@dataclass(frozen=True, slots=True)
class _Chart:
    drawing: Drawing
    quarters: Sequence[QuarterLoad]
    at_a_time: int

    @property
    def most(self) -> int:
        return max(self.at_a_time, *(len(quarter.blocks) for quarter in self.quarters), 1)

    @property
    def limit(self) -> str:
        return self.drawing.say("capacity").format(self.at_a_time)

    def name(self, quarter: QuarterLoad) -> str:
        running = "; ".join(block.title for block in quarter.blocks) or self.drawing.say("nothing_runs")
        when = f"{self.drawing.say('quarter').format(quarter.number)} {quarter.year}"
        return ". ".join(filter(None, (f"{when}: {running}", self.too_many(quarter))))

    def too_many(self, quarter: QuarterLoad) -> str:
        return self.drawing.say("too_many").format(quarter.over) if quarter.over else ""

    def block(self, group: ET.Element, block: Block, x: float, y: float, wide: float) -> None:
        css = _LOOKS[block.kind]
        inset = 0 if block.kind == "campaign" else 0.75  # an outline is drawn on the edge: keep it inside
        high = _BLOCK - _GAP
        node(group, "rect", css, x=x + inset, y=y + inset, width=wide - 2 * inset, height=high - 2 * inset)
        text = shorten(block.label, wide - 6, 12)
        lettering = "chart-on" if block.kind == "campaign" else "chart-text"
        at = {"x": x + wide / 2, "y": y + high / 2 + 4}
        node(group, "text", lettering, text, font_size=12, text_anchor="middle", **at)


class _Columns(_Chart):
    def draw(self) -> float:
        wide = self.drawing.width
        left = ceil(text_width(self.limit.split()[0], 13)) + 14
        step = (wide - left) / max(len(self.quarters), 1)
        words = [wrap(self.too_many(quarter), step - 4, 12, 4) if quarter.over else [] for quarter in self.quarters]
        above = max((15 * len(lines) for lines in words), default=0) + 8
        foot = above + self.most * _BLOCK
        back = node(self.drawing.root, "g", aria_hidden="true")
        body = node(self.drawing.root, "g")
        for index, (quarter, lines) in enumerate(zip(self.quarters, words, strict=True)):
            self._column(body, quarter, lines, left + index * step, step, foot)
        self._axis(back, left, step, foot)
        self._line(back, left, foot)
        return foot + 44

    def _column(
        self, body: ET.Element, quarter: QuarterLoad, words: Sequence[str], x: float, step: float, foot: float
    ) -> None:
        group = link(body, "", self.name(quarter))
        node(group, "path", d=path("M", x, foot, "h", step), fill="none")
        y = foot
        for block in quarter.blocks:
            y -= _BLOCK
            self.block(group, block, x + 3, y + _GAP / 2, step - 6)
        for line in reversed(words):
            node(
                group,
                "text",
                "chart-warning",
                line,
                x=x + step / 2,
                y=y - 4,
                font_size=12,
                font_weight=600,
                text_anchor="middle",
            )
            y -= 15

    def _axis(self, back: ET.Element, left: float, step: float, foot: float) -> None:
        node(back, "path", "chart-axis", d=path("M", left, foot, "H", self.drawing.width))
        lines = ""
        for index, quarter in enumerate(self.quarters):
            x = left + index * step
            caption = self.drawing.say("quarter").format(quarter.number)
            if text_width(caption, 12) > step - 2:
                caption = str(quarter.number)
            node(back, "text", "chart-soft", caption, x=x + step / 2, y=foot + 17, font_size=12, text_anchor="middle")
            if quarter.number == 1 or not index:
                lines += path("M", x, foot, "v", 40)
                node(back, "text", "chart-text", str(quarter.year), x=x + 5, y=foot + 36, font_weight=600)
        node(back, "path", "chart-axis", d=lines)

    def _line(self, back: ET.Element, left: float, foot: float) -> None:
        y = foot - self.at_a_time * _BLOCK
        node(back, "path", "chart-today", d=path("M", left - 6, y, "H", self.drawing.width))
        for index, word in enumerate(self.limit.split()):
            node(back, "text", "chart-today-text", word, y=y + 16 * index + 4, font_size=13, font_weight=600)


class _Rows(_Chart):
    def draw(self) -> float:
        wide, back = self.drawing.width, node(self.drawing.root, "g", aria_hidden="true")
        body = node(self.drawing.root, "g")
        left = ceil(text_width(self.drawing.say("quarter").format(4), 13)) + 12
        step = (wide - left - 2) / self.most
        limit_x = left + self.at_a_time * step
        half = text_width(self.limit, 12) / 2
        at = min(max(limit_x, left + half), wide - half)
        node(
            back,
            "text",
            "chart-today-text",
            self.limit,
            x=at,
            y=12,
            font_size=12,
            font_weight=600,
            text_anchor="middle",
        )
        y, lines = 20.0, ""
        for index, quarter in enumerate(self.quarters):
            if quarter.number == 1 or not index:
                node(body, "text", "chart-text", str(quarter.year), y=y + 20, font_weight=600)
                y += 28
            group = link(body, "", self.name(quarter))
            caption = self.drawing.say("quarter").format(quarter.number)
            node(group, "text", "chart-soft", caption, y=y + 16, font_size=13)
            for place, block in enumerate(quarter.blocks):
                self.block(group, block, left + place * step + 1, y, step - 2)
            lines += path("M", limit_x, y - 3, "v", _BLOCK + 3)
            y += _BLOCK
            if quarter.over:
                node(
                    group,
                    "text",
                    "chart-warning",
                    self.too_many(quarter),
                    x=left,
                    y=y + 12,
                    font_size=12,
                    font_weight=600,
                )
                y += 18
            y += 4
        node(back, "path", "chart-today", d=lines)
        return y + 6


def _legend(drawing: Drawing, quarters: Sequence[QuarterLoad], y: float) -> float:
    """A swatch and a word for each kind that is in the picture."""
    used = {block.kind for quarter in quarters for block in quarter.blocks}
    group = node(drawing.root, "g", "chart-text", font_size=13, aria_hidden="true")
    x = 0.0
    for kind, css in _LOOKS.items():
        if kind not in used:
            continue
        caption = drawing.say(f"effort_{kind}")
        wide = 24 + text_width(caption, 13)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 24
        node(group, "rect", css, x=x + 1, y=y + 1, width=15, height=15)
        node(group, "text", text=caption, x=x + 24, y=y + 13)
        x += wide + 18
    return y + (24 if used else 0)
