"""Forms for the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.people.models import Organisation
from samsyn.plan.enums import CostKind, IncomeKind, ShareKey, Side
from samsyn.plan.forms.amounts import KronorField
from samsyn.plan.models import Budget


class NewLineForm(forms.Form):
    label = forms.CharField(label=_("Line"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (_("Income"), [(f"income:{value}", label) for value, label in IncomeKind.choices]),
            (_("Costs"), [(f"cost:{value}", label) for value, label in CostKind.choices]),
        ],
        help_text=_("The opening balance is not income: it has a field of its own."),
    )
    amount = KronorField(
        label=_("Amount"), min_value=0, required=False, help_text=_("In kronor. Leave empty if unknown.")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Side and kind are chosen as one."""
        given = super().clean() or {}
        side, _colon, kind = given.pop("kind", "").partition(":")
        return given | {"side": Side(side), "kind": kind} if side else given


class OpeningBalanceForm(forms.Form):
    opening_balance = KronorField(
        label=_("Opening balance"), help_text=_("In kronor, as the closing accounts of the year before say.")
    )


class SharesForm(forms.Form):
    """How the municipal share is shared out; own shares in per cent, one field for each municipality."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    share_key = forms.ChoiceField(label=_("Shared by"), choices=ShareKey.choices, widget=forms.RadioSelect)
    share_equal_percent = forms.IntegerField(
        label=_("Equal part, per cent"), min_value=0, max_value=100, help_text=_("Counts where the key is mixed.")
    )

    def __init__(self, *args: Any, budget: Budget, municipalities: list[Organisation], **given: Any) -> None:
        initial = {
            "version": budget.version,
            "share_key": budget.share_key,
            "share_equal_percent": budget.share_equal_percent,
        }
        super().__init__(*args, initial=initial, **given)
        self.municipalities = municipalities
        own = {slug: Decimal(percent).scaleb(-2) for slug, percent in budget.own_shares}
        for municipality in municipalities:
            self.fields[f"own_{municipality.slug}"] = forms.DecimalField(
                label=municipality.called,
                min_value=0,
                max_value=100,
                decimal_places=2,
                required=False,
                localize=True,
                initial=own.get(municipality.slug),
            )

    def own_fields(self) -> list[forms.BoundField]:
        return [self[f"own_{municipality.slug}"] for municipality in self.municipalities]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        own = {m.slug: given.get(f"own_{m.slug}") for m in self.municipalities}
        if given.get("share_key") == ShareKey.OWN and sum(value or 0 for value in own.values()) != 100:
            raise forms.ValidationError(_("The municipalities' own shares must make 100 per cent together."))
        return given

    def changes(self) -> dict[str, Any]:
        own = {m.slug: self.cleaned_data.get(f"own_{m.slug}") for m in self.municipalities}
        return {
            "share_key": self.cleaned_data["share_key"],
            "share_equal_percent": self.cleaned_data["share_equal_percent"],
            "own_shares": [[slug, int(value * 100)] for slug, value in own.items() if value is not None],
        }
