"""What kind of thing a row is, guessed from its words. A guess is always shown to a person."""

from __future__ import annotations

import re

from samsyn.plandoc.intake.draft import Why
from samsyn.plandoc.intake.letters import folded
from samsyn.plandoc.model import ActivityKind, AreaKind, CostKind, IncomeKind, PartyKind

_AREAS = (
    (
        AreaKind.NATIONAL_CAMPAIGN,
        r"nationell\w* (?:tillsyns)?kampanj|national campaign|(?:verkets|inspektionens)[^.]{0,60}(?:kampanj|projekt)",
    ),
    (AreaKind.CAMPAIGN, r"kampanj|campaign|tillsynsprojekt"),
    (AreaKind.EXCHANGE, r"erfarenhetsutbyt|exchange of experience|kunskapsdelning"),
    (AreaKind.TRAINING, r"utbildning|workshop|kurs|training|seminari"),
    (AreaKind.GUIDANCE, r"vagledning|handlaggarstod|checklist|mall|rutin|guidance"),
)  # fmt: skip
_ACTIVITIES = (
    (
        ActivityKind.BODY,
        r"(?:styrgrupp|beredningsgrupp|arbetsutskott|styrelse)\w*(?:mote|sammantrade)|steering|preparatory|governing",
    ),
    (ActivityKind.VISIT, r"besok|visit"),
    (ActivityKind.COMMUNICATION, r"nyhetsbrev|webbplats|hemsida|information|newsletter|sociala medier|kommunikation"),
    (
        ActivityKind.DELIVERABLE,
        r"verksamhetsplan|verksamhetsberattelse|arsredovisning|bokslut|budget|telefonbok|rapport|report|leverans|deliver",
    ),
    (ActivityKind.MEETING, r"traff|dag\b|strategidag|introduktion|konferens|meeting|moten?\b|presidie"),
    (ActivityKind.NETWORK, r"natverk|inspektor|handlaggar|samverkan|samordnar|network"),
)  # fmt: skip
_BODIES = (
    ("steering", r"styrgrupp|steering"), ("preparatory", r"beredning|preparatory"),
    ("contact_persons", r"kontaktperson|contact"),
    ("project", r"projektgrupp|arbetsgrupp|project"), ("reference", r"referensgrupp|reference"),
    ("presidium", r"presidi"), ("planning", r"planeringsgrupp|planning"), ("directors", r"kommundirektor|directors"),
    ("political_board", r"politisk|namnd|styrelse|samverkansorgan|board"), ("network", r"natverk|inspektor|network"),
    ("office", r"ledaren?\b|kansli|samordnare|office"),
)  # fmt: skip
_PARTIES = (
    (PartyKind.COUNTY_BOARD, r"lansstyrelse|county (?:administrative )?board"), (PartyKind.REGION, r"\bregion"),
    (PartyKind.POLICE, r"\bpolis"), (PartyKind.PROSECUTOR, r"aklagar|prosecutor"),
    (PartyKind.COORDINATING_BODY, r"kommunal utveckling|kommunforbund|miljosamverkan|coordinating"),
    (PartyKind.AGENCY, r"(?:verket|inspektionen|myndigheten|institutet)\b|agency"),
    (PartyKind.MUNICIPALITY, r"kommun|municipalit"),
)  # fmt: skip
_INCOME = (
    (IncomeKind.STATE, r"statlig|statsbidrag|state\b"), (IncomeKind.COUNTY_AND_REGION, r"lansstyrelse|region|county"),
    (IncomeKind.MUNICIPAL, r"kommun|municipal"), (IncomeKind.TRAINING, r"utbild|\butb\b|kurs|konferens|training"),
)  # fmt: skip
_COSTS = (
    (CostKind.SALARIES, r"\blon|personal|salar"), (CostKind.TRAVEL, r"\bres(?:a|or)|logi|travel"),
    (CostKind.COURSES, r"kurs|kompetensutv|courses"), (CostKind.NETWORKS, r"natverk|network|medlems"),
    (CostKind.CATERING, r"fortaring|fika|lunch|mat\b|catering"),
    (CostKind.ADMINISTRATION, r"adm|\bhr\b|telefon|\bit\b|lokal|kontor|overhead"),
)  # fmt: skip
_COST_WORDS = re.compile("|".join(words for _, words in _COSTS) + r"|kostnad|hyra|inkop|material|arvode|konsult")


def of_area(title: str, what: str) -> AreaKind | None:
    said = folded(title), folded(f"{title} {what}")
    return next((kind for text in said for kind, words in _AREAS if re.search(words, text)), None)


def of_activity(title: str) -> ActivityKind | None:
    return next((kind for kind, words in _ACTIVITIES if re.search(words, folded(title))), None)


def of_body(name: str) -> str | None:
    return next((kind for kind, words in _BODIES if re.search(words, folded(name))), None)


def of_party(name: str) -> PartyKind | None:
    return next((kind for kind, words in _PARTIES if re.search(words, folded(name))), None)


def of_line(label: str, *, income: bool) -> tuple[str, Why]:
    """The kind of a budget line: sure when its words name it, OTHER and to be looked at when they do not."""
    said = folded(label)
    found = next((kind for kind, words in (_INCOME if income else _COSTS) if re.search(words, said)), None)
    return (found, Why.SURE) if found else (IncomeKind.OTHER if income else CostKind.OTHER, Why.GUESS)


def looks_like_cost(label: str) -> bool:
    return bool(_COST_WORDS.search(folded(label)))
