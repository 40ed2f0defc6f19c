"""Web pages of which no tree can be made in time or in full, to pages with the same text of which one can.

For each attribute of a tag libxml2 walks past those before it: a tag of 60,000 takes most of a minute. And it makes no
tree deeper than 2,048 elements: what follows is lost. Here all takes time that grows with the page's length alone.
Source of the grammar: HTML standard, section 13.2.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST = 512
"""Attributes in a tag; a page that people see has a few dozen."""
_LONGEST = 4096
"""Characters of a tag that is kept as it is when another one on the page has too many attributes."""
_LOOKS = 4
"""How often each character may be looked at in search of such a tag. Comparisons in scripts look like tags, too."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin a line of their own."""

_S = r"[ \t\n\r\f]"
_NAME = r"[a-z][^ \t\n\r\f/>]*+"
_VALUE = r""""[^"]*+"?+|'[^']*+'?+|[^ \t\n\r\f>"'][^ \t\n\r\f>]*+"""
_ATTRIBUTE = rf"[ \t\n\r\f/]*+[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+(?:{_S}*+={_S}*+(?:{_VALUE})?+)?+"
_REST = rf"(?:{_ATTRIBUTE})*+[ \t\n\r\f/]*+"
_TAG = re.compile(r"<(?=[a-z])", re.IGNORECASE)
_START = re.compile(rf"<{_NAME}(?:{_ATTRIBUTE}){{0,{_MOST}}}+(?P<more>{_ATTRIBUTE})?", re.IGNORECASE)
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(?P<raw>script|style|iframe|noembed|noframes|xmp)(?=[ \t\n\r\f/>]){_REST}>.*?(?=</(?P=raw)[ \t\n\r\f/>]|\Z)"
    rf"|<(?P<words>title|textarea)(?=[ \t\n\r\f/>]){_REST}>(?P<inner>.*?)(?=</(?P=words)[ \t\n\r\f/>]|\Z)"
    rf"|<(?P<end>/?)(?P<name>{_NAME}){_REST}(?P<whole>>?)"
    r"|<(?:[!?]|/(?!\Z))[^>]*>?"
    r"|<",
    re.IGNORECASE | re.DOTALL,
)


def too_many(page: str) -> bool:
    """Whether some tag on a page may have more attributes than can be parsed in time.

    Any place where a tag could begin is looked at, in scripts and comments too: none can be hidden from it.
    """
    looks = _LOOKS * len(page) + (1 << 16)
    for place in _TAG.finditer(page):
        found = _START.match(page, place.start())
        if found is None or found["more"] is not None:
            return True
        looks -= found.end() - found.start()
        if looks < 0:
            return True
    return False


def shorn(page: str) -> str:
    """The page with long tags bare of their attributes, and without comments, scripts and styles."""
    return _rewritten(page, lambda tag, end, name: tag if len(tag) <= _LONGEST else f"<{end}{name}>")


def flat(page: str) -> str:
    """The page as one row of text and line breaks, for which no tree is too deep; its title is kept."""

    def line(_tag: str, end: str, name: str) -> str:
        if name == "title":
            return f"<{end}title>"
        return "<br>" if name in BLOCKS else ""

    return _rewritten(page, line)


def _rewritten(page: str, kept: Callable[[str, str, str], str]) -> str:
    """Each tag as `kept` gives it, from the tag, its slash if it ends an element, its name.

    What remains of "<" is no tag, and is written so that it cannot become one when what stood after it is gone.
    """

    def token(found: re.Match[str]) -> str:
        if words := found["words"]:
            inner = found["inner"].replace("<", "&lt;")
            return f"{kept(f'<{words}>', '', words.lower())}{inner}"
        if name := found["name"]:
            if not found["whole"] or name.lower() == "plaintext":
                return ""
            return kept(found[0], found["end"], name.lower())
        return "&lt;" if found[0] == "<" else ""

    return _TOKEN.sub(token, page)
