"""Forms for a budget year while it runs, and for closing it."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.plan.forms.amounts import KronorField


class ForecastForm(forms.Form):
    amount = KronorField(
        label=_("Expected for the whole year"), help_text=_("In kronor: what the line will be on 31 December.")
    )
    on = forms.DateField(
        label=_("As of"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Also explains the deviation to the steering group. Name no private persons."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


class ExplanationForm(forms.Form):
    text = forms.CharField(
        label=_("Why does the line stray from its budget?"),
        help_text=_("Stands in the closing accounts. Name no private persons."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


class ClosingForm(forms.Form):
    note = forms.CharField(
        label=_("A word about the year"),
        help_text=_("Stands first in the closing accounts."),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        max_length=5000,
    )
