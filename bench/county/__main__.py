"""`python -m bench.county demo`: make a county in an empty installation, ask for every kind of page, print JSON."""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
django.setup()

from bench.county.contents import make  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import resolve  # noqa: E402

from samsyn.config import messages, prepared  # noqa: E402
from samsyn.config.commands import prepare  # noqa: E402
from samsyn.config.demo import personas  # noqa: E402
from samsyn.people.models import Person  # noqa: E402
from tests.crawl import Answer, by_client, crawl  # noqa: E402

PUBLIC = ""
DOCUMENT = re.compile(r"\.(csv|docx|ics|json|pdf|xlsx|yaml)$")
WHO = (3, 1, 0)  # the contact person in a municipality, the chair of the steering group, and first the coordinator
TIMES = 7  # each page is asked for, once it has been asked for once
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3  # in what the system counts memory in


def main(county: str) -> None:
    messages.compile_all()
    prepare.migrate()
    sources, start = prepared.sources(), time.monotonic()
    rows = make(county)
    made = time.monotonic() - start
    prepare.collect_static_files()
    prepared.note(sources)
    clients = {PUBLIC: Client()}
    for persona in (personas()[place] for place in WHO):
        clients[persona.email] = Client()
        clients[persona.email].force_login(Person.objects.get(email=persona.email))
    pages: dict[str, dict[str, Any]] = {}
    for who, client in reversed(clients.items()):
        get = pages_only(by_client(client))
        for found in [*crawl(get)]:
            if found.answer.status == 200 and found.answer.is_page and (kind := kind_of(found.address)) not in pages:
                pages[kind] = {"who": who, "address": found.address} | measured(get, found.address)
    cookies = {who: client.cookies.output(attrs=[], header="", sep=";").strip() for who, client in clients.items()}
    asked = [(cookies[page["who"]], page["address"]) for page in pages.values()]
    print(json.dumps({"rows": rows, "made": made, "pages": pages, "memory": memory(asked)}))


def pages_only(get: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """The same, without the documents: those of a large county are books, and bench/docrender.py measures such."""
    nothing = Answer(404, "", "", b"")
    return lambda address: nothing if DOCUMENT.search(urlsplit(address).path) else get(address)


def kind_of(address: str) -> str:
    """The name of the address, the number of the edition, and what its query asks for."""
    parts = urlsplit(address)
    match = resolve(parts.path)
    edition = [match.kwargs["number"]] if "plan" in match.kwargs and "number" in match.kwargs else []
    asked = sorted({f"?{name}" for name, _value in parse_qsl(parts.query)})
    return " ".join(map(str, [match.url_name or parts.path, *edition, *asked]))


def measured(get: Callable[[str], Answer], address: str) -> dict[str, Any]:
    """Milliseconds, queries and kilobytes of an answer."""
    queries: list[str] = []

    def count(execute: Any, sql: str, *given: Any) -> Any:
        queries.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(count):
        answer = get(address)
    taken = []
    for _time in range(TIMES):
        start = time.thread_time()
        get(address)
        taken.append(1000 * (time.thread_time() - start))
    return {
        "median": statistics.median(taken),
        "p95": sorted(taken)[int(0.95 * len(taken))],
        "queries": len(queries),
        "size": len(answer.body) / 1000,
    }


def memory(addresses: list[tuple[str, str]]) -> float:
    """Megabytes that the larger of `samsyn serve` and its worker had at most, when each page was asked for twice."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "samsyn.config.cli", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        next(line for line in server.stdout if "127.0.0.1" in line)
        for cookie, address in addresses * 2:
            request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Cookie": cookie})
            with urllib.request.urlopen(request) as answer:
                answer.read()
        server.terminate()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    main(sys.argv[1])
