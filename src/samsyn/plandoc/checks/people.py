"""Checks of what a plan easily forgets about people: seats, newcomers, personal data, duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from samsyn.plandoc.model import Activity, Area, IncomeKind

from .context import Context, Passage, at, line_code, quoted, titled
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule
from .periods import has_rows
from .words import clip, sentences

_ORGANISATIONS = (
    ("county_board", re.compile(r"\blänsstyrelse\w*", re.IGNORECASE)),
    ("municipalities", re.compile(r"\bkommun(?:en|er|erna|ens)?\b", re.IGNORECASE)),
    ("region", re.compile(r"\bregion(?:en|ens)?\b", re.IGNORECASE)),
)
_NEWCOMERS = re.compile(r"\b(introduktion\w*|nyanställ\w*|välkomst\w*)\b", re.IGNORECASE)
_PERSONAL = re.compile(
    r"\b(?:enkät|telefonbok|kontaktlist|kontaktuppgift|(?:miljö|avfalls|livsmedels|välfärds)?brott)", re.IGNORECASE
)
_GUARDS = (
    ("personal_data", re.compile(r"personuppgift|dataskydd|gdpr", re.IGNORECASE)),
    ("secrecy", re.compile(r"sekretess|konfidentiell", re.IGNORECASE)),
    ("archive", re.compile(r"arkiv|gallring|bevarande", re.IGNORECASE)),
)
_APPOINTS = re.compile(r"\butse[rs]?\b", re.IGNORECASE)
_DUTY = re.compile(r"^(denna|denne|kontaktperson\w*|hen|han eller hon)\b", re.IGNORECASE)
_CUT = re.compile(r"(?:\b(?:och|samt|eller|att)|[,(–-])$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\b(xxx+|todo|tbd|lorem ipsum|fyll i här|skriv här)\b|\?\?\?|\[\.\.\.\]|_{4,}", re.IGNORECASE
)


@check_rule(
    "PC23",
    Severity.INFO,
    applies=lambda context: any(budget.income for budget in context.budgets) and bool(context.plan.bodies),
    sv=Wording(
        "En finansiär har ingen plats vid bordet",
        "Alla finansiärer har en plats.",
        "Den som betalar brukar vilja veta var den har sin röst. Delar två på ett belopp bör det synas hur.",
        {
            "": Say(
                "{who:terms} betalar ({line}) men nämns inte i någon grupps sammansättning.",
                "Skriv var {who:terms} är med och beslutar, eller att så inte är tänkt.",
            )
        },
    ),
    en=Wording(
        "A financier has no seat at the table",
        "Every financier has a seat.",
        "Those who pay usually want to know where their voice is. If two share an amount, it should be seen how.",
        {
            "": Say(
                "{who:terms} pays ({line}) but is not named in the composition of any group.",
                "Say where {who:terms} takes part in decisions, or that this is not intended.",
            )
        },
    ),
)
def financier_without_seat(context: Context) -> Iterator[Found]:
    seats = " ".join(f"{body.name} {body.composition}" for body in context.plan.bodies)
    taking = " ".join(row.partners for row in context.every_row)
    for budget in context.budgets:
        for line in budget.income:
            if line.kind not in (IncomeKind.COUNTY_AND_REGION, IncomeKind.OTHER) or not line.amount:
                continue
            for who, pattern in _ORGANISATIONS:
                if pattern.search(line.label) and not pattern.search(seats) and not pattern.search(taking):
                    row = Row("budget_line", line_code(budget, line))
                    yield Found((row,), (Quote(row, line.label),), {"who": (who,), "line": line.label})


@check_rule(
    "PC31",
    Severity.INFO,
    applies=lambda context: bool(context.plan.sections),
    sv=Wording(
        "Uppdraget gäller fler än texten talar om",
        "Uppdragen är beskrivna för alla som de gäller.",
        "När flera ska utse någon ska uppdraget beskrivas så att det passar alla som utses.",
        {
            "": Say(
                "Även {left:terms} ska utse någon, men uppdraget beskrivs bara för {told:terms}.",
                "Skriv om meningen så att den gäller även {left:terms}.",
            )
        },
    ),
    en=Wording(
        "The duty holds for more than the text speaks of",
        "Duties are described for all whom they concern.",
        "When several are to appoint somebody, the duty should be described so that it fits all who are appointed.",
        {
            "": Say(
                "{left:terms} too are to appoint somebody, but the duty is described for {told:terms} only.",
                "Rewrite the sentence so that it holds for {left:terms} as well.",
            )
        },
    ),
)
def duty_for_some(context: Context) -> Iterator[Found]:
    for text in context.texts:
        if text.row.kind not in ("section", "body"):
            continue
        lines = list(sentences(text.text))
        for sentence, following in pairwise(lines):
            if not _APPOINTS.search(sentence) or not _DUTY.search(following):
                continue
            appointing = [name for name, pattern in _ORGANISATIONS if pattern.search(sentence)]
            told = [name for name, pattern in _ORGANISATIONS if pattern.search(following)]
            left = [name for name in appointing if name not in told]
            if told and left and set(told) <= set(appointing):
                yield Found(
                    (text.row,),
                    (Quote(text.row, clip(sentence)), Quote(text.row, clip(following))),
                    {"left": tuple(left), "told": tuple(told)},
                )


@check_rule(
    "PC32",
    Severity.INFO,
    applies=lambda context: bool(context.plan.activities),
    sv=Wording(
        "Nyanställda kan få vänta länge",
        "Nyanställda behöver inte vänta länge.",
        "En introduktion som hålls en gång om året når den som nyss missat den först nästa år.",
        {
            "": Say(
                "{row} hålls en gång om året. Den som börjar strax efter får vänta nära ett år.",
                "Lägg till ett kortare tillfälle till, eller något att läsa och se till dess.",
            )
        },
    ),
    en=Wording(
        "Newcomers may have to wait",
        "Newcomers do not have to wait long.",
        "An introduction held once a year reaches those who just missed it only the year after.",
        {
            "": Say(
                "{row} is held once a year. Those who start just after it wait nearly a year.",
                "Add a shorter occasion, or something to read and watch until then.",
            )
        },
    ),
)
def newcomers_wait(context: Context) -> Iterator[Found]:
    for activity in context.plan.activities:
        if not _NEWCOMERS.search(activity.title) or len(activity.placed) > len(context.years):
            continue
        often = context.reading(activity.time).per_year
        span = context.span(activity)
        if often == (1, 1) or (often is None and span is not None and (span.ends - span.starts).days < 190):
            yield Found((at(activity, "time"),), quoted(activity, "title", "time"), {"row": titled(activity)})


@check_rule(
    "PC34",
    Severity.INFO,
    applies=has_rows,
    sv=Wording(
        "Ingen ansvarar för personuppgifter, sekretess eller arkiv",
        "Det finns svar på vem som tar hand om personuppgifter.",
        "Enkäter, telefonböcker och samverkan om brott rör uppgifter om personer. Då bör planen säga vem som "
        "svarar för dem.",
        {
            "": Say(
                "{rows:list} rör uppgifter om personer, men planen säger inget om {missing:terms}.",
                "Skriv vem som svarar för {missing:terms}.",
            )
        },
    ),
    en=Wording(
        "Nobody answers for personal data, secrecy or archives",
        "It is said who answers for personal data.",
        "Surveys, phone books and cooperation on crime touch data about persons. The plan should then say "
        "who answers for it.",
        {
            "": Say(
                "{rows:list} touch data about persons, but the plan says nothing about {missing:terms}.",
                "Say who answers for it.",
            )
        },
    ),
)
def personal_data(context: Context) -> Iterator[Found]:
    missing = [name for name, pattern in _GUARDS if not pattern.search(context.whole)]
    if len(missing) < len(_GUARDS):  # a plan that speaks of one of them has an owner for the question
        return
    rows = []
    quotes: list[Quote] = []
    for row in context.rows:
        said = _first_said(row, _PERSONAL, "title", "what", "purpose")
        if said or getattr(row, "confidential", False):
            rows.append(row)
            quotes += said or quoted(row, "title")
    if rows:
        yield Found(
            tuple(at(row) for row in rows),
            tuple(quotes),
            {"rows": tuple(row.code for row in rows), "missing": tuple(missing)},
        )


def _first_said(row: Area | Activity, pattern: re.Pattern[str], *names: str) -> tuple[Quote, ...]:
    """The first sentence of the row's fields that the pattern is found in."""
    for name in names:
        text = str(getattr(row, name, ""))
        if pattern.search(text):
            sentence = next((one for one in sentences(text) if pattern.search(one)), text)
            return (Quote(at(row, name), clip(sentence)),)
    return ()


@check_rule(
    "PC35",
    Severity.INFO,
    applies=lambda context: bool(context.texts),
    sv=Wording(
        "Texten verkar avbruten eller inte ifylld",
        "Inga texter är avbrutna.",
        "En text som slutar mitt i en mening eller har en platshållare kvar är troligen inte färdig.",
        {
            "cut": Say("Texten i {row} slutar mitt i en mening: ”{end}”.", "Skriv klart texten."),
            "placeholder": Say("{row} har en platshållare kvar: ”{end}”.", "Skriv det som ska stå där."),
        },
    ),
    en=Wording(
        "The text seems cut off or not filled in",
        "No text is cut off.",
        "A text that ends in the middle of a sentence, or still has a placeholder in it, is probably not finished.",
        {
            "cut": Say("The text in {row} ends in the middle of a sentence: “{end}”.", "Finish the text."),
            "placeholder": Say("{row} still has a placeholder: “{end}”.", "Write what should stand there."),
        },
    ),
)
def unfinished_text(context: Context) -> Iterator[Found]:
    placeholders = _PLACEHOLDER.search(context.whole) is not None
    for text in context.texts:
        if placeholders and (held := _PLACEHOLDER.search(text.text)):
            yield _unfinished(context, text, held.group(), "placeholder")
        elif _long(text) and _CUT.search(text.text.rstrip()[-12:]):
            yield _unfinished(context, text, "… " + " ".join(text.text.split()[-6:]), "cut")


def _long(text: Passage) -> bool:
    return text.row.field in ("body", "what", "aim", "purpose", "mandate", "description")


def _unfinished(context: Context, text: Passage, end: str, variant: str) -> Found:
    return Found((text.row,), (Quote(text.row, end),), {"row": context.label(text.row), "end": end}, variant)
