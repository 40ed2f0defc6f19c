from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect import markup

TEXTS = [
    ("<p>one</p><p>two</p>", "one\ntwo"),
    ("one<br>two<br/>three", "one\ntwo\nthree"),
    ("<b>5</b>5<i>5</i>", "555"),
    ("  a \n\t b  ", "a b"),
    ("<ul><li>one<li>two</ul>tail", "one\ntwo\ntail"),
    ("a<script>x</script>b<style>y</style>c<template>z</template>d", "abcd"),
    ("a<!-- hidden -->b<?pi x?>c", "abc"),
    ("<table><tr><td>one<td>two</table>", "one\ntwo"),
    ("x&nbsp;&#8203;y &amp; z", "x\u00a0\u200by & z"),
    ("5\0005", "55"),
    ("", ""),
]


@pytest.mark.parametrize(("page", "text"), TEXTS)
def test_text_of(page: str, text: str) -> None:
    root = markup.parse(f"<html><body><div>{page}</div></body></html>")
    assert markup.text_of(root) == text


@pytest.mark.parametrize("page", ["", " ", "\0", "<!-- -->", "<!DOCTYPE html>"])
def test_no_page(page: str) -> None:
    root = markup.parse(page)
    assert root is None or markup.text_of(root) == ""


DECODED = [
    ("café".encode(), "", "café", "utf-8", False),
    ("café".encode("cp1252"), "", "café", "cp1252", True),
    ("café".encode("cp1252"), "iso-8859-1", "café", "cp1252", False),
    ("“café”".encode("cp1252"), "us-ascii", "“café”", "cp1252", False),
    ("\ufeffcafé".encode(), "iso-8859-1", "café", "utf-8", False),
    ("\ufeffcafé".encode("utf-16-le"), "utf-8", "café", "utf-16-le", False),
    ("кафе".encode("cp1251"), "windows-1251", "кафе", "cp1251", False),
    ('<meta charset="windows-1251">кафе'.encode("cp1251"), "", '<meta charset="windows-1251">кафе', "cp1251", False),
    ("café".encode(), "base64", "café", "utf-8", False),
    ("café".encode(), "no\u00a0sense", "café", "utf-8", False),
    (b"caf\xe9 ok", "utf-8", "caf\ufffd ok", "utf-8", False),
]


@pytest.mark.parametrize(("body", "stated", "text", "codec", "guessed"), DECODED)
def test_decode(body: bytes, stated: str, text: str, codec: str, guessed: bool) -> None:
    found, encoding = markup.decode(body, stated)
    assert (found, encoding.codec, encoding.guessed) == (text, codec, guessed)


@given(
    st.binary(max_size=400),
    st.text(max_size=12) | st.sampled_from(["utf-16", "idna", "punycode", "hex", "rot13", "utf-7"]),
)
def test_any_bytes_are_decoded_and_parsed(body: bytes, stated: str) -> None:
    root = markup.parse(markup.decode(body, stated)[0])
    assert root is None or isinstance(markup.text_of(root), str)
