"""Neighbours that say one thing: "vår och höst varje år", "2026-2028 löpande", "senast 31 januari varje år"."""

from __future__ import annotations

from dataclasses import replace

from samsyn.timewords.grains import Grain
from samsyn.timewords.model import ALL_MONTHS, Mode, Ongoing, Part, Period, Recurrence, Unit, Yearless
from samsyn.timewords.years import Placed


def join(placed: list[Placed], part: Part, end: int) -> bool:
    """Join the part to the one it directly follows, the last of `placed`; False if they are two things."""
    last = placed[-1]
    if isinstance(last.part, Period) and part == Ongoing():
        before = last.part
        last.part = Ongoing(before.starts, before.ends, mode=before.mode, what=before.what)
    elif isinstance(part, Recurrence) and part.per is Unit.YEAR and part.months == ALL_MONTHS and not part.during:
        joined = _yearly(run := _yearless_run(placed), part)
        if joined is None:
            return False
        placed[-len(run) :] = [replace(run[0], part=joined)]
    else:
        return False
    placed[-1].end = end
    return True


def _yearless_run(placed: list[Placed]) -> list[Placed]:
    """The times without a year at the end, as far as they belong together and are of one mode."""
    run: list[Placed] = []
    for item in reversed(placed):
        together = not run or (item.chain == run[0].chain and item.segment == run[0].segment - 1)
        if not isinstance(item.part, Yearless) or not together or item.part.mode != placed[-1].part.mode:
            break
        run.insert(0, item)
    return run


def _yearly(run: list[Placed], part: Recurrence) -> Recurrence | None:
    """The times every year: as many times as there are of them, if the words give no number."""
    times = [item.part for item in run if isinstance(item.part, Yearless)]
    if not times or times[-1].grain is Grain.YEAR:
        return None
    mode, what = part.mode or times[0].mode, part.what or times[0].what
    if all(time.months and not time.deadline for time in times):
        months = tuple(sorted({month for time in times for month in time.months or ()}))
        count = len(times) if part.yearly else 0
        return replace(
            part,
            at_least=count or part.at_least,
            at_most=count or part.at_most,
            months=months,
            mode=mode,
            what=what,
        )
    if len(times) == 1 and (part.yearly or not times[0].deadline):
        return replace(part, during=replace(times[0], mode=Mode.ANY, what=""), mode=mode, what=what)
    return None
