"""The model card of the weights as declared: what they are made from, what they assume, and what they never read.

Form: Mitchell et al. 2019, "Model Cards for Model Reporting". The card of a trained model is `learning.card`.
"""

from __future__ import annotations

from collections.abc import Iterator

from firstlight.assess.indicators import REGISTRY
from firstlight.assess.priors import Priors

_GRADES = {
    "A": "tested against ads with known outcomes, ads without trafficking among them",
    "B": "seen in known cases, no control group",
    "C": "expert lists, or our own measure",
}


def write(priors: Priors) -> str:
    """Return the card as Markdown; everything in it comes from the weights and the registry."""
    return "\n".join(_lines(priors)) + "\n"


def _lines(priors: Priors) -> Iterator[str]:
    base, tiers = priors.base, priors.tiers
    yield f"# Model card: the weights as declared, version {priors.version}"
    yield ""
    yield "They order groups of ads so that a person opens first what matters most. The order is no finding and no"
    yield "evidence, and decides about nobody: a person reads the ads."
    yield ""
    yield "- **Labels**: none. Somebody read the studies named and wrote numbers down."
    yield "- **Controls**: only the studies behind grade A had ads without trafficking to compare with."
    yield f"- **Prevalence assumed**: a minor is offered in {base.minor:.0%} of groups, somebody else is in control in"
    yield f"  {base.control:.0%}. Nobody knows the true figures."
    yield "- **Calibration**: none until an agency's own random audit stands behind it."
    yield "- **Never read**: ethnicity, nationality, language, skin. That an origin is stated is shown, with no points;"
    yield "  which one is not kept."
    yield f"- **Score**: points of minor, and {priors.score.control:g} of each of control. High: {tiers.high:g} points"
    yield f"  with three signs of two families; review from {tiers.review:g}; spam from {tiers.spam:g} points of spam."
    hard = ", ".join(name for name, weight in priors.weights.items() if weight.urgent is not None)
    yield f"- **Hard rules**, outside the score: {hard}."
    yield ""
    yield "## Signs that count"
    yield ""
    yield "Points are decibans at full strength: ten make the odds ten times as high."
    yield ""
    yield "| sign | grade | minor | control | source |"
    yield "|---|---|---|---|---|"
    for name, weight in priors.weights.items():
        if weight.minor or weight.control:
            yield f"| {name} | {weight.grade} | {weight.minor:g} | {weight.control:g} | {weight.source} |"
    yield ""
    yield from (f"- {grade}: {what}" for grade, what in _GRADES.items())
    yield ""
    yield "## Retired: asked and shown, worth nothing"
    yield ""
    for name, weight in priors.weights.items():
        if not (weight.minor or weight.control):
            yield f"- {name} ({weight.source}): {REGISTRY[name].explanation}"
