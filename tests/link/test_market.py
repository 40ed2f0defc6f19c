from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from firstlight import collect, extract, link
from firstlight.records import POSTING
from firstlight.simulate import market
from tests.link.test_order import partition

ADS = 3_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, list[dict[str, Any]]]:
    out = tmp_path_factory.mktemp("market")
    market(out, ads=ADS, seed=5)
    (source,) = collect.sources([str(out / "ads.jsonl")])
    postings = pa.concat_tables(collect.read(source, mapping={}, reject=lambda _: None, batch_rows=ADS))
    postings = postings.set_column(0, POSTING.field("ordinal"), pa.array(range(ADS), pa.int64())).combine_chunks()
    truth = [json.loads(line) for line in (out / "truth.jsonl").read_text("utf-8").splitlines()]
    return link.sketch(postings, extract.run(postings)), truth


def groups(sketches: pa.Table, batch: int) -> list[int]:
    history = link.MemoryHistory()
    for start in range(0, ADS, batch):
        new = sketches.slice(start, batch)
        history.add(new, link.connect(new, history))
    return [int(root) for root in history.groups]


def b_cubed(found: list[int], truth: list[str]) -> float:
    both, mine, true = Counter(zip(found, truth, strict=True)), Counter(found), Counter(truth)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(truth)
    recall = sum(n * n / true[label] for (_, label), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("batch", [ADS, 700])
def test_groups_come_close_to_the_operators(world: tuple[pa.Table, list[dict[str, Any]]], batch: int) -> None:
    sketches, truth = world
    operators = [row["operator"] for row in truth]
    found = groups(sketches, batch)
    assert b_cubed(found, operators) >= 0.97
    owners = defaultdict(set)
    for group, operator in zip(found, operators, strict=True):
        owners[group].add(operator)
    assert max(map(len, owners.values())) <= 3
    assert all(group <= at and found[group] == group for at, group in enumerate(found))


def test_hubs_fuse_nobody(world: tuple[pa.Table, list[dict[str, Any]]]) -> None:
    sketches, truth = world
    found = groups(sketches, ADS)
    users = {row["operator"]: found[at] for at, row in enumerate(truth) if row["hub"]}
    assert len(users) > 5
    assert len(set(users.values())) == len(users)


def test_any_batches_in_any_order_give_the_same_groups(world: tuple[pa.Table, list[dict[str, Any]]]) -> None:
    sketches, _ = world
    whole = partition(sketches, range(ADS), [], link.Rules())
    random = np.random.default_rng(3)
    assert partition(sketches, range(ADS), range(250, ADS, 250), link.Rules()) == whole
    cuts = sorted(random.choice(np.arange(1, ADS), 4, replace=False).tolist())
    assert partition(sketches, random.permutation(ADS).tolist(), cuts, link.Rules()) == whole
