"""Checks of who decides what, for how long and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samsyn.plandoc.model import Body

from .context import Context, Passage, at, quoted, titled
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .words import NUMBERS, blank, clip, sentences

LATEST_MONTH = 6  # decided by June, a plan can enter the municipalities' own supervision plans for the year after

_PLAN = r"(?:verksamhetsplan(?:en)?|planen)"
_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
# What is said of the plan itself: "treårig verksamhetsplan", "planen görs för ett år framåt". Work that goes on
# "under de kommande tre åren" agrees with a plan of three years, but need not be the plan's length.
_LENGTH = re.compile(
    rf"\b(?P<before>{_NUMBER})-?\s?årig\w*\s+{_PLAN}\b"
    rf"|\b{_PLAN}\s+(?:är|gäller|görs|omfattar|avser|sträcker sig|löper|tas fram)(?:\s+\w+){{0,2}}?\s+"
    rf"(?:(?P<kind>{_NUMBER})-?\s?årig\w*"
    rf"|(?:för|över|i|på)\s+(?:de\s+)?(?:kommande\s+|närmaste\s+)?(?P<span>{_NUMBER})\s+år(?:en)?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"\b{_PLAN}\b.*\b(?:kommande|närmaste)\s+(?P<ahead>{_NUMBER})\s+åren\b", re.IGNORECASE)
_STATED = re.compile(r"\bår", re.IGNORECASE)
_PROMISE = re.compile(
    r"utan (?:\w+ ){0,4}(?:osäker\w*|oro\w*)|\bligger fast\b|\bkommer inte att ändras\b|\bändras inte\b"
    r"|\bkan lita på\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\brevider(?:as|a)\s+(?:årligen|varje år)|\buppdateras (?:årligen|varje år)|\bomdisponer\w*"
    r"|\bkan ändras\b|\bses över (?:årligen|varje år)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:\w*plan(?:en|ens)?|finansiering\w*|budget\w*|medel)\b", re.IGNORECASE)
_LEVELS = re.compile(r"\b(preliminär\w*|bindande|idébank\w*|första året (?:är|ligger) fast)\b", re.IGNORECASE)
_FIRMNESS = re.compile("|".join((_PROMISE.pattern, _CHANGE.pattern, _LEVELS.pattern)), re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:beslutar|beslutas|fastställer|fastställs|antar|antas)\b"
    r"|\b\w*beslut\b.*\b(?:fattas|tas)\b(?! fram)|\b(?:fattar|tar) \w*beslut\b",
    re.IGNORECASE,
)
_PREPARES = re.compile(r"\b(?:bereder|förbereder|föreslår|lämnar förslag|yttrar sig|tar fram)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(därefter|därpå|innan|sedan|efter att|på förslag av|inom ramen för|inom den ram\w*|slutligt"
    r"|fastställs slutligen|underställ\w*)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:digitaliser\w*|it-frågor|it-utveckling\w*)", re.IGNORECASE)
_PROCUREMENT = re.compile(r"\bupphandl\w*", re.IGNORECASE)
_DIGITAL = re.compile(r"\b(?:digital|it-|e-tjänst|\w*system\b)", re.IGNORECASE)


def _has_texts(context: Context) -> bool:
    return bool(context.texts)


def _lines(context: Context, sought: re.Pattern[str], *kinds: str) -> Iterator[tuple[Passage, str]]:
    """The sentences of the texts that hold what is sought, in rows of the kinds."""
    for text in context.texts:
        if text.row.kind in kinds and sought.search(text.text):
            for sentence in sentences(text.text):
                yield text, sentence


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


@check_rule(
    "PC11",
    Severity.ERROR,
    applies=_has_texts,
    sv=Wording(
        "Planen säger olika om hur många år den gäller",
        "Texterna är överens om hur många år planen gäller.",
        "Det som texterna säger om planens längd jämförs med planens år.",
        {
            "": Say(
                "Planen gäller {first}–{last}, alltså {years} år, men i {row} står att den görs för {said} år.",
                "Bestäm vad som gäller, och skriv samma på alla ställen.",
            )
        },
    ),
    en=Wording(
        "The plan says different things about how many years it is for",
        "The texts agree on how many years the plan is for.",
        "What the texts say about the length of the plan is held against the plan's years.",
        {
            "": Say(
                "The plan is for {first}–{last}, that is {years} years, but {row} says that it is made for {said}.",
                "Decide which is true, and write the same everywhere.",
            )
        },
    ),
)
def horizon(context: Context) -> Iterator[Found]:
    years = len(context.years)
    agreeing: list[Quote] = []
    clashing: list[tuple[Quote, int]] = []
    for text, sentence in _lines(context, _STATED, "section", "area", "activity"):
        quote = Quote(text.row, clip(sentence))
        if match := _LENGTH.search(sentence):
            said = _number(next(word for word in match.groups() if word))
            if said == years:
                agreeing.append(quote)
            else:
                clashing.append((quote, said))
        elif (match := _AHEAD.search(sentence)) and _number(match["ahead"]) == years:
            agreeing.append(quote)
    plan = Row("plan", context.plan.key)
    other = tuple(agreeing[:2]) or (Quote(plan, f"{context.plan.title} {context.plan.key}".strip()),)
    for quote, said in dict.fromkeys(clashing):
        yield Found(
            (quote.row, other[0].row),
            (quote, *other),
            {
                "first": context.plan.first_year,
                "last": context.plan.last_year,
                "years": years,
                "said": said,
                "row": context.label(quote.row),
            },
        )


@check_rule(
    "PC12",
    Severity.WARNING,
    applies=_has_texts,
    sv=Wording(
        "Planen lovar att inte ändras, men får ändras",
        "Planen lovar inte mer än den håller.",
        "Ett löfte om en plan att lita på går inte ihop med att den skrivs om varje år, om det inte står vad "
        "som ligger fast och vad som är preliminärt.",
        {
            "": Say(
                "Under ”{promise}” lovar planen att den ligger fast, men den säger också att den ändras "
                "({changes:list}).",
                "Skriv vad som ligger fast, till exempel att första året är bindande, det andra preliminärt "
                "och det tredje en idébank.",
            )
        },
    ),
    en=Wording(
        "The plan promises not to change, but may be changed",
        "The plan does not promise more than it keeps.",
        "A promise of a plan to rely on does not go with rewriting it every year, unless it says what stands "
        "firm and what is preliminary.",
        {
            "": Say(
                "The plan promises the parties that it stands firm ({promise}), but also says that it "
                "changes ({changes:list}).",
                "Say what stands firm, for instance that the first year is binding, the second preliminary "
                "and the third a bank of ideas.",
            )
        },
    ),
)
def promise_and_change(context: Context) -> Iterator[Found]:
    promises: list[Quote] = []
    changes: list[Quote] = []
    for text, sentence in _lines(context, _FIRMNESS, "section", "activity", "body"):
        if _LEVELS.search(sentence):
            return
        if not _ABOUT.search(sentence):
            continue
        if _PROMISE.search(sentence):
            promises.append(Quote(text.row, clip(sentence)))
        elif _CHANGE.search(sentence):
            changes.append(Quote(text.row, clip(sentence)))
    if promises and changes:
        rows = dict.fromkeys(quote.row for quote in (promises[0], *changes))
        yield Found(
            tuple(rows),
            (promises[0], *changes),
            {
                "promise": context.label(promises[0].row),
                "changes": tuple(dict.fromkeys(context.label(quote.row) for quote in changes)),
            },
        )


@check_rule(
    "PC13",
    Severity.WARNING,
    applies=lambda context: context.plan.decision is not None,
    sv=Wording(
        "Planen beslutas sent",
        "Planen är beslutad i god tid.",
        "Kommunerna gör sin egen tillsynsplan för varje år (1 kap. 8 § miljötillsynsförordningen). Ska den "
        "gemensamma planen få plats i den behöver den vara beslutad före sommaren året innan.",
        {
            "late": Say(
                "Planen beslutas sent: ”{when}”. Då har kommunerna kort tid på sig att få in den i sina "
                "tillsynsplaner för {first}.",
                "Besluta senast i juni året innan, eller skicka ut ett förslag då så att kommunerna kan räkna med det.",
            ),
            "after": Say(
                "Planen beslutas när dess första år, {first}, redan har börjat: ”{when}”.",
                "Besluta senast i juni året innan planen börjar.",
            ),
        },
    ),
    en=Wording(
        "The plan is decided late",
        "The plan is decided in good time.",
        "The municipalities make their own supervision plan for each year (chapter 1, section 8 of the "
        "Swedish environmental supervision ordinance). If the joint plan is to find a place in it, it needs "
        "to be decided before the summer of the year before.",
        {
            "late": Say(
                "The plan is decided late: “{when}”. That leaves the municipalities little time to get it "
                "into their supervision plans for {first}.",
                "Decide by June of the year before, or send out a draft then that the municipalities can count on.",
            ),
            "after": Say(
                "The plan is decided when its first year, {first}, has already begun: “{when}”.",
                "Decide by June of the year before the plan begins.",
            ),
        },
    ),
)
def decided_late(context: Context) -> Iterator[Found]:
    decision = context.plan.decision
    if decision is None or blank(decision.when):
        return
    period = context.reading(decision.when).span
    if period is None or period.starts is None:
        return
    decided, first = period.starts, context.plan.first_year
    if decided.year < first - 1 or (decided.year == first - 1 and decided.month <= LATEST_MONTH):
        return
    row = Row("plan", context.plan.key, "decision")
    yield Found(
        (row,),
        (Quote(row, clip(decision.when)),),
        {"when": decision.when.strip(), "first": first},
        variant="late" if decided.year < first else "after",
    )


@check_rule(
    "PC14",
    Severity.WARNING,
    applies=lambda context: bool(context.plan.bodies),
    sv=Wording(
        "Flera beslutar om samma sak",
        "Det är klart vem som beslutar.",
        "När två organ båda beslutar om verksamhetsplan och budget ska det stå vem som beslutar först och "
        "vad den andras beslut betyder.",
        {
            "": Say(
                "{bodies:list} beslutar var för sig om verksamhetsplan och budget, men planen säger inte i "
                "vilken ordning eller hur besluten hänger ihop.",
                "Skriv vem som beslutar om vad, och i vilken ordning.",
            )
        },
    ),
    en=Wording(
        "Several decide on the same thing",
        "It is clear who decides.",
        "When two bodies both decide on the plan and the budget, it should be said who decides first and "
        "what the other's decision means.",
        {
            "": Say(
                "{bodies:list} each decide on the operational plan and the budget, but the plan does not say "
                "in which order or how the decisions hang together.",
                "Say who decides on what, and in which order.",
            )
        },
    ),
)
def two_deciders(context: Context) -> Iterator[Found]:
    deciding: dict[str, tuple[Body, Quote]] = {}  # by what the body is called: two may share a first word
    for text, sentence in _lines(context, _DECIDES, "section", "body"):
        lower = sentence.lower()
        if not (_DECIDES.search(lower) and "verksamhetsplan" in lower and "budget" in lower):
            continue
        if _PREPARES.search(lower):
            continue
        own = [context.body_by_key[text.row.code]] if text.row.kind == "body" else []
        if _ORDER.search(lower) and len({*own, *(body for body in context.plan.bodies if _names(body, lower))}) > 1:
            return
        named = own or [body for body in context.plan.bodies if _decides(body, lower)]
        for body in named:
            deciding.setdefault(_called(body), (body, Quote(text.row, clip(sentence))))
    if len(deciding) > 1:
        yield Found(
            tuple(Row("body", body.key) for body, _ in deciding.values()),
            tuple(dict.fromkeys(quote for _, quote in deciding.values())),
            {"bodies": tuple(body.name for body, _ in deciding.values())},
        )


def _names(body: Body, lower: str) -> bool:
    """A sentence names the body."""
    return bool(called := _called(body)) and re.search(rf"\b{called}", lower) is not None


def _decides(body: Body, lower: str) -> bool:
    """The body is the one who decides in a sentence: first in it, after "i" or "av", or after the verb."""
    called = _called(body)
    return bool(called) and (
        re.search(rf"^\W*{called}|\b(?:i|av|hos|beslutar|fastställer|antar) {called}", lower) is not None
    )


def _called(body: Body) -> str:
    """What a body goes by in a running text: its abbreviation, or the first word of its name; as a pattern."""
    if short := re.search(r"\b[A-ZÅÄÖ]{3,}\b", body.name):
        return rf"{short.group().lower()}\b"
    first = body.name.lower().split(" ")[0] if body.name.strip() else ""
    return re.escape(first) if len(first) > 5 else ""


@check_rule(
    "PC19",
    Severity.WARNING,
    applies=lambda context: bool(_holders(context)),
    sv=Wording(
        "Den som har uppdraget är inte med när det gäller",
        "Den som har uppdraget är med i rader om upphandling.",
        "Om ett organ har ansvar för digitaliseringen bör det vara med i rader som leder till en upphandling.",
        {
            "": Say(
                "{row} kan leda till en upphandling, men {body}, som har uppdraget, nämns inte.",
                "Skriv hur {body} ska vara med i beslutet.",
            )
        },
    ),
    en=Wording(
        "The body with the mandate is left out",
        "The body with the mandate takes part in rows on procurement.",
        "If a body answers for digitalisation, it should take part in rows that lead to a procurement.",
        {
            "": Say(
                "{row} may lead to a procurement, but {body}, who hold the mandate, are not mentioned.",
                "Say how {body} take part in the decision.",
            )
        },
    ),
)
def mandate_gap(context: Context) -> Iterator[Found]:
    holders = _holders(context)
    for area in context.work:
        if not _PROCUREMENT.search(area.what):
            continue
        programme = context.programme_of.get(area.code)
        near = (programme, *programme.steps) if programme else (area,)
        if not any(_DIGITAL.search(text) for row in near for text in (row.title, row.what, row.aim)):
            continue  # water samples are procured too, and are nobody's digitalisation
        said = " ".join((area.what, area.aim, area.follow_up, area.responsible, area.partners)).lower()
        if any(body.key in area.bodies or _names(body, said) for body in holders):
            continue
        body = holders[0]
        mandate = Quote(Row("body", body.key, "mandate"), clip(body.mandate))
        yield Found(
            (at(area), Row("body", body.key)),
            (*quoted(area, "what", "follow_up"), mandate),
            {"row": titled(area), "body": body.name},
        )


def _holders(context: Context) -> list[Body]:
    """The bodies whose mandate is digitalisation."""
    return [body for body in context.plan.bodies if _HOLDS.search(body.mandate)]
