"""How many digits atoms can give at most: what is too short for a number is not read closely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from firstlight.extract.phone.atoms import WEAK, Atom
from firstlight.extract.phone.language import Role
from firstlight.extract.phone.plain import Open

FEWEST = 7
"""Digits in the shortest number of any plan."""

LONG = 10
"""Digits in the shortest number where only North America's plan is spoken, and nothing is dialled before it."""

TIMES = 3
"""Digits that "three times" behind a digit may add to the two atoms."""

_PLURAL = 4


def most_digits(atom: Atom) -> int:
    """Return how many digits an atom can give, or can add to those of its neighbours."""
    said = atom.readings[0] or atom.readings[-1]
    if atom.role is Role.ZEROS:
        return int(said)
    if atom.role is Role.TIMES:
        return int(said) - 1
    return _PLURAL if atom.role is Role.PLURAL else len(said)


def may_be_number(text: str, atoms: Sequence[Atom], numbers: Sequence[Open], short: bool) -> bool:
    """Tell whether the atoms of a chain that no open number explains can be a number beside those (in order).

    short: `FEWEST` digits are a number; so they are where one of them is dialled after a zero.
    """
    digits, sure, trunk = 0, False, False
    starts = [number.start for number in numbers]
    for atom in atoms:
        before = bisect_right(starts, atom.start)
        if before and atom.start < numbers[before - 1].end:
            digits, sure, trunk = 0, False, False
            continue
        digits += most_digits(atom) + (TIMES if text.startswith(" times", atom.end) else 0)
        sure = sure or not atom.traits & WEAK
        trunk = trunk or atom.readings[0][:1] == "0"
        if sure and digits >= (FEWEST if short or trunk else LONG):
            return True
    return False
