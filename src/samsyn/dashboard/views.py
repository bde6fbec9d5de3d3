"""The way in, and what the year asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samsyn.dashboard.queries import demands, wanted
from samsyn.kernel.errors import NotFound
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan.queries import editions, pictures, ranking
from samsyn.sendouts.rules import may_see_reminders


def home(request: HttpRequest) -> HttpResponse:
    """One collaboration: straight in. Several: choose."""
    collaborations = list(Collaboration.objects.order_by("name"))
    if len(collaborations) == 1:
        return redirect(collaborations[0])
    return render(request, "dashboard/home.html", {"collaborations": collaborations})


def overview(request: HttpRequest, collaboration: str) -> HttpResponse:
    """What the year asks, for those who belong; the way to the public plan for everybody else."""
    found = get_object_or_404(Collaboration, slug=collaboration)
    context = {"collaboration": found}
    try:
        edition = editions.current_edition(request.user, collaboration=collaboration)
    except NotFound:
        own = belongs(request.user, found.pk)
        context |= {"belongs": own, "wanted": wanted(request.user, found) if own else None}
        return render(request, "dashboard/overview.html", context)
    if not belongs(request.user, found.pk):
        return render(request, "dashboard/welcome.html", context | {"edition": edition})
    today = timezone.localdate()
    asked = demands(request.user, edition, today=today)
    return render(
        request,
        "dashboard/overview.html",
        context
        | {
            "belongs": True,
            "edition": edition,
            "today": today,
            "demands": asked,
            "wanted": wanted(request.user, found),
            "to_judge": [one for one in ranking.waiting_for(request.user) if one.collaboration_id == found.pk],
            "bar": pictures.progress_bar(asked.standings),
            "runs_reminders": may_see_reminders(request.user, found),
            "draft": editions.editions(request.user, found).exclude(status="decided").first(),
        },
    )
