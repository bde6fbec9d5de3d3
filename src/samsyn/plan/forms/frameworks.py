"""Forms for what plans build on from outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.plan.forms.rows import KeysField
from samsyn.plan.models import Focus, Framework, FrameworkEdition


class PartForm(forms.ModelForm):
    """Carries beside each field the value that the person saw, so that only what the person changed is saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
        if self.instance.pk is None:
            del self.fields["version"]
            return
        self.fields["version"].initial = self.instance.version
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "version"

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}


class FrameworkForm(PartForm):
    class Meta:
        model = Framework
        fields = ("name", "about")


class FrameworkEditionForm(PartForm):
    class Meta:
        model = FrameworkEdition
        fields = ("name", "valid_from", "valid_until", "complete", "source")
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("valid_from", "valid_until")}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day comes before the first. Choose a later day."))
        return given


class FocusForm(PartForm):
    """`before` are the focus areas of the edition before: key and name of those that this one can take up."""

    class Meta:
        model = Focus
        fields = ("name", "theme", "description", "aims", "takes_up", "source")

    def __init__(self, *args: Any, before: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        if not before:
            del self.fields["takes_up"]
            return
        hidden = self.fields["takes_up"].show_hidden_initial
        self.fields["takes_up"] = KeysField(
            label=_("Takes up from the edition before"),
            choices=before,
            required=False,
            help_text=_("Tick those that have become a part of this one, besides the one that it was itself."),
        )
        self.fields["takes_up"].show_hidden_initial = hidden


class FrameworkFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A YAML file of at most 2 MB, in the format samsyn-framework/1."),
        widget=forms.ClearableFileInput({"accept": ".yaml,.yml"}),
    )
