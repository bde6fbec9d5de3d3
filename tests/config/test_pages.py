import pytest
from django.urls import reverse

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ["about", "accessibility"])
def test_who_answers_for_it_is_said_to_anybody(county, client, page, language, django_assert_num_queries):
    body = county.organisations["samverkan"]
    actions.revise_organisation(body, by=SYSTEM, version=None, email="samverkan@example.org", phone="010-000 00 00")
    with django_assert_num_queries(1):
        said = client.get(reverse(page), headers={"accept-language": language}).content.decode()
    assert "Miljösamverkan Provlän" in said
    assert "Kommunal samverkan" in said
    assert "mailto:samverkan@example.org" in said
    assert "Karin Koord" not in said  # a person's name is not for everybody


@pytest.mark.django_db
def test_an_installation_without_a_collaboration_has_the_pages_too(client):
    assert "ingen samverkan" in client.get(reverse("about")).content.decode()
    assert client.get(reverse("accessibility")).status_code == 200
    assert client.get(reverse("help", args=["provlan"])).status_code == 404


def test_the_statement_names_level_supervisor_and_day(county, client):
    said = client.get(reverse("accessibility")).content.decode()
    assert "2018:1937" in said
    assert "WCAG 2.2" in said
    assert 'href="https://www.digg.se/tdosanmalan"' in said
    assert "\N{NO-BREAK SPACE}2026" in said


def test_every_link_of_the_help_leads_somewhere(decided, county, client):
    client.force_login(county.persona("coordinator"))
    said = client.get(reverse("help", args=["provlan"])).content.decode()
    links = {part.partition('"')[0] for part in said.split('href="/provlan/')[1:]}
    assert {"", "now/plan/", "now/findings/", "people/"} <= links
    answers = {link: client.get(f"/provlan/{link}", follow=True).status_code for link in links}
    assert answers == dict.fromkeys(links, 200)


def test_the_footer_leads_to_the_pages(county, client):
    said = client.get(reverse("overview", args=["provlan"])).content.decode()
    assert all(f'href="{page}"' in said for page in ("/about/", "/accessibility/", "/provlan/help/"))


def test_an_address_that_only_takes_a_form_says_so_when_it_is_opened(county, client):
    client.force_login(county.persona("coordinator"))
    answer = client.get("/account/logout-everywhere/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Gå tillbaka till sidan du kom från." in answer.content.decode()
    assert not client.put("/account/logout-everywhere/").content
