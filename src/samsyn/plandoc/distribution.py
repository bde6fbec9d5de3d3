"""How an amount is shared among the municipalities: to the krona, and always exactly the whole amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from samsyn.plandoc.model import ShareKey
from samsyn.plandoc.text import Text


@dataclass(frozen=True, slots=True)
class Member:
    """One that pays: a municipality by its code, with what the chosen key needs to know of it."""

    key: str
    inhabitants: int | None = None
    percent: Decimal | int | None = None  # own share; those of all members make 100


class DistributionError(ValueError):
    """The amount cannot be shared so; `text` says why and what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text("en"))


def distribute(total: int, key: ShareKey, members: Sequence[Member], *, equal_percent: int = 50) -> dict[str, int]:
    """Each member's share of `total`, both in öre, by member key in the members' order.

    Shares are whole kronor and their sum is the total. Kronor left over by rounding go to the largest remainders
    (Hamilton's method), ties in the order of the keys, so the order of the members never matters. Öre in the total go
    to the largest share. `equal_percent` is the part of the amount that the mixed key shares equally, 0–100.
    """
    weights = _weights(key, members, equal_percent)
    if total < 0:
        raise DistributionError(
            Text(
                "Ett belopp under noll går inte att fördela. Ange ett belopp från noll och uppåt.",
                "An amount below zero cannot be shared. Give an amount of zero or more.",
            )
        )
    kronor, ore = divmod(total, 100)
    exact = {name: weight * kronor for name, weight in weights.items()}
    shares = {name: int(share) for name, share in exact.items()}
    left = kronor - sum(shares.values())
    for name in sorted(shares, key=lambda name: (shares[name] - exact[name], name))[:left]:
        shares[name] += 1
    largest = min(shares, key=lambda name: (-weights[name], name))
    return {name: share * 100 + (ore if name == largest else 0) for name, share in shares.items()}


def _weights(key: ShareKey, members: Sequence[Member], equal_percent: int) -> dict[str, Fraction]:
    """Each member's part of the whole; they make exactly 1."""
    if not members:
        raise DistributionError(
            Text(
                "Det finns ingen att fördela på. Lägg till minst en kommun.",
                "There is nobody to share among. Add at least one municipality.",
            )
        )
    twice = {member.key for member in members if sum(other.key == member.key for other in members) > 1}
    if twice:
        raise DistributionError(
            Text(
                f"Samma kommun står två gånger: {_names(twice)}. Behåll en rad för varje.",
                f"A municipality stands twice: {_names(twice)}. Keep one row for each.",
            )
        )
    if key is ShareKey.OWN:
        return _own(members)
    if not 0 <= equal_percent <= 100:
        raise DistributionError(
            Text(
                f"Den lika delen är {equal_percent} procent. Ange 0–100 procent.",
                f"The equal part is {equal_percent} per cent. Give 0–100 per cent.",
            )
        )
    part = {ShareKey.EQUAL: 100, ShareKey.INHABITANTS: 0, ShareKey.MIXED: equal_percent}[key]
    equal = Fraction(part, 100)
    heads = _inhabitants(members) if part < 100 else {}
    everybody = sum(heads.values())
    return {
        member.key: equal / len(members) + (1 - equal) * Fraction(heads.get(member.key, 0), everybody or 1)
        for member in members
    }


def _inhabitants(members: Sequence[Member]) -> dict[str, int]:
    heads = {member.key: member.inhabitants for member in members if (member.inhabitants or 0) > 0}
    without = [member.key for member in members if member.key not in heads]
    if without:
        raise DistributionError(
            Text(
                f"Antal invånare saknas för {_names(without)}. Fyll i det, eller välj lika delar.",
                f"The number of inhabitants is missing for {_names(without)}. Fill it in, or choose equal shares.",
            )
        )
    return {name: count for name, count in heads.items() if count is not None}


def _own(members: Sequence[Member]) -> dict[str, Fraction]:
    shares = {member.key: Fraction(member.percent) for member in members if member.percent is not None}
    wrong = [member.key for member in members if shares.get(member.key, Fraction(-1)) < 0]
    if wrong:
        raise DistributionError(
            Text(
                f"Egen andel saknas eller är under noll för {_names(wrong)}. Ange den i procent, minst 0.",
                f"The own share is missing or below zero for {_names(wrong)}. Give it in per cent, 0 or more.",
            )
        )
    whole = sum(shares.values())
    if whole != 100:
        shown = f"{float(whole):.10g}"
        shown_sv = shown.replace(".", ",")
        raise DistributionError(
            Text(
                f"De egna andelarna blir tillsammans {shown_sv} procent. Ändra dem så att summan är 100.",
                f"The own shares make {shown} per cent together. Change them so that the sum is 100.",
            )
        )
    return {name: share / 100 for name, share in shares.items()}


def _names(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))
