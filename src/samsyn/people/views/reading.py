"""The county at a glance, an organisation, a person, a group."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samsyn.kernel import journal
from samsyn.kernel.models import Event
from samsyn.people import rules
from samsyn.people.enums import OrganisationKind
from samsyn.people.queries import county, personal, picture
from samsyn.people.queries.history import Entry, of_people, told, visible
from samsyn.people.views.frame import collaboration_of, group_of, organisation_of, page, person_of

CHANGES_A_PAGE = 10
PERSONS_A_PAGE = 50


@login_required
@require_safe
def organisations(request: HttpRequest, collaboration: str) -> HttpResponse:
    """The county at a glance; with `q`, its phone book."""
    here = collaboration_of(request, collaboration)
    words = request.GET.get("q", "").strip()
    edits = rules.may_edit_collaboration(request.user, here)
    if words:
        persons = county.phone_book(request.user, here, words)
        found = Paginator(persons, PERSONS_A_PAGE).get_page(request.GET.get("page"))
        return page(request, "phone_book", collaboration=here, words=words, found=found)
    present = county.presences(request.user, here)
    municipal = [one for one in present if one.organisation.kind == OrganisationKind.MUNICIPALITY]
    return page(
        request,
        "county",
        collaboration=here,
        edits=edits,
        municipalities=municipal,
        maps=picture.seat_map(here, municipal),
        others=[one for one in present if one not in municipal],
        inhabitants=sum(one.organisation.inhabitants or 0 for one in municipal),
        persons=sum(one.persons for one in present),
        kinds=county.groups_by_kind(request.user, here),
        ended=list(county.ended_groups(request.user, here)),
    )


@login_required
@require_safe
def organisation(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    shown = organisation_of(request, collaboration, slug)
    edits = rules.may_edit_organisation(request.user, shown)
    return page(
        request,
        "organisation",
        collaboration=shown.collaboration,
        organisation=shown,
        edits=edits,
        persons=list(shown.persons.all()),
        seats=county.seats_of_organisation(request.user, shown),
        convenes=list(rules.groups_visible_to(request.user).filter(convener=shown)),
        **_changes(request, journal.happenings(shown) if edits else journal.history(shown)),
    )


@login_required
@require_safe
def person(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    shown = person_of(request, collaboration, pk)
    edits = rules.may_edit_person(request.user, shown)
    about = visible(personal.events_about(shown), request.user) if edits else Event.objects.none()
    return page(
        request,
        "person",
        collaboration=shown.organisation.collaboration,
        person=shown,
        edits=edits,
        invites=rules.may_invite(request.user, shown) and shown != request.user,
        exports=rules.may_export(request.user, shown),
        seats=county.seats_of_person(request.user, shown),
        **_changes(request, about),
    )


@login_required
@require_safe
def group(request: HttpRequest, collaboration: str, slug: str) -> HttpResponse:
    shown = group_of(request, collaboration, slug)
    return page(
        request,
        "group",
        collaboration=shown.collaboration,
        group=shown,
        edits=rules.may_edit_group(request.user, shown),
        seats=county.seats_of_group(shown),
        **_changes(request, journal.happenings(shown)),
    )


def _changes(request: HttpRequest, events: QuerySet[Event]) -> dict[str, Any]:
    """The history of a page, ten at a time (`?page=`)."""
    found: Page[Event] = Paginator(of_people(events), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    changes: list[Entry] = told(found.object_list)
    return {"changes": changes, "changes_page": found}
