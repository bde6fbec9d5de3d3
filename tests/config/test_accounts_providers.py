"""The file that names the organisations' own log-ins, and logging in by OpenID Connect, against a server of our own."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import time
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from samsyn.config.accounts import providers
from samsyn.config.environment import ConfigurationError
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Person
from tests.config.conftest import whoever

OIDC = {
    "protocol": "openid_connect",
    "id": "granby",
    "name": "Granby kommun",
    "domains": ["example.org"],
    "server": "https://login.granby.example/tenant",
    "client_id": "samsyn",
    "client_secret": "a secret",
}
SAML = {
    "protocol": "saml",
    "id": "bjorkas",
    "name": "Björkås kommun",
    "domains": ["example.org", "bjorkas.example"],
    "entity_id": "https://idp.bjorkas.example",
    "metadata_url": "https://idp.bjorkas.example/metadata",
}
LOGIN, CALLBACK = "/accounts/oidc/granby/login/", "/accounts/oidc/granby/callback/"
MEMBER = "inspector@example.org"


# the file


def written(tmp_path, content: Any) -> str:
    path = tmp_path / "providers.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_without_a_file_there_are_no_providers():
    assert providers.read("") == []


def test_a_good_file_is_read(tmp_path):
    first, second = providers.read(written(tmp_path, [OIDC, SAML]))
    assert (first.protocol, first.id, first.name, first.domains) == (
        "openid_connect",
        "granby",
        "Granby kommun",
        {"example.org"},
    )
    assert (second.protocol, second.id) == ("saml", "bjorkas")


WRONG = [
    ("{", "is not JSON in UTF-8: Expecting property name enclosed in double quotes: line 1 column 2"),
    ({}, "must hold a list"),
    (["x"], "provider 1: must be an object"),
    ([OIDC, {}], "provider 2: protocol must be openid_connect or saml"),
    ([OIDC | {"protocol": "ldap"}], "protocol must be openid_connect or saml"),
    ([{k: v for k, v in OIDC.items() if k not in ("server", "client_id")}], "client_id, server is missing"),
    ([OIDC | {"secret": "x"}], "secret is not known"),
    ([OIDC | {"certificate": "x"}], "certificate is not known"),
    ([OIDC | {"client_secret": ""}], "client_secret must be a text"),
    ([OIDC | {"client_secret": 7}], "client_secret must be a text"),
    ([OIDC | {"id": "Granby kommun"}], "id must be small letters"),
    ([OIDC, SAML | {"id": "granby"}], 'several providers with the id "granby"'),
    ([OIDC | {"domains": []}], "domains must be a list of at least one"),
    ([OIDC | {"domains": "example.org"}], "domains must be a list of at least one"),
    ([OIDC | {"domains": ["@example.org"]}], "'@example.org' is no domain"),
    ([OIDC | {"domains": ["Example.org"]}], "'Example.org' is no domain"),
    ([OIDC | {"domains": ["*"]}], "'*' is no domain"),
    ([OIDC | {"server": "http://login.granby.example"}], "server must be an https address"),
    ([OIDC | {"server": "login.granby.example"}], "server must be an https address"),
    ([{k: v for k, v in SAML.items() if k != "metadata_url"}], "give metadata_url, or both sso_url and certificate"),
    ([SAML | {"certificate": "MIIC"}], "certificate must be a certificate in PEM"),
]


@pytest.mark.parametrize(("content", "told"), WRONG, ids=[told[:40] for _content, told in WRONG])
def test_what_cannot_be_meant_is_told(tmp_path, content, told):
    path = written(tmp_path, content)
    with pytest.raises(ConfigurationError) as refused:
        providers.read(path)
    assert str(refused.value).startswith(f"SAMSYN_IDENTITY_PROVIDERS: {path} ")
    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        providers.read(str(tmp_path / "none.json"))


def test_nothing_starts_with_a_wrong_file(tmp_path):
    given = os.environ | {"SAMSYN_DATA": str(tmp_path), "SAMSYN_IDENTITY_PROVIDERS": written(tmp_path, [{}])}
    command = [sys.executable, "-m", "samsyn.config.cli", "--language", "en", "doctor"]
    result = subprocess.run(command, env=given, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert "provider 1: protocol must be" in result.stderr and "Traceback" not in result.stderr


# OpenID Connect


class Server:
    """An OpenID Connect server, as the network would show it: every request that leaves ends here."""

    issuer = OIDC["server"]

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "1234", "email": MEMBER, "email_verified": True}
        self.token: dict[str, Any] = {}  # what differs in the token from what is right
        self.down: str = ""  # the address that does not answer
        self.codes: dict[str, dict[str, str]] = {}

    def authorize(self, location: str) -> dict[str, str]:
        """The person logs in there and is sent back: what the browser then brings along."""
        url = urlsplit(location)
        asked = dict(parse_qsl(url.query))
        assert f"{url.scheme}://{url.netloc}{url.path}" == f"{self.issuer}/authorize"
        assert asked["client_id"] == "samsyn" and asked["response_type"] == "code"
        assert set(asked["scope"].split()) == {"openid", "profile", "email"}
        assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def send(self, request: requests.PreparedRequest, **_how: Any) -> requests.Response:
        path = str(request.url).removeprefix(self.issuer)
        if path == self.down:
            raise requests.ConnectionError("nobody is there")
        status, content = getattr(
            self, "answer_" + path.strip("/").replace("/", "_").replace(".", "_").replace("-", "_")
        )(request)
        response = requests.Response()
        response.status_code, response.url, response.request = status, str(request.url), request
        response.headers["content-type"] = "application/json"
        response._content = content if isinstance(content, bytes) else json.dumps(content).encode()
        return response

    def answer__well_known_openid_configuration(self, _request: Any) -> tuple[int, Any]:
        return 200, {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def answer_token(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        given = {name: values[0] for name, values in parse_qs(str(request.body)).items()}
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or given["client_secret"] != OIDC["client_secret"]:
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=")
        assert challenge.decode() == asked["code_challenge"]
        assert given["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        token = {"iss": self.issuer, "aud": "samsyn", "iat": now, "exp": now + 60, "sub": "1234"} | self.token
        signed = jwt.encode(token, self.key, algorithm="RS256", headers={"kid": "1"})
        return 200, {"access_token": "let me see", "token_type": "Bearer", "id_token": signed}

    def answer_userinfo(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        assert request.headers["Authorization"] == "Bearer let me see"
        return 200, self.claims


@pytest.fixture
def server(county, settings, monkeypatch, tmp_path) -> Server:
    found = providers.read(written(tmp_path, [OIDC]))
    settings.IDENTITY_PROVIDERS = found
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(found)
    server = Server()
    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", server.send)
    return server


def come_back(client: Client, server: Server, login: str = LOGIN) -> Any:
    return client.get(CALLBACK, server.authorize(client.get(login)["Location"]))


def test_the_login_page_has_a_button_for_each_organisation(client, server):
    page = client.get("/accounts/login/", {"next": "/design/?a=1&b=2"}).content.decode()
    assert "Logga in med Granby kommun" in page
    assert f'href="{LOGIN}?next=%2Fdesign%2F%3Fa%3D1%26b%3D2"' in page


def test_an_invited_person_gets_in_and_where_the_person_was_going(client, server, county):
    response = come_back(client, server, f"{LOGIN}?next=/design/")
    assert response["Location"] == "/design/"
    assert whoever(client) == county.persona("inspector")


def test_the_address_may_be_written_in_capitals(client, server, county):
    server.claims["email"] = "Inspector@EXAMPLE.org"
    come_back(client, server)
    assert whoever(client) == county.persona("inspector")


def test_the_claim_that_holds_the_address_can_be_named(client, server, settings, county, tmp_path):
    settings.IDENTITY_PROVIDERS = providers.read(written(tmp_path, [OIDC | {"address_claim": "preferred_username"}]))
    server.claims = {"sub": "1", "preferred_username": MEMBER}
    come_back(client, server)
    assert whoever(client) == county.persona("inspector")


def test_the_address_may_stand_in_the_token_only(client, server, county):
    server.claims = {"sub": "1234"}
    server.token = {"email": MEMBER}
    come_back(client, server)
    assert whoever(client) == county.persona("inspector")


def test_nothing_is_stored_so_nothing_has_to_be_undone(client, server):
    persons = Person.objects.count()
    come_back(client, server)
    assert Person.objects.count() == persons and not SocialAccount.objects.exists()


def test_the_second_step_is_asked_for_here_too(client, server, county):
    Authenticator.objects.create(user=county.persona("inspector"), type="totp", data={})
    assert come_back(client, server)["Location"] == "/accounts/login/second-step/"
    assert not whoever(client).is_authenticated


@pytest.mark.parametrize("who", ["unknown", "uninvited", "closed"])
def test_who_has_no_account_gets_none_and_the_usual_answer(client, server, county, who):
    person = actions.add_person(county.organisations["granby"], by=SYSTEM, name="Olle", email="uninvited@example.org")
    actions.close_account(actions.invite(county.persona("politician"), by=SYSTEM), by=SYSTEM)
    server.claims["email"] = {
        "unknown": "nobody@example.org",
        "uninvited": person.email,
        "closed": "politician@example.org",
    }[who]
    persons = Person.objects.count()
    response = come_back(client, server)
    assert response.status_code == 403
    assert "Samsyn hittade inget konto" in response.content.decode()
    assert not whoever(client).is_authenticated
    assert Person.objects.count() == persons


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": "stranger@elsewhere.example"},
        {"email": "inspector@example.org.evil.example"},
        {"email": "inspector@sub.example.org"},
        {"email": None},
        {"email": ""},
        {"email": ["inspector@example.org"]},
        {"email": 7},
    ],
    ids=str,
)
def test_an_address_that_the_server_cannot_vouch_for_lets_nobody_in(client, server, county, claims):
    """Somebody invited with an address elsewhere is not to be let in by another organisation's server."""
    person = county.persona("chair")
    person.email = "stranger@elsewhere.example"
    person.save()
    server.claims |= claims
    response = come_back(client, server)
    assert response.status_code in (401, 403, 502)
    assert not whoever(client).is_authenticated


def test_one_organisation_cannot_let_in_the_persons_of_another(client, server, settings, county, tmp_path):
    settings.IDENTITY_PROVIDERS = providers.read(written(tmp_path, [OIDC | {"domains": ["granby.example"]}]))
    assert come_back(client, server).status_code == 403
    assert not whoever(client).is_authenticated


def test_an_answer_is_good_once(client, server):
    answer = server.authorize(client.get(LOGIN)["Location"])
    client.get(CALLBACK, answer)
    client.post("/accounts/logout/")
    response = client.get(CALLBACK, answer)
    assert response.status_code == 401
    assert "fungerade inte" in response.content.decode()
    assert not whoever(client).is_authenticated


def test_an_answer_is_for_the_browser_that_asked(client, server):
    """Else somebody could log another in as oneself, and read what the other then writes."""
    answer = server.authorize(client.get(LOGIN)["Location"])
    victim = Client()
    assert victim.get(CALLBACK, answer).status_code == 401
    assert not whoever(victim).is_authenticated


@pytest.mark.parametrize("answer", [{}, {"code": "x"}, {"state": "x"}, {"code": "x", "state": "x"}])
def test_an_answer_that_nobody_asked_for_is_refused(client, server, answer):
    assert client.get(CALLBACK, answer).status_code == 401


@pytest.mark.parametrize(
    "token",
    [{"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}, {"aud": None}],
    ids=["another audience", "another issuer", "expired", "no audience"],
)
def test_a_token_that_is_not_for_us_is_refused(client, server, token):
    server.token = token
    assert come_back(client, server).status_code == 401
    assert not whoever(client).is_authenticated


def test_who_breaks_off_is_told_so(client, server):
    state = server.authorize(client.get(LOGIN)["Location"])["state"]
    response = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)
    assert "Du avbröt inloggningen" in response.content.decode()


@pytest.mark.parametrize("down", ["/.well-known/openid-configuration", "/token", "/userinfo"])
def test_a_server_that_does_not_answer_gets_a_page(client, server, caplog, down):
    answer = server.authorize(client.get(LOGIN)["Location"])
    server.down = down
    response = client.get(CALLBACK, answer)
    assert response.status_code in (401, 502)
    assert "Den svarade inte" in response.content.decode()


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b"{}", b'"x"', b"null"])
@pytest.mark.parametrize("where", ["_well_known_openid_configuration", "token", "userinfo"])
def test_a_server_that_talks_nonsense_gets_a_page(client, server, where, said):
    answer = server.authorize(client.get(LOGIN)["Location"])
    setattr(server, f"answer_{where}", lambda _request: (200, said))
    assert client.get(CALLBACK, answer).status_code in (401, 403, 502)
    assert client.get(LOGIN).status_code in (302, 502)
    assert not whoever(client).is_authenticated


@pytest.mark.parametrize("going", ["https://evil.example", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, server, going):
    assert come_back(client, server, f"{LOGIN}?next={going}")["Location"] == "/"


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_no_account_is_connected_with_another(client, server, county, process):
    """allauth's other ways through the same door: a stranger's address would come to open one's own account."""
    client.force_login(county.persona("chair"))
    come_back(client, server, f"{LOGIN}?process={process}&next=/design/")
    assert whoever(client) == county.persona("inspector")
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_not_there_is_not_found(client, server):
    for address in ("/accounts/oidc/none/login/", "/accounts/oidc/none/callback/", "/accounts/saml/granby/login/"):
        assert client.get(address).status_code == 404


def test_beginnings_are_limited(client, server):
    answers = [client.get(LOGIN).status_code for _attempt in range(61)]
    assert answers == [302] * 60 + [429]
