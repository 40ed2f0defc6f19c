"""What the desk says in another language: catalogues are whole, and no ad is ever translated."""

import re
import string
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import firstlight.web
from firstlight.records import TIERS
from firstlight.web.decisions import WORDS
from firstlight.web.language import LANGUAGES, THEMES, catalogue, said, said_html, speaking
from firstlight.web.search import SYNTAX
from tests.web.conftest import ARABIC

WEB = Path(firstlight.web.__file__).parent
MESSAGE = re.compile(r"""\b(?:_|_html|said|said_html)\(\s*"((?:[^"\\]|\\.)*)\"""")
OTHERS = [code for code in LANGUAGES if code != "en"]


def messages() -> set[str]:
    """Return every message that a template or a page of Python names as it stands."""
    sources = [*(WEB / "templates").glob("*.html"), *WEB.glob("*.py")]
    found = {message for source in sources for message in MESSAGE.findall(source.read_text("utf-8"))}
    labels = {text for name, (_, says) in WORDS.items() for text in (name, says)}
    syntax = {meaning for _, meaning in SYNTAX}
    return found | set(THEMES.values()) | set(TIERS) | labels | syntax


def island_messages() -> set[str]:
    """Return every message that a script names."""
    sources = (WEB / "islands" / "src").glob("*.ts")
    return {message for source in sources for message in re.findall(r'\bt\("([^"]*)"', source.read_text("utf-8"))}


def test_messages_are_found() -> None:
    assert {"Skip to the content", "no date", "Dark"} <= messages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_in_the_catalogue(language: str) -> None:
    assert messages() - catalogue(language).keys() == set()
    assert island_messages() == catalogue(f"islands.{language}").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_values_and_tags(language: str) -> None:
    for message, there in (*catalogue(language).items(), *catalogue(f"islands.{language}").items()):
        assert there.strip(), message
        named = [sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in (message, there)]
        assert named[0] == named[1], message
        tags = [sorted(re.findall(r"</?[a-z]+", text)) for text in (message, there)]
        assert tags[0] == tags[1], message


ASKED = [
    ("", "en"),
    ("es", "es"),
    ("es-MX,es;q=0.9,en;q=0.8", "es"),
    ("en-US,es;q=0.9", "en"),
    ("fr, es;q=0.5", "es"),
    ("fr;q=0.1, de", "en"),
    ("en;q=0.2, es;q=0.8", "es"),
    ("es;q=0, en;q=0.1", "en"),
    ("es;q=much", "en"),
    (";;;,,,=;q=" + "e" * 5_000, "en"),
]


@pytest.mark.parametrize(("header", "language"), ASKED)
def test_a_browser_asks_for_a_language(client: TestClient, header: str, language: str) -> None:
    answer = client.get("/about", headers={"Accept-Language": header})
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["Content-Language"] == language


def test_a_person_switches_language_and_appearance(client: TestClient) -> None:
    origin = {"Origin": str(client.base_url), "Accept-Language": "en"}
    for field, value in (("language", "es"), ("theme", "dark"), ("language", "klingon"), ("theme", '"><script>')):
        answer = client.post(
            "/preferences", data={field: value, "back": "/about"}, headers=origin, follow_redirects=False
        )
        assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    page = client.get("/about", headers=origin).text
    client.cookies.clear()
    assert '<html lang="es" data-theme="dark">' in page
    assert "Ir al contenido" in page


def test_preferences_lead_back_to_a_page_here_only(client: TestClient) -> None:
    sent = {"language": "en", "back": "//example.org/"}
    answer = client.post("/preferences", data=sent, headers={"Origin": str(client.base_url)}, follow_redirects=False)
    client.cookies.clear()
    assert answer.headers["Location"] == "/"


def test_no_ad_is_translated(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}", headers={"Accept-Language": "es"}).text
    assert "New in town" in page
    assert ARABIC[:20] in page


def test_messages_with_values() -> None:
    with speaking("es"):
        assert said("no such message in any catalogue {n}", n=3) == "no such message in any catalogue 3"
        assert said_html("<b>{name}</b>", name="<i>") == "<b>&lt;i&gt;</b>"
        assert said("Search") == "Buscar"
    assert said("Search") == "Search"
