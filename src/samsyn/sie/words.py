"""What can be wrong in a file from the bookkeeping, and what to do about it, in Swedish and English."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class _Said(NamedTuple):
    stops: bool  # whether the file cannot be used as it is
    sv: str
    sv_remedy: str
    en: str
    en_remedy: str


_AGAIN = "Gör en ny export ur ekonomisystemet."
_AGAIN_EN = "Make a new export from the bookkeeping."
_OFFICE = "Be ekonomifunktionen rätta bokföringen och göra en ny export."
_OFFICE_EN = "Ask the finance office to correct the books and to make a new export."

TEXTS: Final[dict[str, _Said]] = {
    "empty": _Said(True, "Filen är tom.", _AGAIN, "The file is empty.", _AGAIN_EN),
    "utf16": _Said(
        True, "Filen är sparad som UTF-16, vilket ingen SIE-fil är.", "Öppna den inte i en texteditor: " + _AGAIN,
        "The file is saved as UTF-16, which no SIE file is.", "Do not open it in a text editor: " + _AGAIN_EN,
    ),
    "not_sie": _Said(
        True, "Filen är ingen SIE-fil: den har ingen rad som börjar med #FLAGGA, #SIETYP eller #VER.",
        "Välj filen som ekonomisystemet kallar SIE 4.",
        "This is no SIE file: no line begins with #FLAGGA, #SIETYP or #VER.",
        "Choose the file that the bookkeeping calls SIE 4.",
    ),
    "broken_text": _Said(
        True, "Tecken i filen är skadade.", _AGAIN, "Letters in the file are damaged.", _AGAIN_EN,
    ),
    "windows": _Said(
        False, "Filen är skriven i Windows tecken (1252), inte som standarden säger.",
        "Beloppen påverkas inte. Kontrollera att namnen ser rätt ut.",
        "The file is written in the letters of Windows (1252), not as the standard says.",
        "The amounts are not touched by it. Look whether the names are right.",
    ),
    "no_label": _Said(
        True, "Raden börjar inte med #: ”{text}”.", "Raden har blivit bruten eller filen ändrad. " + _AGAIN,
        "The line does not begin with #: “{text}”.", "The line is broken or the file was changed. " + _AGAIN_EN,
    ),
    "lost_letters": _Said(
        False, "Bokstäver i filen har gått förlorade (\N{REPLACEMENT CHARACTER}) innan den kom hit.",
        "Beloppen påverkas inte. Vill ni ha rätt namn: " + _AGAIN[0].lower() + _AGAIN[1:],
        "Letters in the file were lost (\N{REPLACEMENT CHARACTER}) before it came here.",
        "The amounts are not touched by it. To have the names right: " + _AGAIN_EN[0].lower() + _AGAIN_EN[1:],
    ),
    "open_quote": _Said(
        False, "Ett citattecken avslutas aldrig. Resten av raden är läst som text.",
        "Belopp före texten påverkas inte. Kontrollera raden om något saknas.",
        "A quotation mark is never closed. The rest of the line is taken for text.",
        "Amounts before the text are not touched by it. Look at the line if something is missing.",
    ),
    "open_objects": _Said(
        True, "En lista med objekt avslutas aldrig: } saknas.", _AGAIN,
        "A list of objects is never closed: } is missing.", _AGAIN_EN,
    ),
    "type_missing": _Said(
        True, "Filen säger inte vilken typ den är: #SIETYP saknas.", "Välj export av typ 4.",
        "The file does not say which type it is: #SIETYP is missing.", "Choose an export of type 4.",
    ),
    "wrong_type": _Said(
        True, "Filen är av SIE-typ {type}. Utfallet läses ur typ 4, som har alla transaktioner.",
        "Exportera på nytt och välj SIE 4 (4E).",
        "The file is of SIE type {type}. The outcome is read from type 4, which has every transaction.",
        "Export again and choose SIE 4 (4E).",
    ),
    "no_year": _Said(
        True, "Filen säger inte vilket räkenskapsår den gäller: #RAR 0 saknas.", _AGAIN,
        "The file does not say which year it is about: #RAR 0 is missing.", _AGAIN_EN,
    ),
    "import_file": _Said(
        False, "Filen är av typ 4I: den har bara de verifikationer som ett försystem har lämnat.",
        "Läs hellre in en export (4E) av hela året.",
        "The file is of type 4I: it has only the vouchers that a system beside the books has made.",
        "Rather read in an export (4E) of the whole year.",
    ),
    "no_vouchers": _Said(
        False, "Filen har inga verifikationer.", "Kontrollera att exporten gäller rätt år.",
        "The file has no vouchers.", "See whether the export is about the right year.",
    ),
    "currency": _Said(
        True, "Beloppen är i {currency}, inte i kronor.", "Exportera i redovisningsvalutan SEK.",
        "The amounts are in {currency}, not in kronor.", "Export in SEK.",
    ),
    "missing_field": _Said(
        True, "#{label} saknar {what}.", _AGAIN, "#{label} lacks {what}.", _AGAIN_EN,
    ),
    "bad_amount": _Said(
        True, "”{text}” är inget belopp. I SIE skrivs belopp som 1234.50, med punkt och högst två decimaler.", _AGAIN,
        "“{text}” is no amount. SIE writes amounts as 1234.50, with a point and at most two decimals.", _AGAIN_EN,
    ),
    "bad_date": _Said(
        True, "”{text}” är inget datum. I SIE skrivs datum som 20260331.", _AGAIN,
        "“{text}” is no date. SIE writes dates as 20260331.", _AGAIN_EN,
    ),
    "bad_objects": _Said(
        True, "Listan med objekt går inte jämnt upp: den ska vara par av dimension och objekt.", _AGAIN,
        "The list of objects does not come out even: it is to be pairs of dimension and object.", _AGAIN_EN,
    ),
    "outside_voucher": _Said(
        True, "#{label} står utanför en verifikation.", _AGAIN, "#{label} stands outside a voucher.", _AGAIN_EN,
    ),
    "open_voucher": _Said(
        True, "Verifikation {voucher} avslutas aldrig: } saknas. Filen är avbruten.", "Hämta filen på nytt. " + _AGAIN,
        "Voucher {voucher} is never closed: } is missing. The file is cut off.", "Fetch the file again. " + _AGAIN_EN,
    ),
    "unbalanced": _Said(
        True, "Verifikation {voucher} balanserar inte: debet och kredit skiljer {amount}.", _OFFICE,
        "Voucher {voucher} does not balance: debit and credit differ by {amount}.", _OFFICE_EN,
    ),
    "outside_year": _Said(
        True, "Verifikation {voucher} har datumet {day}, utanför räkenskapsåret {starts}–{ends}.", _OFFICE,
        "Voucher {voucher} has the date {day}, outside the year {starts}–{ends}.", _OFFICE_EN,
    ),
    "result_differs": _Said(
        True, "Konto {account}: filen anger resultatet {stated}, men transaktionerna blir {summed}.",
        "Filen saknar transaktioner eller är ändrad. " + _AGAIN,
        "Account {account}: the file states the result {stated}, but its transactions make {summed}.",
        "The file lacks transactions or was changed. " + _AGAIN_EN,
    ),
    "balance_differs": _Said(
        True, "Konto {account}: ingående balans och transaktioner blir {summed}, men filen anger {stated}.",
        "Filen saknar transaktioner eller är ändrad. " + _AGAIN,
        "Account {account}: opening balance and transactions make {summed}, but the file states {stated}.",
        "The file lacks transactions or was changed. " + _AGAIN_EN,
    ),
    "turned": _Said(
        True, "Tecknen är omvända: intäkterna står i debet ({income}) och kostnaderna i kredit ({costs}).",
        "I SIE är kredit negativt. Ändra exportens inställning för tecken.",
        "The signs are turned: income stands in debit ({income}) and costs in credit ({costs}).",
        "In SIE credit is negative. Change how the export writes signs.",
    ),
    "checksum_wrong": _Said(
        True, "Kontrollsumman stämmer inte: filen anger {said}, innehållet ger {found}.",
        "Filen är ändrad eller skadad sedan den skrevs. " + _AGAIN,
        "The checksum is wrong: the file states {said}, its content gives {found}.",
        "The file was changed or damaged after it was written. " + _AGAIN_EN,
    ),
    "checksum_open": _Said(
        True, "Filen börjar räkna en kontrollsumma (#KSUMMA) men slutar utan den. Filen är avbruten.",
        "Hämta filen på nytt. " + _AGAIN,
        "The file begins a checksum (#KSUMMA) but ends without it. The file is cut off.",
        "Fetch the file again. " + _AGAIN_EN,
    ),
    "more": _Said(
        True, "Ytterligare {count} fel av samma slag.", "", "{count} more faults of the same kind.", "",
    ),
    # tables
    "no_table": _Said(
        True, "Filen går inte att läsa som Excel eller CSV.",
        "Spara den som .xlsx eller .csv, utan lösenord och makron.",
        "The file cannot be read as Excel or CSV.", "Save it as .xlsx or .csv, without password or macros.",
    ),
    "too_big": _Said(
        True, "Tabellen är för stor: över {limit} rader.", "Ta bara med de konton och rader som gäller er.",
        "The table is too large: more than {limit} rows.", "Keep only the accounts and rows that are yours.",
    ),
    "macros": _Said(
        True, "Arbetsboken innehåller makron och läses därför inte.", "Spara den som .xlsx utan makron.",
        "The workbook holds macros and is therefore not read.", "Save it as .xlsx without macros.",
    ),
    "no_columns": _Said(
        True, "Tabellen har ingen rubrikrad med både belopp och konto eller budgetrad.",
        "Skriv rubrikerna Konto (eller Rad) och Belopp överst.",
        "No row of headings names both an amount and an account or budget line.",
        "Write the headings Konto (or Rad) and Belopp at the top.",
    ),
    "table_amount": _Said(
        True, "”{text}” är inget belopp.", "Skriv det som 1 234,50 eller −1 234,50.",
        "“{text}” is no amount.", "Write it as 1 234,50 or −1 234,50.",
    ),
    "no_account": _Said(
        False, "{amount} står utan konto och budgetrad, och räknas inte med.",
        "Är det inte en summa: skriv kontot och välj filen igen.",
        "{amount} stands without account and budget line, and is not counted.",
        "If it is not a sum: write the account and choose the file again.",
    ),
    "no_amounts": _Said(
        True, "Tabellen har inga belopp.", "Kontrollera att rätt blad ligger först.",
        "The table has no amounts.", "See whether the right sheet comes first.",
    ),
}  # fmt: skip

FIELDS: Final = {
    "account": ("konto", "an account"),
    "amount": ("belopp", "an amount"),
    "date": ("datum", "a date"),
    "name": ("namn", "a name"),
    "number": ("nummer", "a number"),
}


class Problem:
    """Something that is wrong: which fault, on which line (0 = the file as a whole), with which figures."""

    def __init__(self, code: str, line: int = 0, **values: Any) -> None:
        self.code = code
        self.line = line
        self.values = values

    def __repr__(self) -> str:
        return f"Problem({self.code!r}, {self.line}, {self.values})"

    @property
    def stops(self) -> bool:
        """Whether the file cannot be used as it is; otherwise the reader is only told."""
        return TEXTS[self.code].stops

    def what(self, language: str = "sv") -> str:
        """What is wrong, with the line it stands on."""
        swedish = not language.lower().startswith("en")
        said = TEXTS[self.code]
        values = {
            name: _kronor(value, swedish) if isinstance(value, int) and name in _AMOUNTS else value
            for name, value in self.values.items()
        }
        if "what" in values:
            values["what"] = FIELDS[values["what"]][0 if swedish else 1]
        sentence = _filled(said.sv if swedish else said.en, values)
        return f"{'Rad' if swedish else 'Line'} {self.line}: {sentence}" if self.line else sentence

    def remedy(self, language: str = "sv") -> str:
        said = TEXTS[self.code]
        return said.en_remedy if language.lower().startswith("en") else said.sv_remedy


_AMOUNTS = {"amount", "stated", "summed", "income", "costs"}


def _filled(sentence: str, values: dict[str, Any]) -> str:
    """The sentence with its values; braces that are no value stay (some sentences speak of braces)."""
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def _kronor(ore: int, swedish: bool) -> str:
    whole, rest = divmod(abs(ore), 100)
    sign = "\N{MINUS SIGN}" if ore < 0 else ""
    if not swedish:
        return f"{sign}SEK\N{NO-BREAK SPACE}{whole:,}.{rest:02}"
    digits = f"{whole:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{sign}{digits},{rest:02}\N{NO-BREAK SPACE}kr"
