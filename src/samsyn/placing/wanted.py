"""From the rules of the series to the single meetings that the year is to have, each with the days it may lie on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from samsyn.placing import spreading
from samsyn.placing.days import Days
from samsyn.placing.hosting import give_turns
from samsyn.placing.model import Explanation, Fixed, Host, Remedy, Series, Weight, Year
from samsyn.placing.slots import REACH, Slot, beside, said
from samsyn.placing.words import Plain
from samsyn.timewords import Deadline, Part, Period, Recurrence, Relation, Relative, Yearless
from samsyn.timewords.model import ALL_MONTHS
from samsyn.timewords.series import find_series
from samsyn.timewords.windows import Window, overlap, windows_of

MOST = 366  # meetings that one part of a rule may ask for in a year
LATE = 30  # days: how gladly something with a last day lies close to it


class Wanted:
    """All slots of a year, and the explanations of what the rules ask for in vain.

    `lost` are indices of slots that found no day in earlier searches: their hosts' turns come last.
    """

    def __init__(self, year: Year, lost: Sequence[int] = ()) -> None:
        self.year = year
        self.days = Days(year)
        self.slots: list[Slot] = []
        self.explanations: list[Explanation] = []
        self.by_series: dict[str, list[Slot]] = defaultdict(list)
        self.names = {series.key: series.name for series in year.series}
        self._leaders = {series.key: self._leaders_of(series) for series in year.series}
        self._standing = {series.key: self._parts_of_fixed(series) for series in year.series}
        for series in year.series:
            self._own_time(series)
        begun: list[str] = []
        for series in year.series:
            self._after_others(series, begun, [])
        for series in year.series:
            for fixed, _ in self._standing[series.key]:
                self._add(series, None, (fixed.on, fixed.on), [], fixed=fixed)
                self.say("beyond_rule", Weight.NOTE, series, on=fixed.on.isoformat())
            give_turns(series, self.by_series[series.key], lost)

    # the parts that have a time of their own

    def _own_time(self, series: Series) -> None:
        for index, part in enumerate(series.rule.parts):
            settled = self._settled(series, part)
            match settled:
                case Period():
                    window = overlap((settled.starts, settled.ends), self.days.whole)
                    self._once(series, index, part, window, late=series.length(index) == 0)
                case Deadline():
                    window = (self.days.whole[0], settled.on) if settled.on.year == self.year.year else None
                    self._once(series, index, part, window, late=True)
                case Recurrence():
                    self._recurring(series, index, settled)
                case _:
                    pass
        for words in series.rule.unread:
            self.say(
                "unread", Weight.UNMET, series, words=words, missing=1,
                remedies=(Remedy("rewrite_time", (("year", self.year.year),)),),
            )  # fmt: skip

    def _settled(self, series: Series, part: Part) -> Part | None:
        """The part with its year; None, and said, when the year has no such time."""
        during = part.during if isinstance(part, Recurrence) else part
        if not isinstance(during, Yearless):
            return part
        try:
            settled = during.in_year(self.year.year)
        except ValueError:
            self._not_this_year(series, part)
            return None
        if isinstance(part, Recurrence) and not during.deadline:
            return part
        return settled

    def _not_this_year(self, series: Series, part: Part) -> None:
        remedy = Remedy("roll_time", (("year", self.year.year),))
        self.say("outside", Weight.UNMET, series, words=said(part), year=self.year.year, missing=1, remedies=(remedy,))

    def _once(self, series: Series, index: int, part: Part, window: Window | None, *, late: bool) -> None:
        if window is None:
            return self._not_this_year(series, part)
        standing = self._take_fixed(series, index, window, ALL_MONTHS, 1)
        rest = self.days.resting(window, ALL_MONTHS)
        usable = self.days.usable(window, ALL_MONTHS, rest=rest)
        if standing:
            self._add(series, index, window, usable, fixed=standing[0], target=standing[0].on)
        elif not usable:
            self._none_usable(series, index, [window], ALL_MONTHS, 1, rest=rest)
        else:
            target = usable[-1] if late else usable[len(usable) // 2]
            share = (
                LATE if late else max(1, (window[1] - window[0]).days)
            )  # one meeting: any day will do nearly as well
            self._add(series, index, window, usable, target=target, share=share)
        return None

    def _recurring(self, series: Series, index: int, part: Recurrence) -> None:
        try:
            windows = windows_of(part, self.days.whole)
        except ValueError:  # a week 53 or a 29 February that the year does not have
            windows = None
        if windows is None:
            return self._not_this_year(series, part)
        least = max(1, part.at_least)
        if least * len(windows) > MOST:
            return self.say(
                "too_many", Weight.UNMET, series, words=said(part), count=least * len(windows), most=MOST,
                missing=least * len(windows), remedies=(Remedy("rewrite_time", (("year", self.year.year),)),),
            )  # fmt: skip
        rest = all(self.days.resting(window, part.months) for window in windows)
        empty = []
        for window in windows:
            standing = self._take_fixed(series, index, window, part.months, part.at_most)
            usable = self.days.usable(window, part.months, rest=rest)
            if not usable and len(standing) < least:
                empty.append((window, least - len(standing)))
            self._spread(series, index, part, window, usable, standing)
        if empty:
            missing = sum(count for _, count in empty)
            self._none_usable(series, index, [window for window, _ in empty], part.months, missing, rest=rest)
        return None

    def _spread(
        self, series: Series, index: int, part: Recurrence, window: Window, usable: list[date], standing: list[Fixed]
    ) -> None:
        """The meetings of one span ("per year", "per month") of a recurrence."""
        least, fixed = max(1, part.at_least), [one.on for one in standing]
        count = spreading.number(usable, least, part.at_most, fixed) if usable else len(fixed)
        new = min(count - len(fixed), len(usable))
        length = (usable[-1] - usable[0]).days + 1 if usable else (window[1] - window[0]).days + 1
        even = length * part.every / max(count, 1)
        gap = int(even / 2) if series.least_apart is None else series.least_apart
        options = {"share": max(1.0, even / 2), "gap": gap}
        for one in standing:
            self._add(series, index, window, usable, fixed=one, target=one.on, **options)
        for target in spreading.targets(usable, new, fixed) if new > 0 else ():
            self._add(series, index, window, usable, target=target, **options)
        if usable and new < count - len(fixed):
            short = count - len(fixed) - new
            self.say(
                "too_few_days", Weight.UNMET, series, missing=short, **_span(window),
                remedies=(Remedy("wider_time"), Remedy("fix_yourself")),
            )  # fmt: skip

    def _none_usable(
        self, series: Series, index: int, windows: list[Window], months: tuple[int, ...], missing: int, *, rest: bool
    ) -> None:
        """Explain empty spans, those with the same reason together."""
        share, odd = divmod(missing, len(windows))
        found: dict[tuple[str, tuple[str, ...]], tuple[Window, int]] = {}
        for number, window in enumerate(windows):
            reason = self.days.why_none(window, months, rest=rest)
            (starts, _), count = found.get(reason, (window, 0))
            found[reason] = ((starts, window[1]), count + share + (number < odd))
        for (code, reasons), (window, count) in found.items():
            remedies = {
                "rest_kept_free": (Remedy("except_rest"), Remedy("fix_yourself")),
                "all_blocked": (Remedy("lift_block", (("reasons", reasons),)), Remedy("wider_time")),
            }.get(code, (Remedy("wider_time"), Remedy("fix_yourself")))
            self.say(
                code, Weight.UNMET, series, words=said(series.rule.parts[index]), reasons=reasons, missing=count,
                remedies=remedies, **_span(window),
            )  # fmt: skip

    # the parts that follow another series

    def _leaders_of(self, series: Series) -> dict[int, Series]:
        """By part, the series that it follows; what cannot be found is said."""
        found = {}
        others = {other.key: other for other in self.year.series if other.key != series.key}
        for index, part in enumerate(series.rule.parts):
            if not isinstance(part, Relative):
                continue
            keys = [part.to] if part.to in others else []
            if not keys:
                names = find_series(part.to, [other.name for other in others.values()])
                keys = [key for key, other in others.items() if other.name in names]
            if len(keys) == 1:
                found[index] = others[keys[0]]
                continue
            missing = _asked(part)
            remedies = (Remedy("name_series"),)
            if keys:
                names_found = tuple(f"”{others[key].name}”" for key in keys)
                self.say(
                    "two_series", Weight.UNMET, series, to=part.to, found=names_found, missing=missing,
                    remedies=remedies,
                )  # fmt: skip
            else:
                self.say("no_series", Weight.UNMET, series, to=part.to, missing=missing, remedies=remedies)
        return found

    def _after_others(self, series: Series, done: list[str], waiting: list[str]) -> None:
        """The parts that follow others, when those have their slots."""
        if series.key in done:
            return
        for index, leader in self._leaders[series.key].items():
            part = series.rule.parts[index]
            if leader.key in (*waiting, series.key):
                self.say(
                    "circle", Weight.UNMET, series, other=leader.name, missing=_asked(part),
                    remedies=(Remedy("cut_circle"),),
                )  # fmt: skip
                continue
            self._after_others(leader, done, [*waiting, series.key])
            if isinstance(part, Relative):
                self._following(series, index, part, leader)
        done.append(series.key)

    def _following(self, series: Series, index: int, part: Relative, leader: Series) -> None:
        slots = sorted(self.by_series[leader.key], key=lambda slot: (slot.about, slot.index))
        window = self._held(series, part)
        if window is None:
            return
        slots = [slot for slot in slots if window[0] <= slot.about <= window[1]]
        chosen, wanted = self._chosen(part, slots, window)
        if len(chosen) < wanted:
            short = wanted - len(chosen)
            self.say(
                "leader_short", Weight.UNMET, series, other=leader.name, there=len(slots), words=said(part),
                wanted=wanted, missing=short,
                remedies=(
                    Remedy("more_of_leader", (("missing", short), ("other", leader.name))),
                    Remedy("fewer", (("count", len(chosen)),)),
                ),
            )  # fmt: skip
        days = self.days.usable(self.days.whole, ALL_MONTHS, rest=False)
        for slot in chosen:
            fixed = self._nearest_fixed(series, index, part, slot)
            candidates = list(days)
            if part.relation is Relation.ALONGSIDE:  # where the other is, though it be in July
                candidates = self.days.usable(self.days.whole, ALL_MONTHS, rest=True)
            new = self._add(series, index, self.days.whole, candidates, fixed=fixed, leader=slot, rule=part)
            slot.followers.append(new)

    def _held(self, series: Series, part: Relative) -> Window | None:
        if part.during is None:
            return self.days.whole
        try:
            during = part.during.in_year(self.year.year) if isinstance(part.during, Yearless) else part.during
        except ValueError:
            during = None
        window = overlap((during.starts, during.ends), self.days.whole) if isinstance(during, Period) else None
        if window is None:
            self._not_this_year(series, part)
        return window

    def _chosen(self, part: Relative, slots: list[Slot], held: Window) -> tuple[list[Slot], int]:
        """(the meetings of the other series that are followed, how many the rule asks for)."""
        if part.quota is None:
            if part.during is not None:
                self._keep_within(slots, held)
            return slots, max(1, len(slots))
        chosen: list[Slot] = []
        least = max(1, part.quota.at_least)
        windows = windows_of(part.quota, self.days.whole) or []
        for window in windows:
            inside = [s for s in slots if window[0] <= s.about <= window[1] and s.about.month in part.quota.months]
            picked = _evenly(inside, least)
            chosen += picked
            both = overlap(window, held)
            if both:
                self._keep_within(picked, both)
        return chosen, least * len(windows)

    def _keep_within(self, slots: list[Slot], window: Window) -> None:
        """What is followed because it lies in a time stays there."""
        for slot in slots:
            slot.days = [day for day in slot.days if window[0] <= day <= window[1]] or slot.days

    # what stands

    def _parts_of_fixed(self, series: Series) -> list[tuple[Fixed, int | None]]:
        """The fixed meetings in order with their part, if it is given or shown by a fixed meeting that they follow."""
        standing = [
            (one, one.part) for one in sorted(series.fixed, key=lambda one: (one.on, one.at or series.times[0]))
        ]
        for index, leader in self._leaders[series.key].items():
            part = series.rule.parts[index]
            if not isinstance(part, Relative):
                continue
            for other in leader.fixed:
                ends = sorted(beside(part, other.on))
                fits = [n for n, (one, known) in enumerate(standing) if known is None and ends[0] <= one.on <= ends[1]]
                if fits:
                    nearest = min(fits, key=lambda n: abs((standing[n][0].on - beside(part, other.on)[1]).days))
                    if abs((standing[nearest][0].on - beside(part, other.on)[1]).days) <= 14:
                        standing[nearest] = (standing[nearest][0], index)
        return standing

    def _take_fixed(
        self, series: Series, index: int, window: Window, months: tuple[int, ...], most: int
    ) -> list[Fixed]:
        """The fixed meetings that this span of the part accounts for; no later part can have them."""
        standing = self._standing[series.key]
        mine = [
            (one, part)
            for one, part in standing
            if part in (None, index) and window[0] <= one.on <= window[1] and one.on.month in months
        ]
        mine.sort(key=lambda entry: (entry[1] is None, entry[0].on))
        for entry in mine[:most]:
            standing.remove(entry)
        return sorted((one for one, _ in mine[:most]), key=lambda one: one.on)

    def _nearest_fixed(self, series: Series, index: int, part: Relative, leader: Slot) -> Fixed | None:
        standing = self._standing[series.key]
        mine = [entry for entry in standing if entry[1] == index]
        if not mine:
            return None
        wished = beside(part, leader.about)[1]
        entry = min(mine, key=lambda entry: (abs((entry[0].on - wished).days), entry[0].on))
        if abs((entry[0].on - wished).days) > REACH.days:
            return None
        standing.remove(entry)
        return entry[0]

    def _add(self, series: Series, part: int | None, window: Window, days: list[date], **options: object) -> Slot:
        slot = replace(Slot(len(self.slots), series, part, window, days), **options)  # type: ignore[arg-type]
        if slot.fixed and slot.fixed.host:
            slot.host = next(
                (h for h in series.hosts if h.key == slot.fixed.host), Host(slot.fixed.host, slot.fixed.host)
            )
        self.slots.append(slot)
        self.by_series[series.key].append(slot)
        return slot

    def say(
        self, code: str, weight: Weight, series: Series, *, missing: int = 0,
        remedies: tuple[Remedy, ...] = (), **params: Plain,
    ) -> None:  # fmt: skip
        params = {"name": series.name, **params, "missing": missing}
        self.explanations.append(Explanation(code, weight, series.key, tuple(params.items()), remedies, (), missing))


def _asked(part: Part) -> int:
    if isinstance(part, Relative) and part.quota:
        return max(1, part.quota.per_year[0])
    return 1


def _evenly(slots: list[Slot], count: int) -> list[Slot]:
    """`count` of the slots, evenly chosen; all when they are fewer."""
    if len(slots) <= count:
        return slots
    return [slots[(2 * number + 1) * len(slots) // (2 * count)] for number in range(count)]


def _span(window: Window) -> dict[str, Plain]:
    return {"starts": window[0].isoformat(), "ends": window[1].isoformat()}


def order_pairs(wanted: Wanted) -> list[tuple[Slot, Slot]]:
    """(earlier, later) slots of the series that are to come in order, meeting by meeting; what is unknown is said."""
    pairs: list[tuple[Slot, Slot]] = []
    for series in wanted.year.series:
        for key in series.before:
            if key not in wanted.names or key == series.key:
                wanted.say("unknown_before", Weight.UNMET, series, other=key, remedies=(Remedy("remove_before"),))
                continue
            ours, theirs = (sorted(wanted.by_series[k], key=lambda s: (s.about, s.index)) for k in (series.key, key))
            pairs += zip(ours, theirs, strict=False)
            pairs += [(one, other) for other in theirs[len(ours) :] for one in ours]
    return pairs
