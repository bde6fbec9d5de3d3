"""The kinds of mail that Samsyn writes. Every app names its own, in its `emails`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from samsyn.sendouts.models import Mail

INVITATION: Final = "invitation"
ADDRESS_CHANGED: Final = "address_changed"


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail: what it is called, the templates with its words, and what they are filled in with.

    `content` is asked when the mail is sent; None says that there is nothing to tell any longer.
    """

    label: Any
    template: str
    content: Callable[[Mail], dict[str, Any] | None]
    also_closed: bool  # goes also to those who cannot log in


LETTERS: dict[str, Letter] = {}


def kinds() -> list[tuple[str, Any]]:
    return [(kind, letter.label) for kind, letter in LETTERS.items()]
