"""Pictures as hashes, in memory alone: SHA-256, MD5 and PDQ, compared with the lists given, and then let go.

Nothing here writes, draws or shows a picture, or hands its bytes on. Before a picture is decoded its kind and its
size in pixels are checked, and it is decoded small. A core dump would put memory on disk, so core dumps are turned
off.
"""

from __future__ import annotations

import hashlib
import io
import resource
import struct
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pdqhash
from PIL import Image

from firstlight.collect.crawl.capture import stamp
from firstlight.collect.crawl.hashlists import HashList

PIXELS = 40_000_000
"""A picture of more is not decoded; its SHA-256 is compared all the same."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
_SIDE = 512
_DAMAGE = (
    OSError, ValueError, SyntaxError, EOFError, MemoryError, LookupError, TypeError, ArithmeticError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises for pictures that are not whole or not honest."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is kept of a picture.

    Where and when (UTC), its length and hashes, PDQ's quality (0 to 100), lists it is on.
    """

    url: str
    at: str
    bytes: int
    sha256: str
    md5: str
    pdq: str
    quality: int
    hits: tuple[dict[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def no_core_dumps() -> None:
    """See to it that a crash writes no memory to disk."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def hash_picture(url: str, data: bytes, lists: Sequence[HashList]) -> Hashed:
    """Hash a picture and compare it. One that cannot be decoded has no PDQ hash."""
    pdq, quality = _pdq(data)
    hashes = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "md5": hashlib.md5(data, usedforsecurity=False).hexdigest(),
        "pdq": pdq,
    }
    found = ((known.name, known.holds(hashes, quality)) for known in lists)
    hits = tuple({"list": name, "by": kind} for name, kind in found if kind)
    return Hashed(url, stamp(datetime.now(UTC)), len(data), hashes["sha256"], hashes["md5"], pdq, quality, hits)


def _pdq(data: bytes) -> tuple[str, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of damage and odd sizes; a picture that cannot be read is simply not hashed
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > PIXELS or min(picture.size) < 8:
                    return "", 0
                picture.draft("RGB", (_SIDE, _SIDE))
                small = picture.convert("RGB")
                small.thumbnail((_SIDE, _SIDE))
    except _DAMAGE:
        return "", 0
    bits, quality = pdqhash.compute(np.asarray(small))
    return np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes().hex(), int(quality)
