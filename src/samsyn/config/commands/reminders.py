"""Tell whom the week's reminders would go to, or send them now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from samsyn.config.commands import OK, Failure, _
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.people.models import Collaboration
from samsyn.sendouts import emails
from samsyn.sendouts.actions import start_reminders
from samsyn.sendouts.enums import REMINDER, Held
from samsyn.sendouts.models import Mail, ReminderRun
from samsyn.sendouts.queries.owed import circle
from samsyn.sendouts.queries.reminders import Draft, as_told_to, drafts


class Outsider:
    """Whoever reads the command's output: sits in no group, so is told nothing of confidential ones."""

    seats: tuple[()] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, metavar="DATE", help=_("the day, as YYYY-MM-DD; today if it is left out"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--dry-run", action="store_true", help=_("tell what would be sent; this is what is done anyway"))
    what.add_argument("--send", action="store_true", help=_("send today's now, instead of waiting for the server"))
    parser.epilog = _("Exit codes: 0 told or sent, 1 refused or not all sent, 2 not understood.")


def day(text: str) -> date:
    """Raises ArgumentTypeError where it is no date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("write the day as YYYY-MM-DD; this is %s") % text) from None


def run(arguments: argparse.Namespace) -> int:
    today = timezone.localdate()
    on = arguments.on or today
    if on < today:
        raise Failure(_("The day has passed: %s. Choose today or a later day.") % on)
    if arguments.send:
        return send(on, today)
    for collaboration in Collaboration.objects.order_by("name"):
        sys.stdout.writelines(f"{line}\n" for line in told(collaboration, on))
    return OK


def send(on: date, today: date) -> int:
    if on != today:
        raise Failure(_("Only today's reminders can be sent. Leave --on out, or use --dry-run."))
    start_reminders(ReminderRun(on=today), by=SYSTEM)
    while journal.work_through():
        pass
    sent = emails.deliver(limit=10_000)
    sys.stdout.write((_("Mails kept in the outbox: %s.") if settings.DEMO else _("Mails sent: %s.")) % sent + "\n")
    if waiting := Mail.objects.filter(kind=REMINDER, sent_at=None).count():
        raise Failure(_("%s could not be sent. See the log; the server tries again.") % waiting)
    return OK


def told(collaboration: Collaboration, on: date) -> Iterator[str]:
    """A dry run of one collaboration, line by line. It writes nothing."""
    found = as_told_to(Outsider(), drafts(circle(collaboration, on)))
    yield f"{collaboration}, {date_format(on, 'l j F Y')}"
    sent = [draft for draft in found if not draft.held]
    for draft in sent:
        yield f"  {draft.person} <{draft.person.email}>"
        yield from _lines(draft)
    yield "  " + _("Mails: %s.") % len(sent)
    for why in Held:
        names = [str(draft.person) for draft in found if draft.held == why]
        if names:
            yield f"  {why.label}: {', '.join(names)}"


def _lines(draft: Draft) -> Iterator[str]:
    for one in draft.owed:
        yield f"    {one.due or '          '}  {one.what}"
        yield f"                {one.path}"
