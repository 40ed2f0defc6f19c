"""Endless links: calendars without end.

Sessions in addresses, paths that grow. Known by their shape and by having nothing new to say.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import parse_qsl

from firstlight.collect.crawl.address import Address

PATIENCE = 50
"""Pages of one shape in a row that say nothing new before the shape is left alone."""

_DEEPEST = 25
_VARIABLE = re.compile(r"[0-9a-fA-F]{8,}|\d+")


def shape(address: Address) -> str:
    """What addresses of one kind share: the path with its numbers masked, and the names in the query."""
    path, _, query = address.target.partition("?")
    names = "&".join(sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)}))
    return f"{address.site}{_VARIABLE.sub('0', path)}?{names}"


def grows(address: Address) -> bool:
    """Whether an address looks as if it had been built by a link that repeats itself."""
    segments = [part for part in address.path.split("/") if part]
    most = Counter(segments).most_common(1)
    names = Counter(name for name, _ in parse_qsl(address.target.partition("?")[2], keep_blank_values=True))
    return (
        len(segments) > _DEEPEST
        or bool(most and most[0][1] > 3)
        or any(count > 2 and not name.endswith("[]") for name, count in names.items())
    )


class Shapes:
    """How long each shape of addresses has said nothing new."""

    def __init__(self) -> None:
        self._silent: Counter[str] = Counter()
        self._said: set[bytes] = set()

    def closed(self, address: Address) -> bool:
        """Whether a shape is a trap."""
        return self._silent[shape(address)] >= PATIENCE

    def saw(self, address: Address, words: str) -> None:
        """Take note of what a page said (its fingerprint; empty says next to nothing)."""
        key = hashlib.blake2b(words.encode(), digest_size=8).digest()
        if words and key not in self._said:
            self._said.add(key)
            self._silent.pop(shape(address), None)
        else:
            self._silent[shape(address)] += 1
