"""How much the inspectors are asked to carry at the same time, and how much they can."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.errors import DomainError, NotAllowed
from samsyn.plan import actions, rules
from samsyn.plan.forms.capacity import CapacityForm
from samsyn.plan.queries import capacity as queries
from samsyn.plan.queries import findings
from samsyn.plan.views.ranking import members_frame


def capacity(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """What runs at the same time in each quarter, against what the inspectors can carry."""
    shown = members_frame(request, collaboration, plan, number)
    asked = queries.asked(request.user, shown.edition, today=timezone.localdate())
    found = [one for one in findings.noticed(shown.edition) if one.finding.code in queries.CHECKS]
    return shown.page(
        "plan/capacity.html",
        asked=asked,
        picture=queries.picture_of(asked),
        moves=[(move, queries.move_in_words(move)) for move in asked.relief.moves],
        found=findings.in_words(shown.edition, found),
        may_set=rules.may_set_capacity(request.user, shown.edition.plan.collaboration),
    )


def capacity_set(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = members_frame(request, collaboration, plan, number)
    owner = shown.edition.plan.collaboration
    if not rules.may_set_capacity(request.user, owner):
        raise NotAllowed("plan.set_capacity")
    form = CapacityForm(request.POST or None, instance=queries.capacity_of(owner))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_capacity(owner, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            for name, words in (refused.fields or {None: f"{refused.message} {refused.remedy}"}).items():
                form.add_error(name, words)
        else:
            messages.success(request, _("The capacity is set."))
            return redirect("capacity", collaboration, plan, number)
    return shown.page("plan/capacity_set.html", form=form, status=422 if form.errors else 200)
