"""What is said of an edition while it is out for comments, and what is answered."""

import io
from uuid import uuid4

import docx
import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from samsyn.plan import actions, rules
from samsyn.plan.enums import RowKind
from samsyn.plan.models import Comment, Edition
from samsyn.plan.queries import comments as queries
from samsyn.plan.queries.rows import KINDS, key_of, row_at
from tests.conftest import EVERYBODY
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


@pytest.fixture
def edition(draft, county, coordinator):
    """The draft, out for comments."""
    for seat in county.groups["kontaktpersoner"].memberships.all():
        seat.represents = county.organisations["granby"]
        seat.save()
    asked = [county.organisations["granby"]]
    return actions.ask_for_comments(draft, by=coordinator, until=timezone.localdate(), organisations=asked)


@pytest.fixture
def comment(edition, persona):
    return actions.comment(edition, by=persona("contact_person"), kind="area", key="U1", text="Börja i oktober.")


def test_every_kind_of_row_is_found_again_by_its_key(edition):
    found = {}
    for kind, model in KINDS.items():
        row = edition if model is Edition else model.objects.filter(edition=edition).first()
        assert row_at(edition, kind, key_of(row)) == row
        found[kind] = key_of(row)
    assert set(found) == set(RowKind)
    assert found["line"] == "2026-decided-income-kommunerna"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("area", "U99"), ("goal", "ett"), ("budget", "x"), ("budget", "2031-decided"), ("line", "2026-decided"),
        ("line", "2026-decided-cost-x"), ("edition", "x"), ("strategy", "ns"), ("section", ""),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_commented_on(edition, persona, kind, key):
    if (kind, key) == ("line", "2026-decided"):  # names the budget: no line
        key = "2026-decided-cost-"
    with pytest.raises(Invalid):
        actions.comment(edition, by=persona("inspector"), kind=kind, key=key, text="Hm.")


def test_a_comment_is_ones_own_or_the_organisations_word(edition, persona, county):
    granby, bjorkas = county.organisations["granby"], county.organisations["bjorkas"]
    own = actions.comment(edition, by=persona("contact_person"), text="Bra plan.")
    word = actions.comment(edition, by=persona("contact_person"), text="Granby tillstyrker.", organisation=granby)
    assert (own.organisation, own.about, word.organisation) == (None, edition.title, granby)
    for who, organisation in (("contact_person", bjorkas), ("inspector", granby)):
        with pytest.raises(Invalid):
            actions.comment(edition, by=persona(who), text="Nej.", organisation=organisation)
    by_letter = actions.comment(edition, by=persona("coordinator"), text="Kom i brev.", organisation=bjorkas)
    assert by_letter.organisation == bjorkas


def test_one_changes_ones_own_words_until_they_are_answered(comment, persona, coordinator):
    author = persona("contact_person")
    changed = actions.change_comment(comment, by=author, version=1, text="Börja i november.")
    assert changed.text == "Börja i november."
    with pytest.raises(NotAllowed):
        actions.change_comment(comment, by=coordinator, version=None, text="Börja aldrig.")
    with pytest.raises(Stale):
        actions.change_comment(comment, by=author, version=1, text="Börja i december.")
    with pytest.raises(Invalid):
        actions.change_comment(comment, by=author, version=2, text=" ")
    actions.answer_comment(comment, by=coordinator, version=2, answer="accepted")
    for act, given in (("change_comment", {"version": None, "text": "Nej."}), ("withdraw_comment", {})):
        with pytest.raises(NotAllowed):
            getattr(actions, act)(comment, by=author, **given)
        with pytest.raises(Conflict):
            getattr(actions, act)(comment, by=SYSTEM, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(archived_at=timezone.now())


def test_a_comment_is_taken_back_and_said_again(comment, edition, persona, coordinator):
    author = persona("contact_person")
    actions.withdraw_comment(comment, by=author)
    assert not queries.standing(edition)
    with pytest.raises(Conflict):
        actions.answer_comment(comment, by=coordinator, version=None, answer="accepted")
    actions.restore_comment(comment, by=author)
    assert list(queries.standing(edition)) == [comment]


def test_a_no_has_its_reason_and_what_was_changed_is_read_again(comment, persona, coordinator):
    with pytest.raises(Invalid):
        actions.answer_comment(comment, by=coordinator, version=1, answer="declined")
    with pytest.raises(Invalid):
        actions.answer_comment(comment, by=coordinator, version=1, answer="kanske")
    actions.change_comment(comment, by=persona("contact_person"), version=1, text="Börja i november.")
    with pytest.raises(Conflict):
        actions.answer_comment(comment, by=coordinator, version=1, answer="accepted")
    answered = actions.answer_comment(comment, by=coordinator, version=2, answer="partly", words="I mitten av oktober.")
    assert (answered.answer, answered.answered_by) == ("partly", coordinator)
    again = actions.answer_comment(comment, by=coordinator, version=3, answer="accepted", words="Vi börjar i november.")
    assert (again.answer, again.text) == ("accepted", "Börja i november.")


def test_nothing_is_proposed_over_the_head_of_those_who_commented(comment, edition, coordinator, persona):
    with pytest.raises(Conflict) as refused:
        actions.propose(edition, by=coordinator)
    assert "U1 Dagvatten" in refused.value.message
    actions.answer_comment(comment, by=coordinator, version=None, answer="accepted")
    actions.propose(edition, by=coordinator)
    with pytest.raises(NotAllowed):
        actions.comment(edition, by=persona("contact_person"), text="Vänta!")
    with pytest.raises(NotAllowed):
        actions.answer_comment(comment, by=coordinator, version=None, answer="declined", words="Nej.")


def test_a_comment_that_was_being_written_when_the_plan_was_proposed_is_refused(edition, comment, coordinator, persona):
    """The rule was asked about what was read before; the edition itself is asked again, and held."""
    actions.withdraw_comment(comment, by=persona("contact_person"))
    stale = Edition.objects.get(pk=edition.pk)
    actions.propose(edition, by=coordinator)
    comment.refresh_from_db()
    comment.edition = stale
    with pytest.raises(Conflict):
        actions.lifecycle.still(stale, "commenting")
    with pytest.raises(Conflict):
        actions.restore_comment(comment, by=SYSTEM)


@pytest.mark.parametrize(
    "changes",
    [{"answer": "accepted"}, {"answer_words": "Ja."}, {"answered_at": timezone.now()}],
)
def test_the_database_itself_refuses_half_an_answer(comment, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**changes)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_comments_twice_told(comment, persona, who):
    user = persona(who)
    assert rules.may_view_comment(user, comment) == rules.comments_visible_to(user).filter(pk=comment.pk).exists()


def test_comments_are_narrowed_by_address(edition, comment, persona, county, coordinator):
    granby = county.organisations["granby"]
    whole = actions.comment(edition, by=persona("contact_person"), text="Bra plan.", organisation=granby)
    actions.answer_comment(whole, by=coordinator, version=None, answer="accepted")
    asked = {
        "": [whole, comment], "show=unanswered": [comment], "show=answered": [whole], "row=area:U1": [comment],
        "row=edition:": [whole], "organisation=granby": [whole], "organisation=bjorkas": [], "show=x": [whole, comment],
    }  # fmt: skip
    for query, expected in asked.items():
        narrowed = dict(part.split("=") for part in query.split("&") if part)
        assert list(queries.asked_for(edition, narrowed)) == expected, query
    assert queries.commented_rows(edition) == [("edition:", edition.title), ("area:U1", "U1 Dagvatten")]


@pytest.mark.parametrize(("page", "queries"), [("comments", 22), ("plan", 25), ("parties", 23)])
def test_lists_take_the_same_queries_with_one_comment_and_with_three(
    client, edition, persona, django_assert_num_queries, page, queries
):
    client.force_login(persona("coordinator"))
    for words in ("Ett", "Två", "Tre"):
        actions.comment(edition, by=persona("inspector"), text=words)
        actions.comment(edition, by=persona("inspector"), kind="section", key="inledning", text=words)
        Edition.objects.filter(pk=edition.pk).update(revision=uuid4())
        with django_assert_num_queries(queries):
            text(client.get(reverse(page, args=ADDRESS)))


def test_comments_by_their_pages(client, edition, persona, county):
    granby = county.organisations["granby"].pk

    def go(who, name, *more, given=None, status=200):
        client.force_login(persona(who))
        address = reverse(name, args=[*ADDRESS, *more])
        return text(client.post(address, given, follow=True) if given is not None else client.get(address), status)

    assert "fyllas i" in go("contact_person", "comment-add", "area", "U1", given={"text": " "}, status=422)
    page = go("contact_person", "comment-add", "area", "U1", given={"text": "Börja senare.", "organisation": granby})
    assert "Börja senare." in page and "Granby kommun" in page
    comment = Comment.objects.get()
    assert "organisation" not in go("inspector", "comment-add", "area", "U1").split("<form")[-1].split("</form")[0]
    assert "Börja senare." in go("inspector", "comment-add", "area", "U1")
    go("contact_person", "comment-edit", comment.pk, given={"text": "Börja i mars.", "organisation": "", "version": 1})
    go("contact_person", "comment-withdraw", comment.pk, given={})
    go("contact_person", "comment-restore", comment.pk, given={})
    assert "1 synpunkt väntar på svar" in go("coordinator", "edition-propose")
    refused = go("coordinator", "comment-answer", comment.pk, given={"answer": "declined", "version": 1}, status=422)
    assert "har ändrats" in refused and "Börja i mars." in refused
    assert "vill veta varför" in go(
        "coordinator", "comment-answer", comment.pk, given={"answer": "declined", "version": 4}, status=422
    )
    answer = {"answer": "declined", "words": "Det är bestämt nationellt.", "version": 4}
    assert "Det är bestämt nationellt." in go("coordinator", "comment-answer", comment.pk, given=answer)
    assert "Lägg fram" in go("coordinator", "edition-propose") and "Synpunkter" in go("inspector", "area", "U1")


def test_what_was_said_is_taken_away_compiled(client, edition, comment, persona, county, coordinator):
    word = actions.comment(
        edition,
        by=persona("contact_person"),
        kind="line",
        key="2026-decided-cost-loner",
        text="Räcker det?",
        organisation=county.organisations["granby"],
    )
    actions.answer_comment(word, by=coordinator, version=None, answer="partly", words="Nästan.")
    client.force_login(persona("steering_member"))
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("comments-excel", args=ADDRESS)).content)
    ).active  # fmt: skip
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(row for row in told if "Börja i oktober." in row)
    last = next(row for row in told if "Räcker det?" in row)
    assert "Klara Kontakt" in first and "Granby kommun" not in first
    assert {"Granby kommun", "Tillgodoses delvis", "Nästan.", "Karin Koord", "Löner"} <= set(last)
    document = docx.Document(io.BytesIO(client.get(reverse("comments-word", args=ADDRESS)).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Räcker det?" in cell for cell in cells) and any("Nästan." in cell for cell in cells)
    assert any("2 synpunkter" in paragraph.text for paragraph in document.paragraphs)
