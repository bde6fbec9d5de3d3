"""Checks of time: can it be read, and does it lie within the plan's years?"""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.plandoc.model import Activity, Area

from .context import Context, Span, at, quoted, titled
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .words import blank, clip


def has_rows(context: Context) -> bool:
    return bool(context.plan.areas or context.plan.activities)


def has_areas(context: Context) -> bool:
    return bool(context.plan.areas)


def dated(context: Context) -> Iterator[tuple[Area, Span]]:
    """The areas whose period is known. A programme speaks for itself only where no step of it does."""
    for area in context.plan.every_area():
        if (span := context.span(area)) and not any(context.span(step) for step in area.steps):
            yield area, span


def _params(context: Context, row: Area | Activity, span: Span) -> dict[str, str | int]:
    return {
        "row": titled(row),
        "starts": span.starts.isoformat(),
        "ends": span.ends.isoformat(),
        "first": context.plan.first_year,
        "last": context.plan.last_year,
    }


@check_rule(
    "PC08",
    Severity.ERROR,
    applies=has_rows,
    sv=Wording(
        "Perioden ligger utanför planens år",
        "Alla perioder rör planens år.",
        "En rad vars hela period ligger före planens första år eller efter dess sista hör till en annan plan.",
        {
            "before": Say(
                "{row} slutar i {ends:month}, innan planen börjar ({first}–{last}).",
                "Flytta raden till verksamhetsberättelsen för det året, eller ändra perioden om arbetet fortsätter.",
            ),
            "after": Say(
                "{row} börjar i {starts:month}, efter planens sista år ({first}–{last}).",
                "Lägg raden i nästa plan, eller ändra perioden.",
            ),
        },
    ),
    en=Wording(
        "The period lies outside the plan's years",
        "Every period touches the plan's years.",
        "A row whose whole period lies before the plan's first year or after its last belongs to another plan.",
        {
            "before": Say(
                "{row} ends in {ends:month}, before the plan begins ({first}–{last}).",
                "Move the row to the annual report of that year, or change the period if the work goes on.",
            ),
            "after": Say(
                "{row} begins in {starts:month}, after the plan's last year ({first}–{last}).",
                "Put the row in the next plan, or change the period.",
            ),
        },
    ),
)
def outside_the_plan(context: Context) -> Iterator[Found]:
    rows: list[tuple[Area | Activity, Span]] = list(dated(context))
    rows += [(activity, span) for activity in context.plan.activities if (span := context.span(activity))]
    for row, span in rows:
        if span.ends.year < context.plan.first_year:
            variant = "before"
        elif span.starts.year > context.plan.last_year:
            variant = "after"
        else:
            continue
        yield Found((at(row, "time"),), quoted(row, "time"), _params(context, row, span), variant)


@check_rule(
    "PC09",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Började före planen utan att det sägs",
        "Det som började före planen är märkt så.",
        "Arbete som följer med från en tidigare plan ska vara märkt så, annars ser det ut som nytt.",
        {
            "": Say(
                "{row} började i {starts:month}, före planens första år {first}, men är inte märkt som pågående.",
                "Märk raden som påbörjad under en tidigare plan, och skriv gärna vad som redan är gjort.",
            )
        },
    ),
    en=Wording(
        "Began before the plan, and nobody says so",
        "What began before the plan is marked as such.",
        "Work that is carried over from an earlier plan should be marked as such; otherwise it looks new.",
        {
            "": Say(
                "{row} began in {starts:month}, before the plan's first year {first}, but is not marked as "
                "carried over.",
                "Mark the row as begun under an earlier plan, and say what has been done already.",
            )
        },
    ),
)
def starts_before(context: Context) -> Iterator[Found]:
    for area, span in dated(context):
        if span.starts.year < context.plan.first_year <= span.ends.year and not _marked(context, area, "carried_over"):
            yield Found((at(area, "time"),), quoted(area, "time"), _params(context, area, span))


@check_rule(
    "PC10",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Fortsätter efter planen utan att det sägs",
        "Det som fortsätter efter planen är märkt så.",
        "Arbete som går längre än planen binder nästa plan. Det ska vara märkt så.",
        {
            "": Say(
                "{row} pågår till {ends:month}, men planen slutar {last}.",
                "Märk raden som fortsättande i nästa plan, eller korta perioden.",
            )
        },
    ),
    en=Wording(
        "Goes on after the plan, and nobody says so",
        "What goes on after the plan is marked as such.",
        "Work that outlasts the plan binds the next one. It should be marked as such.",
        {
            "": Say(
                "{row} goes on to {ends:month}, but the plan ends in {last}.",
                "Mark the row as continuing in the next plan, or shorten the period.",
            )
        },
    ),
)
def ends_after(context: Context) -> Iterator[Found]:
    for area, span in dated(context):
        if span.starts.year <= context.plan.last_year < span.ends.year and not _marked(context, area, "continues"):
            yield Found((at(area, "time"),), quoted(area, "time"), _params(context, area, span))


def _marked(context: Context, area: Area, name: str) -> bool:
    programme = context.programme_of.get(area.code)
    return bool(getattr(area, name)) or (programme is not None and bool(getattr(programme, name)))


@check_rule(
    "PC36",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "Tiden går inte att läsa",
        "Alla tider går att läsa.",
        "Tidsuppgifter läses för att raden ska hamna på tidslinjen och i årshjulet. Det som inte går att "
        "läsa står kvar som det är skrivet, men kommer inte med där.",
        {
            "": Say(
                "Tiden ”{words}” för {row} går inte att tolka.",
                "Skriv till exempel ”hösten 2026”, ”sep 2026–maj 2027”, ”3 gånger per år” eller ”löpande”.",
            ),
            "part": Say(
                "I tiden ”{words}” för {row} går ”{unread}” inte att tolka.",
                "Skriv till exempel ”hösten 2026”, ”sep 2026–maj 2027”, ”3 gånger per år” eller ”löpande”.",
            ),
        },
    ),
    en=Wording(
        "The time cannot be read",
        "Every time can be read.",
        "Times are read so that the row gets its place in the timeline and the year wheel. What cannot be "
        "read is kept as it was written, but has no place there.",
        {
            "": Say(
                "The time “{words}” of {row} cannot be read.",
                "Write for instance “hösten 2026”, “sep 2026–maj 2027”, “3 gånger per år” or “löpande”.",
            ),
            "part": Say(
                "In the time “{words}” of {row}, “{unread}” cannot be read.",
                "Write for instance “hösten 2026”, “sep 2026–maj 2027”, “3 gånger per år” or “löpande”.",
            ),
        },
    ),
)
def unreadable_time(context: Context) -> Iterator[Found]:
    times = [(at(row, "time"), titled(row), row.time) for row in context.plan.every_area()]
    times += [(at(row, "time"), titled(row), row.time) for row in context.plan.activities]
    if context.plan.decision:
        times.append((Row("plan", context.plan.key, "decision"), context.plan.title, context.plan.decision.when))
    for place, name, time in times:
        if blank(time) or (reading := context.reading(time)).readable:
            continue
        unread = " … ".join(reading.unread).strip()
        whole = not unread or unread == time.strip()
        yield Found(
            (place,),
            (Quote(place, clip(time)),),
            {"row": name, "words": clip(time, 80), "unread": clip(unread, 80)},
            variant="" if whole else "part",
        )


@check_rule(
    "PC45",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "Tid saknas",
        "Varje rad säger när den ska göras.",
        "Utan tid vet ingen när arbetet ska göras, och raden kommer inte med på tidslinjen.",
        {
            "": Say(
                "{row} säger inte när det ska göras.",
                "Skriv en period eller hur ofta, till exempel ”våren 2027” eller ”2 gånger per år”.",
            ),
            "all": Say(
                "Inget av planens {number} utvecklingsområden säger när det ska göras.",
                "Skriv en period för varje utvecklingsområde, till exempel ”våren 2027”.",
            ),
        },
    ),
    en=Wording(
        "No time is given",
        "Every row says when it is to be done.",
        "Without a time nobody knows when the work is to be done, and the row has no place in the timeline.",
        {
            "": Say(
                "{row} does not say when it is to be done.",
                "Write a period or how often, for instance “våren 2027” or “2 gånger per år”.",
            ),
            "all": Say(
                "None of the plan's {number} development areas says when it is to be done.",
                "Write a period for each development area, for instance “våren 2027”.",
            ),
        },
    ),
)
def missing_time(context: Context) -> Iterator[Found]:
    yield from context.lacking("time")
    for activity in context.plan.activities:
        if blank(activity.time) and not activity.placed:
            yield Found((at(activity, "time"),), quoted(activity, "title"), {"row": titled(activity)})
