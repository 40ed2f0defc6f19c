"""Chains: atoms that stand close enough together to be one number, and what stands between them.

A gap is judged by its text alone: nothing, a usual separator, odd symbols, words that lead from one part of a
number to the next ("then", "last four"), or prose. A gap that no number crosses (a currency sign, a plus, a clock's
colon, feet and inches, a long stretch of other text) ends the chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from firstlight.extract.phone.atoms import WEAK, Atom, Trait
from firstlight.extract.phone.language import vocabulary


class Gap(IntEnum):
    """What stands between two atoms, from the most usual to the least."""

    GLUED = 0
    USUAL = 1
    ODD = 2
    NOISE = 3
    JOINED = 4
    LEADING = 5
    PROSE = 6


class Chain(NamedTuple):
    """Atoms with the gap before each; the first gap says nothing."""

    atoms: list[Atom]
    gaps: list[Gap]


LONGEST_GAP = 60
"""Characters between two atoms that may still be parts of one number."""

MOST_UNKNOWN = 6
"""Words between two atoms that may say anything where others say that the number goes on."""

_LONGEST_CHAIN, _OVERLAP = 1_000, 20
"""A longer chain is cut, with as many atoms in both parts as a number may take, so that memory stays small."""
_COUNTING = Trait.WORD | Trait.DIGIT
_MARKS = frozenset({":", "'", '"', "' "})
_USUAL = re.compile(r"[ \t]?[-./,()_ ]?[ \t]?|\) ?-? ?| ?\(|[ \t]{1,4}")
_BREAKS = re.compile(r"[$€£¥₹%@]|(?<!^)\+|\n[^\w]*\n[^\w]*\n")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_MID = frozenset("/.-")
_OTHER = re.compile(
    r"(?<![\d/.-])(?:"
    rf"{_OCTET}(?:\.{_OCTET}){{3}}"  # an IP address
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}"  # a date
    r"|\d{1,3}\.\d{4,9}, ?-?\d{1,3}\.\d{4,9}"  # a place on the globe
    r")(?![/.-]?\d)"
)
_ZIP = re.compile(r"[a-z]{2} \d{5}-\d{4}\b")
_WORD = re.compile(r"[^\W_]+")


def chains(text: str, found: Iterable[Atom]) -> Iterator[Chain]:
    """Yield every chain of a text (of a normalised view) that has an atom which is surely digits."""
    atoms: list[Atom] = []
    gaps: list[Gap] = []
    sure = 0
    for one in _free(text, found):
        atom = one
        if atom.readings[0] in {"2", "3", "4", "7"} and atom.traits & _COUNTING and _counts_digits(text, atom):
            atom = atom._replace(readings=("", *atom.readings))
        if atoms:
            gap = _between(text, atoms[-1], atom)
            if gap is None:
                if sure:
                    yield Chain(atoms, gaps)
                atoms, gaps, sure = [], [], 0
            else:
                gaps.append(gap)
        if len(atoms) == _LONGEST_CHAIN:
            if sure:
                yield Chain(atoms, gaps[:-1])
            atoms, gaps = atoms[-_OVERLAP:], gaps[-_OVERLAP - 1 :]
        if not atoms:
            gaps.append(Gap.GLUED)
        atoms.append(atom)
        sure += not atom.traits & WEAK
    if sure:
        yield Chain(atoms, gaps)


def _free(text: str, found: Iterable[Atom]) -> Iterator[Atom]:
    """Yield the atoms that are no part of a date, an address, or a place on the globe."""
    taken = 0
    for atom in found:
        start, end = atom.start, atom.end
        if start < taken:
            continue
        if end - start <= 5 and atom.traits == Trait.DIGIT and text[end : end + 1] in _MID:
            other = _OTHER.match(text, start) or (
                _ZIP.match(text, start - 3) if end - start == 5 and start > 2 else None
            )
            if other:
                taken = other.end()
                continue
        yield atom


def _counts_digits(text: str, atom: Atom) -> bool:
    """Tell whether a number word counts the digits of a part ("last four", "three digits") and is none itself."""
    words = vocabulary()
    before = _WORD.findall(text, max(0, atom.start - 24), atom.start)
    if before and before[-1] in words.ordinals:
        return True
    after = _WORD.search(text, atom.end, atom.end + 16)
    return after is not None and after[0] in words.units


def _between(text: str, left: Atom, right: Atom) -> Gap | None:
    if right.start - left.end > LONGEST_GAP:
        return None
    between = text[left.end : right.start]
    if between in _MARKS and left.traits & right.traits & Trait.DIGIT and _is_measure(text, left, right, between):
        return None
    return judge(between)


def _is_measure(text: str, left: Atom, right: Atom, mark: str) -> bool:
    """Tell whether two figures with a mark between are a time (10:30) or feet and inches (5'6)."""
    sizes = left.end - left.start, right.end - right.start
    if mark == ":":
        return sizes[0] <= 2 and sizes[1] == 2
    alone = text[left.start - 1 : left.start] != mark and text[right.end : right.end + 1] != mark
    return sizes[0] == 1 and sizes[1] <= 2 and alone


@lru_cache(maxsize=50_000)
def judge(between: str) -> Gap | None:
    """Return what the text between two atoms is; None where no number crosses it."""
    if not between:
        return Gap.GLUED
    if is_break(between):
        return None
    words = _WORD.findall(between)
    if not words:
        return Gap.USUAL if _USUAL.fullmatch(between) else Gap.ODD
    return _judge_words(words, between)


def is_break(between: str) -> bool:
    """Tell whether a mark stands between two atoms that no number crosses."""
    return _BREAKS.search(between) is not None and between not in {"$", "@"}


def _judge_words(words: list[str], between: str) -> Gap | None:
    said = vocabulary()
    if between.isalpha():
        return Gap.NOISE if len(between) <= 8 else None
    if all(word in said.separators for word in words):
        return Gap.ODD
    leads = any(word in said.split for word in words)
    unknown = sum(word not in said.fillers and word not in said.separators for word in words)
    if not unknown:
        return Gap.LEADING if leads else Gap.JOINED
    if unknown <= MOST_UNKNOWN and leads:
        return Gap.PROSE
    return None
