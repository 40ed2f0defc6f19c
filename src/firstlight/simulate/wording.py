"""What simulated ads say: sentences from `sentences.yaml`, with alternatives that each writer settles once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from firstlight.simulate.dice import Dice

_NAMES = """
Amber Ivy Ruby Jade Pearl Opal Hazel Violet Daisy Lily Rose Jasmine Olive Willow Autumn Summer Star Luna Stella Coral
Misty Dawn Eve Joy Faith Hope Grace Honor Melody Aria Harmony Cadence Piper Skye Raine Brook Meadow Fern Laurel Sage
Clover Poppy Iris Dahlia Magnolia Camellia Juniper Aspen Cedar Maple Robin Wren Lark Phoenix Raven Sable Ginger
Cinnamon Saffron Candy Cherry Clementine Peaches Lavender Marigold Sunny Stormy Crystal Diamond Sapphire Topaz Garnet
Beryl Amethyst Ebony Ivory Scarlet Blue Sienna Vienna Paris London Brooklyn Savannah Dakota Carolina Georgia Florence
Valencia Lorraine Chelsea Ashley Holly Mercy Charity Constance Felicity Bliss Serenity Destiny Heaven Angel Nova Aurora
Celeste Skylar Venus Athena Juno Flora Diana Minerva Thalia Clio Calla Zinnia Primrose Heather Bryony Tansy
"""
NAMES = tuple(_NAMES.split())
"""First names as ads use them: words, stones, flowers, places; no person is meant."""

SERVICES = ("SafeGuest", "DateCheck", "ClearVisit", "GuestPass", "HostDesk", "TrueVisit", "MeetSure", "BookLine")
HOODS = (
    "North",
    "South",
    "East",
    "West",
    "Lake",
    "Hill",
    "Harbor",
    "Old town",
    "Park",
    "Airport",
    "College",
    "Market",
    "Mill",
    "River",
)
MARKS = ("✨", "🌹", "💕", "🌸", "⭐", "☎", "🍷", "🎀", "💎", "🌙")

_ALTERNATIVE = re.compile(r"\[([^\[\]]*)\]")


@cache
def bank(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the sentences of one bank, alternatives and slots unsettled; in English where a language has none."""
    return _banks(language).get(name) or _banks("en")[name]


@cache
def _banks(language: str) -> dict[str, tuple[str, ...]]:
    file = "sentences.yaml" if language == "en" else f"sentences.{language}.yaml"
    text = files("firstlight.simulate").joinpath(file).read_text("utf-8")
    return {name: tuple(sentences) for name, sentences in yaml.safe_load(text).items()}


def settle(dice: Dice, sentence: str) -> str:
    """Return the sentence with every alternative settled; slots stay."""
    parts = _parts(sentence)
    if len(parts) == 1:
        return sentence
    return "".join(part if isinstance(part, str) else dice.pick(part) for part in parts)


def say(dice: Dice, name: str, language: str = "en") -> str:
    """Return a settled sentence of a bank."""
    return settle(dice, dice.pick(bank(name, language)))


@cache
def _parts(sentence: str) -> tuple[str | tuple[str, ...], ...]:
    """Cut a sentence into fixed pieces and choices."""
    pieces = _ALTERNATIVE.split(sentence)
    return tuple(tuple(piece.split("|")) if at % 2 else piece for at, piece in enumerate(pieces))
