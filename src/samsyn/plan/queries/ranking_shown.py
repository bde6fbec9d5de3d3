"""A ranking round in words and pictures: the order and why, what to talk about, the spread of each candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samsyn.charts import Judged as Dots
from samsyn.charts import Weighed, dot_plot, value_effort
from samsyn.plan.models import Area, Candidate, Need, RankingRound
from samsyn.plan.queries import ranking as queries
from samsyn.plan.queries.pictures import Picture, both, language
from samsyn.plandoc.ranking import Standing

TO_TALK_ABOUT = 5  # the widest disagreements
APART = 2  # levels: closer than this there is nothing to talk about


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with all that is told of it; `place` is the recorded one, or the proposed one until then."""

    candidate: Candidate
    title: str
    standing: Standing
    judged: Sequence[queries.Judged]
    place: int | None
    because: str
    remark: str

    @property
    def value(self) -> Fraction | Decimal | None:
        """As it was when the round was concluded, or as it is."""
        return self.candidate.value if self.candidate.round.is_concluded else self.standing.value

    @property
    def effort(self) -> Fraction | Decimal | None:
        return self.candidate.effort if self.candidate.round.is_concluded else self.standing.effort

    @property
    def proposed_place(self) -> int | None:
        return self.candidate.proposed_place if self.candidate.round.is_concluded else self.standing.place

    @property
    def told_value(self) -> str:
        return figure(self.value)

    @property
    def told_effort(self) -> str:
        return figure(self.effort)


@dataclass(frozen=True, slots=True)
class Disagreement:
    row: Row
    judged: queries.Judged

    @property
    def words(self) -> str:
        levels = self.judged.spread.levels
        return _("from %(lowest)s to %(highest)s") % {"lowest": levels[0], "highest": levels[-1]}


def rows(ranking: RankingRound) -> list[Row]:
    """The candidates in their order: the recorded one, or the proposed one until the round is concluded."""
    said = queries.judged(ranking)
    standings = {int(standing.key): standing for standing in queries.standings(ranking, said)}
    candidates = {candidate.pk: candidate for candidate in queries.candidates_of(ranking)}
    for candidate in candidates.values():
        candidate.round = ranking
    found = [
        Row(
            candidate=candidates[pk],
            title=queries.title_of(candidates[pk]),
            standing=standing,
            judged=said[pk],
            place=candidates[pk].place if ranking.is_concluded else standing.place,
            because=because(standing, said[pk]),
            remark=queries.remark_on(candidates[pk]),
        )
        for pk, standing in standings.items()
    ]
    return sorted(found, key=lambda row: row.place or 0) if ranking.is_concluded else found


def because(standing: Standing, judged: Sequence[queries.Judged]) -> str:
    """The arithmetic of a candidate's place in words."""
    if standing.quotient is None:
        return _("It cannot be placed, because nobody has judged its value, or nobody its effort.")
    if standing.value is None:
        told = _("Because the effort is %(effort)s of 5, and value has no weight in this round.")
    elif standing.effort is None:
        told = _("Because the value is %(value)s of 5, and effort has no weight in this round.")
    else:
        told = _("Because the value %(value)s divided by the effort %(effort)s makes %(quotient)s.")
    figures = {
        "value": figure(standing.value),
        "effort": figure(standing.effort),
        "quotient": figure(standing.quotient, decimals=2),
    }
    sentences = [told % figures]
    speaking = [one for one in judged if not one.criterion.against and one.criterion.weight and one.spread.median]
    if len(speaking) > 1:
        most = max(one.criterion.weight * (one.spread.median or 0) for one in speaking)
        names = [one.criterion.name for one in speaking if one.criterion.weight * (one.spread.median or 0) == most]
        sentences.append(_("Most of the value comes from: %(names)s.") % {"names": ", ".join(names)})
    if standing.lacking:
        names = [one.criterion.name for one in judged if str(one.criterion.pk) in standing.lacking]
        sentences.append(_("Left out, because nobody could judge it: %(names)s.") % {"names": ", ".join(names)})
    return " ".join(sentences)


def shared_with(row: Row, rows: Sequence[Row]) -> str:
    """Those that the proposal cannot tell apart from this one, as titles."""
    same = [other.title for other in rows if other is not row and other.standing.quotient == row.standing.quotient]
    return ", ".join(same) if row.standing.shared else ""


def disagreements(rows: Sequence[Row]) -> list[Disagreement]:
    """Where the members are furthest apart, in what has weight: what to talk about first."""
    found = [
        Disagreement(row, judged)
        for row in rows
        for judged in row.judged
        if judged.criterion.weight and judged.spread.n > 1 and _apart(judged) >= APART
    ]
    found.sort(key=lambda one: (-one.judged.spread.disagreement, -one.judged.criterion.weight, one.row.title))
    return found[:TO_TALK_ABOUT]


def most_disputed_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.standing.disagreement, row.title))


def _apart(judged: queries.Judged) -> int:
    return judged.spread.levels[-1] - judged.spread.levels[0]


def figure(number: Fraction | Decimal | None, *, decimals: int = 1) -> str:
    """With at most so many decimals, as the reader's language writes it."""
    if number is None:
        return "–"
    text = number_format(Decimal(f"{float(number):.{decimals}f}"), decimal_pos=decimals)
    return text.rstrip("0").rstrip(",.")


def map_of(rows: Sequence[Row]) -> Picture:
    """Value against effort. A mark's number is the candidate's place; those that share one have the same number."""
    weighed = [
        Weighed(
            number=str(row.place) if row.place else "–",
            label=row.title,
            value=float(row.standing.value) if row.standing.value is not None else None,
            effort=float(row.standing.effort) if row.standing.effort is not None else None,
            href=f"#candidate-{row.candidate.pk}",
        )
        for row in rows
    ]
    return both(
        lambda ident, width: value_effort(
            weighed,
            ident=ident,
            title=_("Value against effort"),
            description=_(
                "Each candidate by its value and its effort, from 1 to 5. The figures stand in the table below."
            ),
            language=language(),
            width=width,
        ),
        "ranking",
    )


def spread_of(row: Row, *, changes: bool) -> Picture:
    """The members' levels on each criterion; with `changes` also what has been changed since the talk."""
    dots = [
        Dots(
            label=judged.criterion.name,
            levels=judged.spread.levels,
            missing=judged.spread.missing,
            median=float(judged.spread.median) if judged.spread.median is not None else None,
            before=[g.first for g in judged.given if g.changed and g.first is not None] if changes else [],
        )
        for judged in row.judged
    ]
    return both(
        lambda ident, width: dot_plot(
            dots,
            ident=ident,
            title=_("How the members judge “%(title)s”") % {"title": row.title},
            description=_("A dot for each member on each criterion, from 1 to 5. The same stands in the table below."),
            language=language(),
            width=width,
        ),
        f"spread-{row.candidate.pk}",
    )


def outcomes(user: Any, *, need: Need | None = None, area: Area | None = None) -> list[dict[str, str]]:
    """How a need's or an area's own page tells of the rounds where it is weighed: the words, and where they lead."""
    return [_outcome(candidate) for candidate in queries.weighed(user, need=need, area=area)]


def _outcome(candidate: Candidate) -> dict[str, str]:
    words = {"place": candidate.place, "round": candidate.round}
    text = _("Place %(place)s in “%(round)s”") if candidate.place else _("Is being weighed in “%(round)s”")
    return {"text": text % words, "href": candidate.round.get_absolute_url()}
