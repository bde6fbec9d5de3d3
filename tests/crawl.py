"""Follow the links of the site as a person would."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

HERE = "http://here"
LINK = re.compile(r"""<a\s[^>]*?\bhref="([^"]+)\"""")


class Answer(NamedTuple):
    status: int
    content_type: str
    location: str
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html") and bool(self.body)


@dataclass(frozen=True)
class Found:
    """An answer, where a link to it stood, and what kind of page it is."""

    kind: str  # the address's name, with what else tells pages of that name apart
    address: str
    linked_from: str
    answer: Answer


def by_client(client: Client) -> Callable[[str], Answer]:
    """Ask Django directly, logged in as the client is. The client itself would note every template and what it was
    given, which takes longer than the pages do."""
    factory, handler = RequestFactory(), ClientHandler()
    factory.cookies = client.cookies

    def get(address: str) -> Answer:
        response = handler(factory.get(address).environ)
        headers = response.headers
        return Answer(
            response.status_code, headers.get("Content-Type", ""), headers.get("Location", ""), response.content
        )

    return get


def crawl(
    get: Callable[[str], Answer], *starts: str, twice: Container[str] = (), known: Container[str] = ()
) -> Iterator[Found]:
    """Visit what can be reached by links from the starts (the front page, if none is given): one address of each kind,
    of some kinds two, of known kinds only the starts. What an address redirects to counts as linked from it."""
    waiting = deque((start, "") for start in starts or ("/",))
    seen, visited = {start for start, _from in waiting}, Counter[str]()
    while waiting:
        address, linked_from = waiting.popleft()
        kind = kind_of(address)
        if visited[kind] >= (2 if kind in twice else 1) or (kind in known and linked_from):
            continue
        visited[kind] += 1
        answer = get(address)
        yield Found(kind, address, linked_from, answer)
        further = [*_local([answer.location] if answer.location else links(answer), address)]
        waiting.extend((link, address) for link in further if link not in seen)
        seen.update(further)


def links(answer: Answer) -> list[str]:
    """Every address that a page links to, as it stands there."""
    return [unescape(found) for found in LINK.findall(answer.body.decode())] if answer.is_page else []


def kind_of(address: str) -> str:
    """The name of the address and the number of the edition; of forms for one field also which field of what; of lists
    what the query asks for."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return address
    told = [match.kwargs[name] for name in ("number", "kind", "field", "page") if name in match.kwargs]
    asked = sorted({name for name, _value in parse_qsl(parts.query)})
    return " ".join([match.url_name or parts.path, *map(str, told), *(f"?{name}" for name in asked)])


def _local(found: list[str], base: str) -> Iterator[str]:
    """Those on this site, without fragments."""
    for link in dict.fromkeys(found):
        parts = urlsplit(urldefrag(urljoin(HERE + base, link)).url)
        if f"{parts.scheme}://{parts.netloc}" == HERE:
            yield parts._replace(scheme="", netloc="").geturl()
