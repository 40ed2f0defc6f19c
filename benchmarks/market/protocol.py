"""The markets: which seeds serve for what, what the adversary may spend, and what a system is given.

A seed is a market. Development seeds may be looked at as often as anybody likes; held-out seeds are run for the table
that is reported, and nothing is chosen by them; what learns (a classifier, a bound) learns on training seeds.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from firstlight import collect, extract, link
from firstlight.assess import AdFacts, GroupFacts, Records, read_records
from firstlight.records import Edge, Mention
from firstlight.simulate import Rates, market

ADS = 10_000
DEVELOPMENT = (1, 2, 3)
TRAINING = (901, 902)
HELD_OUT = tuple(range(5001, 5011))

Truth = Mapping[str, Mapping[str, Any]]
"""By posting: the row of truth.jsonl."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the operators of hidden ads spend on not being found, each 0 (nothing) to 1 (all they can).

    obfuscation: numbers written to escape collection. churn: numbers given up and replaced. paraphrase: ads written
    anew rather than posted again. decoys: a stranger's number beside their own, so that links lead astray. cover: how
    many adults with nothing to hide use youth wording, among whom such wording says less.
    """

    obfuscation: float = 0.0
    churn: float = 0.0
    paraphrase: float = 0.0
    decoys: float = 0.0
    cover: float = 0.0

    def rates(self, base: Rates) -> Rates:
        """Return the rates of a market in which this is spent."""

        def between(least: float, most: float, spent: float) -> float:
            return least + (most - least) * spent

        return replace(
            base,
            obfuscating_hidden=between(base.obfuscating_hidden, 0.95, self.obfuscation),
            hidden_more_phones=round(4 * self.churn),
            hidden_verbatim=between(base.hidden_verbatim, 0.0, self.paraphrase),
            hidden_rewriting=between(base.hidden_rewriting, 0.6, self.paraphrase),
            decoy=between(base.decoy, 0.6, self.decoys),
            adult_youth_wording=between(base.adult_youth_wording, 0.45, self.cover),
        )


SPENT = Budget(obfuscation=0.3, churn=0.3, paraphrase=0.3, decoys=0.3, cover=0.3)
"""The adversary of the reported table: a third of everything."""

BASE = replace(Rates(), origin_wording=0.2, spanish=0.15)
"""The rates of `firstlight simulate market`, with origins stated and Spanish spoken, so that fairness can be seen."""

RATES = SPENT.rates(BASE)


@dataclass(frozen=True)
class World:
    """A market: `groups` after extraction and linking, `texts` by posting, open cases, and the truth."""

    seed: int
    groups: list[GroupFacts]
    texts: Mapping[str, str]
    cases: Records
    truth: Truth

    @cached_property
    def true_groups(self) -> list[GroupFacts]:
        """The groups that perfect linking would make: one an operator."""
        ads: dict[str, list[AdFacts]] = defaultdict(list)
        edges: dict[str, list[Edge]] = defaultdict(list)
        for group in self.groups:
            for ad in group.ads:
                ads[self.truth[ad.posting]["operator"]].append(ad)
            for edge in group.edges:
                owner = self.truth[edge.a]["operator"]
                if owner == self.truth[edge.b]["operator"]:
                    edges[owner].append(edge)
        return [GroupFacts(f"G-{name}", tuple(found), tuple(edges[name])) for name, found in sorted(ads.items())]


def load(seed: int, ads: int = ADS, rates: Rates = RATES) -> World:
    """Simulate a market, extract and link it in memory."""
    with tempfile.TemporaryDirectory() as folder:
        market(Path(folder), ads=ads, seed=seed, rates=rates)
        return read(Path(folder), seed)


def read(folder: Path, seed: int) -> World:
    """Extract and link the market in a folder."""
    (source,) = collect.sources([str(folder / "ads.jsonl")])
    postings = pa.concat_tables(collect.read(source, mapping={}, reject=_refuse, batch_rows=5_000)).combine_chunks()
    postings = postings.set_column(0, postings.schema.field("ordinal"), pa.array(np.arange(len(postings))))
    mentions = extract.run(postings)
    sketches = link.sketch(postings, mentions)
    connection = link.connect(sketches, link.MemoryHistory())
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        truth = {row["id"]: row for row in map(json.loads, lines)}
    columns = (postings.column(name).to_pylist() for name in ("id", "title", "text"))
    texts = {name: f"{title or ''}\n{text}" for name, title, text in zip(*columns, strict=True)}
    groups = facts(postings, mentions, sketches.column("digest").to_pylist(), connection)
    return World(seed, groups, texts, read_records(folder / "records.csv", reject=_refuse), truth)


def _refuse(bad: Exception) -> None:
    raise bad


def facts(
    postings: pa.Table, mentions: pa.Table, digests: Sequence[int], connection: link.Connection
) -> list[GroupFacts]:
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
