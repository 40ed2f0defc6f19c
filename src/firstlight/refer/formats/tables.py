"""Entities and links as two CSV tables, for i2 Analyst's Notebook and spreadsheets; no cell is run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from firstlight.refer.formats.network import Network, network
from firstlight.refer.material import Material
from firstlight.rows import csv_lines, plain

ENTITY_COLUMNS = (
    "id", "type", "label", "group", "ads", "first_seen", "last_seen", "posted_at", "site", "location", "title", "text",
    "url", "sha256",
)  # fmt: skip
LINK_COLUMNS = ("from", "to", "type", "label", "weight", "first_seen", "last_seen")


def entities(material: Material) -> bytes:
    """Return one row for each ad, identifier and place."""
    return _table(ENTITY_COLUMNS, (plain({"id": node.id, **node.facts}) for node in network(material).nodes))


def links(material: Material) -> bytes:
    """Return one row for each ad that names a thing, and for each tie between two ads."""
    return _table(LINK_COLUMNS, _links(network(material)))


def _links(found: Network) -> Iterable[Mapping[str, Any]]:
    return (plain({"from": link.a, "to": link.b, **link.facts}) for link in found.links)


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> bytes:
    # A byte order mark, for without one Excel reads UTF-8 as something else.
    return ("\ufeff" + "".join(csv_lines(columns, rows))).encode(errors="replace")
