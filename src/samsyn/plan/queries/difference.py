"""Two editions held against each other, in the words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.kernel.templatetags.samsyn import kr
from samsyn.plan import rules
from samsyn.plan.enums import BudgetVersion, CostKind, IncomeKind
from samsyn.plan.models import (
    Activity,
    Area,
    Body,
    Budget,
    BudgetLine,
    Edition,
    FocusArea,
    Goal,
    Party,
    Plan,
    Section,
    Strategy,
)
from samsyn.plan.queries.editions import document
from samsyn.plan.queries.links import targets
from samsyn.plandoc import model as doc
from samsyn.plandoc.difference import Kind, PlanDifference, RowChange, difference
from samsyn.plandoc.flat import Part, Row, Value
from samsyn.plandoc.segments import Segment, aligned, differences

MODELS: dict[Part, type[models.Model]] = {
    Part.PLAN: Edition,
    Part.SECTION: Section,
    Part.GOAL: Goal,
    Part.STRATEGY: Strategy,
    Part.FOCUS_AREA: FocusArea,
    Part.AREA: Area,
    Part.ACTIVITY: Activity,
    Part.PARTY: Party,
    Part.BODY: Body,
    Part.BUDGET: Budget,
    Part.INCOME: BudgetLine,
    Part.COST: BudgetLine,
}
MONEY = {"amount", "opening_balance", "reported_income", "reported_costs", "reported_surplus"}


@dataclass(frozen=True, slots=True)
class FieldShown:
    label: str
    words: tuple[Segment, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row that differs; each address leads to it in the edition of that side."""

    code: str
    name: str
    kinds: tuple[Kind, ...]
    fields: tuple[FieldShown, ...]
    old_code: str = ""  # where it has got another
    old_href: str = ""
    new_href: str = ""

    @property
    def whole(self) -> bool:
        """It stands in one of the editions only."""
        return self.kinds in ((Kind.ADDED,), (Kind.REMOVED,))


@dataclass(frozen=True, slots=True)
class SumShown:
    label: str
    old: str
    new: str
    change: str


@dataclass(frozen=True, slots=True)
class SumsShown:
    title: str
    rows: tuple[SumShown, ...]


@dataclass(frozen=True, slots=True)
class SectionShown:
    key: str
    title: str
    rows: tuple[RowShown, ...]
    sums: tuple[SumsShown, ...] = ()


def compared(old: Edition, new: Edition) -> PlanDifference:
    """What differs, worked out once per process and state of the two. That one is decided is not a difference in what
    the plan says."""
    return _remembered(old.pk, old.revision, new.pk, new.revision)


@lru_cache(maxsize=8)
def _remembered(old: int, old_revision: UUID, new: int, new_revision: UUID) -> PlanDifference:
    one, other = (Edition.objects.select_related("plan__collaboration").get(pk=pk) for pk in (old, new))
    return difference(replace(document(one), decision=None), replace(document(other), decision=None))


def predecessor(user: Any, edition: Edition) -> Edition | None:
    """The edition that this one was begun as a copy of: the one that it is carried over from, else the one before."""
    plan = edition.plan
    if edition.carried_from_id:
        found = rules.visible_to(user).select_related("plan__collaboration")
        return found.filter(pk=edition.carried_from_id).first()
    earlier = Q(plan=plan, number__lt=edition.number) | Q(
        plan__collaboration=plan.collaboration_id, plan__first_year__lt=plan.first_year
    )
    found = rules.visible_to(user).filter(earlier).select_related("plan__collaboration")
    return found.order_by("-plan__first_year", "-number").first()


def counted(found: PlanDifference) -> list[tuple[Kind, str, int]]:
    """How many rows of each kind of change there are, those that there are."""
    labels = {
        Kind.ADDED: _("Added rows"),
        Kind.REMOVED: _("Removed rows"),
        Kind.CHANGED: _("Changed rows"),
        Kind.MOVED: _("Moved rows"),
        Kind.RENAMED: _("Rows with a new code"),
    }
    return [(kind, label, count) for kind, label in labels.items() if (count := found.count(kind))]


def kind_words() -> dict[Kind, str]:
    """What has happened to one row."""
    return {
        Kind.ADDED: _("Added"),
        Kind.REMOVED: _("Removed"),
        Kind.CHANGED: _("Changed"),
        Kind.MOVED: _("Moved"),
        Kind.RENAMED: _("New code"),
    }


class Telling:
    """Puts the difference between two plans into words. With editions given, rows have addresses too."""

    def __init__(self, old: doc.Plan, new: doc.Plan, editions: tuple[Edition, Edition] | None = None) -> None:
        self.plans = (old, new)
        self.editions = editions

    def sections(self, rows: Sequence[RowChange], found: PlanDifference) -> list[SectionShown]:
        """The rows grouped as a plan is read. The sums stand with the budgets."""
        titles = _titles()
        order = list(titles)
        by_title = sorted(rows, key=lambda change: order.index(SECTION_OF[change.row.part]))
        sections = []
        for key, group in groupby(by_title, key=lambda change: SECTION_OF[change.row.part]):
            sums = tuple(self.sums(found)) if key is Part.BUDGET else ()
            sections.append(SectionShown(key, titles[key], tuple(self.row(change) for change in group), sums))
        return sections

    def row(self, change: RowChange) -> RowShown:
        row = change.row
        renamed = Kind.RENAMED in change.kinds
        return RowShown(
            code=self.code(row),
            name=self.name(row),
            kinds=change.kinds,
            fields=tuple(self.fields(change)),
            old_code=self.code(change.before) if renamed and change.before else "",
            old_href=self.href(change.before, 0) if change.before else "",
            new_href=self.href(change.after, 1) if change.after else "",
        )

    def fields(self, change: RowChange) -> Iterator[FieldShown]:
        """The fields that differ; of a row that came or went, all that say something."""
        row = change.row
        if change.before and change.after:
            for field in change.changes:
                yield self.field(row.part, field.field, field.before, field.after)
            return
        for name, value in row.fields:
            if name != NAMES[row.part] and value not in ("", (), False, None):
                before, after = ("", value) if change.after else (value, "")
                yield self.field(row.part, name, before, after)

    def field(self, part: Part, name: str, before: Value, after: Value) -> FieldShown:
        label = _label(part, name)
        if isinstance(before, tuple) or isinstance(after, tuple):
            one, other = (self.listed(part, name, value, side) for side, value in enumerate((before, after)))
            return FieldShown(label, _listed_words(one, other))
        one, other = (self.said(part, name, value, side) for side, value in enumerate((before, after)))
        if one != before or other != after:  # words of ours for what the plan says in figures and keys
            is_money = name in MONEY and isinstance(before, int) and isinstance(after, int)
            words = tuple(
                Segment(kind, told) for kind, told in (("removed", one), ("added", f" {other}")) if told.strip()
            )
            return FieldShown(label, words, _difference_of(after - before) if is_money else "")
        words = differences(one, other)
        unmarked = all(segment.kind == "equal" for segment in words)
        return FieldShown(label, words, _("Only spaces and line breaks differ.") if unmarked else "")

    def said(self, part: Part, name: str, value: Value, side: int) -> str:
        """One value as a person would say it."""
        if value == "" and not isinstance(value, bool):
            return ""
        if name in MONEY:
            return kr(value) if isinstance(value, int) else _("not given")
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if name in ("group", "decision_body"):
            return (targets("bodies", self.plans[side]) or {}).get(value, str(value))
        if name == "parent":
            above = Part.STRATEGY if part is Part.FOCUS_AREA else Part.AREA
            return self._names_of(above, side).get(str(value), str(value))
        return str(_choices(part, name).get(value, value))

    def listed(self, part: Part, name: str, values: Value, side: int) -> list[str]:
        """The values of a list, each as a person would say it."""
        if not isinstance(values, tuple):
            return []
        known = targets(name, self.plans[side]) or {}
        if name == "own_shares":
            return [_share(str(value)) for value in values]
        return [
            date_format(value, "j F Y") if isinstance(value, date) else str(known.get(value, value)) for value in values
        ]

    def name(self, row: Row) -> str:
        match row.part:
            case Part.PLAN:
                return _("Title, years and vision")
            case Part.BUDGET:
                return _budget_title(row.key)
            case Part.INCOME | Part.COST:
                side = _("Income") if row.part is Part.INCOME else _("Cost")
                return f"{_budget_title(row.parent)}, {side.lower()}: {row.name}"
        return row.name

    def code(self, row: Row) -> str:
        """What people call the row by, where it has a code or a number."""
        return row.key if row.part in (Part.AREA, Part.ACTIVITY, Part.GOAL) else ""

    def sums(self, found: PlanDifference) -> Iterator[SumsShown]:
        for sums in found.sums:
            rows = []
            for label, get in (
                (_("Income in all"), lambda totals: totals.income),
                (_("Costs in all"), lambda totals: totals.costs),
                (_("Result of the year"), lambda totals: totals.result),
                (_("Closing balance"), lambda totals: totals.closing),
            ):
                one, other = (get(side) if side else None for side in (sums.before, sums.after))
                change = _difference_of(other - one) if one is not None and other is not None else "–"
                rows.append(SumShown(label, kr(one), kr(other), change))
            yield SumsShown(_budget_title(f"{sums.year}-{sums.version}"), tuple(rows))

    def href(self, row: Row, side: int) -> str:
        if self.editions is None:
            return ""
        edition = self.editions[side]
        address = [edition.plan.collaboration.slug, edition.plan.key, edition.number]
        match row.part:
            case Part.AREA | Part.ACTIVITY:
                return reverse(row.part.value, args=[*address, row.key])
            case Part.GOAL:
                return reverse("goal", args=[*address, int(row.key)])
            case Part.STRATEGY | Part.FOCUS_AREA:
                return reverse("goals", args=address)
            case Part.PARTY | Part.BODY:
                return reverse("parties", args=address)
            case Part.BUDGET | Part.INCOME | Part.COST:
                return reverse("budget", args=[*address, int((row.parent or row.key).partition("-")[0])])
        return edition.get_absolute_url() + (f"#{row.key}" if row.part is Part.SECTION else "")

    def _names_of(self, part: Part, side: int) -> dict[str, str]:
        if part is Part.STRATEGY:
            return {strategy.key: strategy.name for strategy in self.plans[side].strategies}
        return {area.code: f"{area.code} {area.title}" for area in self.plans[side].areas}


# Under which heading the rows of a part are told of, and which field is the name that stands there anyhow.
SECTION_OF = {part: part for part in Part} | {
    Part.FOCUS_AREA: Part.STRATEGY,
    Part.BODY: Part.PARTY,
    Part.INCOME: Part.BUDGET,
    Part.COST: Part.BUDGET,
}
NAMES = dict.fromkeys(Part, "name") | {
    Part.SECTION: "heading",
    Part.GOAL: "title",
    Part.AREA: "title",
    Part.ACTIVITY: "title",
    Part.INCOME: "label",
    Part.COST: "label",
}


def _titles() -> dict[Part, str]:
    return {
        Part.PLAN: _("The plan as a whole"),
        Part.SECTION: _("Texts"),
        Part.GOAL: _("Goals"),
        Part.STRATEGY: _("The national supervision strategy"),
        Part.AREA: _("Development areas"),
        Part.ACTIVITY: _("Networks and recurring activities"),
        Part.PARTY: _("Parties and bodies"),
        Part.BUDGET: _("Budget"),
    }


def _label(part: Part, name: str) -> str:
    """What the field is called on the row's own page."""
    model: type[models.Model] = MODELS[part]
    if name in ("key", "first_year", "last_year"):
        model = Plan
    if name == "placed":
        return _("Placed days")
    if name == "parent":
        return _("Strategy") if part is Part.FOCUS_AREA else _("Programme")
    label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _choices(part: Part, name: str) -> dict[Any, Any]:
    if name == "kind" and part in (Part.INCOME, Part.COST):
        return dict((IncomeKind if part is Part.INCOME else CostKind).choices)
    if part is Part.PLAN:
        return {}
    return dict(MODELS[part]._meta.get_field(name).flatchoices)  # type: ignore[union-attr]


def _budget_title(key: str) -> str:
    year, _dash, version = key.partition("-")
    return f"{BudgetVersion(version).label} {year}"


def _share(told: str) -> str:
    municipality, percent = told.split()
    return f"{municipality.capitalize()} {int(percent) / 100:g} %".replace(".", ",")


def _difference_of(ore: int) -> str:
    return f"+{kr(ore)}" if ore > 0 else kr(ore)


def _listed_words(one: list[str], other: list[str]) -> tuple[Segment, ...]:
    """Two lists item by item, parted by commas."""
    sides = {"equal": other, "removed": one, "added": other}
    words: list[Segment] = []
    for kind, start, end in aligned(one, other):
        for item in sides[kind][start:end]:
            words += [Segment("equal", ", ")] * bool(words) + [Segment(kind, item)]
    return tuple(words)
