"""Logging in by a mailed code, as one of the demo's persons, and out again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from samsyn.config.accounts import adapters, doors, limits
from samsyn.config.demo import Persona
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Person
from tests.config.conftest import mailed_code, whoever

LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
MEMBER = "inspector@example.org"

pytestmark = pytest.mark.usefixtures("mailed_at_once")


def ask(client: Client, email: str, **more: str) -> Any:
    return client.post(LOGIN, {"email": email} | more)


def test_a_mailed_code_lets_in(client, county):
    response = ask(client, MEMBER)
    assert response.status_code == 302 and response["Location"] == CODE
    assert MEMBER in client.get(CODE).content.decode()
    response = client.post(CODE, {"code": mailed_code()})
    assert response["Location"] == reverse("home")
    assert whoever(client) == county.persona("inspector")


@pytest.mark.parametrize("written", ["Inspector@Example.ORG", " inspector@example.org "])
def test_the_address_may_be_written_anyhow(client, county, written):
    ask(client, written)
    client.post(CODE, {"code": mailed_code().lower().replace("-", " ")})
    assert whoever(client) == county.persona("inspector")


def test_the_mail_is_in_the_persons_language_as_text_and_html(client, county):
    ask(client, MEMBER)
    (swedish,) = mail.outbox
    code = mailed_code()
    assert swedish.to == [MEMBER]
    assert swedish.subject == f"{code} är din kod till Samsyn"
    assert "Den gäller i femton minuter" in swedish.body
    ((html, kind),) = swedish.alternatives
    assert kind == "text/html" and f"<h1>{code}</h1>" in html and '<html lang="sv">' in html
    assert settings.BASE_URL in swedish.body and settings.BASE_URL in html

    actions.revise_person(county.persona("inspector"), by=SYSTEM, version=None, language="en")
    Client().post(LOGIN, {"email": MEMBER})
    english = mail.outbox[-1]
    assert english.subject.endswith("is your code for Samsyn")
    assert '<html lang="en">' in english.alternatives[0][0]


def test_the_persons_language_follows_at_login(client, county):
    actions.revise_person(county.persona("inspector"), by=SYSTEM, version=None, language="en")
    ask(client, MEMBER)
    response = client.post(CODE, {"code": mailed_code()})
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get(reverse("overview", args=["provlan"]))["Content-Language"] == "en"


@pytest.fixture
def strangers(county) -> dict[str, str]:
    """Addresses that nobody may log in with, and why."""
    granby = county.organisations["granby"]
    actions.add_person(granby, by=SYSTEM, name="Olle Objuden", email="uninvited@example.org")
    closed = actions.add_person(granby, by=SYSTEM, name="Sven Slutat", email="closed@example.org")
    actions.close_account(actions.invite(closed, by=SYSTEM), by=SYSTEM)
    return {"unknown": "nobody@example.org", "uninvited": "uninvited@example.org", "closed": "closed@example.org"}


def shown(client: Client, email: str, code: str) -> list[tuple[Any, ...]]:
    """What somebody sees who asks for a code and gets it wrong till the end, the address itself apart."""
    seen = []
    for response in (
        ask(client, email),
        client.get(CODE),
        client.post(CODE, {"action": "resend"}),
        client.get(CODE),
        *(client.post(CODE, {"code": code}) for _attempt in range(3)),
        client.get(CODE),
    ):
        page = response.content.decode().replace(email, "ADDRESS")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        seen.append((response.status_code, response.get("Location"), page, sorted(response.cookies)))
    return seen


@pytest.mark.parametrize("who", ["unknown", "uninvited", "closed"])
def test_nobody_learns_who_has_an_account(county, strangers, who):
    theirs = shown(Client(), strangers[who], "WRONG")
    assert mail.outbox == []
    assert theirs == shown(Client(), MEMBER, "WRONG")
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("who", ["unknown", "uninvited", "closed"])
def test_composing_takes_as_long_for_who_is_not_known(county, strangers, who, monkeypatch):
    composed = []
    compose = adapters.AccountAdapter.compose
    monkeypatch.setattr(
        adapters.AccountAdapter,
        "compose",
        lambda self, template, email, context: composed.append(email) or compose(self, template, email, context),
    )
    ask(Client(), strangers[who])
    assert composed == [strangers[who]] and mail.outbox == []


def test_a_closed_account_ends_at_once(client, county):
    ask(client, MEMBER)
    code = mailed_code()
    logged_in = Client()
    logged_in.force_login(county.persona("inspector"))
    assert whoever(logged_in).is_authenticated

    actions.close_account(county.persona("inspector"), by=SYSTEM)
    assert not whoever(logged_in).is_authenticated
    response = client.post(CODE, {"code": code})
    assert response.status_code == 403
    assert "Samsyn hittade inget konto" in response.content.decode()
    assert not whoever(client).is_authenticated


def test_three_wrong_codes_end_the_code(client, county):
    ask(client, MEMBER, next="/design/")
    code = mailed_code()
    for _attempt in range(2):
        response = client.post(CODE, {"code": "BCDF-BCDF", "next": "/design/"})
        assert response.status_code == 422
        assert "Koden stämmer inte" in response.content.decode()
    response = client.post(CODE, {"code": "BCDF-BCDF", "next": "/design/"})
    assert response["Location"] == f"{LOGIN}?again=wrong&next=%2Fdesign%2F"
    assert "Koden blev fel tre gånger" in client.get(response["Location"]).content.decode()
    assert client.post(CODE, {"code": code}).status_code == 302
    assert not whoever(client).is_authenticated


def test_a_code_is_old_after_a_quarter_of_an_hour(client, county, monkeypatch):
    ask(client, MEMBER)
    code = mailed_code()
    now = limits.time.time
    monkeypatch.setattr("time.time", lambda: now() + 15 * 60 + 1)
    response = client.post(CODE, {"code": code})
    assert response["Location"] == f"{LOGIN}?again=late"
    assert "Begär en ny" in client.get(response["Location"]).content.decode()
    assert not whoever(client).is_authenticated


def test_a_code_is_good_once_and_in_one_browser(client, county):
    ask(client, MEMBER)
    code = mailed_code()
    elsewhere = Client()
    elsewhere.post(CODE, {"code": code})
    assert not whoever(elsewhere).is_authenticated
    client.post(CODE, {"code": code})
    assert whoever(client).is_authenticated
    client.post("/accounts/logout/")
    client.post(CODE, {"code": code})
    assert not whoever(client).is_authenticated


def test_a_new_code_replaces_the_old(client, county):
    ask(client, MEMBER)
    old = mailed_code()
    client.post(CODE, {"action": "resend"})
    assert mailed_code() != old
    assert client.post(CODE, {"code": old}).status_code == 422
    client.post(CODE, {"code": mailed_code()})
    assert whoever(client).is_authenticated


@pytest.mark.parametrize("email", ["", "anna", "anna@", "a" * 250 + "@example.org"])
def test_what_is_no_address_is_said_to_be_none(client, county, email):
    response = ask(client, email)
    assert response.status_code == 200
    assert 'class="error-summary"' in response.content.decode()
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_told_of_in_the_log_only(client, county, monkeypatch, caplog):
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages", lambda *_given: (_ for _ in ()).throw(OSError)
    )
    assert ask(client, MEMBER)["Location"] == CODE
    assert "A mail to inspector@example.org was not delivered" in caplog.text


@pytest.mark.parametrize("going", ["/provlan/", "/design/?q=1#x"])
def test_one_gets_where_one_was_going(client, county, going):
    page = client.get(LOGIN, {"next": going}).content.decode()
    assert f'<input type="hidden" name="next" value="{going}">' in page
    location = ask(client, MEMBER, next=going)["Location"]
    response = client.post(location, {"code": mailed_code()})
    assert response["Location"] == going


ELSEWHERE = ["https://evil.example/", "//evil.example/", "javascript:alert(1)", r"\\evil.example", "https:evil.example"]


@pytest.mark.parametrize("going", ELSEWHERE)
def test_nobody_is_led_elsewhere(client, county, in_demo, going):
    location = ask(client, MEMBER, next=going)["Location"]
    assert location == CODE
    assert client.post(location, {"code": mailed_code(), "next": going})["Location"] == "/"
    assert client.post("/accounts/logout/", {"next": going})["Location"] == "/"
    assert become(client, MEMBER, next=going)["Location"] == "/"


def test_the_session_gets_a_new_key_at_login_and_is_gone_after_logout(client, county):
    ask(client, MEMBER)
    before = client.session.session_key
    client.post(CODE, {"code": mailed_code()})
    within = client.session.session_key
    assert within != before
    client.post("/accounts/logout/")
    assert not client.session.exists(within)
    assert not whoever(client).is_authenticated


def test_logging_out_takes_a_post(client, county):
    client.force_login(county.persona("inspector"))
    assert client.get("/accounts/logout/").status_code == 302
    assert whoever(client).is_authenticated


def test_who_is_logged_in_has_no_use_for_the_login_page(client, county):
    client.force_login(county.persona("inspector"))
    assert client.get(LOGIN)["Location"] == "/"


GONE = [
    "signup/",
    "email/",
    "confirm-email/",
    "inactive/",
    "reauthenticate/",
    "password/change/",
    "password/set/",
    "password/reset/",
    "password/reset/key/1-abc/",
    "password/reset/done/",
    "3rdparty/",
    "3rdparty/signup/",
    "social/signup/",
    "2fa/",
]


@pytest.mark.parametrize("address", GONE)
def test_there_are_no_passwords_and_nobody_signs_up(client, county, address):
    client.force_login(county.persona("coordinator"))
    assert client.get(f"/accounts/{address}").status_code == 404
    assert client.post(f"/accounts/{address}", {"email": "new@example.org", "password": "x"}).status_code == 404


def test_nobody_has_a_password(county):
    assert not any(person.has_usable_password() for person in Person.objects.all())


# limits


def test_codes_are_limited_for_each_address(county):
    for _attempt in range(3):
        assert ask(Client(), MEMBER).status_code == 302
    response = ask(Client(), "INSPECTOR@example.org")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    page = response.content.decode()
    assert "För många försök" in page
    assert re.search(r"Du kan försöka igen om en minut, klockan \d\d\.\d\d\.", page)
    assert len(mail.outbox) == 3
    assert ask(Client(), "chair@example.org").status_code == 302


def test_limits_are_the_same_for_who_is_not_known(county):
    for _attempt in range(3):
        ask(Client(), "nobody@example.org")
    assert ask(Client(), "nobody@example.org").status_code == 429


def test_the_hour_has_its_own_limit_and_says_how_long(county, monkeypatch):
    now = limits.time.time
    for attempt in range(10):
        monkeypatch.setattr("time.time", lambda: now() + attempt * 61)  # noqa: B023 - called within the turn
        assert ask(Client(), MEMBER).status_code == 302
    response = ask(Client(), MEMBER)
    assert response.status_code == 429
    assert 50 * 60 <= int(response["Retry-After"]) <= 51 * 60
    assert re.search(r"om 51 minuter, klockan \d\d\.\d\d", response.content.decode())


def test_codes_are_limited_for_each_computer(county):
    for number in range(30):
        assert ask(Client(), f"nobody{number}@example.org").status_code == 302
    assert ask(Client(), MEMBER).status_code == 429
    assert ask(Client(REMOTE_ADDR="192.0.2.7"), MEMBER).status_code == 302


def test_guesses_are_limited_over_all_browsers(county, monkeypatch):
    """Many browsers that have each asked for a code share the guesses at one address."""
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "request_login_code", "100/m/key")
    guessers = [Client() for _number in range(6)]
    for guesser in guessers:
        ask(guesser, MEMBER)
    answers = [guesser.post(CODE, {"code": "WRONG"}).status_code for guesser in guessers for _attempt in range(2)]
    assert answers == [422] * 10 + [429] * 2


def test_the_counts_lie_in_the_database():
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


# the demo


@pytest.fixture
def in_demo(settings, monkeypatch, county):
    """A demo whose personas are two of the county's."""
    settings.DEMO = True
    settings.ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
    told = [
        Persona("chair@example.org", "Leder mötet", "Leads the meeting"),
        Persona(MEMBER, "Gör tillsyn", "Inspects"),
    ]
    monkeypatch.setattr(doors, "personas", lambda: tuple(told))


def become(client: Client, email: str, **more: str) -> Any:
    return client.post("/accounts/login/demo/", {"email": email} | more)


def test_the_demo_lists_its_persons_and_lets_in_with_one_click(client, county, in_demo):
    page = client.get(LOGIN, {"next": "/design/"}).content.decode()
    assert page.index("Stina Styr") < page.index("Inga Inspektör")
    assert "Leder mötet" in page and "Granby kommun" in page and "Leads" not in page
    response = become(client, MEMBER, next="/design/")
    assert response["Location"] == "/design/"
    assert whoever(client) == county.persona("inspector")


def test_in_the_demo_one_can_become_somebody_else(client, county, in_demo):
    become(client, MEMBER)
    before = client.session.session_key
    assert client.get(LOGIN).status_code == 200
    become(client, "chair@example.org")
    assert whoever(client) == county.persona("chair")
    assert not client.session.exists(before)


def test_only_the_demos_own_persons_can_be_chosen(client, county, in_demo):
    assert become(client, "coordinator@example.org").status_code == 404
    assert become(client, "").status_code == 404
    actions.close_account(county.persona("inspector"), by=SYSTEM)
    assert become(client, MEMBER).status_code == 404
    assert "Inga Inspektör" not in client.get(LOGIN).content.decode()


def test_becoming_takes_a_post_with_a_token(county, in_demo):
    client = Client(enforce_csrf_checks=True)
    assert client.get("/accounts/login/demo/").status_code == 405
    assert become(client, MEMBER).status_code == 403
    assert not whoever(client).is_authenticated


def test_outside_the_demo_there_is_no_such_door(client, county, in_demo, settings):
    settings.DEMO = False
    assert become(client, MEMBER).status_code == 404
    assert "Stina Styr" not in client.get(LOGIN).content.decode()
    assert not whoever(client).is_authenticated
