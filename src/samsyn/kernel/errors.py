"""Errors a person can understand. `code` is stable, the message is translated; a middleware turns them into answers."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


class DomainError(Exception):
    """Something the person can mend. `fields` maps a field name to the sentence that belongs beside it."""

    status = 422
    code = "invalid"

    def __init__(self, message: str, *, remedy: str = "", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.fields = dict(fields or {})


class Invalid(DomainError):
    """What was given cannot be taken as it is."""


class NotAllowed(DomainError):
    status = 403
    code = "not_allowed"

    def __init__(self, verb: str) -> None:
        super().__init__(
            _("You cannot do this, or not any longer."),
            remedy=_(
                "Perhaps it is done already, or closed: go back and reload the page. Otherwise ask the coordinator "
                "if you should be allowed."
            ),
        )
        self.verb = verb


class NotFound(DomainError):
    """Also the answer for what is confidential: nobody outside learns that it exists."""

    status = 404
    code = "not_found"

    def __init__(self) -> None:
        super().__init__(_("There is nothing here."), remedy=_("Check the address, or start from the overview."))


class Conflict(DomainError):
    """The thing is not in the state that the action needs."""

    status = 409
    code = "conflict"


class Stale(Conflict):
    """Somebody else changed the row since it was read. `mine` and `theirs` map each field to its value."""

    code = "stale"

    def __init__(self, *, mine: Mapping[str, object], theirs: Mapping[str, object], version: int) -> None:
        super().__init__(
            _("Somebody else has changed this since you opened it."),
            remedy=_("Compare the two versions below and save the one that should stand."),
        )
        self.mine = dict(mine)
        self.theirs = dict(theirs)
        self.version = version
