"""Checks of what happens at the same time: is there more than the people can carry?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from samsyn.plandoc.capacity import Effort, collisions
from samsyn.plandoc.model import Activity, ActivityKind, Area, AreaKind, PartyKind

from .context import CAMPAIGNS, Context, at, quoted, titled
from .model import Found, Say, Severity, Wording, check_rule
from .periods import dated, has_rows
from .words import blank

MOST_STARTS = 6  # rows that one and the same can begin in a half-year: one a month
WHOLE_YEAR = timedelta(days=360)  # a row that runs this long is not bound to a season
TAKING_TIME = (*CAMPAIGNS, AreaKind.EXCHANGE, AreaKind.GUIDANCE, AreaKind.TRAINING)

_GATHERINGS = (ActivityKind.NETWORK, ActivityKind.MEETING, ActivityKind.BODY, ActivityKind.VISIT)
_Row = Area | Activity


@check_rule(
    "PC28",
    Severity.WARNING,
    applies=has_rows,
    sv=Wording(
        "För mycket på samma gång",
        "Arbetet är spritt över åren.",
        f"Det som börjar under ett halvår räknas för den som håller i det. Fler än {MOST_STARTS} rader, en i "
        f"månaden, är svårt att hinna med. Rader utan ansvarig räknas till den som ansvarar för mest.",
        {
            "": Say(
                "Under {half:half} ska {number} rader komma i gång hos {who}: {rows:list}. "
                "Halvåret innan är de {before}, halvåret efter {after}.",
                "Flytta det som kan vänta, eller skriv vem mer som håller i arbetet.",
            ),
            "campaigns": Say(
                "Under {half:half} ska {number} rader komma i gång hos {who}: {rows:list}. "
                "{campaigns:list} är dessutom kampanjer under samma månader. Halvåret innan är raderna "
                "{before}, halvåret efter {after}.",
                "Flytta det som kan vänta, i första hand en av kampanjerna, eller skriv vem mer som håller i arbetet.",
            ),
        },
    ),
    en=Wording(
        "Too much at the same time",
        "The work is spread over the years.",
        f"What begins in a half-year is counted for the one who runs it. More than {MOST_STARTS} rows, one a "
        f"month, are hard to manage. Rows without anybody responsible are counted for the one who answers "
        f"for most.",
        {
            "": Say(
                "In {half:half}, {number} rows are to begin with {who}: {rows:list}. In "
                "the half-year before there are {before}, in the one after {after}.",
                "Move what can wait, or say who else will run the work.",
            ),
            "campaigns": Say(
                "In {half:half}, {number} rows are to begin with {who}: {rows:list}. "
                "{campaigns:list} are campaigns in the same months as well. In the half-year before there "
                "are {before} rows, in the one after {after}.",
                "Move what can wait, a campaign first of all, or say who else will run the work.",
            ),
        },
    ),
)
def too_much_at_once(context: Context) -> Iterator[Found]:
    starting: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    rows: list[_Row] = [area for area, _ in dated(context)]
    rows += [activity for activity in context.plan.activities if activity.kind in _GATHERINGS]
    for row in rows:
        span = context.span(row)
        if span and span.starts.year in context.years and span.ends - span.starts < WHOLE_YEAR:
            starting[span.starts.year, 1 if span.starts.month <= 6 else 2].append(row)
    carried = {half: _by_carrier(context, inside) for half, inside in starting.items()}
    for (year, number), loads in sorted(carried.items()):
        for who, inside in loads.items():
            if len(inside) <= MOST_STARTS or not who:  # where nobody is named, that is the fault to tell
                continue
            before = (year, 1) if number == 2 else (year - 1, 2)
            after = (year, 2) if number == 1 else (year + 1, 1)
            campaigns = tuple(row.code for row in inside if isinstance(row, Area) and row.kind in CAMPAIGNS)
            yield Found(
                tuple(at(row, "time") for row in inside),
                tuple(quote for row in inside for quote in quoted(row, "time")),
                {
                    "half": f"{year}-{number}",
                    "number": len(inside),
                    "who": who,
                    "rows": tuple(row.code for row in inside),
                    "campaigns": campaigns,
                    "before": len(carried.get(before, {}).get(who, ())),
                    "after": len(carried.get(after, {}).get(who, ())),
                },
                variant="campaigns" if len(campaigns) > 1 else "",
            )


def _by_carrier(context: Context, rows: Sequence[_Row]) -> dict[str, list[_Row]]:
    """The rows by the one who runs them: of several named in a row, the one who is named in most."""
    named = {id(row): _carriers(context, row) for row in rows}
    weight: defaultdict[str, int] = defaultdict(int)
    for names in named.values():
        for name in names:
            weight[name] += 1
    busiest = max(weight, key=lambda name: weight[name], default="")
    loads: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        loads[max(named[id(row)], key=lambda name: weight[name], default=busiest)].append(row)
    return loads


def _carriers(context: Context, row: _Row) -> tuple[str, ...]:
    keys = row.bodies
    if not keys and isinstance(row, Area) and (programme := context.programme_of.get(row.code)):
        keys = programme.bodies
    named = tuple(context.body_by_key[key].name for key in keys if key in context.body_by_key)
    if named:
        return named
    said = row.responsible if isinstance(row, Area) else row.responsible or row.practical
    return () if blank(said) else (" ".join(said.split()[:1]).strip(".,;:"),)


@check_rule(
    "PC43",
    Severity.WARNING,
    applies=lambda context: sum(area.kind in CAMPAIGNS for area in context.work) > 1,
    sv=Wording(
        "Flera kampanjer vill ha samma kommuner samtidigt",
        "Kampanjerna går inte ut över varandra.",
        "Kampanjer som pågår samtidigt tar tid av samma inspektörer. De jämförs månad för månad och kommun för kommun.",
        {
            "": Say(
                "{rows:list} pågår samtidigt från {starts:month} till {ends:month} och vänder sig till samma "
                "kommuner ({parties:list}).",
                "Lägg kampanjerna efter varandra, eller kom överens om vilka kommuner som deltar i vilken.",
            )
        },
    ),
    en=Wording(
        "Several campaigns want the same municipalities at the same time",
        "The campaigns do not get in each other's way.",
        "Campaigns that run at the same time take the time of the same inspectors. They are compared month "
        "by month and municipality by municipality.",
        {
            "": Say(
                "{rows:list} run at the same time from {starts:month} to {ends:month} and turn to the same "
                "municipalities ({parties:list}).",
                "Run the campaigns one after the other, or agree on which municipalities take part in which.",
            )
        },
    ),
)
def campaigns_collide(context: Context) -> Iterator[Found]:
    for collision in collisions(effort for effort in efforts(context) if effort.campaign):
        areas = [effort.area for effort in collision.campaigns if effort.area]
        yield Found(
            tuple(at(area, "time") for area in areas),
            tuple(quote for area in areas for quote in quoted(area, "time", "partners")),
            {
                "rows": tuple(titled(area) for area in areas),
                "starts": collision.starts.isoformat(),
                "ends": collision.ends.isoformat(),
                "parties": collision.municipalities,
            },
        )


def efforts(context: Context) -> list[Effort]:
    """What of the plan takes the inspectors' time and has its days in the plan's years or later."""
    found = []
    for area, span in dated(context):
        if area.kind in TAKING_TIME and span.ends.year >= context.plan.first_year:
            parties = [party.name for party in context.parties(area) if party.kind is PartyKind.MUNICIPALITY]
            found.append(
                Effort(
                    area.code,
                    area.title,
                    span.starts,
                    span.ends,
                    campaign=area.kind in CAMPAIGNS,
                    national=area.kind is AreaKind.NATIONAL_CAMPAIGN,
                    municipalities=tuple(dict.fromkeys(parties)),
                    area=area,
                )
            )
    return found
