"""The peer, cosine of character 4-grams weighted by TF-IDF as the baseline of PAN has it; and the measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array
from scipy.stats import rankdata


def cosines(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """Return the cosine of each pair of texts; the weights are fitted to all of them."""
    index: dict[str, int] = {}
    data, columns, starts = [], [], [0]
    for text in texts:
        said = " ".join(text.lower().split())
        for gram, count in Counter(said[at : at + 4] for at in range(len(said) - 3)).items():
            columns.append(index.setdefault(gram, len(index)))
            data.append(float(count))
        starts.append(len(columns))
    matrix = csr_array((data, columns, starts), shape=(len(texts), len(index)))
    frequency = np.bincount(matrix.indices, minlength=len(index))
    weighted = matrix @ diags_array(np.log((1 + len(texts)) / (1 + frequency)) + 1)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    unit = csr_array(diags_array(1 / np.maximum(lengths, 1e-9)) @ weighted)
    return [float((unit[[a]] * unit[[b]]).sum()) for a, b in pairs]


def auc(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Return the area under the ROC curve: how often a true pair scores above a false one."""
    ranks, truth = rankdata(scores), np.array(same, dtype=bool)
    true, false = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - true * (true + 1) / 2) / max(true * false, 1))
