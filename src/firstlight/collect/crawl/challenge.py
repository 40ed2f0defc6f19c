"""Pages that only a person gets past: captchas, waiting rooms, and pages that ask one to sign in."""

from __future__ import annotations

import re
from typing import Any, Literal

from firstlight.collect import markup

Wall = Literal["captcha", "login", ""]

_MARKS = re.compile(
    r"g-recaptcha|h-captcha|cf-turnstile|cf-chl|challenge-platform|ddos-guard|captcha|anti-?bot"
    r"|are you (?:a )?(?:human|robot)|you are in a queue|verify (?:that )?you are human",
    re.IGNORECASE,
)
_PAGE = 1_500
"""A page with more visible words than this is a page, whatever form stands on it too."""


def wall(status: int, text: str, root: Any, signed_in: Any = None) -> Wall:
    """Tell what stands in the way instead of the page, if anything.

    `signed_in` is a compiled selector for what only a signed-in page shows, where the scope has a login.
    """
    asks = _asks_for_password(root)
    if signed_in is not None and (asks or status in (401, 403)) and not signed_in(root):
        return "login"
    said = len(markup.text_of(root))
    if (status in (403, 429, 503) or said < _PAGE) and _MARKS.search(text) and (status != 200 or _has_form(root)):
        return "captcha"
    return "login" if asks and status in (401, 403) else ""


def _asks_for_password(root: Any) -> bool:
    return any((node.get("type") or "").lower() == "password" for node in root.iter("input"))


def _has_form(root: Any) -> bool:
    """Whether the page wants something typed, ticked or waited for."""
    fields = [
        node for node in root.iter("input", "textarea") if (node.get("type") or "").lower() not in ("hidden", "search")
    ]
    return bool(fields) or any(node.get("http-equiv", "").lower() == "refresh" for node in root.iter("meta"))
