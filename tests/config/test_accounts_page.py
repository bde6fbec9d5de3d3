"""The page where each looks after their own account; the choice of language; one's sessions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client

from samsyn.config.models import Session
from samsyn.kernel.journal import history
from tests.config.conftest import log_in, mailed_code, whoever

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0"

pytestmark = pytest.mark.usefixtures("mailed_at_once")


@pytest.fixture
def inspector(client, county) -> Any:
    person = county.persona("inspector")
    client.force_login(person)
    return person


def logged_in(agent: str) -> Client:
    """Another browser that the inspector has logged in with."""
    client = Client(headers={"User-Agent": agent})
    log_in(client, "inspector@example.org")
    return client


def test_the_page_tells_who_one_is(client, inspector):
    page = client.get("/account/").content.decode()
    assert inspector.name in page and inspector.email in page and "Granby kommun" in page
    assert inspector.get_absolute_url() in page


def test_it_is_for_those_who_are_logged_in(client, county):
    assert client.get("/account/")["Location"] == "/accounts/login/?next=/account/"
    assert client.post("/account/logout-everywhere/")["Location"].startswith("/accounts/login/")
    assert client.get("/account/again/")["Location"].startswith("/accounts/login/")


def test_it_asks_the_database_no_more_for_more_sessions(client, inspector, django_assert_num_queries):
    logged_in(FIREFOX)
    client.get("/account/")
    with django_assert_num_queries(8):
        client.get("/account/")
    logged_in(IPHONE)
    logged_in(EDGE)
    with django_assert_num_queries(8):
        client.get("/account/")


@pytest.mark.parametrize(
    ("agent", "called"), [(FIREFOX, "Firefox, Windows"), (IPHONE, "Safari, iPhone"), (EDGE, "Edge, Mac"), ("", "Okänd")]
)
def test_sessions_are_called_what_people_call_them(county, agent, called):
    page = logged_in(agent).get("/account/").content.decode()
    assert called in page
    assert re.search(r"Sedan \d+\xa0\w+\xa020\d\d klockan \d\d\.\d\d", page)


def test_other_peoples_sessions_are_their_own(client, inspector, county):
    other = Client(headers={"User-Agent": FIREFOX})
    other.force_login(county.persona("chair"))
    assert "Firefox" not in client.get("/account/").content.decode()
    client.post("/account/logout-everywhere/")
    assert whoever(other) == county.persona("chair")


def test_one_can_log_out_everywhere(client, inspector):
    first, second = logged_in(FIREFOX), logged_in(IPHONE)
    response = client.post("/account/logout-everywhere/", follow=True)
    assert "Du är utloggad överallt." in response.content.decode()
    assert not any(whoever(browser).is_authenticated for browser in (first, second, client))
    assert not Session.objects.filter(person=inspector.pk).exists()


def test_logging_out_everywhere_takes_a_post_with_a_token(county):
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.persona("inspector"))
    assert client.get("/account/logout-everywhere/").status_code == 405
    assert client.post("/account/logout-everywhere/").status_code == 403
    assert whoever(client).is_authenticated


def test_a_session_knows_whose_it_is(client, county):
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"email": "inspector@example.org"})
    assert Session.objects.get().person is None
    client.post("/accounts/login/code/", {"code": mailed_code()})
    session = Session.objects.get()
    assert session.person == county.persona("inspector").pk == int(session.get_decoded()[SESSION_KEY])


# language


def test_the_chosen_language_is_kept_on_the_person_and_in_the_browser(client, inspector, county):
    response = client.post("/language/", {"language": "en", "next": "/account/"})
    assert response["Location"] == "/account/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "Your account" in client.get("/account/").content.decode()
    person = county.persona("inspector")
    assert person.language == "en"
    event = history(person).first()
    assert (event.verb, event.actor, event.changes) == ("people.revise_person", person, {"language": ["sv", "en"]})


def test_the_same_language_again_is_no_change(client, inspector, county):
    client.post("/language/", {"language": "sv"})
    assert county.persona("inspector").version == inspector.version


def test_a_language_that_is_not_there_changes_nothing(client, inspector, county):
    client.post("/language/", {"language": "xx"})
    assert county.persona("inspector").language == "sv"


def test_a_visitor_chooses_for_the_browser(client, county):
    client.post("/language/", {"language": "en"})
    assert "Log in" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("going", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_choosing_a_language_leads_nobody_elsewhere(client, county, going):
    assert client.post("/language/", {"language": "en", "next": going})["Location"] == "/"


def test_english_is_complete(client, inspector):
    """No Swedish text in English (nor anywhere an untranslated message's traces)."""
    client.post("/language/", {"language": "en"})
    for address in ("/account/", "/account/again/"):
        page = client.get(address).content.decode()
        text = re.sub(r"<[^>]+>", " ", page.replace("Inga Inspektör", "").replace("Svenska", ""))
        assert not re.search(r"[åäöÅÄÖ]", text.replace("Miljösamverkan Provlän", "")), address
