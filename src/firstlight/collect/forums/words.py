"""The words within an element as a reader sees them, without what is not the writer's own.

As `markup.text_of`, and besides: whole elements can be left out (quotes, notices); a smiley that the board has made a
picture of is put back as it was typed; a link that the board has shortened is given whole; code keeps its lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from firstlight.collect.markup import SILENT
from firstlight.collect.tags import BLOCKS

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_RUN = re.compile(" {2,}")
_SMILEY = re.compile(r"smil|emoji|emoticon|inlineimg")
_FACES = {
    "smile": ":)", "smilie": ":)", "slight_smile": ":)", "happy": ":)", "wink": ";)", "winking": ";)",
    "big grin": ":D", "biggrin": ":D", "grin": ":D", "very happy": ":D", "laugh": ":D", "frown": ":(", "sad": ":(",
    "slight_frown": ":(", "frowning": ":(", "stick out tongue": ":P", "tongue": ":P", "stuck_out_tongue": ":P",
    "razz": ":P", "smiley": ":D", "confused": ":?", "cool": "8)", "mad": ":x", "angry": ":x", "eek!": ":o",
    "open_mouth": ":o",
}  # fmt: skip
"""Smileys by the names that boards give them. Source: default smileys of MyBB, vBulletin, SMF, phpBB and Discourse."""


def text_of(element: Any, without: Collection[Any] = ()) -> str:
    """An element's text, a line for each block; elements in `without` leave a line end where they stood."""
    parts: list[str] = []
    lines = 0  # how many <pre> are open
    stack = [(element, False)]
    while stack:
        node, left = stack.pop()
        tag = node.tag
        if left or tag in SILENT or node in without:
            if tag in BLOCKS or not left:
                parts.append("\n")
            if left:
                lines -= tag == "pre"
            if node is not element and node.tail:
                parts.append(_spaced(node.tail, lines))
            continue
        if tag in BLOCKS:
            parts.append("\n")
        lines += tag == "pre"
        stack.append((node, True))
        if tag == "img":
            parts.append(face(node))
        elif tag == "a" and (whole := _whole_link(node)):
            parts.append(whole)
        else:
            if node.text:
                parts.append(_spaced(node.text, lines))
            stack.extend((child, False) for child in reversed(node))
    found = (line.strip(" ") for line in _RUN.sub(" ", "".join(parts)).split("\n"))
    return "\n".join(line for line in found if line)


def _spaced(text: str, lines: int) -> str:
    if lines:
        return "\n".join(_SPACE.sub(" ", line) for line in text.splitlines()) + ("\n" if text.endswith("\n") else "")
    return _SPACE.sub(" ", text)


def face(image: Any) -> str:
    """The smiley that a picture stands for; empty for other pictures."""
    told = f"{image.get('class', '')} {image.get('src', '')[:200]}".lower()
    if not _SMILEY.search(told):
        return ""
    for name in (image.get("alt", "").strip(), image.get("title", "").strip()):
        if name and not re.search(r"[a-z]{3}", name, re.IGNORECASE):
            return name if len(name) <= 8 else ""
        if known := _FACES.get(name.strip(":").lower()):
            return known
    return ""


def _whole_link(link: Any) -> str:
    """The address of a link whose text is that address, shortened by the board; else empty."""
    shown, address = (link.text or "").strip(), link.get("href") or ""
    if len(link) or not (12 <= len(shown) < len(address)):
        return ""
    for mark in ("...", "…"):
        start, found, end = shown.partition(mark)
        if found and address.startswith(start.strip()) and address.endswith(end.strip()) and "://" in start:
            return str(address)
    return ""
