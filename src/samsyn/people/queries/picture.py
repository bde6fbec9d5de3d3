"""The county as a map of who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.charts import MapValue, county_map
from samsyn.people.models import Collaboration
from samsyn.people.queries.county import Presence

CLASSES = 4
WIDE, NARROW = 600, 358  # px


def seat_map(collaboration: Collaboration, municipalities: Sequence[Presence]) -> list[SafeString]:
    """The seats that each municipality holds, as a map for a wide page and one for a phone; no map where there is no
    geometry for the county.
    """
    here = [one for one in municipalities if one.organisation.code[:2] == collaboration.county_code]
    if not here or not collaboration.county_code:
        return []
    classes = _classes([one.seats for one in here])
    values = {
        one.organisation.code: MapValue(
            str(one.seats),
            next(level for level, seats in enumerate(classes) if one.seats <= seats[-1]),
            href=one.organisation.get_absolute_url(),
        )
        for one in here
    }
    captions = [f"{seats[0]}–{seats[-1]}" if seats[0] < seats[-1] else str(seats[0]) for seats in classes]
    maps = [
        county_map(
            values,
            ident=f"map-{width}",
            title=_("Seats held by each municipality"),
            description=_("From %(lowest)s to %(highest)s seats. The figures stand in the table below.")
            % {"lowest": classes[0][0], "highest": classes[-1][-1]},
            levels=[_("%(seats)s seats") % {"seats": caption} for caption in captions],
            county=collaboration.county_code,
            language=get_language() or "sv",
            width=width,
        )
        for width in (WIDE, NARROW)
    ]
    return [mark_safe(svg) for svg in maps if svg]  # noqa: S308 - drawn by samsyn.charts, which escapes every text


def _classes(figures: Sequence[int]) -> list[list[int]]:
    """The figures in order, in at most four classes of about as many municipalities each; equals stay together."""
    classes: list[list[int]] = [[]]
    for place, figure in enumerate(sorted(figures)):
        full = place >= len(figures) * len(classes) / CLASSES
        if full and classes[-1] and figure != classes[-1][-1]:
            classes.append([])
        classes[-1].append(figure)
    return classes
