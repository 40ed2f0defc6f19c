"""The addresses that a page names: where a reader could go from it, and the pictures it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address, NoAddress

_REFRESH = re.compile(r"""^\s*\d+(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
_MOST = 5_000
"""Links taken from one page."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pages and pictures, each once, in the page's order."""

    pages: tuple[Address, ...]
    pictures: tuple[Address, ...]


def find(root: Any, base: Address) -> Links:
    """Return what a parsed page links to; `base` is the page's own address. Scripts, styles and films are no links."""
    for node in root.iter("base"):
        if found := _read(node.get("href"), base):
            base = found
        break
    pages: dict[Address, None] = {}
    pictures: dict[Address, None] = {}
    for node in root.iter("a", "area", "iframe", "frame", "meta", "img"):
        if len(pages) + len(pictures) >= _MOST:
            break
        if node.tag == "meta":
            if (node.get("http-equiv") or "").lower() == "refresh":
                match = _REFRESH.match(node.get("content") or "")
                _add(pages, match[1] if match else None, base)
        elif node.tag == "img":
            _add(pictures, node.get("src"), base)
        else:
            _add(pages, node.get("href") if node.tag in ("a", "area") else node.get("src"), base)
    return Links(tuple(pages), tuple(pictures))


def _add(found: dict[Address, None], text: str | None, base: Address) -> None:
    if place := _read(text, base):
        found[place] = None


def _read(text: str | None, base: Address) -> Address | None:
    try:
        return address.parse(text, base) if text else None
    except NoAddress:
        return None
