"""Checks of who takes part: does everybody concerned stand in the row, and can everybody be reached?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samsyn.plandoc.model import Activity, ActivityKind, Area, AreaKind, PartyKind

from .context import CAMPAIGNS, Context, at, quoted, titled
from .model import Found, Quote, Say, Severity, Wording, check_rule
from .periods import has_rows
from .words import clip, sentences

MAIN_SHARE = 0.5  # a party that takes part in more than this share of the rows belongs to the whole plan

# What asks a target group to take part (to be written to is not to take part), and the groups by name.
_REACHING = re.compile(r"\b(?:utbild|bjud|bland|samverka med|tillsammans med)\w*\b", re.IGNORECASE)
_GROUPS = (
    ("politicians", re.compile(r"\b(politiker\w*|presidi\w*|nämndledam\w*|förtroendevald\w*)", re.IGNORECASE)),
    ("operators", re.compile(r"\bverksamhetsutövar\w*", re.IGNORECASE)),
    ("property_owners", re.compile(r"\bfastighetsägar\w*", re.IGNORECASE)),
)
# Authorities that lead national projects in the field; a plan's own agencies are added from its parties.
_AGENCIES = (
    "Naturvårdsverket",
    "Kemikalieinspektionen",
    "Folkhälsomyndigheten",
    "Havs- och vattenmyndigheten",
    "Jordbruksverket",
    "Livsmedelsverket",
    "Boverket",
)
_TOGETHER = re.compile(r"\b(parallellt med|tillsammans med|samarbete med|samverkan med)\b", re.IGNORECASE)
_JOINT_WORK = re.compile(r"kampanj|projekt|parallellt|tillsammans|samarbete|samverk", re.IGNORECASE)


@check_rule(
    "PC20",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "De som raden vänder sig till står inte bland parterna",
        "De som raderna vänder sig till står bland parterna.",
        "När en rad ska utbilda, informera eller arbeta ihop med någon bör det synas i kolumnen för parter.",
        {
            "group": Say(
                "{row} vänder sig till {who:terms}, men de står inte bland parterna.",
                "Lägg till dem bland parterna, eller skriv vem som företräder dem.",
            ),
            "agency": Say(
                "{row} ska göras ihop med {who:list}, som inte står bland parterna.",
                "Lägg till {who:list} bland parterna.",
            ),
        },
    ),
    en=Wording(
        "Those the row is aimed at are not among its partners",
        "Those the rows are aimed at are among the partners.",
        "When a row is to train, inform or work with somebody, the column of partners should show it.",
        {
            "group": Say(
                "{row} is aimed at {who:terms}, who are not among the partners.",
                "Add them to the partners, or say who speaks for them.",
            ),
            "agency": Say(
                "{row} is to be done together with {who:list}, not named among the partners.",
                "Add {who:list} to the partners.",
            ),
        },
    ),
)
def target_group_not_a_party(context: Context) -> Iterator[Found]:
    agencies = dict.fromkeys(
        (*_AGENCIES, *(party.name for party in context.plan.parties if party.kind is PartyKind.AGENCY))
    )
    for row in context.rows:
        fields = ("what",) if isinstance(row, Area) else ("title", "purpose")
        partners = _partner_words(context, row)
        groups, quotes = _reached(row, fields, partners)
        if groups:
            yield Found((at(row, "partners"),), (*quotes, *quoted(row, "partners")), _who(row, groups), "group")
        if isinstance(row, Area) and row.kind in CAMPAIGNS:
            named, quotes = _led_by(row, agencies, partners)
            if named:
                yield Found((at(row, "partners"),), (*quotes, *quoted(row, "partners")), _who(row, named), "agency")


def _who(row: Area | Activity, names: list[str]) -> dict[str, str | tuple[str, ...]]:
    return {"row": titled(row), "who": tuple(names)}


def _partner_words(context: Context, row: Area | Activity) -> str:
    return " ".join((row.partners, row.responsible, *(party.name for party in context.parties(row)))).lower()


def _reached(row: Area | Activity, fields: tuple[str, ...], partners: str) -> tuple[list[str], list[Quote]]:
    groups: list[str] = []
    quotes: list[Quote] = []
    for field in fields:
        for sentence in sentences(str(getattr(row, field))):
            for name, pattern in _GROUPS:
                if name in groups or pattern.search(partners) or not (hit := pattern.search(sentence)):
                    continue
                if _REACHING.search(sentence, max(hit.start() - 40, 0), hit.start()) or field == "title":
                    groups.append(name)
                    quotes.append(Quote(at(row, field), clip(sentence)))
    return groups, list(dict.fromkeys(quotes))


def _led_by(area: Area, agencies: dict[str, None], partners: str) -> tuple[list[str], list[Quote]]:
    """The authorities whose national campaign the row follows, as its own texts tell."""
    named: list[str] = []
    quotes: list[Quote] = []
    for field in ("what", "aim"):
        for sentence in sentences(str(getattr(area, field))):
            joint = _JOINT_WORK if area.kind is AreaKind.NATIONAL_CAMPAIGN else _TOGETHER
            if not joint.search(sentence):
                continue
            for name in agencies:
                if name in named or len(name) < 4 or name.lower() in partners:
                    continue
                if name.lower() in sentence.lower():
                    named.append(name)
                    quotes.append(Quote(at(area, field), clip(sentence)))
    return named, list(dict.fromkeys(quotes))


@check_rule(
    "PC21",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "En part som annars deltar saknas",
        "Ingen part som brukar delta är utelämnad.",
        "Den som deltar i de flesta av planens rader och saknas i en kan ha glömts. Och en enda kommun bland "
        "många behöver en förklaring.",
        {
            "left_out": Say(
                "{party} deltar i {share} av planens {total} rader, men inte i {rows:list}.",
                "Lägg till {party}, eller skriv varför arbetet inte rör den parten.",
            ),
            "single": Say(
                "I {row} deltar en enda av länets {total} kommuner: {party}.",
                "Skriv varför just {party}, och hur de övriga får del av arbetet.",
            ),
        },
    ),
    en=Wording(
        "A party that otherwise takes part is missing",
        "No party that usually takes part is left out.",
        "A party that takes part in most of the plan's rows and not in one may have been forgotten. And a "
        "single municipality among many calls for an explanation.",
        {
            "left_out": Say(
                "{party} takes part in {share} of the plan's {total} rows, but not in {rows:list}.",
                "Add {party}, or say why the work does not concern that party.",
            ),
            "single": Say(
                "Only one of the county's {total} municipalities takes part in {row}: {party}.",
                "Say why it is {party}, and how the others get their share of the work.",
            ),
        },
    ),
)
def partner_coverage(context: Context) -> Iterator[Found]:
    rows = [row for row in context.rows if context.parties(row)]
    whole = sum(
        party.count for party in context.plan.parties if party.kind is PartyKind.MUNICIPALITY and party.count > 1
    )
    for row in rows:
        local = [party for party in context.parties(row) if party.kind is PartyKind.MUNICIPALITY]
        if len(local) == 1 and local[0].count == 1 and whole > 1:
            yield Found(
                (at(row, "partners"),),
                quoted(row, "partners"),
                {"row": titled(row), "party": local[0].name, "total": whole},
                variant="single",
            )
    for party in context.plan.parties:
        if party.kind is not PartyKind.COUNTY_BOARD:
            continue
        taking = [row for row in rows if party in context.parties(row)]
        # Only rows that all municipalities share: a meeting elsewhere in the country is another matter.
        without = [
            row
            for row in rows
            if isinstance(row, Area)
            and party not in context.parties(row)
            and any(other.kind is PartyKind.MUNICIPALITY and other.count > 1 for other in context.parties(row))
            and party.name.lower() not in row.responsible.lower()
        ]
        if without and len(taking) > MAIN_SHARE * len(rows):
            yield Found(
                tuple(at(row, "partners") for row in without),
                tuple(quote for row in without for quote in quoted(row, "partners")),
                {
                    "party": party.name,
                    "share": len(taking),
                    "total": len(rows),
                    "rows": tuple(row.code for row in without),
                },
                variant="left_out",
            )


@check_rule(
    "PC22",
    Severity.WARNING,
    applies=lambda context: any(activity.kind is ActivityKind.VISIT for activity in context.plan.activities),
    sv=Wording(
        "Besöken räcker inte till alla",
        "Besöken räcker till alla.",
        "Antalet besök på ett år jämförs med antalet parter som ska besökas.",
        {
            "": Say(
                "{row} blir högst {visits} besök på ett år, men ska nå {parties} parter. {short} av dem blir utan.",
                "Planera {parties} besök, besök flera parter samma dag, eller skriv att rundan tar mer än ett år.",
            )
        },
    ),
    en=Wording(
        "There are not enough visits for everybody",
        "There are visits enough for everybody.",
        "The number of visits in a year is held against the number of parties to visit.",
        {
            "": Say(
                "{row} comes to {visits} visits a year at most, but is to reach {parties} parties. "
                "{short} of them will go without.",
                "Plan {parties} visits, visit several parties on one day, or say that the round takes more "
                "than a year.",
            )
        },
    ),
)
def visits_cover_parties(context: Context) -> Iterator[Found]:
    for activity in context.plan.activities:
        if activity.kind is not ActivityKind.VISIT or not (often := context.reading(activity.time).per_year):
            continue
        visited = [party for party in context.parties(activity) if party.kind is not PartyKind.COORDINATING_BODY]
        parties = sum(max(party.count, 0) for party in visited)
        visits = often[1]
        if visits < parties:
            yield Found(
                (at(activity, "time"),),
                quoted(activity, "time", "partners"),
                {
                    "row": titled(activity),
                    "visits": visits,
                    "parties": parties,
                    "short": parties - visits,
                },
            )
