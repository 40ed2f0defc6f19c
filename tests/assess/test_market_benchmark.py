"""The market benchmark: its measures on queues small enough to count by hand, its files and its budget."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.market import fairness, outside, protocol, systems, tables
from benchmarks.market.measures import Review, dcg, interval, measures, owner
from benchmarks.market.running import Run
from firstlight.errors import InputError

KINDS = {"a": "minor", "b": "controlled", "c": "independent", "d": "minor", "e": "spam"}


def truth(postings: str) -> dict[str, dict[str, Any]]:
    """Postings written as `a1 a2 b1`: the letter names the operator."""
    return {
        name: {"operator": f"op-{name[0]}", "class": KINDS[name[0]], "place": "Tulsa, OK", "language": "en",
               "origin": name[0] == "c", "youth": False, "spelling": None}
        for name in postings.split()
    }  # fmt: skip


MARKET = truth("a1 a2 b1 c1 c2 d1 e1")
QUEUES = [
    ("the best order", ["a1 a2", "d1", "b1", "c1 c2", "e1"], 1.0, 1.0, 2),
    ("one operator twice gains once", ["a1", "a2", "d1", "b1", "c1", "c2", "e1"], 0.5, None, 2),
    ("all in one review is one operator", ["a1 a2 b1 c1 c2 d1 e1"], 0.5, None, 1),
    ("a review counts for who wrote most of it", ["a1 c1 c2", "d1 e1"], 0.5, None, 1),
    ("nothing found", ["c1", "e1"], 0.0, 0.0, 0),
]


@pytest.mark.parametrize(("what", "queue", "recall", "gain", "found"), QUEUES, ids=[row[0] for row in QUEUES])
def test_measures(what: str, queue: list[str], recall: float, gain: float | None, found: int) -> None:
    said = measures([Review(line.split()) for line in queue], MARKET)
    assert said["minor recall at K"] == recall
    assert said["minor operators in 20 reviews"] == found
    if gain is not None:
        assert said["nDCG at 50"] == gain
    else:
        assert 0 < said["nDCG at 50"] < 1


def test_gain_is_discounted_by_place() -> None:
    assert dcg([3.0, 1.0]) > dcg([1.0, 3.0]) > dcg([0.0, 1.0, 3.0])


def test_alerts_are_counted_with_their_evidence_and_values_with_their_error() -> None:
    queue = [Review(["a1", "a2"], 1.0, True, 2), Review(["c1", "c2"], 0.0, True, 0), Review(["d1"], 0.5)]
    said = measures(queue, MARKET)
    assert said["precision of alerts"] == 0.5
    assert said["alerts without evidence"] == 1
    assert said["alerts per 1,000 ads"] == pytest.approx(1000 * 2 / 7)
    assert said["calibration error"] == pytest.approx(0.5 / 3)


def test_two_that_wrote_as_much_are_settled_by_name() -> None:
    assert owner(Review(["d1", "c1"]), MARKET)["operator"] == "op-c"


def test_an_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    low, high = interval([0.2, 0.4, 0.6])
    assert 0.2 <= low < 0.4 < high <= 0.6
    assert interval([0.2, 0.4, 0.6]) == (low, high)
    assert interval([0.3, 0.3]) == pytest.approx((0.3, 0.3))


def test_only_innocent_operators_are_counted_as_wrongly_flagged() -> None:
    counts = fairness.count([Review(["a1"], alert=True), Review(["c1"], alert=True), Review(["c2"])], MARKET)
    assert counts["all", "innocent operators", True] == 1
    assert counts["all", "innocent operators", False] == 0
    assert (
        counts["origin", "stated", True]
        == counts["region", "South", True]
        == counts["style", "independents", True]
        == 1
    )
    ((_, which, hits, total, low, high), *_) = fairness.rows(counts)
    assert (which, hits, total) == ("innocent operators", 1, 1)
    assert 0.2 < low < high == 1.0


WILSON = [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)]


@pytest.mark.parametrize(("hits", "total", "low", "high"), WILSON)
def test_the_interval_of_a_share(hits: int, total: int, low: float, high: float) -> None:
    assert fairness.wilson(hits, total) == pytest.approx((low, high), abs=1e-3)


def test_seeds_serve_one_purpose_each() -> None:
    every = [*protocol.DEVELOPMENT, *protocol.TRAINING, *protocol.HELD_OUT]
    assert len(set(every)) == len(every)
    assert len(protocol.HELD_OUT) >= 10


def test_a_budget_of_nothing_changes_nothing_and_more_of_it_hides_more() -> None:
    assert protocol.Budget().rates(protocol.BASE) == protocol.BASE
    some, all_ = protocol.RATES, protocol.Budget(1, 1, 1, 1, 1).rates(protocol.BASE)
    for name in ("obfuscating_hidden", "hidden_more_phones", "hidden_rewriting", "decoy", "adult_youth_wording"):
        assert getattr(protocol.BASE, name) < getattr(some, name) < getattr(all_, name), name
    assert protocol.BASE.hidden_verbatim > some.hidden_verbatim > all_.hidden_verbatim


ANSWERS = [
    ("no JSON", "{"),
    ("no market", '{"rank": 1, "postings": ["a1"]}'),
    ("no postings", '{"market": 1, "rank": 1, "postings": []}'),
    ("postings that are text", '{"market": 1, "rank": 1, "postings": "a1"}'),
    ("no number", '{"market": 1, "rank": "first", "postings": ["a1"]}'),
    ("no probability", '{"market": 1, "rank": 1, "postings": ["a1"], "possible_minor": 3}'),
    ("a list", "[]"),
]


@pytest.mark.parametrize(("what", "line"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_bad_answer_is_told_with_its_line(what: str, line: str, tmp_path: Path) -> None:
    file = tmp_path / "leads.jsonl"
    file.write_text('{"market": 1, "rank": 1, "postings": ["a1"]}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=":3"):
        outside.answer(file)


def test_an_answer_is_read_in_the_order_of_its_ranks(tmp_path: Path) -> None:
    file = tmp_path / "leads.jsonl"
    rows = [
        {"market": 1, "rank": 2, "postings": ["c1"]},
        {"market": 1, "rank": 1, "postings": ["a1", "a2"], "possible_minor": {"value": 0.5, "low": 0.1, "high": 0.9}},
        {"market": 2, "rank": 1, "postings": ["zz"], "extra": 1},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answer = outside.answer(file)
    assert answer.queue(1, MARKET) == [Review(("a1", "a2"), 0.5), Review(("c1",))]
    assert answer.queue(3, MARKET) == []
    with pytest.raises(InputError, match="'zz'"):
        answer.queue(2, MARKET)
    with pytest.raises(InputError, match="cannot be read"):
        outside.answer(tmp_path / "none.jsonl")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> protocol.World:
    folder = tmp_path_factory.mktemp("exported")
    outside.export(folder, [7], 700, replace(protocol.RATES, record_for_minor=1.0))
    return protocol.read(folder / "market-7", 7)


def test_every_posting_stands_in_exactly_one_review(world: protocol.World) -> None:
    for name, system in {**systems.SYSTEMS, **systems.BOUNDS}.items():
        counts = Counter(posting for review in system(world) for posting in review.postings)
        assert set(counts) == set(world.truth), name
        assert set(counts.values()) == {1}, name


def test_what_learns_learns_and_orders_everything(world: protocol.World) -> None:
    for name, system in systems.trained([world]).items():
        queue = system(world)
        assert sum(len(review.postings) for review in queue) == len(world.truth), name
        # Trained on this very market, it must know it better than chance does.
        assert (
            measures(queue, world.truth)["nDCG at 50"]
            > measures(systems.newest_first(world), world.truth)["nDCG at 50"]
        )


def test_the_tables_name_every_system_and_category(world: protocol.World) -> None:
    queues = {name: system(world) for name, system in systems.SYSTEMS.items()}
    run = Run(7, {name: measures(queue, world.truth) for name, queue in queues.items()},
              fairness.count(queues["Firstlight"], world.truth))  # fmt: skip
    printed = "\n".join([*tables.results([run, run]), *tables.fair(run.fair)])
    for name in (*systems.SYSTEMS, "nDCG at 50", "alerts per 1,000 ads", "touring independents", "Spanish", "stated"):
        assert f"| {name} " in printed, name
