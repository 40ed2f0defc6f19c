"""Every pair of colours that the style sheet sets on one another meets WCAG 2.2 AA, in light and in dark."""

import re
from pathlib import Path

import pytest

import firstlight.web

CSS = (Path(firstlight.web.__file__).parent / "static" / "firstlight.css").read_text(encoding="utf-8")

TEXT = 4.5
PARTS = 3.0
"""Success criteria 1.4.3 (text) and 1.4.11 (borders of fields, focus, marks in a chart)."""

PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "card", TEXT),
    ("ink", "ground", TEXT),
    ("paper", "ink", TEXT),
    ("dim", "paper", TEXT),
    ("dim", "card", TEXT),
    ("link", "paper", TEXT),
    ("link", "card", TEXT),
    ("link", "note", TEXT),
    ("mark-ink", "mark", TEXT),
    ("note-ink", "note", TEXT),
    *[(f"{tier}-ink", tier, TEXT) for tier in ("urgent", "high", "review", "low", "spam")],
    *[(tier, "card", PARTS) for tier in ("urgent", "high", "review")],
    ("focus", "paper", PARTS),
    ("focus", "card", PARTS),
    ("said", "card", PARTS),
    ("said", "paper", PARTS),
    ("point", "range", PARTS),
    ("point", "ground", PARTS),
]


def colours(dark: bool) -> dict[str, str]:
    named = re.search(r":root \{(.*?)\n\}", CSS, re.DOTALL)
    assert named
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", named[1])
    return {name: (night if dark else day) for name, day, night in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "behind", "least"), PAIRS)
def test_contrast(front: str, behind: str, least: float, dark: bool) -> None:
    named = colours(dark)
    low, high = sorted((luminance(named[front]), luminance(named[behind])))
    assert (high + 0.05) / (low + 0.05) >= least
