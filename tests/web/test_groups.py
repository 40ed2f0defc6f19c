import re

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.web.groups import search_for

SEARCHES = [
    ("phone", "+19185550142", "phone:+19185550142"),
    ("handle", "new york", 'handle:"new york"'),
    ("url", "https://a.example/(x)", 'url:"https://a.example/(x)"'),
]


@pytest.mark.parametrize(("kind", "value", "search"), SEARCHES)
def test_an_identifier_leads_to_its_search(kind: str, value: str, search: str) -> None:
    assert search_for(kind, value) == search


def test_the_reasons_add_up_on_the_page(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}").text
    table = page[page.index('class="reasons"') : page.index("</table>")]
    adds = [float(found) for found in re.findall(r'<td class="number adds">([+-][0-9.]+)</td>', table)]
    assert adds == [10.0, 1.13, 1.12]
    score = re.search(r'<tfoot>.*<td class="number adds">([0-9.]+)', table, re.DOTALL)
    assert score
    assert sum(adds) == float(score[1])
    assert re.findall(r'<td class="number dim sum">([0-9.]+)</td>', table) == ["10.00", "11.13", "12.25"]


def test_evidence_is_marked_and_leads_to_its_reason(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}").text
    assert '<mark data-why="AD-AGE-MINOR" title="AD-AGE-MINOR">17</mark><a class="ref" href="#why-1">1</a>' in page
    assert '<mark data-why="AD-CONTACT-OBF" title="AD-CONTACT-OBF">918-555-0142</mark>' in page
    assert '<span class="said" title="phone +19185550142">918-555-0142</span>' in page


def test_what_the_page_tells(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}").text
    for words in (
        "score",
        "4",
        "2 distinct",
        "2026-01-03 to 2026-01-05",
        "2 pictures, not shown",
        "The same words in 1 more on this page",
        "Address, not a link on purpose",
        '<th scope="row" class="fixed">2026-01-04</th><td class="free"><bdi>Wichita, KS, US</bdi></td>',
        "50% to 90%",
    ):
        assert words in page, words
    assert 'dir="auto"' in page


def test_a_lead_leads_to_its_group(client: TestClient, group: str) -> None:
    answer = client.get(f"/groups/{group.replace('G-', 'L-')}", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/groups/{group}"


@pytest.mark.parametrize("name", ["G-NOBODY", "L-NOBODY", "x", "%00", "..%2f..%2fetc"])
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_a_group_that_is_not_there(client: TestClient, name: str, form: str) -> None:
    answer = client.get(f"/groups/{name}{form}")
    assert answer.status_code == 404


def test_ads_of_other_pages_that_are_quoted_are_shown(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}?per=1&page=4").text
    assert "Quoted above, from other pages" in page
    assert page.count('<article class="ad" id="ad-') == 3
    assert "Page 4 of 4" in page


def test_quoted_words_lead_to_the_ad_that_has_them(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}?per=1&page=4").text
    quoted = re.findall(r'<a href="#(ad-\d+)"><q class="surface">(?:<bdi>)?(.*?)<', page)
    assert quoted
    for place, words in quoted:
        ad = page.split(f'<article class="ad" id="{place}"', 1)[1].split("</article>", 1)[0]
        assert words in re.sub(r"<[^>]*>", "", ad)


def test_json_is_the_whole_dossier(client: TestClient, desk: Desk, group: str) -> None:
    answer = client.get(f"/groups/{group}.json").json()
    assert set(answer) == {"group", "lead", "postings", "mentions", "edges", "identifiers", "stays"}
    assert answer["lead"]["rank"] == 1
    assert answer["group"]["postings"] == list(desk.group(group).postings)
    assert {edge["kind"] for edge in answer["edges"]} == {"text", "phone", "handle"}
    posting = next(posting for posting in answer["postings"] if posting["id"] == "ad-1")
    for mention in answer["mentions"]:
        if mention["posting"] == "ad-1":
            assert posting[mention["field"]][mention["start"] : mention["end"]] == mention["surface"]


def test_csv_has_a_row_for_each_ad(client: TestClient, group: str) -> None:
    lines = client.get(f"/groups/{group}.csv?per=2&page=1").text.splitlines()
    assert lines[0].startswith("\ufeffgroup,id,posted_at,site")
    assert "phone:+19185550142" in lines[-1]
