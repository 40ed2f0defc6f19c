"""Addresses have one spelling; what could be read in two ways is none."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import NoAddress
from tests.collect.crawl.conftest import onion

ONION = onion("onion")

SAME = [
    ("HTTP://Forum.Example:80/a/../b/./c?x=1#top", "http://forum.example/b/c?x=1"),
    ("https://forum.example:443", "https://forum.example/"),
    ("http://forum.example:8080/", "http://forum.example:8080/"),
    ("http://forum.example./", "http://forum.example/"),
    ("http://forum.example/%7Euser/%c3%a9", "http://forum.example/~user/%C3%A9"),
    ("http://forum.example/é a", "http://forum.example/%C3%A9%20a"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://forum.example/100%", "http://forum.example/100%25"),
    ("http://[::1]:8080/", "http://[::1]:8080/"),
    ("http://forum.example/../../etc", "http://forum.example/etc"),
    (f"http://www.{ONION}/", f"http://www.{ONION}/"),
]


@pytest.mark.parametrize(("text", "spelled"), SAME)
def test_one_spelling(text: str, spelled: str) -> None:
    assert str(address.parse(text)) == spelled
    assert str(address.parse(spelled)) == spelled


NONE = [
    "", "   ", "ftp://forum.example/", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "//",
    "http://", "http:///path", "http://user:word@forum.example/", "http://forum.example@evil.example/",
    "http://forum.example\\@evil.example/", "http://forum.example\\.evil.example/", "http://forum\x00.example/",
    "http://for\num.example/", "http://0x7f.1/", "http://2130706433/", "http://127.1/", "http://1.2.3.4.5/",
    "http://forum.example:99999/", "http://forum.example:0/", "http://forum.example:port/", "http://-a.example/",
    "http://a..example/", "http://[::1/", "http://short.onion/", f"http://{'a' * 56}.onion/",
    "http://forum.example/" + "a" * 2_000, "http://forum%2eexample/", "http://exa mple/",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_address(text: str) -> None:
    with pytest.raises(NoAddress):
        address.parse(text)


RELATIVE = [
    ("next", "http://forum.example/a/next"),
    ("/top?x", "http://forum.example/top?x"),
    ("//other.example/x", "http://other.example/x"),
    ("?page=2", "http://forum.example/a/b?page=2"),
    ("#here", "http://forum.example/a/b"),
]


@pytest.mark.parametrize(("text", "full"), RELATIVE)
def test_relative(text: str, full: str) -> None:
    assert str(address.parse(text, address.parse("http://forum.example/a/b"))) == full


@given(st.text(max_size=60) | st.from_regex(r"https?://[\w.:@\\/%?#\[\]-]{0,40}", fullmatch=True))
def test_what_is_judged_is_what_is_asked_for(text: str) -> None:
    """Every other reader of the spelling sees the same host, port and target."""
    try:
        found = address.parse(text)
    except NoAddress:
        return
    spelled = str(found)
    assert address.parse(spelled) == found
    assert spelled.isascii()
    assert urlsplit(spelled).hostname == found.host
    asked = URL(spelled, encoded=True)
    assert (asked.raw_host, asked.port, asked.raw_path_qs) == (found.host, found.port, found.target)
