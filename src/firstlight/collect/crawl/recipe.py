"""How to sign in, as a scope writes it down.

    login:
      signed_in: a.logout              # CSS for what only a signed-in page shows
      cookies: session.txt             # a cookies.txt that a browser exported, and/or
      form:
        page: http://HOST.onion/login
        css: form#login                # left out, the first form that asks for a password
        fields: {username: gardener12, password: {file: password.txt}}

A secret stands in a file of its own that nobody else may read, never in the scope, which others are shown.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml
from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address, NoAddress
from firstlight.collect.crawl.entries import Entry


@dataclass(frozen=True, slots=True)
class Form:
    """The form to fill in: its page, where it stands on it, and what goes into its fields."""

    page: Address
    css: str
    fields: dict[str, str] = field(repr=False)  # secrets are shown in no message


@dataclass(frozen=True, slots=True)
class Login:
    """What shows that one is signed in (a CSS selector), and how one comes to be."""

    signed_in: str
    cookies: Path | None
    form: Form | None


def read_login(entry: Entry) -> Login:
    """Read the recipe. Raises BadScope."""
    parts = entry.fields(("signed_in",), ("cookies", "form"))
    if "cookies" not in parts and "form" not in parts:
        raise entry.wrong("must have cookies or a form")
    return Login(
        signed_in=_selector(parts["signed_in"]),
        cookies=_private(parts["cookies"]) if "cookies" in parts else None,
        form=_form(parts["form"]) if "form" in parts else None,
    )


def css(selector: str) -> Any:
    """Compile a selector that was checked when the scope was read: element to matches."""
    return CSSSelector(selector, translator="html")


def _form(entry: Entry) -> Form:
    parts = entry.fields(("page", "fields"), ("css",))
    return Form(
        page=cast("Address", parts["page"].build(address.parse, NoAddress)),
        css=_selector(parts["css"]) if "css" in parts else "",
        fields={name: _value(value) for name, value in parts["fields"].names().items()},
    )


def _value(entry: Entry) -> str:
    if isinstance(entry.node, yaml.ScalarNode):
        if "pass" in entry.name.lower():
            raise entry.wrong("is a secret: put it into a file and write {file: NAME}")
        return entry.text()
    path = _private(entry.fields(("file",))["file"])
    try:
        return path.read_text("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise entry.wrong(f"cannot read {path}: {error}") from error


def _private(entry: Entry) -> Path:
    path = entry.file_beside()
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise entry.wrong(f"others may read {path}, which holds a secret: chmod 600 {path}")
    return path


def _selector(entry: Entry) -> str:
    text = entry.text()
    try:
        CSSSelector(text, translator="html")
    except SelectorError as error:
        raise entry.wrong(f"{text!r} is not a CSS selector: {error}") from error
    return text
