"""The decided text for everybody, and the proof that the edition still says it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samsyn.kernel.errors import NotFound
from samsyn.plan.queries import decided
from samsyn.plan.queries.difference import Telling
from samsyn.plan.views.frame import frame
from samsyn.plandoc.difference import difference


def verify(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """Hold the edition against the text that was decided."""
    shown = frame(request, collaboration, plan, number)
    if not shown.edition.is_decided:
        raise NotFound
    proof = decided.proof(shown.edition)
    found = difference(*proof.plans) if proof.plans else None
    return shown.page(
        "plan/verify.html",
        proof=proof,
        sections=Telling(*proof.plans).sections(found.rows, found) if found else [],
        file=decided.file_name(shown.edition),
    )


def decided_file(request: HttpRequest, collaboration: str, plan: str, number: int) -> HttpResponse:
    """The decided text, byte for byte."""
    shown = frame(request, collaboration, plan, number)
    content = decided.decided_text(shown.edition)
    if content is None:
        raise NotFound
    response = HttpResponse(content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{decided.file_name(shown.edition)}"'
    return response
