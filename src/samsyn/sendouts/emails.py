"""Writing and sending mail. The apps above queue their own: see `letter` and `queue`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Event
from samsyn.people.models import Person
from samsyn.sendouts.enums import ADDRESS_CHANGED, INVITATION, LETTERS, REMINDER, Letter
from samsyn.sendouts.models import Mail, Reminder
from samsyn.sendouts.queries.owed import Owed
from samsyn.sendouts.queries.reminders import owed_by
from samsyn.sendouts.rules import are_offices_open, week_of

Content = Callable[[Mail], dict[str, Any] | None]

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
UNSUBSCRIBING = "samsyn.sendouts.unsubscribe"  # the salt of the links that turn reminders off

log = logging.getLogger(__name__)


class Words(NamedTuple):
    subject: str
    text: str
    html: str


def letter(
    kind: str, *, label: Any, template: str, also_closed: bool = False, in_office_hours: bool = False
) -> Callable[[Content], Content]:
    """Make a function the one that says what a kind of mail is filled in with, when it is sent.

    The words are `<template>.subject.txt`, `.txt` and `.html`; beside what the function returns they know `person`,
    `by`, `at`, `collaboration` and `base`, the address of this installation. The function answers None when there is
    nothing to tell any longer, and looks again whether the person may see what the mail speaks of. It is not asked
    for somebody whose account is closed, unless `also_closed`; with `in_office_hours` not at night or on a holiday. If
    it returns `unsubscribe`, the path of a one-click page, the mail offers it; `confidential` says that the mail is
    shown to nobody else. What it returns as `calendar`, an iCalendar text, goes along for calendars to take.
    """

    def wrap(content: Content) -> Content:
        if kind in LETTERS:
            raise RuntimeError(f"{kind} is named twice")
        LETTERS[kind] = Letter(label, template, content, also_closed, in_office_hours)
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


@letter(REMINDER, label=_("Weekly reminder"), template="sendouts/reminder", in_office_hours=True)
def reminder(mail: Mail) -> dict[str, Any] | None:
    """What the person owes when the mail is sent; nothing in another week than the one that it was meant for."""
    today = timezone.localdate()
    if Reminder.objects.get(pk=mail.event.subject_id).week != week_of(today):
        return None
    owed = owed_by(mail.person, today)
    return reminder_content(mail.person, owed, on=today) if owed else None


def reminder_content(person: Person, owed: Sequence[Owed], *, on: date, signed: bool = True) -> dict[str, Any]:
    """What a reminder is filled in with. Unsigned, as in a dry run, it has no link that turns off the person's."""
    collaboration = person.organisation and person.organisation.collaboration
    choose = reverse("reminders-choose")
    turn_off = reverse("reminders-off", args=[signing.dumps(person.pk, salt=UNSUBSCRIBING)]) if signed else choose
    return {
        "owed": owed,
        "on": on,
        "late": sum(1 for one in owed if one.due and one.due < on),
        "path": reverse("overview", args=[collaboration.slug]) if collaboration else reverse("home"),
        "choose": choose,
        "unsubscribe": "" if all(one.duty for one in owed) else turn_off,
        "confidential": any(one.confidential for one in owed),
    }


def deliver(*, limit: int = 100) -> int:
    """Send what is queued. Returns how many mails were sent.

    A mail is claimed under a lease and sent outside every transaction, so that a slow mail server holds no lock. A
    failure is written on the mail, which is tried again with growing pauses, at most MAX_ATTEMPTS times. A mail that
    has nothing to tell any longer is taken away. In the demonstration nothing leaves: a copy is kept for the outbox.
    """
    sent = 0
    for _n in range(limit):
        mail = _claim()
        if mail is None:
            break
        try:
            content = told(mail)
            if content is None:
                mail.delete()
                continue
            message, copy = written(mail, content), None
            if settings.DEMO:
                copy = _copy(message, content)
            else:
                message.send()
        except Exception as failure:
            log.exception("Sending %s failed (attempt %s)", mail.pk, mail.attempts)
            pause = timedelta(seconds=10 * 2**mail.attempts)
            Mail.objects.filter(pk=mail.pk).update(claimed_until=timezone.now() + pause, error=repr(failure)[:2000])
        else:
            done = {"sent_at": timezone.now(), "claimed_until": None, "error": "", "copy": copy}
            Mail.objects.filter(pk=mail.pk).update(**done, **({} if mail.person is None else {"to": ""}))
            sent += 1
    return sent


def told(mail: Mail) -> dict[str, Any] | None:
    """What the mail is filled in with, in the person's language; None if there is nothing to tell any longer."""
    kind = LETTERS[mail.kind]
    person = mail.person
    if not (kind.also_closed or (person and person.is_active)):
        return None
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        content = kind.content(mail)
    return content and {"by": mail.event.actor, "at": mail.event.at} | content


def written(mail: Mail, content: dict[str, Any]) -> EmailMultiAlternatives:
    """The mail as plain text and HTML. Its Message-ID is the same each time, so that a mail that is sent twice after a
    crash is shown once. One-click unsubscribing is offered as RFC 8058 says."""
    words = words_of(mail.kind, mail.person, {"person": mail.person or mail.name} | content)
    headers = {"Message-ID": f"<samsyn-mail-{mail.pk}@{urlsplit(settings.BASE_URL).hostname}>"}
    if path := content.get("unsubscribe"):
        headers |= {
            "List-Unsubscribe": f"<{settings.BASE_URL}{path}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMultiAlternatives(words.subject, words.text, to=[mail.to], headers=headers)
    message.attach_alternative(words.html, "text/html")
    if calendar := content.get("calendar"):
        _add_calendar(message, calendar)
    return message


def words_of(kind: str, person: Person | None, content: dict[str, Any]) -> Words:
    """A mail of a kind in the person's language, a guest's in the installation's."""
    template = LETTERS[kind].template
    context = {
        "person": person,
        "collaboration": person and person.organisation and person.organisation.collaboration,
        "base": settings.BASE_URL,
    } | content
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        return Words(
            subject=" ".join(render_to_string(f"{template}.subject.txt", context).split()),
            text=re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template}.txt", context).strip()) + "\n",
            html=render_to_string(f"{template}.html", context),
        )


def _copy(message: EmailMultiAlternatives, content: dict[str, Any]) -> dict[str, Any]:
    """What the outbox shows. The link that turns the person's reminders off is nobody else's."""
    text = str(message.body)
    if path := content.get("unsubscribe"):
        text = text.replace(path, content["choose"])
    return {"subject": message.subject, "text": text, "confidential": bool(content.get("confidential"))}


def _add_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """As one more way to read the mail, whose type says the method too (RFC 6047): then mail programs offer to put it
    in the calendar. And as a file, for those that do not."""
    method = re.findall(r"^METHOD:(\w+)", calendar, re.MULTILINE)[0]
    message.attach_alternative(calendar, f"text/calendar; method={method}")
    message.attach("invite.ics", calendar.encode(), "application/ics")


def _claim() -> Mail | None:
    now = timezone.now()
    waiting = [] if are_offices_open(now) else [kind for kind, one in LETTERS.items() if one.in_office_hours]
    with transaction.atomic():
        mail = (
            Mail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
            .exclude(kind__in=waiting)
            .select_related("person__organisation__collaboration", "event__actor")
            .first()
        )
        if mail is not None:
            Mail.objects.filter(pk=mail.pk).update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
            mail.attempts += 1
        return mail
