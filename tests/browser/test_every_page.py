"""Every kind of page that anybody in the demo reaches by links: accessible and no wider than the window, on a phone in
light and on a desk in dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page

from samsyn.config.demo import load_demo, personas
from samsyn.people.models import Person
from tests.browser.conftest import too_wide, violations
from tests.crawl import Answer, Found, by_client, crawl

pytestmark = pytest.mark.browser
DOWNLOAD = re.compile(r"\.\w+$")
TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^>]*)?)>")
LOOK = re.compile(r'\s(?:class|type|role)="([^"]*)"')
ADD_STYLE = (
    "style => { const more = new CSSStyleSheet(); more.replaceSync(style); document.adoptedStyleSheets = [more]; }"
)
PHONE, DESK = {"width": 390, "height": 900}, {"width": 1280, "height": 900}


def test_every_page_is_accessible_to_everybody(open_page: Callable[..., Page]) -> None:
    load_demo()
    told: list[str] = []
    visited: set[tuple[str, frozenset[tuple[str, ...]]]] = set()
    for person in [*(Person.objects.get(email=persona.email) for persona in personas()), None]:
        page = open_page(person=person)
        for found in pages_of(person):
            name, look = found.kind.split()[0], shape(found.answer)
            if (name, look) not in visited:
                known = any(name == other for other, _look in visited)
                visited.add((name, look))
                page.goto(found.address)
                told += [f"{found.address} as {person or 'the public'}, {fault}" for fault in faults(page, known=known)]
        page.close()
    assert not told, "\n".join(told)
    assert len(visited) > 100


def pages_of(person: Person | None) -> Iterator[Found]:
    """One page of each kind that the person reaches by links."""
    client = Client()
    if person is not None:
        client.force_login(person)
    get = by_client(client)

    def get_page(address: str) -> Answer:
        return Answer(204, "", "", b"") if DOWNLOAD.search(address) else get(address)

    return (found for found in crawl(get_page, twice=["area", "person"]) if found.answer.is_page)


def shape(answer: Answer) -> frozenset[tuple[str, ...]]:
    """What a page is built of. Pages of one name and one shape differ in nothing but their words: one is visited."""
    return frozenset((tag, *LOOK.findall(given)) for tag, given in TAG.findall(answer.body.decode()))


def faults(page: Page, *, known: bool = False) -> Iterator[str]:
    """What is wrong with the page that is open. Each look is there once: the phone in light, the desk in dark. Of a
    page that is known already in another shape, only the width is looked at on the desk."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    yield from (f"on the phone: {fault}" for fault in [*violations(page), *too_wide(page)])
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESK)
    yield from (f"on the desk: {fault}" for fault in [*([] if known else violations(page)), *too_wide(page)])


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (".lead { color: #999 !important }", "on the phone: color-contrast"),
        ("@media (prefers-color-scheme: dark) { .lead { color: #555 !important } }", "on the desk: color-contrast"),
        ("@media (width < 500px) { .lead { inline-size: 500px } }", "on the phone: 126 px wider than the window"),
        ("@media (width > 500px) { .lead { min-inline-size: 1400px } }", "on the desk: 168 px wider than the window"),
    ],
)
def test_a_fault_is_seen_in_the_look_that_has_it(page: Page, style: str, seen: str) -> None:
    page.goto("/about/")
    assert not list(faults(page))
    page.evaluate(ADD_STYLE, style)
    (fault,) = faults(page)
    assert fault.startswith(seen)
