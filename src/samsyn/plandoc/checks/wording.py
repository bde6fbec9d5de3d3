"""Fills the templates of the checks: money, lists, dates and counts as Swedes and English readers write them.

A template is a format string. Besides `{name}` it knows `{name:kr}` (öre), `{name:list}`, `{name:month}`
(of an ISO date), `{name:half}` ("2026-2" is the autumn of 2026), `{name:field}` (a field of a row) and
`{name:terms}` (words that the checks have a name for).
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from samsyn.plandoc.text import kronor

Plain = str | int | bool | None | tuple[str, ...] | tuple[int, ...]
Tongue = Literal["sv", "en"]

_MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_FIELDS = {
    "sv": {
        "what": "Vad ska göras",
        "aim": "Mål",
        "purpose": "Syfte",
        "follow_up": "Uppföljning",
        "indicator": "Mått",
        "partners": "Samverkande parter",
        "responsible": "Ansvar",
        "time": "Tid",
        "title": "Rubrik",
        "note": "Anmärkning",
        "practical": "Det praktiska",
        "content": "Innehållet",
        "mandate": "Uppdrag",
        "composition": "Sammansättning",
        "body": "Text",
        "description": "Beskrivning",
        "vision": "Vision",
        "waits_for": "Väntar på",
        "depends_on": "Bygger på",
        "parties": "Samverkande parter",
        "bodies": "Ansvar",
        "goals": "Mål som raden bidrar till",
        "global_goals": "Globala mål",
        "focus_areas": "Fokusområden",
        "group": "Grupp",
        "decision": "Beslut",
        "code": "Beteckning",
        "opening_balance": "Ingående balans",
        "amount": "Belopp",
    },
    "en": {
        "what": "What is to be done",
        "aim": "Aim",
        "purpose": "Purpose",
        "follow_up": "Follow-up",
        "indicator": "Indicator",
        "partners": "Partners",
        "responsible": "Responsible",
        "time": "Time",
        "title": "Title",
        "note": "Note",
        "practical": "Practical side",
        "content": "Content",
        "mandate": "Mandate",
        "composition": "Composition",
        "body": "Text",
        "description": "Description",
        "vision": "Vision",
        "waits_for": "Waits for",
        "depends_on": "Builds on",
        "parties": "Partners",
        "bodies": "Responsible",
        "goals": "Goals served",
        "global_goals": "Global goals",
        "focus_areas": "Focus areas",
        "group": "Group",
        "decision": "Decision",
        "code": "Code",
        "opening_balance": "Opening balance",
        "amount": "Amount",
    },
}


# What the checks themselves have a name for; other words in a finding are the plan's own.
_TERMS = {
    "sv": {
        "politicians": "politiker",
        "operators": "verksamhetsutövare",
        "property_owners": "fastighetsägare",
        "county_board": "Länsstyrelsen",
        "municipalities": "kommunerna",
        "region": "Regionen",
        "personal_data": "personuppgifter",
        "secrecy": "sekretess",
        "archive": "arkiv",
    },
    "en": {
        "politicians": "politicians",
        "operators": "operators",
        "property_owners": "property owners",
        "county_board": "the county administrative board",
        "municipalities": "the municipalities",
        "region": "the region",
        "personal_data": "personal data",
        "secrecy": "secrecy",
        "archive": "archives",
    },
}


def render(template: str, params: Mapping[str, Plain], tongue: Tongue) -> str:
    """The template with the parameters in place, as the language writes them."""
    return _Formatter(tongue).vformat(template, (), params)


def field_name(name: str, tongue: Tongue) -> str:
    """A row's field as its column is headed."""
    return _FIELDS[tongue].get(name, name)


def listed(items: Sequence[object], tongue: Tongue) -> str:
    """ "U1, U2 och U3"."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    last = "och" if tongue == "sv" else "and"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def month(iso: str, tongue: Tongue) -> str:
    """ "mars 2026"."""
    year, number = iso.split("-")[:2]
    return f"{_MONTHS[tongue][int(number) - 1]} {int(year)}"


def half(value: str, tongue: Tongue) -> str:
    """ "hösten 2026" for "2026-2"."""
    year, number = value.split("-")
    if tongue == "sv":
        return f"{'våren' if number == '1' else 'hösten'} {year}"
    return f"{'the spring of' if number == '1' else 'the autumn of'} {year}"


_SPECS: dict[str, Callable[[Any, Tongue], str]] = {
    "kr": lambda ore, _: kronor(ore),
    "list": listed,
    "month": month,
    "half": half,
    "field": field_name,
    "terms": lambda names, tongue: listed([_TERMS[tongue].get(name, name) for name in names], tongue),
}


class _Formatter(string.Formatter):
    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _SPECS:
            return _SPECS[format_spec](value, self.tongue)
        return str(super().format_field(value, format_spec))
