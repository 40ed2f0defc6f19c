from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.collect import markup, tags

FORMS: list[Callable[[int], str]] = [
    lambda at: f" a{at}",
    lambda at: f" a{at}=1",
    lambda at: f' a{at} = "<b c=\'>"',
    lambda at: f"\ta{at}='\"/>'",
    lambda at: f"/a{at}",
    lambda at: f'\n"a{at}',
    lambda at: f' =a{at}="b"',
    lambda at: f" é{at}==\"'",
]


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
@pytest.mark.parametrize(("count", "expected"), [(1, False), (511, False), (513, True), (5_000, True)])
@pytest.mark.parametrize(
    "around", ["{}", "<p>one</p>{}<p>two</p>", "<script>if (a<b) c='<!--'</script>{}", "<!-- {} -->"]
)
def test_too_many(form: Callable[[int], str], count: int, expected: bool, around: str) -> None:
    page = around.format(f"<p{''.join(map(form, range(count)))}>")
    assert tags.too_many(page) is expected


SHORN = [
    ("<p a b=c>one</p>", "<p a b=c>one</p>"),
    ("<p a='{}'>one</p>", "<p>one</p>"),
    ("<p a='{}>'>one</p>", "<p>one</p>"),
    ("one</P a='{}'>two", "one</p>two"),
    ("one<p a='{}", "one"),  # as in a browser: a tag that does not end is no tag
    ("one<!-- {} -->two<!---->three<!-->four<!x{}>five<?x>six</ x>seven", "onetwothreefourfivesixseven"),
    ("one<!-- {}", "one"),
    ("one</", "one&lt;/"),
    ("<SCRIPT>a<b {}</script>one<style x='>'>{}</style >two", "</script>one</style >two"),
    ("<title a='{}'>one <b>two</title>three<plaintext>four", "<title>one &lt;b>two</title>threefour"),
    ("1 < 2 <3 <<!-- x -->b x='{}'>", "1 &lt; 2 &lt;3 &lt;b x='{}'>"),
]


@pytest.mark.parametrize(("page", "expected"), SHORN)
def test_shorn(page: str, expected: str) -> None:
    assert tags.shorn(page.replace("{}", "x" * 5_000)) == expected.replace("{}", "x" * 5_000)


FLAT = [
    ("<title>A</title><div><p a=1>one</p> <b>two</b>three</div>", "<title>A</title><br><br>one<br> twothree<br>"),
    ("<DIV>one<script>x</script><!-- y -->two</DIV>", "<br>onetwo<br>"),
    ("a < b &lt;p&gt;", "a &lt; b &lt;p&gt;"),
]


@pytest.mark.parametrize(("page", "expected"), FLAT)
def test_flat(page: str, expected: str) -> None:
    assert tags.flat(page) == expected


PIECES = [
    *("one", "two ", " < ", "<", ">", '"', "'", "/", "=", "&lt;", "&amp", "é", "\n", "<p>", "</p>", "<td>", "<ul><li>"),
    *('<b a="x>y">', "<i a='>' b>", '</p x="y>">', '<a b=c"d>', "<a / b = 'c' >", "<br/>"),
    *("<!-- c -->", "<!-->", "<!--->", "<!-- > --!>", "<!x>", "<?y>", "</ z>"),
    *("<script>a<b</script>", "<style>p>q</style>", "<title>t<b>u</title>", "<textarea>v<b>w</textarea>"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_page_that_is_shorn_has_the_text_that_it_had(pieces: list[str]) -> None:
    page = f"<html><body>start {''.join(pieces)}"
    assert not tags.too_many(page)
    before, after = markup.parse(page), markup.parse(tags.shorn(page))
    assert markup.text_of(after.find("body")) == markup.text_of(before.find("body"))


HOSTILE = [
    "<p " + " ".join(f"a{at}=1" for at in range(60_000)) + ">",
    '<p class="a>b" ' + " ".join(f"a{at}" for at in range(60_000)) + ">",
    *(piece * 100_000 for piece in ("<a", "<a ", '<a b="', "<a b='<a b=\"", '</a b="', "<a = ")),
    *(piece * 100_000 for piece in ("<!--", "<!", "</", "<", "<script>", "<title>")),
    ("<a" * 8_000 + ">") * 12,
    "<a " + " " * 500_000 + "/" * 500_000,
    ("<a b" + " " * 1_000) * 500,
]


@pytest.mark.parametrize("page", HOSTILE, ids=range(len(HOSTILE)))
def test_no_page_costs_the_square_of_its_length(page: str) -> None:
    begun = process_time()
    root = markup.parse(f"<p>before</p>{page}<p>after</p>")
    tags.shorn(page)
    tags.flat(page)
    assert process_time() - begun < 10  # where each costs less than a second; their squares cost minutes
    assert "before" in markup.text_of(root)


DEEP = 2_050
NESTED = [
    ("<div>" * DEEP + "hello" + "</div>" * DEEP + "<p>after</p>", "hello\nafter"),
    ("<title>T</title><p>before</p>" + "<b>" * DEEP + "5<i>5</i>" + "</b>" * DEEP + "<p>after", "before\n55\nafter"),
    ("<p>before</p><script>x</script>" + "<table><tr><td>" * DEEP + "cell &amp; more", "before\ncell & more"),
]


@pytest.mark.parametrize(("page", "text"), NESTED)
def test_a_page_nested_too_deeply_gives_its_text(page: str, text: str) -> None:
    root = markup.parse(f"<html><body>{page}")
    assert markup.text_of(root.find("body")) == text


def test_the_title_of_a_page_nested_too_deeply() -> None:
    root = markup.parse(f"<html><head><title>Deep <b></title></head><body>{'<div>' * DEEP}hello")
    assert markup.text_of(root.find(".//title")) == "Deep <b>"
