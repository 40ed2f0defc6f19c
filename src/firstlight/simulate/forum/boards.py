"""The sites: each a board of one engine, with its own host, clock, numbers and page length."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.simulate.dice import Dice
from firstlight.simulate.forum import keys
from firstlight.simulate.forum.zones import Zone

ENGINES = (
    "phpbb", "xenforo2", "smf2.0", "mybb", "discourse", "vbulletin4", "flaskbb", "smf2.1", "vbulletin3", "xenforo1",
    "vbulletin5",
)  # fmt: skip
"""Engines and versions whose pages are simulated, in the order in which boards are opened."""

_NAMES = (
    "greenbench", "nightmail", "allotment", "junction", "wayfarers", "platformone", "hedgerow", "ferryline", "footpath",
    "signalbox", "compostheap",
)  # fmt: skip
_ZONES = (
    Zone("UTC", 0), Zone("UTC", 0), Zone("Europe/London", 0, "eu"), Zone("Europe/Berlin", 60, "eu"),
    Zone("America/New_York", -300, "us"), Zone("America/Los_Angeles", -480, "us"), Zone("Europe/Moscow", 180),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Board:
    """One site. `zone` is that in which its pages show times to guests; numbers go on from `first_*`."""

    serial: int
    engine: str
    name: str
    host: str
    zone: Zone
    per_page: int
    first_post: int
    first_thread: int

    @property
    def address(self) -> str:
        """Scheme and host."""
        return f"{'http' if self.host.endswith('.onion') else 'https'}://{self.host}"


def draw(dice: Dice, posts: int) -> tuple[Board, ...]:
    """Return the boards of a simulation of so many posts: one an engine, fewer where there are few posts."""
    count = min(len(ENGINES), max(3, posts // 60))
    return tuple(
        Board(
            serial,
            engine,
            name,
            keys.onion(dice) if dice.chance(0.5) else f"{name}.example",
            dice.pick(_ZONES),
            dice.pick((10, 15, 20)),
            dice.between(100, 90_000),
            dice.between(10, 9_000),
        )
        for serial, (engine, name) in enumerate(zip(ENGINES[:count], _NAMES, strict=False), 1)
    )
