"""Checks of what the plan builds on from outside: does it still hold, and for as long as the plan does?"""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.plandoc.frameworks import Fate

from .context import Context, at
from .model import Found, Quote, Row, Say, Severity, Wording, check_rule


def _builds_on_any(context: Context) -> bool:
    return bool(context.alignments)


@check_rule(
    "PC47",
    Severity.WARNING,
    applies=_builds_on_any,
    sv=Wording(
        "Bygger på något som inte längre gäller",
        "Det som raderna bygger på finns kvar i den senaste utgåvan av strategin och målen.",
        "När en nationell strategi eller en uppsättning mål kommer i en ny utgåva kan ett fokusområde ha tagits bort, "
        "slagits ihop med ett annat eller delats. Att det har skrivits om är inget fel: det visas på sidan "
        "om nationella strategier.",
        {
            "": Say(
                "{rows:list} bygger på ”{focus}”, som inte finns kvar i {edition}.",
                "Välj ett annat fokusområde för raden, eller ta bort kopplingen och skriv vilken grund arbetet har.",
            ),
            "merged": Say(
                "{rows:list} bygger på ”{focus}”, som i {edition} ingår i {after:list}.",
                "Koppla raden till det nya fokusområdet, om det fortfarande är detta som ska göras.",
            ),
            "split": Say(
                "{rows:list} bygger på ”{focus}”, som i {edition} är delat i {after:list}.",
                "Koppla raden till den eller de delar som den hör till.",
            ),
        },
    ),
    en=Wording(
        "Builds on something that is no longer valid",
        "What the rows build on is still there in the latest edition of the strategy and the goals.",
        "When a national strategy or a set of goals comes in a new edition, a focus area may have been taken away, "
        "merged with another or split. That it has been reworded is no fault: the page about national strategies "
        "shows it.",
        {
            "": Say(
                "{rows:list} builds on “{focus}”, which is not in {edition} any longer.",
                "Choose another focus area for the row, or take the link away and say on what ground the work stands.",
            ),
            "merged": Say(
                "{rows:list} builds on “{focus}”, which is a part of {after:list} in {edition}.",
                "Link the row to the new focus area, if this is still what is to be done.",
            ),
            "split": Say(
                "{rows:list} builds on “{focus}”, which is split into {after:list} in {edition}.",
                "Link the row to the part or parts where it belongs.",
            ),
        },
    ),
)
def no_longer_valid(context: Context) -> Iterator[Found]:
    for alignment in context.alignments:
        field = "global_goals" if alignment.framework.is_numbered else "focus_areas"
        for standing in alignment.shaken:
            followed = standing.followed
            yield Found(
                tuple(at(area, field) for area in standing.areas),
                tuple(Quote(at(area, field), followed.before.name) for area in standing.areas),
                {
                    "rows": tuple(area.code for area in standing.areas),
                    "focus": followed.before.name,
                    "edition": alignment.target.name,
                    "after": tuple(focus.name for focus in followed.after),
                },
                "" if followed.fate is Fate.GONE else followed.fate.value,
                mark=f"{alignment.target.key} {followed.before.key}",
            )


@check_rule(
    "PC48",
    Severity.INFO,
    applies=_builds_on_any,
    sv=Wording(
        "Planen sträcker sig längre än det som den bygger på",
        "Det som planen bygger på gäller så länge som planen.",
        "En strategi och de globala målen gäller till en dag. För åren därefter går det inte att veta vad som då är "
        "prioriterat.",
        {
            "": Say(
                "Planen gäller till och med {last}, men {edition} gäller bara till {until:month}.",
                "Ta ställning till åren därefter när nästa utgåva kommer, och skriv att de är preliminära.",
            )
        },
    ),
    en=Wording(
        "The plan goes on longer than what it builds on",
        "What the plan builds on is valid for as long as the plan.",
        "A strategy and the global goals are valid until a day. For the years after it nobody can know what will have "
        "priority.",
        {
            "": Say(
                "The plan is valid until {last}, but {edition} only until {until:month}.",
                "Decide on the years after it when the next edition comes, and say that they are preliminary.",
            )
        },
    ),
)
def outlived(context: Context) -> Iterator[Found]:
    plan = context.plan
    for alignment in context.alignments:
        until = alignment.target.valid_until
        if until and alignment.outlived_by(plan.last_year):
            yield Found(
                (Row("plan", plan.key, "last_year"),),
                (),
                {"last": plan.last_year, "edition": alignment.target.name, "until": until.isoformat()},
                mark=alignment.target.key,
            )
