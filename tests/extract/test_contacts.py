"""E-mails, handles and addresses: spellings that must come out the same, and neighbours that must not be mixed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight import extract
from firstlight.extract import email
from firstlight.extract.text import view
from firstlight.records import POSSIBLE, Posting


def found(text: str, kind: str) -> list[str]:
    return [m.value for m in extract.mentions(Posting("a", text)) if m.kind == kind and m.score >= POSSIBLE]


@pytest.mark.parametrize(
    "spelling",
    [
        "rose22@gmail.com", "ROSE22@GMAIL.COM", "rose22 @ gmail . com", "rose22 at gmail dot com",
        "rose22(at)gmail(dot)com",
        "rose22 [at] g mail [dot] com", "rоse22@gmail.com", "rose22@gma\u200bil.com", "r o s e 2 2 @ g m a i l . c o m",
        "rose22@gmail dot com", "rose22 @ gmail",
    ],
)  # fmt: skip
def test_one_address_in_many_spellings(spelling: str) -> None:
    assert found(f"Write {spelling}", "email") == ["rose22@gmail.com"]
    assert ("email", "rose22@gmail.com") in extract.identifiers(spelling)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("t.me/roselane", ("handle", "telegram:roselane")),
        ("telegram: @roselane", ("handle", "telegram:roselane")),
        ("hxxps://example[.]com/a", ("url", "example.com/a")),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", ("wallet", "eth:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")),
        ("pgp D8692123C4065DEA5E0F3AB5249B39D24F25E3B6", ("pgp", "D8692123C4065DEA5E0F3AB5249B39D24F25E3B6")),
    ],
)
def test_a_search_box_reads_them(query: str, first: tuple[str, str]) -> None:
    assert first in extract.identifiers(query)


def test_an_address_is_read_once() -> None:
    text = "rose22@example.com, https://instagram.com/rose_lane, example.org/rose"
    assert found(text, "email") == ["rose22@example.com"]
    assert found(text, "handle") == ["instagram:rose_lane"]
    assert found(text, "url") == ["example.org/rose"]


@pytest.mark.parametrize("text", ["find me on telegram @cedar.company.sim285", "Telegram: @cedar.company.sim285"])
def test_a_handle_with_full_stops_is_no_e_mail(text: str) -> None:
    assert found(text, "email") == []
    assert found(text, "handle") == ["telegram:cedar.company.sim285"]


def test_two_handles_keep_their_platforms() -> None:
    assert found("ig @rose_lane, snap @jade22", "handle") == ["instagram:rose_lane", "snapchat:jade22"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("https://example.com/a?utm_source=x&b=1&a=2#f", "example.com/a?a=2&b=1"),
        ("http://example.com:80/", "example.com"),
        ("HTTPS://WWW.Example.COM/Path", "example.com/Path"),
        ("https://example.com/a.", "example.com/a"),
        ("(see https://example.com/a)", "example.com/a"),
        ("https://example.com?gclid=1", "example.com"),
    ],
)
def test_canonical_addresses(written: str, value: str) -> None:
    assert found(written, "url") == [value]


@pytest.mark.parametrize("host", ["http://[::1]/", "http://999.1.1.1/", "http://-/", "http://a", "https://.com"])
def test_no_addresses(host: str) -> None:
    assert found(host, "url") == []


SIGNS = [
    "@",
    "at",
    "(",
    ")",
    "a t",
    " ",
    "\n",
    "[",
    "]",
    "a",
    "*",
    "~",
    "gmail.com",
    "9",
    "arroba",
    "r22",
    "@@@",
    "_",
    "я",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=10).map("".join))
def test_at_signs_are_found_around_what_they_are_made_of(text: str) -> None:
    seen = view(text)
    assert [at.span() for at in email._ats(seen)] == [at.span() for at in email._AT.finditer(seen.text)]
