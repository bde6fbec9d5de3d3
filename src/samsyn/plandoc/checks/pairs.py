"""Rows with near-copies of each other's texts, and what the words of their titles tell about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samsyn.plandoc.model import Activity, Area

from .copies import copies
from .words import speaks_of, topic_words


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows with copies or near-copies of each other in a field.

    `pasted` is (the row whose text is about the other row, that other row), where the words tell. `filled_in` is
    a common template in which each row has put its own topic.
    """

    row: Area | Activity
    source: Area | Activity
    field: str
    exact: bool
    pasted: tuple[Area | Activity, Area | Activity] | None
    filled_in: bool


def pairs(field: str, rows: Sequence[Area | Activity]) -> Iterator[Pair]:
    """The rows whose text in a field is a near-copy of an earlier row's; of identical ones, of the rightful owner's."""
    same: dict[int, list[int]] = {}
    for copy in copies([_text(row, field) for row in rows]):
        if copy.exact:
            same.setdefault(copy.source, [copy.source]).append(copy.place)
        else:
            yield _judged(rows[copy.place], rows[copy.source], field, exact=False)
    for group in same.values():
        text = topic_words(_text(rows[group[0]], field))
        owner = next((place for place in group if speaks_of(text, topic_words(rows[place].title))), group[0])
        for place in group:
            if place != owner:
                yield _judged(rows[place], rows[owner], field, exact=True)


def _judged(row: Area | Activity, source: Area | Activity, field: str, *, exact: bool) -> Pair:
    rows_topics, sources_topics = _own_topics(row, source), _own_topics(source, row)
    mine, theirs = topic_words(_text(row, field)), topic_words(_text(source, field))
    mine_own, theirs_own = speaks_of(mine, rows_topics), speaks_of(theirs, sources_topics)
    pasted = None
    if rows_topics and not mine_own and speaks_of(mine, sources_topics):
        pasted = row, source
    elif sources_topics and not theirs_own and speaks_of(theirs, rows_topics):
        pasted = source, row
    return Pair(row, source, field, exact, pasted, mine_own and theirs_own)


def _own_topics(row: Area | Activity, other: Area | Activity) -> frozenset[str]:
    """What a row's title is about that the other's is not."""
    theirs = topic_words(other.title)
    return frozenset(word for word in topic_words(row.title) if not speaks_of(theirs, frozenset((word,))))


def _text(row: Area | Activity, field: str) -> str:
    return str(getattr(row, field))
