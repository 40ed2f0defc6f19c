"""The formats in which findings leave the house, one file each. None is a list of phone numbers without their ads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firstlight.errors import InputError
from firstlight.refer.formats import ftm, graphml, kml, manifest, packet, tables
from firstlight.refer.material import Material


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how a file of it ends, its media type, what it is for, and what makes it of a material."""

    suffix: str
    media: str
    says: str
    render: Callable[[Material], bytes]


FORMATS = (
    Format(".pdf", "application/pdf", "a packet to hand over, to read and print", packet.render),
    Format(".ftm.json", "application/x-ndjson", "FollowTheMoney entities, for Aleph and its kin", ftm.render),
    Format(".json", "application/json", "a manifest of everything, with digests", manifest.render),
    Format(".entities.csv", "text/csv; charset=utf-8", "things, for i2 and spreadsheets", tables.entities),
    Format(".links.csv", "text/csv; charset=utf-8", "what ties them", tables.links),
    Format(".graphml", "application/graphml+xml", "the network, for Gephi and yEd", graphml.render),
    Format(".kml", "application/vnd.google-earth.kml+xml", "places and days, for maps", kml.render),
)
"""Every format, by how a file's name ends; the longest ending counts."""


def of(name: str) -> Format:
    """Return the format that a file's name asks for; raise InputError, naming all, for any other."""
    for each in sorted(FORMATS, key=lambda one: -len(one.suffix)):
        if name.lower().endswith(each.suffix):
            return each
    known = ", ".join(each.suffix for each in FORMATS)
    raise InputError(f"{name}: no format of that name; end it in one of {known}")
