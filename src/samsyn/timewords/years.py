"""Which year a part without one belongs to: that of its neighbours ("mars och juni 2026") or the caller's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samsyn.timewords import grains
from samsyn.timewords.model import Deadline, Part, Period, Recurrence, Relative, Unit, Yearless
from samsyn.timewords.write import write_part


@dataclass(slots=True)
class Placed:
    """A part and where it was read."""

    part: Part
    start: int
    end: int
    segment: int
    chain: int
    within: Period | None = None  # the time that this one makes more exact

    @property
    def yearless(self) -> Yearless | None:
        if isinstance(self.part, Yearless):
            return self.part
        during = self.part.during if isinstance(self.part, Recurrence | Relative) else None
        if isinstance(self.part, Recurrence) and self.part.per is not Unit.PERIOD:
            return None  # it comes back every year
        return during if isinstance(during, Yearless) else None

    @property
    def dated(self) -> Period | Deadline | None:
        part = self.part.during if isinstance(self.part, Recurrence | Relative) else self.part
        return part if isinstance(part, Period | Deadline) else None

    def settle(self, year: int) -> None:
        """Gives the part its year. Raises ValueError when that year has no such time."""
        match self.part:
            case Yearless():
                self.part = self.part.in_year(year)
            case Recurrence(during=Yearless() as during) | Relative(during=Yearless() as during):
                settled = during.in_year(year)
                if isinstance(settled, Period):  # these have no deadline
                    self.part = replace(self.part, during=settled)


def supply_years(placed: list[Placed], year: int | None) -> tuple[list[Part], list[Placed], list[str]]:
    """(parts with the years that are known, those whose year has no such time, sentences on years)."""
    failed: list[Placed] = []
    carried: list[str] = []
    for index in reversed(range(len(placed))):  # "mars, juni och september 2026": the year stands at the end
        if placed[index].yearless and index + 1 < len(placed):
            after = placed[index + 1]
            if after.chain == placed[index].chain and after.dated:
                _settle(placed[index], _year_of(after.dated), failed)
    for index, item in enumerate(placed):
        if not item.yearless or item in failed:
            continue
        before = placed[index - 1] if index else None
        if before and before.chain == item.chain and before.dated:
            following = _year_after(item.yearless, before.dated)
            _settle(item, following, failed)
            narrowed = _narrowed(item, before)
            if narrowed:
                item.within = narrowed
                carried.append(f"{write_part(item.part)} läses som en närmare tid inom {write_part(narrowed)}.")
            else:
                carried.append(f"Året {following} är hämtat från det som står före.")
        elif year is not None:
            _settle(item, year, failed)
    wider = [item.within for item in placed if item.within]
    kept = [item.part for item in placed if item not in failed and item.part not in wider]
    return kept, failed, carried


def _narrowed(item: Placed, before: Placed) -> Period | None:
    """The time just before, if this one lies within it: "hösten 2026 (oktober)"."""
    wide = before.within or before.part
    inside = isinstance(item.part, Period) and isinstance(wide, Period) and item.part != wide
    if not inside or not isinstance(item.part, Period) or not isinstance(wide, Period) or item.part.what:
        return None
    lies_in = wide.starts <= item.part.starts and item.part.ends <= wide.ends and item.part.mode in ("", wide.mode)
    if not lies_in:
        return None
    item.part = replace(item.part, mode=wide.mode, what=wide.what)
    return wide


def _settle(item: Placed, year: int, failed: list[Placed]) -> None:
    try:
        item.settle(year)
    except ValueError:
        failed.append(item)


def _year_of(part: Period | Deadline) -> int:
    if isinstance(part, Deadline):
        return part.on.year
    return grains.starting(part.grain, part.starts)[1]


def _year_after(part: Yearless, before: Period | Deadline) -> int:
    """The first year in which the part does not begin before the one that stands before it."""
    first = before.on if isinstance(before, Deadline) else before.starts
    year = _year_of(before)
    try:
        settled = part.in_year(year)
    except ValueError:
        return year
    begins = settled.on if isinstance(settled, Deadline) else settled.starts
    return year if begins >= first else year + 1
