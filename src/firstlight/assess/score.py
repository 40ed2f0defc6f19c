"""From signals to points, tiers and intervals.

Weights of evidence add up (I. J. Good): the points of a sign are its declared weight times its strength. Inside a
family signs overlap, so the strongest counts in full, the second half, the third a quarter: a family never counts more
than twice its strongest sign, and taking any sign away always lowers the sum. Points are kept in quarters, whose halves
are exact in binary, so contributions add up to the score to the last bit, and can be read backwards from a lead.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from firstlight.assess.indicators import REGISTRY
from firstlight.assess.priors import Priors
from firstlight.records import Interval, Tier

QUARTER = 0.25
SPAM = "spam"
"""The family whose points make a group spam."""
_Z90 = 1.645
"""Half-width of a 90% interval in standard deviations."""
ODDS = math.log(10) / 10
"""Natural log-odds in a point."""


class Weighed(NamedTuple):
    """One sign in points: `points` as it stands alone, `share` after its family's discount (1, 1/2, 1/4 ...)."""

    id: str
    points: float
    share: float = 1.0

    @property
    def contribution(self) -> float:
        """Points that count."""
        return self.points * self.share


def quarters(points: float) -> float:
    """Round to quarter points, away from zero, so that a sign that fires never rounds to nothing."""
    return math.copysign(math.ceil(abs(points) / QUARTER - 1e-6) * QUARTER, points) if points else 0.0


def weigh(strengths: Mapping[str, float], priors: Priors) -> list[Weighed]:
    """Turn strengths (0..1, by indicator) into points, each family discounted; the largest contribution first."""
    return discount([Weighed(name, quarters(priors.points(name) * s)) for name, s in strengths.items()])


def discount(signs: Iterable[Weighed]) -> list[Weighed]:
    """Apply the family rule to signs as they stand alone; the largest contribution first."""
    shared = []
    for members in by_family(signs).values():
        shared += [Weighed(sign.id, sign.points, 0.5**place) for place, sign in enumerate(members)]
    return sorted(shared, key=lambda sign: (-abs(sign.contribution), sign.id))


def by_family(signs: Iterable[Weighed]) -> dict[str, list[Weighed]]:
    """Sort signs into their families, the strongest first."""
    families: dict[str, list[Weighed]] = defaultdict(list)
    for sign in sorted(signs, key=lambda sign: (-abs(sign.contribution), sign.id)):
        families[REGISTRY[sign.id].family].append(sign)
    return families


def tier_of(signs: Sequence[Weighed], priors: Priors) -> Tier:
    """Put weighed signs in a tier: hard rules, then spam, then the rule of three signs and the score.

    High needs three signs with points, from two families, one of them grade A or measured from the group (GRP-).
    """
    if any(is_urgent(sign, priors) for sign in signs):
        return "urgent"
    if -sum(sign.contribution for sign in signs if REGISTRY[sign.id].family == SPAM) >= priors.tiers.spam:
        return "spam"
    score = sum(sign.contribution for sign in signs)
    telling = [sign.id for sign in signs if sign.points > 0]
    families = {REGISTRY[name].family for name in telling}
    tested = any(name.startswith("GRP-") or REGISTRY[name].grade == "A" for name in telling)
    if score >= priors.tiers.high and len(telling) >= 3 and len(families) >= 2 and tested:
        return "high"
    return "review" if score >= priors.tiers.review else "low"


def is_urgent(sign: Weighed, priors: Priors) -> bool:
    """Whether a sign is strong enough for its hard rule."""
    weight = priors.weights[sign.id]
    return weight.urgent is not None and sign.points >= quarters(priors.points(sign.id) * weight.urgent)


def intervals(signs: Sequence[Weighed], ads: int, priors: Priors) -> tuple[Interval, Interval]:
    """Possible minor and possible control: the base odds moved by the signs, with a 90% range.

    The range holds the doubt about the base, which falls with the distinct `ads` of the group, and about each
    weight, by grade. The signs' doubts are taken as independent. Before labels all this is declared, not calibrated.
    """
    base = priors.base
    return (
        _interval(base.minor, signs, ads, priors, lambda name: priors.weights[name].minor),
        _interval(base.control, signs, ads, priors, lambda name: priors.weights[name].control),
    )


def _interval(
    chance: float, signs: Sequence[Weighed], ads: int, priors: Priors, part: Callable[[str], float]
) -> Interval:
    middle = math.log(chance / (1 - chance))
    variance = (priors.base.doubt * ODDS) ** 2 * priors.base.ads / (priors.base.ads + ads)
    for sign in signs:
        if sign.points:
            step = sign.contribution * part(sign.id) / priors.points(sign.id) * ODDS
            middle += step
            variance += (step * priors.base.grades[REGISTRY[sign.id].grade]) ** 2
    reach = _Z90 * math.sqrt(variance)
    return Interval(_logistic(middle), _logistic(middle - reach), _logistic(middle + reach))


def _logistic(log_odds: float) -> float:
    """Map log-odds to a probability, to four decimals: more would pretend to know more."""
    return round(1 / (1 + math.exp(-log_odds)), 4)
