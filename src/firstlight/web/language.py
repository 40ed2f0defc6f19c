"""The language of the pages: English as the templates have it, and catalogues of what it is called elsewhere.

A catalogue is data: `messages/es.yaml` gives for each English message the Spanish one. What it does not hold stays
English. Only what the desk itself says is translated: never an ad, a name, a place, or a person's own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

import yaml
from fastapi import Request
from markupsafe import Markup

LANGUAGES = {"en": "English", "es": "Español"}
"""Each language by its code, called as its own speakers call it."""

THEMES = {"": "As the system", "light": "Light", "dark": "Dark"}
"""How the pages may look; empty leaves it to the system."""

LANGUAGE_COOKIE = "firstlight-language"
THEME_COOKIE = "firstlight-theme"

_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the messages of a language by their English; empty for English."""
    if language == "en":
        return {}
    text = files("firstlight.web").joinpath("messages", f"{language}.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def for_islands() -> str:
    """Return what the scripts of the pages say in the current language, as JSON; empty where that is English."""
    language = _current.get()
    return "" if language == "en" else json.dumps(catalogue(f"islands.{language}"), ensure_ascii=False)


def chosen(request: Request) -> str:
    """Return the language of a request: what the person switched to, else the first the browser asks for."""
    switched = request.cookies.get(LANGUAGE_COOKIE)
    if switched in LANGUAGES:
        return switched
    return next((code for code in _asked(request.headers.get("accept-language", "")) if code in LANGUAGES), "en")


def theme(request: Request) -> str:
    """Return how the person wants the pages to look."""
    wanted = request.cookies.get(THEME_COOKIE, "")
    return wanted if wanted in THEMES else ""


def _asked(header: str) -> list[str]:
    """Return the languages of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first, without regions."""
    weighed = []
    for place, part in enumerate(header[:1_000].split(",")):
        name, _, weight = part.partition(";")
        try:
            worth = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            worth = 0.0
        if worth > 0:
            weighed.append((-worth, place, name.strip().lower().partition("-")[0]))
    return [code for _, _, code in sorted(weighed)]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `said` speak a language until the block ends."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def said(message: str, **values: object) -> str:
    """Return a message of ours in the current language, with `{name}` replaced by each value."""
    found = catalogue(_current.get()).get(message, message)
    return found.format(**values) if values else found


def said_html(message: str, **values: object) -> Markup:
    """Return a message of ours that holds HTML of ours; values are escaped, the message is not."""
    found = Markup(catalogue(_current.get()).get(message, message))  # noqa: S704 - templates and catalogues are ours
    return found.format(**values) if values else found
