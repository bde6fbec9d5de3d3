"""Giving and ending seats."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from samsyn.kernel.errors import DomainError
from samsyn.people import actions, rules
from samsyn.people.forms import SeatEndForm, SeatForm, refuse
from samsyn.people.queries import county
from samsyn.people.views.frame import group_of, page, require

PERSONS_SHOWN = 20


@login_required
def seat_add(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    """First the person is looked up in the phone book (`q`), then the seat is described (`person`)."""
    group = group_of(request, collaboration, slug)
    require("people.seat", request, group)
    here = group.collaboration
    chosen = request.GET.get("person", "")
    if not chosen.isdecimal():
        words = request.GET.get("q", "").strip()
        found = county.phone_book(request.user, here, words)[:PERSONS_SHOWN] if words else []
        return page(request, "seat_search", collaboration=here, group=group, words=words, found=list(found))
    person = get_object_or_404(rules.persons_visible_to(request.user), organisation__collaboration=here, pk=chosen)
    form = SeatForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.seat(group, by=request.user, person=person, **form.cleaned_data)
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%(person)s has a seat in %(group)s.") % {"person": person, "group": group})
            return redirect(group)
    status = 422 if form.errors else 200
    return page(request, "seat_add", collaboration=here, status=status, group=group, person=person, form=form)


@login_required
def seat_end(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    memberships = rules.memberships_visible_to(request.user).select_related("group__collaboration", "person")
    membership = get_object_or_404(memberships, group__collaboration__slug=collaboration, pk=pk)
    require("people.unseat", request, membership)
    group = membership.group
    form = SeatEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unseat(membership, by=request.user, ends=form.cleaned_data["ends"])
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The seat of %(person)s is ended.") % {"person": membership.person})
            return redirect(group if rules.may_view_group(request.user, group) else group.collaboration)
    status = 422 if form.errors else 200
    return page(
        request, "seat_end", collaboration=group.collaboration, status=status, group=group, seat=membership, form=form
    )
