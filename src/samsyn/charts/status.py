"""The six states of an area: a sign for each that is told by its shape, and the bar that counts them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from xml.etree import ElementTree as ET

from .svg import STYLE, Drawing, draw, node
from .text import text_width


class Status(StrEnum):
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    STOPPED = "stopped"


SIGN = 16  # px square

#: status -> outline, and what stands in it in the colour of the paper; both in a box of 16 by 16
_SHAPES = {
    Status.NOT_STARTED: ("M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z", ""),
    Status.ON_TRACK: ("M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z", "M6.5 5l4 3l-4 3z"),
    Status.AT_RISK: ("M8 1l7.5 13.5h-15z", "M8 6v4.2M8 11.4v1.6"),
    Status.LATE: ("M8 .5l7.5 7.5l-7.5 7.5l-7.5-7.5z", "M8 4.2v4.4l2.6 1.6"),
    Status.DONE: ("M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z", "M5 8.2l2.2 2.2l4-4.6"),
    Status.STOPPED: ("M2.5 2.5h11v11h-11z", "M5 8h6"),
}


def bar_class(status: Status) -> str:
    """The look of a bar: as the sign's, but what is done steps back."""
    return "chart-finished" if status is Status.DONE else f"chart-{status}"


def _sign_id(drawing: Drawing, status: Status) -> str:
    return f"{drawing.ident}-{list(Status).index(status)}"  # short, for it stands in every row


def define_signs(drawing: Drawing, used: Collection[Status]) -> None:
    """Put the signs of the statuses used into the picture, for `sign` to refer to."""
    if used:
        definitions = node(drawing.root, "defs")
        for status in Status:
            if status in used:
                outline, inner = _SHAPES[status]
                group = node(definitions, "g", id=_sign_id(drawing, status))
                node(group, "path", f"chart-{status}", d=outline)
                if inner:
                    node(group, "path", "chart-on-line", d=inner)


def sign(drawing: Drawing, parent: ET.Element, status: Status, x: float, y: float) -> None:
    """The sign of a status with its upper left corner at (x, y)."""
    node(parent, "use", href=f"#{_sign_id(drawing, status)}", x=x, y=y)


def status_legend(drawing: Drawing, used: Mapping[Status, str], y: float) -> float:
    """Each sign with its word and what `used` says after it, in as many lines as it takes; the y below
    them.
    """
    at = 0.0
    group = node(drawing.root, "g", "chart-text", font_size=13, aria_hidden="true")
    for status, after in used.items():
        caption = f"{drawing.say(status)} {after}".strip()
        wide = SIGN + 6 + text_width(caption, 13)
        if at and at + wide > drawing.width:
            at, y = 0.0, y + 24
        sign(drawing, group, status, at, y)
        node(group, "text", text=caption, x=at + SIGN + 6, y=y + 13)
        at += wide + 18
    return y + 24


def status_bar(
    counts: Mapping[str, int],
    *,
    ident: str,
    title: str,
    description: str,
    language: str = "sv",
    width: float = 480,
    legend: bool = True,
) -> str:
    """The share of areas in each status: a bar and, unless `legend=False` (for a table row), what it means.

    `counts` has a number of areas for each value of `Status`; those left out count as none.
    ValueError for another status or a negative number.
    """
    known = {Status(key): count for key, count in counts.items()}
    if any(count < 0 for count in known.values()):
        raise ValueError(f"a negative number of areas: {dict(counts)!r}")
    shown = {status: known[status] for status in Status if known.get(status)}
    drawing = draw(
        "status",
        ident=ident,
        title=title,
        description=description,
        language=language,
        width=width,
        linked=False,
    )
    high = 24 if legend else SIGN
    if shown:
        define_signs(drawing, shown)
        _segments(drawing, shown, high)
    else:
        node(drawing.root, "rect", "chart-unknown", x=1, y=1, width=width - 2, height=high - 2)
    if not legend:
        return drawing.finished(high)
    if shown:
        return drawing.finished(status_legend(drawing, {s: str(n) for s, n in shown.items()}, high + 12))
    node(drawing.root, "text", "chart-soft", drawing.say("none"), x=0, y=high + 20)
    return drawing.finished(high + 28)


def _segments(drawing: Drawing, shown: Mapping[Status, int], high: float) -> None:
    room = drawing.width - 2 * (len(shown) - 1)
    at = 0.0
    for status, count in shown.items():
        wide = room * count / sum(shown.values())
        outlined = "stroke" in STYLE[bar_class(status)]
        inset = 0.75 if outlined else 0  # an outline is drawn on the edge: keep it inside
        node(
            drawing.root,
            "rect",
            bar_class(status),
            x=at + inset,
            y=inset,
            width=max(wide - 2 * inset, 1),
            height=high - 2 * inset,
        )
        if wide >= SIGN + 2:
            sign(drawing, drawing.root, status, at + wide / 2 - SIGN / 2, high / 2 - SIGN / 2)
        at += wide + 2
