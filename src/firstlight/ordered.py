"""Entries in sorted arrays, by key and then by rank: put in order, joined, and asked near a place.

Indexes on disk and linking both live on this. Numbers are sorted column by column: numpy sorts plain 64-bit numbers
many times faster than it sorts by several columns at once, or finds what is unique by hashing.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[Any]
Places = npt.NDArray[np.intp]
Side = Literal["left", "right"]


def distinct(values: Numbers) -> Numbers:
    """Return what is among the values, in order and each once."""
    found = np.sort(values)
    return found[fresh(found)]


def distinct_rows(first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    """Return what pairs (first, second) there are, in order and each once."""
    order = in_order(first, second)
    first, second = first[order], second[order]
    flags = fresh(first, second)
    return first[flags], second[flags]


def fresh(*columns: Numbers) -> npt.NDArray[np.bool_]:
    """Tell which rows differ from the row before them; the first one does."""
    flags = np.zeros(len(columns[0]), dtype=bool)
    flags[:1] = True
    for column in columns:
        flags[1:] |= column[1:] != column[:-1]
    return flags


def in_order(keys: Keys, ranks: Numbers) -> Places:
    """Return the places of entries in the order of key and rank, equal ones as they came."""
    if not np.any((keys[1:] < keys[:-1]) | ((keys[1:] == keys[:-1]) & (ranks[1:] < ranks[:-1]))):
        return np.arange(len(keys))
    order = np.argsort(ranks, kind="stable")
    found: Places = order[np.argsort(keys[order], kind="stable")]
    return found


def spread(starts: Numbers, counts: Numbers) -> Places:
    """Return every place of spans: from each start on, so many."""
    ends = np.cumsum(counts)
    inside = np.arange(ends[-1] if len(ends) else 0)
    found: Places = inside + np.repeat(starts - (ends - counts), counts)
    return found


def spans(run: Keys, keys: Keys) -> tuple[Places, Places]:
    """Return from where to where each key stands in a sorted run; quick when keys are in order."""
    first = fresh(keys)
    asked = keys[first]
    left, right = np.searchsorted(run, asked, "left"), np.searchsorted(run, asked, "right")
    if first.all():
        return left, right
    at = np.cumsum(first) - 1
    return left[at], right[at]


def bisected(values: Numbers, left: Places, right: Places, wanted: Numbers, side: Side) -> Places:
    """Return for each i where `wanted[i]` belongs in the sorted `values[left[i]:right[i]]`, before or after equals."""
    low, high = left.copy(), right.copy()
    open_ = np.flatnonzero(low < high)
    last = values[high[open_] - 1]  # what comes in order belongs at the end
    behind = last < wanted[open_] if side == "left" else last <= wanted[open_]
    low[open_[behind]] = high[open_[behind]]
    open_ = open_[~behind]
    while len(open_):
        middle = (low[open_] + high[open_]) // 2
        there = values[middle]
        above = there < wanted[open_] if side == "left" else there <= wanted[open_]
        low[open_[above]] = middle[above] + 1
        high[open_[~above]] = middle[~above]
        open_ = open_[low[open_] < high[open_]]
    return low


def around(run: tuple[Keys, Numbers], keys: Keys, ranks: Numbers, width: int) -> Places:
    """Return the places in a run (keys, ranks) within `width` of where each rank belongs in its key's list, each once.

    `keys` and `ranks` are in the order of key and rank. Time follows what is asked, not how long a list is.
    """
    left, right = spans(run[0], keys)
    some = np.flatnonzero(right > left)
    left, right = left[some], right[some]
    place = bisected(run[1], left, right, ranks[some].astype(run[1].dtype), "left")
    start, end = np.maximum(place - width, left), np.minimum(place + width + 1, right)
    start[1:] = np.maximum(start[1:], end[:-1])  # in order, so a span begins where the one before it ends
    return spread(start, np.maximum(end - start, 0))


def joined(older: tuple[Keys, Numbers], newer: tuple[Keys, Numbers]) -> Places:
    """Return the order in which two runs (keys, ranks), one after the other, are one; of equals the older are first."""
    left, right = spans(newer[0], older[0])
    place = np.arange(len(left)) + bisected(newer[1], left, right, older[1], "left")
    order = np.empty(len(left) + len(newer[0]), np.intp)
    taken = np.zeros(len(order), dtype=bool)
    taken[place] = True
    order[place] = np.arange(len(left))
    order[~taken] = np.arange(len(left), len(order))
    return order
