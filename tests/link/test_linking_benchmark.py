"""The measures of benchmarks/linking on groups small enough to count by hand, and its peers on a stand-in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linking import methods, ours, peers, switches
from benchmarks.linking.measures import fused, scores
from firstlight.link import Rules
from tests.link.ads import MASSAGE, QUIET, Ad, phone, sketches, tables

# Groups found, true groups; then B-cubed precision and recall, pair precision and recall, ARI, operators mixed.
SCORES = [
    ("aabb", "xxyy", (1.0, 1.0, 1.0, 1.0, 1.0, 1)),
    ("aaaa", "xxyy", (0.5, 1.0, 1 / 3, 1.0, 0.0, 2)),
    ("abcd", "xxyy", (1.0, 0.5, 0.0, 0.0, 0.0, 1)),
    ("aab", "xyy", (2 / 3, 2 / 3, 0.0, 0.0, -0.5, 2)),
    ("aaab", "xxyy", (2 / 3, 0.75, 1 / 3, 0.5, 0.0, 2)),
    ("abc", "xyz", (1.0, 1.0, 0.0, 0.0, 1.0, 1)),
]


@pytest.mark.parametrize(("found", "truth", "expected"), SCORES)
def test_groups_are_scored(found: str, truth: str, expected: tuple[float, ...]) -> None:
    got = scores(found, truth)
    figures = (got.precision, got.recall, got.pair_precision, got.pair_recall, got.ari, got.mixed)
    assert figures == pytest.approx(expected)


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_the_truth_is_perfect_and_names_do_not_matter(truth: list[str]) -> None:
    found = scores([f"group {name}" for name in truth], truth)
    assert (found.f1, found.ari, found.mixed) == (1.0, 1.0, 1)


def test_a_hub_fuses_only_owners_that_name_it() -> None:
    users = [(0, "line", "x"), (1, "line", "y"), (2, "line", "y"), (3, "other", "z")]
    assert fused("abbb", users) == 0
    assert fused("aabb", users) == 1
    assert fused("aaaa", users) == 1


def test_each_switch_throws_one_rule_and_leaves_the_rest() -> None:
    thrown = switches.rules()
    assert set(thrown) == set(switches.SWITCHES)
    for name, (_, changes) in switches.SWITCHES.items():
        different = {field for field in Rules.__slots__ if getattr(thrown[name], field) != getattr(Rules(), field)}
        assert different == set(changes), name


WITHOUT = [
    ("recycled", [Ad(QUIET, (phone(1),), day=0), Ad(MASSAGE, (phone(1),), day=90)]),
    ("strangers and recycled", [Ad(QUIET, (phone(1), phone(3))), Ad(MASSAGE, (phone(2), phone(3)))]),
    ("short texts", [Ad("hello there", (phone(1),)), Ad("hello there")]),
]


@pytest.mark.parametrize(("name", "ads"), WITHOUT)
def test_without_the_rule_two_ads_are_tied(name: str, ads: list[Ad]) -> None:
    table = sketches(ads)
    assert len(set(ours(table))) == 2
    assert len(set(ours(table, switches.rules()[name]))) == 1


def test_every_method_groups_every_ad() -> None:
    postings, mentions = tables([Ad(f"{QUIET} 918-555-0142"), Ad(f"{QUIET} 918-555-0142"), Ad(MASSAGE)])
    texts = postings.column("text").to_pylist()
    for name, run in methods(postings, mentions, texts).items():
        groups = run()
        assert (len(groups), len(set(groups))) == (3, 2), name


INFOSHIELD = """
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
assert list(rows[0]) == sys.argv[2:] == ["id", "text"]
with open("template_table.csv", "w") as file:
    file.write("LSH Label,Template #,ID\\n" + "".join(f"0,1,{row['id']}\\n" for row in rows if "quiet" in row["text"]))
"""


def test_a_peers_templates_are_groups_and_all_else_is_alone(tmp_path: Path) -> None:
    (tmp_path / "infoshield.py").write_text(INFOSHIELD, encoding="utf-8")
    ran = peers.infoshield(sys.executable, tmp_path, ["quiet\r\ndinner", "other", "a quiet\nwalk"])
    assert ran is not None
    assert ran.groups == ["0/1", "alone 1", "0/1"]
    assert ran.seconds > 0


def test_a_peer_that_fails_says_so(tmp_path: Path) -> None:
    (tmp_path / "infoshield.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        peers.infoshield(sys.executable, tmp_path, ["a"])


def test_a_peer_that_does_not_finish_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "SECONDS", 0.2)
    (tmp_path / "infoshield.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    assert peers.infoshield(sys.executable, tmp_path, ["a"]) is None
