"""The pages of ranking and capacity: what stands there, for whom, and at what price."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.models import Capacity, RankingRound, Score
from samsyn.plan.queries import capacity as capacity_queries
from samsyn.plan.queries import ranking as queries
from samsyn.plan.views import ranking as views
from tests.conftest import a_need
from tests.plan.test_pages import ADDRESS, text
from tests.plan.test_ranking import MEMBERS, SEEN, group, handed_in, judge, needs, order_of, ranking, shared

__all__ = ["group", "handed_in", "needs", "ranking", "shared"]  # fixtures


@pytest.fixture
def at(ranking):
    return lambda name, *more: reverse(name, args=[*ADDRESS, ranking.pk, *more])


@pytest.fixture
def log_in(client, persona):
    def as_(name):
        client.force_login(persona(name))
        return client

    return as_


def chosen(ranking, candidate, *levels):
    """What a browser sends for a candidate."""
    return {f"c{criterion.pk}": level for criterion, level in zip(ranking.criteria.all(), levels, strict=True)}


def test_a_round_is_opened_on_a_page(log_in, group, draft, needs):
    client = log_in("coordinator")
    assert "Öppna den första" in text(client.get(reverse("rankings", args=ADDRESS)))
    address = reverse("ranking-new", args=ADDRESS)
    page = text(client.get(address))
    assert "Radon i skolor" in page and "U1 Dagvatten" in page
    text(client.post(address, {"title": ""}), status=422)
    area = draft.area_set.get(code="U1")
    page = text(client.post(address, {"title": "Inför 2027", "needs": [needs[0].pk], "areas": [area.pk]}, follow=True))
    for words in ("Inför 2027", "Radon i skolor", "U1 Dagvatten", "0 av 3 har lämnat in", "Lagkrav", "Några veckor"):
        assert words in page, words
    assert "Inför 2027" in text(client.get(reverse("rankings", args=ADDRESS)))


def test_what_is_weighed_and_by_what_is_changed_on_pages(log_in, ranking, county, at):
    client = log_in("coordinator")
    extra = a_need(county, number=7, title="Cisterner")
    text(client.post(at("ranking-candidates"), {}), status=422)
    assert "Cisterner" in text(client.post(at("ranking-candidates"), {"needs": [extra.pk]}, follow=True))
    candidate = ranking.candidates.get(need=extra)
    given = {"time": "våren 2027", "campaign": "on", "version": 1}
    assert "våren 2027" in text(client.post(at("ranking-candidate", candidate.pk), given, follow=True))
    text(client.post(at("ranking-candidate", candidate.pk), given | {"time": "2028"}), status=422)
    assert "vägs inte längre" in text(client.post(at("ranking-drop", candidate.pk), follow=True))

    law = ranking.criteria.get(name="Lagkrav")
    page = text(client.get(at("ranking-criterion", law.pk)))
    given = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1] for name in ("name", "question", "version")
    }
    given |= {f"level_{n}": f"Nivå {n}" for n in range(1, 6)} | {"weight": 7, "direction": "for", "basis": ""}
    assert "Nivå 5" in text(client.post(at("ranking-criterion", law.pk), given, follow=True))
    text(client.post(at("ranking-criterion", law.pk), given | {"weight": 11}), status=422)
    text(client.post(at("ranking-criterion-add"), given), status=422)  # the name is taken
    added = given | {"name": "Lust", "version": ""}
    assert "Lust" in text(client.post(at("ranking-criterion-add"), added, follow=True))
    lust = ranking.criteria.get(name="Lust")
    assert "är borttaget" in text(client.post(at("ranking-criterion-drop", lust.pk), follow=True))


def test_a_member_judges_candidate_by_candidate_and_hands_in(log_in, ranking, at, persona):
    client = log_in("chair")
    assert "3 kandidater kvar" in text(client.get(at("ranking")))
    page = text(client.get(at("ranking-score")))
    assert page.count('type="radio"') == 3 * 5 * 6
    assert "Förslag: 1" in page and "1 kommun står bakom" in page
    radon, drains, area = queries.candidates_of(ranking)
    answer = client.post(at("ranking-score-save", radon.pk), chosen(ranking, radon, 5, 4, 3, "x", 2))
    assert answer.url == at("ranking-score") + f"#candidate-{drains.pk}"
    assert list(Score.objects.order_by("criterion").values_list("level", flat=True)) == [5, 4, 3, None, 2]
    page = text(client.post(at("ranking-hand-in")), status=409)
    assert "Du har inte bedömt allt än: Små avlopp, U1 Dagvatten." in page
    for candidate in (drains, area):
        client.post(at("ranking-score-save", candidate.pk), chosen(ranking, candidate, 1, 2, 3, 4, 5))
    assert "Dina bedömningar är inlämnade" in text(client.post(at("ranking-hand-in"), follow=True))
    assert "1 av 3 har lämnat in" in text(log_in("coordinator").get(at("ranking")))


def test_with_javascript_only_the_line_of_words_comes_back(log_in, ranking, at):
    client = log_in("chair")
    radon = queries.candidates_of(ranking)[0]
    given = chosen(ranking, radon, 5, 4, 3, 2, 1) | {"page": "a"}
    page = text(client.post(at("ranking-score-save", radon.pk), given, headers={"HX-Request": "true"}))
    assert "<html" not in page and "data-saved" in page and "2 kandidater är kvar" in page
    half = {name: value for name, value in given.items() if name != next(iter(given))}
    Score.objects.filter(criterion=ranking.criteria.first()).delete()
    page = text(client.post(at("ranking-score-save", radon.pk), half, headers={"HX-Request": "true"}))
    assert "Något är kvar att bedöma här" in page
    assert client.get(at("ranking-score-save", radon.pk)).url == at("ranking-score")


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_changed_on_another_page_is_told_and_the_rest_is_saved(log_in, ranking, at, persona, htmx):
    client, radon = log_in("chair"), queries.candidates_of(ranking)[0]
    law, risk, *_rest = ranking.criteria.all()
    address = at("ranking-score-save", radon.pk)
    client.post(address, chosen(ranking, radon, 3, 3, 3, 3, 3) | {"page": "a"})
    was = {f"was-{criterion.pk}": "3" for criterion in ranking.criteria.all()}
    client.post(address, {f"c{law.pk}": 4, "page": "b", **was})
    answer = client.post(
        address,
        {f"c{law.pk}": 1, f"c{risk.pk}": 5, "page": "c", **was},
        headers={"HX-Request": "true"} if htmx else {},
    )
    page = text(answer, status=200 if htmx else 409)
    assert "Lagkrav: 4 är sparat där, 1 är valt här." in page
    own = queries.own_scores(ranking, persona("chair"))
    assert (own[radon.pk, law.pk].level, own[radon.pk, risk.pk].level) == (4, 5)
    if not htmx:  # what was chosen stands on the page, and is saved when it is sent again
        assert re.search(rf'name="c{law.pk}" value="1" checked', page)
        assert f'name="was-{law.pk}" value="4"' in page


@pytest.mark.parametrize("value", ["6", "0", "alla", "-1"])
def test_a_level_that_is_not_offered_is_refused(log_in, ranking, at, value):
    radon = queries.candidates_of(ranking)[0]
    answer = log_in("chair").post(at("ranking-score-save", radon.pk), {f"c{ranking.criteria.first().pk}": value})
    assert answer.status_code == 422 and not Score.objects.exists()


def test_the_coordinator_sees_who_has_handed_in_and_nothing_more(log_in, handed_in, at):
    client = log_in("coordinator")
    page = text(client.get(at("ranking")))
    assert "3 av 3 har lämnat in" in page and "Stina Styr" in page and '<svg class="chart' not in page
    assert client.get(at("ranking-excel")).status_code == 404
    assert client.get(at("ranking-score")).status_code == 403
    assert "3 av 3" not in text(client.get(reverse("changes", args=ADDRESS)))
    assert "Stina Styr" in text(client.get(at("ranking-share")))


def test_a_round_is_shared_talked_over_and_concluded_on_pages(log_in, handed_in, at, persona):
    client = log_in("coordinator")
    assert "Omgången är delad" in text(client.post(at("ranking-share"), follow=True))
    page = text(client.get(at("ranking")))
    for words in (
        "Plats 1:",
        "Därför att nyttan 4 delad med insatsen 1 blir 4.",
        "Nytta mot insats",
        "Så bedömer ledamöterna",
    ):
        assert words in page, words
    assert page.count('class="chart chart-spread"') == 2 * 3
    judge(handed_in, persona("chair"), SEEN | {"Små avlopp": (5, 3)})
    assert '<del><span class="visually-hidden">före samtalet: </span>3</del>' in text(client.get(at("ranking")))
    first, second, third = order_of(RankingRound.objects.get())
    given = {f"place_{first}": 2, f"place_{second}": 3, f"place_{third}": 1, "took_part": [persona("chair").pk]}
    page = text(client.post(at("ranking-conclude"), given), status=422)
    assert "Skriv med några ord varför den har flyttats" in page and f'id="id_reason_{third}_error"' in page
    text(client.post(at("ranking-conclude"), given | {f"place_{third}": 2}), status=422)
    reason = "Avloppen hotar vattentäkten."
    page = text(client.post(at("ranking-conclude"), given | {f"reason_{third}": reason}, follow=True))
    assert "Ordningen är registrerad" in page and reason in page and "Föreslagen plats: 3" in page
    assert client.get(at("ranking-conclude")).status_code == 403


def test_a_concluded_round_is_read_by_everybody_and_linked_from_what_was_weighed(log_in, shared, at, draft):
    actions.conclude_ranking(shared, by=SYSTEM, order=order_of(shared), reasons={})
    client = log_in("inspector")
    page = text(client.get(at("ranking")))
    assert "Plats 1:" in page and "chart-spread" not in page  # who judged how is for those who rank
    assert "Vad ska in i planen?" in text(client.get(reverse("rankings", args=ADDRESS)))
    area = text(client.get(draft.area_set.get(code="U1").get_absolute_url()))
    assert "Plats 1 i ”Vad ska in i planen?”" in area and at("ranking") in area
    assert sheets(client.get(at("ranking-excel"))) == ["Ordning", "Spridning", "Kriterier"]
    assert sheets(log_in("chair").get(at("ranking-excel"))) == ["Ordning", "Spridning", "Kriterier", "Bedömningar"]


def sheets(answer):
    return openpyxl.load_workbook(BytesIO(answer.content)).sheetnames


def test_the_workbook_says_what_the_page_says(log_in, shared, at):
    book = openpyxl.load_workbook(BytesIO(log_in("coordinator").get(at("ranking-excel")).content))
    rows = [[cell.value for cell in row] for row in book["Ordning"].iter_rows(min_row=2)]
    assert [row[:6] for row in rows] == [
        [1, "U1 Dagvatten", 4, 1, 4, 1],
        [2, "Radon i skolor", 5, 2, 2.5, 2],
        [3, "Små avlopp", 3, 3, 1, 3],
    ]
    told = [[cell.value for cell in row] for row in book["Bedömningar"].iter_rows(min_row=2)]
    assert ["Radon i skolor", "Insats", "Stina Styr", 2, 2] in told
    assert sum(bool(row[2]) for row in told) == 3 * 5 * 3


def test_a_round_is_taken_away_and_brought_back_on_pages(log_in, ranking, at):
    client = log_in("coordinator")
    assert "är borttagen" in text(client.post(at("ranking-archive"), follow=True))
    assert log_in("chair").get(at("ranking")).status_code == 404
    assert "är tillbaka" in text(log_in("coordinator").post(at("ranking-restore"), follow=True))


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_number_of_queries_does_not_grow(
    log_in, county, group, draft, persona, candidates, django_assert_num_queries
):
    weighed = [a_need(county, number=n, title=f"Behov {n}") for n in range(1, candidates + 1)]
    found = actions.open_ranking(draft, by=SYSTEM, title="Frågor", needs=weighed)
    address = [*ADDRESS, found.pk]
    client = log_in("chair")
    client.get(reverse("plan", args=ADDRESS))  # what the edition says is read once
    with django_assert_num_queries(QUERIES["alone"]):
        client.get(reverse("ranking", args=address))
    with django_assert_num_queries(QUERIES["score"]):
        client.get(reverse("ranking-score", args=address))
    seen = {need.title: (4, 2) for need in weighed}
    for name in MEMBERS:
        judge(found, persona(name), seen)
        actions.hand_in(found, by=persona(name))
    candidate = found.candidates.first()
    save, given = reverse("ranking-score-save", args=[*address, candidate.pk]), chosen(found, candidate, 1, 1, 1, 1, 1)
    with django_assert_num_queries(QUERIES["save"]):
        client.post(save, given)
    found = actions.share_ranking(found, by=SYSTEM)
    with django_assert_num_queries(QUERIES["shared"]):
        client.get(reverse("ranking", args=address))
    with django_assert_num_queries(QUERIES["excel"]):
        client.get(reverse("ranking-excel", args=address))
    actions.conclude_ranking(found, by=SYSTEM, order=order_of(found), reasons={})
    for _more in range(candidates - 1):
        actions.open_ranking(draft, by=SYSTEM, title="Till", needs=weighed)
    with django_assert_num_queries(QUERIES["list"]):
        client.get(reverse("rankings", args=ADDRESS))
    with django_assert_num_queries(QUERIES["capacity"]):
        client.get(reverse("capacity", args=ADDRESS))


QUERIES = {"alone": 13, "score": 16, "save": 29, "shared": 17, "excel": 14, "list": 6, "capacity": 10}


def test_capacity_is_shown_quarter_by_quarter_and_set_with_a_reason(log_in, draft, county):
    client = log_in("coordinator")
    page = text(client.get(reverse("capacity", args=ADDRESS)))
    assert "Det finns plats för 3 gemensamma insatser i taget" in page and "U1 Dagvatten" in page
    address = reverse("capacity-set", args=ADDRESS)
    text(client.post(address, {"at_a_time": 1, "reason": "", "version": 1}), status=422)
    given = {"at_a_time": 1, "reason": "Två inspektörer är lediga.", "version": 1}
    assert "Två inspektörer är lediga." in text(client.post(address, given, follow=True))
    capacity = Capacity.objects.get()
    assert (capacity.at_a_time, capacity.counts_others) == (1, False)
    assert journal.history(capacity, field="at_a_time").first().changes["at_a_time"][1] == 1
    text(client.post(address, given | {"at_a_time": 2, "version": capacity.version}, follow=True))
    text(client.post(address, given | {"at_a_time": 5, "version": 1}), status=422)  # somebody was before
    assert Capacity.objects.get().at_a_time == 2


def test_what_is_wished_for_is_counted_and_moved_first(log_in, ranking, county, persona):
    coordinator = persona("coordinator")
    actions.set_capacity(
        county.collaboration, by=coordinator, version=None, at_a_time=1, counts_others=True, reason="Så är det."
    )
    year = timezone.localdate().year + 1
    for candidate in ranking.candidates.exclude(need=None):
        actions.revise_candidate(candidate, by=coordinator, version=None, time=f"jan–mars {year}", campaign=True)
    page = text(log_in("coordinator").get(reverse("capacity", args=ADDRESS)))
    assert "B1 Radon i skolor" in page and "för mycket" in page and "skulle kunna börja" in page
    assert "Radon i skolor" not in text(log_in("inspector").get(reverse("capacity", args=ADDRESS)))


def test_a_period_that_cannot_be_read_is_told(log_in, ranking, persona):
    candidate = ranking.candidates.exclude(need=None).first()
    actions.revise_candidate(candidate, by=persona("coordinator"), version=None, time="när det passar")
    assert "när det passar" in text(log_in("coordinator").get(reverse("capacity", args=ADDRESS)))


def test_capacity_counts_campaigns_alone_if_the_collaboration_says_so(draft, county, persona):
    coordinator = persona("coordinator")
    actions.add_area(draft, by=coordinator, kind="training", title="Kurs", time="sep 2026–maj 2027")

    def most():
        found = capacity_queries.asked(coordinator, draft, today=timezone.localdate() - timedelta(days=2000))
        return max(len(load.at_once) for load in found.loads)

    draft.refresh_from_db()
    assert most() == 2
    actions.set_capacity(
        county.collaboration, by=coordinator, version=None, at_a_time=3, counts_others=False, reason="Bara kampanjer."
    )
    assert most() == 1


def test_rounds_of_other_plans_are_not_listed(log_in, ranking, at):
    RankingRound.objects.update(collaboration=ranking.collaboration)
    answer = log_in("coordinator").get(reverse("ranking", args=[*ADDRESS[:2], 9, ranking.pk]))
    assert answer.status_code == 404


def test_the_overview_tells_who_has_something_left_to_judge(log_in, ranking, persona):
    for name, told in (("chair", True), ("coordinator", False), ("inspector", False)):
        assert ("Du har något att bedöma" in text(log_in(name).get(reverse("overview", args=["provlan"])))) == told
    judge(ranking, persona("chair"), SEEN)
    actions.hand_in(ranking, by=persona("chair"))
    assert "Du har något att bedöma" not in text(log_in("chair").get(reverse("overview", args=["provlan"])))


def test_how_the_members_judge_is_shown_page_by_page(log_in, ranking, persona, monkeypatch):
    monkeypatch.setattr(views, "SPREADS", 1)
    for name in MEMBERS:
        judge(ranking, persona(name), SEEN if name == "chair" else dict.fromkeys(SEEN, (1, 1)))
        actions.hand_in(ranking, by=persona(name))
    actions.share_ranking(ranking, by=persona("coordinator"))
    client, address = log_in("chair"), reverse("ranking", args=[*ADDRESS, ranking.pk])
    spread = re.compile(r'id="(spread-\d+)" class="judge"')
    pages = [text(client.get(f"{address}?page={number}")) for number in (1, 2, 3)]
    found = [spread.findall(page) for page in pages]
    assert [len(names) for names in found] == [1, 1, 1] and len({names[0] for names in found}) == 3
    to_talk_about = set(re.findall(r'href="\?page=(\d)#(spread-\d+)"', pages[0]))
    assert to_talk_about
    assert all(found[int(number) - 1] == [name] for number, name in to_talk_about)


def test_areas_are_offered_in_the_plans_order_with_a_programmes_steps_under_it(draft):
    assert [area.code for area in queries.candidates_for(draft)[1]] == ["U1", "K", "U2", "U3"]
