"""Forms for needs. The one that brings a need is meant to take two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.people.models import Organisation
from samsyn.plan.enums import AreaKind, Support, Urgency
from samsyn.plan.models import Area, Need

# What an area is at first, by the support that is asked for. The coordinator can choose another kind.
KIND_OF_AREA = {
    Support.GUIDANCE: AreaKind.GUIDANCE,
    Support.TRAINING: AreaKind.TRAINING,
    Support.NETWORK: AreaKind.EXCHANGE,
    Support.CAMPAIGN: AreaKind.CAMPAIGN,
    Support.INFORMATION: AreaKind.GUIDANCE,
}


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations that the person speaks for; not asked for where there is only one."""

    def __init__(self, organisations: QuerySet[Organisation]) -> None:
        known = list(organisations[:2])
        only = known[0] if len(known) == 1 else None
        super().__init__(
            organisations,
            label=gettext_lazy("For which organisation?"),
            empty_label=gettext_lazy("Choose"),
            initial=only,
            widget=forms.HiddenInput if only else forms.Select,
        )


class NeedForm(forms.ModelForm):
    """What an organisation says of its need."""

    support = forms.ChoiceField(label=gettext_lazy("What would help?"), choices=Support, widget=forms.RadioSelect)
    urgency = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), choices=Urgency, widget=forms.RadioSelect)

    class Meta:
        model = Need
        fields = ("title", "why", "support", "urgency", "concerns")
        labels = {
            "title": gettext_lazy("What do you need?"),
            "why": gettext_lazy("Why?"),
            "concerns": gettext_lazy("Whom does it concern?"),
        }
        help_texts = {
            "title": gettext_lazy("In a few words, for example “Checklista för fordonstvättar”."),
            "why": gettext_lazy("One or two sentences are enough: what is difficult today, and what would be better?"),
            "concerns": gettext_lazy("For example “inspektörer inom hälsoskydd” or “skolor och förskolor”."),
        }
        widgets = {"why": forms.Textarea({"rows": 4}), "concerns": forms.TextInput}


class BringForm(NeedForm):
    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields = {"organisation": OrganisationField(organisations), **self.fields}


class ReviseNeedForm(NeedForm):
    """Remembers which version of the need it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["version"].initial = self.instance.version

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SupportForm(forms.Form):
    """“We too”, for an organisation."""

    note = forms.CharField(
        label=gettext_lazy("A few words"),
        help_text=gettext_lazy("For example what it looks like with you."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields = {"organisation": OrganisationField(organisations), **self.fields}


class NeedCommentForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Write a comment"), widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    """What is told to those who brought the need, and to those who stand behind it."""

    reason = forms.CharField(
        label=gettext_lazy("Words to those who brought it"), required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, needed: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["reason"].required = needed


class NewAreaOfNeedForm(ReasonForm, forms.ModelForm):
    """A new area in the draft, with what the need says of it."""

    class Meta:
        model = Area
        fields = ("title", "kind", "aim")
        widgets = {"aim": forms.Textarea({"rows": 4})}

    field_order = ("title", "kind", "aim", "reason")

    def __init__(self, *args: Any, need: Need, **given: Any) -> None:
        start = {"title": need.title, "kind": KIND_OF_AREA.get(Support(need.support), ""), "aim": need.why}
        super().__init__(*args, initial=start, auto_id="new_%s", **given)
        self.fields["kind"].choices = [choice for choice in AreaKind.choices if choice[0] != AreaKind.STEP]


class ExistingAreaForm(ReasonForm):
    area = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Area"))
    field_order = ("area", "reason")

    def __init__(self, *args: Any, areas: Sequence[Area], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["area"]
        field.queryset = Area.objects.filter(pk__in=[area.pk for area in areas]).select_related("edition__plan")
        several = len({area.edition.plan_id for area in areas}) > 1
        names = [(area.pk, f"{area} ({area.edition.plan})" if several else str(area)) for area in areas]
        field.choices = [("", _("Choose")), *names]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Need.objects.none(), label=gettext_lazy("The need that remains"), empty_label=gettext_lazy("Choose")
    )

    def __init__(self, *args: Any, needs: QuerySet[Need], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["into"].queryset = needs
        self.fields["into"].label_from_instance = lambda need: f"{need.number}. {need.title} ({need.organisation})"
