"""Logging in, and looking after one's account, in a real browser with a passkey of its own."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page, expect

from samsyn.config.accounts import doors
from samsyn.config.demo import Persona

from .conftest import assert_accessible

pytestmark = pytest.mark.browser

MEMBER = "inspector@example.org"
WIDE, NARROW = 1280, 390
LOOKS = [(WIDE, False), (NARROW, False), (WIDE, True), (NARROW, True)]


@pytest.fixture
def members(transactional_db: None, county: Any) -> Any:
    cache.clear()  # the counts of the test before, which no transaction takes back
    return county


def mailed_code(number: int) -> str:
    """The code in the mail of that number, as soon as it has come: it leaves in a thread."""
    for _attempt in range(100):
        if len(mail.outbox) >= number:
            (found,) = re.findall(r"^ {4}([A-Z]{4}-[A-Z]{4})$", str(mail.outbox[number - 1].body), re.M)
            return str(found)
        time.sleep(0.05)
    raise AssertionError("no mail has come")


def log_in(page: Page, *, mails: int = 1, going: str = "") -> None:
    page.goto(f"/accounts/login/?next={going}")
    page.get_by_label("E-postadress").fill(MEMBER)
    page.get_by_role("button", name="Skicka en kod").click()
    page.get_by_label("Kod", exact=True).fill(mailed_code(mails))
    page.get_by_role("button", name="Logga in", exact=True).click()


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """Give the browser a device that keeps passkeys and says yes to all."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devtools, device["authenticatorId"]


def test_a_passkey_is_added_used_and_removed(page: Page, members: Any) -> None:
    devtools, device = plug_in(page)
    log_in(page, going="/account/")
    page.get_by_role("link", name="Lägg till en passkey").click()
    expect(page.get_by_label("Namn")).to_have_value("Chrome, Linux")
    page.get_by_label("Namn").fill("Jobbdatorn")
    page.get_by_role("button", name="Lägg till en passkey").click()
    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.get_by_text("Passkeyn är tillagd.", exact=False).first).to_be_visible()
    expect(page.get_by_text("Inte använd än.")).to_be_visible()
    (kept,) = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert kept["isResidentCredential"] and kept["rpId"] == "localhost"

    page.get_by_role("button", name="Logga ut här").click()
    page.goto("/accounts/login/?next=/design/")
    page.get_by_role("button", name="Logga in med en passkey").click()
    expect(page).to_have_url(re.compile("/design/$"))
    expect(page.get_by_text("Inga Inspektör").first).to_be_visible()

    page.goto("/account/")
    expect(page.get_by_text("Senast använd")).to_be_visible()
    page.get_by_role("link", name="Ta bort Jobbdatorn").click()
    expect(
        page.get_by_text(f"”Jobbdatorn” fungerar sedan inte längre. Du kan alltid logga in med en kod till {MEMBER}.")
    ).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Ta bort passkeyn").click()
    expect(page.get_by_text("Du har ingen passkey än.", exact=False)).to_be_visible()

    page.get_by_role("button", name="Logga ut här").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Logga in med en passkey").click()
    expect(page.locator("h1")).to_have_text("Det gick inte att logga in dig")
    assert_accessible(page)
    told = [message.subject for message in mail.outbox[1:]]
    assert told == [
        "En passkey har lagts till på ditt konto i Samsyn.",
        "En passkey har tagits bort från ditt konto i Samsyn.",
    ]


def test_the_same_device_is_not_added_twice(page: Page, members: Any) -> None:
    plug_in(page)
    log_in(page, going="/account/passkeys/add/")
    page.get_by_role("button", name="Lägg till en passkey").click()
    expect(page).to_have_url(re.compile("/account/$"))
    page.goto("/account/passkeys/add/")
    page.get_by_role("button", name="Lägg till en passkey").click()
    expect(page.get_by_text("Den här enheten har redan en passkey")).to_be_visible()


def test_who_breaks_off_is_told_so(page: Page, members: Any) -> None:
    devtools, device = plug_in(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Logga in med en passkey").click()
    told = page.locator("#passkey-failed")
    expect(told).to_be_visible()
    expect(told).to_be_focused()
    assert_accessible(page)


def test_a_passkey_of_who_has_been_closed_out_opens_nothing(page: Page, members: Any) -> None:
    plug_in(page)
    log_in(page, going="/account/passkeys/add/")
    page.get_by_role("button", name="Lägg till en passkey").click()
    expect(page).to_have_url(re.compile("/account/$"))
    page.get_by_role("button", name="Logga ut här").click()
    person = members.persona("inspector")
    person.is_active = False
    person.save()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Logga in med en passkey").click()
    expect(page.locator("h1")).to_have_text("Det gick inte att logga in dig")


def test_two_steps_by_app_by_spare_code_and_by_passkey(page: Page, members: Any) -> None:
    plug_in(page)
    log_in(page, going="/account/second-step/on/")
    assert_accessible(page)
    secret = page.locator("main code").inner_text().replace(" ", "")
    page.get_by_label("Kod från appen").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_text("Två steg är påslaget.", exact=False).first).to_be_visible()
    assert_accessible(page)
    spare = page.locator("main code").first.inner_text()
    page.goto("/account/passkeys/add/")
    page.get_by_role("button", name="Lägg till en passkey").click()
    expect(page).to_have_url(re.compile("/account/$"))
    assert_accessible(page)
    page.get_by_role("button", name="Logga ut här").click()

    log_in(page, mails=4, going="/account/")
    expect(page.locator("h1")).to_have_text("Ett steg till")
    assert_accessible(page)
    page.get_by_label("Kod", exact=True).fill(spare)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_text("Du har 9 reservkoder kvar", exact=False)).to_be_visible()
    page.get_by_role("button", name="Logga ut här").click()

    log_in(page, mails=5, going="/account/")
    page.get_by_role("button", name="Använd en passkey i stället").click()
    expect(page).to_have_url(re.compile("/account/$"))


def test_without_javascript_a_code_lets_in_and_no_passkey_is_offered(
    open_page: Callable[..., Page], members: Any
) -> None:
    page = open_page(javascript=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Logga in med en passkey")).to_have_count(0)
    log_in(page, going="/account/")
    expect(page.locator("h1")).to_have_text("Ditt konto")


def test_one_logs_out_everywhere_after_being_asked(page: Page, members: Any) -> None:
    log_in(page, going="/account/")
    questions: list[str] = []
    page.once("dialog", lambda dialog: (questions.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Logga ut överallt").click()
    expect(page.get_by_text("Du är utloggad överallt.").first).to_be_visible()
    assert questions == ["Vill du logga ut i alla webbläsare, även den här?"]


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_page_is_accessible(
    open_page: Callable[..., Page], members: Any, settings: Any, monkeypatch: Any, width: int, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    page.goto("/accounts/login/")
    assert_accessible(page)
    page.get_by_role("button", name="Skicka en kod").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("E-postadress").fill("nobody@example.org")
    page.get_by_role("button", name="Skicka en kod").click()
    page.get_by_text("Har det inte kommit någon kod?").click()
    assert_accessible(page)
    for _attempt in range(3):
        page.get_by_label("Kod", exact=True).fill("BCDF-GHJK")
        page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_text("Koden blev fel tre gånger", exact=False)).to_be_visible()
    assert_accessible(page)
    for _attempt in range(3):
        page.goto("/accounts/login/")
        page.get_by_label("E-postadress").fill("nobody@example.org")
        page.get_by_role("button", name="Skicka en kod").click()
        page.context.clear_cookies()
    expect(page.locator("h1")).to_have_text("För många försök")
    assert_accessible(page)

    settings.DEMO = True
    settings.ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
    monkeypatch.setattr(doors, "personas", lambda: (Persona(MEMBER, "Gör tillsyn", "Inspects"),))
    page.goto("/accounts/login/?next=/account/")
    assert_accessible(page)
    page.get_by_role("button", name="Logga in som Inga Inspektör").click()
    expect(page.locator("h1")).to_have_text("Ditt konto")
    assert_accessible(page)
    page.goto("/accounts/login/")
    assert_accessible(page)
    page.goto("/account/passkeys/add/")
    assert_accessible(page)
    page.goto("/account/again/")
    assert_accessible(page)
