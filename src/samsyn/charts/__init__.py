"""Pictures as SVG from plain data: one source for the web, PDF and Word.

See docs/adr/0008-pictures.md. The site's colours come from `static/charts/charts.css`.
"""

from .budget import Amount, budget_bars
from .capacity import Block, QuarterLoad, capacity_bars
from .county import MapValue, county_map
from .outcome import Compared, outcome_bars
from .scatter import Weighed, value_effort
from .spread import Judged, dot_plot
from .status import Status, status_bar
from .timeline import TimelineRow, timeline
from .yearwheel import Ring, WheelKey, WheelMark, wheel_keys, year_wheel

__all__ = [
    "Amount",
    "Block",
    "Compared",
    "Judged",
    "MapValue",
    "QuarterLoad",
    "Ring",
    "Status",
    "TimelineRow",
    "Weighed",
    "WheelKey",
    "WheelMark",
    "budget_bars",
    "capacity_bars",
    "county_map",
    "dot_plot",
    "outcome_bars",
    "status_bar",
    "timeline",
    "value_effort",
    "wheel_keys",
    "year_wheel",
]
