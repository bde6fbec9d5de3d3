"""Checks of the thread from the plan's goals to its rows, and of what can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samsyn.plandoc.model import Area

from .context import Context, at, quoted, titled, together
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .periods import has_areas
from .words import blank, clip, sentences

# A follow-up that can be measured counts something, or holds it against something.
_MEASURE = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d+|%|\b(antal\w*|andel\w*|procent\w*|svarsfrekvens\w*|nyckeltal\w*|mätvärde\w*|mått|måtten|baslinje\w*|nolläge\w*"
    r"|utgångsläge\w*|målvärde\w*|minst|högst|hälften|samtliga kommuner|alla kommuner|jämför\w* med)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(effekt(?:en|er|erna)?|dess effekter|har minskat|minskat|har ökat|öka regelefterlevnaden|gap\w*)\b",
    re.IGNORECASE,
)
_STRATEGY = re.compile(r"\b\w*strategi\w*\b", re.IGNORECASE)
_CLAIM = re.compile(r"\b(helt utgå\w*|utgå\w* (?:helt|från)|i linje med|bygger på|utifrån)\b", re.IGNORECASE)
_GOAL_DEMAND = re.compile(r"\b(ska|skall|måste)\b.*\b(bidra|kopplas|uppfylla)\b.*\bmål", re.IGNORECASE | re.DOTALL)


def _served(context: Context, area: Area) -> tuple[int, ...]:
    programme = context.programme_of.get(area.code)
    return area.goals + area.global_goals + ((programme.goals + programme.global_goals) if programme else ())


@check_rule(
    "PC24",
    Severity.WARNING,
    applies=lambda context: bool(context.plan.goals and context.plan.areas),
    sv=Wording(
        "Koppling till planens mål saknas",
        "Varje utvecklingsområde är kopplat till ett mål.",
        "Varje utvecklingsområde ska bidra till något av planens mål eller de globala målen, och säga vilket.",
        {
            "": Say(
                "{row} säger inte vilket av planens mål eller vilket globalt mål det bidrar till.",
                "Välj det eller de mål som raden bidrar till.",
            ),
            "all": Say(
                "Inget av planens {number} utvecklingsområden säger vilket av planens {goals} mål eller "
                "vilket globalt mål det bidrar till.",
                "Välj för varje utvecklingsområde det eller de mål som det bidrar till.",
            ),
        },
    ),
    en=Wording(
        "No link to the plan's goals",
        "Every development area is linked to a goal.",
        "Every development area should serve one of the plan's goals or the global goals, and say which.",
        {
            "": Say(
                "{row} does not say which of the plan's goals or which global goal it serves.",
                "Choose the goal or goals that the row serves.",
            ),
            "all": Say(
                "None of the plan's {number} development areas says which of the plan's {goals} goals or "
                "which global goal it serves.",
                "Choose for each development area the goal or goals that it serves.",
            ),
        },
    ),
)
def goal_links(context: Context) -> Iterator[Found]:
    lacking = [area for area in context.work if not _served(context, area)]
    demands = tuple(
        Quote(text.row, clip(sentence))
        for text in context.texts
        if text.row.kind == "section"
        for sentence in sentences(text.text)
        if _GOAL_DEMAND.search(sentence)
    )
    yield from together(lacking, context.work, "goals", quotes=demands, goals=len(context.plan.goals))


@check_rule(
    "PC40",
    Severity.WARNING,
    applies=lambda context: bool(context.plan.goals) and any(area.goals for area in context.plan.every_area()),
    sv=Wording(
        "Ett mål som ingen rad bidrar till",
        "Varje mål har någon rad som bidrar till det.",
        "Ett mål utan någon rad under sig är ett löfte som planen inte har något arbete för.",
        {
            "": Say(
                "Ingen rad i planen bidrar till mål {number}, {title}.",
                "Koppla de rader som bidrar, lägg till en rad, eller skriv att målet nås på annat sätt.",
            )
        },
    ),
    en=Wording(
        "A goal that nothing serves",
        "Every goal has a row that serves it.",
        "A goal without a row beneath it is a promise that the plan has no work for.",
        {
            "": Say(
                "No row of the plan serves goal {number}, {title}.",
                "Link the rows that serve it, add a row, or say that the goal is reached in another way.",
            )
        },
    ),
)
def unserved_goals(context: Context) -> Iterator[Found]:
    served = {number for area in context.plan.every_area() for number in area.goals}
    served |= {number for activity in context.plan.activities for number in activity.goals}
    for goal in context.plan.goals:
        if goal.number not in served:
            row = Row("goal", str(goal.number))
            yield Found((row,), (Quote(row, clip(goal.title)),), {"number": goal.number, "title": goal.title})


@check_rule(
    "PC25",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Uppföljningen går inte att mäta",
        "Uppföljningen går att mäta.",
        "En uppföljning bör säga vad som räknas eller jämförs: ett antal, en andel, ett utgångsläge. Ska "
        "effekten utvärderas behövs utgångsläget innan arbetet börjar.",
        {
            "": Say(
                "Uppföljningen av {row} säger inget som går att mäta.",
                "Skriv ett mått, till exempel antal tillsynsbesök, andel svar eller vad som ska ha ändrats "
                "och från vad.",
            ),
            "effect": Say(
                "{row} ska visa en effekt, men det finns inget mått och inget utgångsläge att jämföra med.",
                "Skriv ett mått, och mät utgångsläget innan arbetet börjar.",
            ),
            "all": Say(
                "Inget av planens {number} utvecklingsområden har något mått, utgångsläge eller målvärde.",
                "Skriv ett mått för varje utvecklingsområde, till exempel antal tillsynsbesök eller andel "
                "svar. Börja med dem som ska visa en effekt: de behöver ett utgångsläge innan arbetet "
                "börjar.",
            ),
        },
    ),
    en=Wording(
        "The follow-up cannot be measured",
        "The follow-up can be measured.",
        "A follow-up should say what is counted or compared: a number, a share, a baseline. If effects are "
        "to be evaluated, the baseline is needed before the work begins.",
        {
            "": Say(
                "The follow-up of {row} says nothing that can be measured.",
                "Write an indicator, such as the number of inspections, the share of answers, or what should "
                "have changed and from what.",
            ),
            "effect": Say(
                "{row} is to show an effect, but there is no indicator and no baseline to compare with.",
                "Write an indicator, and measure the baseline before the work begins.",
            ),
            "all": Say(
                "None of the plan's {number} development areas has an indicator, a baseline or a target.",
                "Write an indicator for each development area, such as the number of inspections or the "
                "share of answers. Begin with those that are to show an effect: they need a baseline before "
                "the work begins.",
            ),
        },
    ),
)
def nothing_to_measure(context: Context) -> Iterator[Found]:
    lacking = [area for area in context.work if blank(area.indicator) and not _MEASURE.search(area.follow_up)]
    promises = {area.code: _effect(area) for area in lacking}
    if len(lacking) > 2 and len(lacking) == len(context.work):
        yield from together(
            lacking,
            context.work,
            "indicator",
            quotes=tuple(one for quotes in promises.values() for one in quotes),
        )
        return
    for area in lacking:
        effect = promises[area.code]
        if effect or not blank(area.follow_up):  # a follow-up that is missing altogether is another check's to tell
            quotes = effect + quoted(area, "follow_up")
            yield Found((at(area, "indicator"),), quotes, {"row": titled(area)}, "effect" if effect else "")


def _effect(area: Area) -> tuple[Quote, ...]:
    return tuple(
        Quote(at(area, field), clip(sentence))
        for field in ("what", "aim", "follow_up")
        if _EFFECT.search(text := str(getattr(area, field)))
        for sentence in sentences(text)
        if _EFFECT.search(sentence)
    )


@check_rule(
    "PC26",
    Severity.WARNING,
    applies=lambda context: has_areas(context) and bool(_claims(context)),
    sv=Wording(
        "Planen sägs följa en strategi som få rader nämner",
        "Raderna visar hur de hör ihop med strategin.",
        "När planen säger att den utgår från en strategi bör det synas i raderna vilka av strategins områden "
        "de hör till.",
        {
            "": Say(
                "Planen säger att den utgår från en strategi, men bara {linked} av {total} "
                "utvecklingsområden nämner den. Koppling saknas i {rows:list}.",
                "Koppla raderna till strategins fokusområden, eller skriv att de har en annan grund.",
            )
        },
    ),
    en=Wording(
        "The plan is said to follow a strategy that few rows mention",
        "The rows show how they belong to the strategy.",
        "When the plan says that it starts from a strategy, the rows should show which of its areas they belong to.",
        {
            "": Say(
                "The plan says that it starts from a strategy, but only {linked} of {total} development "
                "areas mention it. The link is missing in {rows:list}.",
                "Link the rows to the strategy's focus areas, or say that they have another ground.",
            )
        },
    ),
)
def strategy_claim(context: Context) -> Iterator[Found]:
    without = [area for area in context.work if not _linked(context, area)]
    if 2 * len(without) > len(context.work):
        quotes = _claims(context)
        yield Found(
            (*(quote.row for quote in quotes), *(at(area, "focus_areas") for area in without)),
            quotes,
            {
                "linked": len(context.work) - len(without),
                "total": len(context.work),
                "rows": tuple(area.code for area in without),
            },
        )


def _claims(context: Context) -> tuple[Quote, ...]:
    """Where the plan says that it starts from a national strategy, or from one that it names."""
    names = ["nationell", "naturvårdsverket", *(strategy.name.lower() for strategy in context.plan.strategies)]
    return tuple(
        Quote(text.row, clip(sentence))
        for text in context.texts
        if text.row.kind == "section"
        for sentence in sentences(text.text)
        if _STRATEGY.search(sentence) and _CLAIM.search(sentence) and any(name in sentence.lower() for name in names)
    )[:1]


def _linked(context: Context, area: Area) -> bool:
    programme = context.programme_of.get(area.code)
    return any(
        row.focus_areas
        or any("nationell" in text and _STRATEGY.search(text) for text in (row.what.lower(), row.aim.lower()))
        for row in (area, programme)
        if row
    )
