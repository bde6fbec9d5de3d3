"""A plan laid out for checking: its rows by kind, its time words read once, its texts with their places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cached_property

from samsyn.plandoc.alignment import Alignment, alignments
from samsyn.plandoc.frameworks import Framework
from samsyn.plandoc.model import (
    Activity,
    Area,
    AreaKind,
    Body,
    Budget,
    BudgetLine,
    BudgetVersion,
    Party,
    Plan,
)
from samsyn.timewords import Expression, Ongoing, parse

from .model import Found, Quote, Row, RowKind
from .pairs import Pair, pairs
from .wording import Plain
from .words import blank, clip, dated_phrases

CAMPAIGNS = (AreaKind.CAMPAIGN, AreaKind.NATIONAL_CAMPAIGN)

_AREA_TEXTS = (
    "title",
    "what",
    "aim",
    "partners",
    "follow_up",
    "indicator",
    "responsible",
    "waits_for",
    "note",
)
_ACTIVITY_TEXTS = ("title", "purpose", "partners", "responsible", "practical", "content", "note")
_BODY_TEXTS = ("name", "mandate", "composition")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both counted."""

    starts: date
    ends: date

    def overlaps(self, other: Span) -> bool:
        return self.starts <= other.ends and other.starts <= self.ends


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the plan and where it stands."""

    row: Row
    text: str


class Context:
    """What the check functions get. Nothing in it changes; what is costly is worked out once."""

    def __init__(self, plan: Plan, *, today: date | None = None, frameworks: Sequence[Framework] = ()) -> None:
        self.plan = plan
        self.frameworks = frameworks
        self.today = today
        self._readings: dict[str, Expression] = {}
        self._spans: dict[str, Span | None] = {}
        self._digests: dict[tuple[RowKind, str], bytes] = {}

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        """How the plan stands to the latest edition of each framework that it builds on."""
        return tuple(alignments(self.plan, self.frameworks))

    @cached_property
    def programmes(self) -> tuple[Area, ...]:
        return tuple(area for area in self.plan.areas if area.steps)

    @cached_property
    def work(self) -> tuple[Area, ...]:
        """The areas that hold work of their own: those without steps, and the steps of the others."""
        return tuple(area for area in self.plan.every_area() if not area.steps)

    @cached_property
    def rows(self) -> tuple[Area | Activity, ...]:
        """The areas that hold work, and the activities."""
        return (*self.work, *self.plan.activities)

    @cached_property
    def every_row(self) -> tuple[Area | Activity, ...]:
        """The areas, programmes too, and the activities."""
        return (*self.plan.every_area(), *self.plan.activities)

    @cached_property
    def programme_of(self) -> dict[str, Area]:
        """A step's code to the programme it belongs to."""
        return {step.code: programme for programme in self.programmes for step in programme.steps}

    @cached_property
    def area_by_code(self) -> dict[str, Area]:
        return {area.code: area for area in self.plan.every_area()}

    @cached_property
    def party_by_key(self) -> dict[str, Party]:
        return {party.key: party for party in self.plan.parties}

    @cached_property
    def body_by_key(self) -> dict[str, Body]:
        return {body.key: body for body in self.plan.bodies}

    @cached_property
    def budgets(self) -> tuple[Budget, ...]:
        """The budget in force of each year, in order: the revised one where there is one."""
        in_force: dict[int, Budget] = {}
        for budget in self.plan.budgets:
            if budget.year not in in_force or budget.version is BudgetVersion.REVISED:
                in_force[budget.year] = budget
        return tuple(in_force[year] for year in sorted(in_force))

    def parties(self, row: Area | Activity) -> tuple[Party, ...]:
        """The known parties of a row; a step has its programme's where it names none."""
        keys = row.parties
        if not keys and isinstance(row, Area) and (programme := self.programme_of.get(row.code)):
            keys = programme.parties
        return tuple(self.party_by_key[key] for key in keys if key in self.party_by_key)

    def reading(self, time: str) -> Expression:
        """The time words as read; without a year they are of the plan's first year."""
        if time not in self._readings:
            self._readings[time] = parse(time, year=self.plan.first_year)
        return self._readings[time]

    def span(self, row: Area | Activity) -> Span | None:
        """The days a row's time words reach over, if they tell both ends."""
        return None if blank(row.time) else self._days(row.time)

    def times_in(self, text: str) -> list[tuple[str, Span]]:
        """The times with a year that a running text speaks of, as written and as days."""
        found = []
        for phrase in dated_phrases(text):
            if span := self._days(phrase):
                found.append((phrase, span))
        return found

    def _days(self, time: str) -> Span | None:
        if time not in self._spans:
            self._spans[time] = self._worked_out(time)
        return self._spans[time]

    def _worked_out(self, time: str) -> Span | None:
        reading = self.reading(time)
        if reading.span is None:
            return None
        starts, ends = reading.span.starts, reading.span.ends
        if any(isinstance(part, Ongoing) and part.starts and not part.ends for part in reading.parts):
            last_year = min(max(self.plan.last_year, 1), 9999)  # what has no end goes on through the plan
            ends = max(ends, date(last_year, 12, 31))
        return Span(starts, ends)

    def lacking(self, field: str, *, also: Callable[[Area], bool] = lambda _: False) -> Iterator[Found]:
        """The areas that hold work but have a text field empty; a programme's text counts for its steps."""
        lacking = [
            area
            for area in self.work
            if blank(getattr(area, field))
            and not also(area)
            and not ((programme := self.programme_of.get(area.code)) and not blank(getattr(programme, field)))
        ]
        yield from together(lacking, self.work, field)

    @property
    def years(self) -> range:
        return range(self.plan.first_year, self.plan.last_year + 1)

    @cached_property
    def texts(self) -> tuple[Passage, ...]:
        """Every text of the plan with its place, headings and names apart."""
        return tuple(text for text in self._every_text() if not blank(text.text))

    def _every_text(self) -> Iterator[Passage]:
        plan = self.plan
        for section in plan.sections:
            yield Passage(Row("section", section.key, "body"), section.body)
        for goal in plan.goals:
            yield Passage(Row("goal", str(goal.number), "description"), goal.description)
        for area in plan.every_area():
            for name in _AREA_TEXTS:
                yield Passage(Row("area", area.code, name), getattr(area, name))
        for activity in plan.activities:
            for name in _ACTIVITY_TEXTS:
                yield Passage(Row("activity", activity.code, name), getattr(activity, name))
        for body in plan.bodies:
            for name in _BODY_TEXTS:
                yield Passage(Row("body", body.key, name), getattr(body, name))
        for budget in plan.budgets:
            yield Passage(Row("budget", budget_code(budget), "note"), budget.note)

    @cached_property
    def whole(self) -> str:
        """All texts of the plan in one, to see at once that a word is nowhere in it."""
        return "\n\n".join(passage.text for passage in self.texts)

    @cached_property
    def copied(self) -> tuple[Pair, ...]:
        """The rows whose purpose, aim or description of the work is a near-copy of another row's."""
        return tuple(
            pair
            for field, kind in (("what", Area), ("aim", Area), ("purpose", Activity))
            for pair in pairs(field, [row for row in self.rows if isinstance(row, kind)])
        )

    def label(self, row: Row) -> str:
        """A row as a reader knows it: "U2 Dagvattenhantering"."""
        for content in self._contents.get((row.kind, row.code), ()):
            match content:
                case Area() | Activity():
                    return f"{content.code} {content.title}".strip()
                case Body():
                    return content.name
                case BudgetLine():
                    return content.label
                case _:
                    heading = getattr(content, "heading", "") or getattr(content, "title", "")
                    if heading:
                        return str(heading)
        return row.code

    def place(self, row: Row) -> int:
        """Where in the plan a row stands: sections, goals, bodies, areas, activities, budgets, each in order."""
        return self._places.get((row.kind, row.code), 0)

    @cached_property
    def _places(self) -> dict[tuple[RowKind, str], int]:
        return {key: number for number, key in enumerate(self._contents)}

    def fingerprint(self, code: str, rows: Iterable[Row], mark: str = "") -> str:
        """SHA-256 over a check's code, its mark if it has one, and the content of the rows, in order."""
        digest = hashlib.sha256(f"{code} {mark}".rstrip().encode())
        for row in rows:
            digest.update(f"\0{row.kind}\0{row.code}\0{row.field}\0".encode("utf-8", "surrogatepass"))
            digest.update(self._digest(row.kind, row.code))
        return digest.hexdigest()

    def _digest(self, kind: RowKind, code: str) -> bytes:
        key = (kind, code)
        if key not in self._digests:
            written = "\0".join(_written(content) for content in self._contents.get(key, ()))
            self._digests[key] = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
        return self._digests[key]

    @cached_property
    def _contents(self) -> dict[tuple[RowKind, str], list[object]]:
        """What stands at a place; a plan may by mistake have two rows of one code."""
        plan = self.plan
        places: dict[tuple[RowKind, str], list[object]] = {}

        def put(kind: RowKind, code: str, content: object) -> None:
            places.setdefault((kind, code), []).append(content)

        put("plan", plan.key, _head(plan))
        for section in plan.sections:
            put("section", section.key, section)
        for goal in plan.goals:
            put("goal", str(goal.number), goal)
        for body in plan.bodies:
            put("body", body.key, body)
        for area in plan.every_area():
            put("area", area.code, replace(area, steps=()))
        for activity in plan.activities:
            put("activity", activity.code, activity)
        for budget in plan.budgets:
            put("budget", budget_code(budget), budget)
            for line in (*budget.income, *budget.costs):
                put("budget_line", line_code(budget, line), line)
        return places


def _head(plan: Plan) -> Plan:
    """The plan without its rows."""
    empty = {item.name: () for item in fields(plan) if isinstance(getattr(plan, item.name), tuple)}
    return replace(plan, **empty)  # type: ignore[arg-type]


def _written(content: object) -> str:
    """A value in full, but for the fields that say nothing: a field added to the model changes no fingerprint."""
    if isinstance(content, tuple):
        return f"({','.join(_written(item) for item in content)})"
    if is_dataclass(content):
        said = ((item, getattr(content, item.name)) for item in fields(content))
        return f"({','.join(f'{item.name}={_written(value)}' for item, value in said if value != item.default)})"
    return repr(content)


def at(row: Area | Activity, field: str = "") -> Row:
    """The place of an area or activity, or of one of its fields."""
    return Row("area" if isinstance(row, Area) else "activity", row.code, field)


def quoted(row: Area | Activity, *names: str) -> tuple[Quote, ...]:
    """The row's words in the fields, those that are not empty."""
    return tuple(Quote(at(row, name), clip(text)) for name in names if not blank(text := str(getattr(row, name))))


def titled(row: Area | Activity) -> str:
    return f"{row.code} {row.title}".strip()


def budget_code(budget: Budget) -> str:
    return f"{budget.year}-{budget.version.value}"


def line_code(budget: Budget, line: BudgetLine) -> str:
    return f"{budget_code(budget)}/{line.key}"


def together(
    lacking: Sequence[Area],
    of: Sequence[Area],
    field: str,
    quotes: tuple[Quote, ...] = (),
    **params: Plain,
) -> Iterator[Found]:
    """One finding per area that lacks something; a single one when all do: then it is the plan's fault."""
    if len(lacking) > 2 and len(lacking) == len(of):
        rows = tuple(area.code for area in lacking)
        yield Found(
            tuple(at(area, field) for area in lacking),
            quotes,
            {"rows": rows, "number": len(rows), **params},
            variant="all",
        )
        return
    for area in lacking:
        yield Found((at(area, field),), quoted(area, "title"), {"row": titled(area), **params})
