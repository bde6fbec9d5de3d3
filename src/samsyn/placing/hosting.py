"""Whose turn it is: fewest turns this year, then the one who has waited longest, then the order they are named in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from samsyn.placing.model import Host, Series
from samsyn.placing.slots import Slot


def give_turns(series: Series, slots: Sequence[Slot], lost: Sequence[int] = ()) -> None:
    """Give every slot without a host the one whose turn it is, in order of time.

    A fixed meeting counts as its host's turn already before it is held, so that nobody has two turns while another
    waits. Meetings that are fixed without a host keep none. The slots that were `lost` in earlier searches, by
    their index and once for each search, come last: nobody shall lose the turn with a meeting that finds no day.
    """
    if not series.hosts:
        return
    last = {host.key: host.last or date.min for host in series.hosts}
    turns = Counter(slot.host.key for slot in slots if slot.host)
    for slot in slots:
        if slot.fixed and slot.host and slot.host.key in last:
            last[slot.host.key] = max(last[slot.host.key], slot.fixed.on)
    named = {host.key: place for place, host in enumerate(series.hosts)}
    for slot in sorted(
        (slot for slot in slots if not slot.fixed), key=lambda slot: (lost.count(slot.index), slot.about, slot.index)
    ):
        host = min(series.hosts, key=lambda host: (turns[host.key], last[host.key], named[host.key]))
        slot.host, last[host.key] = host, max(slot.about, last[host.key])
        turns[host.key] += 1


def waiting(series: Series, used: set[str]) -> list[Host]:
    """The hosts that have no turn this year, the one who has waited longest first."""
    return sorted((host for host in series.hosts if host.key not in used), key=lambda host: host.last or date.min)
