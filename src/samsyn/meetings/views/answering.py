"""Answering an invitation: logged in, or by the secret link of a mail. To look at a page never changes anything, for
mail programs follow links on their own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.kernel.errors import DomainError, NotFound
from samsyn.meetings import actions
from samsyn.meetings.actions.invitations import answers_as
from samsyn.meetings.enums import ANSWERS, Status
from samsyn.meetings.forms import AnswerForm
from samsyn.meetings.queries import meetings as queries
from samsyn.meetings.queries.secrets import invitation_of
from samsyn.meetings.views.reading import meeting_page
from samsyn.people.forms import refuse


@login_required
@require_POST
def meeting_answer(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = queries.meeting(request.user, collaboration=collaboration, pk=pk)
    mine = row.invitations.filter(person=request.user, archived_at=None).first()
    if mine is None:
        raise NotFound
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, row, form=form)
    actions.answer(mine, by=request.user, **form.cleaned_data)
    messages.success(request, _("Thank you for your answer."))
    return redirect(row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a mail leads to. It tells no more than the invitation did, and asks for no log-in."""
    invitation = invitation_of(token)
    meeting = invitation.meeting
    open_still = meeting.status == Status.PLANNED and not meeting.is_over
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"comment": invitation.comment})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(invitation, by=answers_as(invitation), **form.cleaned_data)
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Thank you for your answer."))
            return redirect(request.path)
    asked = request.GET.get("answer", "")
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "form": form if open_still else None,
        "meant": asked if asked in ANSWERS else "",
    }
    return _secret(render(request, "meetings/by_link.html", context, status=422 if form.errors else 200))


def _secret(response: HttpResponse) -> HttpResponse:
    """The address is a key: it is not to be found by searching. (That no other site is told it is so everywhere;
    "no-referrer" would make browsers send `Origin: null`, which the check against forged forms refuses.)"""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
