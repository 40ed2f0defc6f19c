"""The names of the rules that a phone mention can carry: they tell an open number from a hidden one."""

from __future__ import annotations

from functools import reduce
from operator import or_

from firstlight.extract.phone.atoms import Trait
from firstlight.extract.phone.chains import Chain, Gap
from firstlight.extract.phone.score import grouped
from firstlight.extract.phone.windows import Window
from firstlight.extract.text import TextView

RULES: dict[str, str] = {
    "phone.plain": "written openly, with any usual separators",
    "phone.link": "carried by a link: wa.me, tel: and the like",
    "phone.words": "in number words, well or badly spelt",
    "phone.mixed": "in figures, words and lookalikes mixed",
    "phone.lookalike": "with letters written for digits (O, l, S)",
    "phone.glyphs": "in digits of other scripts, enclosed digits, or with invisible characters between",
    "phone.symbols": "with emoji or unusual symbols between its digits",
    "phone.noise": "with letters between its digits",
    "phone.spaced": "digit by digit, or in groups that no number has",
    "phone.masked": "behind markup, starred or spaced letters, signs for digits, or with its parts turned or shuffled",
    "phone.split": "in pieces, with other words between, or over title and text",
}
"""Every rule with what it catches; all but phone.plain and phone.link mean that the number was hidden."""

OPEN_RULES = frozenset({"phone.plain", "phone.link"})
"""The rules of numbers that are not hidden."""

_ODD = frozenset("*~|=#<>{}[]^\\;:!?'\"`&")


def rule_of(view: TextView, chain: Chain, window: Window) -> str:
    """Return the name of the rule that a window was found by."""
    atoms = chain.atoms[window.first : window.last + 1]
    gaps = chain.gaps[window.first + 1 : window.last + 1]
    traits = reduce(or_, (atom.traits for atom, size in zip(atoms, window.sizes, strict=True) if size), 0)
    if any(gap >= Gap.LEADING for gap in gaps):
        return "phone.split"
    if traits & Trait.WORD:
        mixed = traits & (Trait.LOOKALIKE | Trait.NOISE | Trait.LEET) or traits & Trait.DIGIT
        return "phone.mixed" if mixed else "phone.words"
    if traits & Trait.LOOKALIKE:
        return "phone.lookalike"
    if Gap.NOISE in gaps:
        return "phone.noise"
    return disguise(view, atoms[0].start, atoms[-1].end) or _shape(window, gaps)


def disguise(view: TextView, start: int, end: int) -> str | None:
    """Return the rule for figures that are not plain ASCII, or stand between odd symbols."""
    first, last = view.span(start, end)
    surface = view.original[first:last]
    if not surface.isascii():
        hidden = sum(character.isalnum() for character in surface if character.isascii())
        shown = sum(character.isalnum() for character in view.text[start:end])
        if hidden < shown or last - first > end - start:
            return "phone.glyphs"
        if any(ord(character) > 0x2100 for character in surface):
            return "phone.symbols"
    return "phone.symbols" if _ODD.intersection(view.text[start:end]) else None


def _shape(window: Window, gaps: list[Gap]) -> str:
    groups = grouped(window.sizes, gaps)
    if len(groups) >= 7:
        return "phone.spaced"
    if window.international or window.plan is not None:
        return "phone.plain"
    core = groups[1:] if groups[0] == 1 and sum(groups) == 11 else groups
    usual = {(3, 3, 4), (10,), (3, 7), (6, 4), (11,), (4, 3, 4), (4, 7), (7, 4)}
    return "phone.plain" if core in usual else "phone.spaced"
