"""Whatever a request asks, the answer is a page or a refusal, never a fault."""

from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.conftest import FORMULA, HOSTILE

PATHS = (
    "/", "/queue.json", "/queue.csv", "/search", "/search.json", "/search.csv", "/about", "/why", "/why.json",
    "/why.csv", "/around.json", "/suggest.json", "/searches.json", "/like", "/like.json",
    "/watches", "/watches.json", "/watches.csv",
    "/cases", "/cases.json", "/cases.csv", "/log", "/log.json", "/log.csv", "/decisions", "/decisions.json",
    "/static/firstlight.css",
)  # fmt: skip
NAMES = (
    "a", "b", "q", "page", "per", "tier", "place", "site", "since", "until", "indicator", "label", "view", "at",
    "thing", "kind", "value", "came", "text", "id", "other", "wanted", "about",
)  # fmt: skip
BITS = [
    '"',
    "(",
    ")",
    " OR ",
    " NOT ",
    "-",
    "*",
    ":",
    "<",
    "phone:",
    "age<",
    "after:",
    "2026-01",
    "tulsa",
    HOSTILE,
    FORMULA,
]
VALUES = (
    st.text(max_size=60)
    | st.integers().map(str)
    | st.dates().map(str)
    | st.sampled_from(("urgent", "low", "+19185550142", "٩١٨٥٥٥٠١٤٢"))
    | st.lists(st.sampled_from(BITS), max_size=8).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_any_question_is_answered(client: TestClient, path: str, asked: dict[str, str]) -> None:
    given = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in asked.items())
    assert client.get(f"{path}?{given}").status_code in (200, 400, 404), asked


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40), st.binary(max_size=40), st.sampled_from(("", ".json", ".csv")))
def test_any_bytes_in_an_address_are_answered(client: TestClient, name: bytes, asked: bytes, form: str) -> None:
    address = f"/groups/x{quote(name, safe='')}{form}?page={quote(asked, safe='')}&q={quote(asked, safe='')}"
    assert client.get(address).status_code in (400, 404)
    assert client.get(f"/search?q={quote(asked, safe='')}").status_code in (200, 400)
