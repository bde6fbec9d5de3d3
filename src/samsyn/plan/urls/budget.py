from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import budget

urlpatterns = [
    path(f"{EDITION}budget/", budget.budgets, name="budgets"),
    path(f"{EDITION}budget/<int:year>/", budget.budget, name="budget"),
    path(f"{EDITION}budget/rows/<int:pk>/add/", budget.line_add, name="line-add"),
    path(f"{EDITION}budget/rows/<int:pk>/revise/", budget.budget_revise, name="budget-revise"),
    path(f"{EDITION}budget/rows/<int:pk>/shares/", budget.shares, name="shares"),
    path(f"{EDITION}budget/rows/<int:pk>/shares.xlsx", budget.shares_excel, name="shares-excel"),
]
