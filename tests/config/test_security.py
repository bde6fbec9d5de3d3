"""What every answer carries, whatever the answer; and what comes of requests that mean harm."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from samsyn.config import environment
from samsyn.config.urls import urlpatterns as pages
from tests.permissions.addresses import ADDRESSES
from tests.permissions.world import World


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("do not show me")


urlpatterns = [path("fail/", fail), *pages]
handler500 = "django.views.defaults.server_error"


def assert_guarded(response: Any) -> None:
    headers = response.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"].startswith("'self'") and policy["style-src"] == "'self'"
    assert not re.search(r"unsafe|https?:|\*", headers["Content-Security-Policy"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]


class Inline(HTMLParser):
    """Collects what a strict Content-Security-Policy would not run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = tag == "script" and "src" not in given and given.get("type") != "application/json"
        wrong = [name for name in given if name == "style" or name.startswith("on")]
        wrong += [name for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]
        if runs or wrong or tag == "style":
            self.found.append(f"<{tag} {attrs}>")


@pytest.fixture
def world(county, decided, draft) -> World:
    return World(county, decided, draft)


ENTRANCES = ["/accounts/login/", "/account/", "/account/again/"]


@pytest.mark.parametrize("who", ["coordinator", None])
def test_every_address_is_guarded_and_has_nothing_inline(world, client, persona, who):
    if who:
        client.force_login(persona(who))
    known = [world.address(name, arguments) for name, arguments, _answers in ADDRESSES]
    seen = set()
    for address in [*known, *ENTRANCES, "/nothing/at/all/"]:
        response = client.get(address)
        assert_guarded(response)
        seen.add(response.status_code)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert not Inline(response.content.decode()).found, address
    assert {200, 302, 404} <= seen


def test_inline_is_found():
    page = '<p style="a"><a href=" javascript:x"><b onclick="x"><script>x</script><style></style></b></a></p>'
    assert len(Inline(page).found) == 5
    assert not Inline('<script src="/x"></script><script type="application/json">{}</script>').found


# cookies


def test_cookies_are_kept_from_scripts_and_other_sites(client, county, mailed_at_once):
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"email": "inspector@example.org"})
    client.post("/language/", {"language": "en"})
    assert set(client.cookies) == {"csrftoken", "sessionid", "samsyn_language"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["domain"]


PRODUCTION = """
import json, django; django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
visitor = Client(headers={"host": "samsyn.example.org", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1"})
page = visitor.get("/accounts/login/", secure=True)
visitor.post("/accounts/login/", {"email": "a@example.org"}, secure=True, headers={"origin": "https://samsyn.example.org"})
plain = Client(headers={"host": "samsyn.example.org"}).get("/accounts/login/?next=/x")
cookies = {name: {flag: cookie[flag] for flag in ("secure", "httponly", "samesite", "path", "domain")}
           for name, cookie in visitor.cookies.items()}
print(json.dumps({"cookies": cookies, "headers": dict(page.headers), "status": page.status_code,
                  "plain": [plain.status_code, plain.headers["Location"]]}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What an installation behind TLS answers, in a process of its own, for the settings are made at the start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DJANGO_"))}
    configuration = {
        "SAMSYN_URL": "https://samsyn.example.org",
        "SAMSYN_BEHIND_PROXY": "1",
        "SAMSYN_DATA": str(tmp_path_factory.mktemp("production")),
        "DJANGO_SETTINGS_MODULE": "samsyn.config.settings",
    }
    prepare = "from django.conf import settings; from pathlib import Path; " + (
        'settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"; '
        "Path(settings.STATIC_ROOT).mkdir(exist_ok=True)"
    )
    command = [sys.executable, "-c", prepare + PRODUCTION]
    result = subprocess.run(command, env=kept | configuration, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_behind_tls_cookies_are_for_tls_and_this_very_host(production):
    assert set(production["cookies"]) == {"__Host-csrf", "__Host-session"}
    for cookie in production["cookies"].values():
        assert cookie == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


def test_behind_tls_browsers_stay_there(production):
    assert production["status"] == 200
    assert production["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert production["plain"] == [301, "https://samsyn.example.org/accounts/login/?next=/x"]


# hosts


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "", "a b", "[::1"]
)
def test_an_unknown_host_gets_a_page_that_does_not_name_it(client, county, host):
    response = client.get("/accounts/login/", headers={"host": host})
    assert response.status_code == 400
    assert_guarded(response)
    page = response.content.decode()
    assert "gick inte att läsa" in page and "evil" not in page and "Traceback" not in page


def test_no_header_makes_samsyn_think_that_it_is_elsewhere(client, county, mailed_at_once):
    evil = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example", "x-host": "evil.example"}
    response = client.get("/account/", headers=evil)
    assert response["Location"] == "/accounts/login/?next=/account/"
    client.post("/accounts/login/", {"email": "inspector@example.org"}, headers=evil)
    (sent,) = mail.outbox
    assert "evil" not in sent.body + sent.alternatives[0][0] and settings.BASE_URL in sent.body


def test_mail_leads_to_the_address_that_was_set_whatever_host_was_asked(client, county, settings, mailed_at_once):
    settings.ALLOWED_HOSTS = ["other.example"]
    client.post("/accounts/login/", {"email": "inspector@example.org"}, headers={"host": "other.example"})
    assert "other.example" not in mail.outbox[0].body


def test_this_machines_own_names_are_not_where_one_was_going(client, county):
    client.force_login(county.persona("inspector"))
    for going in ("http://localhost/x", "http://127.0.0.1:8000/x", "https://localhost"):
        assert client.get("/accounts/login/", {"next": going})["Location"] == "/"
    assert client.get("/accounts/login/", {"next": "http://testserver/x"})["Location"] == "http://testserver/x"


# forms


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_form_without_its_token_is_refused_with_the_remedy(county, language):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.post("/accounts/login/", {"email": "inspector@example.org"})
    assert response.status_code == 403
    assert_guarded(response)
    told = {"sv": "Formuläret kunde inte skickas", "en": "The form could not be sent"}
    assert told[language] in response.content.decode()


def test_a_form_on_another_site_is_refused(county):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/accounts/login/").content.decode()
    (token, *_more) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    given = {"email": "inspector@example.org", "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", given, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/accounts/login/", given).status_code == 302


# what is too much, and what breaks


def test_what_is_too_large_is_refused_before_anybody_is_asked_who_they_are(client, settings):
    """No db fixture: a query would raise."""
    settings.UPLOAD_LIMIT = 1000
    response = client.post("/accounts/login/", {"email": "x" * 2000})
    assert response.status_code == 413
    assert_guarded(response)


def test_what_comes_in_pieces_is_refused_rather_than_taken_as_empty(client, county):
    response = client.generic("POST", "/accounts/login/", headers={"transfer-encoding": "chunked"}, CONTENT_LENGTH="")
    del response.request["CONTENT_LENGTH"]
    response = client.request(**response.request)
    assert response.status_code == 411
    assert_guarded(response)


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_guarded_too(county):
    response = Client(raise_request_exception=False).get("/fail/")
    assert response.status_code == 500
    assert_guarded(response)
    assert "do not show me" not in response.content.decode()


HOSTILE = [
    "/accounts/login/?next=%00",
    "/accounts/login/?again=%F0%9F",
    "/accounts/login/?email=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/account/passkeys/99999999999999999999999999/remove/",
    "/accounts/saml/%2e%2e/acs/",
    "/accounts/oidc/" + "a" * 5000 + "/login/",
    "/%FF%FE/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_only_an_address(client, county, address):
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code < 500
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "value", ["\x00", "a@example.org\x00", "\ud800", "=?utf-8?q?=0aBcc:_x@y.z?=@example.org", "a@b\nBcc: x@y.z"]
)
def test_a_hostile_address_gets_no_mail(client, county, value, mailed_at_once):
    client.raise_request_exception = False
    assert client.post("/accounts/login/", {"email": value.encode("utf-8", "surrogatepass")}).status_code < 500
    assert mail.outbox == []


@pytest.mark.parametrize("cookie", ["x", "../../etc/passwd", "a" * 4000, "'; DROP TABLE config_session; --"])
def test_a_cookie_that_somebody_made_up_opens_nothing(client, county, cookie):
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert client.get("/account/").status_code == 302
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert client.get("/accounts/login/")["Content-Language"] == "sv"


# whom to tell


def test_who_wants_to_report_a_weakness_is_told_where(client, settings):
    settings.SECURITY_CONTACT = "mailto:it@example.org"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert told["Contact"] == "mailto:it@example.org"
    assert told["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    expires = datetime.fromisoformat(told["Expires"])
    assert timezone.now() + timedelta(days=80) < expires < timezone.now() + timedelta(days=365)


def test_where_nobody_reads_reports_none_is_promised(client, county):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [("it@example.org", "mailto:it@example.org"), ("https://example.org/x", "https://example.org/x"), ("", "")],
)
def test_the_contact_may_be_written_as_an_address(monkeypatch, written, meant):
    monkeypatch.setenv("SAMSYN_SECURITY_CONTACT", written)
    assert environment.contact("SECURITY_CONTACT") == meant


def test_a_contact_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("SAMSYN_SECURITY_CONTACT", "http://example.org")
    with pytest.raises(environment.ConfigurationError, match="write an e-mail address or an https address"):
        environment.contact("SECURITY_CONTACT")
