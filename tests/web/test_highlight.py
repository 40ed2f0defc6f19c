import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.web.highlight import LIMIT, Span, highlight, isolated, marked, visible


def mark(ids: str, words: str, *refs: int) -> str:
    """What a browser is sent for evidence of the reasons `ids`, ending with links to reasons by number."""
    links = "".join(f'<a class="ref" href="#why-{ref}">{ref}</a>' for ref in refs)
    return f'<mark data-why="{ids}" title="{ids}">{words}</mark>{links}'


CASES = [
    ("call now", [], "call now"),
    ("call now", [Span(5, 8, "A", 1)], "call " + mark("A", "now", 1)),
    ("call now", [Span(0, 4, "phone x")], '<span class="said" title="phone x">call</span> now'),
    # one inside another: the inner piece carries both
    (
        "abcdef",
        [Span(0, 6, "A", 1), Span(2, 4, "B", 2)],
        mark("A", "ab") + mark("A B", "cd", 2) + mark("A", "ef", 1),
    ),
    # crossing
    (
        "abcdef",
        [Span(0, 4, "A", 1), Span(2, 6, "B", 2)],
        mark("A", "ab") + mark("A B", "cd", 1) + mark("B", "ef", 2),
    ),
    # evidence wins over a mention of the same words
    ("ab", [Span(0, 2, "phone x"), Span(0, 2, "A", 1)], mark("A", "ab", 1)),
    # the same span twice, and spans that lie outside
    (
        "ab",
        [Span(0, 2, "A", 1), Span(0, 2, "A", 1), Span(7, 9, "B", 2), Span(-3, 0, "C", 3), Span(1, 1, "D", 4)],
        mark("A", "ab", 1),
    ),
    ("<b>&", [Span(0, 3, '"<i>', 1)], mark("&#34;&lt;i&gt;", "&lt;b&gt;", 1) + "&amp;"),
    ("", [Span(0, 3, "A", 1)], ""),
]


@pytest.mark.parametrize(("text", "spans", "expected"), CASES)
def test_spans_become_marks(text: str, spans: list[Span], expected: str) -> None:
    assert str(highlight(text, spans)) == expected


HIDDEN = [
    ("a\u202eb", "RLO", "right-to-left override"),
    ("a\u2066b", "LRI", "left-to-right isolate"),
    ("a\u200bb", "U+200B", "zero width space"),
    ("a\u00adb", "U+00AD", "soft hyphen"),
    ("a\x1bb", "U+001B", "u+001b"),
    ("a\ufeffb", "U+FEFF", "zero width no-break space"),
    ("a\U000e0041b", "U+E0041", "tag latin capital letter a"),
]


@pytest.mark.parametrize(("text", "code", "name"), HIDDEN)
def test_a_character_that_hides_or_reverses_is_shown_and_does_not_act(text: str, code: str, name: str) -> None:
    assert str(visible(text)) == f'a<span class="hidden-char" title="{name}">{code}</span>b'


@pytest.mark.parametrize("text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d🔬", "a\tb\nc\r\n"])
def test_what_scripts_and_emoji_need_stays(text: str) -> None:
    assert str(visible(text)) == text


def test_what_a_search_found_is_marked() -> None:
    assert str(marked("<a> b c", [(4, 5), (0, 3)])) == "<mark>&lt;a&gt;</mark> <mark>b</mark> c"
    assert str(marked("a", [])) == "a"


def test_a_foreign_value_does_not_turn_what_stands_around_it() -> None:
    assert str(isolated("<שלום>")) == "<bdi>&lt;שלום&gt;</bdi>"


def test_a_long_text_shows_its_start_and_what_lies_around_evidence() -> None:
    text = "x" * 20_000 + "NEEDLE" + "y" * 20_000
    shown = str(highlight(text, [Span(20_000, 20_006, "A", 1), Span(30_000, 30_010, "phone")]))
    assert ">NEEDLE</mark>" in shown
    assert shown.startswith("x" * (LIMIT // 2) + '<span class="gap">… 17,760 characters not shown …</span>')
    assert shown.endswith('<span class="gap">… 19,760 characters not shown …</span>')
    assert len(shown) < LIMIT


_SPANS = st.lists(st.builds(Span, st.integers(-5, 60), st.integers(-5, 60), st.text(max_size=5), st.integers(0, 3)))
_TAG = re.compile(r"<[^>]*>")
_REF = re.compile(r'<a class="ref"[^>]*>[^<]*</a>')


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=50), _SPANS)
def test_whatever_the_spans_the_words_stay_and_tags_are_closed(text: str, spans: list[Span]) -> None:
    shown = str(highlight(text, spans))
    assert html.unescape(_TAG.sub("", _REF.sub("", shown))) == text
    assert shown.count("<mark ") == shown.count("</mark>")
    assert shown.count("<span ") == shown.count("</span>")


@given(st.text())
def test_no_text_leaves_a_tag_or_a_control_of_its_own(text: str) -> None:
    shown = str(visible(text))
    assert set(_TAG.findall(shown)) <= {"</span>"} | {tag for tag in _TAG.findall(shown) if "hidden-char" in tag}
    assert not any(c in shown for c in "\0\x1b\u202e\u2066\u200b")
