from __future__ import annotations

import pytest
from lxml import html

from firstlight.collect.forums.words import text_of

CASES = [
    ("<div>one<br>two</div>", "one\ntwo"),
    ("<div>one <b>two</b>  three&nbsp;four</div>", "one two three four"),
    ("<div>a<script>b</script>c</div>", "a\nc"),
    ('<div>well <img class="smilies" src="x.gif" alt=":)" title="Smile"></div>', "well :)"),
    ('<div>well <img class="smilie" src="x.png" alt="Big Grin" title="Big Grin"></div>', "well :D"),
    ('<div>well <img class="inlineimg" src="images/smilies/x.gif" alt="" title="Wink"></div>', "well ;)"),
    ('<div>well <img class="emoji" src="x.png" alt=":slight_smile:"></div>', "well :)"),
    ('<div>see <img src="photo.jpg" alt=":)"></div>', "see"),
    ('<div><a href="http://example.org/a/very/long/path/to/it">http://example.org/a/...path/to/it</a></div>',
     "http://example.org/a/very/long/path/to/it"),
    ('<div><a href="http://evil.example/">http://example.org/a/...b</a></div>', "http://example.org/a/...b"),
    ("<div><pre>one\n  two\nthree</pre>four</div>", "one\ntwo\nthree\nfour"),
    ("<div>x<p>y</p>z</div>", "x\ny\nz"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_text_of(markup: str, text: str) -> None:
    assert text_of(html.fromstring(markup)) == text


def test_what_is_left_out_leaves_a_line_end() -> None:
    root = html.fromstring("<div>one <blockquote>another's</blockquote> two</div>")
    assert text_of(root, {root[0]}) == "one\ntwo"


def test_ten_thousand_levels_deep() -> None:
    root = html.Element("div")
    node = root
    for _ in range(10_000):
        child = html.Element("div")
        node.append(child)
        node = child
    node.text = "found"
    assert text_of(root) == "found"
