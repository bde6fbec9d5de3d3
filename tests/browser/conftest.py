"""A real browser on the live server, and the accessibility check that every page has to pass."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", OFFLINE]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (looked for chromium, chromium-browser, google-chrome)")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Make a page on the live server: `open_page(width=390, dark=True, person=somebody, javascript=False)`.

    Addresses are relative (`page.goto("/design/")`). The test fails if the page writes an error to the console, as
    everything does that breaks the Content-Security-Policy; that the page itself was answered with 404 is no error.
    """
    contexts = []
    complaints: list[str] = []

    def listen(page: Page, said: ConsoleMessage) -> None:
        if said.type == "error" and said.location["url"] != page.url:
            complaints.append(f"{page.url}: {said.text} ({said.location['url']})")

    def make(*, width: int = 1280, dark: bool = False, person: Any = None, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="sv-SE",
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
            )
        page = context.new_page()
        page.on("console", lambda said: listen(page, said))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA or of axe's best practice, and nothing wider than the window."""
    told = [*violations(page), *too_wide(page)]
    assert not told, f"{page.url}\n" + "\n".join(told)


def violations(page: Page) -> list[str]:
    """What axe finds on the page, in words."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", RULES)
    assert found["passes"], "axe checked nothing"
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(f"{' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in violation["nodes"])
        for violation in found["violations"]
    ]


def too_wide(page: Page) -> list[str]:
    """That something is wider than the window, if it is."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px wider than the window"] if wide > 0 else []
