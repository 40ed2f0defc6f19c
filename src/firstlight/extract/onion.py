"""Onion addresses (Tor, version 3): 56 base32 characters that carry their own checksum.

Catches the address with or without ".onion", with scheme, sub-domain or path around it, and defanged ("[.]onion",
" dot onion").
Refuses every one whose checksum does not hold, and version 2 (16 characters, no checksum, gone since 2021).
Source: Tor specifications, rend-spec-v3, section 6, "Encoding onion addresses".
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView

KIND = "onion"
GATE = r"[a-z2-7]{56}"
FIELDS = ("title", "text")

_TOR = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid"
_DUCK = "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad"

EXAMPLES = (
    (f"http://{_TOR}.onion/index.html", (f"{_TOR}.onion",)),
    (f"forum.{_TOR}.onion", (f"{_TOR}.onion",)),
    (f"{_DUCK.upper()}[.]onion", (f"{_DUCK}.onion",)),
    (f"{_DUCK} dot onion, {_TOR}", (f"{_DUCK}.onion", f"{_TOR}.onion")),
)
DECOYS = (f"{_TOR[:-1]}a.onion", "facebookcorewwwi.onion", "a" * 56, f"{_TOR}abc.onion", "onion soup")

_ADDRESS = re.compile(r"(?<![a-z0-9])([a-z2-7]{55}d)(?![a-z0-9])(?:(?:\s?[\[({<]?\s?(?:\.|dot)\s?[\])}>]?\s?)onion\b)?")


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every address whose checksum holds; without ".onion" it is a little less sure."""
    del context
    for match in _ADDRESS.finditer(view.text):
        if holds(match[1]):
            sure = match[0].endswith("onion")
            yield Found(KIND, f"{match[1]}.onion", *match.span(), 1.0 if sure else 0.9, "onion/v3")


def holds(address: str) -> bool:
    """Tell whether 56 base32 characters are a version 3 address: public key, two bytes of checksum, version."""
    raw = base64.b32decode(address.upper())
    key, check, version = raw[:32], raw[32:34], raw[34:]
    return version == b"\x03" and hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] == check
