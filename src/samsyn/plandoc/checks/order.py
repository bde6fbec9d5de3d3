"""Checks of order: what waits for what, and do the times allow it?"""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.plandoc.model import Area

from .context import Context, Span, at, quoted, titled
from .model import Found, Quote, Say, Severity, Wording, check_rule
from .periods import has_areas
from .words import blank


@check_rule(
    "PC27",
    Severity.WARNING,
    applies=lambda context: any(not blank(area.waits_for) for area in context.plan.every_area()),
    sv=Wording(
        "Väntar på något som kommer för sent eller utan datum",
        "Det som raderna väntar på kommer i tid.",
        "En rad som måste vänta på något utanför planen behöver veta när det kommer, och ha tid kvar efter det.",
        {
            "undated": Say(
                "{row} väntar på något vars tid planen inte anger, men ska ändå vara klart i {ends:month}.",
                "Skriv när det väntas komma, och vad som görs om det dröjer.",
            ),
            "tight": Say(
                "{row} börjar i {starts:month}, men väntar på något som inte är klart före dess: ”{when}”.",
                "Låt raden börja senare, eller skriv vad som kan göras innan.",
            ),
        },
    ),
    en=Wording(
        "Waits for something that comes too late, or without a date",
        "What the rows wait for comes in time.",
        "A row that must wait for something outside the plan needs to know when it comes, and time left after it.",
        {
            "undated": Say(
                "{row} waits for something whose time the plan does not give, yet is to be done in {ends:month}.",
                "Say when it is expected, and what will be done if it is late.",
            ),
            "tight": Say(
                "{row} begins in {starts:month}, but waits for something that is not there before then: “{when}”.",
                "Let the row begin later, or say what can be done before.",
            ),
        },
    ),
)
def waits_for_the_outside(context: Context) -> Iterator[Found]:
    for area in context.plan.every_area():
        if blank(area.waits_for) or (own := context.span(area)) is None:
            continue
        quotes = quoted(area, "waits_for", "time")
        params = {"row": titled(area), "starts": own.starts.isoformat(), "ends": own.ends.isoformat()}
        coming = context.times_in(area.waits_for)
        if not coming:
            yield Found((at(area, "waits_for"),), quotes, params, variant="undated")
            continue
        words, last = max(coming, key=lambda pair: pair[1].ends)
        if last.ends > own.starts:
            yield Found((at(area, "waits_for"),), quotes, {**params, "when": words}, variant="tight")


@check_rule(
    "PC37",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Stegen kommer i fel ordning eller går i varandra",
        "Stegen kommer i rätt ordning.",
        "Det som bygger på ett annat steg kan inte börja innan det steget är klart, och ett programs steg "
        "ska komma i ordning inom programmets tid.",
        {
            "before": Say(
                "{row} ({own}) börjar före {other} ({theirs}), som ska komma först.",
                "Byt ordning på stegen eller ändra tiderna.",
            ),
            "overlap": Say(
                "{row} ({own}) bygger på {other} ({theirs}), men börjar innan det är klart.",
                "Flytta starten, eller skriv vad som kan göras innan underlaget finns.",
            ),
            "same": Say(
                "{row} bygger på {other}, men båda har samma tid: {own}.",
                "Ange när {other} ska vara klart och när {row} börjar.",
            ),
            "outside": Say(
                "{row} ({own}) ligger utanför tiden för {other} ({theirs}), som det är ett steg i.",
                "Ändra stegets eller programmets tid.",
            ),
        },
    ),
    en=Wording(
        "The steps come in the wrong order or run into each other",
        "The steps come in order.",
        "What builds on another step cannot begin before that step is done, and the steps of a programme "
        "should come in order and within the programme's time.",
        {
            "before": Say(
                "{row} ({own}) begins before {other} ({theirs}), which is to come first.",
                "Change the order of the steps, or their times.",
            ),
            "overlap": Say(
                "{row} ({own}) builds on {other} ({theirs}), but begins before that is done.",
                "Move the start, or say what can be done before the groundwork is there.",
            ),
            "same": Say(
                "{row} builds on {other}, but both have the same time: {own}.",
                "Say when {other} is to be done and when {row} begins.",
            ),
            "outside": Say(
                "{row} ({own}) lies outside the time of {other} ({theirs}), of which it is a step.",
                "Change the time of the step or of the programme.",
            ),
        },
    ),
)
def steps_in_order(context: Context) -> Iterator[Found]:
    for area in context.plan.every_area():
        for code in dict.fromkeys(area.depends_on):
            other = context.area_by_code.get(code)
            if other is None or other.code == area.code:
                continue
            own, theirs = context.span(area), context.span(other)
            if own is None or theirs is None or own.ends.year < context.plan.first_year:
                continue  # what is past needs no new order
            if variant := _clash(own, theirs):
                yield _found(area, other, variant)
    for programme in context.programmes:
        whole = context.span(programme)
        before: Area | None = None
        for step in programme.steps:
            span = context.span(step)
            if span is None:
                continue
            if whole and not (whole.starts <= span.starts and span.ends <= whole.ends):
                yield _found(step, programme, "outside")
            former = context.span(before) if before else None
            if before and former and span.starts < former.starts and before.code not in step.depends_on:
                yield _found(step, before, "before")
            before = step


def _clash(own: Span, theirs: Span) -> str:
    if theirs.ends < own.starts:
        return ""
    if own == theirs:
        return "same"
    return "before" if own.starts < theirs.starts else "overlap"


def _found(area: Area, other: Area, variant: str) -> Found:
    quotes: tuple[Quote, ...] = quoted(area, "time") + quoted(other, "time")
    return Found(
        (at(area, "time"), at(other, "time")),
        quotes,
        {
            "row": titled(area),
            "other": titled(other),
            "own": area.time.strip(),
            "theirs": other.time.strip(),
        },
        variant,
    )
