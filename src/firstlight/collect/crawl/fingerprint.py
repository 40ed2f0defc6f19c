"""What a page says, in one digest that small changes leave alone: by it changes are noticed and mirrors recognised."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from firstlight.collect import markup

_NOISE = re.compile(r"\d+|[0-9a-f]{8,}|\W+|_+")
_SHORTEST = 40
"""Characters of words that a page must have to be told from others; shorter ones (errors, blanks) are all alike."""


def words(root: Any) -> str:
    """Return a digest of a page's visible words: numbers, spaces and signs left out; empty where it says too little.

    So a counter, a clock, a session's number in the text do not make another page of it.
    """
    body = root.find("body")
    said = _NOISE.sub(" ", markup.text_of(root if body is None else body).casefold())
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest() if len(said) >= _SHORTEST else ""
