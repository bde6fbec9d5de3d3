"""The living page of the design system: every token and component in all its states, with invented content."""

import re
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

COLOURS = (
    ("ink", "Text"),
    ("ink-soft", "Det som står bredvid texten"),
    ("surface", "Papperet"),
    ("surface-raised", "Kort, fält och menyer"),
    ("line", "Hårlinjer"),
    ("line-control", "Kanten på fält och knappar"),
    ("accent", "Länkar och huvudknapp"),
    ("accent-soft", "Vald, pekad på"),
    ("accent-ink", "Text på accent"),
    ("info", "Upplysning"),
    ("info-soft", "Yta för upplysning"),
    ("ok", "Klart"),
    ("ok-soft", "Yta för klart"),
    ("warn", "Varning"),
    ("warn-soft", "Yta för varning"),
    ("danger", "Fel"),
    ("danger-soft", "Yta för fel"),
    ("focus", "Ring kring det som har fokus"),
)
ICONS = re.findall(r'id="(\w+)"', (Path(__file__).parent / "static/icons.svg").read_text(encoding="utf-8"))
STATUSES = ("not_started", "on_track", "at_risk", "late", "done", "stopped")
AREAS = (
    ("Dagvattenhantering", "hösten 2026", "Projektgrupp dagvatten", "on_track", 8_500_000),
    ("Enskilda avlopp", "2026–2027", "Referensgrupp vatten", "at_risk", 12_000_000),
    ("Förorenade områden", "v. 10–22, 2026", "Länsstyrelsen", "late", 4_050_050),
    ("Livsmedelskontroll på skolor", "våren 2028", "Projektgrupp livsmedel", "not_started", 0),
)
OLD_TEXT = "Kommunerna ska under året genomföra en gemensam tillsynskampanj och redovisa resultatet."
NEW_TEXT = "Kommunerna ska under hösten 2026 genomföra en gemensam tillsynskampanj och redovisa resultatet i maj."


TIME_HELP = "Skriv som du talar, till exempel: hösten 2026 eller v.\N{NO-BREAK SPACE}10."


class ExampleForm(forms.Form):
    title = forms.CharField(label="Rubrik", help_text="Kort och begriplig utan sammanhang.")
    responsible = forms.ChoiceField(
        label="Ansvarig grupp", choices=[("", "Välj grupp"), ("s", "Styrgruppen"), ("b", "Beredningsgruppen")]
    )
    time = forms.CharField(label="Tid", help_text=TIME_HELP)
    starts = forms.DateField(
        label="Första dag", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    amount = forms.IntegerField(label="Kostnad i kronor", required=False, min_value=0)
    what = forms.CharField(label="Vad ska göras?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(
        label="Slag av insats",
        widget=forms.RadioSelect,
        choices=[("campaign", "Tillsynskampanj"), ("training", "Utbildning"), ("guidance", "Vägledning")],
    )
    report = forms.FileField(label="Underlag", required=False, help_text="Word eller PDF, högst 10 MB.")
    notify = forms.BooleanField(label="Skicka ett meddelande till kontaktpersonerna", required=False)


class ChangeForm(forms.Form):
    time = forms.CharField(label="Tid", initial="hösten 2026", help_text=TIME_HELP)


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show the design system. Harmless: it reads nothing and saves nothing."""
    sent = {"title": "", "responsible": "s", "time": "hösten 2026", "amount": "-5"}
    context = {
        "colours": COLOURS,
        "icons": ICONS,
        "statuses": STATUSES,
        "areas": AREAS,
        "old_text": OLD_TEXT,
        "new_text": NEW_TEXT,
        "form": ExampleForm(initial={"title": "Dagvattenhantering"}, auto_id="id_%s"),
        "faulty_form": ExampleForm(sent, auto_id="faulty_%s"),
        "page": Paginator(range(187), 30).page(2),
    }
    return render(request, "design/index.html", context)


@require_safe
def change(request: HttpRequest) -> HttpResponse:
    """The page behind "Change" on a sample record: a page of its own, or opened in place by JavaScript."""
    return render(request, "design/change.html", {"form": ChangeForm(auto_id="change_%s")})
