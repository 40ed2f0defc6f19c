"""The systems: ours, what anybody could do without it, and bounds that know more than can be known.

newest first, keyword count, single-ad classifier: a review is one ad. components + keywords: ads joined by plain
ten-digit numbers, in the order of keywords. The classifier and the last bound learn on the training markets, from true
labels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.market.measures import Queue, Review
from benchmarks.market.protocol import World
from firstlight import assess
from firstlight.assess import AdFacts, GroupFacts
from firstlight.assess.indicators.age import years
from firstlight.assess.learning.extra import needed
from firstlight.records import POSSIBLE, Lead

System = Callable[[World], Queue]

LABELLED = 2_000
"""Ads with a true label from which the classifier learns; as many as agencies have been able to label in print."""


def firstlight(world: World) -> Queue:
    """Order the groups as the queue does, open cases included."""
    return _reviews([assess.assess(group, world.cases) for group in world.groups])


def without_cases(world: World) -> Queue:
    """As `firstlight`, with no list of open cases."""
    return _reviews([assess.assess(group) for group in world.groups])


def true_links(world: World) -> Queue:
    """Bound: as `firstlight`, on the groups that perfect linking would make."""
    return _reviews([assess.assess(group, world.cases) for group in world.true_groups])


def _reviews(leads: Sequence[Lead]) -> Queue:
    ordered = sorted(leads, key=assess.rank_key)
    return [
        Review(lead.postings, lead.possible_minor.value, lead.tier in ("urgent", "high"), lead.evidence)
        for lead in ordered
    ]


def _ads(world: World) -> list[AdFacts]:
    return [ad for group in world.groups for ad in group.ads]


def newest_first(world: World) -> Queue:
    """Read ads as they come, the newest first."""
    ads = sorted(_ads(world), key=lambda ad: (str(ad.posted_at), ad.posting), reverse=True)
    return [Review((ad.posting,)) for ad in ads]


def keywords(ad: AdFacts) -> int:
    """Count the categories of the lexicons that an ad uses a term of."""
    return len({m.value for m in ad.mentions if m.kind == "wording" and m.score >= POSSIBLE})


def keyword_count(world: World) -> Queue:
    """Read the ads with the most keywords first."""
    return [Review((ad.posting,)) for ad in sorted(_ads(world), key=lambda ad: (-keywords(ad), ad.posting))]


_TEN_DIGITS = re.compile(r"(?<!\d)\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})(?!\d)")


def components(world: World) -> Queue:
    """Join ads by the numbers that a plain pattern finds, and read those with the most keywords in an ad first."""
    joined: dict[str, str] = {}

    def root(node: str) -> str:
        while joined.setdefault(node, node) != node:
            joined[node] = joined[joined[node]]
            node = joined[node]
        return node

    for posting, text in world.texts.items():
        for digits in _TEN_DIGITS.findall(text):
            joined[root("".join(digits))] = root(posting)
    found: dict[str, list[AdFacts]] = defaultdict(list)
    for ad in _ads(world):
        found[root(ad.posting)].append(ad)
    ordered = sorted(found.items(), key=lambda item: (-max(map(keywords, item[1])), -len(item[1]), item[0]))
    return [Review(tuple(ad.posting for ad in ads)) for _, ads in ordered]


@dataclass(frozen=True)
class Classifier:
    """A single-ad text classifier (TF-IDF and logistic regression) trained on true labels of other markets."""

    model: Any

    @classmethod
    def learn(cls, worlds: Sequence[World]) -> Classifier:
        """Train on LABELLED ads, drawn evenly from the training markets."""
        words, linear, pipeline = (
            needed(f"sklearn.{name}") for name in ("feature_extraction.text", "linear_model", "pipeline")
        )
        texts, labels = [], []
        for world in worlds:
            names = sorted(world.texts)
            chosen = names[:: max(1, len(names) * len(worlds) // LABELLED)]
            texts += [world.texts[name] for name in chosen]
            labels += [world.truth[name]["class"] == "minor" for name in chosen]
        model = pipeline.make_pipeline(
            words.TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            linear.LogisticRegression(class_weight="balanced", max_iter=1_000),
        )
        return cls(model.fit(texts, labels))

    def __call__(self, world: World) -> Queue:
        """Read the ads first that look most like those of the training markets."""
        names = list(world.texts)
        scores = self.model.predict_proba(list(world.texts.values()))[:, 1]
        return [Review((names[at],)) for at in np.argsort(-scores, kind="stable")]


@dataclass(frozen=True)
class Oracle:
    """Bound: our own signs on perfectly linked groups, and boosted trees trained on every operator's true label.

    With `counts`, it also sees how many ads, names, numbers and places an operator has and which ages are stated: in an
    invented market these give classes away by the sizes that were assumed for them.
    """

    minor: Any
    hidden: Any
    counts: bool

    @classmethod
    def learn(cls, worlds: Sequence[World], *, counts: bool) -> Oracle:
        """Train on every operator of the training markets."""
        lightgbm = needed("lightgbm")
        rows, kinds = [], []
        for world in worlds:
            rows += [_signs(group, world, counts) for group in world.true_groups]
            kinds += [str(world.truth[group.ads[0].posting]["class"]) for group in world.true_groups]
        matrix = np.array(rows)
        options = {
            "n_estimators": 150, "learning_rate": 0.05, "num_leaves": 7, "min_child_samples": 15, "subsample": 0.8,
            "subsample_freq": 1, "colsample_bytree": 0.6, "verbose": -1, "n_jobs": 1, "random_state": 1,
        }  # fmt: skip
        minor, hidden = (
            lightgbm.LGBMClassifier(**options).fit(matrix, [kind in wanted for kind in kinds])
            for wanted in (("minor",), ("minor", "controlled"))
        )
        return cls(minor, hidden, counts)

    def __call__(self, world: World) -> Queue:
        """Order true groups by what the trees make of them."""
        matrix = np.array([_signs(group, world, self.counts) for group in world.true_groups])
        minor = self.minor.predict_proba(matrix)[:, 1]
        score = 2 * minor + self.hidden.predict_proba(matrix)[:, 1]
        groups = world.true_groups
        return [
            Review(tuple(ad.posting for ad in groups[at].ads), float(minor[at]))
            for at in np.argsort(-score, kind="stable")
        ]


def _signs(group: GroupFacts, world: World, counts: bool) -> list[float]:
    """Return the strength of every sign in a group but that of an adult age, which tested as nothing; and counts."""
    shown = assess.strengths(group, world.cases)
    signs = [shown.get(name, 0.0) for name in assess.REGISTRY if name != "AD-AGE-U23"]
    if not counts:
        return signs
    ages = [span for s in group.of("age") if (span := years(s.mention.value))]
    names = {s.mention.value.casefold() for named in group.names.values() for s in named}
    known = (
        len(group.ads), len(group.distinct), len(names), len(set(group.areas.values())),
        sum(name.kind == "phone" for name in group.identifiers), len(ages), min((low for low, _ in ages), default=99),
        max((high for _, high in ages), default=0), shown.get("AD-AGE-U23", 0.0),
    )  # fmt: skip
    return [*signs, *map(float, known)]


SYSTEMS: dict[str, System] = {
    "Firstlight": firstlight,
    "the same, no open cases": without_cases,
    "components + keywords": components,
    "keyword count": keyword_count,
    "newest first": newest_first,
}
"""What needs no training."""

BOUNDS: dict[str, System] = {"bound: perfect links": true_links}


def trained(worlds: Sequence[World]) -> dict[str, System]:
    """Return the systems that learn, trained."""
    return {
        "single-ad classifier": Classifier.learn(worlds),
        "bound: links, labels": Oracle.learn(worlds, counts=False),
        "bound: links, labels, counts": Oracle.learn(worlds, counts=True),
    }
