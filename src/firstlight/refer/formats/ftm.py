"""FollowTheMoney entities (followthemoney.tech, model 4), one JSON object a line.

An ad is a HyperText; a phone, an e-mail, a handle or a key is a UserAccount, a wallet a CryptoWallet, an address
another HyperText. That an ad names one is a Documentation, a tie between two ads an UnknownLink. Nobody becomes a
Person: that somebody stands behind an account is for a person to find out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from firstlight.records import IDENTIFIER_KINDS, POSSIBLE
from firstlight.refer.material import Material, Piece
from firstlight.rows import plain

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", re.IGNORECASE)

Entity = dict[str, Any]


def render(material: Material) -> bytes:
    """Return the entities, each once."""
    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities(material))
    return "".join(lines).encode(errors="replace")


def entities(material: Material) -> Iterator[Entity]:
    """Yield the entities of an export."""
    seen: set[str] = set()
    for piece in material.pieces:
        yield _ad(piece, covered=material.redacted)
        surely = {(one.kind, one.value) for one in piece.mentions if one.score >= POSSIBLE}
        for kind, value in sorted(pair for pair in surely if pair[0] in IDENTIFIER_KINDS):
            name = _id(kind, value)
            if name not in seen:
                seen.add(name)
                yield _thing(name, kind, value, covered=material.redacted)
            ends = {"document": [_id("ad", piece.name)], "entity": [name], "role": [f"names the {kind}"]}
            yield _entity(_id("names", f"{piece.name}\0{name}"), "Documentation", ends)
    ads = {piece.name for piece in material.pieces}
    for tie in material.ties:
        if tie.a in ads and tie.b in ads:
            ends = {"subject": [_id("ad", tie.a)], "object": [_id("ad", tie.b)], "role": [f"shares {tie.kind}"]}
            name = _id("tie", f"{tie.a}\0{tie.b}\0{tie.kind}\0{tie.value}")
            yield _entity(name, "UnknownLink", {**ends, "summary": [tie.value]})


def _ad(piece: Piece, *, covered: bool) -> Entity:
    ad = piece.posting
    surely = [one for one in piece.mentions if one.score >= POSSIBLE and not covered]

    def named(kind: str) -> list[str]:
        return sorted({one.value for one in surely if one.kind == kind})

    said: dict[str, list[Any]] = {
        "title": [ad.title or f"Ad {piece.name}"],
        "bodyText": [ad.text],
        "author": [ad.author],
        "publishedAt": [plain(ad.posted_at)[:19] if ad.posted_at else None],
        "sourceUrl": [ad.url if ad.url and _ADDRESS.fullmatch(ad.url) else None],
        "publisher": [ad.site],
        "locationMentioned": [ad.location],
        "phoneMentioned": named("phone"),
        "emailMentioned": named("email"),
        "namesMentioned": named("name"),
        "messageId": [piece.name],
        "notes": [f"SHA-256 {piece.digest}", f"group {piece.group}" if piece.group else None],
    }
    return _entity(_id("ad", piece.name), "HyperText", said)


def _thing(name: str, kind: str, value: str, *, covered: bool) -> Entity:
    if kind == "wallet":
        key = "name" if covered else "publicKey"
        return _entity(name, "CryptoWallet", {key: [value if covered else value.rpartition(":")[2]]})
    if kind in ("url", "onion"):
        address = value if "://" in value else f"http://{value}"
        source = address if not covered and _ADDRESS.fullmatch(address) else None
        return _entity(name, "HyperText", {"title": [value], "sourceUrl": [source]})
    said: dict[str, list[str | None]] = {"username": [value], "service": [kind]}
    if kind in ("phone", "email") and not covered:
        said[kind] = [value]
    return _entity(name, "UserAccount", said)


def _entity(name: str, schema: str, said: dict[str, list[Any]]) -> Entity:
    kept = {key: [value for value in values if value] for key, values in said.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def _id(kind: str, value: str) -> str:
    told = f"{kind}\0{value}".encode(errors="replace")
    return f"firstlight-{hashlib.sha256(told).hexdigest()[:40]}"
