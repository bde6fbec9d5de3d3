"""What wraps every request: the person's language, and domain errors turned into answers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from samsyn.kernel.errors import DomainError

BLOCK = 1024 * 1024
Answer = Callable[[HttpRequest], HttpResponse]


class ChosenLanguage:
    """Swedish, unless the person has chosen another language. The browser's own wish is not asked: many Swedish
    offices run English browsers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class UploadLimit:
    """413, as a page or as JSON, for a request larger than Samsyn takes; nothing of it is kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "CONTENT_LENGTH" not in request.META and request.headers.get("Transfer-Encoding"):
            # in pieces, which browsers do not send and WSGI cannot read: say so, rather than take it as empty
            return render(request, "400.html", status=411)
        declared = int(request.META.get("CONTENT_LENGTH") or 0)
        if declared <= settings.UPLOAD_LIMIT:
            return self.get_response(request)
        # a browser shows the answer only when it has been allowed to finish sending
        for _block in range(min(declared, 10 * settings.UPLOAD_LIMIT) // BLOCK + 1):
            request.read(BLOCK)
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        if request.path.startswith("/api/") or request.path.endswith(".json"):
            return JsonResponse({"code": "too_large", "limit_megabytes": limit}, status=413)
        return render(request, "413.html", {"limit": limit}, status=413)


class DomainErrors:
    """403, 404, 409 or 422, as a page or as JSON. Nothing else turns a domain error into an answer.

    Django's 405 has no words. A person comes there by reloading a form's answer, or by logging in again on the way."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        if request.path.startswith("/api/") or request.path.endswith(".json"):
            problem = {"code": exception.code, "message": exception.message, "remedy": exception.remedy}
            return JsonResponse(problem | {"fields": exception.fields}, status=exception.status)
        return render(request, f"{exception.status}.html", {"error": exception}, status=exception.status)
