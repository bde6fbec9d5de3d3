"""A document in the shape of a real operational plan, of invented texts."""

from samsyn.docrender import (
    Bullets,
    Document,
    Figure,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Table,
    body,
)

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200" font-family="system-ui, sans-serif">'
    '<rect x="160" y="20" width="400" height="40" fill="#1d5c45"/>'
    '<rect x="160" y="90" width="220" height="40" fill="#8fb8a4"/>'
    '<text x="10" y="46" font-size="18">Kostnader år 1</text>'
    '<text x="10" y="116" font-size="18">Intäkter år 1</text></svg>'
)
SENTENCES = (
    "Länets kommuner och länsstyrelsen arbetar tillsammans med tillsynen enligt miljöbalken.",
    "Projektgruppen tar fram en projektplan med en tidplan och därefter checklistor med handläggarstöd.",
    "Arbetet genomförs i linje med den nationella tillsynsstrategin och följs upp i en slutrapport.",
    "Verksamhetsutövare och fastighetsägare får information om skyldigheter och om vad som kan förbättras.",
    "Erfarenhetsutbyten mellan miljöinspektörer bidrar till samsyn och till rättssäker tillsyn i hela länet.",
    "Kompetensförsörjningsbehoven kartläggs genom enkäter till chefer och medarbetare på miljökontoren.",
)
AREA_HEADER = (
    "Utvecklingsområde",
    "Vad ska göras?",
    "Mål",
    "Samverkande parter",
    "Tid för genomförande",
    "Uppföljning",
    "Ansvar",
)


def prose(start: int, count: int) -> str:
    return " ".join(SENTENCES[(start + number) % len(SENTENCES)] for number in range(count))


def area(number: int) -> tuple[str, ...]:
    return (
        f"Tillsyn av verksamhetsslag {number}",
        prose(number, 3) + "\n\nI arbetet ingår att\n- ta fram en checklista\n- genomföra en tillsynskampanj",
        prose(number + 2, 2),
        "Länets kommuner, länsstyrelsen, kommunernas VA-huvudmän och räddningstjänsten",
        "Aug 2025–maj 2026",
        "Sammanställning av resultat och slutrapport",
        "Utvecklingsledaren ihop med projektgruppen.",
    )


def plan(areas: int = 40, sections: int = 12) -> Document:
    """About 30 pages: sections of prose, then landscape tables, then the budget."""
    text = []
    for number in range(1, sections + 1):
        text += [
            Heading(1, f"Avsnitt {number}", anchor=f"avsnitt-{number}"),
            *body("\n\n".join(prose(number + step, 6) for step in range(3))),
            Heading(2, f"Uppdrag inom avsnitt {number}"),
            *body(
                "Samverkan ansvarar för att:\n\n- samordna gemensamma utvecklingsarbeten\n"
                "- företräda kommunerna regionalt\n- sprida goda exempel\n\n" + prose(number, 4)
            ),
        ]
    widths = (1.3, 2.6, 2.0, 1.4, 1.1, 1.4, 1.4)
    budget = (
        ("Statliga medel", "620 000"),
        ("Kommunala medel", "912 789"),
        ("Löner", "−1 726 090"),
        ("Resor, kost, logi", "−10 000"),
        ("Överskott", "−203 301"),
    )
    return Document(
        title="Verksamhetsplan för miljösamverkan i Exempel län",
        subtitle="Åren 2031–2033",
        author="Miljösamverkan Exempel län",
        language="sv",
        contents=True,
        footer="Miljösamverkan Exempel län · Verksamhetsplan 2031–2033",
        blocks=(
            Paragraph("Planen beskriver vad kommunerna och länsstyrelsen gör tillsammans.", "lead"),
            *text,
            Landscape(
                (
                    Heading(1, "Utvecklingsområden", anchor="omraden"),
                    Table(
                        "Utvecklingsområden",
                        AREA_HEADER,
                        tuple(area(n) for n in range(1, areas + 1)),
                        widths=widths,
                    ),
                    Heading(1, "Styrgrupp och nätverk"),
                    Table(
                        "Styrgrupp och nätverk",
                        ("Styrgrupp eller nätverk", "Syfte", "Samverkande parter", "Tid", "Ansvar"),
                        tuple(
                            (
                                f"Nätverk {n}",
                                prose(n, 2),
                                "Länets kommuner",
                                "Våren 2031",
                                "Utvecklingsledaren",
                            )
                            for n in range(1, 25)
                        ),
                        widths=(1.4, 3, 1.6, 1, 1.4),
                    ),
                )
            ),
            Heading(1, "Budget"),
            Figure(CHART, "Stapeldiagram: kostnaderna är större än intäkterna år 1", "Intäkter och kostnader"),
            Table("Budget 2031 (kr)", ("Post", "Belopp"), budget, (3, 1), ("left", "right"), total_rows=1),
            Paragraph("Överskottet förs över till nästa år.", "note"),
            PageBreak(),
            Heading(1, "Så här tas planen fram"),
            Bullets(("Behoven samlas in.", "Styrgruppen prioriterar.", "Planen beslutas."), ordered=True),
        ),
    )


# Nothing in it may run, vanish or break the file; printable in our fonts.
HOSTILE = (
    r'#panic(1) #read("/etc/passwd") #{1+1} $x^2$ *a* _b_ `c` <lbl> @ref \n \u{41} // // /* <script>alert(1)</script>'
    " &amp; ]]> <w:p/> {{ x }} {% y %} ${z} = + - ~ ' \" → ≥ § åäö " + "kompetensutvecklingsbehovskartläggningar" * 4
)
