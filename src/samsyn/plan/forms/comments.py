"""Forms for comments on an edition, and for their answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.people.models import Organisation
from samsyn.plan.enums import CommentAnswer
from samsyn.plan.models import Comment


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=5000,
        help_text=_("Say what should be otherwise, and why."),
        widget=forms.Textarea({"rows": 5}),
    )
    organisation = forms.ModelChoiceField(
        label=_("Whose word is it?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("My own"),
        help_text=_("You can comment for yourself, or say what your organisation says."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], comment: Comment | None = None, **given: Any):
        if comment:
            given["initial"] = {
                "text": comment.text, "organisation": comment.organisation_id, "version": comment.version
            }  # fmt: skip
        super().__init__(*args, **given)
        self.fields["organisation"].queryset = organisations
        if not organisations:
            del self.fields["organisation"]
        if comment is None:
            del self.fields["version"]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Is it taken up?"), choices=CommentAnswer, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=5000,
        help_text=_("What has been changed, or why not. Needed unless all of it is taken up."),
        widget=forms.Textarea({"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, comment: Comment, **given: Any):
        first = {"answer": comment.answer, "words": comment.answer_words, "version": comment.version}
        super().__init__(*args, initial=first, **given)
