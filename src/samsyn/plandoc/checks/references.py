"""Checks that what a row points at exists, and that what is talked about has a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from samsyn.plandoc.model import Area

from .context import Context, at, quoted, titled
from .model import Found, Row, Say, Severity, Wording, check_rule
from .periods import has_areas, has_rows

_BUYING = re.compile(r"\b(upphandl\w*|kravspecifikation\w*)", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:upphandling|upphandla|system|systemstöd|it-stöd|verktyg|e-tjänst|kravspecifikation|krav)\w*\s+"
    r"(?:av|för|på|till|som)\s+(?!att\b|en\b|den\b|det\b|beslut\b|nästa\b|detta\b)\w{4,}"
    r"|\bupphandla\s+(?!gemensamt|tillsammans|eller|och)(?:(?:en|ett|ny\w*|gemensam\w*)\s+)*\w{4,}"
    r"|\b(?:\w+system|e-tjänst)\w*\b",
    re.IGNORECASE,
)


@check_rule(
    "PC33",
    Severity.WARNING,
    applies=has_areas,
    sv=Wording(
        "Det som ska upphandlas har inget namn",
        "Det som ska upphandlas har ett namn.",
        "Den som läser raderna ska förstå vilken process eller vilket system de handlar om.",
        {
            "": Say(
                "{rows:list} leder fram till en upphandling, men ingen text säger av vad.",
                "Skriv vilken process eller vilket system det gäller, i rubriken eller i det första steget.",
            )
        },
    ),
    en=Wording(
        "What is to be procured has no name",
        "What is to be procured has a name.",
        "Whoever reads the rows should understand which process or system they are about.",
        {
            "": Say(
                "{rows:list} lead up to a procurement, but no text says of what.",
                "Say which process or system it is, in the title or in the first step.",
            )
        },
    ),
)
def unnamed_object(context: Context) -> Iterator[Found]:
    for area in context.plan.areas:
        rows = area.steps or (area,)
        texts = [text for row in (area, *area.steps) for text in (row.title, row.what, row.aim, row.follow_up)]
        buying = [row for row in rows if any(_BUYING.search(text) for text in (row.what, row.aim, row.follow_up))]
        if buying and not any(_OBJECT.search(text) for text in texts):
            yield Found(
                tuple(at(row) for row in rows),
                tuple(quote for row in buying for quote in quoted(row, "title", "what")),
                {"rows": tuple(row.code for row in rows)},
            )


@check_rule(
    "PC46",
    Severity.ERROR,
    applies=has_rows,
    sv=Wording(
        "Raden pekar på något som inte finns",
        "Alla hänvisningar stämmer.",
        "Beteckningar ska vara unika, och det som en rad hänvisar till ska finnas i planen.",
        {
            "missing": Say(
                "{row} hänvisar under {field:field} till ”{target}”, som inte finns i planen.",
                "Rätta hänvisningen eller lägg till det som saknas.",
            ),
            "twice": Say(
                "Beteckningen {row} används av {number} rader.",
                "Ge varje rad en egen beteckning.",
            ),
            "circle": Say(
                "{rows:list} bygger på varandra i en ring, så inget av dem kan börja.",
                "Ta bort ett av beroendena.",
            ),
        },
    ),
    en=Wording(
        "The row points at something that does not exist",
        "Every reference is right.",
        "Codes should be unique, and what a row refers to should be in the plan.",
        {
            "missing": Say(
                "{row} refers under {field:field} to “{target}”, which is not in the plan.",
                "Correct the reference, or add what is missing.",
            ),
            "twice": Say("The code {row} is used by {number} rows.", "Give each row a code of its own."),
            "circle": Say(
                "{rows:list} build on each other in a circle, so that none of them can begin.",
                "Take away one of the dependencies.",
            ),
        },
    ),
)
def dangling(context: Context) -> Iterator[Found]:
    plan = context.plan
    known: dict[str, set[str]] = {
        "parties": set(context.party_by_key),
        "bodies": set(context.body_by_key),
        "goals": {str(goal.number) for goal in plan.goals},
        "global_goals": {str(number) for number in range(1, 18)},
        "focus_areas": {focus.key for strategy in plan.strategies for focus in strategy.focus_areas},
        "depends_on": set(context.area_by_code),
    }
    for row in context.every_row:
        for field, targets in known.items():
            for target in dict.fromkeys(str(key) for key in getattr(row, field, ())):
                if target not in targets:
                    yield Found(
                        (at(row, field),),
                        (),
                        {"row": titled(row), "field": field, "target": target},
                        "missing",
                    )
        group = getattr(row, "group", "")
        if group and group not in context.body_by_key:
            yield Found((at(row, "group"),), (), {"row": titled(row), "field": "group", "target": group}, "missing")
    for rows in (list(plan.every_area()), list(plan.activities)):
        for code, number in Counter(row.code for row in rows).items():
            if number > 1:
                first = next(row for row in rows if row.code == code)
                yield Found((at(first, "code"),), (), {"row": code, "number": number}, "twice")
    for ring in _rings(context.area_by_code):
        yield Found(tuple(Row("area", code, "depends_on") for code in ring), (), {"rows": tuple(ring)}, "circle")


def _rings(areas: dict[str, Area]) -> Iterator[list[str]]:
    """Each circle of dependencies that a walk along them meets, once."""
    done: set[str] = set()
    for start in areas:
        path: dict[str, Iterator[str]] = {}
        code: str | None = start
        while code is not None:
            if code not in path and code not in done:
                path[code] = iter(dict.fromkeys(areas[code].depends_on))
            if code in path:
                following = next(path[code], None)
                if following is None:
                    done.add(code)
                    del path[code]
                    code = next(reversed(path), None)
                elif following in path:
                    names = list(path)
                    yield names[names.index(following) :]
                elif following in areas and following not in done:
                    code = following
            else:
                code = None
