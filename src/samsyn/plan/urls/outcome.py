from django.urls import path

from samsyn.plan.views import bookkeeping, closing, outcome

BOOKS = "<slug:collaboration>/budget/bookkeeping/"
YEAR = "<slug:collaboration>/budget/<int:year>/"
LINE = f"{YEAR}<slug:side>/<slug:key>/"

urlpatterns = [
    path("<slug:collaboration>/budget/", outcome.budget_years, name="budget-years"),
    path(BOOKS, bookkeeping.bookkeeping, name="bookkeeping"),
    path(f"{BOOKS}change/", bookkeeping.bookkeeping_edit, name="bookkeeping-edit"),
    path(f"{BOOKS}rules/add/", bookkeeping.rule_edit, name="rule-add"),
    path(f"{BOOKS}rules/<int:pk>/", bookkeeping.rule_edit, name="rule-edit"),
    path(f"{BOOKS}rules/<int:pk>/up/", bookkeeping.rule_move, name="rule-move"),
    path(f"{BOOKS}rules/<int:pk>/remove/", bookkeeping.rule_archive, name="rule-archive"),
    path(f"{BOOKS}rules/<int:pk>/restore/", bookkeeping.rule_restore, name="rule-restore"),
    path(YEAR, outcome.budget_year, name="budget-year"),
    path(f"{YEAR}outcome/", bookkeeping.books, name="books"),
    path(f"{YEAR}outcome/map/", bookkeeping.accounts_map, name="accounts-map"),
    path(f"{YEAR}outcome/<str:token>/", bookkeeping.books_preview, name="books-preview"),
    path(f"{YEAR}outcome/<str:token>/ours/", bookkeeping.books_ours, name="books-ours"),
    path(f"{YEAR}close/", closing.year_close, name="year-close"),
    path(f"{YEAR}close/reopen/", closing.year_reopen, name="year-reopen"),
    path(f"{YEAR}close/approve/", closing.year_approve, name="year-approve"),
    path(f"{YEAR}closing-accounts.docx", closing.closing_word, name="closing-word"),
    path(f"{YEAR}closing-accounts.pdf", closing.closing_pdf, name="closing-pdf"),
    path(f"{YEAR}budget-year.xlsx", closing.year_excel, name="budget-year-excel"),
    path(f"{YEAR}invoices.xlsx", closing.invoices_excel, name="invoices-excel"),
    path(LINE, outcome.budget_line, name="budget-line"),
    path(f"{LINE}forecast/", outcome.line_forecast, name="line-forecast"),
    path(f"{LINE}explain/", outcome.line_explain, name="line-explain"),
]
