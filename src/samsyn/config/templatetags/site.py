"""What the base template needs: the main navigation."""

from typing import NamedTuple

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan.rules import visible_to

register = template.Library()

READERS, MEMBERS = False, True

# Label, the page (an address name), whose it is, and the names of the pages that belong to it. Pages of an edition are
# reached through "now", the edition in force.
MAIN_NAV = (
    (_("Overview"), "overview", READERS, {"overview"}),
    (
        _("Plan"),
        "now:plan",
        READERS,
        {"plan", "areas", "area", "activities", "activity", "goals", "goal", "parties", "changes", "plans"},
    ),
    (_("Needs"), "needs", MEMBERS, {"needs", "need", "need-new", "need-pairs", "need-adopt"}),
    (_("The year"), "now:year", READERS, {"year", "year-of"}),
    (
        pgettext_lazy("menu", "Meetings"),
        "meetings",
        MEMBERS,
        {"meetings", "meeting", "meeting-new", "meeting-series", "poll", "poll-new", "calendar-addresses"},
    ),
    (_("Follow-up"), "now:follow-up", MEMBERS, {"follow-up", "report"}),
    (
        _("Budget"),
        "now:budgets",
        READERS,
        {"budgets", "budget", "shares", "budget-year", "budget-line", "year-close", "bookkeeping", "books"},
    ),
    (_("Checks"), "now:findings", MEMBERS, {"findings", "acknowledge"}),
    (_("People"), "organisations", MEMBERS, {"organisations", "organisation", "group", "person"}),
)


class NavItem(NamedTuple):
    label: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def main_nav(context: Context) -> list[NavItem]:
    """The main navigation of the collaboration whose page this is; empty outside every collaboration.

    What the person would be refused is not listed: the members' pages for others, the plan's where there is none.
    """
    collaboration = _collaboration(context)
    if collaboration is None:
        return []
    request = context["request"]
    is_member = belongs(request.user, collaboration.pk)
    has_plan = "edition" in context or visible_to(request.user).filter(plan__collaboration=collaboration).exists()
    here = request.resolver_match
    items = []
    for label, page, whose, members in MAIN_NAV:
        _now, _colon, name = page.partition("now:")
        if (name and not has_plan) or (whose is MEMBERS and not is_member):
            continue
        url = reverse("now", args=[collaboration.slug, name]) if name else reverse(page, args=[collaboration.slug])
        items.append(NavItem(str(label), url, bool(here) and here.url_name in members))
    return items


def _collaboration(context: Context) -> Collaboration | None:
    if collaboration := context.get("collaboration"):
        return collaboration
    match = getattr(context.get("request"), "resolver_match", None)
    slug = match.kwargs.get("collaboration") if match else None
    return Collaboration.objects.filter(slug=slug).first() if slug else None
