"""Why a document cannot be read. The words for people are made where the language is known."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"  # the file; detail: megabytes allowed
    UNPACKS_TOO_LARGE = "unpacks_too_large"  # a zip bomb, or nearly one; detail: the member
    TOO_MUCH = "too_much"  # too many pages, rows or pieces; detail: what
    TOO_SLOW = "too_slow"  # detail: seconds
    MACROS = "macros"  # detail: the member
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"  # .doc and .xls
    OTHER_OFFICE = "other_office"  # PowerPoint, OpenDocument; detail: what it is
    EXTERNAL_ENTITIES = "external_entities"  # detail: the member
    WRONG_NAME = "wrong_name"  # detail: what the file is
    UNKNOWN = "unknown"  # none of the kinds that can be read
    DAMAGED = "damaged"  # detail: the member, the page, or what the reader said
    NOT_TEXT = "not_text"  # detail: the line
    NO_TEXT = "no_text"  # scanned pictures, or nothing at all


class Unreadable(Exception):
    """The document cannot be read. `detail` says where or what, in the file's own terms."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
