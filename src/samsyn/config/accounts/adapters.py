"""Where allauth asks how this house does it: no passwords, nobody signs up, and Person.email is the address."""

from __future__ import annotations

import logging
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.config.accounts import sessions
from samsyn.people.models import Person

log = logging.getLogger(__name__)

# Mail leaves after the answer: who is known takes no longer than who is not, and nobody waits for the mail server.
POST = ThreadPoolExecutor(max_workers=4, thread_name_prefix="account-mail")


def person_with_account(email: str) -> Person | None:
    """The invited person who has this address, however it is written, and may log in."""
    return Person.objects.filter(email__iexact=email, is_active=True).first()


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def refuse(request: HttpRequest) -> HttpResponse:
    """The one answer, whatever the door, to who has no account, no longer has one, or cannot prove to have it."""
    return render(request, "account/refused.html", status=403)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is not right. Check that you have written it as it stands.")
    }

    def is_safe_url(self, url: str) -> bool:
        """Whether to go there: on this host only, though Samsyn may answer to others too (this machine's own names)."""
        return url_has_allowed_host_and_scheme(url, {context.request.get_host()}, require_https=settings.TLS)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.account.stages.LoginByCodeStage", "samsyn.config.accounts.adapters.SecondStepStage"]

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        return refuse(request)

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        sessions.sign(request)

    def post_login(self, request: HttpRequest, user: Person, **how: Any) -> HttpResponse:
        """From here on the person's own language."""
        response = super().post_login(request, user, **how)
        remember_language(response, user.language)
        return response

    def compose(self, template_prefix: str, email: str, words: dict[str, Any]) -> EmailMessage:
        """A mail as text and HTML, in the language of the person who has the address."""
        person = Person.objects.filter(email__iexact=email).first()
        with translation.override(person.language if person else translation.get_language()):
            return self.render_mail(template_prefix, email, {"base_url": settings.BASE_URL, **words})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        POST.submit(deliver, self.compose(template_prefix, email, context))

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person that somebody, hopefully the person, has changed how the account is logged in to."""
        if user.email:
            address = settings.BASE_URL + reverse("account")
            what = template_prefix.rpartition("/")[2]
            self.send_mail("account/email/changed", user.email, {"what": what, "account_url": address})


class SecondStepStage(AuthenticateStage):
    """A second step is taken by who has asked for one, and does not log in by passkey. To have a passkey is not to ask
    for one: then a lost telephone would lock its owner out.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        asked = Authenticator.objects.filter(user=self.login.user, type=Authenticator.Type.TOTP)
        return super()._should_handle(request) and asked.exists()


class KeyAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

    def _get_site_name(self) -> str:
        return "Samsyn"

    def get_totp_label(self, user: Person) -> str:
        return str(user.email)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        return sessions.browser(self.request) or _("My passkey")

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> Fernet:
    """What keeps the seeds of codes unreadable to who gets hold of the database without the secret key."""
    return Fernet(urlsafe_b64encode(salted_hmac("samsyn.accounts", "codes", algorithm="sha256").digest()))


def deliver(message: EmailMessage) -> None:
    """Runs in a thread of its own, where nobody is left to tell but the log."""
    try:
        message.send()
    except Exception:
        log.exception("A mail to %s was not delivered: %s", ", ".join(message.to), message.subject)
