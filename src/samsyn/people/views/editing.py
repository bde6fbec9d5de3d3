"""Entering and changing organisations, persons and groups. Every page works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, Stale
from samsyn.people import actions, rules
from samsyn.people.forms import GroupForm, OrganisationForm, PersonForm, RowForm, refuse
from samsyn.people.models import Collaboration, Group
from samsyn.people.views.frame import collaboration_of, group_of, organisation_of, page, person_of, require


@login_required
def organisation_add(request: HttpRequest, collaboration: str) -> HttpResponse:
    here = collaboration_of(request, collaboration)
    require("people.add_organisation", request, here)
    form = OrganisationForm(request.POST or None)
    return _add(request, here, here, form, actions.add_organisation, _("Add an organisation"))


@login_required
def organisation_edit(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    row = organisation_of(request, collaboration, slug)
    require("people.revise_organisation", request, row)
    form = OrganisationForm(request.POST or None, instance=organisation_of(request, collaboration, slug))
    return _revise(request, row.collaboration, row, form, actions.revise_organisation)


@login_required
def person_add(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    organisation = organisation_of(request, collaboration, slug)
    require("people.add_person", request, organisation)
    form = PersonForm(request.POST or None)
    title = _("Add a person to %(organisation)s") % {"organisation": organisation}
    return _add(request, organisation.collaboration, organisation, form, actions.add_person, title)


@login_required
def person_edit(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    row = person_of(request, collaboration, pk)
    require("people.revise_person", request, row)
    form = PersonForm(
        request.POST or None,
        instance=person_of(request, collaboration, pk),
        may_change_address=rules.may_change_address(request.user, row),
    )
    return _revise(request, row.organisation.collaboration, row, form, actions.revise_person)


@login_required
@require_POST
def person_invite(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    person = person_of(request, collaboration, pk)
    actions.invite(person, by=request.user)
    messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": person.email})
    return redirect(person)


@login_required
@require_POST
def person_close(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    person = person_of(request, collaboration, pk)
    actions.close_account(person, by=request.user)
    messages.success(request, _("%(name)s can no longer log in.") % {"name": person})
    return redirect(person)


@login_required
def group_add(request: HttpRequest, collaboration: str) -> HttpResponse:
    here = collaboration_of(request, collaboration)
    require("people.add_group", request, here)
    form = GroupForm(request.POST or None, collaboration=here)
    return _add(request, here, here, form, actions.add_group, _("Add a group"))


@login_required
def group_edit(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    row = group_of(request, collaboration, slug)
    require("people.revise_group", request, row)
    instance = group_of(request, collaboration, slug)
    form = GroupForm(request.POST or None, instance=instance, collaboration=row.collaboration)
    return _revise(request, row.collaboration, row, form, actions.revise_group)


def _add(
    request: HttpRequest,
    collaboration: Collaboration,
    parent: Any,
    form: RowForm,
    action: Callable[..., Any],
    title: str,
) -> HttpResponse:
    """A new row, entered beneath its parent: the page it came from, and where "Cancel" leads."""
    if request.method == "POST" and form.is_valid():
        try:
            row = action(parent, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": row})
            return redirect(row)
    back = parent.get_absolute_url() if parent != collaboration else None
    status = 422 if form.errors else 200
    return page(request, "edit", collaboration=collaboration, status=status, form=form, heading=title, back=back)


def _revise(
    request: HttpRequest, collaboration: Collaboration, row: Any, form: RowForm, action: Callable[..., Any]
) -> HttpResponse:
    """Change a row; if somebody else has changed the same particulars, show both versions and let the person choose."""
    status = 200
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        try:
            if changes:
                row = action(row, by=request.user, version=form.cleaned_data["version"], **changes)
        except Stale as stale:
            form.clash(stale, type(row)._default_manager.get(pk=row.pk))
            status = 409
        except DomainError as refused:
            refuse(form, refused)
        else:
            said = _("%(name)s is changed.") if changes else _("Nothing was changed in %(name)s.")
            messages.success(request, said % {"name": row})
            if isinstance(row, Group) and not rules.may_view_group(request.user, row):  # it has just closed behind us
                return redirect("organisations", collaboration.slug)
            return redirect(row)
    if form.errors:
        status = 422
    return page(
        request,
        "edit",
        collaboration=collaboration,
        status=status,
        form=form,
        stale=status == 409,
        row=row,
        heading=_("Change %(name)s") % {"name": row},
        back=row.get_absolute_url(),
    )
