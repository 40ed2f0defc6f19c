"""Exporting: a lead or a case, redacted unless the full version is asked for, in one format; every one noted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from firstlight.desk import Desk
from firstlight.refer import formats
from firstlight.refer.formats import manifest
from firstlight.refer.material import gather
from firstlight.refer.redact import redact


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that may leave: its name, media type, content and SHA-256. `beside` is the manifest of a packet."""

    name: str
    media: str
    content: bytes
    sha256: str
    beside: bytes | None = None


def export(desk: Desk, about: str, name: str, *, who: str, purpose: str = "", full: bool = False) -> Exported:
    """Return a lead or a case as the file that `name` asks for by its ending, once its leaving is noted.

    Raises InputError for something that is not on the desk, and for a format that there is not.
    """
    wanted = formats.of(name)
    material = gather(desk, about, who=who, purpose=purpose)
    material = material if full else redact(material)
    content = wanted.render(material)
    sha256 = hashlib.sha256(content).hexdigest()
    beside = manifest.render(material, {name: content}) if wanted.suffix == ".pdf" else None
    said = f"{name}, {'full' if full else 'redacted'}, {len(material.pieces)} ads, sha256 {sha256}"
    desk.audit.note("export", material.about, who=who, why=purpose, said=said)
    return Exported(name, wanted.media, content, sha256, beside)
