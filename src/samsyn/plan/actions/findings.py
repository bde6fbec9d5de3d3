"""Seeing a finding and accepting it with a reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Invalid
from samsyn.plan import rules
from samsyn.plan.models import Acknowledgement, Edition


@action("plan.acknowledge", allow=rules.may_acknowledge)
def acknowledge(edition: Edition, *, by: Any, check_code: str, fingerprint: str, reason: str) -> Acknowledgement:
    """Let a finding rest, with a reason, until the rows that it speaks of change. Twice is once."""
    if not reason.strip():
        raise Invalid(
            _("Say why the finding can be left as it is."),
            fields={"reason": _("Write the reason in a few words.")},
        )
    acknowledgement, _made = Acknowledgement.objects.update_or_create(
        edition=edition,
        fingerprint=fingerprint,
        defaults={"check_code": check_code, "reason": reason.strip(), "by_id": by.pk},
    )
    return acknowledgement


@action("plan.withdraw_acknowledgement", allow=rules.may_withdraw)
def withdraw_acknowledgement(acknowledgement: Acknowledgement, *, by: Any) -> Edition:
    edition = acknowledgement.edition
    acknowledgement.delete()
    return edition
