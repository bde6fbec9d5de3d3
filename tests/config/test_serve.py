import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time

import pytest

from samsyn.config.commands import Failure, serve


@contextlib.contextmanager
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_refused_by_name(install):
    with taken_port() as port:
        result = install(sqlite=True).run("serve", "--port", str(port))
    assert result.returncode == 1
    assert f"Port {port} at 127.0.0.1 is taken" in result.stderr


def test_the_next_free_port_is_chosen(monkeypatch):
    with taken_port() as port:
        monkeypatch.setattr(serve, "FIRST_PORT", port)
        assert serve.first_free_port("127.0.0.1") > port
        monkeypatch.setattr(serve, "PORTS_TRIED", 1)
        with pytest.raises(Failure, match="all taken"):
            serve.first_free_port("127.0.0.1")


def test_an_address_of_another_machine_is_no_address():
    with pytest.raises(Failure, match="no address"):
        serve.is_free("no such host", 8000)


def test_nobody_is_let_in_from_outside_before_the_address_is_set(install):
    result = install(sqlite=True).run("serve", "--host", "0.0.0.0")
    assert result.returncode == 1
    assert "set SAMSYN_URL" in result.stderr


@pytest.fixture(scope="module")
def served(install):
    """A running server: its port, and what it has printed so far."""
    installation = install()
    with taken_port() as port:
        pass
    log = installation.folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            installation.command("serve", "--port", str(port), "--workers", "1"),
            env=installation.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    yield port, log
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(20) == 0


def test_it_prepares_an_empty_installation_and_answers(served):
    port, log = served
    for _attempt in range(1200):
        if "Samsyn is at" in log.read_text():
            break
        time.sleep(0.1)
    assert f"Samsyn is at: http://127.0.0.1:{port}/" in log.read_text()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 200
        assert b"</html>" in answer.read()


def test_a_large_upload_is_answered_with_a_page_through_the_whole_server(served):
    port, _log = served
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("POST", "/", body=b"x" * 50_000_000, headers={"Content-Type": "text/plain"})
        answer = connection.getresponse()
        assert answer.status == 413
        assert "högst 20 MB" in answer.read().decode()
