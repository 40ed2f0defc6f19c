"""What a signature gives away: the contacts and keys that stand beneath every post of an account.

A signature is no part of a post's own words, so it is kept apart (`extra.signature`); whoever is reached by it is
reached all the same.
"""

from __future__ import annotations

import json
from functools import lru_cache

from firstlight.extract.run import mentions
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Posting

MOST = 4_000
"""Characters of a signature that are read."""


def signature(extra: str | None) -> str:
    """Return the signature that a posting's `extra` (JSON) holds, empty when there is none."""
    if not extra or '"signature"' not in extra:
        return ""
    found = json.loads(extra)
    said = found.get("signature") if isinstance(found, dict) else None
    return said[:MOST] if isinstance(said, str) else ""


@lru_cache(maxsize=20_000)
def identifiers(said: str) -> tuple[tuple[str, str], ...]:
    """Return the (kind, value) of every identifier that a signature surely gives, each once."""
    if not said.strip():
        return ()
    found = mentions(Posting("-", said))
    return tuple(
        dict.fromkeys((one.kind, one.value) for one in found if one.kind in IDENTIFIER_KINDS and one.score >= POSSIBLE)
    )
