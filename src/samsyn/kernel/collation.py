"""Swedish order (a … z å ä ö, capital or not) under one name in both databases."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, Final

SWEDISH: Final = "swedish"

_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})  # the three characters that follow z


@lru_cache(maxsize=4096)  # SQLite asks anew for each pair that it compares
def sort_key(text: str) -> str:
    """What a text is sorted by: å, ä and ö after z, other letters without their accents."""
    moved = unicodedata.normalize("NFC", text).casefold().translate(_LAST)
    return "".join(sign for sign in unicodedata.normalize("NFD", moved) if not unicodedata.combining(sign))


def compare(a: str, b: str) -> int:
    """Below 0, 0 or above 0 as `a` comes before, with or after `b`; texts that differ at all are never equal."""
    first, second = (sort_key(a), a), (sort_key(b), b)
    return (first > second) - (first < second)


def teach_sqlite(connection: Any, **_signal: Any) -> None:
    """Receiver of `connection_created`. PostgreSQL has learnt the order in a migration."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, compare)
