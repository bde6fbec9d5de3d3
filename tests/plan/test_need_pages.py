"""The pages about needs, and the ways through them."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.models import Need, NeedSupport
from tests.plan.test_needs import WORDS
from tests.plan.test_pages import text

ADDRESS = ["provlan", 1]


@pytest.fixture
def need(county, persona):
    return actions.bring_need(county.organisations["granby"], by=persona("contact_person"), **WORDS)


@pytest.fixture
def as_(client, persona):
    def become(who):
        client.force_login(persona(who))
        return client

    return become


def test_a_contact_person_brings_a_need_from_the_overview(as_, county):
    client = as_("contact_person")
    overview = text(client.get(reverse("overview", args=["provlan"])))
    assert reverse("need-new", args=["provlan"]) in overview
    form = text(client.get(reverse("need-new", args=["provlan"])))
    assert "För Granby kommun" in form and "<select" not in form  # the only one that she speaks for
    granby = county.organisations["granby"].pk
    page = text(client.post(reverse("need-new", args=["provlan"]), WORDS | {"organisation": granby}, follow=True))
    assert "Tack. Behovet är framfört" in page and WORDS["title"] in page
    need = Need.objects.get()
    assert (need.organisation_id, need.brought_by.name) == (granby, "Klara Kontakt")
    assert WORDS["title"] in text(client.get(reverse("overview", args=["provlan"])))


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(as_, county):
    granby = county.organisations["granby"].pk
    given = WORDS | {"organisation": granby, "title": "", "concerns": "Skolorna"}
    page = text(as_("contact_person").post(reverse("need-new", args=["provlan"]), given), status=422)
    assert "error-summary" in page and "Skolorna" in page and not Need.objects.exists()


def test_nobody_brings_a_need_for_others(as_, county):
    given = WORDS | {"organisation": county.organisations["bjorkas"].pk}
    text(as_("contact_person").post(reverse("need-new", args=["provlan"]), given), status=422)
    assert not Need.objects.exists()


def test_the_same_need_is_shown_before_saving_and_can_be_joined_or_brought_all_the_same(as_, county, need):
    client = as_("steering_member")
    address = reverse("need-new", args=["provlan"])
    given = WORDS | {"organisation": county.organisations["bjorkas"].pk, "why": "Vi bedömer dagvatten olika."}
    page = text(client.post(address, given))
    assert "Det här liknar ett behov" in page and Need.objects.count() == 1
    join = re.search(r'formaction="([^"]+)"', page)[1]
    seen = re.findall(r'name="seen" value="(\d+)"', page)
    assert join == reverse("need-support", args=ADDRESS) and seen == [str(need.pk)]
    joined = text(client.post(join, given | {"seen": seen}, follow=True))
    assert "Björkås kommun står bakom det." in joined
    assert NeedSupport.objects.get().note == "Vi bedömer dagvatten olika."  # what was written comes along
    client.post(address, given | {"seen": seen})
    assert Need.objects.count() == 2


def test_the_same_need_is_shown_while_writing(as_, need):
    part = text(as_("chair").get(reverse("need-similar", args=["provlan"]), {"title": "Dagvatten: checklista"}))
    assert WORDS["title"] in part and "<html" not in part
    assert text(as_("chair").get(reverse("need-similar", args=["provlan"]))).strip() == ""


def test_we_too_is_said_on_the_page_and_taken_back(as_, need):
    client = as_("county_officer")
    page = text(client.get(reverse("need", args=ADDRESS)))
    assert "1 organisation står bakom" in page
    (organisation,) = re.findall(r'type="hidden" name="organisation" value="(\d+)"', page)
    page = text(client.post(reverse("need-support", args=ADDRESS), {"organisation": organisation}, follow=True))
    assert "2 organisationer står bakom" in page
    undo = re.search(r'action="([^"]+/withdraw/)"', page)[1]
    assert "1 organisation står bakom" in text(client.post(undo, follow=True))


def test_whoever_speaks_for_several_chooses(as_, county, need):
    client = as_("coordinator")
    address = reverse("need-support", args=ADDRESS)
    assert "<select" in text(client.get(address))
    text(client.post(address, {"organisation": "", "note": "Ja."}), status=422)
    bjorkas = county.organisations["bjorkas"].pk
    client.post(address, {"organisation": bjorkas})
    assert "står redan bakom" in text(client.post(address, {"organisation": bjorkas}), status=422)


def test_a_comment_is_said_taken_back_and_said_again(as_, need):
    client = as_("inspector")
    page = text(client.post(reverse("need-comment", args=ADDRESS), {"text": "Vi har <b>en</b> lista."}, follow=True))
    assert "Vi har &lt;b&gt;en&lt;/b&gt; lista." in page
    refused = text(client.post(reverse("need-comment", args=ADDRESS), {"text": ""}), status=422)
    assert "En sak behöver rättas" in refused.partition("Vad som sägs om det")[0]  # the field is far down the page
    away = re.search(r'action="([^"]+/archive/)"', page)[1]
    page = text(client.post(away, follow=True))
    assert "lista." not in page
    back = re.search(r'action="([^"]+/restore/)"', page)[1]
    assert "lista." in text(client.post(back, follow=True))


def test_a_need_is_said_better_and_two_who_do_so_are_told(as_, need):
    client = as_("contact_person")
    address = reverse("need-edit", args=ADDRESS)
    assert 'name="version" value="1"' in text(client.get(address))
    client.post(address, WORDS | {"title": "Hennes ord", "version": 1})
    page = text(client.post(address, WORDS | {"title": "Hans ord", "version": 1}), status=409)
    assert "Hennes ord" in page and "Hans ord" in page and 'name="version" value="2"' in page
    client.post(address, WORDS | {"title": "Hans ord", "version": 2})
    need.refresh_from_db()
    assert need.title == "Hans ord"
    assert "<del>" in text(client.get(reverse("need", args=ADDRESS)))


def test_a_new_area_is_made_of_a_need(as_, need, draft):
    client = as_("coordinator")
    address = reverse("need-adopt", args=ADDRESS)
    form = text(client.get(address))
    assert f'value="{WORDS["title"]}"' in form and WORDS["why"] in form
    given = {"how": "new", "title": "Dagvatten tillsammans", "kind": "guidance", "aim": "", "reason": "Bra tanke."}
    page = text(client.post(address, given, follow=True))
    assert "Behovet blev området U4 Dagvatten tillsammans." in page and "Bra tanke." in page
    area = draft.area_set.get(code="U4")
    assert area.get_absolute_url() in page
    assert reverse("need", args=ADDRESS) in text(client.get(area.get_absolute_url()))
    undo = re.search(r'action="([^"]+/undo/)"', page)[1]
    assert "Svaret är tillbakataget." in text(client.post(undo, follow=True))


def test_a_need_is_linked_to_an_area_that_there_is(as_, need, draft):
    client = as_("coordinator")
    address = reverse("need-adopt", args=ADDRESS)
    text(client.post(address, {"how": "existing", "area": ""}), status=422)
    text(client.post(address, {"how": "new", "title": ""}), status=422)
    area = draft.area_set.get(code="U1")
    assert "U1 Dagvatten" in text(client.post(address, {"how": "existing", "area": area.pk}, follow=True))
    assert "redan fått ett svar" in text(client.post(address, {"how": "existing", "area": area.pk}), status=422)


def test_without_a_plan_there_is_no_area_to_choose(as_, need):
    page = text(as_("coordinator").get(reverse("need-adopt", args=ADDRESS)))
    assert "Det finns inget utkast" in page


def test_a_need_rests_or_is_declined_and_is_considered_anew(as_, need):
    client = as_("coordinator")
    page = text(client.post(reverse("need-wait", args=ADDRESS), {"reason": "Till hösten."}, follow=True))
    assert "Behovet vilar tills vidare" in page and "Till hösten." in page
    text(client.post(reverse("need-decline", args=ADDRESS), {"reason": ""}), status=422)
    page = text(client.post(reverse("need-decline", args=ADDRESS), {"reason": "Finns redan."}, follow=True))
    assert "Behovet avböjdes" in page
    again = re.search(r'action="([^"]+/reopen/)"', page)[1]
    assert "väntar på svar igen" in text(client.post(again, follow=True))


def test_pairs_are_merged_by_one_press_and_parted_again(as_, county, need):
    twin = actions.bring_need(county.organisations["bjorkas"], by=SYSTEM, **WORDS | {"title": "Dagvatten: checklista"})
    client = as_("coordinator")
    page = text(client.get(reverse("need-pairs", args=["provlan"])))
    assert "Behov 1 och 2" in page and "<ins>" in page
    address = reverse("need-merge", args=["provlan", twin.number])
    assert address in page
    page = text(client.post(address, {"into": need.pk, "pair": "1"}, follow=True))
    assert "Inget att slå samman" in page
    page = text(client.get(twin.get_absolute_url()))
    assert need.get_absolute_url() in page
    assert "2 organisationer står bakom" in text(client.get(need.get_absolute_url()))
    part = re.search(r'action="([^"]+/undo/)"', page)[1]
    client.post(part)
    assert "1 organisation står bakom" in text(client.get(need.get_absolute_url()))


def test_the_list_stands_in_chapters_or_as_asked_for_and_can_be_taken_away(as_, need, county):
    twin = actions.bring_need(county.organisations["bjorkas"], by=SYSTEM, **WORDS | {"title": "Radon"})
    actions.decline_need(twin, by=SYSTEM, reason="Finns redan.")
    client = as_("inspector")
    page = text(client.get(reverse("needs", args=["provlan"])))
    assert page.index("Väntar på svar <") < page.index("Avböjt <") and "Finns redan." in page
    page = text(client.get(reverse("needs", args=["provlan"]), {"status": "declined"}))
    assert "Radon" in page and WORDS["title"] not in page
    assert "Inget behov stämmer" in text(client.get(reverse("needs", args=["provlan"]), {"q": "finns inte"}))
    answer = client.get(reverse("needs-excel", args=["provlan"]), {"status": "declined"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows if row[0] == 2] == ["Radon"] and not any(row[0] == 1 for row in rows)


def test_a_long_list_is_paged(as_, county):
    for number in range(60):
        words = WORDS | {"title": f"Behov nummer {number}"}
        actions.bring_need(county.organisations["granby"], by=SYSTEM, **words)
    client = as_("inspector")
    page = text(client.get(reverse("needs", args=["provlan"])))
    assert "Behov nummer 59" in page and "Behov nummer 3<" not in page
    assert "Behov nummer 3<" in text(client.get(reverse("needs", args=["provlan"]), {"page": 2}))


def test_the_coordinator_sees_what_waits_for_an_answer(as_, need):
    assert "Ett behov väntar på ditt svar." in text(as_("coordinator").get(reverse("overview", args=["provlan"])))
    actions.let_need_wait(need, by=SYSTEM)
    assert "väntar på ditt svar" not in text(as_("coordinator").get(reverse("overview", args=["provlan"])))


@pytest.mark.parametrize("name", ["needs", "need", "need-pairs", "overview"])
def test_as_many_queries_however_many_rows(as_, county, name, draft):
    def bring(number):
        need = actions.bring_need(county.organisations["granby"], by=SYSTEM, **WORDS | {"title": f"Avlopp {number}"})
        for organisation in ("bjorkas", "lansstyrelsen"):
            actions.support_need(need, by=SYSTEM, organisation=county.organisations[organisation])
        return need

    def asked():
        with CaptureQueriesContext(connection) as queries:
            text(client.get(reverse(name, args=ADDRESS if name == "need" else ["provlan"])))
        return len(queries)

    first = bring(1)
    client = as_("coordinator")
    actions.comment_need(first, by=SYSTEM, text="Ett.")
    actions.merge_need(bring(2), by=SYSTEM, into=first)
    asked()  # what is remembered of the plan is read
    one = asked()
    for number in range(3, 6):
        actions.merge_need(bring(number), by=SYSTEM, into=first)
        bring(number + 10)
        actions.comment_need(first, by=SYSTEM, text=f"{number}.")
    assert asked() == one == QUERIES[name]


QUERIES = {"needs": 11, "need": 14, "need-pairs": 7, "overview": 12}
