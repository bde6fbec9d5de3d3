"""What differs between two editions: on a page, and to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from samsyn import docrender
from samsyn.kernel.errors import NotFound
from samsyn.plan.models import Edition
from samsyn.plan.queries import difference as queries
from samsyn.plan.queries import editions
from samsyn.plan.reports.difference import difference_report
from samsyn.plan.views.exports import WORD
from samsyn.plan.views.frame import Frame, frame
from samsyn.plandoc.difference import Kind


def difference_choose(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Choose which edition to hold this one against; `?with=2026-2028/1` goes there."""
    shown = frame(request, collaboration, plan, number)
    if chosen := request.GET.get("with", ""):
        other_plan, _slash, other_number = chosen.rpartition("/")
        if not other_plan or not other_number.isdecimal():
            raise NotFound
        other = _other(request, collaboration, other_plan, int(other_number))
        return redirect("difference", collaboration, plan, number, other.plan.key, other.number)
    return shown.page("plan/difference_choose.html", others=_others(shown))


def difference(
    request: HttpRequest, collaboration: str, plan: str, number: int, other_plan: str, other_number: int
) -> HttpResponse:
    """What this edition says that the other does not, and the other way round."""
    shown = frame(request, collaboration, plan, number)
    other = _other(request, collaboration, other_plan, other_number)
    found = queries.compared(other, shown.edition)
    asked = next((kind for kind in Kind if kind == request.GET.get("kind")), None)
    rows = shown.paged([change for change in found.rows if asked is None or asked in change.kinds])
    telling = queries.Telling(editions.document(other), shown.document, (other, shown.edition))
    return shown.page(
        "plan/difference.html",
        other=other,
        others=_others(shown),
        found=found,
        rows=rows,
        sections=telling.sections(rows.object_list, found),
        counts=queries.counted(found),
        asked=asked,
        kinds=queries.kind_words(),
        unchanged=sum(found.unchanged.values()),
    )


def difference_word(
    request: HttpRequest, collaboration: str, plan: str, number: int, other_plan: str, other_number: int
) -> HttpResponse:
    report, name = _report(request, collaboration, plan, number, other_plan, other_number)
    return _file(docrender.to_docx(report), WORD, f"{name}.docx")


def difference_pdf(
    request: HttpRequest, collaboration: str, plan: str, number: int, other_plan: str, other_number: int
) -> HttpResponse:
    report, name = _report(request, collaboration, plan, number, other_plan, other_number)
    return _file(docrender.to_pdf(report), "application/pdf", f"{name}.pdf")


def _report(
    request: HttpRequest, collaboration: str, plan: str, number: int, other_plan: str, other_number: int
) -> tuple[docrender.Document, str]:
    shown = frame(request, collaboration, plan, number)
    other = _other(request, collaboration, other_plan, other_number)
    report = difference_report(
        other, shown.edition, queries.compared(other, shown.edition), language=get_language() or "sv"
    )
    return report, f"difference-{other_plan}-{other_number}-{plan}-{number}"


def _other(request: HttpRequest, collaboration: str, plan: str, number: int) -> Edition:
    return editions.edition(request.user, collaboration=collaboration, plan=plan, number=number)


def _others(shown: Frame) -> list[Edition]:
    found = editions.editions(shown.request.user, shown.edition.plan.collaboration)
    return list(found.exclude(pk=shown.edition.pk))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
