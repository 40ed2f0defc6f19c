"""What holds for every page, whatever the ads say."""

import csv
import io
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.errors import UpstreamError, WorkspaceError
from firstlight.web.app import create_app
from firstlight.web.security import HEADERS
from tests.web.conftest import FORMULA, HOSTILE

PAGES = [
    "/",
    "/?tier=urgent",
    "/?place=tulsa&site=board.example&since=2026-01-01&until=2026-01-31",
    f"/?place={quote(HOSTILE)}&site={quote(HOSTILE)}",
    "/?view=one",
    "/?view=one&page=2",
    "/?view=one&page=3&label=none",
    f"/?indicator={quote(HOSTILE)}&label=none",
    "/groups/{0}",
    "/groups/{1}",
    "/groups/{2}",
    "/search",
    "/search?q=918-555-0142",
    f"/search?q={quote('massage')}",
    f"/search?q={quote(HOSTILE)}",
    f"/search?q={quote('(tulsa')}",
    "/like",
    f"/like?text={quote(HOSTILE)}",
    f"/like?id={quote(HOSTILE)}",
    "/cases",
    "/cases/C-1",
    "/cases/nobody",
    "/log",
    "/watches",
    "/signs",
    "/groups/{0}/tell",
    "/groups/{1}/tell",
    "/watches?watch=1",
    "/about",
    "/groups/{0}?since=2026-01-04&at=Tulsa,+OK,+US",
    "/why",
    "/why?a=ad-1&b=ad-2",
    f"/why?a={quote(HOSTILE)}&b=ad-4",
    f"/why?a={quote(FORMULA)}&b=ad-6",
    f"/why?a={quote(HOSTILE)}&b=nobody{quote(HOSTILE)}",
    "/nowhere",
    f"/groups/{quote(HOSTILE, safe='')}",
    "/?tier=nothing",
    "/?page=0",
]


@pytest.fixture(scope="module")
def addresses(desk: Desk) -> list[str]:
    groups = [lead.group for lead in desk.leads()]
    return [page.format(*groups) if page.startswith("/groups/{") else page for page in PAGES]


class Outline(HTMLParser):
    """Reads a page as a browser would: its elements, its attributes, and whether they close."""

    VOID = frozenset({"meta", "link", "input", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_no_ad_reaches_a_page_as_anything_but_text(client: TestClient, addresses: list[str]) -> None:
    for address in addresses:
        answer = client.get(address)
        outline = Outline(answer.text)
        assert not outline.open, address
        scripts = [(name, value) for tag, name, value in outline.attributes if tag == "script"]
        assert outline.tags.count("script") == 1, address
        assert sorted(scripts) == [("src", "/static/built/desk.js"), ("type", "module")], address
        assert "style" not in outline.tags, address
        assert outline.tags.count("img") == 1, address
        for tag, name, value in outline.attributes:
            assert not name.startswith("on"), address
            assert name != "style", address
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "#")), (address, tag, value)
                assert not urlsplit(value).netloc, (address, tag, value)
        assert not set("\u202e\u202c\0\x1b") & set(_outside_attributes(answer.text)), address


def _outside_attributes(page: str) -> str:
    class Text(HTMLParser):
        found = ""

        def handle_data(self, data: str) -> None:
            self.found += data

    text = Text()
    text.feed(page)
    return text.found


def test_every_page_says_what_it_is(client: TestClient, addresses: list[str]) -> None:
    for address in addresses:
        outline = Outline(page := client.get(address).text)
        assert ("html", "lang", "en") in outline.attributes
        assert outline.tags.count("main") == 1, address
        assert outline.tags.count("h1") == 1, address
        assert page[: page.index("</head>")].count("<title>") == 1
        assert ("a", "class", "skip") in outline.attributes
        assert "Simulated market." in page
        ids = [value for _, name, value in outline.attributes if name == "id"]
        assert len(ids) == len(set(ids)), address
        inside = {value[1:] for _, name, value in outline.attributes if name == "href" and value.startswith("#")}
        assert inside <= set(ids), address


def test_every_answer_is_guarded(client: TestClient, addresses: list[str]) -> None:
    for address in [
        *addresses,
        "/queue.json",
        "/queue.csv",
        "/around.json?kind=phone&value=x",
        "/suggest.json?q=an",
        "/searches.json",
        "/healthz",
        "/static/firstlight.css",
        "/openapi.json",
    ]:
        answer = client.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, address


HOSTS = [
    ("localhost", 200),
    ("localhost:8642", 200),
    ("127.0.0.1:1", 200),
    ("[::1]:8642", 200),
    ("desk.example.org", 400),
]
HOSTS += [
    ("127.0.0.1.example.org", 400),
    ("", 400),
    ("localhost:8642@example.org", 400),
    ("example.org:localhost", 400),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_loopback_names_are_answered(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/about", headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"]


def test_no_request_that_would_change_anything_is_answered(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/").status_code == 403
        assert client.request(method, "/", headers={"Origin": "http://127.0.0.1:8642"}).status_code == 405


def test_no_page_of_documentation_that_loads_scripts(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert {"/", "/queue.json", "/groups/{name}.csv", "/search"} <= client.get("/openapi.json").json()["paths"].keys()


def test_no_cell_of_any_csv_is_a_formula(client: TestClient, desk: Desk) -> None:
    groups = [lead.group for lead in desk.leads()]
    for address in ("/queue.csv", *(f"/groups/{group}.csv" for group in groups), "/search.csv?q=massage"):
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert "attachment" in answer.headers["Content-Disposition"]
        found = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
        assert len(found) > 1
        for cell in (cell for line in found for cell in line):
            assert not cell.startswith(("=", "@", "\t", "\r")), (address, cell)
            assert not cell.startswith(("+", "-")) or cell[1:].replace(".", "").isdigit(), (address, cell)


def test_hostile_formula_stands_guarded(client: TestClient, desk: Desk) -> None:
    (group,) = [lead.group for lead in desk.leads() if FORMULA in lead.postings]
    assert "'=HYPERLINK" in client.get(f"/groups/{group}.csv").text


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (WorkspaceError("no-desk is not a workspace"), 503, "firstlight sift PATH"),
        (UpstreamError("database refused 3 times"), 503, "database refused 3 times"),
        (ValueError("a secret of the program"), 500, "A fault in Firstlight"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/queue.json", "/healthz"])
def test_a_desk_that_is_not_there_is_said_so(
    error: Exception, status: int, says: str, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    def opens() -> Desk:
        raise error

    client = TestClient(create_app(opens), base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get(address)
    assert answer.status_code == status
    assert "a secret of the program" not in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    if address == "/":
        assert says in answer.text
        assert "Simulated market." not in answer.text
    else:
        assert set(answer.json()) == {"error", "cause"}
    assert bool(caplog.records) == (status == 500)


def test_a_desk_that_came_later_is_found(desk: Desk) -> None:
    waits = [WorkspaceError("not yet"), WorkspaceError("not yet")]

    def opens() -> Desk:
        if waits:
            raise waits.pop()
        return desk

    client = TestClient(create_app(opens), base_url="http://localhost")
    assert [client.get("/healthz").status_code for _ in range(4)] == [503, 503, 200, 200]


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "leads": 3}
