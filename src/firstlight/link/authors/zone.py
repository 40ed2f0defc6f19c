"""An account's likely time zone, from the hours at which it writes.

People sleep: what an account does over a day has the shape of a day, turned by its zone. Each zone is compared with a
neutral shape, and the result is a probability for every zone, because people differ: some rise early, some write at
work, some at night. Three things are allowed for, and their sizes are what the reported intervals rest on: how far one
person's day lies from the common one (CHRONOTYPE), how unlike its shape may be (LIKENESS), and that posts of one hour
are one sitting. Weekends and summer time are read in each zone's own days. `benchmarks/authors.py` measures the
intervals on people whom nobody here made up.

Method: Dirichlet-multinomial likelihood of the local hours, turned against a daily profile, after the comparison of
profiles in La Morgia, Mei, Raponi and Stefa, "Time-Zone Geolocation of Crowds in the Dark Web" (ICDCS 2018), who find
that single persons scatter around their zone. The profile's numbers are ours; its trough follows when people sleep:
the middle of sleep is at about 3 on working days and after 4 on free ones, and differs by about 1.4 hours from person
to person (Roenneberg and others, the Munich ChronoType Questionnaire).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp

from firstlight.link.authors.summertime import RULES, USUAL, in_summer

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OFFSETS = tuple(range(-11, 13))
"""Standard offsets from UTC, in hours. Zones with half hours lie between two; UTC+13 and +14 show as -11 and -10."""

WEEKDAY = (18, 9, 6, 5, 5, 8, 18, 35, 46, 51, 52, 52, 52, 52, 52, 52, 53, 55, 57, 60, 61, 58, 48, 32)
"""Posts by local hour on a working day, out of any total. Flat by day: it is the night that all have in common."""

WEEKEND = (30, 17, 10, 7, 6, 7, 11, 20, 34, 45, 51, 52, 53, 53, 53, 53, 53, 54, 55, 57, 60, 60, 55, 44)
"""The same for Saturday and Sunday, an hour later. How many posts fall there differs by person, and says nothing."""

CHRONOTYPE = ((0.75, 1.4), (0.25, 3.5))
"""How far, in hours, a person's day lies from the common one: (share of people, standard deviation)."""

TRUST = 0.7
"""How likely it is that somebody's home is among the zones of the places that they name."""

LIKENESS = 100.0
"""Concentration of the Dirichlet: so many sittings on working days are worth as much as the common profile."""

LEVEL = 0.9
"""The probability that an interval is to hold."""

_SHIFTS = np.arange(-8, 9)
_SUMMER = 0.5
"""Prior probability of summer time at an offset where it is usual."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone and its doubt. Offsets are standard (winter) time, in hours from UTC.

    offset: the most likely. low, high: the shortest arc eastwards from low to high that holds LEVEL; it may run over
    the date line, so low > high. probabilities: by OFFSETS. summer: probability of each rule of summer time.
    hours: how many distinct hours with posts it rests on.
    """

    offset: int
    low: int
    high: int
    probabilities: tuple[float, ...]
    summer: dict[str, float]
    hours: int

    @property
    def width(self) -> int:
        """How many offsets lie in the interval."""
        return (self.high - self.low) % len(OFFSETS) + 1

    @property
    def says_something(self) -> bool:
        """Whether it rules out at least half of the world."""
        return self.width <= len(OFFSETS) // 2

    def holds(self, offset: int) -> bool:
        """Tell whether an offset lies in the interval."""
        return (offset - self.low) % len(OFFSETS) < self.width


def zone(times: Ints, named: Mapping[int, float] | None = None) -> Zone | None:
    """Return the likely zone of whoever posted at `times` (microseconds since 1970 UTC), None without any time.

    named: how often places of a standard offset are named by the author, if that is to count too.
    """
    hours = np.unique(times // 3_600_000_000)
    if not len(hours):
        return None
    prior = _prior(named or {})
    logs = np.full((len(OFFSETS), len(RULES)), -np.inf)
    for row, offset in enumerate(OFFSETS):
        rules = ["none", *(rule for rule, where in USUAL.items() if offset in where)]
        for rule in rules:
            share = 1.0 if len(rules) == 1 else 1 - _SUMMER if rule == "none" else _SUMMER / (len(rules) - 1)
            local = hours + offset + in_summer(hours, rule, offset)
            logs[row, RULES.index(rule)] = prior[row] + np.log(share) + _likelihood(local)
    joint = np.exp(logs - logsumexp(logs))
    by_offset = joint.sum(1)
    low, high = _shortest(by_offset)
    summer = {rule: float(share) for rule, share in zip(RULES, joint.sum(0), strict=True)}
    best = OFFSETS[int(by_offset.argmax())]
    return Zone(best, low, high, tuple(map(float, by_offset)), summer, len(hours))


def _prior(named: Mapping[int, float]) -> Floats:
    """Return the log of how likely each offset is before the hours are looked at."""
    even = np.full(len(OFFSETS), 1 / len(OFFSETS))
    counts = np.array([float(named.get(offset, 0.0)) for offset in OFFSETS])
    shares = (1 - TRUST) * even + TRUST * counts / counts.sum() if counts.sum() else even
    logs: Floats = np.log(shares)
    return logs


def histogram(times: Ints, offset: int = 0) -> Ints:
    """Return how many posts fall in each local hour, on working days (row 0) and at weekends (row 1); shape (2, 24)."""
    return _counts(times // 3_600_000_000 + offset)


def _counts(local: Ints) -> Ints:
    weekend = (local // 24 + 3) % 7 >= 5  # 1970-01-01 was a Thursday
    counts = np.zeros((2, 24), np.int64)
    np.add.at(counts, (weekend.astype(np.int64), local % 24), 1)
    return counts


def _profiles() -> Floats:
    """Return the common profile under every shift of a person's day; shape (shifts, 2, 24), each day adds up to 1."""
    day = np.array([WEEKDAY, WEEKEND], np.float64)
    return np.array([np.roll(day / day.sum(1, keepdims=True), shift, axis=1) for shift in _SHIFTS])


def _shares() -> Floats:
    """Return the log of the share of people whose day lies so many hours from the common one, by _SHIFTS."""
    bells = [(share, np.exp(-((_SHIFTS / spread) ** 2) / 2)) for share, spread in CHRONOTYPE]
    logs: Floats = np.log(sum(share * bell / bell.sum() for share, bell in bells))
    return logs


_ALPHAS = LIKENESS * _profiles() * np.array([1.0, 0.6])[:, None]  # fewer weekends, each less like another
_CHRONOTYPES = _shares()


def _likelihood(local: Ints) -> float:
    """Return the log-likelihood of local hours (since 1970) given how many fall on weekends, over all shifts."""
    counts = _counts(local)
    each = (gammaln(_ALPHAS + counts) - gammaln(_ALPHAS)).sum(2)
    alphas = _ALPHAS.sum(2)
    each -= gammaln(alphas + counts.sum(1)) - gammaln(alphas)
    return float(logsumexp(each.sum(1) + _CHRONOTYPES))


def _shortest(probabilities: Floats) -> tuple[int, int]:
    """Return the ends of the shortest circular arc that holds LEVEL, of equals the one that holds most."""
    size = len(probabilities)
    twice = np.concatenate([[0.0], np.cumsum(np.tile(probabilities, 2))])
    for width in range(1, size + 1):
        held = twice[width : width + size] - twice[:size]
        start = int(held.argmax())
        if held[start] >= LEVEL - 1e-12:
            return OFFSETS[start], OFFSETS[(start + width - 1) % size]
    return OFFSETS[0], OFFSETS[-1]
