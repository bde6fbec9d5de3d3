"""Passkeys, and the second step that a person may ask for: codes from an app, and on paper for when it is gone."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samsyn.config.accounts import limits
from samsyn.config.accounts.adapters import refuse
from samsyn.people.models import Person

FRESH = 15 * 60  # seconds
View = Callable[..., HttpResponse]


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers keep passkeys for names only, not for numbered addresses, and only over TLS or on the same machine."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def fresh(view: View) -> View:
    """Only for who has just logged in: who finds a computer unlocked shall not be able to add a key of their own."""

    @wraps(view)
    def check(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        records = get_authentication_records(request, request.user)
        if records and timezone.now().timestamp() - records[-1]["at"] < FRESH:
            return view(request, *args, **given)
        return redirect(f"{reverse('account_again')}?{urlencode({'next': request.path})}")

    return check


class LogInByPasskey(LoginWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form: Any) -> HttpResponse:
        return refuse(self.request)


class AddPasskey(AddWebAuthnView):
    """A passkey always is a way in of its own: the browser keeps it and asks for finger, face or PIN."""

    template_name = "account/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super(AddWebAuthnView, self).get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}, "possible": passkeys_possible(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        auth.WebAuthn.add(person, form.cleaned_data["name"], form.cleaned_data["credential"])
        get_adapter().send_notification_mail("passkey_added", person)
        messages.success(self.request, _("The passkey is added. Next time you can log in with it."))
        return redirect("account")


class RemovePasskey(RemoveWebAuthnView):
    template_name = "account/passkey_remove.html"

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        self.get_object().delete()
        get_adapter().send_notification_mail("passkey_removed", person)
        messages.success(self.request, _("The passkey is removed. Remove it from the device too."))
        return redirect("account")


def second_step(person: Person) -> Authenticator | None:
    """The app that the person has asked to be asked for, if so."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()


class SecondStep(AuthenticateView):
    """A code from the app or from the paper, or a passkey, after a mailed code or the municipality's log-in."""

    template_name = "account/second_step.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limits.consume(request, "second_step", key=f"person {self.stage.login.user.pk}")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        usable = passkeys_possible(self.request) and keys.exists()
        return super().get_context_data(**kwargs) | {"passkeys": usable, "chosen_form": self.form}


class TurnOnSecondStep(ActivateTOTPView):
    template_name = "account/second_step_on.html"

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


class TurnOffSecondStep(DeactivateTOTPView):
    template_name = "account/second_step_off.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES).delete()
        return response


class SpareCodes(ViewRecoveryCodesView):
    template_name = "account/spare_codes.html"


class NewSpareCodes(GenerateRecoveryCodesView):
    template_name = "account/spare_codes_new.html"
