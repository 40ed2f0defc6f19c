"""Accounts of simulated forums, with the truth about them: sifted as any day is, then asked of the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from firstlight.desk import Desk
from firstlight.desk.authors import Profile
from firstlight.link.authors.zone import Zone
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.simulate.forum import forum
from firstlight.workspace import Workspace

ENOUGH = 100
"""Posts of an account whose time zone is measured."""


@dataclass(frozen=True)
class World:
    """Profiles by account, the person behind each, and each person's standard offset in hours."""

    profiles: dict[str, Profile]
    person: dict[str, int]
    offset: dict[int, float]
    mixed: int
    seconds: float


def world(folder: Path, posts: int, seed: int) -> World:
    """Simulate a forum, sift it, and ask the desk for every account."""
    forum(folder / "forum", posts=posts, seed=seed)
    settings = Settings(workspace=folder / "ws")
    sift([str(folder / "forum" / "postings.jsonl")], settings)
    person = {f"{row['author']}@{row['site']}": row["person"] for row in _rows(folder / "forum/truth/accounts.jsonl")}
    offsets = {row["person"]: row["utc_offset_minutes"] / 60 for row in _rows(folder / "forum/truth/persons.jsonl")}
    who = {row["id"]: row["person"] for row in _rows(folder / "forum/truth/posts.jsonl")}
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        mixed = sum(len({who[name] for name in group.postings}) > 1 for group in desk.groups(limit=1_000_000))
        start = process_time()
        accounts = [f"{one.name}@{one.site}" for one in desk.accounts(limit=1_000_000)]
        profiles = {account: desk.author(account) for account in accounts}
        return World(profiles, person, offsets, mixed, (process_time() - start) / len(accounts))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def linking(there: World) -> dict[str, float]:
    """Return precision and recall of links between accounts, and recall of those pairs that share anything hard."""
    found = {
        frozenset((one.account, other.account)): other.link.linked
        for one in there.profiles.values()
        for other in one.others
    }
    linked = {pair for pair, yes in found.items() if yes}
    known = [account for account in there.profiles if account in there.person]
    true = {frozenset(pair) for pair in combinations(known, 2) if len({there.person[one] for one in pair}) == 1}
    sharing = true & found.keys()
    return {
        "accounts": len(known),
        "pairs": len(true),
        "sharing": len(sharing),
        "precision": len(linked & true) / max(len(linked), 1),
        "recall": len(linked & true) / max(len(true), 1),
        "recall, sharing": len(linked & true) / max(len(sharing), 1),
        "mixed groups": there.mixed,
        "CPU s each": there.seconds,
    }


def hours(there: World, *, places: bool) -> dict[str, float]:
    """Return how near the likeliest zones of accounts with ENOUGH posts are, and how often their intervals hold."""
    off, held, width = [], [], []
    for account, one in there.profiles.items():
        zone: Zone | None = one.zone if places else one.zone_by_hours
        if zone is None or one.postings < ENOUGH or "no zone" in one.clocks:
            continue
        true = there.offset[there.person[account]]
        off.append(abs((zone.offset - true + 12) % 24 - 12))
        held.append(zone.holds(int(np.floor(true))) or zone.holds(int(np.ceil(true))))
        width.append(zone.width)
    return {
        "people": len(off),
        "within 1 h": float(np.mean(np.array(off) <= 1)),
        "within 2 h": float(np.mean(np.array(off) <= 2)),
        "interval holds": float(np.mean(held)),
        "width of 24": float(np.mean(width)),
    }
