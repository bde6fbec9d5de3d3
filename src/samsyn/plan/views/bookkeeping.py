"""Reading in the bookkeeping: a file, how it would be sorted, and the rules that sort it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.kernel.errors import DomainError, NotAllowed, NotFound, Stale
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs
from samsyn.plan import actions, rules
from samsyn.plan.forms import BookkeepingForm, BooksForm, MappingForm, RuleForm, ThroughForm
from samsyn.plan.forms.bookkeeping import line_choices
from samsyn.plan.models import AccountRule, Bookkeeping, Outcome
from samsyn.plan.queries import bookkeeping as queries
from samsyn.plan.queries import outcome as years
from samsyn.plan.views.outcome import YearFrame, tell, year_frame

AN_HOUR = 60 * 60  # how long a file waits between being shown and being read in
MOST_OBJECTS = 40  # a municipality has thousands: the rest are written by hand


def books(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """Choose a file. What it says is shown before anything is read in."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.import_outcome")
    lines = years.budget_lines(shown.collaboration, year)
    form = BooksForm(request.POST or None, request.FILES or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        token = secrets.token_urlsafe(16)
        waiting = {"books": form.books, "file_name": form.cleaned_data["file"].name, "problems": form.problems}
        cache.set(_key(request, shown, token), waiting, AN_HOUR)
        return redirect("books-preview", collaboration, year, token)
    told = [(problem.what(_language()), problem.remedy(_language())) for problem in form.problems]
    status = 422 if form.errors else 200
    return shown.page("plan/books.html", status=status, form=form, problems=told, back=shown.home())


def books_preview(request: HttpRequest, collaboration: str, year: int, token: str) -> HttpResponse:
    """How the file would be sorted; reading it in is one press."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.import_outcome")
    waiting = cache.get(_key(request, shown, token))
    if waiting is None:
        messages.warning(request, _("The file has been waiting for more than an hour. Choose it again."))
        return redirect("books", collaboration, year)
    found = waiting["books"]
    form = ThroughForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.import_outcome(
                shown.row(), by=request.user, books=found, file_name=waiting["file_name"], **form.cleaned_data
            )
        except DomainError as refused:
            tell(form, refused)
        else:
            cache.delete(_key(request, shown, token))
            words = _("The outcome is read in until %(day)s.")
            messages.success(request, words % {"day": date_format(outcome.through)})
            return redirect(shown.home())
    return _previewed(shown, token, waiting, form)


def _previewed(shown: YearFrame, token: str, waiting: dict[str, Any], form: ThroughForm) -> HttpResponse:
    found = waiting["books"]
    lines = years.budget_lines(shown.collaboration, shown.year)
    row = years.year_row(shown.collaboration, shown.year)
    in_force = Outcome.objects.filter(year=row, replaced_at=None).first() if row.pk else None
    preview = queries.preview(found, collaboration=shown.collaboration, lines=lines, in_force=in_force)
    form.initial = {"through": in_force.through if in_force and preview.unchanged else found.through}
    accounts = {one.account: one.name for one in preview.unmapped if one.account.isdecimal()}
    objects = queries.objects_found(found, preview.ours)
    return shown.page(
        "plan/books_preview.html",
        status=422 if form.errors else 200,
        form=form,
        token=token,
        file_name=waiting["file_name"],
        problems=[(problem.what(_language()), problem.remedy(_language())) for problem in waiting["problems"]],
        preview=preview,
        objects=objects[:MOST_OBJECTS],
        more_objects=max(len(objects) - MOST_OBJECTS, 0),
        mapping=MappingForm(accounts=accounts.items(), choices=line_choices(lines)) if accounts else None,
        back=shown.home(),
    )


@require_POST
def books_ours(request: HttpRequest, collaboration: str, year: int, token: str) -> HttpResponse:
    """Say which objects of the file are ours; those that the file does not speak of stay as they were."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.set_bookkeeping")
    waiting = cache.get(_key(request, shown, token))
    if waiting is not None:
        settings = _settings(request, shown.collaboration)
        ours = queries.ours_of(shown.collaboration, waiting["books"])
        shown_pairs = {one.pair for one in queries.objects_found(waiting["books"], ours)[:MOST_OBJECTS]}
        ticked = [pair for pair in request.POST.getlist("ours") if pair in shown_pairs]
        kept = [pair for pair in settings.ours if " ".join(pair) not in shown_pairs]
        pairs = [*kept, *(pair.split(" ", 1) for pair in ticked)]
        actions.set_bookkeeping(settings, by=request.user, version=None, ours=pairs)
        messages.success(request, _("What is ours is noted."))
    return redirect("books-preview", collaboration, year, token)


@require_POST
def accounts_map(request: HttpRequest, collaboration: str, year: int) -> HttpResponse:
    """Give accounts their lines, from the year's page or from a file that is being looked at."""
    shown = year_frame(request, collaboration, year)
    shown.keeper("plan.add_account_rule")
    token = request.POST.get("token", "")
    accounts = [name.removeprefix("account_") for name in request.POST if name.startswith("account_")]
    numbers = [(account, "") for account in accounts if account.isdecimal()]
    form = MappingForm(
        request.POST, accounts=numbers, choices=line_choices(years.budget_lines(shown.collaboration, year))
    )
    if form.is_valid() and form.chosen():
        settings = _settings(request, shown.collaboration)
        for account, (side, line) in form.chosen().items():
            actions.add_account_rule(
                settings, by=request.user, first_account=account, last_account=account, side=side, line=line
            )
        messages.success(request, _("The accounts have their lines. The rules hold for files to come, too."))
    else:
        messages.warning(request, _("No account was given a line."))
    if token:
        return redirect("books-preview", collaboration, year, token)
    return redirect("budget-year", collaboration, year)


def bookkeeping(request: HttpRequest, collaboration: str) -> HttpResponse:
    """What is ours, the limits of deviations, and the rules in their order."""
    found = _member(request, collaboration)
    words = {(line.side, line.key): line.label for line in years.latest_lines(found)}
    rows = [(row, words.get((row.side, row.line), row.line)) for row in queries.account_rules(found)]
    return render(
        request,
        "plan/bookkeeping.html",
        {
            "collaboration": found,
            "settings": queries.bookkeeping_of(found),
            "rules": [(row, line) for row, line in rows if row.archived_at is None],
            "archived": [(row, line) for row, line in rows if row.archived_at],
            "may_keep": rules.may_keep_books(request.user, found),
        },
    )


def bookkeeping_edit(request: HttpRequest, collaboration: str) -> HttpResponse:
    found = _keeper(request, collaboration, "plan.set_bookkeeping")
    settings, now = queries.bookkeeping_of(found), None
    form = BookkeepingForm(request.POST or None, instance=settings, initial={"version": settings.version})
    if request.method == "POST" and form.is_valid():
        try:
            given = {"version": form.cleaned_data["version"], **form.changes()}
            actions.set_bookkeeping(_settings(request, found), by=request.user, **given)
        except Stale as other:
            now = queries.bookkeeping_of(found)
            form = BookkeepingForm(resent(request, other), instance=queries.bookkeeping_of(found))
            tell(form, other)
        except DomainError as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("bookkeeping", collaboration)
    context = {"collaboration": found, "form": form, "now": now}
    return render(request, "plan/bookkeeping_edit.html", context, status=422 if form.errors else 200)


def rule_edit(request: HttpRequest, collaboration: str, pk: int | None = None) -> HttpResponse:
    """A new rule, or a change of one."""
    found = _keeper(request, collaboration, "plan.add_account_rule" if pk is None else "plan.revise_account_rule")
    rule, now = _rule(found, pk) if pk is not None else None, None
    form = RuleForm(request.POST or None, choices=line_choices(years.latest_lines(found)), rule=rule)
    if request.method == "POST" and form.is_valid():
        try:
            if rule is None:
                actions.add_account_rule(_settings(request, found), by=request.user, **form.changes())
            else:
                version = form.cleaned_data["version"] or 0
                actions.revise_account_rule(rule, by=request.user, version=version, **form.changes())
        except Stale as other:
            now = _rule(found, pk or 0)
            form = RuleForm(resent(request, other), choices=line_choices(years.latest_lines(found)))
            tell(form, other)
        except DomainError as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The rule is saved."))
            return redirect("bookkeeping", collaboration)
    words = {(line.side, line.key): line.label for line in years.latest_lines(found)} if now else {}
    line = words.get((now.side, now.line), now.line) if now else ""
    context = {"collaboration": found, "form": form, "rule": rule, "now": now, "now_line": line}
    return render(request, "plan/rule_edit.html", context, status=422 if form.errors else 200)


@require_POST
def rule_move(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    """One step up: the first rule that fits decides."""
    found = _keeper(request, collaboration, "plan.move_account_rule")
    rule = _rule(found, pk)
    standing = [row for row in queries.account_rules(found) if row.archived_at is None]
    place = standing.index(rule)
    if place:
        actions.move_account_rule(rule, by=request.user, before=standing[place - 1])
    return redirect("bookkeeping", collaboration)


@require_POST
def rule_archive(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    found = _keeper(request, collaboration, "plan.archive_account_rule")
    actions.archive_account_rule(_rule(found, pk), by=request.user)
    messages.success(request, _("The rule is taken away. It can be brought back below."))
    return redirect("bookkeeping", collaboration)


@require_POST
def rule_restore(request: HttpRequest, collaboration: str, pk: int) -> HttpResponse:
    found = _keeper(request, collaboration, "plan.restore_account_rule")
    actions.restore_account_rule(_rule(found, pk), by=request.user)
    messages.success(request, _("The rule holds again."))
    return redirect("bookkeeping", collaboration)


def _member(request: HttpRequest, collaboration: str) -> Collaboration:
    found = get_object_or_404(Collaboration, slug=collaboration)
    if not belongs(request.user, found.pk):
        raise NotFound
    return found


def _keeper(request: HttpRequest, collaboration: str, verb: str) -> Collaboration:
    found = _member(request, collaboration)
    if not rules.may_keep_books(request.user, found):
        raise NotAllowed(verb)
    return found


def _settings(request: HttpRequest, collaboration: Collaboration) -> Bookkeeping:
    """The settings to act upon; whoever may have them makes them by acting."""
    found = queries.bookkeeping_of(collaboration)
    return found if found.pk else actions.open_books(collaboration, by=request.user)


def _rule(collaboration: Collaboration, pk: int) -> AccountRule:
    return get_object_or_404(AccountRule, bookkeeping__collaboration=collaboration, pk=pk)


def resent(request: HttpRequest, other: Stale) -> QueryDict:
    """What the person wrote, as if written now that both versions are seen: saving again settles it."""
    data = request.POST.copy()
    data["version"] = str(other.version)
    return data


def _key(request: HttpRequest, shown: YearFrame, token: str) -> str:
    """Where the file waits: for this person, collaboration and year alone."""
    return f"books:{request.user.pk}:{shown.collaboration.pk}:{shown.year}:{token}"


def _language() -> str:
    return get_language() or "sv"
