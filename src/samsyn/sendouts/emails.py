"""Writing and sending mail. The apps above queue their own: see `letter` and `queue`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Event
from samsyn.people.models import Person
from samsyn.sendouts.enums import ADDRESS_CHANGED, INVITATION, LETTERS, Letter
from samsyn.sendouts.models import Mail

Content = Callable[[Mail], dict[str, Any] | None]

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8

log = logging.getLogger(__name__)


def letter(kind: str, *, label: Any, template: str, also_closed: bool = False) -> Callable[[Content], Content]:
    """Make a function the one that says what a kind of mail is filled in with, when it is sent.

    The words are `<template>.subject.txt`, `.txt` and `.html`; beside what the function returns they know `person`,
    `by`, `at`, `collaboration` and `base`, the address of this installation. The function answers None when there is
    nothing to tell any longer, and looks again whether the person may see what the mail speaks of. It is not asked
    for somebody whose account is closed, unless `also_closed`. What it returns as `calendar`, an iCalendar text, goes
    along for calendars to take.
    """

    def wrap(content: Content) -> Content:
        if kind in LETTERS:
            raise RuntimeError(f"{kind} is named twice")
        LETTERS[kind] = Letter(label, template, content, also_closed)
        return content

    return wrap


def queue(event: Event, kind: str, person: Person, *, to: str = "") -> None:
    """Have a mail about a journal row sent to a person, once however often a handler asks for it.

    Nothing is queued for those who have no address or cannot log in. `to` is another address than the person's own.
    """
    closed_too = LETTERS[kind].also_closed
    address = to or person.email
    if address and (person.is_active or closed_too):
        Mail.objects.get_or_create(event=event, kind=kind, person=person, defaults={"to": address})


def queue_to_guest(event: Event, kind: str, *, name: str, to: str) -> None:
    """The same to somebody who is in no phone book. Only kinds that go `also_closed` are written to guests."""
    Mail.objects.get_or_create(event=event, kind=kind, person=None, to=to, defaults={"name": name})


@letter(INVITATION, label=_("Invitation to log in"), template="sendouts/invitation")
def invitation(mail: Mail) -> dict[str, Any]:
    return {"path": reverse("account_login") + "?" + urlencode({"email": mail.person.email or ""})}


@letter(ADDRESS_CHANGED, label=_("Notice of a changed address"), template="sendouts/address_changed", also_closed=True)
def address_changed(mail: Mail) -> dict[str, Any]:
    return {}


def deliver(*, limit: int = 100) -> int:
    """Send what is queued. Returns how many mails were sent.

    A mail is claimed under a lease and sent outside every transaction, so that a slow mail server holds no lock. A
    failure is written on the mail, which is tried again with growing pauses, at most MAX_ATTEMPTS times. A mail that
    has nothing to tell any longer is taken away.
    """
    sent = 0
    for _n in range(limit):
        mail = _claim()
        if mail is None:
            break
        try:
            message = written(mail)
            if message is None:
                mail.delete()
                continue
            message.send()
        except Exception as failure:
            log.exception("Sending %s failed (attempt %s)", mail.pk, mail.attempts)
            pause = timedelta(seconds=10 * 2**mail.attempts)
            Mail.objects.filter(pk=mail.pk).update(claimed_until=timezone.now() + pause, error=repr(failure)[:2000])
        else:
            kept = {} if mail.person is None else {"to": ""}
            Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), claimed_until=None, error="", **kept)
            sent += 1
    return sent


def written(mail: Mail) -> EmailMultiAlternatives | None:
    """The mail in the person's language, as plain text and HTML; None if there is nothing to tell any longer.

    Its Message-ID is the same each time, so that a mail that is sent twice after a crash is shown once.
    """
    kind = LETTERS[mail.kind]
    person = mail.person
    if not (kind.also_closed or (person and person.is_active)):
        return None
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        content = kind.content(mail)
        if content is None:
            return None
        context = {
            "person": person or mail.name,
            "by": mail.event.actor,
            "at": mail.event.at,
            "collaboration": person and person.organisation and person.organisation.collaboration,
            "base": settings.BASE_URL,
        } | content
        subject = " ".join(render_to_string(f"{kind.template}.subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject,
            re.sub(r"\n{3,}", "\n\n", render_to_string(f"{kind.template}.txt", context).strip()) + "\n",
            to=[mail.to],
            headers={"Message-ID": f"<samsyn-mail-{mail.pk}@{urlsplit(settings.BASE_URL).hostname}>"},
        )
        message.attach_alternative(render_to_string(f"{kind.template}.html", context), "text/html")
        if calendar := content.get("calendar"):
            _add_calendar(message, calendar)
    return message


def _add_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """As one more way to read the mail, whose type says the method too (RFC 6047): then mail programs offer to put it
    in the calendar. And as a file, for those that do not."""
    method = re.findall(r"^METHOD:(\w+)", calendar, re.MULTILINE)[0]
    message.attach_alternative(calendar, f"text/calendar; method={method}")
    message.attach("invite.ics", calendar.encode(), "application/ics")


def _claim() -> Mail | None:
    now = timezone.now()
    with transaction.atomic():
        mail = (
            Mail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
            .select_related("person__organisation__collaboration", "event__actor")
            .first()
        )
        if mail is not None:
            Mail.objects.filter(pk=mail.pk).update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
            mail.attempts += 1
        return mail
