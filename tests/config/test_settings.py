"""Safe without any configuration, and safe behind TLS."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from samsyn.config import environment

DOCUMENTED = Path(__file__).parents[2] / "docs" / "configuration.md"
SOURCES = [*environment.ROOT.glob("src/samsyn/**/*.py"), environment.ROOT / "start.py"]


def fail(request: HttpRequest) -> HttpResponse:
    secret = "do not show me"
    raise RuntimeError(f"broken: {secret}")


def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.FILES["file"])))


urlpatterns = [path("fail/", fail), path("take/", take)]
handler500 = "django.views.defaults.server_error"


@pytest.mark.django_db
def test_every_page_has_a_strict_policy_with_a_nonce_of_its_own():
    def policy(response):
        parts = (part.strip().split(" ") for part in response.headers["Content-Security-Policy"].split(";"))
        return {name: values for name, *values in parts}

    first, second = Client().get("/design/"), Client().get("/design/")
    rules = policy(first)
    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    assert rules["form-action"] == rules["connect-src"] == ["'self'"]
    assert not re.search(r"unsafe|https?:|\*", first.headers["Content-Security-Policy"])
    nonces = [re.findall(r'nonce="([^"]+)"', response.content.decode()) for response in (first, second)]
    if nonces[0]:
        assert f"'nonce-{nonces[0][0]}'" in rules["script-src"]
        assert nonces[0] != nonces[1]
    assert first.headers["X-Frame-Options"] == "DENY"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Referrer-Policy"] == "same-origin"
    assert first.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_a_page_without_particulars(caplog):
    response = Client(raise_request_exception=False).get("/fail/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "do not show me" not in page
    assert "RuntimeError" not in page
    assert "Något gick fel" in page or "gått fel" in page
    assert "do not show me" in caplog.text  # the log has it


@pytest.mark.urls(__name__)
def test_a_request_larger_than_the_limit_is_refused_with_the_remedy(settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    small, large = (SimpleUploadedFile("plan.yaml", b"x" * size) for size in (1_000_000, 2_000_000))
    assert Client().post("/take/", {"file": small}).content == b"1000000"
    refused = Client().post("/take/", {"file": large})
    assert refused.status_code == 413
    assert "högst 1 MB" in refused.content.decode()
    assert Client().post("/api/take/", {"file": SimpleUploadedFile("a", b"x" * 2_000_000)}).json() == {
        "code": "too_large",
        "limit_megabytes": 1,
    }


def test_there_is_never_a_debug_page():
    assert settings.DEBUG is False
    assert not any(re.search(r"\bDEBUG\s*=(?!\s*False\b)", path.read_text(encoding="utf-8")) for path in SOURCES)


def in_production(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    configuration = {
        "SAMSYN_URL": "https://samsyn.example.org",
        "SAMSYN_BEHIND_PROXY": "1",
        "SAMSYN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "samsyn.config.settings",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *arguments], env=kept | configuration, capture_output=True, text=True, check=False
    )


def test_behind_tls_everything_that_can_be_is_strict(tmp_path):
    names = [
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"),
        *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_PROXY_SSL_HEADER", "DEMO"),
        *("SESSION_COOKIE_HTTPONLY", "ALLAUTH_TRUSTED_PROXY_COUNT", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS"),
    ]
    program = (
        f"from django.conf import settings; import json; print(json.dumps([getattr(settings, n) for n in {names}]))"
    )
    found = dict(zip(names, json.loads(in_production(tmp_path, "-c", program).stdout), strict=True))
    assert found.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 3600
    assert found.pop("SECURE_PROXY_SSL_HEADER") == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found.pop("CSRF_TRUSTED_ORIGINS") == ["https://samsyn.example.org"]
    assert found.pop("ALLOWED_HOSTS") == ["samsyn.example.org", "127.0.0.1", "localhost", "[::1]"]
    assert found.pop("DEMO") is False
    assert all(found.values()), found


def test_djangos_own_check_of_a_deployment_has_no_remark(tmp_path):
    result = in_production(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    key = environment.secret_key(folder)
    assert len(key) >= 50
    assert environment.secret_key(folder) == key
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_data_folder_is_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "new"))
    assert environment.data_folder().stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ("sqlite3", "/data/samsyn.sqlite3", "")),
        ("sqlite:////srv/%C3%A5r.db", ("sqlite3", "/srv/år.db", "")),
        ("postgresql://anna:p%40ss@db.example.org:5433/samsyn", ("postgresql", "samsyn", "p@ss")),
        ("postgres:///samsyn", ("postgresql", "samsyn", "")),
    ],
)
def test_the_database_is_chosen_by_its_address(url, expected, monkeypatch):
    monkeypatch.setenv("SAMSYN_DATABASE_URL", url)
    found = environment.database(Path("/data"))
    assert (found["ENGINE"].rpartition(".")[2], found["NAME"], found.get("PASSWORD", "")) == expected


def test_every_variable_is_in_the_table_and_every_row_of_it_is_read():
    read = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        read |= {f"SAMSYN_{name}" for name in re.findall(r'\b(?:text|flag|number|names|contact)\(\s*"([A-Z_]+)"', text)}
    rows = re.findall(r"^\| `(SAMSYN_\w+)` \|", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == read
