"""An invented strategy in three editions, for tests: nothing in it is a real strategy's."""

from __future__ import annotations

from datetime import date

from samsyn.plandoc.frameworks import Focus, Framework, FrameworkEdition, FrameworkKind

FIRST = FrameworkEdition(
    "pahittad-2030",
    "Påhittad strategi 2030–2031",
    date(2030, 1, 1),
    date(2031, 12, 31),
    focuses=(
        Focus("vatten", "Rent vatten", "Vatten", "Källor och brunnar.", "Alla ska kunna dricka vattnet."),
        Focus("buller", "Buller", "Hälsa"),
        Focus("damm", "Damm", "Hälsa"),
        Focus("lukt", "Lukt", "Hälsa"),
        Focus("skrot", "Skrot", "Avfall"),
        Focus("jord", "Jord", "Avfall"),
    ),
)
SECOND = FrameworkEdition(
    "pahittad-2032",
    "Påhittad strategi 2032–2033",
    date(2032, 1, 1),
    date(2033, 12, 31),
    focuses=(
        Focus("vatten", "Rent vatten", "Vatten", "Källor och brunnar.", "Alla ska kunna dricka vattnet."),
        Focus("buller", "Buller och vibrationer", "Hälsa"),
        Focus("luft", "Luften inomhus", "Hälsa", takes_up=("damm", "lukt")),
        Focus("massor", "Jordmassor", "Avfall", takes_up=("jord",)),
        Focus("matjord", "Matjord", "Avfall", takes_up=("jord",)),
        Focus("klimat", "Klimatanpassning", "Klimat"),
    ),
)
THIRD = FrameworkEdition(
    "pahittad-2034",
    "Påhittad strategi 2034–2035",
    date(2034, 1, 1),
    focuses=(
        Focus("vatten", "Rent vatten", "Vatten", "Källor, brunnar och sjöar.", "Alla ska kunna dricka vattnet."),
        Focus("luft", "Luften inomhus", "Hälsa"),
        Focus("klimat", "Klimatanpassning", "Klimat"),
    ),
)
STRATEGY = Framework("pahittad", "Den påhittade strategin", FrameworkKind.STRATEGY, editions=(SECOND, FIRST, THIRD))
GOALS = Framework(
    "mal",
    "De påhittade målen",
    FrameworkKind.GLOBAL_GOALS,
    editions=(
        FrameworkEdition(
            "mal-2030",
            "De påhittade målen till 2030",
            date(2016, 1, 1),
            date(2030, 12, 31),
            focuses=tuple(Focus(str(number), f"Mål {number}") for number in range(1, 18)),
        ),
    ),
)
