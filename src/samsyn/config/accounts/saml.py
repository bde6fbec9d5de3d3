"""The views of SAML, of which each organisation with such a log-in has its own."""

from __future__ import annotations

from allauth.socialaccount.providers.saml import views
from allauth.socialaccount.providers.saml.utils import build_saml_config, get_app_or_404
from django.http import HttpRequest, HttpResponse
from lxml.etree import LxmlError
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from samsyn.config.accounts.organisations import FAILURES, guarded

FAULTS = (*FAILURES, OneLogin_Saml2_Error, LxmlError)


def describe(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the organisation's SAML server needs to know of Samsyn. Single log-out is not offered, so it is not told."""
    app = get_app_or_404(request, organization_slug)
    config = build_saml_config(request, app.settings, organization_slug)
    del config["sp"]["singleLogoutService"]
    told = OneLogin_Saml2_Settings(settings=config, sp_validation_only=True)
    return HttpResponse(told.get_sp_metadata(), content_type="text/xml")


login = guarded(views.login, failures=FAULTS)
acs = guarded(views.acs, failures=FAULTS)
finish_acs = guarded(views.finish_acs, failures=FAULTS)
metadata = guarded(describe, failures=FAULTS)
