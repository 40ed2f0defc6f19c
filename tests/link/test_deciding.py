from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight import link
from firstlight.link.deciding import Pair
from tests.link.ads import GARDEN, MASSAGE, QUIET, Ad, phone, sketches, unheard

ONE, TWO, THREE = phone(1), phone(2), phone(3)


def verdicts(*said: tuple[Literal["same", "not-same"], int, int]) -> list[link.Verdict]:
    return [link.Verdict(entry, *one) for entry, one in enumerate(said, 1)]


# Each case: decisions, the pairs that are the same and apart, and (entry, chain) of what contradicts.
DECISIONS: list[tuple[list[link.Verdict], list[Pair], list[Pair], list[tuple[int, tuple[int, ...]]]]] = [
    (verdicts(("same", 0, 1), ("not-same", 1, 2)), [(0, 1)], [(1, 2)], []),
    (verdicts(("same", 0, 1), ("same", 1, 2), ("not-same", 0, 2)), [(0, 1), (1, 2)], [], [(3, (0, 1, 2))]),
    (verdicts(("not-same", 0, 2), ("same", 0, 1), ("same", 1, 2)), [(0, 1)], [(0, 2)], [(3, (0, 1, 2))]),
    ([], [], [], []),
]


@pytest.mark.parametrize(("said", "same", "apart", "against"), DECISIONS)
def test_a_decision_that_contradicts_earlier_ones_is_set_aside_with_the_chain(
    said: list[link.Verdict], same: list[Pair], apart: list[Pair], against: list[tuple[int, tuple[int, ...]]]
) -> None:
    decided = link.decide(said)
    assert (list(decided.same), list(decided.apart)) == (same, apart)
    assert [(one.verdict.entry, one.chain) for one in decided.contradictions] == against


def linked(ads: list[Ad], said: list[link.Verdict], batch: int, late: bool) -> list[int]:
    """Return groups when decisions are known from the start, or told when everything is linked."""
    history = link.MemoryHistory()
    every = sketches(ads)
    for start in range(0, len(ads), batch):
        new = every.slice(start, batch).combine_chunks()
        end = start + new.num_rows
        known = [] if late else [one for one in said if max(one.a, one.b) < end]
        history.add(new, link.connect(new, history, decided=link.decide(known)))
    if late:
        none = link.SKETCH.empty_table()
        touched = [at for one in said for at in (one.a, one.b)]
        history.add(none, link.connect(none, history, decided=link.decide(said, touched)))
    return [int(root) for root in history.groups]


# Each case: what it shows, ads, decisions, and the groups.
CASES = [
    ("strangers that a person ties", [Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,))], verdicts(("same", 0, 1)), [0, 0]),
    (
        "two of one number that a person parts",
        [Ad(QUIET, (ONE,), day=0), Ad(MASSAGE, (ONE,), day=1)],
        verdicts(("not-same", 0, 1)),
        [0, 1],
    ),
    (
        "a cut is where ties are weakest",
        [Ad(QUIET, (ONE, TWO), day=0), Ad(QUIET, (ONE, TWO), day=1), Ad(MASSAGE, (TWO,), day=2)],
        verdicts(("not-same", 0, 2)),
        [0, 0, 2],
    ),
    (
        "same carries over ties of the machine",
        [Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,)), Ad(GARDEN, (TWO,)), Ad(unheard(1), (THREE,))],
        verdicts(("same", 0, 1), ("not-same", 0, 3)),
        [0, 0, 0, 3],
    ),
]


@pytest.mark.parametrize(("ads", "said", "groups"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize(("batch", "late"), [(1, False), (100, False), (1, True), (100, True)])
def test_what_a_person_says_outranks_the_machine(
    ads: list[Ad], said: list[link.Verdict], groups: list[int], batch: int, late: bool
) -> None:
    assert linked(ads, said, batch, late) == groups


def test_what_a_person_ties_comes_apart_when_it_is_taken_back() -> None:
    history = link.MemoryHistory()
    new, none = sketches([Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,))]), link.SKETCH.empty_table()
    history.add(new, link.connect(new, history, decided=link.decide(verdicts(("same", 0, 1)))))
    assert history.groups.tolist() == [0, 0]
    history.add(none, link.connect(none, history, decided=link.decide([], touched=[0, 1])))
    assert history.groups.tolist() == [0, 1]


@given(
    said=st.lists(
        st.tuples(st.sampled_from(["same", "not-same"]), st.integers(0, 11), st.integers(0, 11)).filter(
            lambda one: one[1] != one[2]
        ),
        max_size=6,
    ),
    batch=st.integers(1, 12),
    late=st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_no_group_ever_contradicts_a_standing_decision(
    said: list[tuple[Literal["same", "not-same"], int, int]], batch: int, late: bool
) -> None:
    ads = [Ad((QUIET, MASSAGE, GARDEN)[n % 3], (phone(n % 4), phone(n % 3)) if n % 5 else (), day=n) for n in range(12)]
    groups = linked(ads, verdicts(*said), batch, late)
    decided = link.decide(verdicts(*said))
    assert all(groups[a] == groups[b] for a, b in decided.same)
    assert all(groups[a] != groups[b] for a, b in decided.apart)
    assert groups == linked(ads, verdicts(*said), len(ads), late=False)
    assert np.array_equal(np.unique(groups), np.unique([groups.index(group) for group in groups]))
