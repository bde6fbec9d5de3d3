"""An installation of its own: a data folder, a database, and the `samsyn` command in a process of its own. And what
tests of logging in share."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from psycopg import sql

from samsyn.config.accounts import adapters

SERVER = os.environ.get("SAMSYN_DATABASE_URL", "")


@dataclass(frozen=True)
class Installation:
    folder: Path
    environment: dict[str, str]

    @property
    def is_sqlite(self) -> bool:
        return "SAMSYN_DATABASE_URL" not in self.environment

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "samsyn.config.cli", *arguments]

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Installation]]:
    """Make an empty installation on the database that the suite runs on: `install()`; `install(sqlite=True)`."""
    databases: list[str] = []
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DJANGO_"))}
    speech = {name: value for name, value in clean.items() if name not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}

    def make(*, sqlite: bool = False) -> Installation:
        folder = tmp_path_factory.mktemp("installation")
        environment = speech | {"SAMSYN_DATA": str(folder), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        if SERVER.startswith("postgres") and not sqlite:
            name = f"samsyn_{os.getpid()}_{len(databases)}"
            administer(f"CREATE DATABASE {name}")
            databases.append(name)
            environment["SAMSYN_DATABASE_URL"] = f"{SERVER.rpartition('/')[0]}/{name}"
        return Installation(folder, environment)

    yield make
    for name in databases:
        administer(f"DROP DATABASE {name} WITH (FORCE)")


def administer(statement: str) -> None:
    with psycopg.connect(f"{SERVER.rpartition('/')[0]}/postgres", autocommit=True) as server:
        server.execute(sql.SQL(statement))


@pytest.fixture
def mailed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail about an account leaves while the test waits, not in a thread."""

    class Now:
        def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
            done: Future[Any] = Future()
            done.set_result(function(*arguments))
            return done

    monkeypatch.setattr(adapters, "POST", Now())


def mailed_code() -> str:
    """The code in the latest mail."""
    (found,) = re.findall(r"^ {4}([A-Z]{4}-[A-Z]{4})$", str(mail.outbox[-1].body), re.M)
    return found


def log_in(client: Client, email: str) -> Any:
    """By a mailed code; return the answer to the code."""
    client.post("/accounts/login/", {"email": email})
    return client.post("/accounts/login/code/", {"code": mailed_code()})


def whoever(client: Client) -> Any:
    """Who a request of the client would come from."""

    class Request:
        session = client.session

    return get_user(Request())
