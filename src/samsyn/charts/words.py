"""The few words, dates and amounts that stand in the pictures, in Swedish and English.

The ground floor has no Django and so no gettext; these are all its words.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

NBSP = "\u00a0"

_SV = {
    "months": "januari februari mars april maj juni juli augusti september oktober november december",
    "short": "jan feb mars apr maj juni juli aug sep okt nov dec",
    "quarter": "kv {}",
    "today": "i dag",
    "no_time": "Tid saknas",
    "unreadable": "Tiden kan inte läsas: ”{}”",
    "backwards": "Tiden slutar före sin början: {}",
    "opening": "Ingående balans",
    "closing": "Utgående balans",
    "in": "Pengar in",
    "out": "Pengar ut",
    "no_amount": "Belopp saknas",
    "budget": "Budget",
    "outcome": "Utfall",
    "forecast": "Prognos",
    "of": "av {}",
    "without": "Räknat utan de rader där belopp saknas.",
    "past": "Har passerat",
    "ahead": "Pågår eller kommer",
    "none": "Inget att visa än",
    "no_data": "Uppgift saknas",
    "not_started": "Inte påbörjat",
    "on_track": "Enligt plan",
    "at_risk": "I riskzonen",
    "late": "Försenat",
    "done": "Klart",
    "stopped": "Avbrutet",
    "value_axis": "Nytta (uppåt: större)",
    "effort_axis": "Insats (åt höger: större)",
    "weighed": "nytta {}, insats {}",
    "not_placed": "kan inte placeras",
    "median": "Median",
    "judged_by": "{} av {} har bedömt",
    "nobody": "ingen har bedömt",
    "one_member": "En ledamot",
    "before_talk": "Före samtalet, sedan ändrad",
    "capacity": "Ryms: {}",
    "too_many": "{} för mycket",
    "nothing_runs": "inget",
    "effort_campaign": "Kampanj",
    "effort_other": "Annan insats",
    "effort_proposed": "Föreslaget, inte i planen",
}
_EN = {
    "months": "January February March April May June July August September October November December",
    "short": "Jan Feb Mar Apr May June July Aug Sep Oct Nov Dec",
    "quarter": "Q{}",
    "today": "today",
    "no_time": "No time given",
    "unreadable": "The time cannot be read: “{}”",
    "backwards": "The time ends before it begins: {}",
    "opening": "Opening balance",
    "closing": "Closing balance",
    "in": "Money in",
    "out": "Money out",
    "no_amount": "Amount missing",
    "budget": "Budget",
    "outcome": "Outcome",
    "forecast": "Forecast",
    "of": "of {}",
    "without": "Counted without the rows whose amount is missing.",
    "past": "Has passed",
    "ahead": "Current or to come",
    "none": "Nothing to show yet",
    "no_data": "No data",
    "not_started": "Not started",
    "on_track": "On track",
    "at_risk": "At risk",
    "late": "Late",
    "done": "Done",
    "stopped": "Stopped",
    "value_axis": "Value (up: more)",
    "effort_axis": "Effort (right: more)",
    "weighed": "value {}, effort {}",
    "not_placed": "cannot be placed",
    "median": "Median",
    "judged_by": "{} of {} have judged",
    "nobody": "nobody has judged",
    "one_member": "One member",
    "before_talk": "Before the talk, since changed",
    "capacity": "Room: {}",
    "too_many": "{} too many",
    "nothing_runs": "nothing",
    "effort_campaign": "Campaign",
    "effort_other": "Other effort",
    "effort_proposed": "Proposed, not in the plan",
}


def _swedish(language: str) -> bool:
    return language.lower().partition("-")[0] == "sv"


def words(language: str) -> Mapping[str, str]:
    """The words of a language code ("sv", "en-gb"); a language that is not here gets English."""
    return _SV if _swedish(language) else _EN


def month(number: int, language: str, *, short: bool = False) -> str:
    return words(language)["short" if short else "months"].split()[number - 1]


def day(when: date, language: str, *, year: bool = True) -> str:
    """`3 mars 2026`, held together by non-breaking spaces."""
    return f"{when.day}{NBSP}{month(when.month, language)}" + (f"{NBSP}{when.year}" if year else "")


def _ends_month(when: date) -> bool:
    return when.day == calendar.monthrange(when.year, when.month)[1]


def period(starts: date | None, ends: date | None, language: str) -> str:
    """A period as short as it can be said: `2027–2029`, `aug–dec 2026`, `sep 2026 – maj 2027`, `3–14 mars
    2026`.

    A missing end is left open (`3 mars 2026 –`); with neither there is nothing to say.
    """
    if starts is None or ends is None:
        if starts:
            return f"{day(starts, language)} –"
        return f"– {day(ends, language)}" if ends else ""
    if starts.day == 1 and _ends_month(ends):
        return _months(starts, ends, language)
    if starts == ends:
        return day(ends, language)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}–{day(ends, language)}"
    return f"{day(starts, language, year=starts.year != ends.year)} – {day(ends, language)}"


def _months(starts: date, ends: date, language: str) -> str:
    """A period of whole months."""
    if starts.month == 1 and ends.month == 12:
        return f"{starts.year}" if starts.year == ends.year else f"{starts.year}–{ends.year}"
    first, last = (month(when.month, language, short=True) for when in (starts, ends))
    if starts.year != ends.year:
        return f"{first}{NBSP}{starts.year} – {last}{NBSP}{ends.year}"
    return f"{first if starts.month == ends.month else f'{first}–{last}'}{NBSP}{ends.year}"


def decimal(figure: float, language: str) -> str:
    """A figure with at most one decimal: `3,5` (English: `3.5`)."""
    text = f"{figure:.1f}".removesuffix(".0")
    return text.replace(".", ",") if _swedish(language) else text


def kronor(amount: int, language: str) -> str:
    """Öre as `1 726 090 kr` (English: `SEK 1,726,090`), with öre only when there are any."""
    whole, rest = divmod(abs(amount), 100)
    sign = "−" if amount < 0 else ""
    if _swedish(language):
        grouped = f"{whole:,}".replace(",", NBSP)
        return f"{sign}{grouped}{f',{rest:02}' if rest else ''}{NBSP}kr"
    return f"{sign}SEK{NBSP}{whole:,}{f'.{rest:02}' if rest else ''}"
