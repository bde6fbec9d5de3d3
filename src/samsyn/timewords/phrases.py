"""Reading of numbers of times and of what takes place: "2-3", "minst två", "en kortare avstämning"."""

from __future__ import annotations

from typing import NamedTuple

from samsyn.timewords.lexicon import DESCRIBING, GATHERINGS, MODES, NUMBERS
from samsyn.timewords.model import Mode
from samsyn.timewords.spans import follows
from samsyn.timewords.terms import Tokens
from samsyn.timewords.tokens import Kind, Token


class Quantity(NamedTuple):
    low: int
    high: int
    or_more: bool
    after: int


class Gathering(NamedTuple):
    start: int  # character where the words begin
    end: int
    mode: Mode
    after: int


def quoted(text: str, start: int, end: int) -> str:
    """The planner's own words, on one line."""
    return " ".join(text[start:end].split())


def read_number(token: Token) -> int | None:
    if token.kind is Kind.NUMBER:
        return token.number if token.number <= 999 else None
    return NUMBERS.get(token.word)


def read_quantity(tokens: Tokens, at: int) -> Quantity | None:
    """ "3", "tre", "2-3", "en till två", "minst 2", "högst fyra", "upp till 4"."""
    least = tokens[at].word == "minst"
    most = tokens[at].word in ("hogst", "max") or follows(tokens, at, ("upp", "till"))
    if least or most:
        at += 2 if tokens[at].word == "upp" else 1
    low = read_number(tokens[at])
    if low is None or not low:
        return None
    high, after = low, at + 1
    if tokens[after].kind is Kind.DASH or tokens[after].word in ("till", "eller", "a"):
        upper = read_number(tokens[after + 1])
        if upper is not None and upper > low and not least and not most:
            high, after = upper, after + 2
    return Quantity(0 if most else low, high, least, after)


def read_gathering(tokens: Tokens, at: int) -> Gathering | None:
    """A noun phrase that says what takes place: "en kortare avstämning", "digitala möten"."""
    mode, place, start = Mode.ANY, at, None
    while tokens[place].word in DESCRIBING or tokens[place].word in MODES:
        if tokens[place].word in MODES:
            mode = MODES[tokens[place].word]
        place += 1
        if place - at > 4:
            return None
    token = tokens[place]
    if not token.is_word or not token.word.endswith(GATHERINGS):
        return None
    words = [part for part in tokens[at : place + 1] if part.word not in MODES]
    start = words[0].start
    if mode and start < tokens[place].start and any(part.word in MODES for part in tokens[at + 1 : place]):
        start = token.start  # "ett digitalt möte": the words around the mode do not hang together without it
    return Gathering(start, token.end, mode, place + 1)
