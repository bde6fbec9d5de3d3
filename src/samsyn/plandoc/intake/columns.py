"""What the headings of columns, and the labels of rows, mean: in any order, any spelling, abbreviated or misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from samsyn.plandoc.intake.draft import RowKind
from samsyn.plandoc.intake.letters import folded, likeness

_TIME = (
    "tid", "tid för genomförande", "tidsperiod", "tidplan", "tidsplan", "när", "period", "tidpunkt", "genomförs",
    "genomförandetid", "time", "when", "timing",
)  # fmt: skip
_PARTNERS = (
    "samverkande parter", "samverkansparter", "parter", "samverkan med", "deltagande parter", "medverkande",
    "deltagare",
    "partners", "parties", "aktörer", "samarbetsparter",
)  # fmt: skip
_RESPONSIBLE = (
    "ansvar", "ansvarig", "ansvariga", "ansvarig för genomförande", "ansvarsfördelning", "huvudansvarig", "responsible",
    "responsibility", "sammankallande",
)  # fmt: skip
_SHARED = {
    "code": ("kod", "nr", "nummer", "code", "number", "id"),
    "kind": ("slag", "typ", "sort", "kind", "type"),
    "goals": (
        "koppling till mål", "verksamhetsmål", "mål nr", "målnummer", "övergripande mål", "bidrar till mål",
        "koppling till målen", "goals", "linked goals",
    ),
    "note": ("anmärkning", "anmärkningar", "kommentar", "kommentarer", "övrigt", "notering", "note", "comment"),
}  # fmt: skip

# For each kind of table: the field and the headings that mean it, the surest first.
COLUMNS: dict[RowKind, dict[str, tuple[str, ...]]] = {
    RowKind.AREA: {
        "title": (
            "utvecklingsområde", "utvecklingsområden", "område", "insatsområde", "insats", "projekt", "kampanj",
            "utvecklingsinsats", "steg", "rubrik", "benämning", "development area", "area", "project", "campaign",
        ),
        "what": (
            "vad ska göras", "vad", "vad göra", "vad ska vi göra", "beskrivning", "genomförande", "åtgärd", "åtgärder",
            "innehåll", "hur", "what is to be done", "what", "description",
        ),
        "aim": (
            "mål med området", "mål", "syfte", "syfte och mål", "mål och syfte", "mål med insatsen", "målsättning",
            "förväntat resultat", "aim", "aims", "purpose", "objective",
        ),
        "partners": _PARTNERS,
        "time": _TIME,
        "follow_up": (
            "uppföljning", "redovisning", "utvärdering", "uppföljning och redovisning", "hur följs det upp",
            "follow up",
            "evaluation",
        ),
        "indicator": ("mått", "indikator", "indikatorer", "mätetal", "nyckeltal", "indicator", "indicators", "measure"),
        "responsible": _RESPONSIBLE,
        "global_goals": ("globala mål", "agenda 2030", "agenda 2030 mål", "globala målen", "global goals", "sdg"),
        "focus_areas": ("fokusområde", "fokusområden", "fokusområde i nationell strategi", "focus areas", "focus area"),
        "depends_on": ("beror på", "beroende av", "förutsätter", "depends on"),
        "waits_for": ("väntar på", "avvaktar", "inväntar", "waits for"),
        "~derived": ("första dag", "sista dag", "first day", "last day"),
        **_SHARED,
    },
    RowKind.ACTIVITY: {
        "title": (
            "grupp eller nätverk", "styrgrupp eller nätverk", "styrgrupper och nätverk", "nätverk",
            "nätverk och grupper",
            "aktivitet", "återkommande aktivitet", "möte", "grupp", "group or network", "network", "activity",
        ),
        "purpose": ("syfte", "ändamål", "uppgift", "mål och syfte", "purpose", "aim"),
        "partners": _PARTNERS,
        "time": (*_TIME, "hur ofta", "frekvens", "intervall", "frequency"),
        "responsible": _RESPONSIBLE,
        "practical": ("det praktiska", "praktiskt ansvar", "praktiskt", "practical side"),
        "content": ("innehållet", "ansvar för innehållet", "innehåll", "content"),
        "placed": ("bestämda datum", "datum", "mötesdatum", "placerade dagar", "placed days", "dates"),
        "~derived": ("minst per år", "högst per år", "fewest a year", "most a year"),
        **_SHARED,
    },
    RowKind.BODY: {
        "name": ("grupp", "organ", "gruppering", "body", "group", "namn"),
        "mandate": ("uppdrag", "mandat", "ansvar och uppdrag", "beslutar om", "mandate"),
        "composition": ("sammansättning", "ledamöter", "består av", "medlemmar", "vilka ingår",
        "composition", "members"),
    },
    RowKind.GOAL: {
        "number": ("nummer", "nr", "number"),
        "title": ("mål", "målet", "goal", "verksamhetsmål", "övergripande mål"),
        "description": ("beskrivning", "innebörd", "förklaring", "description"),
    },
    RowKind.PARTY: {
        "name": ("part", "organisation", "party", "samverkanspart"),
        "kind": ("slag", "typ", "kind"),
        "count": ("antal", "count"),
        "code": ("kod", "code", "kommunkod"),
    },
    RowKind.BUDGET: {
        "label": ("rad", "post", "budgetpost", "konto", "benämning", "line", "item", "intäkter och kostnader"),
        "amount": ("belopp", "kronor", "kr", "summa", "budget", "tkr", "amount", "sek"),
        "note": ("anmärkning", "kommentar", "note", "comment"),
        "side": ("sida", "intäkt eller kostnad", "side"),
    },
}  # fmt: skip
_NAMES = {RowKind.BODY: "name", RowKind.PARTY: "name", RowKind.BUDGET: "label"}
LEAST = 0.78


def name_field(kind: RowKind) -> str:
    """The field that names a row of a kind."""
    return _NAMES.get(kind, "title")


@dataclass(frozen=True, slots=True)
class Match:
    """How the columns of a table are understood: for each column its field, or "", and how sure that is."""

    kind: RowKind
    fields: tuple[str, ...]
    sureness: tuple[float, ...]

    @property
    def score(self) -> float:
        """How much is understood, each field counted once."""
        best: dict[str, float] = {}
        for name, how in zip(self.fields, self.sureness, strict=True):
            if name:
                best[name] = max(how, best.get(name, 0.0))
        return sum(best.values())

    @property
    def known(self) -> int:
        """How many different fields there are."""
        return len({name for name in self.fields if name})

    @property
    def named(self) -> bool:
        return name_field(self.kind) in self.fields


def match(headings: Sequence[str], kind: RowKind, same: Sequence[int] = ()) -> Match:
    """The headings as columns of that kind. `same` gives equal numbers to columns under one merged heading."""
    scored = sorted(
        (
            (likeness_of(heading, kind, name), -at, name)
            for at, heading in enumerate(headings)
            if heading and len(heading) < 80
            for name in COLUMNS[kind]
        ),
        reverse=True,
    )
    fields, sure = [""] * len(headings), [0.0] * len(headings)
    for how, minus, name in scored:
        at = -minus
        if how < LEAST or fields[at]:
            continue
        taken = fields.index(name) if name in fields and name != "~derived" else -1
        if taken >= 0 and not (same and same[taken] == same[at]):
            continue
        fields[at], sure[at] = name, how
    return Match(kind, tuple(fields), tuple(sure))


@cache
def likeness_of(heading: str, kind: RowKind, name: str) -> float:
    """How sure it is that the heading means the field; a little less for the rarer of its names."""
    found = 0.0
    for place, known in enumerate(COLUMNS[kind][name]):
        how = likeness(heading, known)
        if how < LEAST:
            how = _within(heading, known)
        found = max(found, how - 0.001 * place)
    return found


def _within(heading: str, known: str) -> float:
    """A heading that begins with the known name and says more: "Mål med detta", "Tid (prel.)"."""
    one, other = folded(heading).split(), folded(known).split()
    if heading.endswith("."):  # a sentence
        return 0.0
    if len(one) > len(other) and one[: len(other)] == other and len(one) - len(other) <= 4:
        return 0.8
    return 0.0


# Labels that begin a paragraph within a cell: for each field, what may stand in it and which field that is.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "what": {"waits_for": ("väntar på", "waits for"), "depends_on": ("beror på", "depends on")},
    "aim": {"goals": ("mål", "goals"), "global_goals": ("globala mål", "global goals")},
    "follow_up": {"indicator": ("mått", "indikator", "indicator")},
    "responsible": {
        "practical": ("det praktiska", "practical side"),
        "content": ("innehållet", "content"),
    },
}
PROGRAMME_LABELS = {
    "aim": ("mål med området", "syfte", "aim"), "partners": _PARTNERS, "time": _TIME,
    "follow_up": ("uppföljning", "follow up"), "indicator": ("mått", "indicator"), "responsible": _RESPONSIBLE,
    "waits_for": ("väntar på", "waits for"), "goals": ("mål", "goals"), "global_goals": ("globala mål", "global goals"),
}  # fmt: skip


def labelled(paragraph: str, labels: dict[str, tuple[str, ...]]) -> tuple[str, str, str]:
    """(field, label, text) of a paragraph that begins with a known label and a colon; ("", "", paragraph) else."""
    label, colon, text = paragraph.partition(":")
    if colon and text[:1] in (" ", "\n") and len(label) < 40:
        for name, known in labels.items():
            if folded(label) in map(folded, known):
                return name, label, text.strip()
    return "", "", paragraph
