"""What is told to people: why a document is refused, why a cell is unsure, and what rows and fields are called."""

from __future__ import annotations

from samsyn.docread import Kind, Reason, Unreadable
from samsyn.plandoc.intake.draft import RowKind, Why
from samsyn.plandoc.text import Text

_KINDS = {
    Kind.WORD: Text("ett Word-dokument", "a Word document"),
    Kind.PDF: Text("en PDF", "a PDF"),
    Kind.EXCEL: Text("en Excel-arbetsbok", "an Excel workbook"),
    Kind.TEXT: Text("ren text", "plain text"),
}
# What is wrong, and what to do; {0} is the detail.
REFUSALS: dict[Reason, tuple[Text, Text]] = {
    Reason.EMPTY: (
        Text("Filen är tom.", "The file is empty."),
        Text("Kontrollera att det är rätt fil.", "See that it is the right file."),
    ),
    Reason.TOO_LARGE: (
        Text("Filen är större än {0} MB.", "The file is larger than {0} MB."),
        Text("Ta bort stora bilder, eller dela upp dokumentet.", "Take out large pictures, or split the document."),
    ),
    Reason.UNPACKS_TOO_LARGE: (
        Text("Filen packar upp till orimligt mycket ({0}).", "The file unpacks to unreasonably much ({0})."),
        Text("Öppna den i Word eller Excel och spara den på nytt.", "Open it in Word or Excel and save it anew."),
    ),
    Reason.TOO_MUCH: (
        Text("Dokumentet innehåller för mycket för att läsas ({0}).", "The document holds too much to be read ({0})."),
        Text("Dela upp det och läs in en del i taget.", "Split it and read in one part at a time."),
    ),
    Reason.TOO_SLOW: (
        Text("Dokumentet tog mer än {0} sekunder att läsa.", "The document took more than {0} seconds to read."),
        Text("Spara det som Word och läs in det i stället.", "Save it as Word and read that in instead."),
    ),
    Reason.MACROS: (
        Text("Filen innehåller makron ({0}).", "The file holds macros ({0})."),
        Text("Spara den utan makron, som .docx eller .xlsx.", "Save it without macros, as .docx or .xlsx."),
    ),
    Reason.ENCRYPTED: (
        Text("Filen är skyddad med lösenord.", "The file is protected by a password."),
        Text("Ta bort lösenordet och spara den på nytt.", "Take off the password and save it anew."),
    ),
    Reason.OLD_OFFICE: (
        Text("Filen är i det äldre formatet .doc eller .xls.", "The file is in the older format .doc or .xls."),
        Text("Öppna den och spara den som .docx eller .xlsx.", "Open it and save it as .docx or .xlsx."),
    ),
    Reason.OTHER_OFFICE: (
        Text("Formatet {0} läses inte in här.", "The format {0} is not read in here."),
        Text("Spara den som .docx, .xlsx eller PDF.", "Save it as .docx, .xlsx or PDF."),
    ),
    Reason.EXTERNAL_ENTITIES: (
        Text("Filen hänvisar till andra filer på ett sätt som inte är tillåtet ({0}).",
             "The file refers to other files in a way that is not allowed ({0})."),
        Text("Öppna den i Word eller Excel och spara den på nytt.", "Open it in Word or Excel and save it anew."),
    ),
    Reason.WRONG_NAME: (
        Text("Filen heter något annat än vad den är: den är {0}.", "The file is not what its name says: it is {0}."),
        Text("Ge den rätt filändelse, eller välj en annan fil.", "Give it the right ending, or choose another file."),
    ),
    Reason.UNKNOWN: (
        Text("Filen är inte ett dokument som går att läsa in.", "The file is not a document that can be read in."),
        Text("Välj Word, PDF, Excel eller ren text.", "Choose Word, PDF, Excel or plain text."),
    ),
    Reason.DAMAGED: (
        Text("Filen är skadad ({0}).", "The file is damaged ({0})."),
        Text("Öppna den i sitt program och spara den på nytt, eller be om en ny kopia.",
             "Open it in its program and save it anew, or ask for a new copy."),
    ),
    Reason.NOT_TEXT: (
        Text("Rad {0} innehåller tecken som inte är text.", "Line {0} holds characters that are not text."),
        Text("Spara filen som text i UTF-8.", "Save the file as text in UTF-8."),
    ),
    Reason.NO_TEXT: (
        Text("Det finns ingen text i dokumentet.", "There is no text in the document."),
        Text("Är det inskannade bilder? Tolka dem till text först, eller välj Word-dokumentet.",
             "Are they scanned pictures? Have them read as text first, or choose the Word document."),
    ),
}  # fmt: skip


def refusal(told: Unreadable) -> tuple[Text, Text]:
    """What is wrong with the file, and what to do about it."""
    what, remedy = REFUSALS[told.reason]
    if told.reason is Reason.WRONG_NAME:
        kind = _KINDS[Kind(told.detail)]
        return Text(what.sv.format(kind.sv), what.en.format(kind.en)), remedy
    return (
        Text(what.sv.format(told.detail), what.en.format(told.detail)),
        Text(remedy.sv.format(told.detail), remedy.en.format(told.detail)),
    )


WHY: dict[Why, Text] = {
    Why.SURE: Text("Läst som det står.", "Read as it stands."),
    Why.TIME: Text("Tiden går inte att läsa säkert.", "The time cannot be read for certain."),
    Why.GUESS: Text("Gissat av radens ord.", "Guessed from the words of the row."),
    Why.NEAR: Text("Namnet är nästan, men inte helt, detsamma.", "The name is nearly, but not quite, the same."),
    Why.JOINED: Text("Sammanfogat av en rad som var delad.", "Put together from a row that was parted."),
    Why.MERGED: Text("Cellen gäller flera rader i dokumentet.", "The cell covers several rows of the document."),
    Why.COLUMN: Text("Kolumnens rubrik är inte helt känd.", "The heading of the column is not quite known."),
    Why.PLACE: Text("Förstått av var det står.", "Understood by where it stands."),
    Why.UNKNOWN: Text("Nämner något som inte finns i planen.", "Names something that the plan does not have."),
    Why.AMOUNT: Text("Inte ett belopp som går att räkna med.", "Not an amount that can be reckoned with."),
    Why.LONG: Text("Längre än fältet rymmer.", "Longer than the field takes."),
    Why.DAMAGED: Text("Bokstäver kan ha blivit fel när dokumentet lästes av en maskin.",
                      "Letters may have gone wrong when a machine read the document."),
    Why.MISSING: Text("Planen behöver det, men dokumentet säger det inte.",
                      "The plan needs it, but the document does not say it."),
    Why.NUMBERED: Text("Satt av Samsyn.", "Given by Samsyn."),
    Why.KNOWN: Text("Ur planen som redan finns.", "From the plan that there is already."),
    Why.FILE: Text("Ur planen som ligger i dokumentet.", "From the plan that lies in the document."),
}  # fmt: skip

ROWS: dict[RowKind, Text] = {
    RowKind.PLAN: Text("Planen", "The plan"),
    RowKind.SECTION: Text("Avsnitt", "Section"),
    RowKind.GOAL: Text("Mål", "Goal"),
    RowKind.STRATEGY: Text("Tillsynsstrategi", "Supervision strategy"),
    RowKind.FOCUS_AREA: Text("Fokusområde", "Focus area"),
    RowKind.PARTY: Text("Part", "Party"),
    RowKind.BODY: Text("Grupp", "Body"),
    RowKind.AREA: Text("Utvecklingsområde", "Development area"),
    RowKind.STEP: Text("Steg", "Step"),
    RowKind.ACTIVITY: Text("Aktivitet", "Activity"),
    RowKind.BUDGET: Text("Budget", "Budget"),
    RowKind.INCOME: Text("Intäkt", "Income"),
    RowKind.COST: Text("Kostnad", "Cost"),
    RowKind.SHARE: Text("Egen andel", "Own share"),
}

FIELDS: dict[str, Text] = {
    "title": Text("Rubrik", "Title"),
    "key": Text("Adress", "Address"),
    "first_year": Text("Första år", "First year"),
    "last_year": Text("Sista år", "Last year"),
    "vision": Text("Vision", "Vision"),
    "decision_body": Text("Beslutad av", "Decided by"),
    "decision_when": Text("Beslutad när", "Decided when"),
    "heading": Text("Rubrik", "Heading"),
    "body": Text("Text", "Text"),
    "number": Text("Nummer", "Number"),
    "description": Text("Beskrivning", "Description"),
    "name": Text("Namn", "Name"),
    "valid": Text("Gäller", "Valid"),
    "kind": Text("Slag", "Kind"),
    "count": Text("Antal", "Count"),
    "code": Text("Kod", "Code"),
    "mandate": Text("Uppdrag", "Mandate"),
    "composition": Text("Sammansättning", "Composition"),
    "what": Text("Vad ska göras?", "What is to be done?"),
    "aim": Text("Mål med området", "Aim"),
    "partners": Text("Samverkande parter", "Partners"),
    "parties": Text("Parter", "Parties"),
    "time": Text("Tid", "Time"),
    "follow_up": Text("Uppföljning", "Follow-up"),
    "indicator": Text("Mått", "Indicator"),
    "responsible": Text("Ansvarig", "Responsible"),
    "bodies": Text("Grupper", "Bodies"),
    "goals": Text("Mål i planen", "Goals"),
    "global_goals": Text("Globala mål", "Global goals"),
    "focus_areas": Text("Fokusområden", "Focus areas"),
    "depends_on": Text("Beror på", "Depends on"),
    "waits_for": Text("Väntar på", "Waits for"),
    "carried_over": Text("Pågår sedan tidigare", "Carried over"),
    "continues": Text("Fortsätter efter planen", "Continues"),
    "note": Text("Anmärkning", "Note"),
    "purpose": Text("Syfte", "Purpose"),
    "group": Text("Gruppen som träffas", "The group that meets"),
    "practical": Text("Det praktiska", "Practical side"),
    "content": Text("Innehållet", "Content"),
    "placed": Text("Bestämda datum", "Placed days"),
    "confidential": Text("Sekretess", "Confidential"),
    "year": Text("År", "Year"),
    "version": Text("Version", "Version"),
    "opening_balance": Text("Ingående balans", "Opening balance"),
    "reported_income": Text("Intäkter enligt dokumentet", "Income as printed"),
    "reported_costs": Text("Kostnader enligt dokumentet", "Costs as printed"),
    "reported_surplus": Text("Överskott enligt dokumentet", "Surplus as printed"),
    "share_key": Text("Fördelas", "Shared by"),
    "share_equal_percent": Text("Lika del, procent", "Equal part, per cent"),
    "label": Text("Rad", "Line"),
    "amount": Text("Belopp", "Amount"),
    "municipality": Text("Kommun", "Municipality"),
    "percent": Text("Procent", "Per cent"),
}
