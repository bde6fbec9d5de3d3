"""Reading an edition: the whole, its areas, its activities, and what has happened to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samsyn.kernel import journal
from samsyn.kernel.errors import NotFound
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs, groups_visible_to
from samsyn.plan import rules
from samsyn.plan.enums import ActivityKind, AreaKind, Progress
from samsyn.plan.models import Activity, Area
from samsyn.plan.queries import (
    carrying,
    editions,
    findings,
    listing,
    particulars,
    pictures,
    progress,
    ranking_shown,
    way,
)
from samsyn.plan.queries.difference import predecessor
from samsyn.plan.queries.happenings import happenings
from samsyn.plan.queries.needs import needs_of_area
from samsyn.plan.views.frame import CHANGES, LONG, Frame, frame


def plans(request: HttpRequest, collaboration: str) -> HttpResponse:
    """All plan periods and editions that the person may see."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    if not belongs(request.user, found.pk):
        raise NotFound
    context = {
        "collaboration": found,
        "editions": editions.editions(request.user, found),
        "may_start_plan": rules.may_start_plan(request.user, found),
    }
    return render(request, "plan/plans.html", context)


# The pages that have an address for the edition in force.
NOW = {
    "plan", "areas", "activities", "parties", "goals", "year", "budgets", "findings", "follow-up", "changes"
}  # fmt: skip


def now(request: HttpRequest, collaboration: str, page: str) -> HttpResponse:
    """A page of the edition in force, under an address that does not change when the edition does.

    While there is no plan, the collaboration's own people come to where one is begun.
    """
    if page not in NOW:
        raise NotFound
    try:
        edition = editions.current_edition(request.user, collaboration=collaboration)
    except NotFound:
        return redirect("plans", collaboration)  # which answers 404 to everybody else
    address = [collaboration, edition.plan.key, edition.number]
    return redirect(page, *address)


def plan(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The edition as a whole: vision, texts, goals, parties and bodies."""
    shown = frame(request, collaboration, plan, number)
    sections = list(shown.edition.section_set.filter(archived_at=None))
    shown.count_comments(sections)
    return shown.page(
        "plan/plan.html",
        sections=sections,
        archived=shown.edition.section_set.exclude(archived_at=None),
        **_way(shown),
        others=editions.editions(request.user, shown.edition.plan.collaboration).exclude(pk=shown.edition.pk),
        predecessor=predecessor(request.user, shown.edition),
    )


def _way(shown: Frame) -> dict[str, Any]:
    """Where the edition stands, for those who take part in its way."""
    if not rules.may_work_with(shown.request.user, shown.edition):
        return {}
    return {
        "way": way.way(shown.request.user, shown.edition),
        "deeds": happenings(way.deeds(shown.edition), None),
        "recommendations": shown.edition.recommendations.select_related("by"),
    }


def areas(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """All development areas and steps with time, responsible and progress."""
    shown = frame(request, collaboration, plan, number)
    may_see = rules.may_work_with(request.user, shown.edition)
    reports = progress.latest_reports(shown.edition.plan) if may_see else {}
    today = timezone.localdate()
    standings = progress.standings(shown.document, reports, today=today)
    rows = shown.paged(listing.areas_asked_for(standings, request.GET))
    return shown.page(
        "plan/areas.html",
        rows=rows,
        standings=standings,
        kinds=AreaKind.choices,
        statuses=Progress.choices,
        picture=pictures.area_timeline(shown.edition, list(rows) or standings[:LONG], today=today),
        archived=shown.edition.area_set.exclude(archived_at=None),
    )


def area(request: HttpRequest, collaboration: str, plan: str, number: int, code: str) -> HttpResponse:
    """One development area or step with every column of the plan, its progress and its history."""
    shown = frame(request, collaboration, plan, number)
    rows = Area.objects.filter(edition=shown.edition).select_related("programme")
    row = get_object_or_404(rows, code=code)
    row.edition = shown.edition
    may_edit = rules.may_edit_row(request.user, row)
    may_see = rules.may_work_with(request.user, shown.edition)
    if row.archived_at and not may_edit:
        raise NotFound
    found = findings.findings_of(shown.edition, "area", code) if may_see else []
    own, shared = findings.own_and_shared(found)
    return shown.page(
        "plan/area.html",
        row=row,
        kind="area",
        particulars=particulars.particulars(row, shown.document, everything=may_edit),
        steps=row.steps.filter(archived_at=None),
        own=own,
        shared=shared,
        reports=progress.reports_of(shown.edition.plan, code)[:10] if may_see else [],
        weighed=ranking_shown.outcomes(request.user, area=row),
        needs=needs_of_area(shown.edition.plan, code) if may_see else [],
        earlier=carrying.earlier_reports(shown.edition.plan, code) if may_see else None,
        siblings=shown.edition.area_set.filter(archived_at=None, programme=row.programme).exclude(pk=row.pk),
        may_report=rules.may_report(request.user, row),
        **shown.comments_on(row),
        history=happenings(journal.history(row)[:10], shown.document),
    )


def parties(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Who takes part, and the bodies that decide, prepare and answer for something."""
    shown = frame(request, collaboration, plan, number)
    bodies = shown.edition.body_set.select_related("group__collaboration")
    visible = groups_visible_to(request.user).filter(collaboration=shown.edition.plan.collaboration)
    standing = list(bodies.filter(archived_at=None))
    parties = list(shown.edition.party_set.filter(archived_at=None))
    shown.count_comments(standing, parties)
    return shown.page(
        "plan/parties.html",
        bodies=standing,
        parties=parties,
        visible=set(visible.values_list("pk", flat=True)),
        archived_bodies=bodies.exclude(archived_at=None),
        archived_parties=shown.edition.party_set.exclude(archived_at=None),
    )


def activities(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """All networks and recurring duties."""
    shown = frame(request, collaboration, plan, number)
    asked = listing.activities_asked_for(shown.document.activities, request.GET)
    rows = shown.paged(asked)
    return shown.page(
        "plan/activities.html",
        rows=rows,
        kinds=ActivityKind.choices,
        archived=shown.edition.activity_set.exclude(archived_at=None),
    )


def activity(request: HttpRequest, collaboration: str, plan: str, number: int, code: str) -> HttpResponse:
    """One network or recurring duty."""
    shown = frame(request, collaboration, plan, number)
    row = get_object_or_404(Activity, edition=shown.edition, code=code)
    row.edition = shown.edition
    may_edit = rules.may_edit_row(request.user, row)
    may_see = rules.may_work_with(request.user, shown.edition)
    if row.archived_at and not may_edit:
        raise NotFound
    groups = groups_visible_to(request.user).filter(collaboration=shown.edition.plan.collaboration)
    found = findings.findings_of(shown.edition, "activity", code) if may_see else []
    own, shared = findings.own_and_shared(found)
    return shown.page(
        "plan/activity.html",
        row=row,
        kind="activity",
        particulars=particulars.particulars(row, shown.document, everything=may_edit),
        siblings=shown.edition.activity_set.filter(archived_at=None).exclude(pk=row.pk),
        group=groups.filter(slug=row.group).first() if row.group else None,
        own=own,
        shared=shared,
        placements=shown.edition.plan.placements.filter(code=code),
        may_place=rules.may_place_activity(request.user, row),
        **shown.comments_on(row),
        history=happenings(journal.history(row)[:10], shown.document),
    )


def changes(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Everything that has been done to the edition, newest first."""
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    page = shown.paged(journal.happenings(shown.edition), size=CHANGES)
    return shown.page("plan/changes.html", page=page, history=happenings(page.object_list, shown.document))
