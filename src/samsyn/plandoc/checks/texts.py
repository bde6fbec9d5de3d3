"""Checks of what is written twice: pasted purposes, templates not filled in, rows that repeat each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from samsyn.plandoc.model import Activity, Area, AreaKind

from .context import CAMPAIGNS, Context, at, quoted, titled
from .model import Found, Quote, Say, Severity, Wording, check_rule
from .periods import has_areas, has_rows
from .words import blank, clip, sentences, words

LONG_BEFORE = timedelta(days=100)  # a campaign that is over by then leaves part of its row unexplained
SAME_FOLLOW_UP = 3  # rows with the same follow-up from which it looks like a template

_SEASON = re.compile(r"(?:våren|sommaren|hösten|vintern)\b", re.IGNORECASE)
# A time may be that of a law, or of what came before, and not of the row's own work.
_ELSEWHERE = re.compile(
    r"\b(?:lag|lagen|förordning\w*|träder i kraft|lanseras|beslutades|enligt|jämfört med|efter att|sedan|från"
    r"|\w{3,}(?:des|tes)|hölls)\b",
    re.IGNORECASE,
)


@check_rule(
    "PC15",
    Severity.ERROR,
    applies=has_rows,
    sv=Wording(
        "Texten handlar om en annan rad",
        "Inga texter handlar om en annan rad.",
        "En text som har kopierats från en annan rad och fortfarande talar om den radens ämne är inte färdig.",
        {
            "": Say(
                "Texten under {field:field} för {row} talar om samma ämne som {other}, inte om det egna.",
                "Skriv om texten så att den handlar om {row}.",
            )
        },
    ),
    en=Wording(
        "The text is about another row",
        "No text is about another row.",
        "A text that was copied from another row and still speaks of that row's topic is not finished.",
        {
            "": Say(
                "The text under {field:field} of {row} speaks of the topic of {other}, not of its own.",
                "Rewrite the text so that it is about {row}.",
            )
        },
    ),
)
def pasted_text(context: Context) -> Iterator[Found]:
    for pair in context.copied:
        if pair.pasted:
            row, other = pair.pasted
            yield Found(
                (at(row, pair.field), at(other, pair.field)),
                quoted(row, "title", pair.field) + quoted(other, "title", pair.field),
                {"row": titled(row), "other": titled(other), "field": pair.field},
            )


@check_rule(
    "PC41",
    Severity.INFO,
    applies=has_rows,
    sv=Wording(
        "Nästan samma text som en annan rad",
        "Inga texter är nästan lika.",
        "Texter som nästan är lika kan vara en mall som inte är ifylld. Skillnaden visas ord för ord.",
        {
            "exact": Say(
                "{row} har samma text under {field:field} som {other}.",
                "Skriv vad som är särskilt för {row}, eller låt den stå om den gäller båda.",
            ),
            "near": Say(
                "{row} har nästan samma text under {field:field} som {other}.",
                "Se på skillnaden, och skriv vad som är särskilt för {row}.",
            ),
        },
    ),
    en=Wording(
        "Nearly the same text as another row",
        "No texts are nearly alike.",
        "Texts that are nearly alike may be a template not filled in. The difference is shown word by word.",
        {
            "exact": Say(
                "{row} has the same text under {field:field} as {other}.",
                "Write what is particular to {row}, or let it stand if it holds for both.",
            ),
            "near": Say(
                "{row} has nearly the same text under {field:field} as {other}.",
                "Look at the difference, and write what is particular to {row}.",
            ),
        },
    ),
)
def near_copies(context: Context) -> Iterator[Found]:
    for pair in context.copied:
        if pair.pasted or pair.filled_in or _same_thing(pair.row) == _same_thing(pair.source):
            continue
        yield Found(
            (at(pair.row, pair.field), at(pair.source, pair.field)),
            _in_full(pair.source, pair.field) + _in_full(pair.row, pair.field),
            {"row": titled(pair.row), "other": titled(pair.source), "field": pair.field},
            variant="exact" if pair.exact else "near",
        )


def _in_full(row: Area | Activity, field: str) -> tuple[Quote, ...]:
    return (Quote(at(row, field), str(getattr(row, field))),)


@check_rule(
    "PC30",
    Severity.INFO,
    applies=has_areas,
    sv=Wording(
        "Samma uppföljning i många rader",
        "Uppföljningen är skriven för varje rad.",
        "När flera rader har ordagrant samma uppföljning är mallen troligen inte ifylld.",
        {
            "": Say(
                "{rows:list} har ordagrant samma uppföljning: ”{text}”.",
                "Skriv för varje rad vad just den ska visa.",
            )
        },
    ),
    en=Wording(
        "The same follow-up in many rows",
        "The follow-up is written for each row.",
        "When several rows have the same follow-up word for word, the template has probably not been filled in.",
        {
            "": Say(
                "{rows:list} have the same follow-up word for word: “{text}”.",
                "Say for each row what that row is to show.",
            )
        },
    ),
)
def same_follow_up(context: Context) -> Iterator[Found]:
    for rows in _by_follow_up(context.work):
        if len(rows) >= SAME_FOLLOW_UP:
            yield Found(
                tuple(at(area, "follow_up") for area in rows),
                tuple(quote for area in rows for quote in quoted(area, "follow_up")),
                {"rows": tuple(area.code for area in rows), "text": clip(rows[0].follow_up, 120)},
            )


def _by_follow_up(areas: Sequence[Area]) -> list[list[Area]]:
    groups: defaultdict[tuple[str, ...], list[Area]] = defaultdict(list)
    for area in areas:
        if not blank(area.follow_up):
            groups[tuple(words(area.follow_up))].append(area)
    return list(groups.values())


@check_rule(
    "PC29",
    Severity.INFO,
    applies=has_areas,
    sv=Wording(
        "Raden lovar olika saker på olika ställen",
        "Det som varje rad lovar hänger ihop.",
        "Det som ska göras, tiden och uppföljningen i en rad ska stämma med varandra.",
        {
            "report": Say(
                "{row} ska enligt en text ge en intern rapport och enligt en annan en slutrapport.",
                "Bestäm vilken rapport som gäller, och skriv samma på båda ställena.",
            ),
            "time": Say(
                "Texten i {row} talar om {words}, men raden pågår {time}.",
                "Skriv vad som görs under hela perioden, eller ändra perioden.",
            ),
            "campaign": Say(
                "{row} har samma uppföljning som kampanjerna {others:list}, men är ingen kampanj och ger "
                "inga tillsynsresultat att sammanställa.",
                "Skriv en uppföljning som passar det som raden ska ge.",
            ),
        },
    ),
    en=Wording(
        "The row promises different things in different places",
        "What each row promises hangs together.",
        "What is to be done, the time and the follow-up of a row should agree with each other.",
        {
            "report": Say(
                "{row} is to give an internal report by one text and a final report by another.",
                "Decide which report it is, and write the same in both places.",
            ),
            "time": Say(
                "The text of {row} speaks of {words}, but the row runs {time}.",
                "Say what is done during the whole period, or change the period.",
            ),
            "campaign": Say(
                "{row} has the same follow-up as the campaigns {others:list}, but is no campaign and gives "
                "no inspection results to compile.",
                "Write a follow-up that fits what the row is to give.",
            ),
        },
    ),
)
def delivery_mismatch(context: Context) -> Iterator[Found]:
    for area in context.work:
        for field in ("what", "aim"):
            said = [text for text in sentences(str(getattr(area, field))) if "intern rapport" in text.lower()]
            if said and "slutrapport" in area.follow_up.lower():
                quotes = (Quote(at(area, field), clip(said[0])), *quoted(area, "follow_up"))
                yield Found((at(area, "follow_up"),), quotes, {"row": titled(area)}, "report")
        yield from _other_times(context, area)
    for rows in _by_follow_up(context.work):
        campaigns = tuple(area.code for area in rows if area.kind in CAMPAIGNS)
        if len(campaigns) < 2:
            continue
        for area in rows:
            if area.kind in (AreaKind.EXCHANGE, AreaKind.GUIDANCE) and "resultat" in area.follow_up.lower():
                yield Found(
                    (at(area, "follow_up"),),
                    quoted(area, "what", "follow_up"),
                    {"row": titled(area), "others": campaigns},
                    "campaign",
                )


def _other_times(context: Context, area: Area) -> Iterator[Found]:
    """Times in the text that lie outside the row's own, or seasons of a campaign that is over long before the row."""
    own = context.span(area)
    if own is None:
        return
    for field in ("what", "follow_up"):
        for sentence in sentences(str(getattr(area, field))):
            carried_out = area.kind in CAMPAIGNS and "genomför" in sentence.lower()
            for phrase, span in context.times_in(sentence):
                if not _SEASON.match(phrase) or _ELSEWHERE.search(sentence):
                    continue
                if not span.overlaps(own) or (carried_out and own.ends - span.ends > LONG_BEFORE):
                    yield Found(
                        (at(area, "time"), at(area, field)),
                        (Quote(at(area, field), clip(sentence)), *quoted(area, "time")),
                        {"row": titled(area), "words": phrase, "time": area.time.strip()},
                        "time",
                    )


@check_rule(
    "PC44",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "Raderna verkar vara samma sak",
        "Inga rader upprepar varandra.",
        "Två rader med samma rubrik, eller två aktiviteter med samma syfte, deltagare och tid, gör troligen "
        "samma arbete.",
        {
            "title": Say(
                "{row} och {other} har samma rubrik.",
                "Slå ihop raderna, eller skriv i rubriken vad som skiljer dem.",
            ),
            "same": Say(
                "{row} och {other} har samma syfte, samma deltagare och samma tid.",
                "Slå ihop raderna, eller skriv vad som skiljer dem.",
            ),
        },
    ),
    en=Wording(
        "The rows seem to be the same thing",
        "No rows repeat each other.",
        "Two rows with the same title, or two activities with the same purpose, participants and time, "
        "probably do the same work.",
        {
            "title": Say(
                "{row} and {other} have the same title.",
                "Merge the rows, or say in the title what sets them apart.",
            ),
            "same": Say(
                "{row} and {other} have the same purpose, the same participants and the same time.",
                "Merge the rows, or say what sets them apart.",
            ),
        },
    ),
)
def repeated_rows(context: Context) -> Iterator[Found]:
    first: dict[tuple[str, ...], Area | Activity] = {}
    for row in context.rows:
        if blank(row.title):
            continue
        # Steps of different programmes may well be called the same, and a campaign the same as a network.
        programme = context.programme_of.get(row.code) if isinstance(row, Area) else None
        apart = type(row).__name__, programme.code if programme else ""
        other = first.setdefault((*apart, *row.title.lower().split()), row)
        if other is not row:
            yield _repeated(row, other, "title")
    purposes: dict[tuple[object, ...], Activity] = {}
    for activity in context.plan.activities:
        if blank(activity.purpose) or blank(activity.time):
            continue
        former = purposes.setdefault(_same_thing(activity), activity)
        if former is not activity and activity.title.lower().split() != former.title.lower().split():
            yield _repeated(activity, former, "same")


def _same_thing(row: Area | Activity) -> tuple[object, ...]:
    """What two activities have in common when they are the same one; an area is only like itself."""
    if isinstance(row, Area):
        return (row.code, id(row))
    who = frozenset(row.parties) or frozenset(words(row.partners))
    return (tuple(words(row.purpose)), who, tuple(row.time.lower().split()))


def _repeated(row: Area | Activity, other: Area | Activity, variant: str) -> Found:
    fields = ("title", "purpose", "time") if variant == "same" else ("title",)
    return Found(
        (at(row, "title"), at(other, "title")),
        quoted(row, *fields) + quoted(other, *fields),
        {"row": titled(row), "other": titled(other)},
        variant,
    )
