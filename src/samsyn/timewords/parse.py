"""From words to structure. Nothing raises, nothing is guessed in silence: what cannot be read is `unread`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache

from samsyn.timewords.grains import Grain
from samsyn.timewords.joining import join
from samsyn.timewords.lexicon import ABOUT, LABELS, MODES
from samsyn.timewords.model import Expression, Mode, Part, Period
from samsyn.timewords.phrases import quoted, read_gathering, read_quantity
from samsyn.timewords.recurring import read_recurrence
from samsyn.timewords.relative import read_relative
from samsyn.timewords.spans import as_part, follows, read_deadline, read_ongoing, read_period, skip_fillers
from samsyn.timewords.stretches import read_list
from samsyn.timewords.terms import Impossible, Tokens
from samsyn.timewords.tokens import Kind, tokenise
from samsyn.timewords.write import write_span
from samsyn.timewords.years import Placed, supply_years

LONGEST = 1000  # characters; a longer text is no expression of time and is left unread as a whole

_SOFT = frozenset((",", "samt", "och", "&", "+", "dels", "dock"))
_HARD = frozenset((";", ".", ":", "!"))
_SILENT = frozenset('()[]"”“„«»')  # brackets and quotation marks hold nothing apart


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    placed: list[Placed] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)  # from-to in the text
    assumed: list[str] = field(default_factory=list)
    mode: Mode = Mode.ANY  # waits for the part that follows
    what: str = ""
    what_at: tuple[int, int] = (0, 0)
    segment: int = 0  # between commas and the like
    chain: int = 0  # between semicolons: years are carried within a chain

    def add(self, part: Part | Impossible, start: int, end: int) -> None:
        if isinstance(part, Impossible):
            return self.leave(start, end)
        if self.here() and not self.what and join(self.placed, part, end):
            return None
        part = replace(part, mode=part.mode or self.mode, what=part.what or self.what)
        self.what = ""
        return self.placed.append(Placed(part, start, end, self.segment, self.chain))

    def leave(self, start: int, end: int) -> None:
        self.unread.append((start, end))

    def here(self) -> list[Placed]:
        return [placed for placed in self.placed if placed.segment == self.segment]


def parse(words: str, *, year: int | None = None) -> Expression:
    """Read an expression of time; `year` is supplied where the words name no year. Never raises."""
    if len(words) > LONGEST:
        return Expression(words, unread=(words,))
    return _parse(words, year)


@lru_cache(maxsize=4096)
def _parse(words: str, year: int | None) -> Expression:
    text = unicodedata.normalize("NFC", words)
    tokens, mended = tokenise(text)
    reading = _Reading()
    at = 0
    while tokens[at].kind is not Kind.END:
        at = _step(text, tokens, at, reading)
    if reading.what:
        reading.leave(*reading.what_at)
    assumed = [f"”{written}” läses som ”{read_as}”." for written, read_as in mended] + reading.assumed
    parts, failed, carried = supply_years(reading.placed, year)
    reading.unread.extend((placed.start, placed.end) for placed in failed)
    unread = _slices(text, reading.unread)
    if not parts and not unread and text.strip():
        unread = (text.strip(),)
    return Expression(words, tuple(parts), unread, tuple(assumed + carried))


def _step(text: str, tokens: Tokens, at: int, reading: _Reading) -> int:
    """Reads one thing and answers the place after it."""
    token = tokens[at]
    if token.word in _SILENT:
        return at + 1
    if token.word in LABELS and tokens[at + 1].word == ":":
        return at + 2
    if token.word in _SOFT or token.word in _HARD or _loose_dash(tokens, at):
        return _separate(tokens, at, reading)
    if listed := read_list(tokens, skip_fillers(tokens, at)):
        for stretch in listed[0]:
            reading.add(as_part(stretch), token.start, tokens[listed[1] - 1].end)
            reading.segment += 1
        return listed[1]
    if read := _read_part(text, tokens, at):
        end = tokens[read[1] - 1].end
        reading.assumed.extend(_winter(read[0], text[token.start : end]))
        reading.add(read[0], token.start, end)
        return read[1]
    return _read_beside(text, tokens, at, reading)


def _winter(part: Part | Impossible, written: str) -> list[str]:
    """ "Vintern 2026" could be the one that ends in 2026."""
    match part:
        case Period(grain=Grain.SEASON, starts=starts, ends=ends) if ends.month == 2:
            if not written.endswith(f"{ends.year % 100:02}"):
                return [f"”{written}” läses som {write_span(starts, ends)}."]
    return []


def _read_beside(text: str, tokens: Tokens, at: int, reading: _Reading) -> int:
    """Reads what stands beside a part: what takes place, its mode, that a number is about right."""
    token = tokens[at]
    if token.word == "med" and read_gathering(tokens, at + 1):
        return at + 1
    if token.word in ABOUT and read_quantity(tokens, at + 1):
        reading.assumed.append(f"”{token.text}” läses som om det inte stod där.")
        return at + 1
    if gathering := read_gathering(tokens, at):
        what = quoted(text, gathering.start, gathering.end)
        before = [placed for placed in reading.here() if not placed.part.what]
        if before and _closes(tokens, gathering.after):
            before[-1].part = replace(before[-1].part, what=what, mode=before[-1].part.mode or gathering.mode)
        else:
            reading.what, reading.what_at = what, (gathering.start, gathering.end)
            reading.mode = gathering.mode or reading.mode
        return gathering.after
    moded = _after_mode(tokens, at)
    if moded is not None:
        _take_mode(tokens, moded, MODES[tokens[moded - 1].word], reading, token.start)
        return moded
    reading.leave(token.start, token.end)
    return at + 1


def _read_part(text: str, tokens: Tokens, at: int) -> tuple[Part | Impossible, int] | None:
    return (
        read_deadline(tokens, at)
        or read_ongoing(tokens, at)
        or read_relative(text, tokens, at)
        or read_recurrence(text, tokens, at)
        or read_period(tokens, at)
    )


def _loose_dash(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind is Kind.DASH and (at == 0 or tokens[at - 1].end < tokens[at].start)


def _closes(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return (
        token.kind is Kind.END
        or token.word in _SOFT
        or token.word in _HARD
        or token.word in _SILENT
        or _loose_dash(tokens, at)
    )


def _separate(tokens: Tokens, at: int, reading: _Reading) -> int:
    carries_mode = tokens[at].word in ("och", "&") or not reading.here()
    listed = tokens[at].word == "," and reading.here() and reading.here()[-1].yearless
    if not carries_mode and not listed:
        reading.mode = Mode.ANY
    reading.segment += 1
    reading.chain += tokens[at].word in _HARD
    return at + 1


def _after_mode(tokens: Tokens, at: int) -> int | None:
    for words in (("pa", "distans"), ("pa", "plats"), ("via", "teams"), ("via", "zoom"), ("pa", "webb")):
        if follows(tokens, at, words):
            return at + 2
    return at + 1 if tokens[at].word in MODES and tokens[at].word not in ("distans", "plats", "webb") else None


def _take_mode(tokens: Tokens, after: int, mode: Mode, reading: _Reading, start: int) -> None:
    """A mode belongs to what follows, or, where nothing does, to what stands before it."""
    both = tokens[after].word in ("och", "eller") and MODES.get(tokens[after + 1].word, mode) is not mode
    if both:
        return  # "digitalt och fysiskt" is no restriction; the second word is met next
    if tokens[after - 2].word in ("och", "eller") and after >= 3 and tokens[after - 3].word in MODES:
        reading.mode = Mode.ANY
        return
    if not _closes(tokens, after):
        reading.mode = mode
        return
    here = reading.here()
    targets = here or (reading.placed if not any(placed.part.mode for placed in reading.placed) else [])
    if not targets and not reading.placed:
        reading.mode = mode
    elif any(placed.part.mode not in (Mode.ANY, mode) for placed in targets) or not targets:
        reading.leave(start, tokens[after - 1].end)
    for placed in targets:
        placed.part = replace(placed.part, mode=placed.part.mode or mode)


def _slices(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """The unread pieces in order, neighbours joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(text[start:end] for start, end in joined)
