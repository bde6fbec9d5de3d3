"""The dry run of the reminders, each one's own choice of them, and the outbox of the demonstration."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from samsyn.kernel.errors import NotAllowed, NotFound
from samsyn.people.models import Collaboration, Person
from samsyn.people.views.frame import collaboration_of
from samsyn.sendouts import rules
from samsyn.sendouts.actions import choose_reminders
from samsyn.sendouts.emails import UNSUBSCRIBING, reminder_content, words_of
from samsyn.sendouts.enums import REMINDER, Held
from samsyn.sendouts.forms import ChoiceForm, DayForm
from samsyn.sendouts.queries.owed import circle
from samsyn.sendouts.queries.reminders import as_told_to, choice_of, drafts, next_reminder_day
from samsyn.timewords.workdays import is_workday

MAILS_A_PAGE = 20


@login_required
@require_safe
def reminders(request: HttpRequest, collaboration: str) -> HttpResponse:
    """A dry run: what would be sent on a day (`?on=`), to whom, and who would get nothing. Nothing is written."""
    here = _run_by_coordinator(request, collaboration)
    form, on = _day(request)
    told = as_told_to(request.user, drafts(circle(here, on)))
    held = sorted((draft for draft in told if draft.held), key=lambda draft: list(Held).index(Held(draft.held)))
    return render(
        request,
        "sendouts/reminders.html",
        {
            "collaboration": here,
            "form": form,
            "on": on,
            "sent": [draft for draft in told if not draft.held],
            "held": [(Held(why), list(group)) for why, group in groupby(held, key=lambda draft: draft.held)],
            "quiet": not is_workday(on),
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def reminder(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """One person's mail as it would be on the day."""
    here = _run_by_coordinator(request, collaboration)
    form, on = _day(request)
    told = as_told_to(request.user, drafts(circle(here, on)))
    draft = next((draft for draft in told if draft.person.pk == pk), None)
    if draft is None or draft.held or form.errors:
        raise NotFound
    words = words_of(REMINDER, draft.person, reminder_content(draft.person, draft.owed, on=on, signed=False))
    return render(
        request, "sendouts/reminder_mail.html", {"collaboration": here, "draft": draft, "on": on, "words": words}
    )


@login_required
@require_safe
def outbox(request: HttpRequest, collaboration: str) -> HttpResponse:
    """In the demonstration: the mail that would have gone, the latest first."""
    here = collaboration_of(request, collaboration)
    if not settings.DEMO:
        raise NotFound
    if not rules.may_see_outbox(request.user, here):
        raise NotAllowed("sendouts.see_outbox")
    mails = rules.outbox_visible_to(request.user, here).select_related("person").order_by("-sent_at", "-pk")
    page = Paginator(mails, MAILS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "sendouts/outbox.html", {"collaboration": here, "page": page})


@never_cache
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """On which weekday one wants to be reminded, and of how much."""
    choice = choice_of(request.user)
    given = {"weekday": choice.weekday, "everything": "yes" if choice.everything else "no"}
    form = ChoiceForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        choose_reminders(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice of reminders is saved."))
        return redirect("account")
    context = {"form": form, "collaboration": _own_collaboration(request.user)}
    return render(request, "sendouts/choose.html", context, status=422 if form.errors else 200)


@csrf_exempt  # mail programs post here by themselves, without any page of ours (RFC 8058); the signature is the proof
@never_cache
def turn_off(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail, for whoever has it: asks first, for mail filters follow links; POST does it."""
    try:
        person = get_object_or_404(Person, pk=signing.loads(token, salt=UNSUBSCRIBING), is_active=True)
    except signing.BadSignature as unknown:
        raise Http404 from unknown
    if request.method == "POST":
        choose_reminders(person, by=person, everything=False)
    with translation.override(person.language):
        return render(request, "sendouts/turn_off.html", {"is_off": not choice_of(person).everything})


def _run_by_coordinator(request: HttpRequest, collaboration: str) -> Collaboration:
    here = collaboration_of(request, collaboration)
    if not rules.may_see_reminders(request.user, here):
        raise NotAllowed("sendouts.see_reminders")
    return here


def _day(request: HttpRequest) -> tuple[DayForm, date]:
    """The day that is asked for; the next one with reminders where none is, or it cannot be used."""
    coming = next_reminder_day(timezone.now())
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": coming})
    return form, form.cleaned_data["on"] if form.is_valid() else coming


def _own_collaboration(person: Any) -> Collaboration | None:
    return person.organisation.collaboration if person.organisation else None
