"""Running systems on markets, each market in a process of its own, as many at once as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

from benchmarks.market import fairness, protocol, systems
from benchmarks.market.measures import measures
from benchmarks.market.outside import Answer
from benchmarks.market.systems import System
from firstlight.simulate import Rates

Given = TypeVar("Given")
Made = TypeVar("Made")

OTHER = "the system given"


class Run(NamedTuple):
    """What one market gave: measures by system, and the counts for fairness."""

    seed: int
    measured: dict[str, dict[str, float]]
    fair: fairness.Counts


def run(
    seed: int, *, ads: int, known: Mapping[str, System], answer: Answer | None = None, rates: Rates = protocol.RATES
) -> Run:
    """Make a market, and measure each system on it."""
    world = protocol.load(seed, ads, rates)
    queues = {name: system(world) for name, system in known.items()}
    if answer is not None:
        queues[OTHER] = answer.queue(seed, world.truth)
    measured = {name: measures(queue, world.truth) for name, queue in queues.items()}
    return Run(seed, measured, fairness.count(queues["Firstlight"], world.truth))


def train(seeds: Sequence[int], ads: int) -> dict[str, System]:
    """Return the systems that learn, trained on the markets of these seeds."""
    return systems.trained(list(each(partial(protocol.load, ads=ads), seeds)))


def each(job: Callable[[Given], Made], over: Iterable[Given]) -> Iterator[Made]:
    """Yield what a job makes of each, in order."""
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(job, over)
