"""The Swedish words of time, and how a damaged one is recognised.

Every table maps the folded word (lower case, å/ä/ö as a/a/o) to its meaning. To teach the reader a new word, add it,
correctly spelt, to the table of its kind.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

from samsyn.timewords.grains import AUTUMN, CHRISTMAS, EASTER, MIDSUMMER, SPRING, SUMMER, WINTER, Grain
from samsyn.timewords.model import Mode, Unit

T = TypeVar("T")

_SPELLINGS: dict[str, str] = {}  # folded -> correct spelling


def fold(word: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _words(meaning: T, words: str) -> dict[str, T]:
    _SPELLINGS.update({fold(word): word for word in words.split()})
    return {fold(word): meaning for word in words.split()}


def _merged(*tables: dict[str, T]) -> dict[str, T]:
    return {word: meaning for table in tables for word, meaning in table.items()}


MONTHS = _merged(
    _words(1, "januari jan"),
    _words(2, "februari feb febr"),
    _words(3, "mars mar"),
    _words(4, "april apr"),
    _words(5, "maj"),
    _words(6, "juni jun"),
    _words(7, "juli"),
    _words(8, "augusti aug"),
    _words(9, "september sep sept"),
    _words(10, "oktober okt"),
    _words(11, "november nov"),
    _words(12, "december dec"),
)
SEASONS = _merged(
    _words(SPRING, "våren vår vårterminen vårtermin vt vårens"),
    _words(SUMMER, "sommaren sommar sommarens"),
    _words(AUTUMN, "hösten höst höstterminen hösttermin ht höstens"),
    _words(WINTER, "vintern vinter vinterns"),
)
FEASTS = _merged(
    _words(EASTER, "påsk påsken"),
    _words(MIDSUMMER, "midsommar midsommaren"),
    _words(CHRISTMAS, "jul julen"),
)
NUMBERED = _merged(  # "kvartal 2", "v. 10", "Q1"
    _words(Grain.WEEK, "vecka veckan veckor veckorna v"),
    _words(Grain.QUARTER, "kvartal kvartalet kvartalen kv q"),
    _words(Grain.TERTIAL, "tertial tertialet tertialen t"),
    _words(Grain.HALF_YEAR, "halvår halvåret h"),
)
ORDERED = _merged(  # "andra kvartalet"
    _words(Grain.QUARTER, "kvartalet kvartal"),
    _words(Grain.TERTIAL, "tertialet tertial"),
    _words(Grain.HALF_YEAR, "halvåret halvår"),
)
NUMBERS = _merged(
    _words(1, "en ett"),
    *(
        _words(number, word)
        for number, word in enumerate(
            [
                "två",
                "tre",
                "fyra",
                "fem",
                "sex",
                "sju",
                "åtta",
                "nio",
                "tio",
                "elva",
                "tolv",
                "tretton",
                "fjorton",
                "femton",
            ],
            start=2,
        )
    ),
)
ORDINALS = _merged(
    *(
        _words(number, word)
        for number, word in enumerate(
            [
                "första",
                "andra",
                "tredje",
                "fjärde",
                "femte",
                "sjätte",
                "sjunde",
                "åttonde",
                "nionde",
                "tionde",
                "elfte",
                "tolfte",
                "trettonde",
                "fjortonde",
            ],
            start=1,
        )
    ),
    _words(1, "förste"),
)
UNITS = _merged(
    _words(Unit.YEAR, "år året åren"),
    _words(Unit.HALF_YEAR, "halvår halvåret termin terminen"),
    _words(Unit.TERTIAL, "tertial tertialet"),
    _words(Unit.QUARTER, "kvartal kvartalet"),
    _words(Unit.MONTH, "månad månaden mån månader"),
    _words(Unit.WEEK, "vecka veckan veckor"),
    _words(Unit.DAY, "dag dagen dagar"),
)
ADVERBS = _merged(  # how often, in one word
    _words(Unit.YEAR, "årligen årligt årlig årliga årsvis"),
    _words(Unit.HALF_YEAR, "halvårsvis halvårligen halvårsvisa terminsvis"),
    _words(Unit.TERTIAL, "tertialsvis tertialvis"),
    _words(Unit.QUARTER, "kvartalsvis kvartalsvisa"),
    _words(Unit.MONTH, "månadsvis månatligen månatlig månatliga månatligt månadsvisa"),
    _words(Unit.WEEK, "veckovis veckovisa"),
    _words(Unit.DAY, "dagligen daglig"),
)
EVERY = _merged(_words(1, "varje"), _words(2, "varannan vartannat"), _words(0, "var vart"))
MODES = _merged(
    _words(Mode.DIGITAL, "digitalt digital digitala distans teams zoom webb"),
    _words(Mode.PHYSICAL, "fysiskt fysisk fysiska plats"),
)
PARTS_OF = _merged(  # "i början av mars", "tidig höst"
    _words(0, "början inledningen tidig tidigt"),
    _words(1, "mitten"),
    _words(2, "slutet sen sent"),
)
TIMES = _words(True, "gång gånger ggr ggn g")
ONGOING = _words(True, "löpande kontinuerligt fortlöpande ständigt")
WEEKDAYS = _merged(
    *(
        _words(number, word)
        for number, word in enumerate(["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"])
    ),
    *(
        _words(number, word)
        for number, word in enumerate(
            ["måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"]
        )
    ),
)
# What can take place: a word that ends so may stand beside a time without being unread.
GATHERINGS = tuple(
    _words(
        True,
        "möte mötet möten mötena träff träffen träffar träffarna avstämning avstämningen avstämningar "
        "uppföljning uppföljningar workshop workshops workshoppar utbildning utbildningar nyhetsbrev "
        "nyhetsbrevet rapport rapporter besök enkät enkäter webbinarium webbinarier seminarium seminarier "
        "konferens konferenser revidering utskick samtal nätverksträff utvärdering utvärderingar tillsyn "
        "inspektion inspektioner uppdatering studiebesök",
    )
)
DESCRIBING = _words(
    True, "kort korta kortare lång långa längre gemensam gemensamt gemensamma extra större mindre en ett"
)
YEAR_WORDS = _words(True, "år verksamhetsåret budgetåret kalenderåret")
WHOLE_YEAR = _words(True, "året verksamhetsåret budgetåret kalenderåret")
ABOUT = _words(True, "ca cirka ungefär omkring")
LABELS = _words(True, "tid tider tidpunkt tidplan period när genomförande genomförs")
# Words that the grammar names one by one.
_words(
    True,
    "och samt eller om per i under på den det för till med från efter före innan inför vid av utom förutom bortsett "
    "undantaget undantag dock ej inte exklusive senast klart klar klara färdig färdigt mellan hela årsskiftet läsåret "
    "minst högst max upp start startar starta börjar påbörjas inleds samband anslutning behov framåt fram dels via "
    "planperioden perioden",
)

# What a machine makes of å, ä and ö in a short word, and in a long one (nothing, or up to two signs).
_SHORT = {"å": "[aàáâãäåèéë&@]", "ä": "[aàáâãäåèéë&@]", "ö": "[oòóôõöèéë&@]"}
_LONG = ".{0,2}"


def _damaged(word: str) -> str | None:
    plain = re.sub("[åäö]", "", word)
    if plain == word or len(plain) < 1:
        return None
    pattern = "".join((_LONG if len(plain) >= 4 else _SHORT[char]) if char in "åäö" else char for char in word)
    if len(plain) >= 4 and pattern.startswith("l"):
        pattern = "[li]" + pattern[1:]  # an I for an l
    return pattern


_DAMAGED = [(re.compile(pattern), word) for word in _SPELLINGS.values() if (pattern := _damaged(word))]


@lru_cache(maxsize=4096)
def _recognise(written: str) -> tuple[str, str]:
    folded = fold(written)
    if folded in _SPELLINGS:
        return folded, ""
    lowered = written.casefold()
    for pattern, word in _DAMAGED:
        if pattern.fullmatch(lowered):
            return fold(word), word
    return folded, ""


def recognise(written: str) -> tuple[str, str]:
    """(folded word, correct spelling when the written one was damaged beyond lost accents, else "")."""
    return _recognise(written) if len(written) <= 30 else (fold(written), "")
