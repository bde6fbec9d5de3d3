"""Whose account is closed is logged out at once; here the traces of it are removed."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from samsyn.config.models import Session
from samsyn.kernel.actions import on
from samsyn.kernel.models import Event


@on("people.close_account", "people.erase")
def forget_sessions(event: Event) -> None:
    Session.objects.filter(person=event.subject_id).delete()


@on("people.close_account")
def forget_keys(event: Event) -> None:
    """Passkeys, app and spare codes. So who has lost them all is helped by closing the account and inviting anew."""
    Authenticator.objects.filter(user=event.subject_id, created_at__lt=event.at).delete()
