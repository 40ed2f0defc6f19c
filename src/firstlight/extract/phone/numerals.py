"""Number words put together: "fifty five" is 55, "triple five" 555, "eight hundred" 800, "quatre-vingt-dix" 90.

"Three fives" and "5 three times" are 555 too.

Speakers differ, so an atom may get several readings: "five hundred fifty five" is 555 or 50055; the validation of the
whole number decides.
"""

from __future__ import annotations

import re

from firstlight.extract.phone.atoms import Atom, Trait
from firstlight.extract.phone.chains import Chain
from firstlight.extract.phone.language import Role, vocabulary
from firstlight.extract.text import TextView

_WORD = re.compile(r"[^\W_]+")


_COUNTS = frozenset("2345")


def compose(view: TextView, chain: Chain) -> Chain:
    """Return the chain with every word that works on its neighbours (fifty, double, hundred) joined to them."""
    multiplied = view.text.find(" times", chain.atoms[0].start, chain.atoms[-1].end + len(" times")) >= 0
    if not multiplied and all(atom.role is Role.DIGITS for atom in chain.atoms):
        return chain
    atoms: list[Atom] = []
    gaps = []
    for atom, gap in zip(chain.atoms, chain.gaps, strict=True):
        joined = (_times(view.text, atoms[-1], atom) or _join(view, atoms[-1], atom)) if atoms else None
        if joined:
            atoms[-1] = joined
        else:
            atoms.append(atom)
            gaps.append(gap)
    kept = [
        (atom._replace(role=Role.DIGITS), gap)
        for atom, gap in zip(atoms, gaps, strict=True)
        if atom.role not in {Role.TIMES, Role.ZEROS, Role.PLURAL}
    ]
    return Chain([atom for atom, _ in kept], [gap for _, gap in kept])


def _join(view: TextView, left: Atom, right: Atom) -> Atom | None:
    """Return both atoms as one, or None if they stand each for itself."""
    between = _WORD.findall(view.text, left.end, right.start) if right.start - left.end < 12 else ["far"]
    joiners = vocabulary().joiners
    if not all(word in joiners for word in between):
        return None
    first, second = left.readings[0], right.readings[0]
    readings: tuple[str, ...] = ()
    role = Role.DIGITS
    if left.role is Role.TIMES and right.role is Role.DIGITS and not between:
        readings = (second[0] * int(first) + second[1:],)
    elif right.role is Role.ZEROS and left.role in {Role.DIGITS, Role.TENS} and len(first) <= 2 and not between:
        readings, role = (first + "0" * int(second),), Role.HUNDREDS
    elif left.role is Role.TENS:
        readings = _tens(left, right)
        if between and readings:
            readings = readings[:1]
        if readings and first in {"60", "80"} and second == "10":
            role = Role.TENS
    elif right.role is Role.TENS and first == "4" and second == "20" and left.traits & Trait.WORD:
        readings, role = ("80", "420"), Role.TENS
    elif left.role is Role.HUNDREDS and right.role in {Role.DIGITS, Role.TENS} and len(second) <= 2:
        readings, role = _hundreds(left, second), right.role
    if not readings:
        return None
    return Atom(left.start, right.end, readings, left.traits | right.traits, role)


def _times(text: str, left: Atom, right: Atom) -> Atom | None:
    """Return "three fives", or "five three times", as one."""
    first, second = left.readings[0], right.readings[0]
    if _WORD.search(text, left.end, right.start):
        return None
    if right.role is Role.PLURAL and first in _COUNTS:
        return Atom(left.start, right.end, (second * int(first),), left.traits | right.traits)
    if second in _COUNTS and len(first) == 1 and text.startswith(" times", right.end):
        return Atom(left.start, right.end + len(" times"), (first * int(second),), left.traits | right.traits)
    return None


def _tens(left: Atom, right: Atom) -> tuple[str, ...]:
    """Return the readings of "fifty five", or of "soixante quinze", () if the second word starts anew."""
    tens, units = left.readings[0], right.readings[0]
    ten = right.role is Role.TENS and units == "10" and tens[-2:] in {"60", "80"}
    if not (ten or right.role is Role.DIGITS) or not right.traits & (Trait.WORD | Trait.DIGIT):
        return ()
    if len(units) == 1 and units != "0":
        return (*(reading[:-1] + units for reading in left.readings), tens + units)
    if len(units) == 2 and units[0] == "1" and tens[-2:] in {"60", "80"} and right.traits & Trait.WORD:
        return (tens[:-2] + str(int(tens[-2:]) + int(units)), tens + units)
    return ()


def _hundreds(left: Atom, second: str) -> tuple[str, ...]:
    """Return the readings of "five hundred" with what follows: 555 for "fifty five", 500 and 5 as 5005."""
    whole = left.readings[0]
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros < len(second):
        return ()
    return (whole + second, whole[: -len(second)] + second)
