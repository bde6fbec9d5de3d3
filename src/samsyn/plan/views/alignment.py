"""How an edition of a plan stands to the strategies and goals that it builds on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import NotFound
from samsyn.plan import actions, rules
from samsyn.plan.queries import alignment as queries
from samsyn.plan.queries.frameworks import frameworks
from samsyn.plan.views.frame import frame
from samsyn.plandoc.alignment import alignments


def alignment(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """What areas build on that is unchanged, reworded, merged, split or gone, and what is new without any area.

    `?against=` names another edition of a strategy than the latest one.
    """
    shown = frame(request, collaboration, plan, number)
    if not rules.may_work_with(request.user, shown.edition):
        raise NotFound
    known = frameworks(shown.edition.plan.collaboration_id)
    found = [
        queries.Stand(shown.edition, one)
        for one in alignments(shown.document, known, target=request.GET.get("against", ""))
    ]
    return shown.page(
        "plan/alignment.html",
        stands=[(stand, queries.by_fate(stand.alignment)) for stand in found],
        known=known,
    )


@require_POST
def build_on(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Let the draft build on another edition of a strategy (`framework` and `edition`, keys)."""
    shown = frame(request, collaboration, plan, number)
    known = {one.key: one for one in frameworks(shown.edition.plan.collaboration_id)}
    framework = known.get(request.POST.get("framework", ""))
    if framework is None:
        raise NotFound
    key = request.POST.get("edition", "")
    strategy = actions.build_on(shown.edition, by=request.user, framework=framework, key=key)
    messages.success(request, _("The draft builds on “%(strategy)s”.") % {"strategy": strategy})
    return redirect("alignment", collaboration, plan, number)
