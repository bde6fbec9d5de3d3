"""Days and times that are not parted at the end of a line."""

DATE_FORMAT = "j\N{NO-BREAK SPACE}F\N{NO-BREAK SPACE}Y"
DATETIME_FORMAT = "j\N{NO-BREAK SPACE}F\N{NO-BREAK SPACE}Y H:i"
MONTH_DAY_FORMAT = "j\N{NO-BREAK SPACE}F"
