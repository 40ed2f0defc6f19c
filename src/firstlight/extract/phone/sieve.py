"""The sieve: where in a whole column of texts a number can stand at all, told by a few array operations.

Most ads hold one open number or none, and prices, ages and times that are none. Each word is asked once, however often
it occurs, how many digits it can give; words that can belong together form a stretch; and only a stretch that gives
enough digits for a number is read closely, word by word. The sieve lets pass too much and never too little: words are
parted only where `chains` parts them for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.extract.column import Column, Ints
from firstlight.extract.phone.atoms import LONGEST_TOKEN, WEAK, decode
from firstlight.extract.phone.chains import LONGEST_GAP, MOST_UNKNOWN, is_break
from firstlight.extract.phone.count import FEWEST, LONG, TIMES, most_digits
from firstlight.extract.phone.language import vocabulary
from firstlight.extract.phone.plain import Open

Bools = npt.NDArray[np.bool_]


class Stretch(NamedTuple):
    """Words first to last of a column, all of one text, in which a number may stand."""

    row: int
    first: int
    last: int


def stretches(column: Column, numbers: Sequence[Open], is_short: Callable[[int], bool]) -> list[Stretch]:
    """Return the stretches worth a closer look, in order. numbers: the open ones, which are explained already.

    A stretch counts by what is left of it without its open numbers, and if it is kept then with them. is_short: tells
    whether a number of a text may have fewer than ten digits.
    """
    words = column.words
    told = words.tell(_tell)
    of_word, of_gap = told[words.ids], told[words.gaps]
    of_word[:-1] += TIMES * (of_word[1:] & _TIMES > 0)
    atoms = np.flatnonzero(of_word & _ATOM)
    if not len(atoms):
        return []
    linked = _linked(column, of_word, of_gap, atoms)
    explained = _explained(column, numbers, atoms)
    heads = np.flatnonzero(np.append(True, ~linked | explained[1:] | explained[:-1]))
    left = np.where(explained, 0, of_word[atoms])
    digits = np.add.reduceat(left & _DIGITS, heads)
    traits = np.bitwise_or.reduceat(left, heads)
    kept = np.flatnonzero((digits >= FEWEST) & (traits & _SURE > 0))
    long = (digits[kept] >= LONG) | (traits[kept] & _TRUNK > 0)
    ends = np.flatnonzero(np.append(~linked, True))
    whole = np.searchsorted(ends, heads[kept])
    firsts, lasts = atoms[np.append(0, ends + 1)[whole]], atoms[ends[whole]]
    places = map(Stretch, words.rows[firsts].tolist(), firsts.tolist(), lasts.tolist())
    enough = (place for place, sure in zip(places, long.tolist(), strict=True) if sure or is_short(place.row))
    return list(dict.fromkeys(enough))


def _linked(column: Column, of_word: Ints, of_gap: Ints, atoms: Ints) -> Bools:
    """Tell of each atom but the last whether a number may go on from it to the next.

    Beside what can be part of a date or an address, which `chains` leaves out, the word that leads on may stand beyond.
    """
    words = column.words
    left, right = atoms[:-1], atoms[1:]
    breaks, unknown, leading = _count(of_gap & _BREAK), _count(of_word & _UNKNOWN), _count(of_word & _LEAD)
    strange = unknown[right] - unknown[left + 1]
    led = leading[right + 1] > leading[left]
    joint = np.append(of_gap & _JOINT > 0, False)
    dated = joint[left] | joint[left - 1] | joint[right] | joint[right - 1]
    leads = words.starts[of_word & _LEAD > 0]
    low, high = words.starts[left] - LONGEST_GAP, words.ends[right] + LONGEST_GAP
    led |= dated & (np.searchsorted(leads, low) < np.searchsorted(leads, high, "right"))
    linked: Bools = (
        (words.rows[left] == words.rows[right])
        & (words.starts[right] - words.ends[left] <= LONGEST_GAP)
        & (breaks[left] == breaks[right])
        & ((strange == 0) | ((strange <= MOST_UNKNOWN) & led))
    )
    return linked


def _count(flags: Ints) -> Ints:
    """Return how many flags are set before each place."""
    return np.append(0, np.cumsum(flags > 0))


def _explained(column: Column, numbers: Sequence[Open], atoms: Ints) -> Bools:
    """Tell of each atom whether it is part of an open number."""
    if not numbers:
        return np.zeros(len(atoms), bool)
    places = column.words.starts[atoms]
    starts = np.fromiter((number.start for number in numbers), np.int64, len(numbers))
    ends = np.fromiter((number.end for number in numbers), np.int64, len(numbers))
    before = np.searchsorted(starts, places, "right") - 1
    inside: Bools = (before >= 0) & (places < ends[before])
    return inside


_DIGITS = (1 << 16) - 1
_ATOM, _SURE, _TRUNK, _LEAD, _UNKNOWN, _BREAK, _TIMES, _JOINT = (1 << bit for bit in range(16, 24))
_CACHE_SIZE = 200_000
_MOST = 1_000


class _Told(dict[str, int]):
    """Words, and what stands between words, with what the sieve needs to know of them; forgets all when too large."""

    def __missing__(self, piece: str) -> int:
        if len(self) >= _CACHE_SIZE:
            self.clear()
        bits = self[piece] = _weigh(piece)
        return bits


_told = _Told()


def _tell(piece: str) -> int:
    return _told[piece] if len(piece) <= LONGEST_TOKEN else _weigh(piece)


def _weigh(piece: str) -> int:
    """Return how many digits a word can give, and bits for what it is else; of a gap, what it does to a number."""
    if not piece[0].isalnum():
        return (_BREAK if is_break(piece) else 0) | (_JOINT if piece in {"-", "/", "."} else 0)
    atoms = decode(piece)
    said = vocabulary()
    if not atoms:
        known = piece in said.fillers or piece in said.separators
        bits = (0 if known else _UNKNOWN) | (_TIMES if piece == "times" else 0)
        return bits | _LEAD if piece in said.split else bits
    bits = _ATOM | min(sum(map(most_digits, atoms)), _MOST)
    if any(not atom.traits & WEAK for atom in atoms):
        bits |= _SURE
    if any(atom.readings[0][:1] == "0" for atom in atoms):
        bits |= _TRUNK
    whole = sum(atom.end - atom.start for atom in atoms) == len(piece)
    return bits if whole else bits | _LEAD
