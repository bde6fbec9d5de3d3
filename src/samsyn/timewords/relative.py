"""Reading of what is bound to another series: "inför styrgruppsmötena", "två veckor före presidieträffen"."""

from __future__ import annotations

from dataclasses import replace

from samsyn.timewords.grains import Grain
from samsyn.timewords.lexicon import ADVERBS, DESCRIBING, EVERY, MODES, NUMBERS, ONGOING, UNITS
from samsyn.timewords.model import Period, Relation, Relative, Unit, Yearless
from samsyn.timewords.phrases import quoted, read_quantity
from samsyn.timewords.spans import follows, read_period, skip_fillers
from samsyn.timewords.stretches import read_stretch
from samsyn.timewords.terms import Tokens
from samsyn.timewords.tokens import Kind

LONGEST_NAME = 8  # words of the other series
RELATIONS = {
    ("infor",): Relation.BEFORE,
    ("fore",): Relation.BEFORE,
    ("innan",): Relation.BEFORE,
    ("efter",): Relation.AFTER,
    ("i", "samband", "med"): Relation.ALONGSIDE,
    ("i", "anslutning", "till"): Relation.ALONGSIDE,
    ("vid",): Relation.ALONGSIDE,
}
LONGEST_NAME = 8  # words of the other series


def read_relative(text: str, tokens: Tokens, at: int) -> tuple[Relative, int] | None:
    """ "inför styrgruppsmötena", "två veckor före presidieträffen", "i samband med handläggarträffen"."""
    place = at + (tokens[at].word == "senast")
    offset = None
    quantity = read_quantity(tokens, place)
    if quantity and quantity.low == quantity.high and not quantity.or_more:
        unit = UNITS.get(tokens[quantity.after].word)
        if unit in (Unit.DAY, Unit.WEEK, Unit.MONTH):
            offset, place = (quantity.low, unit), quantity.after + 1
    for words, relation in RELATIONS.items():
        if follows(tokens, place, words) and not (offset and relation is Relation.ALONGSIDE):
            break
    else:
        return None
    begin = place + len(words)
    if read_stretch(tokens, skip_fillers(tokens, begin)):
        return None
    end = begin
    while end - begin < 2 * LONGEST_NAME and _names(tokens, end, first=end == begin):
        end += 1
    if end == begin:
        return None
    name = quoted(text, tokens[begin].start, tokens[end - 1].end)
    relative = Relative(name, relation, offset=offset)
    period = read_period(tokens, end)
    if period and isinstance(period[0], Period | Yearless):
        during = period[0]
        whole_year = isinstance(during, Yearless) and during.grain is Grain.YEAR
        return relative if whole_year else replace(relative, during=during), period[1]
    return relative, end


def _names(tokens: Tokens, at: int, *, first: bool) -> bool:
    """Whether the token still belongs to the name of the other series."""
    token, after = tokens[at], tokens[at + 1]
    if token.kind is Kind.DASH:  # "AU-mötena"
        return not first and token.start == tokens[at - 1].end and after.is_word and token.end == after.start
    if not token.is_word or token.word in MODES or token.word in ONGOING or token.word in ADVERBS:
        return False
    if token.word in ("samt", "utom", "forutom", "bortsett", "vid", "en", "ett"):
        return False
    if token.word in EVERY:
        return first and token.word == "varje" and after.word not in UNITS
    if token.word == "och":
        return not first and after.is_word and not _begins_time(tokens, at + 1)
    return not _begins_time(tokens, at)


def _begins_time(tokens: Tokens, at: int) -> bool:
    word = tokens[at].word
    return (
        word in NUMBERS
        or word in ADVERBS
        or word in EVERY
        or word in MODES
        or word in ONGOING
        or word in DESCRIBING
        or read_stretch(tokens, skip_fillers(tokens, at)) is not None
        or follows(tokens, at, ("vid", "behov"))
        or word in ("senast", "fore", "innan", "infor", "efter", "fran", "mellan")
    )
