"""Forms for an edition's way to a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.people.enums import OrganisationKind
from samsyn.plan.enums import Advice
from samsyn.plan.models import Edition
from samsyn.plan.queries.lifecycle import askable_groups, askable_organisations


class Day(forms.DateField):
    """A day, in the browser's own calendar."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class AskForCommentsForm(forms.Form):
    until = Day(label=_("Comments wanted until"), help_text=_("The last day, included."))
    words = forms.CharField(
        label=_("What do you want comments on?"),
        required=False,
        max_length=2000,
        help_text=_("Stands in the mail and above the comments."),
        widget=forms.Textarea({"rows": 3}),
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations that are asked"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody in the collaboration may comment. These are asked for it."),
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups that are asked"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, edition: Edition, **given: Any) -> None:
        organisations, groups = askable_organisations(edition), askable_groups(edition)
        if edition.comments_until:
            first = {
                "until": edition.comments_until,
                "words": edition.comments_words,
                "organisations": edition.asked_organisations.all(),
                "groups": edition.asked_groups.all(),
            }
        else:
            asked = (OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY_BOARD)
            first = {"organisations": organisations.filter(kind__in=asked)}
        super().__init__(*args, initial=first, **given)
        self.fields["organisations"].queryset = organisations
        self.fields["groups"].queryset = groups
        self.fields["until"].widget.attrs["min"] = timezone.localdate().isoformat()


class ReturnForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it returned?"),
        help_text=_("The reason stands on the edition's page."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class RecommendationForm(forms.Form):
    advice = forms.ChoiceField(label=_("What does the group say?"), choices=Advice, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=5000,
        help_text=_("What should be changed, or why not. Needed unless the group supports it as it is."),
        widget=forms.Textarea({"rows": 4}),
    )
    on = Day(label=_("Day"), initial=timezone.localdate)


class DecisionForm(forms.Form):
    on = Day(label=_("The day of the decision"))
    paragraph = forms.CharField(
        label=_("Paragraph of the minutes"), required=False, max_length=20, help_text=_("For example “12”.")
    )
