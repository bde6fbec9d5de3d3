"""Swedish expressions of time and recurrence, to structure and back to good Swedish."""

from samsyn.timewords.grains import Grain
from samsyn.timewords.model import (
    Deadline,
    Expression,
    Mode,
    Occasion,
    Ongoing,
    Part,
    Period,
    Placement,
    Recurrence,
    Relation,
    Relative,
    Unit,
    Yearless,
)
from samsyn.timewords.parse import parse
from samsyn.timewords.place import place
from samsyn.timewords.rfc5545 import rrule
from samsyn.timewords.roll import roll
from samsyn.timewords.workdays import free_days, holiday_name, is_squeeze_day, is_workday
from samsyn.timewords.write import write

__all__ = [
    "Deadline",
    "Expression",
    "Grain",
    "Mode",
    "Occasion",
    "Ongoing",
    "Part",
    "Period",
    "Placement",
    "Recurrence",
    "Relation",
    "Relative",
    "Unit",
    "Yearless",
    "free_days",
    "holiday_name",
    "is_squeeze_day",
    "is_workday",
    "parse",
    "place",
    "roll",
    "rrule",
    "write",
]
