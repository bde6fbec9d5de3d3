"""Checks of what every row must say: who takes part and who answers for it, its aim, its follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samsyn.plandoc.model import ActivityKind, Body

from .context import Context, at, quoted, titled
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .periods import has_areas, has_rows
from .words import blank, clip, sentences

_VERBS = ("kalla", "planera", "skriv", "delge", "förbered", "boka", "bjud", "samla", "ta fram")


@check_rule(
    "PC16",
    Severity.ERROR,
    applies=has_rows,
    sv=Wording(
        "Samverkande parter saknas",
        "Varje rad säger vilka som deltar.",
        "Varje rad ska säga vilka som deltar. Annars vet ingen part att den berörs.",
        {
            "": Say("{row} säger inte vilka parter som deltar.", "Fyll i de samverkande parterna."),
            "shifted": Say(
                "{row} säger inte vilka parter som deltar. Under Ansvar står också en rad "
                "uppgifter; texterna kan ha hamnat i fel kolumn.",
                "Fyll i de samverkande parterna, och flytta uppgifterna till den kolumn de hör hemma i.",
            ),
            "all": Say(
                "Inget av planens {number} utvecklingsområden säger vilka parter som deltar.",
                "Fyll i de samverkande parterna för varje utvecklingsområde.",
            ),
        },
    ),
    en=Wording(
        "Partners are missing",
        "Every row says who takes part.",
        "Every row should say who takes part. Otherwise no party knows that it is concerned.",
        {
            "": Say("{row} does not say which parties take part.", "Fill in the partners."),
            "shifted": Say(
                "{row} does not say which parties take part. Under Responsible there is a list of tasks "
                "as well; the texts may have landed in the wrong column.",
                "Fill in the partners, and move the tasks to the column where they belong.",
            ),
            "all": Say(
                "None of the plan's {number} development areas says which parties take part.",
                "Fill in the partners for each development area.",
            ),
        },
    ),
)
def missing_partners(context: Context) -> Iterator[Found]:
    yield from context.lacking("partners", also=lambda area: bool(context.parties(area)))
    for activity in context.plan.activities:
        if not blank(activity.partners) or activity.parties:
            continue
        tasks = sum(verb in activity.responsible.lower() for verb in _VERBS)
        yield Found(
            (at(activity, "partners"),),
            quoted(activity, "title", "time", "responsible"),
            {"row": titled(activity)},
            variant="shifted" if tasks >= 2 else "",
        )


@check_rule(
    "PC17",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "Ansvarig saknas",
        "Varje rad har en ansvarig.",
        "Det som ingen ansvarar för blir lätt inte gjort.",
        {
            "": Say("Ingen står som ansvarig för {row}.", "Skriv vem eller vilken grupp som ansvarar."),
            "all": Say(
                "Inget av planens {number} utvecklingsområden har någon ansvarig.",
                "Skriv vem eller vilken grupp som ansvarar för varje utvecklingsområde.",
            ),
        },
    ),
    en=Wording(
        "Nobody is responsible",
        "Somebody answers for every row.",
        "What nobody answers for is easily left undone.",
        {
            "": Say("Nobody is named as responsible for {row}.", "Write which person or group is responsible."),
            "all": Say(
                "None of the plan's {number} development areas names who is responsible.",
                "Write which person or group is responsible for each development area.",
            ),
        },
    ),
)
def missing_responsible(context: Context) -> Iterator[Found]:
    def named(keys: tuple[str, ...]) -> bool:
        return any(key in context.body_by_key for key in keys)

    yield from context.lacking(
        "responsible",
        also=lambda area: (
            named(area.bodies)
            or ((programme := context.programme_of.get(area.code)) is not None and named(programme.bodies))
        ),
    )
    for activity in context.plan.activities:
        if all(blank(text) for text in (activity.responsible, activity.practical, activity.content)) and not named(
            activity.bodies
        ):
            yield Found((at(activity, "responsible"),), quoted(activity, "title"), {"row": titled(activity)})


@check_rule(
    "PC38",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Uppföljning saknas",
        "Varje utvecklingsområde säger hur det ska följas upp.",
        "Utan uppföljning vet ingen om arbetet gav något.",
        {
            "": Say(
                "{row} säger inte hur det ska följas upp.",
                "Skriv vad som ska visa att arbetet är klart och vad det gav.",
            ),
            "all": Say(
                "Inget av planens {number} utvecklingsområden säger hur det ska följas upp.",
                "Skriv för varje utvecklingsområde vad som ska visa att arbetet är klart och vad det gav.",
            ),
        },
    ),
    en=Wording(
        "Follow-up is missing",
        "Every development area says how it is followed up.",
        "Without a follow-up nobody knows whether the work came to anything.",
        {
            "": Say(
                "{row} does not say how it will be followed up.",
                "Say what will show that it is done and what it gave.",
            ),
            "all": Say(
                "None of the plan's {number} development areas says how it will be followed up.",
                "Say for each development area what will show that it is done and what it gave.",
            ),
        },
    ),
)
def missing_follow_up(context: Context) -> Iterator[Found]:
    return context.lacking("follow_up")


@check_rule(
    "PC39",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "Mål eller syfte saknas",
        "Varje rad säger vad den är till för.",
        "En rad utan mål eller syfte säger vad som ska göras men inte varför.",
        {
            "": Say("{row} säger inte vad arbetet ska leda till.", "Skriv målet i en eller två meningar."),
            "purpose": Say("{row} har inget syfte.", "Skriv i en mening varför aktiviteten finns."),
            "all": Say(
                "Inget av planens {number} utvecklingsområden säger vad arbetet ska leda till.",
                "Skriv målet för varje utvecklingsområde i en eller två meningar.",
            ),
        },
    ),
    en=Wording(
        "The aim or purpose is missing",
        "Every row says what it is for.",
        "A row without an aim or a purpose says what is to be done, but not why.",
        {
            "": Say("{row} does not say what the work is to lead to.", "Write the aim in a sentence or two."),
            "purpose": Say("{row} has no purpose.", "Write in a sentence why the activity exists."),
            "all": Say(
                "None of the plan's {number} development areas says what the work is to lead to.",
                "Write the aim of each development area in a sentence or two.",
            ),
        },
    ),
)
def missing_aim(context: Context) -> Iterator[Found]:
    yield from context.lacking("aim")
    for activity in context.plan.activities:
        if blank(activity.purpose):
            yield Found(
                (at(activity, "purpose"),),
                quoted(activity, "title"),
                {"row": titled(activity)},
                variant="purpose",
            )


@check_rule(
    "PC18",
    Severity.WARNING,
    applies=lambda context: bool(context.plan.bodies),
    sv=Wording(
        "En grupp har ansvar men är inte beskriven",
        "Alla grupper med ansvar är beskrivna.",
        "En grupp som ansvarar för något behöver ett uppdrag och medlemmar. Annars vet ingen vem som kan besluta.",
        {
            "": Say(
                "{body} ansvarar för {rows:list}, men planen säger varken vilka som ingår eller vad gruppen "
                "får besluta.",
                "Skriv gruppens uppdrag och sammansättning.",
            ),
            "many": Say(
                "{number} grupper ansvarar för {rows:list}, men planen säger varken vilka som ingår i dem "
                "eller vad de får besluta. En av dem är {body}.",
                "Skriv en gång för alla vad en sådan grupp har för uppdrag, och vilka som ingår i var och en.",
            ),
            "decides": Say(
                "{body} ansvarar för {rows:list} och ska till och med besluta, men planen säger varken vilka "
                "som ingår eller vad gruppen får besluta.",
                "Skriv gruppens uppdrag och sammansättning, och vem som har gett den rätt att besluta.",
            ),
        },
    ),
    en=Wording(
        "A group carries responsibility but is not described",
        "Every group with responsibility is described.",
        "A group that answers for something needs a mandate and members. Otherwise nobody knows who can decide.",
        {
            "": Say(
                "{body} is responsible for {rows:list}, but the plan says neither who is in it nor what it may decide.",
                "Write the group's mandate and composition.",
            ),
            "many": Say(
                "{number} groups are responsible for {rows:list}, but the plan says neither who is in them "
                "nor what they may decide. {body} is one of them.",
                "Say once and for all what the mandate of such a group is, and who is in each.",
            ),
            "decides": Say(
                "{body} is responsible for {rows:list} and is even to decide, but the plan says neither who "
                "is in it nor what it may decide.",
                "Write the group's mandate and composition, and who has given it the right to decide.",
            ),
        },
    ),
)
def undefined_bodies(context: Context) -> Iterator[Found]:
    carried: dict[str, list[str]] = {}
    quotes: dict[str, list[Quote]] = {}
    for row in context.every_row:
        for key in dict.fromkeys(row.bodies):
            carried.setdefault(key, []).append(row.code)
            quotes.setdefault(key, []).extend(quoted(row, "responsible"))
    bare: dict[str, list[Body]] = {}
    for body in context.plan.bodies:
        described = not blank(body.mandate) or not blank(body.composition)
        if body.key not in carried or described or body.kind == "office":  # an office is one person
            continue
        bare.setdefault(body.kind, []).append(body)
    for bodies in bare.values():
        if len(bodies) > 2:  # a whole kind of groups that the plan leaves undescribed is one fault
            yield _undescribed(bodies, carried, quotes, ())
            continue
        for body in bodies:
            yield _undescribed([body], carried, quotes, _deciding(context, body.name, carried[body.key]))


def _undescribed(
    bodies: list[Body],
    carried: dict[str, list[str]],
    quotes: dict[str, list[Quote]],
    deciding: tuple[Quote, ...],
) -> Found:
    places = tuple(Row("body", body.key) for body in bodies)
    named = tuple(Quote(place, body.name) for place, body in zip(places, bodies, strict=True))
    said = [quote for body in bodies for quote in quotes[body.key]]
    rows = tuple(dict.fromkeys(code for body in bodies for code in carried[body.key]))
    variant = "decides" if deciding else "many" if len(bodies) > 1 else ""
    return Found(
        places,
        (*named, *dict.fromkeys((*deciding, *said))),
        {"body": bodies[0].name, "number": len(bodies), "rows": rows},
        variant,
    )


def _deciding(context: Context, name: str, rows: list[str]) -> tuple[Quote, ...]:
    """Where its own rows, or their neighbours in a programme, say that it decides ("beslutas av gruppen")."""
    first = name.lower().split(" ")[0]
    near = set(rows)
    for code in rows:
        if programme := context.programme_of.get(code):
            near.update(step.code for step in programme.steps)
    return tuple(
        Quote(text.row, clip(sentence))
        for text in context.texts
        if text.row.code in near
        for sentence in sentences(text.text)
        if re.search(rf"\b(?:beslutas|fastställs) av {re.escape(first)}", sentence.lower())
    )


@check_rule(
    "PC42",
    Severity.WARNING,
    applies=lambda context: any(activity.kind is ActivityKind.BODY for activity in context.plan.activities),
    sv=Wording(
        "En återkommande grupp har inget möte med datum",
        "De återkommande grupperna har möten med datum.",
        "En grupp som ska träffas flera gånger om året behöver datum i god tid, så att deltagarna kan komma.",
        {
            "": Say(
                "{row} ska hållas {words}, men inget möte har fått datum.",
                "Lägg ut mötena i kalendern.",
            ),
            "past": Say(
                "{row} ska hållas {words}, men alla möten med datum har redan varit.",
                "Lägg ut de kommande mötena i kalendern.",
            ),
        },
    ),
    en=Wording(
        "A recurring group has no meeting with a date",
        "The recurring groups have meetings with dates.",
        "A group that is to meet several times a year needs dates in good time, so that its members can come.",
        {
            "": Say("{row} is to be held {words}, but no meeting has a date.", "Put the meetings in the calendar."),
            "past": Say(
                "{row} is to be held {words}, but every meeting with a date has already been.",
                "Put the coming meetings in the calendar.",
            ),
        },
    ),
)
def nothing_placed(context: Context) -> Iterator[Found]:
    for activity in context.plan.activities:
        if activity.kind is not ActivityKind.BODY or blank(activity.time):
            continue
        today = context.today
        coming = any(today is None or day >= today for day in activity.placed)
        over = today is not None and today.year > context.plan.last_year
        if not coming and not over and context.reading(activity.time).per_year:
            words = activity.time.strip().rstrip(".")
            yield Found(
                (at(activity, "time"),),
                quoted(activity, "time"),
                {"row": titled(activity), "words": words[:1].lower() + clip(words, 120)[1:]},
                variant="past" if activity.placed else "",
            )
