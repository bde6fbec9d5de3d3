from samsyn.plan.forms.bookkeeping import BookkeepingForm, BooksForm, MappingForm, RuleForm, ThroughForm
from samsyn.plan.forms.budgets import NewLineForm, OpeningBalanceForm, SharesForm
from samsyn.plan.forms.carrying import CarryForm
from samsyn.plan.forms.comments import AnswerForm, CommentForm
from samsyn.plan.forms.follow_up import AcknowledgementForm, PlacementForm, ProgressForm
from samsyn.plan.forms.frameworks import FocusForm, FrameworkEditionForm, FrameworkFileForm, FrameworkForm
from samsyn.plan.forms.intakes import PlanFileForm
from samsyn.plan.forms.lifecycle import AskForCommentsForm, DecisionForm, RecommendationForm, ReturnForm
from samsyn.plan.forms.needs import (
    BringForm,
    ExistingAreaForm,
    MergeForm,
    NeedCommentForm,
    NeedForm,
    NewAreaOfNeedForm,
    ReasonForm,
    ReviseNeedForm,
    SupportForm,
)
from samsyn.plan.forms.outcome import ClosingForm, ExplanationForm, ForecastForm
from samsyn.plan.forms.rows import (
    NewActivityForm,
    NewAreaForm,
    NewBodyForm,
    NewGoalForm,
    NewPartyForm,
    NewPlanForm,
    NewSectionForm,
    VersionedForm,
    row_form,
)

__all__ = [
    "AcknowledgementForm",
    "AnswerForm",
    "AskForCommentsForm",
    "BookkeepingForm",
    "BooksForm",
    "BringForm",
    "CarryForm",
    "ClosingForm",
    "CommentForm",
    "DecisionForm",
    "ExistingAreaForm",
    "ExplanationForm",
    "FocusForm",
    "ForecastForm",
    "FrameworkEditionForm",
    "FrameworkFileForm",
    "FrameworkForm",
    "MappingForm",
    "MergeForm",
    "NeedCommentForm",
    "NeedForm",
    "NewActivityForm",
    "NewAreaForm",
    "NewAreaOfNeedForm",
    "NewBodyForm",
    "NewGoalForm",
    "NewLineForm",
    "NewPartyForm",
    "NewPlanForm",
    "NewSectionForm",
    "OpeningBalanceForm",
    "PlacementForm",
    "PlanFileForm",
    "ProgressForm",
    "ReasonForm",
    "RecommendationForm",
    "ReturnForm",
    "ReviseNeedForm",
    "RuleForm",
    "SharesForm",
    "SupportForm",
    "ThroughForm",
    "VersionedForm",
    "row_form",
]
