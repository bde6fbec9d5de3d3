"""Bring everything up to date and serve until stopped."""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from samsyn.config import environment
from samsyn.config.commands import FAILED, OK, Failure, _
from samsyn.config.prepared import is_prepared

PACKAGE = Path(__file__).resolve().parents[2]
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FIRST_PORT, PORTS_TRIED = 8000, 20
THREADS = 4  # per worker: pages wait for the database, not for each other


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("the address to listen at (%(default)s)"))
    parser.add_argument("--port", type=int, help=_("the port (the first free one from 8000)"))
    parser.add_argument(
        "--workers",
        type=int,
        default=min(2, os.cpu_count() or 1),
        help=_("processes that answer (%(default)s); about 100 MB of memory each"),
    )
    parser.add_argument("--reload", action="store_true", help=_("for development: restart when a file changes"))


def run(arguments: argparse.Namespace) -> int:
    port = arguments.port or first_free_port(arguments.host)
    if not is_free(arguments.host, port):
        raise Failure(
            _("Port %(port)s at %(host)s is taken. Choose another with --port, or stop what listens there.")
            % {"port": port, "host": arguments.host}
        )
    url = environment.text("URL")
    if arguments.host not in LOOPBACK and not url:
        raise Failure(
            _("Samsyn is to listen at %s, so that others can reach it: set SAMSYN_URL to the address they use.")
            % arguments.host
        )
    here = f"http://{'[::1]' if arguments.host == '::1' else arguments.host}:{port}"
    os.environ["SAMSYN_URL"] = url or here
    if not is_prepared():
        with subprocess.Popen([sys.executable, "-m", "samsyn.config.cli", "prepare"]) as prepare:
            import_module("granian")  # meanwhile
        if prepare.returncode:
            return FAILED
    if not arguments.reload or "RUN_MAIN" in os.environ:  # with --reload this is the watcher, or its child
        threading.Thread(target=announce, args=(arguments.host, port, url or here), daemon=True).start()
    if arguments.reload:
        serve_with_reload(arguments.host, port)
    else:
        serve(arguments.host, port, arguments.workers)
    return OK


def serve(host: str, port: int, workers: int) -> None:
    """Answer by granian until a signal ends it."""
    from granian import Granian  # noqa: PLC0415 - `samsyn serve --help` and --reload do without
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "samsyn.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def serve_with_reload(host: str, port: int) -> None:
    """Answer by Django's development server; when a file changes start afresh, preparation included."""
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import autoreload  # noqa: PLC0415

    def watch_more(sender: autoreload.BaseReloader, **_given: object) -> None:
        for pattern in ("*.css", "*.js", "*.po", "*.svg"):
            sender.watch_dir(PACKAGE, f"**/{pattern}")

    django.setup()
    autoreload.autoreload_started.connect(watch_more)
    call_command("runserver", f"[{host}]:{port}" if ":" in host else f"{host}:{port}")


def first_free_port(host: str) -> int:
    """The first free port from 8000; raises Failure when twenty are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(host, port):
            return port
    raise Failure(
        _("The ports %(first)s-%(last)s are all taken: choose one with --port.")
        % {"first": FIRST_PORT, "last": FIRST_PORT + PORTS_TRIED - 1}
    )


def is_free(host: str, port: int) -> bool:
    """Whether nothing listens there. Raises Failure when the address is not one of this machine's."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, OverflowError) as error:
        raise Failure(_("There is no address %(host)s:%(port)s.") % {"host": host, "port": port}) from error
    with socket.socket(family, kind, protocol) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise Failure(_("Only an administrator may listen at port %s: choose one above 1023.") % port) from error
        except OSError:
            return False
    return True


def announce(host: str, port: int, url: str) -> None:
    """Wait for the first answer, then say where it is and how to log in."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not bound
    for _attempt in range(300):
        connection = http.client.HTTPConnection(target, port, timeout=10)
        try:
            connection.request("HEAD", "/", headers={"Host": url.partition("://")[2].partition("/")[0]})
            failed = connection.getresponse().status >= http.HTTPStatus.INTERNAL_SERVER_ERROR
            break
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    else:
        sys.stderr.write(_("Samsyn has not answered at %s within half a minute.") % url + "\n")
        return
    if failed:
        sys.stderr.write(_("Samsyn answers at %s with an error: see the lines above.") % url + "\n")
        return
    if environment.flag("DEMO", False):
        login = _("Log in:       %s/accounts/login/ - choose one of the persons there (demonstration)") % url
    else:
        login = _("Log in:       %s/accounts/login/") % url
    lines = [_("Samsyn is at: %s/") % url, login, _("Stop with Ctrl-C.")]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    sys.stdout.flush()
