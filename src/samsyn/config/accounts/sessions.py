"""Django's session engine, with the person beside the session; and what a person is told of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.config.models import Session
from samsyn.people.models import Person

# The first that a browser says of itself; several claim to be others too, so the order matters.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)
        session.person = data.get(SESSION_KEY)
        return session


@dataclass(frozen=True)
class LoggedIn:
    """A browser that somebody is logged in with."""

    browser: str
    since: datetime | None
    here: bool


def sign(request: HttpRequest) -> None:
    """Note in a session that has just been logged in to which browser it is, and when it was."""
    request.session["browser"] = browser(request)
    request.session["since"] = timezone.now().isoformat()


def browser(request: HttpRequest) -> str:
    """What a person would call the browser, such as "Firefox, Windows"; empty if it does not say."""
    says = request.headers.get("User-Agent", "")
    found = [next((name for sign, name in names.items() if sign in says), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def logged_in(request: HttpRequest) -> list[LoggedIn]:
    """Where the person of the request is logged in, latest first."""
    found = []
    for session in Session.objects.filter(person=request.user.pk, expire_date__gt=timezone.now()):
        told = session.get_decoded()
        since = datetime.fromisoformat(told["since"]) if "since" in told else None
        here = session.session_key == request.session.session_key
        found.append(LoggedIn(told.get("browser") or _("Unknown browser"), since, here))
    return sorted(found, key=lambda one: (one.here, one.since.timestamp() if one.since else 0), reverse=True)


def log_out_everywhere(person: Person) -> None:
    Session.objects.filter(person=person.pk).delete()
