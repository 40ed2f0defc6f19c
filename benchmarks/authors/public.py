"""Sets that nobody here wrote: read from folders that whoever measures has fetched; none is in the repository.

--aaac   the folder `aaac` of the resources of JGAAP (the Ad-hoc Authorship Attribution Competition of 2004)
--pan    a folder with en_essays/test/truth.txt and so on (PAN 2014, author verification)
--git    a clone: people with 100 commits or more, whose clocks stood in one zone; a commit says its zone
"""

from __future__ import annotations

import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.authors.baseline import auc, cosines
from firstlight.link.authors.style import FEWEST_WORDS, Cohort
from firstlight.link.authors.writing import writing
from firstlight.link.authors.zone import OFFSETS, Ints, zone

_COHORTS, _SIZE = 12, 40


def verification(texts: list[str], pairs: list[tuple[int, int]], same: list[bool], seed: int = 1) -> dict[str, float]:
    """Return AUC of the peer and ours on pairs of texts, and how often we say "alike", rightly and wrongly.

    A pair is compared with a cohort of other texts of the same set, in which neither stands; pairs for which there is
    no such cohort are left out of both.
    """
    dice = np.random.default_rng(seed)
    counted = [writing([text]) for text in texts]
    size = min(_SIZE, max(len(texts) - 6, 2 * len(texts) // 3))
    cohorts = []
    for _ in range(_COHORTS):
        chosen = dice.choice(len(texts), size, replace=False).tolist()
        cohorts.append((set(chosen), Cohort([counted[at] for at in chosen])))
    kept, found, truth = [], [], []
    for (a, b), true in zip(pairs, same, strict=True):
        cohort = next((one for ids, one in cohorts if a not in ids and b not in ids), None)
        if cohort is not None and min(counted[a].words, counted[b].words) >= FEWEST_WORDS:
            kept.append((a, b))
            found.append(cohort.compare(counted[a], counted[b]))
            truth.append(true)
    alike = [one.verdict == "alike" for one in found]
    right = max(sum(truth), 1)
    return {
        "pairs": len(kept),
        "same": sum(truth),
        "4-grams": auc(cosines(texts, kept), truth),
        "ours": auc([one.distinction for one in found], truth),
        "alike, right": sum(a and t for a, t in zip(alike, truth, strict=True)) / right,
        "alike, wrong": sum(a and not t for a, t in zip(alike, truth, strict=True)) / max(len(truth) - sum(truth), 1),
    }


def aaac(folder: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each problem with enough texts: all pairs of its documents, one author's or not."""
    for listing in sorted(folder.glob("problem*/load*.csv")):
        documents = []
        for line in listing.read_text("utf-8").splitlines():
            author, _, rest = line.partition(",")
            path, _, correct = rest.partition(",")
            file = folder / path.partition("/aaac/")[2]
            if file.is_file():
                text = file.read_text("utf-8", errors="replace")
                documents.append((author or correct.removeprefix("Correct:").strip(), text[:30_000]))
        pairs = [(a, b) for a in range(len(documents)) for b in range(a)]
        same = [documents[a][0] == documents[b][0] for a, b in pairs]
        if len(documents) >= 40 and any(same):
            yield f"AAAC {listing.parent.name[-1]}", verification([text for _, text in documents], pairs, same)


def pan(folder: Path, split: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each corpus: known texts beside the unknown one, problem by problem."""
    for truth in sorted(folder.glob(f"*/{split}/truth.txt")):
        texts: list[str] = []
        same = []
        for line in truth.read_text("utf-8-sig").split("\n"):
            name, _, answer = line.strip().partition(" ")
            known = [_text(path) for path in sorted((truth.parent / name).glob("known*.txt"))] if name else []
            if known:
                texts += ["\n".join(known), _text(truth.parent / name / "unknown.txt")]
                same.append(answer == "Y")
        pairs = [(2 * at, 2 * at + 1) for at in range(len(same))]
        yield f"PAN 2014 {truth.parts[-3]} {split}", verification(texts, pairs, same)


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")


def committers(clone: Path, posts: int = 100, seed: int = 0) -> Iterator[tuple[float, Ints]]:
    """Yield (standard offset, times of `posts` commits) of people whose clocks stood in one zone, not in UTC."""
    command = ["git", "-C", str(clone), "log", "--format=%ae %ad", "--date=raw", "HEAD"]
    log = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    people: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in log.splitlines():
        mail, _, when = line.partition(" ")
        if len(when.split()) == 2:
            second, offset = when.split()
            people[mail].append((int(second), int(offset[:3]) * 60 + int(offset[0] + offset[3:])))
    dice = np.random.default_rng(seed)
    for commits in people.values():
        counted = Counter(offset for _, offset in commits).most_common(2)
        often = [offset for offset, _ in counted]
        one_zone = counted[0][1] >= 0.95 * len(commits)
        summer = len(often) == 2 and abs(often[0] - often[1]) == 60
        both = summer and sum(count for _, count in counted) >= 0.95 * len(commits)
        standard = often[0] if one_zone else min(often)
        if len(commits) >= posts and (one_zone or both) and standard:
            chosen = dice.choice(len(commits), posts, replace=False)
            yield standard / 60, np.array([commits[at][0] for at in chosen], np.int64) * 1_000_000


def zones(people: list[tuple[float, Ints]]) -> dict[str, float]:
    """Return how near the likeliest zone is, and how often the interval holds the true one."""
    off, held, width = [], [], []
    for offset, times in people:
        found = zone(times)
        if found is None:
            continue
        off.append(abs((found.offset - offset + 12) % 24 - 12))
        held.append(found.holds(int(np.floor(offset))) or found.holds(int(np.ceil(offset))))
        width.append(found.width)
    return {
        "people": len(people),
        "within 1 h": float(np.mean(np.array(off) <= 1)),
        "within 2 h": float(np.mean(np.array(off) <= 2)),
        "interval holds": float(np.mean(held)),
        f"width of {len(OFFSETS)}": float(np.mean(width)),
    }
