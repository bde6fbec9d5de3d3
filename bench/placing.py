"""Measure a proposal of a large year: `python bench/placing.py`. Prints CPU seconds and memory."""

from __future__ import annotations

import random
import resource
import time
from datetime import date
from datetime import time as clock

from samsyn.placing import Host, Move, Series, Year, effect, propose
from samsyn.timewords import is_workday, parse

RULES = (
    "våren 2026", "hösten 2026", "3 gånger per år", "2-3 gånger per år", "en gång per månad utom i juli",
    "en gång i kvartalet", "varannan månad", "november 2026", "två veckor före styrgruppen",
    "3 gånger per år inför styrgruppen, samt en gång per månad utom i juli",
)  # fmt: skip


def large(series: int, people: int, *, each: int) -> Year:
    """A year of so many series; in each sit the coordinator, who is in all, and `each` others."""
    chance = random.Random(1)
    everybody = [f"p{number}" for number in range(people)]
    hosts = tuple(Host(f"h{number}", f"Kommun {number}") for number in range(14))
    return Year(
        2026,
        tuple(
            Series(
                f"s{number}",
                "Styrgruppen" if number == 2 else f"Serie {number}",
                parse(RULES[number % len(RULES)], year=2026),
                minutes=(chance.choice((60, 120, 180, 420)),),
                times=(clock(9), clock(13)),
                people=frozenset([*chance.sample(everybody, each), "coordinator"]),
                hosts=hosts if number % 5 == 4 else (),
            )
            for number in range(series)
        ),
    )


def main() -> None:
    is_workday(date(2026, 1, 1))  # loads the library of holidays, once in each process
    for series, people, each in ((20, 100, 12), (40, 300, 20), (80, 600, 30)):
        year = large(series, people, each=each)
        start = time.process_time()
        proposal = propose(year)
        took = time.process_time() - start
        steering = proposal.of("s2")[0]
        start = time.process_time()
        effect(proposal, Move("s2", 1, date(2026, 3, 11)))
        print(
            f"{series:3} series, {people} people: {took:.2f} s, {len(proposal.meetings)} meetings, "
            f"{sum(one.missing for one in proposal.explanations)} missing, cost {proposal.cost:.0f}; "
            f"the effect of a move (from {steering.on}) {time.process_time() - start:.2f} s"
        )
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
