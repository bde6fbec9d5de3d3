"""No test reaches the network: sockets lead to this machine only, and no other machine's name is found."""

from __future__ import annotations

import socket
import sys
from typing import Any

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0", "::")


def stay_offline() -> None:
    """From now on and for as long as this process lives."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise RuntimeError(f"A test tries to reach {address[0]} over the network")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr") and not _is_here(arguments[0]):
        raise socket.gaierror(socket.EAI_NONAME, f"A test asks for the address of {arguments[0]}")


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    return name.startswith(LOOPBACK[:1]) or name in LOOPBACK or name == socket.gethostname()
