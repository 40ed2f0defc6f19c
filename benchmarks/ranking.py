"""Simulated markets in order: who stands at the top of the queue, beside two queues that anybody can make.

Baselines: the newest ad first, and the ad with the most terms of the lexicons first; both put groups in the order of
their best ad. K is the number of operators who offer a minor; an operator is found when one of their groups is in the
first K. Gain for nDCG: 3 for a group in which a simulated minor is offered, 1 for one under control, 0 for others.
All figures are simulated: they compare queues on invented markets, and say nothing about accuracy on trafficking.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import process_time
from typing import Any

import numpy as np
import pyarrow as pa

from firstlight import assess, collect, extract, link
from firstlight.assess import AdFacts, GroupFacts
from firstlight.records import POSSIBLE, Edge, Lead, Mention
from firstlight.simulate import market

ADS = 20_000
SEEDS = (1, 2, 3)
FIRST = 50
GAIN = {"minor": 3.0, "controlled": 1.0}


@dataclass(frozen=True)
class Market:
    """A simulated market after linking: group facts, and by posting who stands behind it."""

    groups: list[GroupFacts]
    truth: Mapping[str, dict[str, Any]]


Queue = list[GroupFacts]


def main(ads: int = ADS, seeds: Sequence[int] = SEEDS) -> None:
    """Print the table."""
    print(f"Simulated markets of {ads:,} ads, seeds {', '.join(map(str, seeds))}; means over seeds.")
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            there = load(Path(folder), ads, seed)
        for name, order in QUEUES.items():
            start = process_time()
            queue = order(there)
            rows[name].append({**measures(queue, there), "CPU s": process_time() - start})
    print(f"{'queue':26}" + "".join(f"{name:>19}" for name in rows["Firstlight"][0]))
    for name, found in rows.items():
        print(f"{name:26}" + "".join(f"{mean(row[column] for row in found):19.2f}" for column in found[0]))


def load(folder: Path, ads: int, seed: int) -> Market:
    """Simulate a market, extract and link it in memory, and return its groups with the truth."""
    market(folder, ads=ads, seed=seed)
    (source,) = collect.sources([str(folder / "ads.jsonl")])
    batches = list(collect.read(source, mapping={}, reject=_refuse, batch_rows=ads))
    postings = pa.concat_tables(batches).combine_chunks()
    postings = postings.set_column(0, postings.schema.field("ordinal"), pa.array(np.arange(len(postings))))
    mentions = extract.run(postings)
    sketches = link.sketch(postings, mentions)
    connection = link.connect(sketches, link.MemoryHistory())
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        truth = {row["id"]: row for row in map(json.loads, lines)}
    return Market(facts(postings, mentions, sketches.column("digest").to_pylist(), connection), truth)


def _refuse(bad: Exception) -> None:
    raise bad


def facts(postings: pa.Table, mentions: pa.Table, digests: Sequence[int], connection: link.Connection) -> Queue:
    """Put rows together as group facts, as the desk does."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for row in mentions.to_pylist():
        found[row.pop("ordinal")].append(Mention(**row))
    ids = postings.column("id").to_pylist()
    roots = connection.roots.tolist()
    ads: dict[int, list[AdFacts]] = defaultdict(list)
    for row, digest, root in zip(postings.to_pylist(), digests, roots, strict=True):
        at = row["ordinal"]
        columns = {name: row[name] for name in ("site", "location", "posted_at", "author")}
        pictures = tuple(row["pictures"] or ())
        ads[root].append(
            AdFacts(at, row["id"], **columns, pictures=pictures, digest=digest, mentions=tuple(found.get(at, ())))
        )
    edges: dict[int, list[Edge]] = defaultdict(list)
    for row in connection.edges.to_pylist():
        a, b = row.pop("a"), row.pop("b")
        edges[roots[a]].append(Edge(ids[a], ids[b], **row))
    return [GroupFacts(link.group_name(ids[root]), tuple(members), tuple(edges[root])) for root, members in ads.items()]


def ours(there: Market) -> Queue:
    """Order groups as the queue does."""
    leads: dict[str, Lead] = {group.group: assess.assess(group) for group in there.groups}
    return sorted(there.groups, key=lambda group: assess.rank_key(leads[group.group]))


def chronological(there: Market) -> Queue:
    """Order groups by their newest ad."""
    newest = {group.group: max(str(ad.posted_at) for ad in group.ads) for group in there.groups}
    return sorted(there.groups, key=lambda group: newest[group.group], reverse=True)


def keywords(there: Market) -> Queue:
    """Order groups by the most lexicon terms in one of their ads."""

    def terms(ad: AdFacts) -> int:
        return len({m.value for m in ad.mentions if m.kind == "wording" and m.score >= POSSIBLE})

    most = {group.group: max(map(terms, group.ads)) for group in there.groups}
    return sorted(there.groups, key=lambda group: (-most[group.group], group.group))


QUEUES: dict[str, Callable[[Market], Queue]] = {
    "Firstlight": ours,
    "keyword count": keywords,
    "newest first": chronological,
}


def label(group: GroupFacts, truth: Mapping[str, dict[str, Any]]) -> str:
    """Return a group's class: minor where an ad offers one, else under control, else that of most of its ads."""
    rows = [truth[ad.posting] for ad in group.ads]
    if any(row["minor"] for row in rows):
        return "minor"
    if any(row["controlled"] for row in rows):
        return "controlled"
    return str(Counter(row["class"] for row in rows).most_common(1)[0][0])


def measures(queue: Queue, there: Market) -> dict[str, float]:
    """Measure a queue against the truth."""
    minors = {row["operator"] for row in there.truth.values() if row["class"] == "minor"}
    labels = [label(group, there.truth) for group in queue]
    gains = [GAIN.get(name, 0.0) for name in labels]
    reached: set[str] = set()
    for group in queue[: len(minors)]:
        reached |= minors & {there.truth[ad.posting]["operator"] for ad in group.ads}
    return {
        "minor recall at K": len(reached) / len(minors),
        f"nDCG at {FIRST}": _gain(gains[:FIRST]) / _gain(sorted(gains, reverse=True)[:FIRST]),
        f"spam in first {FIRST}": sum(name in ("spam", "scam") for name in labels[:FIRST]),
        f"agency in first {FIRST}": labels[:FIRST].count("agency"),
    }


def _gain(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


if __name__ == "__main__":
    main()
