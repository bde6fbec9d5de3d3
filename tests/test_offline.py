import socket
import urllib.request

import pytest

ELSEWHERE = "192.0.2.1"  # RFC 5737: an address that is nobody's


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_nothing_is_sent_to_another_machine(kind):
    with socket.socket(type=kind) as caller:
        caller.settimeout(0.1)
        with pytest.raises(RuntimeError, match="over the network"):
            caller.connect((ELSEWHERE, 80))
        with pytest.raises(RuntimeError, match="over the network"):
            caller.connect_ex((ELSEWHERE, 80))


def test_no_datagram_is_sent_to_another_machine():
    with socket.socket(type=socket.SOCK_DGRAM) as caller, pytest.raises(RuntimeError, match="over the network"):
        caller.sendto(b"hello", (ELSEWHERE, 53))


def test_no_other_machine_is_found_by_name():
    with pytest.raises(OSError, match=r"asks for the address of example\.org"):
        urllib.request.urlopen("https://example.org/", timeout=0.1)


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as here:
        socket.create_connection(here.getsockname(), timeout=1).close()
