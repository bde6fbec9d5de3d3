"""The kinds of mail that Samsyn writes. Every app names its own, in its `emails`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from samsyn.sendouts.models import Mail

INVITATION: Final = "invitation"
ADDRESS_CHANGED: Final = "address_changed"
REMINDER: Final = "reminder"


class Weekday(IntegerChoices):
    """The days on which a person can want the week's reminder; numbered as in ISO 8601."""

    MONDAY = 1, _("Mondays")
    TUESDAY = 2, _("Tuesdays")
    WEDNESDAY = 3, _("Wednesdays")
    THURSDAY = 4, _("Thursdays")
    FRIDAY = 5, _("Fridays")


class Held(TextChoices):
    """Why somebody gets no reminder on a day."""

    QUIET = "quiet", _("No reminders leave on this day")
    HAD = "had", _("Have had this week's reminder")
    OTHER_DAY = "other_day", _("Get theirs on another day of the week")
    NOTHING = "nothing", _("Have nothing to be reminded of")


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail: what it is called, the templates with its words, and what they are filled in with.

    `content` is asked when the mail is sent; None says that there is nothing to tell any longer.
    """

    label: Any
    template: str
    content: Callable[[Mail], dict[str, Any] | None]
    also_closed: bool  # goes also to those who cannot log in
    in_office_hours: bool  # waits for a Swedish workday's office hours


LETTERS: dict[str, Letter] = {}


def kinds() -> list[tuple[str, Any]]:
    return [(kind, letter.label) for kind, letter in LETTERS.items()]
