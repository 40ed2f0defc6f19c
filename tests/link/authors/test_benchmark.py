from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from benchmarks.authors.baseline import auc, cosines
from benchmarks.authors.public import aaac, committers, pan, verification, zones
from tests.link.authors.people import prose, times


@pytest.mark.parametrize(
    ("scores", "same", "area"),
    [([1, 2, 3, 4], [False, False, True, True], 1.0), ([1, 2], [True, False], 0.0), ([1, 1], [True, False], 0.5)],
)
def test_area_under_the_curve(scores: list[float], same: list[bool], area: float) -> None:
    assert auc(scores, same) == area


def test_the_peer_finds_a_copy() -> None:
    same, other = cosines(["roses in clay", "roses in clay", "trams at night"], [(0, 1), (0, 2)])
    assert same == pytest.approx(1)
    assert other < same


def test_verification_tells_writers_apart() -> None:
    texts = [prose(writer, seed, 60) for writer in range(30) for seed in (1, 2)]
    pairs = [(2 * at, 2 * at + 1) for at in range(30)] + [(2 * at, (2 * at + 3) % 60) for at in range(30)]
    found = verification(texts, pairs, [True] * 30 + [False] * 30)
    assert found["ours"] > 0.9
    assert found["alike, wrong"] <= 0.1


def test_sets_are_read_from_their_folders(tmp_path: Path) -> None:
    problem = tmp_path / "pan" / "en" / "test" / "EN1"
    problem.mkdir(parents=True)
    (problem / "known01.txt").write_text(prose(1, 1), "utf-8")
    (problem / "unknown.txt").write_text(prose(1, 2), "utf-8")
    (problem.parent / "truth.txt").write_text("EN1 Y\n\n", "utf-8")
    assert [name for name, _ in pan(tmp_path / "pan", "test")] == ["PAN 2014 en test"]
    folder = tmp_path / "aaac" / "problemA"
    folder.mkdir(parents=True)
    for at in range(42):
        (folder / f"{at}.txt").write_text(prose(at // 2, at, 40), "utf-8")
    lines = [f"Author{at // 2},/com/jgaap/resources/aaac/problemA/{at}.txt," for at in range(41)]
    lines += [",/com/jgaap/resources/aaac/problemA/41.txt,Correct: Author20", "nothing", ""]
    (folder / "loadA.csv").write_text("\n".join(lines), "utf-8")
    ((name, found),) = aaac(tmp_path / "aaac")
    assert name == "AAAC A"
    assert found["ours"] > 0.5


def test_commits_tell_their_zone(tmp_path: Path) -> None:
    def git(*words: str, when: str = "") -> None:
        clock = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
        name = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True, env={**name, **clock})

    git("init")
    for second in sorted(times(1, 6, -5) // 1_000_000):
        git("commit", "--allow-empty", "-m", "x", when=f"{second} -0500")
    ((offset, found),) = committers(tmp_path, posts=5)
    assert (offset, len(found)) == (-5, 5)


def test_zones_are_counted() -> None:
    found = zones([(-5.0, times(2, 150, -5)), (5.5, times(3, 150, 5))])
    assert found["people"] == 2
    assert 0 <= found["interval holds"] <= 1
    assert zones([(0.0, np.array([0], np.int64))])["interval holds"] == 1
