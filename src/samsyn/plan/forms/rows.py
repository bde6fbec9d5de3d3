"""Forms for a plan's rows. A form checks shape; the action decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.models import Journaled
from samsyn.plan.enums import AreaKind
from samsyn.plan.forms.amounts import KronorField
from samsyn.plan.models import Activity, Area, Body, Goal, Party, Section
from samsyn.plan.queries.links import NUMBERS, targets
from samsyn.plandoc import model as doc

TIME_HELP = _("In your own words, for example “hösten 2026” or “3 gånger per år”.")
LONG = {"what", "aim", "purpose", "body", "description", "mandate", "composition", "follow_up"}


class KeysField(forms.TypedMultipleChoiceField):
    """Several keys of other rows, kept in the plan's order."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(key) for key in initial or ()] != [str(key) for key in data or ()]


MONEY = {"amount", "opening_balance", "reported_income", "reported_costs", "reported_surplus"}


class VersionedForm(forms.ModelForm):
    """Remembers which version of the row it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: doc.Plan, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["version"].initial = self.instance.version
        for name, field in list(self.fields.items()):
            known = targets(name, document)
            if known is not None:
                known.pop(getattr(self.instance, "code", None), None)  # no row depends on itself
                self.fields[name] = KeysField(
                    label=field.label,
                    choices=list(known.items()),
                    coerce=int if name in NUMBERS else str,
                    required=False,
                    help_text=field.help_text,
                )
            if name in MONEY:
                lowest = 0 if name == "amount" else None
                self.fields[name] = KronorField(
                    label=field.label,
                    min_value=lowest,
                    required=False,
                    help_text=_("In kronor. Leave empty if unknown."),
                )
            if name == "group":
                bodies = [(body.key, body.name) for body in document.bodies]
                self.fields[name] = forms.ChoiceField(
                    label=field.label, choices=[("", _("None")), *bodies], required=False
                )
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 8 if name in LONG else 3
            if name == "time":
                field.help_text = TIME_HELP

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name != "version"}


def row_form(row: Journaled, field: str) -> type[VersionedForm]:
    """A form for one field of a row."""
    return modelform_factory(type(row), form=VersionedForm, fields=[field])


class NewAreaForm(forms.ModelForm):
    class Meta:
        model = Area
        fields = ("title", "kind", "what", "aim", "time", "responsible", "follow_up")
        help_texts = {"time": TIME_HELP}
        widgets = {name: forms.Textarea({"rows": 4}) for name in ("what", "aim", "responsible", "follow_up")}

    def __init__(self, *args: Any, step: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        if step:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = [choice for choice in AreaKind.choices if choice[0] != AreaKind.STEP]


class NewActivityForm(forms.ModelForm):
    class Meta:
        model = Activity
        fields = ("title", "kind", "purpose", "time", "responsible")
        help_texts = {"time": TIME_HELP}
        widgets = {name: forms.Textarea({"rows": 4}) for name in ("purpose", "responsible")}


class NewGoalForm(forms.ModelForm):
    class Meta:
        model = Goal
        fields = ("title", "description")


class NewSectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ("heading", "body")


class NewBodyForm(forms.ModelForm):
    class Meta:
        model = Body
        fields = ("name", "kind", "mandate", "composition")
        widgets = {name: forms.Textarea({"rows": 4}) for name in ("mandate", "composition")}


class NewPartyForm(forms.ModelForm):
    class Meta:
        model = Party
        fields = ("name", "kind", "count", "code")


class NewPlanForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("For example “Verksamhetsplan 2027–2029”."))
    first_year = forms.IntegerField(label=_("First year"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Last year"), min_value=2000, max_value=2100)
