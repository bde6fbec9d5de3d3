"""Editions: read in, begun, started as a copy, written out as a plan file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, NotAllowed, NotFound
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.forms import NewPlanForm, PlanFileForm
from samsyn.plan.models import Plan
from samsyn.plan.queries import intakes
from samsyn.plan.views.frame import frame
from samsyn.plandoc import planfile

MAX_FILE = 2 * 1024 * 1024
RECENT = 20  # documents that were handed in


def plan_import(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Read a plan file in as a draft, or hand in a document that is to become one. Nothing is half read."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    if not belongs(request.user, found.pk):
        raise NotFound
    if not rules.may_start_plan(request.user, found):
        raise NotAllowed("plan.import_edition")
    form = PlanFileForm(request.POST or None, request.FILES or None)
    problems: list[tuple[int, int, str, str]] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if not form.is_plan_file:
            return redirect(actions.begin_intake(found, by=request.user, name=file.name, data=file.read()))
        try:
            reading = planfile.read(file.read(MAX_FILE + 1), name=file.name)
            edition = actions.import_edition(found, by=request.user, document=reading.plan)
        except planfile.PlanFileError as wrong:
            problems = [
                (problem.line, problem.column, " › ".join(problem.path), problem.words(get_language() or "sv"))
                for problem in wrong.problems
            ]
        except DomainError as refused:
            form.add_error("file", f"{refused.message} {refused.remedy}")
        else:
            for notice in reading.notices:
                messages.warning(request, notice.text(get_language() or "sv"))
            messages.success(request, _("The plan is read in."))
            return redirect(edition)
    context = {
        "collaboration": found,
        "form": form,
        "problems": problems,
        "intakes": intakes.intakes_of(found).filter(archived_at=None)[:RECENT],
    }
    return render(request, "plan/plan_import.html", context, status=422 if problems or form.errors else 200)


def plan_new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Begin a plan with nothing in it."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    if not belongs(request.user, found.pk):
        raise NotFound
    if not rules.may_start_plan(request.user, found):
        raise NotAllowed("plan.start_plan")
    form = NewPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.start_plan(found, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            if refused.fields:
                for name, words in refused.fields.items():
                    form.add_error(name, words)
            else:
                form.add_error(None, f"{refused.message} {refused.remedy}")
        else:
            messages.success(request, _("The plan is begun. Fill it in, part by part."))
            return redirect(edition)
    context = {"collaboration": found, "form": form}
    return render(request, "plan/plan_new.html", context, status=422 if form.errors else 200)


@require_POST
def edition_start(request: HttpRequest, collaboration: str, plan: str) -> HttpResponse:
    """Start the next edition as a copy of the latest."""
    found = get_object_or_404(Plan.objects.select_related("collaboration"), collaboration__slug=collaboration, key=plan)
    if not belongs(request.user, found.collaboration_id):
        raise NotFound
    edition = actions.start_edition(found, by=request.user)
    messages.success(request, _("The new edition is started. It says what the latest one says, until you change it."))
    return redirect(edition)


def plan_file(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The edition as a plan file."""
    shown = frame(request, collaboration, plan, number)
    response = HttpResponse(planfile.write(shown.document), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{shown.edition.plan.key}-{number}.yaml"'
    return response
