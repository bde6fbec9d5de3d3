"""The timeline: development areas as bars on an axis of years and quarters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from xml.etree import ElementTree as ET

from .status import SIGN, Status, bar_class, define_signs, sign, status_legend
from .svg import Drawing, draw, link, node, path
from .text import shorten, text_width, wrap
from .words import day, period

_AXIS = 42.0  # px for years and quarters
_LINE = 18  # height of a line of label
_SMALL = 15  # height of a line of small print
_BAR = 14
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One area. A missing date leaves that end open; with neither, and nothing open, the row has no time.

    `kind` "programme" draws a bracket over its steps and "step" indents; all other kinds are bars.
    `status` is a value of `charts.Status` or "". `time` is the plan's own words, shown instead of the
    dates. A heading stands wherever `group` changes.
    """

    label: str
    code: str = ""
    starts: date | None = None
    ends: date | None = None
    kind: str = ""
    status: str = ""
    href: str = ""
    group: str = ""
    open_start: bool = False
    open_end: bool = False
    time: str = ""


def timeline(
    rows: Sequence[TimelineRow],
    *,
    first: date,
    last: date,
    today: date | None,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 960,
) -> str:
    """A Gantt chart of `rows` between `first` and `last` (both included), in their order.

    What goes beyond the frame gets an arrow, what lies wholly outside it an arrow and its time at the
    edge, and what has no readable time says so. `width` in px at full size: 960 for a desktop page, 640
    for paper, 358 for a phone of 390 px; below 560 labels stand above their bars. ValueError if the frame
    ends before it begins or a status is unknown.
    """
    if last < first:
        raise ValueError(f"the timeline ends ({last}) before it begins ({first})")
    states = {Status(row.status) for row in rows if row.status}
    drawing = draw(
        "timeline",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(row.href for row in rows),
    )
    define_signs(drawing, states)
    page = _Page.measured(drawing, rows, first, last)
    layers = _Layers(drawing.root)
    now = today if today and first <= today <= last else None
    y = top = _AXIS + (20 if now else 4)
    rules, group = "", ""
    for index, row in enumerate(rows):
        if row.group != group:
            group = row.group
            y += 10 if index else 0
            for line in wrap(group, width, 14, 2):
                node(layers.links, "text", text=line, x=0, y=y + 18, font_weight=600)
                y += 24
        if index:
            rules += path("M", 0, y, "H", page.right)
        y = _Row(row, page, layers).draw(y)
    layers.draw_shapes()
    strips = layers.strips if drawing.narrow else [(top - 2, y - top + 2)]
    node(layers.grid, "path", "chart-grid", d=rules)
    _draw_axis(page, layers.grid, strips)
    if now:
        _draw_today(page, layers.today, now, strips)
    if states:
        y = status_legend(drawing, {status: "" for status in Status if status in states}, y + 14)
    return drawing.finished(y + 4)


class _Layers:
    """Groups from the back to the front; what they share is written once, which keeps the file small."""

    def __init__(self, root: ET.Element) -> None:
        hidden = node(root, "g", aria_hidden="true")  # the names of the rows say it all, and in order
        self.grid = node(hidden, "g")
        self._shapes = node(hidden, "g")
        self.today = node(hidden, "g")
        self.times = node(hidden, "g", "chart-halo", font_size=12)
        self.troubles = node(hidden, "g", "chart-halo chart-warning", font_size=12)
        self.small = node(hidden, "g", "chart-soft", font_size=12)
        self.warnings = node(hidden, "g", "chart-warning", font_size=12)
        self.signs = node(hidden, "g")
        self.links = node(root, "g", "chart-text", pointer_events="all")
        self.strips: list[tuple[float, float]] = []  # where bars stand: y and height
        self._by_class: dict[str, str] = {}

    def shape(self, css: str, *steps: str | float) -> None:
        """Add to the one path that all shapes of a class make."""
        self._by_class[css] = self._by_class.get(css, "") + path(*steps)

    def draw_shapes(self) -> None:
        for css, d in self._by_class.items():
            node(self._shapes, "path", css, d=d)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where things stand: code, sign and label from the left edge, the time from `left` to `right`."""

    drawing: Drawing
    first: date
    last: date
    code: float  # where the sign begins
    label: float  # where an unindented label begins
    label_end: float
    left: float
    right: float

    @classmethod
    def measured(cls, drawing: Drawing, rows: Sequence[TimelineRow], first: date, last: date) -> _Page:
        code = ceil(max((text_width(row.code, 12) + 8 for row in rows if row.code), default=0))
        label = code + (SIGN + 6 if any(row.status for row in rows) else 0)
        widest = max((text_width(row.label, 14) + _indent(row) for row in rows), default=0.0)
        end = drawing.width if drawing.narrow else ceil(min(0.38 * drawing.width, label + widest + 4))
        left = 10 if drawing.narrow else end + 20
        return cls(drawing, first, last, code, label, end, left, drawing.width - 10)

    def x(self, when: date) -> float:
        """Where the day begins, kept within the frame, on a whole pixel: sharper, and less to write."""
        share = (when - self.first).days / ((self.last - self.first).days + 1)
        return round(self.left + min(max(share, 0), 1) * (self.right - self.left))

    def quarters(self) -> Iterator[tuple[date, date]]:
        """First day of each quarter and of the next, the outermost cut off at the frame."""
        starts = self.first
        while starts <= self.last:
            month = 3 * ((starts.month - 1) // 3) + 4
            following = date(starts.year + month // 13, (month - 1) % 12 + 1, 1)
            yield starts, min(following, self.last + _DAY)
            starts = following


@dataclass(frozen=True, slots=True)
class _Span:
    """A bar: its ends in px, and whether it goes on beyond the frame; wholly outside it has no length."""

    left: float
    right: float
    before: bool
    after: bool

    @classmethod
    def of(cls, row: TimelineRow, page: _Page) -> _Span:
        if row.ends and row.ends < page.first:
            return cls(page.left, page.left, before=True, after=False)
        if row.starts and row.starts > page.last:
            return cls(page.right, page.right, before=False, after=True)
        left = page.x(row.starts) if row.starts else page.left
        right = page.x(row.ends + _DAY) if row.ends else page.right
        if right - left < 4:  # a day or a week still has to be seen
            left = min(left, page.right - 4)
            right = left + 4
        return cls(
            left,
            right,
            before=row.open_start or row.starts is None or row.starts < page.first,
            after=row.open_end or row.ends is None or row.ends > page.last,
        )

    def room_for(self, wide: float, page: _Page) -> float | None:
        """The x of a text of this width beside the bar; None if there is no room."""
        after = self.right + (14 if self.after and self.right < page.right else 6)
        if after + wide + 1 <= page.right:
            return after
        before = self.left - (14 if self.before else 6) - wide
        return before if before >= page.left else None


@dataclass(frozen=True, slots=True)
class _Row:
    row: TimelineRow
    page: _Page
    layers: _Layers

    def draw(self, y: float) -> float:
        """Draw the row from `y` downwards and return where the next begins."""
        row, page, layers, narrow = self.row, self.page, self.layers, self.page.drawing.narrow
        trouble = _trouble(row, page.drawing)
        when = trouble or row.time or period(row.starts, row.ends, page.drawing.language)
        span = None if trouble else _Span.of(row, page)
        beside = span.room_for(text_width(when, 12), page) if span else None
        x = page.label + _indent(row)
        lines = wrap(row.label, page.label_end - x, 14, 3 if narrow else 2)
        below = narrow if trouble else beside is None
        small = wrap(when, page.label_end - x, 12, 2) if below else []
        text_high = _LINE * len(lines) + _SMALL * len(small)
        high = text_high + _BAR + 18 if narrow else max(30.0, text_high + 12)
        bar_y = y + text_high + 8 if narrow else y + (high - _BAR) / 2

        at = y + (6 if narrow else (high - text_high) / 2) + 13
        if row.code:
            node(layers.small, "text", text=row.code, x=0, y=at)
        if row.status:
            sign(page.drawing, layers.signs, Status(row.status), page.code, at - 13)
        group = link(layers.links, row.href, self._name(when))
        node(group, "path", d=path("M", 0, y, "H", page.right, "v", high, "H", 0), fill="none")
        for line in lines:
            text = node(group, "text", text=line, x=x, y=at)
            if row.kind == "programme":
                text.set("font-weight", "600")
            at += _LINE
        for line in small:
            node(layers.warnings if trouble else layers.small, "text", text=line, x=x, y=at - 2)
            at += _SMALL
        layers.strips.append((bar_y - 4, _BAR + 8))
        if span:
            self._bar(span, bar_y)
            if beside is not None:
                node(layers.times, "text", text=when, x=ceil(beside), y=bar_y + 11)
        else:
            self._no_time(bar_y, "" if narrow else when)
        return y + high

    def _name(self, when: str) -> str:
        row = self.row
        status = self.page.drawing.say(row.status) if row.status else ""
        return ". ".join(part for part in (f"{row.code} {row.label}".strip(), when, status) if part)

    def _bar(self, span: _Span, y: float) -> None:
        css = bar_class(Status(self.row.status)) if self.row.status else "chart-bar"
        left, right, wide, middle = span.left, span.right, span.right - span.left, y + _BAR / 2
        if not wide:
            pass
        elif self.row.kind == "programme":
            bracket = (left, y + 2, "h", wide, "v", 10, "l", -5, -5, "H", left + 5, "l", -5, 5, "z")
            self.layers.shape(css, "M", *bracket)
        else:
            self.layers.shape(css, "M", left, y, "h", wide, "v", _BAR, "h", -wide, "z")
        for goes, tip, side in ((span.before, left, -1), (span.after, right, 1)):
            if goes:
                arrow = (tip + 2 * side, middle - 5, "l", 6 * side, 5, "l", -6 * side, 5, "z")
                self.layers.shape(css, "M", *arrow)

    def _no_time(self, y: float, trouble: str) -> None:
        """The words, if any, and a dashed line where a bar would be."""
        left, right = self.page.left, self.page.right
        if trouble:
            short = shorten(trouble, right - left - 12, 12)
            node(self.layers.troubles, "text", text=short, x=left + 6, y=y + 11)
            left += text_width(short, 12) + 14
        if left < right:
            self.layers.shape("chart-unknown", "M", left, y + _BAR / 2, "H", right)


def _indent(row: TimelineRow) -> float:
    return 14 if row.kind == "step" else 0


def _trouble(row: TimelineRow, drawing: Drawing) -> str:
    """What keeps the row from having a place on the axis, in words; "" if nothing does."""
    if row.starts and row.ends and row.ends < row.starts:
        written = row.time or " – ".join(day(when, drawing.language) for when in (row.starts, row.ends))
        return drawing.say("backwards").format(written)
    if row.starts or row.ends or row.open_start or row.open_end:
        return ""
    return drawing.say("unreadable").format(row.time) if row.time else drawing.say("no_time")


def _draw_axis(page: _Page, grid: ET.Element, strips: Sequence[tuple[float, float]]) -> None:
    """Years and quarters, and their lines through the strips of paper where bars stand: (top, height)
    each.
    """
    years = node(grid, "g", "chart-text", font_weight=600)
    quarters = node(grid, "g", "chart-soft", font_size=12, text_anchor="middle")
    thick, thin = [page.right], []
    for starts, following in page.quarters():
        x = page.x(starts)
        wide = page.x(following) - x
        if starts.month == 1 or starts == page.first:
            thick.append(x)
            if text_width("2026", 14) + 6 < page.x(min(date(starts.year, 12, 31), page.last)) - x:
                node(years, "text", text=str(starts.year), x=x + 5, y=15)
        elif wide >= 8:
            thin.append(x)
        caption = page.drawing.say("quarter").format((starts.month + 2) // 3)
        if text_width(caption, 12) + 4 <= wide:
            node(quarters, "text", text=caption, x=x + wide / 2, y=36)
    head = "".join(path("M", x, 4, "V", _AXIS) for x in thick) + path("M", page.left, _AXIS, "H", page.right)
    node(grid, "path", "chart-axis", d=head)
    if not strips:
        return
    name, high = f"{page.drawing.ident}-t", strips[0][1]
    strip = node(node(grid, "defs"), "g", id=name)
    node(strip, "path", "chart-grid", d="".join(path("M", x, 0, "v", high) for x in thick), stroke_width=1.5)
    node(strip, "path", "chart-grid", d="".join(path("M", x, 0, "v", high) for x in thin))
    for top, _high in strips:
        node(grid, "use", href=f"#{name}", y=top)


def _draw_today(page: _Page, layer: ET.Element, today: date, strips: Sequence[tuple[float, float]]) -> None:
    caption = page.drawing.say("today")
    half = text_width(caption, 12) / 2
    x = page.x(today)
    left = max(0, min(x - half, page.drawing.width - 2 * half))
    text = node(layer, "text", "chart-today-text", caption, x=left, y=_AXIS + 14, font_size=12, font_weight=600)
    node(text, "title", text=day(today, page.drawing.language))
    line = path("M", x, _AXIS, "v", 3) + "".join(path("M", x, top, "v", high) for top, high in strips)
    node(layer, "path", "chart-today", d=line)
