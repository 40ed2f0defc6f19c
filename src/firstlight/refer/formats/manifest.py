"""The manifest: everything of an export as JSON, with the SHA-256 of each ad and of each file beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from firstlight.refer.material import Material
from firstlight.rows import plain

VERSION = 1
"""Raised when the meaning of a field changes."""

SAYS = (
    "A score is a reason to look, never a finding about a person. The people in these ads are victims, consenting "
    "adults and bystanders until somebody has found out. Nobody is to be contacted from this file."
)


def render(material: Material, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return the manifest; `files` are those that it goes with, by name.

    `digest` is the SHA-256 of all of it but itself, as JSON with its keys in order and no spaces.
    """
    whole = document(material)
    whole["files"] = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in (files or {}).items()
    ]
    whole["digest"] = digest(whole)
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(errors="surrogatepass")


def digest(whole: Mapping[str, Any]) -> str:
    """Return the digest that a manifest must state."""
    rest = {name: value for name, value in whole.items() if name != "digest"}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def document(material: Material) -> dict[str, Any]:
    """Return everything as plain values."""
    return {
        "firstlight": VERSION,
        "says": SAYS,
        "about": material.about,
        "title": material.title,
        "made_at": plain(material.made_at),
        "made_by": material.made_by,
        "purpose": material.purpose,
        "redacted": material.redacted,
        "leads": plain(material.leads),
        "ads": [
            {
                "ad": piece.name,
                "group": piece.group,
                "sha256": piece.digest,
                "posting": plain(piece.posting),
                "mentions": plain(piece.mentions),
            }
            for piece in material.pieces
        ],
        "identifiers": plain(material.uses),
        "ties": plain(material.ties),
        "decisions": plain(material.decisions),
        "case": _case(material),
    }


def _case(material: Material) -> dict[str, Any] | None:
    case = material.case
    if case is None:
        return None
    kept: dict[str, Any] = {"case": case.case, "title": case.title, "open": case.open}
    parts: dict[str, Any] = plain({"held": case.held, "notes": case.notes, "tasks": case.tasks, "log": case.log})
    return kept | parts
