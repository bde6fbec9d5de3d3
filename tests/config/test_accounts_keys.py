"""Two steps, spare codes, and what may be sent in the place of a passkey. Real passkeys are tried in tests/browser."""

from __future__ import annotations

import json
import re
import time
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client, RequestFactory

from samsyn.config.accounts import keys
from samsyn.config.accounts.handlers import forget_keys
from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from tests.config.conftest import log_in, mailed_code, whoever

MEMBER = "inspector@example.org"
SECOND = "/accounts/login/second-step/"
ON, OFF = "/account/second-step/on/", "/account/second-step/off/"
SPARE, NEW_SPARE = "/account/spare-codes/", "/account/spare-codes/new/"
ADD = "/account/passkeys/add/"

pytestmark = pytest.mark.usefixtures("mailed_at_once")


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What the app shows, or will show some turns of thirty seconds ahead."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def secret(client, county, django_capture_on_commit_callbacks) -> str:
    """The inspector has turned on two steps; the key that the app keeps."""
    log_in(client, MEMBER)
    page = client.get(ON).content.decode()
    (shown,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)
    found = shown.replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ON, {"code": code_of(found)})
    assert response["Location"] == SPARE
    return found


def spare_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(SPARE).content.decode())


# turning on and off


def test_the_key_is_shown_as_picture_and_in_groups(client, county):
    log_in(client, MEMBER)
    page = client.get(ON).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert re.search(r"<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", page)


def test_a_wrong_code_does_not_turn_it_on(client, county):
    log_in(client, MEMBER)
    client.get(ON)
    response = client.post(ON, {"code": "000000"})
    assert "Koden stämmer inte" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_the_key_is_not_readable_in_the_database(secret):
    for authenticator in Authenticator.objects.all():
        assert secret not in json.dumps(authenticator.data)
    assert "secret" in Authenticator.objects.get(type="totp").data


def test_turning_on_gives_spare_codes_and_is_told_by_mail(client, secret):
    assert len(spare_codes(client)) == 10
    assert mail.outbox[-1].subject == "Inloggning i två steg har slagits på för ditt konto i Samsyn."
    assert "/account/" in mail.outbox[-1].body and "/account/" in mail.outbox[-1].alternatives[0][0]
    assert "Du har 10 reservkoder kvar" in client.get("/account/").content.decode()


def test_turning_off_takes_the_spare_codes_with_it(client, county, secret):
    assert client.get(OFF).status_code == 200
    response = client.post(OFF, follow=True)
    assert "Två steg är avstängt." in response.content.decode()
    assert not Authenticator.objects.filter(user=county.persona("inspector")).exists()
    assert mail.outbox[-1].subject.startswith("Inloggning i två steg har stängts av")
    assert log_in(Client(), MEMBER)["Location"] == "/"


def test_new_spare_codes_replace_the_old(client, secret, django_capture_on_commit_callbacks):
    old = spare_codes(client)
    assert client.get(NEW_SPARE).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(NEW_SPARE)["Location"] == SPARE
    new = spare_codes(client)
    assert len(new) == 10 and not set(new) & set(old)
    assert mail.outbox[-1].subject.startswith("Nya reservkoder")


def test_without_two_steps_there_are_no_spare_codes(client, county):
    log_in(client, MEMBER)
    assert client.get(SPARE).status_code == 404
    assert client.get(OFF).status_code == 404
    client.post(NEW_SPARE)
    assert not Authenticator.objects.exists()


# the second step


def test_the_second_step_lets_in_and_leads_where_one_was_going(county, secret):
    other = Client()
    other.post("/accounts/login/", {"email": MEMBER})
    response = other.post("/accounts/login/code/", {"code": mailed_code(), "next": "/design/"})
    assert response["Location"] == SECOND
    assert not whoever(other).is_authenticated
    assert "Ett steg till" in other.get(SECOND).content.decode()
    response = other.post(SECOND, {"code": code_of(secret)})
    assert response["Location"] == "/design/"
    assert whoever(other) == county.persona("inspector")


def test_the_first_step_alone_opens_nothing(county, secret):
    other = Client()
    log_in(other, MEMBER)
    for address in ("/account/", ON, ADD, SPARE):
        assert other.get(address)["Location"].startswith("/accounts/login/")


def test_a_spare_code_is_good_once(client, county, secret):
    spare = spare_codes(client)[3]
    first, second = Client(), Client()
    log_in(first, MEMBER)
    first.post(SECOND, {"code": spare})
    assert whoever(first).is_authenticated
    log_in(second, MEMBER)
    assert second.post(SECOND, {"code": spare}).status_code == 200
    assert not whoever(second).is_authenticated
    assert "Du har 9 reservkoder kvar" in first.get("/account/").content.decode()


def test_a_code_from_the_app_is_good_once(county, secret):
    """Who looks over the shoulder cannot use it too."""
    code = code_of(secret, ahead=1)
    first, second = Client(), Client()
    log_in(first, MEMBER)
    first.post(SECOND, {"code": code})
    assert whoever(first).is_authenticated
    log_in(second, MEMBER)
    second.post(SECOND, {"code": code})
    assert not whoever(second).is_authenticated


def test_guesses_at_the_second_step_are_limited_over_all_browsers(county, secret):
    answers = []
    for _browser in range(2):
        guesser = Client()
        log_in(guesser, MEMBER)
        answers += [guesser.post(SECOND, {"code": "000000"}).status_code for _attempt in range(6)]
    assert answers == [200] * 10 + [429] * 2


def test_an_account_that_is_closed_between_the_steps_stays_closed(county, secret):
    other = Client()
    log_in(other, MEMBER)
    actions.close_account(county.persona("inspector"), by=SYSTEM)
    other.post(SECOND, {"code": code_of(secret, ahead=1)})
    assert not whoever(other).is_authenticated


def test_who_has_lost_everything_is_helped_by_closing_and_inviting_anew(county, secret):
    person = county.persona("inspector")
    actions.close_account(person, by=SYSTEM)
    actions.invite(person, by=SYSTEM)
    journal.work_through()
    assert not Authenticator.objects.filter(user=person).exists()
    assert log_in(Client(), MEMBER)["Location"] == "/"
    later = Authenticator.objects.create(user=person, type="webauthn", data={"name": "x"})
    for event in journal.history(person):
        forget_keys(event)  # a handler may be called twice
    assert Authenticator.objects.get() == later


def test_one_can_leave_the_second_step(county, secret):
    other = Client()
    log_in(other, MEMBER)
    assert other.get("/accounts/login/")["Location"] == SECOND
    assert other.post("/accounts/logout/", {"next": "/accounts/login/"})["Location"] == "/accounts/login/"
    assert other.get("/accounts/login/").status_code == 200


def test_the_demo_asks_for_no_second_step(county, secret, settings, monkeypatch):
    """Else the first visitor could lock out the next."""
    settings.DEMO = True
    monkeypatch.setattr(
        "samsyn.config.accounts.doors.personas", lambda: (type("P", (), {"email": MEMBER, "sv": "", "en": ""}),)
    )
    other = Client()
    other.post("/accounts/login/demo/", {"email": MEMBER})
    assert whoever(other).is_authenticated


# who may change keys

CHANGES = [ON, OFF, SPARE, NEW_SPARE, ADD, "/account/passkeys/1/remove/"]


@pytest.mark.parametrize("address", CHANGES)
def test_who_changes_keys_has_just_logged_in(client, county, address, monkeypatch):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    log_in(client, MEMBER)
    assert "/account/again/" not in client.get(address).get("Location", "")
    now = keys.timezone.now()
    monkeypatch.setattr(keys.timezone, "now", lambda: now + timedelta(minutes=16))
    for response in (client.get(address), client.post(address)):
        assert response["Location"] == f"/account/again/?next={address.replace('/', '%2F')}"
    assert not Authenticator.objects.exists()


def test_logging_in_again_leads_back(client, county):
    client.force_login(
        county.persona("inspector")
    )  # a session that does not know when it was logged in to is not fresh
    again = client.get(ADD)["Location"]
    assert "mer än en kvart" in client.get(again).content.decode()
    response = client.post("/account/again/", {"next": ADD})
    assert not whoever(client).is_authenticated
    assert response["Location"] == f"/accounts/login/?next={ADD.replace('/', '%2F')}"
    assert client.post("/account/again/", {"next": "https://evil.example"})["Location"].startswith("/accounts/login/")


def test_nobody_removes_the_passkeys_of_others(client, county):
    theirs = Authenticator.objects.create(user=county.persona("chair"), type="webauthn", data={"name": "x"})
    log_in(client, MEMBER)
    assert client.post(f"/account/passkeys/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# passkeys

KEY = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
CLIENT_DATA = urlsafe_b64encode(b'{"type":"webauthn.get","challenge":"AAAA","origin":"http://localhost"}').decode()
LIES: list[Any] = [
    "",
    "x",
    "null",
    "1",
    "[]",
    "{}",
    '"text"',
    "[" * 2000,
    json.dumps(KEY),
    json.dumps(KEY | {"response": None}),
    json.dumps(KEY | {"response": {}}),
    json.dumps(
        KEY | {"response": {"userHandle": "MQ", "clientDataJSON": "e30", "authenticatorData": "", "signature": ""}}
    ),
    json.dumps(
        KEY
        | {
            "response": {
                "userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",  # a number too large for any database
                "clientDataJSON": CLIENT_DATA,
                "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MBAAAAAA",
                "signature": "AAAA",
            }
        }
    ),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[:20])
def test_what_is_no_passkey_is_refused_like_every_other(client, county, lie):
    client.get("/accounts/login/passkey/", headers={"accept": "application/json"})
    response = client.post("/accounts/login/passkey/", {"credential": lie})
    assert response.status_code == 403
    assert "Samsyn hittade inget konto" in response.content.decode()
    assert not whoever(client).is_authenticated


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[:20])
def test_what_is_no_passkey_is_not_added(client, county, lie):
    log_in(client, MEMBER)
    client.get(ADD)
    response = client.post(ADD, {"name": "x", "credential": lie})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_passkey_attempts_are_limited(client, county):
    answers = [client.post("/accounts/login/passkey/", {"credential": "x"}).status_code for _attempt in range(31)]
    assert answers == [403] * 30 + [429]


def test_a_passkey_page_asks_for_one_that_the_browser_keeps(client, county):
    log_in(client, MEMBER)
    client.get("/accounts/login/")
    page = Client.get(client, ADD, headers={"host": "localhost"}).content.decode()
    (data,) = re.findall(r'<script id="passkey-data" type="application/json">(.*?)</script>', page)
    options = json.loads(data)["creation_options"]["publicKey"]
    assert options["rp"] == {"id": "localhost", "name": "Samsyn"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["user"]["name"] == MEMBER


@pytest.mark.parametrize(
    ("host", "secure", "possible"),
    [
        ("localhost:8000", False, True),
        ("samsyn.localhost", False, True),
        ("127.0.0.1:8000", False, False),
        ("127.0.0.1", True, False),
        ("[::1]:8000", False, False),
        ("samsyn.example.org", True, True),
        ("samsyn.example.org", False, False),
    ],
)
def test_passkeys_are_offered_where_browsers_take_them(settings, host, secure, possible):
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/", headers={"host": host}, secure=secure)
    assert keys.passkeys_possible(request) is possible


def test_where_they_cannot_be_had_the_page_says_why(client, county):
    assert "passkey-login" not in Client().get("/accounts/login/", headers={"host": "127.0.0.1"}).content.decode()
    log_in(client, MEMBER)
    page = client.get("/account/", headers={"host": "127.0.0.1"}).content.decode()
    assert "på localhost" in page and ADD not in page
