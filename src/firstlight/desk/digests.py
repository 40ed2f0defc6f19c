"""The digest by which a posting is told: of what it said, not of where it is kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from firstlight.records import Posting


def canonical(posting: Posting) -> str:
    """Return a posting as JSON that anyone can make again: keys in order, no spaces, times as ISO 8601 in UTC."""
    plain = asdict(posting) | {"posted_at": posting.posted_at.isoformat() if posting.posted_at else None}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(posting: Posting) -> str:
    """Return the SHA-256 of a posting's canonical JSON, in hex."""
    return hashlib.sha256(canonical(posting).encode(errors="surrogatepass")).hexdigest()
