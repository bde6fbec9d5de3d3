"""The year wheel: twelve months around, one ring per loop of the work; on a phone the same year rolled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count as counting
from math import cos, pi, sin
from xml.etree import ElementTree as ET

from .svg import Drawing, draw, link, node, path
from .text import text_width, wrap
from .words import month, period

_DAY = timedelta(days=1)
_BAND = 26.0  # px of the outer band with the months
_HUB = 0.13  # of the radius
_LABEL = 15.0  # px of a ring that its name takes
_GAP = 2.0  # px between rings
_LANE = (14, 24)  # px of a lane in a ring: least and most
_STRING = 2.5  # px, half the breadth of what lasts longer
_ALL = 12  # lanes in a ring, which is more than fit
_ROW = 27.0  # px of a lane when the year is rolled out


@dataclass(frozen=True, slots=True)
class WheelMark:
    """Something that happens: on a day (`starts == ends`) or over a time, both days included."""

    label: str
    starts: date
    ends: date
    href: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    label: str
    marks: Sequence[WheelMark]


@dataclass(frozen=True, slots=True)
class WheelKey:
    """What a number in the wheel stands for: all marks of a ring with the same label."""

    number: int
    ring: str
    label: str
    href: str
    marks: tuple[WheelMark, ...]


def wheel_keys(rings: Sequence[Ring], year: int) -> list[WheelKey]:
    """The legend of `year_wheel`: ring by ring, in the order the labels first come up in the year."""
    return [key for keys in _keys_by_ring(rings, year) for key in keys]


def _keys_by_ring(rings: Sequence[Ring], year: int) -> list[list[WheelKey]]:
    numbers = counting(1)
    found: list[list[WheelKey]] = []
    for ring in rings:
        series: dict[str, list[WheelMark]] = {}
        for mark in sorted(ring.marks, key=lambda mark: (mark.starts, mark.ends, mark.label)):
            if mark.starts.year <= year <= mark.ends.year:
                series.setdefault(mark.label, []).append(mark)
        found.append(
            [WheelKey(next(numbers), ring.label, label, marks[0].href, tuple(marks)) for label, marks in series.items()]
        )
    return found


def year_wheel(
    rings: Sequence[Ring],
    *,
    year: int,
    today: date | None,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 800,
) -> str:
    """The year with its marks, numbered as in `wheel_keys`; the page sets that legend beside it.

    Marks that have passed are hollow. From 560 px it is a wheel; marks that find no room in their ring are gathered
    into one with a plus sign, and named in its title. Below 560 the months run across and each ring is a band of
    rows. ValueError if a mark ends before it begins.
    """
    if wrong := [mark for ring in rings for mark in ring.marks if mark.ends < mark.starts]:
        raise ValueError(f"{wrong[0].label!r} ends before it begins")
    drawing = draw(
        "wheel",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=any(key.href for key in wheel_keys(rings, year)),
    )
    calendar = _Calendar(drawing, year, today)
    stretches = [calendar.stretches(keys) for keys in _keys_by_ring(rings, year)]
    high = (_Strip if drawing.narrow else _Wheel)(calendar, rings, stretches).draw()
    if today:
        high = _draw_legend(drawing, high)
    return drawing.finished(high)


def _draw_legend(drawing: Drawing, y: float) -> float:
    """What hollow and filled marks mean; returns the y below."""
    x = 0.0
    group = node(drawing.root, "g", "chart-text", font_size=13, aria_hidden="true")
    for css, key in (("chart-open", "past"), ("chart-bar", "ahead")):
        caption = drawing.say(key)
        if x and x + 24 + text_width(caption, 13) > drawing.width:
            x, y = 0.0, y + 22
        node(group, "circle", css, cx=x + 8, cy=y + 13, r=7)
        node(group, "text", text=caption, x=x + 22, y=y + 17.5)
        x += 22 + text_width(caption, 13) + 20
    return y + 26


_Stretch = tuple[float, float, WheelKey, WheelMark]  # start and end as shares of the year


@dataclass(slots=True)
class _Spot:
    """A mark in the year, or several that share a place; ends as shares of the year."""

    start: float
    end: float
    short: bool  # a day or so: drawn as a dot
    keys: list[WheelKey]
    marks: list[WheelMark]

    def gather(self, other: _Spot) -> None:
        """Take in another mark, and reach as far as both."""
        self.end = max(self.end, other.end)
        self.short = self.short and other.short
        self.keys += other.keys
        self.marks += other.marks

    @property
    def text(self) -> str:
        return str(self.keys[0].number) if len(self.marks) == 1 else f"+{len(self.marks)}"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The year in shares from 0 to 1."""

    drawing: Drawing
    year: int
    today: date | None

    @property
    def month(self) -> int | None:
        """The month that is now; None in another year."""
        return self.today.month if self.today and self.today.year == self.year else None

    def share(self, when: date) -> float:
        first = date(self.year, 1, 1)
        days = (date(self.year + 1, 1, 1) - first).days
        return min(max((when - first).days / days, 0), 1)

    def months(self) -> list[tuple[int, float, float]]:
        """Number, start and end of each month."""
        firsts = [self.share(date(self.year, number, 1)) for number in range(1, 13)]
        return list(zip(range(1, 13), firsts, [*firsts[1:], 1.0], strict=True))

    def is_past(self, spot: _Spot) -> bool:
        return bool(self.today and all(mark.ends < self.today for mark in spot.marks))

    def name(self, spot: _Spot) -> str:
        return "; ".join(
            f"{key.number}. {mark.label}, {period(mark.starts, mark.ends, self.drawing.language)}"
            for key, mark in zip(spot.keys, spot.marks, strict=True)
        )

    def stretches(self, keys: Sequence[WheelKey]) -> list[_Stretch]:
        """Where in the year the marks of a ring lie, the first to begin first."""
        found = [(self.share(m.starts), self.share(m.ends + _DAY), key, m) for key in keys for m in key.marks]
        return sorted(found, key=lambda stretch: (stretch[0], stretch[2].number))


def _lanes(stretches: Sequence[_Stretch], least: float, most: int) -> list[list[_Spot]]:
    """The marks in as few lanes as keep them apart, each at least `least` of the year long.

    What finds no room in `most` lanes is gathered with what is in its way.
    """
    lanes: list[list[_Spot]] = []
    for first, last, key, mark in stretches:
        start, end, short = first, last, last - first < 1.3 * least
        if end - start < least:
            middle = min(max((start + end) / 2, least / 2), 1 - least / 2)
            start, end = middle - least / 2, middle + least / 2
        spot = _Spot(start, end, short, [key], [mark])
        free = next((lane for lane in lanes if lane[-1].end <= start), None)
        if free is not None:
            free.append(spot)
        elif len(lanes) < most:
            lanes.append([spot])
        else:
            min((lane[-1] for lane in lanes), key=lambda crowd: max(crowd.end, end) - crowd.start).gather(spot)
    return lanes


def _mark(calendar: _Calendar, body: ET.Element, spot: _Spot) -> ET.Element:
    href = spot.marks[0].href if len(spot.marks) == 1 else ""
    return link(body, href, calendar.name(spot))


def _number(group: ET.Element, spot: _Spot, x: float, y: float, size: float, *, past: bool) -> None:
    css = "chart-text" if past else "chart-on"
    node(group, "text", css, spot.text, x=x, y=y + 0.35 * size, font_size=size, text_anchor="middle")


@dataclass(slots=True)
class _Strip:
    """The year rolled out: months across, a band of rows for each ring."""

    calendar: _Calendar
    rings: Sequence[Ring]
    stretches: Sequence[Sequence[_Stretch]]  # of each ring

    def draw(self) -> float:
        drawing = self.calendar.drawing
        wide = drawing.width
        back = node(drawing.root, "g", aria_hidden="true")
        body = node(drawing.root, "g")
        y = 26.0
        for ring, stretches in zip(self.rings, self.stretches, strict=True):
            for line in wrap(ring.label, wide, 14, 2):
                node(body, "text", "chart-text", line, y=y + 20, font_weight=600)
                y += 20
            y += 6
            lanes = _lanes(stretches, _ROW / wide, len(stretches))
            for lane in lanes or [[]]:
                for spot in lane:
                    self._spot(body, spot, y)
                y += _ROW
            y += 4
            node(back, "path", "chart-grid", d=path("M", 0, y, "H", wide), stroke_width=1)
        self._months(back, y)
        return y + 4

    def _spot(self, body: ET.Element, spot: _Spot, y: float) -> None:
        past = self.calendar.is_past(spot)
        group = _mark(self.calendar, body, spot)
        left, right = spot.start * self.calendar.drawing.width + 1.5, spot.end * self.calendar.drawing.width - 1.5
        css = "chart-open" if past else "chart-bar"
        node(group, "rect", css, x=left, y=y + 1.5, width=right - left, height=_ROW - 3, rx=(_ROW - 3) / 2)
        _number(group, spot, (left + right) / 2, y + _ROW / 2, 12, past=past)

    def _months(self, back: ET.Element, bottom: float) -> None:
        calendar, wide = self.calendar, self.calendar.drawing.width
        lines = ""
        for number, start, end in calendar.months():
            here = calendar.month == number
            left, right = start * wide, end * wide
            if here:
                node(back, "rect", "chart-now", x=left, y=0, width=right - left, height=bottom)
            caption = month(number, calendar.drawing.language, short=True)
            if text_width(caption, 12) > right - left:
                caption = caption[0]
            text = node(back, "text", "chart-text" if here else "chart-soft", caption, y=16, font_size=12)
            text.attrib |= {"x": f"{(left + right) / 2:.1f}", "text-anchor": "middle"}
            if here:
                text.set("font-weight", "600")
            if number > 1:
                lines += path("M", left, 4, "V", bottom)
        node(back, "path", "chart-grid", d=lines)


@dataclass(slots=True)
class _Wheel:
    calendar: _Calendar
    rings: Sequence[Ring]
    stretches: Sequence[Sequence[_Stretch]]  # of each ring
    centre: float = field(init=False)

    def __post_init__(self) -> None:
        self.centre = self.calendar.drawing.width / 2

    def draw(self) -> float:
        drawing = self.calendar.drawing
        definitions = node(drawing.root, "defs")
        back = node(drawing.root, "g", aria_hidden="true")
        body = node(drawing.root, "g")
        outer = self.centre - 2 - _BAND
        inner = _HUB * self.centre
        self._months(definitions, back, inner)
        lanes, lane = self._share_out(outer, inner)
        radius = outer
        for index, ring in enumerate(self.rings):
            self._along(definitions, back, ring.label, radius - 12, index)
            radius -= _LABEL
            for spots in lanes[index] or [[]]:
                for spot in spots:
                    self._spot(body, spot, radius - lane / 2, lane)
                radius -= lane
            radius -= _GAP
            node(back, "circle", "chart-grid", cx=self.centre, cy=self.centre, r=radius, stroke_width=1)
        self._draw_hub()
        return drawing.width + 6

    def _share_out(self, outer: float, inner: float) -> tuple[list[list[list[_Spot]]], float]:
        """The lanes of each ring and their width in px: as wide as fits, with marks gathered only if none does."""
        least, widest = _LANE
        for lane in range(widest, least - 1, -1):
            if (found := self._fitted(outer, inner, lane, [_ALL] * len(self.rings))) is not None:
                return found, lane
        for cap in range(_ALL, 0, -1):
            most = [cap] * len(self.rings)
            if self._fitted(outer, inner, least, most) is not None:
                break
        else:
            raise ValueError(f"{len(self.rings)} rings are too many for a wheel of {2 * self.centre:.0f} px")
        for index in range(len(most)):  # what is left over goes to the outermost that want it
            wider = [*most[:index], most[index] + 1, *most[index + 1 :]]
            most = most if self._fitted(outer, inner, least, wider) is None else wider
        return self._fitted(outer, inner, least, most) or [], least

    def _fitted(self, outer: float, inner: float, lane: float, most: Sequence[int]) -> list[list[list[_Spot]]] | None:
        """The lanes of each ring if they fit between the radii; marks keep clear of each other in the inmost lane."""
        found = []
        for stretches, limit in zip(self.stretches, most, strict=True):
            outer -= _LABEL
            lanes: list[list[_Spot]] = []
            count = 0
            while count < max(len(lanes), 1):  # more lanes lie further in, where marks take more of the year
                count = max(len(lanes), 1)
                inmost = outer - (count - 0.5) * lane
                if inmost < inner:
                    return None
                lanes = _lanes(stretches, (lane + 1) / (2 * pi * inmost), limit)
            found.append(lanes)
            outer -= count * lane + _GAP
        return found if outer >= inner else None

    def _point(self, share: float, radius: float) -> tuple[float, float]:
        angle = 2 * pi * share - pi / 2
        return self.centre + radius * cos(angle), self.centre + radius * sin(angle)

    def _sector(self, start: float, end: float, outer: float, inner: float) -> str:
        end = min(end, start + 0.9985)  # an arc cannot end where it starts; the turn of the year stays visible
        large = 1 if end - start > 0.5 else 0
        return path("M", *self._point(start, outer), "A", outer, outer, 0, large, 1, *self._point(end, outer)) + path(
            "L", *self._point(end, inner), "A", inner, inner, 0, large, 0, *self._point(start, inner), "z"
        )

    def _months(self, definitions: ET.Element, back: ET.Element, inner: float) -> None:
        calendar, outer = self.calendar, self.centre - 2
        lines = ""
        for number, start, end in calendar.months():
            here = calendar.month == number
            if here:
                node(back, "path", "chart-now", d=self._sector(start, end, outer - _BAND, inner))
            node(back, "path", "chart-bar" if here else "chart-band", d=self._sector(start, end, outer, outer - _BAND))
            upright = not 0.25 < (start + end) / 2 < 0.75
            name = f"{calendar.drawing.ident}-m{number}"
            r = outer - (18 if upright else 8)
            ends = (start, end) if upright else (end, start)
            d = path("M", *self._point(ends[0], r), "A", r, r, 0, 0, 1 if upright else 0, *self._point(ends[1], r))
            node(definitions, "path", id=name, d=d)
            css = "chart-on" if here else "chart-soft"
            text = node(back, "text", css, text_anchor="middle", font_size=13, font_weight=600 if here else 400)
            node(text, "textPath", text=month(number, calendar.drawing.language), href=f"#{name}", startOffset="50%")
            lines += path("M", *self._point(start, outer), "L", *self._point(start, inner))
        node(back, "path", "chart-grid", d=lines, stroke_width=1)

    def _along(self, definitions: ET.Element, back: ET.Element, label: str, radius: float, index: int) -> None:
        """The name of a ring along its outer edge, from the turn of the year."""
        name = f"{self.calendar.drawing.ident}-r{index}"
        d = path("M", *self._point(0.006, radius), "A", radius, radius, 0, 0, 1, *self._point(0.49, radius))
        node(definitions, "path", id=name, d=d)
        text = node(back, "text", "chart-text", font_size=12, font_weight=600)
        node(text, "textPath", text=label, href=f"#{name}")

    def _spot(self, body: ET.Element, spot: _Spot, radius: float, lane: float) -> None:
        past = self.calendar.is_past(spot)
        group = _mark(self.calendar, body, spot)
        css = "chart-open" if past else "chart-bar"
        x, y = self._point((spot.start + spot.end) / 2, radius)
        if not spot.short:  # a bead on a string: broad bands would crowd out what happens on a day
            node(group, "path", css, d=self._sector(spot.start, spot.end, radius + _STRING, radius - _STRING))
        node(group, "circle", css, cx=x, cy=y, r=lane / 2 - 0.5)
        _number(group, spot, x, y, min(12, lane - 4), past=past)

    def _draw_hub(self) -> None:
        calendar, drawing = self.calendar, self.calendar.drawing
        group = node(drawing.root, "g", text_anchor="middle", aria_hidden="true")
        node(group, "text", "chart-text", str(calendar.year), x=self.centre, y=self.centre + 6, font_size=28)
        if calendar.today and calendar.month:
            share = calendar.share(calendar.today)
            ends = (*self._point(share, self.centre - 2 - _BAND), "L", *self._point(share, _HUB * self.centre))
            node(drawing.root, "path", "chart-today", d=path("M", *ends))
