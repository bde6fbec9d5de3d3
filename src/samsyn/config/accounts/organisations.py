"""Logging in by what one's own organisation has: OpenID Connect or SAML."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.utils import get_request_param
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from requests import RequestException

from samsyn.config.accounts import limits
from samsyn.config.accounts.adapters import person_with_account, refuse
from samsyn.config.accounts.providers import IdentityProvider

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
# What a server that is down, set up wrongly or lying brings about.
FAILURES = (RequestException, OSError, AttributeError, KeyError, TypeError, ValueError)


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """A provider says whose address it is; whether that person may log in is Samsyn's own business. Nothing is stored:
    each log-in is looked up anew by the address, so that there is nothing to undo when somebody changes employer.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        return None  # pre_social_login does, and is stricter

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let the person in whose address the provider vouches for. Raises ImmediateHttpResponse for anybody else."""
        provider = next(one for one in settings.IDENTITY_PROVIDERS if one.id == sociallogin.account.provider)
        address = vouched_address(provider, sociallogin)
        person = person_with_account(address)
        if person is None:
            if address:
                log.info("%s let in somebody who has no account here", provider.id)
            raise ImmediateHttpResponse(refuse(request))
        sociallogin.user = person
        sociallogin.state["process"] = AuthProcess.LOGIN  # never to connect an account with another


def vouched_address(provider: IdentityProvider, sociallogin: SocialLogin) -> str:
    """The address that the provider says is the person's, if the provider has a say about it; else the empty text."""
    address, verified = sociallogin.user.email, True
    if provider.protocol == "openid_connect":
        said = sociallogin.account.extra_data
        claims = {**(said.get("id_token") or {}), **(said.get("userinfo") or {})}
        address = claims.get(provider.given.get("address_claim", "email"))
        verified = claims.get("email_verified", True) in (True, "true")
    if not isinstance(address, str) or "@" not in address:
        log.warning("%s did not say which e-mail address the person has", provider.id)
    elif not verified:
        log.warning("%s says itself that an address is not verified", provider.id)
    elif address.rpartition("@")[2].lower() not in provider.domains:
        log.warning("%s vouched for an address in a domain that is not its own", provider.id)
    else:
        return address
    return ""


def doors(request: HttpRequest) -> list[tuple[str, str]]:
    """The name and the address of each organisation's own log-in, for the log-in page."""
    names = {"openid_connect": "openid_connect_login", "saml": "saml_login"}
    going = get_request_param(request, "next")
    query = f"?{urlencode({'next': going})}" if going else ""
    return [(one.name, reverse(names[one.protocol], args=[one.id]) + query) for one in settings.IDENTITY_PROVIDERS]


def guarded(view: View, *, failures: tuple[type[Exception], ...] = FAILURES) -> View:
    """What comes from another server may be wrong in any way. The log gets the details, the person a page."""

    @wraps(view)
    def call(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        limits.consume(request, "organisation")
        try:
            return view(request, *args, **given)
        except failures:
            log.exception("An organisation's log-in failed at %s", request.path)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return call


def by_saml(name: str) -> View:
    """A view of the module `saml`, which weighs what only those need to carry who have SAML."""

    def view(request: HttpRequest, organization_slug: str) -> HttpResponse:
        if not any(one.protocol == "saml" and one.id == organization_slug for one in settings.IDENTITY_PROVIDERS):
            raise Http404
        from samsyn.config.accounts import saml  # noqa: PLC0415

        found: View = getattr(saml, name)
        return found(request, organization_slug=organization_slug)

    return csrf_exempt(view) if name == "acs" else view


def no_single_logout(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """allauth wants to know the address, but its way leads wherever a forged answer says."""
    raise Http404
