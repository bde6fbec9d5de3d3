"""The page where each looks after their own account, and the choice of language."""

from __future__ import annotations

from typing import Any

from allauth.account.internal import flows
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from samsyn.config.accounts import keys, sessions
from samsyn.config.accounts.forms import LanguageForm
from samsyn.people.actions import revise_person


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    found: dict[str, list[Any]] = {kind: [] for kind in Authenticator.Type.values}
    for authenticator in Authenticator.objects.filter(user=request.user).order_by("pk"):
        found[authenticator.type].append(authenticator.wrap())
    context = {
        "collaboration": request.user.organisation and request.user.organisation.collaboration,
        "passkeys": found[Authenticator.Type.WEBAUTHN],
        "passkeys_possible": keys.passkeys_possible(request),
        "second_step": found[Authenticator.Type.TOTP],
        "spare_codes": [len(codes.get_unused_codes()) for codes in found[Authenticator.Type.RECOVERY_CODES]],
        "language_form": LanguageForm(initial={"language": request.user.language}),
        "sessions": sessions.logged_in(request),
    }
    return render(request, "account/account.html", context)


def choose_language(request: HttpRequest) -> HttpResponse:
    """For this browser, and for the person who is logged in wherever that person logs in."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES) and chosen != request.user.language:
        revise_person(request.user, by=request.user, version=None, language=chosen)
    return set_language(request)


@require_POST
@login_required
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    sessions.log_out_everywhere(request.user)
    flows.logout.logout(request, show_message=False)
    messages.success(request, _("You are logged out everywhere."))
    return redirect("home")


@never_cache
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """Log in once more, before something that is for who has just done so."""
    going = get_next_redirect_url(request) or reverse("account")
    if request.method == "POST":
        flows.logout.logout(request, show_message=False)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': going})}")
    return render(request, "account/again.html", {"going": going})
