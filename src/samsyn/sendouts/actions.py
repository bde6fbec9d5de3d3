"""What Samsyn and people do about reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict
from samsyn.people.models import Person
from samsyn.sendouts import rules
from samsyn.sendouts.models import Reminder, ReminderChoice, ReminderRun
from samsyn.sendouts.queries.owed import Owed
from samsyn.sendouts.queries.reminders import choice_of


@action("sendouts.start_reminders", allow=rules.nobody)
def start_reminders(run: ReminderRun, *, by: Any) -> ReminderRun:
    """Begin the reminders of the day; a handler queues them. Only in office hours, and once a day."""
    if not rules.are_offices_open(timezone.now()):
        raise Conflict(
            _("Reminders leave on Swedish workdays between %(opens)s and %(closes)s only.")
            % {"opens": f"{rules.OPENS:%H.%M}", "closes": f"{rules.CLOSES:%H.%M}"},
            remedy=_("Samsyn sends them by itself then."),
        )
    started, is_new = ReminderRun.objects.get_or_create(on=run.on)
    if not is_new:
        raise Conflict(_("The reminders of this day have been taken care of already."))
    return started


@action("sendouts.remind", allow=rules.nobody)
def remind(person: Person, *, by: Any, on: date, owed: Sequence[Owed]) -> Reminder:
    """Have the week's reminder sent to a person. The person is held meanwhile, so that it is done once."""
    week = rules.week_of(on)
    if Reminder.objects.filter(person=person, week=week).exists():
        raise Conflict(_("%(name)s has had this week's reminder.") % {"name": person})
    words = "\n".join(one.what for one in owed)
    return Reminder.objects.create(
        person=person, week=week, on=on, words=words, confidential=any(one.confidential for one in owed)
    )


@action("sendouts.choose_reminders", allow=rules.may_choose_reminders)
def choose_reminders(person: Person, *, by: Any, **changes: Any) -> ReminderChoice:
    """Choose the weekday, and whether to be reminded also of what is no duty."""
    choice = choice_of(person)
    if choice.pk is None:
        choice.version = 0
    apply(choice, changes=changes, version=None)
    return choice
