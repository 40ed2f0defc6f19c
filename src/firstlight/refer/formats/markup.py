"""XML that says what an ad says and obeys none of it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 forbids (its section 2.2, Char), and the marks that would turn the direction of what is shown.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def text(value: object) -> str:
    """Return a value as the text of an element."""
    return escape(clean(value))


def attribute(value: object) -> str:
    """Return a value as an attribute, its quotation marks included."""
    return quoteattr(clean(value))


def clean(value: object) -> str:
    """Return a value without what XML forbids."""
    return _FORBIDDEN.sub("\ufffd", str(value))
