"""What is held about a person: shown, taken away, erased."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.kernel.errors import NotAllowed
from samsyn.people import actions, rules
from samsyn.people.models import Person
from samsyn.people.queries.history import of_people, told, visible, words
from samsyn.people.queries.personal import events_about, holdings, person_export
from samsyn.people.views.frame import page, person_of, require

SHOWN = 20  # of each kind; the file has them all


@login_required
@require_safe
def person_data(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """All that is held about the person, as a page."""
    person = _exported(request, collaboration, pk)
    parts = [
        (
            held.model._meta.verbose_name_plural,
            [
                [(label, said) for label, said in (words(row, name) for name in held.fields) if said]
                for row in held.rows
            ],
        )
        for held in holdings(person, reader=request.user, most=SHOWN)
        if held.rows
    ]
    about = of_people(visible(events_about(person), request.user))[:SHOWN]
    return page(
        request,
        "person_data",
        collaboration=person.organisation.collaboration,
        person=person,
        parts=parts,
        changes=told(about),
    )


@login_required
@require_safe
def person_data_json(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """The same, to take away."""
    person = _exported(request, collaboration, pk)
    answer = JsonResponse(
        person_export(person, reader=request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="samsyn-person.json"'
    return answer


@login_required
def person_erase(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """Asks first: it cannot be undone."""
    person = person_of(request, collaboration, pk)
    require("people.erase", request, person)
    organisation = person.organisation
    if request.method == "POST":
        actions.erase(person, by=request.user)
        messages.success(request, _("The personal data of %(name)s is erased.") % {"name": person})
        return redirect(organisation)
    return page(request, "person_erase", collaboration=organisation.collaboration, person=person)


def _exported(request: HttpRequest, collaboration: str, pk: int) -> Person:
    person = person_of(request, collaboration, pk)
    if not rules.may_export(request.user, person):
        raise NotAllowed("people.export")
    return person
