"""The challenger: LambdaMART (LightGBM) with trees of one split, which learns the order rather than the odds.

A sum of one-split trees is additive, as the explainable machine is, so it too becomes factors on the declared weights
and its contributions add up. Source: Burges 2010, "From RankNet to LambdaRank to LambdaMART".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np

from firstlight.assess.learning.examples import Example, voices
from firstlight.assess.learning.extra import needed
from firstlight.assess.learning.model import CELLS, Factors
from firstlight.assess.learning.training import LEAST_EACH, asked, log_odds, matrix, to_factors, trust
from firstlight.assess.priors import Priors

ROUNDS = 60
GAIN = {"minor": 2, "trafficking": 1, "independent": 0, "agency": 0}
"""How high a labelled group should stand; spam has its own question."""

_EDGES = (0.0, *CELLS)
_ABSENT = 1e-9


def challenge(examples: Sequence[Example], priors: Priors) -> dict[str, Factors]:
    """Learn one factor for both questions from the order that labels ask for; empty where there are too few labels."""
    chosen = [example for example in examples if example.said.label in GAIN]
    high = [GAIN[example.said.label] for example in chosen]
    if min(sum(map(bool, high)), high.count(0)) < LEAST_EACH:
        return {}
    lightgbm = needed("lightgbm")
    signs = asked("minor", priors)
    weight = voices([example.said for example in chosen])
    start = [log_odds(e, "minor", priors) + priors.score.control * log_odds(e, "control", priors) for e in chosen]
    data = lightgbm.Dataset(
        matrix(chosen, signs),
        label=high,
        weight=[weight[example.said.who] for example in chosen],
        group=[len(chosen)],
        init_score=start,
    )
    options = {
        "objective": "lambdarank", "label_gain": [0, 1, 3], "num_leaves": 2, "learning_rate": 0.05, "lambda_l2": 1.0,
        "min_data_in_leaf": LEAST_EACH, "lambdarank_truncation_level": len(chosen),
        "seed": 1, "deterministic": True, "num_threads": 1, "verbosity": -1,
    }  # fmt: skip
    trees = lightgbm.train(options, data, num_boost_round=ROUNDS).dump_model()["tree_info"]
    added = np.zeros((len(signs), len(_EDGES)))
    for tree in trees:
        _plant(tree["tree_structure"], added)
    correction = {name: tuple(map(float, added[at])) for at, name in enumerate(signs) if added[at].any()}
    declared = {name: priors.points(name) for name in signs}
    both = to_factors(correction, declared, trust(chosen, [bool(gain) for gain in high], declared, priors))
    return {"minor": both, "control": both}


def _plant(tree: Any, added: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    """Add one split to the step function of its sign: right leaf less left leaf, from the cell of the split on."""
    if "split_feature" not in tree:
        return
    step = tree["right_child"]["leaf_value"] - tree["left_child"]["leaf_value"]
    # A split inside a cell counts from the next cell on; below the first edge, from the sign's being there at all.
    cell = bisect_right(_EDGES, max(tree["threshold"], 0.0)) if tree["threshold"] > _ABSENT else 0
    if cell < len(_EDGES):
        added[tree["split_feature"], cell:] += step
