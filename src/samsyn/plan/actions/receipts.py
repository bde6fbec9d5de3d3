"""Sending a decided plan out, and saying that one has read it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict
from samsyn.plan import rules
from samsyn.plan.models import Edition, Receipt
from samsyn.plan.queries import receipts as queries
from samsyn.plan.queries.lifecycle import replaced_by


@action("plan.send_out", allow=rules.may_send_out)
def send_out(edition: Edition, *, by: Any) -> Edition:
    """Send a decided plan to its parties for information and for their further work. Again: to those who have not got
    it yet."""
    if not edition.is_decided:
        raise Conflict(_("The edition is not decided yet."), remedy=_("Only a decided plan is sent out."))
    later = replaced_by(edition)
    if later is not None:
        raise Conflict(
            _("Edition %(number)s has replaced this one.") % {"number": later.number}, remedy=_("Send that one out.")
        )
    has_it = set(edition.receipts.exclude(sent_at=None).values_list("organisation", "person"))
    now = timezone.now()
    wanted = [
        (organisation, person)
        for organisation, persons in queries.recipients(edition)
        for person in persons
        if (organisation.pk, person.pk) not in has_it
    ]
    if not wanted:
        raise Conflict(
            _("There is nobody who has not got the plan already."),
            remedy=_("Give the organisations contact persons who can log in."),
        )
    for organisation, person in wanted:
        Receipt.objects.update_or_create(
            edition=edition, organisation=organisation, person=person, defaults={"sent_at": now}
        )
    edition.sent_out_at = edition.sent_out_at or now
    edition.version += 1
    edition.full_clean()
    edition.save()
    return edition


@action("plan.open_receipt", allow=rules.may_open_receipt)
def open_receipt(receipt: Receipt, *, by: Any) -> Receipt:
    """Note that the plan has been opened. Twice is once."""
    if receipt.opened_at is None:
        apply(receipt, changes={"opened_at": timezone.now()}, version=None)
    return receipt


@action("plan.confirm_reading", allow=rules.may_confirm_reading)
def confirm_reading(edition: Edition, *, by: Any) -> Receipt:
    """Say that one has read the plan: for the organisations that one got it for, else for one's own. Twice is once."""
    own = list(edition.receipts.filter(person=by.pk))
    if not own:
        own = [Receipt.objects.create(edition=edition, organisation_id=by.organisation_id, person_id=by.pk)]
    now = timezone.now()
    for receipt in own:
        if receipt.confirmed_at is None:
            apply(receipt, changes={"opened_at": receipt.opened_at or now, "confirmed_at": now}, version=None)
    return own[0]
