"""Forms of ranking. A form checks shape; the action decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.errors import Invalid
from samsyn.plan.models import Area, Candidate, Criterion, Need, Score
from samsyn.plan.queries.ranking import Member, Proposals
from samsyn.plan.queries.ranking_shown import Row
from samsyn.plandoc.ranking import LEVELS

CANNOT_JUDGE = "x"


class ChosenForm(forms.Form):
    """What is to be weighed."""

    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(), label=_("Open needs"), required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(), label=_("Areas of the edition"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: tuple[QuerySet[Need], QuerySet[Area]], **given: Any) -> None:
        super().__init__(*args, **given)
        for name, rows in zip(("needs", "areas"), offered, strict=True):
            self.fields[name].queryset = rows
            if not rows:
                del self.fields[name]


class RankingForm(ChosenForm):
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("For example “Vad ska in i planen för 2027?”.")
    )
    field_order = ("title", "needs", "areas")


class CandidateForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Candidate
        fields = ("time", "campaign")


class CriterionForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Criterion
        fields = ("name", "question", "weight", "direction", "basis")
        widgets = {"direction": forms.RadioSelect}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        words = [*self.instance.levels, *[""] * 5]
        for level in LEVELS:
            self.fields[f"level_{level}"] = forms.CharField(
                label=_("What level %(level)s means") % {"level": level}, max_length=120, initial=words[level - 1]
            )

    def given(self) -> dict[str, Any]:
        """The criterion's fields, the words for the levels as one."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return fields | {"levels": [self.cleaned_data[f"level_{level}"] for level in LEVELS]}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion of one candidate as the member meets it."""

    criterion: Criterion
    name: str  # of the field
    was: str  # what was saved when the page was opened: a level, "x" or nothing
    choices: Sequence[Choice]
    proposed: int | None
    why: str


@dataclass(frozen=True, slots=True)
class CandidateQuestions:
    candidate: Candidate
    title: str
    remark: str
    questions: Sequence[Question]

    @property
    def answered(self) -> bool:
        return all(question.was for question in self.questions)


def questions(
    candidate: Candidate,
    title: str,
    remark: str,
    *,
    criteria: Sequence[Criterion],
    own: Mapping[tuple[int, int], Score],
    proposals: Proposals,
    typed: Mapping[str, str] | None = None,
) -> CandidateQuestions:
    """What a member is asked of a candidate. What Samsyn proposes is chosen beforehand, and marked; `typed` is what the
    member has chosen but not saved."""
    asked = []
    for criterion in criteria:
        score = own.get((candidate.pk, criterion.pk))
        was = "" if score is None else CANNOT_JUDGE if score.level is None else str(score.level)
        proposed = proposals.level(candidate, criterion)
        name = f"c{criterion.pk}"
        chosen = (typed or {}).get(name) or was or (str(proposed) if proposed else "")
        levels = [(str(level), str(words)) for level, words in zip(LEVELS, criterion.levels, strict=True)]
        choices = [Choice(value, words, value == chosen) for value, words in [*levels, (CANNOT_JUDGE, "")]]
        asked.append(Question(criterion, name, was, choices, proposed, proposals.why(candidate, criterion)))
    return CandidateQuestions(candidate, title, remark, asked)


def levels_from(posted: Mapping[str, str], criteria: Sequence[Criterion]) -> tuple[dict[int, Any], dict[int, Any]]:
    """What was chosen by criterion, and what the page showed when it was opened. Raises Invalid for anything else."""
    chosen, was = {}, {}
    for criterion in criteria:
        for found, name in ((chosen, f"c{criterion.pk}"), (was, f"was-{criterion.pk}")):
            if value := posted.get(name, ""):
                if value != CANNOT_JUDGE and value not in map(str, LEVELS):
                    raise Invalid(_("Choose one of the levels, or that you cannot judge."))
                found[criterion.pk] = None if value == CANNOT_JUDGE else int(value)
    return chosen, was


class ConcludeForm(forms.Form):
    """A place and perhaps a reason for each candidate, and who took part in the talk."""

    def __init__(self, *args: Any, rows: Sequence[Row], members: Sequence[Member], **given: Any) -> None:
        super().__init__(*args, **given)
        self.rows = rows
        places = [(place, str(place)) for place in range(1, len(rows) + 1)]
        for index, row in enumerate(rows, 1):
            self.fields[f"place_{row.candidate.pk}"] = forms.TypedChoiceField(
                label=_("Place of “%(title)s”") % {"title": row.title}, choices=places, coerce=int, initial=index
            )
            self.fields[f"reason_{row.candidate.pk}"] = forms.CharField(
                label=_("Why “%(title)s” is moved") % {"title": row.title}, required=False, max_length=1000
            )
        self.fields["took_part"] = forms.MultipleChoiceField(
            label=_("Who took part in the talk"),
            choices=[(str(member.person.pk), str(member.person)) for member in members],
            initial=[str(member.person.pk) for member in members if member.handed_in_at],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def entries(self) -> list[tuple[Row, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"place_{row.candidate.pk}"], self[f"reason_{row.candidate.pk}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        places: dict[int, str] = {}
        for row in self.rows:
            place = given.get(f"place_{row.candidate.pk}")
            if place in places:
                words = _("“%(other)s” has this place as well.") % {"other": places[place]}
                self.add_error(f"place_{row.candidate.pk}", words)
            elif place is not None:
                places[place] = row.title
        return given

    def outcome(self) -> tuple[list[int], dict[int, str]]:
        """The candidates in their order, and the reasons."""
        keys = [row.candidate.pk for row in self.rows]
        reasons = {key: self.cleaned_data[f"reason_{key}"] for key in keys}
        return sorted(keys, key=lambda key: self.cleaned_data[f"place_{key}"]), reasons
