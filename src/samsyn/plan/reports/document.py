"""The plan as a document, laid out as a printed plan is: texts, goals, budget, wide tables of areas and networks."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from django.utils.translation import gettext as _

from samsyn.docrender import Block, Bullets, Document, Figure, Heading, Landscape, Paragraph, Table, body
from samsyn.kernel.templatetags.samsyn import kr
from samsyn.plan.enums import GLOBAL_GOALS
from samsyn.plan.models.budgets import budget_title
from samsyn.plandoc import budget as arithmetic
from samsyn.plandoc import model as doc
from samsyn.plandoc import planfile

SHORT = 12  # letters of the mark at the foot of each page


def plan_report(
    plan: doc.Plan, *, owner: str, language: str, edition: str, timeline: str = "", mark: str = "", proof: str = ""
) -> Document:
    """The whole plan. `owner` is the collaboration's name, `edition` says which edition it is, `timeline` is an SVG.

    `mark` is the SHA-256 of the decided text, and `proof` the address where the plan is held against that text.
    """
    return Document(
        title=plan.title,
        subtitle=edition,
        language="en" if language == "en" else "sv",
        author=owner,
        contents=True,
        footer=" · ".join(filter(None, (owner, plan.title, mark[:SHORT]))),
        data=planfile.write(plan),
        blocks=(
            *_texts(plan),
            *_goals(plan),
            *_budgets(plan),
            Landscape((*_areas(plan, timeline), *_activities(plan), *_bodies(plan))),
            *_colophon(mark, proof),
        ),
    )


def _texts(plan: doc.Plan) -> Iterator[Block]:
    for section in plan.sections:
        yield Heading(1, section.heading, anchor=section.key)
        yield from body(section.body)


def _goals(plan: doc.Plan) -> Iterator[Block]:
    strategies = [strategy for strategy in plan.strategies if strategy.focus_areas]
    if not plan.vision and not plan.goals and not strategies:
        return
    yield Heading(1, _("Vision and goals"))
    if plan.vision:
        yield Paragraph(plan.vision, style="lead")
    for goal in plan.goals:
        yield Heading(2, f"{goal.number}. {goal.title}")
        yield from body(goal.description)
    for strategy in strategies:
        yield Heading(2, strategy.name)
        yield Bullets(tuple(focus.name for focus in strategy.focus_areas))


def _budgets(plan: doc.Plan) -> Iterator[Block]:
    if plan.budgets:
        yield Heading(1, _("Budget"))
    for budget in plan.budgets:
        title = budget_title(budget.version, budget.year, decided=plan.decision is not None)
        yield Heading(2, title)
        yield budget_table(budget, title)
        yield from body(budget.note)


def budget_table(budget: doc.Budget, title: str) -> Table:
    """Opening balance, income, costs, result and closing balance."""
    sums = arithmetic.totals(budget)
    unknown = _("not given")
    rows = [(_("Opening balance"), _amount(budget.opening_balance, unknown), "")]
    rows += [(line.label, _amount(line.amount, unknown), line.note) for line in budget.income]
    rows += [(_("Income in all"), kr(sums.income), "")]
    rows += [(line.label, _amount(line.amount, unknown), line.note) for line in budget.costs]
    rows += [(_("Costs in all"), kr(sums.costs), "")]
    rows += [(_("Result of the year"), kr(sums.result), ""), (_("Closing balance"), _amount(sums.closing, unknown), "")]
    if any(note for _line, _sum, note in rows):
        header, widths, align = (_("Line"), _("Amount"), _("Note")), (3, 1, 2), ("left", "right", "left")
        return Table(title, header, tuple(rows), widths, align, total_rows=2)
    return Table(
        title, (_("Line"), _("Amount")), tuple((line, ore) for line, ore, _note in rows), (3, 1), ("left", "right"),
        total_rows=2,
    )  # fmt: skip


def _areas(plan: doc.Plan, timeline: str) -> Iterator[Block]:
    if not plan.areas:
        return
    yield Heading(1, _("Development areas"))
    if timeline:
        yield Figure(timeline, alt=_("Each area as a bar over the plan's years; the table below says when."))
    single = [area for area in plan.areas if not area.steps]
    if single:
        yield _area_table(_("Development areas"), single)
    for programme in plan.areas:
        if programme.steps:
            yield Heading(2, f"{programme.code} {programme.title}")
            yield from body(programme.what)
            yield from _properties(programme)
            yield _area_table(programme.title, programme.steps)


def _properties(programme: doc.Area) -> Iterator[Block]:
    """What a programme says beside what is to be done, a paragraph each."""
    for name, text in (
        (_("Aim"), programme.aim),
        (_("Partners"), programme.partners),
        (_("Time"), programme.time),
        (_("Follow-up"), programme.follow_up),
        (_("Indicator"), programme.indicator),
        (_("Responsible"), programme.responsible),
        (_("Waits for"), programme.waits_for),
    ):
        yield from body(_named(name, text))
    yield from body(_goals_of(programme))


def _by_text(rows: tuple[tuple[str, ...], ...], least: tuple[float, ...]) -> tuple[float, ...]:
    """Widths in which the longest cell of every column becomes about as tall as it is wide: no long, narrow strips."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return tuple(max(width, sqrt(length) / 5) for width, length in zip(least, longest, strict=True))


def _area_table(caption: str, areas: list[doc.Area] | tuple[doc.Area, ...]) -> Table:
    rows = tuple(
        (
            f"{area.code} {area.title}",
            _joined(area.what, _named(_("Waits for"), area.waits_for)),
            _joined(area.aim, _goals_of(area)),
            area.partners,
            area.time,
            _joined(area.follow_up, _named(_("Indicator"), area.indicator)),
            area.responsible,
        )
        for area in areas
    )
    return Table(
        caption=caption,
        header=(
            _("Development area"), _("What is to be done?"), _("Aim"), _("Partners"), _("Time"), _("Follow-up"),
            _("Responsible"),
        ),
        rows=rows,
        widths=_by_text(rows, (2.2, 2.2, 2.2, 1.9, 1.5, 1.9, 1.9)),
    )  # fmt: skip


def _activities(plan: doc.Plan) -> Iterator[Block]:
    if not plan.activities:
        return
    yield Heading(1, _("Steering groups and networks"))
    yield Table(
        caption=_("Steering groups, networks and what recurs"),
        header=(_("Group or network"), _("Purpose"), _("Partners"), _("Time"), _("Responsible")),
        rows=tuple(
            (
                f"{activity.code} {activity.title}",
                activity.purpose,
                activity.partners,
                activity.time,
                _joined(
                    activity.responsible,
                    _named(_("Practical side"), activity.practical),
                    _named(_("Content"), activity.content),
                ),
            )
            for activity in plan.activities
        ),
        widths=(2.4, 4.6, 2.2, 2, 2.6),
    )


def _bodies(plan: doc.Plan) -> Iterator[Block]:
    described = [found for found in plan.bodies if found.mandate or found.composition]
    if described:
        yield Heading(1, _("Bodies"))
        yield Table(
            caption=_("The bodies that the plan speaks of"),
            header=(_("Body"), _("Mandate"), _("Composition")),
            rows=tuple((found.name, found.mandate, found.composition) for found in described),
            widths=(2, 4, 4),
        )


def _colophon(mark: str, proof: str) -> Iterator[Block]:
    if mark:
        yield Heading(1, _("The decided text"))
        yield Paragraph(
            _("The decided text has the SHA-256 %(mark)s. At %(proof)s anybody can download it and check the plan.")
            % {"mark": mark, "proof": proof},
            style="note",
        )


def _goals_of(area: doc.Area) -> str:
    goals = _named(_("Goals"), ", ".join(map(str, area.goals)))
    world = ", ".join(f"{number} {GLOBAL_GOALS[number]}" for number in area.global_goals)
    return _joined(goals, _named(_("Global goals"), world))


def _amount(ore: int | None, unknown: str) -> str:
    return unknown if ore is None else kr(ore)


def _named(name: str, text: str) -> str:
    return f"{name}: {text}" if text else ""


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
