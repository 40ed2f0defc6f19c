"""How well groups fit the truth: B-cubed, pairs, adjusted Rand index, the worst group, and hubs that fused somebody.

B-cubed: Bagga and Baldwin 1998. Pair figures count pairs of documents put into one group. Adjusted Rand index: Hubert
and Arabie 1985.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """All in 0..1 but `mixed`: true groups in the worst group found. `ari` may be below 0."""

    precision: float
    recall: float
    f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float
    ari: float
    mixed: int


HEAD = f"{'B3 P':>7}{'B3 R':>7}{'B3 F1':>7}{'pair P':>8}{'pair R':>8}{'pair F1':>8}{'ARI':>7}{'mixed':>7}"


def scores(groups: Sequence[Hashable], truth: Sequence[Hashable]) -> Scores:
    """Compare groups with the truth, both given document by document."""
    both, mine, true = Counter(zip(groups, truth, strict=True)), Counter(groups), Counter(truth)
    count = max(len(truth), 1)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / count
    recall = sum(n * n / true[label] for (_, label), n in both.items()) / count
    hit, found, there, every = (_pairs(counts) for counts in (both.values(), mine.values(), true.values(), [count]))
    chance = found * there / every if every else 0.0
    most = (found + there) / 2
    return Scores(
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        pair_precision=hit / max(found, 1),
        pair_recall=hit / max(there, 1),
        pair_f1=_f1(hit / max(found, 1), hit / max(there, 1)),
        ari=(hit - chance) / (most - chance) if most > chance else 1.0,
        mixed=_mixed(groups, truth),
    )


def line(found: Scores) -> str:
    """Return the figures as they stand under HEAD."""
    shares = (found.precision, found.recall, found.f1)
    pairs = (found.pair_precision, found.pair_recall, found.pair_f1)
    return (
        "".join(f"{value:7.3f}" for value in shares)
        + "".join(f"{value:8.3f}" for value in pairs)
        + f"{found.ari:7.3f}{found.mixed:7}"
    )


def fused(groups: Sequence[Hashable], users: Iterable[tuple[int, Hashable, Hashable]]) -> int:
    """Count the hubs that fused somebody; `users` are (document, hub, true owner) of every document that names one.

    A hub has fused two owners when documents of both that name it are in one group.
    """
    owners: defaultdict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for document, hub, owner in users:
        owners[hub, groups[document]].add(owner)
    return len({hub for (hub, _), some in owners.items() if len(some) > 1})


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mixed(groups: Sequence[Hashable], truth: Sequence[Hashable]) -> int:
    owners: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for group, owner in zip(groups, truth, strict=True):
        owners[group].add(owner)
    return max(map(len, owners.values()), default=0)
