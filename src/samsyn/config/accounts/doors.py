"""The doors in and the door out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samsyn.config.accounts import limits, organisations
from samsyn.config.accounts.keys import passkeys_possible
from samsyn.config.demo import personas
from samsyn.people.models import Person

AGAIN = {
    "wrong": _("The code was wrong three times, so it is no longer valid. Ask for a new one."),
    "late": _("There is no code to write in any longer. Ask for a new one."),
}


def back_to_login(request: HttpRequest, why: str) -> HttpResponseRedirect:
    url = passthrough_next_redirect_url(request, f"{reverse('account_login')}?again={why}", "next")
    return HttpResponseRedirect(url)


class Login(RequestLoginCodeView):
    """All doors on one page; its own form asks for a code by mail."""

    template_name = "account/login.html"

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.request.GET.get("email", "")}  # an invitation's link brings it along

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:  # in the demo, where the page is shown to those too
            return redirect(self.get_authenticated_redirect_url())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        if form._user is None:  # compose what nobody will get, so that the answer takes as long
            adapter = get_adapter()
            code = adapter.generate_login_code()
            adapter.compose("account/email/login_code", form.cleaned_data["email"], {"code": code})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        again = AGAIN.get(self.request.GET.get("again", ""))
        return super().get_context_data(
            **kwargs,
            again=again,
            personas=list_personas(),
            organisations=organisations.doors(self.request),
            passkeys=passkeys_possible(self.request),
        )


class Code(ConfirmLoginCodeView):
    """Where the mailed code is written in. It takes three wrong codes, from who is known as from who is not."""

    template_name = "account/confirm_login_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 302 and response["Location"] == reverse("account_login"):
            return back_to_login(request, "wrong" if getattr(self, "used_up", False) else "late")
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limits.consume(request, "confirm_login_code", key=self._process.state["email"])
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        self.used_up = True
        return redirect("account_login")


class LogOut(LogoutView):
    """By POST only; who comes by a link finds the button on the account page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("home" if request.user.is_authenticated else "account_login")


def list_personas() -> list[tuple[Person, str]]:
    """The demo's persons, and what each does in the reader's language; empty outside the demo."""
    if not settings.DEMO:
        return []
    told = {persona.email: persona.en if get_language() == "en" else persona.sv for persona in personas()}
    persons = Person.objects.filter(email__in=told, is_active=True).select_related("organisation")
    return sorted(
        ((person, told[person.email]) for person in persons), key=lambda pair: list(told).index(pair[0].email)
    )


@never_cache
@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's persons."""
    if not settings.DEMO:
        raise Http404
    known = {persona.email for persona in personas()} & {request.POST.get("email", "")}
    person = get_object_or_404(Person, email__in=known, is_active=True)
    adapter = get_adapter(request)
    adapter.login(request, person)
    record_authentication(request, person, method="demo")
    return adapter.post_login(
        request,
        person,
        email_verification="none",
        signal_kwargs=None,
        email=person.email,
        signup=False,
        redirect_url=get_next_redirect_url(request),
    )
