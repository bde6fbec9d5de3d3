"""The plan to take away: Word, tagged PDF and Excel."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn import docrender
from samsyn.plan.models import Edition
from samsyn.plan.queries import editions, pictures, progress
from samsyn.plan.reports.document import plan_report
from samsyn.plan.reports.tables import activity_sheet, area_sheet, plan_workbook
from samsyn.plan.views.frame import frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def plan_word(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _file(docrender.to_docx(_report(shown.edition)), WORD, shown.edition, "docx")


def plan_pdf(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _file(docrender.to_pdf(_report(shown.edition)), "application/pdf", shown.edition, "pdf")


def plan_excel(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    workbook = plan_workbook(shown.document, language=get_language() or "sv")
    return _file(docrender.to_xlsx(workbook), EXCEL, shown.edition, "xlsx")


def areas_csv(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _file(docrender.to_csv(area_sheet(shown.document)), CSV, shown.edition, "csv", name="areas")


def activities_csv(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    shown = frame(request, collaboration, plan, number)
    return _file(docrender.to_csv(activity_sheet(shown.document)), CSV, shown.edition, "csv", name="activities")


def _report(edition: Edition) -> docrender.Document:
    document = editions.document(edition)
    today = timezone.localdate()
    standings = progress.standings(document, {}, today=today)
    said = _("Edition %(number)s, %(status)s") % {
        "number": edition.number,
        "status": edition.get_status_display().lower(),
    }
    if edition.is_decided:
        said = _("Edition %(number)s, decided %(when)s") % {"number": edition.number, "when": edition.decision_when}
    return plan_report(
        document,
        owner=edition.plan.collaboration.name,
        language=get_language() or "sv",
        edition=said,
        timeline=pictures.printed_timeline(edition, standings),
        mark=edition.decided_sha256,
        proof=settings.BASE_URL
        + reverse("verify", args=[edition.plan.collaboration.slug, edition.plan.key, edition.number]),
    )


def _file(content: bytes, kind: str, edition: Edition, ending: str, *, name: str = "plan") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{edition.plan.key}-{edition.number}.{ending}"'
    return response
