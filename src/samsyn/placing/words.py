"""What the explanations, remedies and costs say, in Swedish and English.

A text is a format string over its parameters. Besides `{name}` it knows `{name:day}` (of an ISO date: "tisdag 3 mars"),
`{name:list}` and `{name:days}` (of ISO dates).
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

Plain = str | int | tuple[str, ...]
Tongue = Literal["sv", "en"]

_MONTHS: Final = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_WEEKDAYS: Final = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # unmet
    "unread": (
        "{name}: ”{words}” går inte att läsa som en tid, så inget är placerat för det.",
        "{name}: “{words}” cannot be read as a time, so nothing is placed for it.",
    ),
    "outside": (
        "{name}: ”{words}” ligger inte i {year}, så inget är placerat för det.",
        "{name}: “{words}” is not in {year}, so nothing is placed for it.",
    ),
    "too_many": (
        "{name}: ”{words}” ger {count} möten på ett år. Fler än {most} placeras inte.",
        "{name}: “{words}” makes {count} meetings in a year. No more than {most} are placed.",
    ),
    "no_series": (
        "{name}: inget annat heter ”{to}”, så {missing} saknas: de räknas från det.",
        "{name}: nothing else is called “{to}”, so {missing} are missing: they are counted from it.",
    ),
    "two_series": (
        "{name}: ”{to}” kan vara {found:list}, så inget är placerat för det.",
        "{name}: “{to}” can be {found:list}, so nothing is placed for it.",
    ),
    "circle": (
        "{name} väntar på {other}, som väntar på {name}. Inget av det är placerat efter den regeln.",
        "{name} waits for {other}, which waits for {name}. Nothing is placed by that rule.",
    ),
    "leader_short": (
        "{name}: {other} har {there} möten som passar regeln ”{words}”, så {missing} av {wanted} saknas.",
        "{name}: {other} has {there} meetings that fit the rule “{words}”, so {missing} of {wanted} are missing.",
    ),
    "leader_gone": (
        "{name}: {other} har ett möte som inte fick någon dag, så inte heller det här mötet har någon.",
        "{name}: {other} has a meeting that found no day, so this meeting has none either.",
    ),
    "rest_kept_free": (
        "{name}: juli och julveckan hålls fria, så {missing} av ”{words}” saknas.",
        "{name}: July and the week of Christmas are kept free, so {missing} of “{words}” are missing.",
    ),
    "no_day": (
        "{name}: det finns ingen arbetsdag att använda {starts:day}–{ends:day}.",
        "{name}: there is no working day to use from {starts:day} to {ends:day}.",
    ),
    "all_past": (
        "{name}: tiden {starts:day}–{ends:day} har redan gått.",
        "{name}: the time from {starts:day} to {ends:day} has passed.",
    ),
    "all_blocked": (
        "{name}: alla arbetsdagar {starts:day}–{ends:day} är spärrade: {reasons:list}.",
        "{name}: every working day from {starts:day} to {ends:day} is blocked: {reasons:list}.",
    ),
    "too_few_days": (
        "{name}: de arbetsdagar som går att använda {starts:day}–{ends:day} räcker inte till fler möten.",
        "{name}: the working days that can be used from {starts:day} to {ends:day} are not enough for more meetings.",
    ),
    "all_clash": (
        "{name}: varje dag som går att använda {starts:day}–{ends:day} krockar med {others:list} för {people:list}.",
        "{name}: every day that can be used from {starts:day} to {ends:day} clashes with {others:list} for "
        "{people:list}.",
    ),
    "order_shuts_out": (
        "{name} ska komma i ordning med {others:list}, och då finns ingen dag kvar {starts:day}–{ends:day}.",
        "{name} is to come in order with {others:list}, and that leaves no day from {starts:day} to {ends:day}.",
    ),
    "no_day_beside": (
        "{name}: ingen dag går att använda {words} {leader:day}.",
        "{name}: no day can be used for “{words}” on {leader:day}.",
    ),
    "turns_wait": (
        "{name}: {count} möten räcker inte till {hosts} parter. {waiting} väntar till nästa år: {who:list}.",
        "{name}: {count} meetings are not enough for {hosts} parties. {waiting} wait until next year: {who:list}.",
    ),
    "unknown_before": (
        "{name} ska komma före ”{other}”, som inte finns i året.",
        "{name} is to come before “{other}”, which is not in the year.",
    ),
    # broken
    "clash": (
        "{name} och {other} pågår samtidigt {on:day}. Båda har {people:list}.",
        "{name} and {other} are held at the same time on {on:day}. Both have {people:list}.",
    ),
    "day_off": ("{name} ligger {on:day}, som är {what}.", "{name} is on {on:day}, which is {what_en}."),
    "blocked": (
        "{name} ligger {on:day}, som är spärrad: {reason}.",
        "{name} is on {on:day}, which is blocked: {reason}.",
    ),
    "outside_time": (
        "{name} ligger {on:day}, utanför tiden som regeln ger: {starts:day}–{ends:day}.",
        "{name} is on {on:day}, outside the time of its rule: {starts:day} to {ends:day}.",
    ),
    "order": (
        "{name} ({on:day}) ska komma före {other} ({then:day}).",
        "{name} ({on:day}) is to come before {other} ({then:day}).",
    ),
    "lead": (
        "{name} {on:day} följer inte regeln ”{words}”: {other} är {leader:day}.",
        "{name} on {on:day} does not follow the rule “{words}”: {other} is on {leader:day}.",
    ),
    "fixed_moved": (
        "{name} {on:day} är bestämt och bör inte flyttas.",
        "{name} on {on:day} is fixed and should not be moved.",
    ),
    "past": ("{name} skulle hamna {on:day}, som har varit.", "{name} would be on {on:day}, which has passed."),
    # bent
    "squeeze_day": ("{name} ligger på en klämdag, {on:day}.", "{name} is on a day between two days off, {on:day}."),
    "rest": (
        "{name} ligger {on:day}, i juli eller julveckan som hålls fria.",
        "{name} is on {on:day}, in July or the week of Christmas, which are kept free.",
    ),
    "too_close": (
        "{name}: {one:day} och {other:day} är {days} dagar isär. Minst {least} är regeln.",
        "{name}: {one:day} and {other:day} are {days} days apart. The rule is {least} at least.",
    ),
    "same_day": (
        "{people:list} har både {name} och {other} {on:day}.",
        "{people:list} have both {name} and {other} on {on:day}.",
    ),
    # notes
    "least_of_range": (
        "{name}: av ”{words}” föreslås {count}, som är det minsta antal som fyller året jämnt.",
        "{name}: of “{words}” {count} are proposed, the least number that fills the year evenly.",
    ),
    "beyond_rule": (
        "{name} {on:day} är bestämt utöver det som regeln ger.",
        "{name} on {on:day} is fixed beyond what its rule asks for.",
    ),
    # costs of a single meeting
    "uneven": ("{days} dagar från jämn spridning", "{days} days from an even spread"),
    "weekday": ("inte en önskad veckodag", "not a preferred weekday"),
    "later_time": ("inte den tid som önskas först", "not the preferred time of day"),
    "beside_day_off": ("intill en helg eller ledig dag", "next to days off"),
    "cost_squeeze": ("klämdag", "a day between two days off"),
    "cost_close": ("för tätt på nästa i serien", "too close to the next of its series"),
    "cost_same_day": ("{people} har också {other} samma dag", "{people} have {other} on the same day too"),
    "crowded_week": ("{people} har också {other} samma vecka", "{people} have {other} in the same week too"),
    "further": ("{days} dagar längre ifrån än regeln säger", "{days} days further away than the rule says"),
    "cost_rest": ("i juli eller julveckan", "in July or the week of Christmas"),
}

REMEDIES: Final[dict[str, tuple[str, str]]] = {
    "rewrite_time": (
        "Skriv tiden på ett annat sätt, till exempel ”hösten {year}” eller ”2 gånger per år”.",
        "Write the time in another way, such as “hösten {year}” or “2 gånger per år”.",
    ),
    "roll_time": ("Skriv en tid som ligger i {year}.", "Write a time in {year}."),
    "name_series": ("Skriv namnet som det står i planen.", "Write the name as the plan has it."),
    "cut_circle": ("Låt bara det ena räknas från det andra.", "Let only one be counted from the other."),
    "more_of_leader": ("Lägg {missing} möten till i {other}.", "Add {missing} meetings to {other}."),
    "fewer": ("Ändra regeln till {count}.", "Change the rule to {count}."),
    "except_rest": ("Skriv ”utom i juli” i regeln.", "Write “utom i juli” in the rule."),
    "fix_yourself": ("Bestäm en dag själv.", "Fix a day yourself."),
    "wider_time": ("Ge mötet en längre tid att ligga i.", "Give the meeting a longer time to lie in."),
    "lift_block": ("Häv spärren: {reasons:list}.", "Lift the block: {reasons:list}."),
    "without": (
        "Håll mötet utan {people:list}, eller låt någon annan komma i deras ställe.",
        "Hold the meeting without {people:list}, or let somebody else come for them.",
    ),
    "other_time": ("Lägg till en tid på dagen som går att använda.", "Add a time of day that can be used."),
    "change_order": ("Ändra ordningen, eller tiden för ett av dem.", "Change the order, or the time of one of them."),
    "wait": (
        "Låt {who:list} vänta till nästa år. De står då först i tur.",
        "Let {who:list} wait until next year. They are then first in turn.",
    ),
    "two_in_months": ("Gör två besök i {count} av månaderna.", "Make two visits in {count} of the months."),
    "more_meetings": ("Lägg {count} möten till under året.", "Add {count} meetings in the year."),
    "remove_before": ("Ta bort ordningen, eller lägg till serien.", "Remove the order, or add the series."),
    "move_one": ("Flytta ett av dem.", "Move one of them."),
    "move": ("Flytta mötet.", "Move the meeting."),
    "keep": ("Låt det stå om alla är överens.", "Let it stand if everybody agrees."),
    "one_more": ("Ett till ryms till exempel {on:day}.", "One more has room, for example on {on:day}."),
    "change_offset": ("Skriv en annan tid emellan.", "Write another time between them."),
}


def tongue(language: str) -> Tongue:
    """English for every code that begins with "en", Swedish for the rest."""
    return "en" if language.lower().startswith("en") else "sv"


def text(code: str, params: Mapping[str, Plain], language: str) -> str:
    """The words of an explanation or a cost."""
    return _render(TEXTS[code], params, language)


def remedy_text(code: str, params: Mapping[str, Plain], language: str) -> str:
    """The words of a remedy."""
    return _render(REMEDIES[code], params, language)


def _render(said: tuple[str, str], params: Mapping[str, Plain], language: str) -> str:
    spoken = tongue(language)
    return _Formatter(spoken).vformat(said[spoken == "en"], (), params)


def _day(iso: str, spoken: Tongue) -> str:
    """ "tisdag 3 mars", "Tuesday 3 March"."""
    day = date.fromisoformat(iso)
    return f"{_WEEKDAYS[spoken][day.weekday()]} {day.day} {_MONTHS[spoken][day.month - 1]}"


def _listed(items: Sequence[str], spoken: Tongue) -> str:
    """ "A, B och C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'och' if spoken == 'sv' else 'and'} {items[-1]}"


_SPECS: Final[dict[str, Callable[[Any, Tongue], str]]] = {"day": _day, "list": _listed}


class _Formatter(string.Formatter):
    def __init__(self, spoken: Tongue) -> None:
        self.spoken = spoken

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _SPECS:
            return _SPECS[format_spec](value, self.spoken)
        return str(super().format_field(value, format_spec))
