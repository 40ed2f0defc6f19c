"""Learning from simulated decisions: order on new markets, calibration, the deletion test, the cost of assessing.

Simulated investigators label groups from the truth, wrong in one of twenty. Decisions come as the day's list brings
them (by score, with a fifth from elsewhere); audited ones are drawn at random. Learned on one market, measured on the
others. How far labels may doubt a weight was chosen on seeds 1 to 4, which are not among these.
All figures are simulated and say nothing about accuracy on trafficking.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import mean
from time import process_time

from benchmarks.market.measures import Review, owner
from benchmarks.market.protocol import BASE, load
from benchmarks.market.protocol import World as Simulated
from firstlight.assess import REGISTRY, GroupFacts, assess, declared, strengths
from firstlight.assess.distance import kilometres
from firstlight.assess.learning import Example, Said, calibration, trial
from firstlight.assess.learning.model import Model, raw_points
from firstlight.assess.score import weigh
from firstlight.records import Label, Mention

ADS = 10_000
SEEDS = (11, 12, 13, 14)
DECISIONS = 100
AUDITED = 300
WRONG = 0.05
DELETED = 150

LABELS: dict[str, Label] = {
    "minor": "minor", "controlled": "trafficking", "agency": "agency", "spam": "spam", "scam": "scam",
}  # fmt: skip
GUESSES: tuple[Label, ...] = ("minor", "trafficking", "independent", "agency", "spam", "scam")
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """A simulated market: its groups, and each with its true label and its signs."""

    groups: list[GroupFacts]
    truth: list[Example]


def main(ads: int = ADS, seeds: Sequence[int] = SEEDS) -> None:
    """Print the figures."""
    print(f"Simulated markets of {ads:,} ads, seeds {', '.join(map(str, seeds))}; {WRONG:.0%} of labels wrong.")
    worlds = {}
    seconds = 0.0
    kilometres(
        "Tulsa, OK, US", "Omaha, NE, US"
    )  # the gazetteer is read once a process: that is no part of a million ads
    for seed in seeds:
        there = load(seed, ads, BASE)
        start = process_time()
        for group in there.groups:
            assess(group)
        seconds += process_time() - start
        truth = [
            Example(
                Said(group.group, LABELS.get(_class(group, there), "independent"), "truth", START),
                strengths(group),
            )
            for group in there.groups
        ]
        worlds[seed] = World(there.groups, truth)
    order(worlds)
    calibrated(worlds)
    deleted(next(iter(worlds.values())))
    million = seconds / (ads * len(seeds)) * 1e6
    print(f"assessing alone, facts in memory: {million:.0f} CPU-s for a million ads, in one process")


def _class(group: GroupFacts, there: Simulated) -> str:
    return str(owner(Review([ad.posting for ad in group.ads]), there.truth)["class"])


def order(worlds: dict[int, World]) -> None:
    """Print nDCG at 50 on new markets after DECISIONS decisions, hard rules hidden."""
    priors = declared()
    found: dict[str, list[float]] = {name: [] for name in ("declared", *trial.LEARNERS)}
    for seed, world in worlds.items():
        examples = decisions(world, seed)
        factors = {name: learn(examples, priors) for name, learn in trial.LEARNERS.items()}
        for other, elsewhere in worlds.items():
            if other != seed:
                found["declared"].append(trial.ndcg(elsewhere.truth, {}, priors))
                for name, learned in factors.items():
                    found[name].append(trial.ndcg(elsewhere.truth, learned, priors))
    print(f"nDCG at {trial.FIRST} on new markets after {DECISIONS} decisions, hard rules hidden:")
    for name, values in found.items():
        better = sum(a > b for a, b in zip(values, found["declared"], strict=True))
        worse = sum(a < b for a, b in zip(values, found["declared"], strict=True))
        print(f"  {name:12}{mean(values):8.3f}   better in {better}, worse in {worse} of {len(values)}")


def decisions(world: World, seed: int) -> list[Example]:
    """Decide on groups as the day's list brings them, one minute each."""
    dice = random.Random(seed)
    priors = declared()
    ranked = sorted(
        world.truth, key=lambda e: (-sum(sign.contribution for sign in weigh(e.strengths, priors)), e.said.group)
    )
    first = ranked[: DECISIONS * 4 // 5]
    chosen = [*first, *dice.sample(ranked[len(first) : len(ranked) // 2], DECISIONS - len(first))]
    dice.shuffle(chosen)
    return [decided(example, at, dice) for at, example in enumerate(chosen)]


def decided(example: Example, minute: int, dice: random.Random) -> Example:
    """Label a group as a person would: right, but for WRONG of the time."""
    said: Label = dice.choice(GUESSES) if dice.random() < WRONG else example.said.label
    return replace(example, said=Said(example.said.group, said, "a", START + timedelta(minutes=minute)))


def calibrated(worlds: dict[int, World]) -> None:
    """Print the calibration error on the other markets after AUDITED audited groups, declared and calibrated."""
    priors = declared()
    plain = Model(0, "", priors.version, "declared", {}, {})
    before, after, wide, total = [], [], 0, 0
    for seed, world in worlds.items():
        dice = random.Random(seed)
        audit = [decided(e, 0, dice) for e in dice.sample(world.truth, min(AUDITED, len(world.truth)))]
        points = [raw_points(weigh(e.strengths, priors), e.strengths, None, priors, "minor") for e in audit]
        fitted = calibration.fit(points, [e.said.label == "minor" for e in audit])
        made = replace(plain, calibration={"minor": fitted} if fitted else {})
        for other, elsewhere in worlds.items():
            if other == seed:
                continue
            truth = [e.said.label == "minor" for e in elsewhere.truth]
            values = {}
            for name, model in (("declared", plain), ("calibrated", made)):
                values[name] = [
                    model.values(weigh(e.strengths, priors), e.strengths, len(group.distinct), priors)[0].value
                    for e, group in zip(elsewhere.truth, elsewhere.groups, strict=True)
                ]
            before.append(calibration.error(values["declared"], truth))
            after.append(calibration.error(values["calibrated"], truth))
            if fitted:
                asked = [
                    raw_points(weigh(e.strengths, priors), e.strengths, None, priors, "minor") for e in elsewhere.truth
                ]
                wide += sum(calibration.wide(fitted.interval(score)) for score in asked)
                total += len(asked)
    print(f"calibration error of possible minor on new markets after {AUDITED} audited groups:")
    print(f"  declared    {mean(before):.3f}   worst {max(before):.3f}")
    print(
        f"  calibrated  {mean(after):.3f}   worst {max(after):.3f}; abstains for {wide / max(total, 1):.1%} of groups"
    )


def deleted(world: World) -> None:
    """Print how often the score falls when all that a reason with points rests on is taken out of the ads."""
    fell = asked = 0
    by_sign: dict[str, int] = {}
    for group in world.groups[:DELETED]:
        score = assess(group).score
        for name, ask in REGISTRY.items():
            signal = ask(group)
            if signal is None or declared().points(name) <= 0:
                continue
            asked += 1
            if assess(without(group, signal.evidence)).score < score:
                fell += 1
            else:
                by_sign[name] = by_sign.get(name, 0) + 1
    stayed = "; ".join(f"{name} {count}" for name, count in sorted(by_sign.items())) or "none"
    print(f"deletion test: the score falls in {fell:,} of {asked:,} deletions; it did not for: {stayed}")


def without(group: GroupFacts, gone: Sequence[Mention]) -> GroupFacts:
    """Return a group whose ads lack some mentions."""
    out = set(gone)
    ads = tuple(replace(ad, mentions=tuple(m for m in ad.mentions if m not in out)) for ad in group.ads)
    return replace(group, ads=ads)


if __name__ == "__main__":
    main()
