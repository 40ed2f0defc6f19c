"""Windows: every run of whole atoms in a chain whose digits could be a number, and which of them stand.

From each atom on, digits are collected until no number is that long, so the work is linear in the number of atoms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import eq
from typing import NamedTuple

from firstlight.extract.phone import nanp
from firstlight.extract.phone.chains import Chain
from firstlight.extract.phone.regions import Plan, abroad

LONGEST = 17
"""Digits in the longest number: 15 of E.164 and an exit code."""

_MAX_ATOMS = 17
_ROW = 40
_MAX_READINGS = 8


class Window(NamedTuple):
    """Atoms first..last of a chain read as a number in E.164.

    sizes: how many digits each atom gave. alternative: how many unlikely readings it took. plan: the national plan
    it was read by, None for North America's and for numbers that only libphonenumber knows. international: it was
    written with its country code.
    """

    value: str
    first: int
    last: int
    sizes: tuple[int, ...]
    alternative: int
    plan: Plan | None
    international: bool


class _State(NamedTuple):
    digits: str
    sizes: tuple[int, ...]
    alternative: int


def windows(text: str, chain: Chain, plus: Sequence[bool], plans: Sequence[Plan]) -> Iterator[Window]:
    """Yield every window of a chain. plus: for each atom, whether a plus sign stands before it."""
    atoms = chain.atoms
    amid = _amid(text, chain)
    if all(len(atom.readings) == 1 for atom in atoms):
        yield from _read_one_way(chain, plus, plans, amid)
        return
    left = sum(max(map(len, atom.readings)) for atom in atoms)
    for first in range(len(atoms)):
        if left < 7:
            return
        left -= max(map(len, atoms[first].readings))
        if first in amid:
            continue
        free = bool(plans) or plus[first]
        if not free and not any(reading and _may_begin(reading) for reading in atoms[first].readings):
            continue
        states = [_State("", (), 0)]
        for last in range(first, min(first + _MAX_ATOMS, len(atoms))):
            states = _extended(states, atoms[last].readings, free)
            if not states:
                break
            for state in states:
                if len(state.digits) >= 7 and state.sizes[0] and state.sizes[-1]:
                    yield from _numbers(state, first, last, plus[first], plans)


def _read_one_way(chain: Chain, plus: Sequence[bool], plans: Sequence[Plan], amid: frozenset[int]) -> Iterator[Window]:
    """Yield the windows of a chain of which every atom has one reading, so that its digits are one row of figures."""
    readings = [atom.readings[0] for atom in chain.atoms]
    digits = "".join(readings)
    sizes = tuple(map(len, readings))
    bounds = [0, *accumulate(sizes)]
    last_at = {bound: at for at, bound in enumerate(bounds)}
    for first, start in enumerate(bounds[:-1]):
        if len(digits) - start < 7:
            return
        free = bool(plans) or plus[first]
        if first in amid or not (free or _may_begin(digits[start : start + LONGEST])):
            continue
        if free or digits[start] == "0":
            ends = list(range(first + 1, min(first + _MAX_ATOMS, len(readings)) + 1))
        else:
            ends = [last_at[start + size] for size in (10, 11) if start + size in last_at]
        for end in ends:
            if 7 <= bounds[end] - start <= LONGEST and end - first <= _MAX_ATOMS:
                state = _State(digits[start : bounds[end]], sizes[first:end], 0)
                yield from _numbers(state, first, end - 1, plus[first], plans)


_PERIODS = (1, 2, 3, 4)


def _amid(text: str, chain: Chain) -> frozenset[int]:
    """Return the atoms amid a long row that comes back again and again (a table, a counter), where none stands out.

    What comes back is a piece with its gap, or up to four of them ("<b>9</b>"). Two numbers in a row are twenty digits;
    a row of over forty is none that a reader could dial from.
    """
    atoms = chain.atoms
    if len(atoms) <= _ROW:
        return frozenset()
    alike = [(text[one.end : other.start], len(one.readings[0])) for one, other in pairwise(atoms)]
    amid: set[int] = set()
    for period in _PERIODS:
        at = 0
        for same, run in groupby(map(eq, alike, alike[period:])):
            size = len(list(run))
            if same and size + period > _ROW:
                amid.update(range(at + 1, at + size + period))
            at += size
    return frozenset(amid)


def _extended(states: list[_State], readings: tuple[str, ...], free: bool) -> list[_State]:
    """Return the states with an atom's digits added, those that no number begins with left out unless `free`."""
    grown: list[_State] = []
    for digits, sizes, alternative in states:
        for at, reading in enumerate(readings):
            more = digits + reading
            if len(more) <= LONGEST and (free or len(digits) > 3 or _may_begin(more)):
                grown.append(_State(more, (*sizes, len(reading)), alternative + (at > 0)))
    return grown[:_MAX_READINGS]


def _may_begin(digits: str) -> bool:
    """Tell whether digits can begin a number where only North America's plan, or an exit code, is spoken."""
    first = digits[:1]
    if first in {"", "0"}:
        return digits.startswith(("00", "011")) or digits in {"", "0", "01"}
    if first == "1":
        return len(digits) < 4 or digits[1:4] in nanp.ALL_AREA_CODES
    return len(digits) < 3 or digits[:3] in nanp.ALL_AREA_CODES


def _numbers(state: _State, first: int, last: int, plus: bool, plans: Sequence[Plan]) -> Iterator[Window]:
    digits, sizes, alternative = state
    if plus or digits.startswith(("00", "011")):
        value = abroad(digits if plus else digits[3 if digits[1] == "1" else 2 :])
        if value:
            yield Window(value, first, last, sizes, alternative, None, True)
        if plus:
            return
    if len(digits) == 10 and nanp.is_number(digits):
        yield Window(f"+1{digits}", first, last, sizes, alternative, None, False)
    elif len(digits) == 11 and digits[0] == "1" and nanp.is_number(digits[1:]):
        yield Window(f"+{digits}", first, last, sizes, alternative, None, False)
    for plan in plans:
        national = plan.national(digits)
        if national:
            yield Window(f"+{plan.country_code}{national}", first, last, sizes, alternative, plan, False)
        national = plan.international(digits) if len(digits) >= 10 else None
        if national:
            yield Window(f"+{plan.country_code}{national}", first, last, sizes, alternative, plan, True)
