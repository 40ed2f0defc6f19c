"""Why two postings are linked, or are not: every fact that the rules look at, and what each rule says of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstlight.link import rules as rule
from firstlight.link.history import History
from firstlight.link.nodes import Nodes, compare, gather, nodes
from firstlight.link.rules import Pairs, Rules
from firstlight.link.similarity import likeness
from firstlight.link.sketching import SKETCH


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks for or against a link.

    kind: an identifier's kind, `wording`, `name`, `place`, `picture`, `time` or `contact`. value: what is shared, or
    how much. ties: whether a rule lets it tie the two by itself. rule: the rule that decides it (a function of
    `link.rules`), `identifier` for one that nothing speaks against, empty for what only supports. text: the reason,
    for a person to read.
    """

    kind: str
    value: str
    ties: bool
    rule: str
    text: str


def explain(a: int, b: int, history: History, rules: Rules | None = None) -> list[Finding]:
    """Return what is known of two postings (ordinals) of history, what ties them first.

    It looks at the two alone: whether a shared contact is a hub among others, and what lies on a path between two
    that have nothing in common, the edges of their group tell.
    """
    nodes = gather(SKETCH.empty_table(), np.array(sorted({a, b}), np.int64), history)
    if len(nodes) < 2:
        return [Finding("posting", str(a), True, "", "They are the same posting.")]
    return _findings(nodes, [(0, 1)], rules or Rules(), ())[0]


def findings(
    sketches: pa.Table,
    pairs: Sequence[tuple[int, int]],
    rules: Rules | None = None,
    hubs: Collection[str] = (),
) -> list[list[Finding]]:
    """Return of each pair of rows of `sketches` (SKETCH) what `explain` does.

    `hubs` are identifiers (`kind:value`) that are known to be so.
    """
    if not pairs:
        return []
    return _findings(_nodes(sketches), pairs, rules or Rules(), hubs)


def hubs(sketches: pa.Table, pairs: Sequence[tuple[int, int, str]], rules: Rules | None = None) -> set[str]:
    """Return which identifiers (`kind:value`) are hubs, from pairs of rows of `sketches` that share each."""
    if not pairs:
        return set()
    rules = rules or Rules()
    left, right, names = zip(*pairs, strict=True)
    strange = rule.strangers(_compare(_nodes(sketches), left, right), rules)
    known, number = np.unique(np.array(names, dtype=object).astype(str), return_inverse=True)
    strangers, every = np.bincount(number[strange], minlength=len(known)), np.bincount(number, minlength=len(known))
    return set(known[rule.hub(strangers, every, rules)].tolist())


def _nodes(sketches: pa.Table) -> Nodes:
    """Return sketches as nodes, row i as node i."""
    return nodes(sketches.set_column(0, SKETCH.field("ordinal"), pa.array(np.arange(sketches.num_rows))))


def _compare(nodes: Nodes, left: Sequence[int], right: Sequence[int]) -> Pairs:
    early, late = np.array(left, np.int64), np.array(right, np.int64)
    return compare(nodes, early, late, likeness(nodes.shingles, early, late))


def _findings(
    nodes: Nodes, pairs: Sequence[tuple[int, int]], rules: Rules, known: Collection[str]
) -> list[list[Finding]]:
    compared = _compare(nodes, [left for left, _ in pairs], [right for _, right in pairs])
    said = _Verdicts(compared, rules, frozenset(known))
    names = nodes.identifiers.to_pylist()
    every = []
    for at, (left, right) in enumerate(pairs):
        shared = sorted(set(names[left] or ()) & set(names[right] or ()))
        found = [*said.identifiers(at, shared), said.wording(at), *said.circumstances(at)]
        every.append(sorted(found, key=lambda finding: not finding.ties))
    return every


class _Verdicts:
    """What each rule says of each pair, worked out once for all, and in words for one."""

    def __init__(self, pairs: Pairs, rules: Rules, known: frozenset[str]) -> None:
        self.pairs, self.rules, self.known = pairs, rules, known
        self.recycled = rule.recycled(pairs, rules)
        self.strangers = rule.strangers(pairs, rules)
        self.one_wording = rule.one_wording(pairs, rules)
        self.supported = rule.supported(pairs, rules)

    def identifiers(self, at: int, shared: Sequence[str]) -> list[Finding]:
        found = []
        for name in shared:
            kind, value = name.split(":", 1)
            if kind == "picture":
                text = "Both show this picture; pictures are copied, so it only supports."
                found.append(Finding(kind, value, False, "", text))
                continue
            broken, why = self._refusal(at, name)
            found.append(Finding(kind, value, not broken, broken or "identifier", f"Both give this {kind}{why}"))
        return found

    def _refusal(self, at: int, name: str) -> tuple[str, str]:
        """Return the rule that refuses a shared identifier, and what it says; the rule is empty when none does."""
        alike = f"the wording is {self.pairs.jaccard[at]:.0%} alike"
        if name in self.known:
            return "hub", f", but so do ads with contacts and words of their own: a hub ({alike})."
        if self.recycled[at]:
            days = self.pairs.gap[at]
            return (
                "recycled",
                f", but {days} days lie between, with another name and other wording ({alike}): recycled.",
            )
        if self.strangers[at]:
            return "strangers", f", but each also gives one of its own and says something else ({alike})."
        return "", "."

    def wording(self, at: int) -> Finding:
        alike = float(self.pairs.jaccard[at])
        said = f"The wording is {alike:.0%} alike"
        ties, broken, why = True, "one_wording", ", and no contact speaks against it."
        if not self.one_wording[at]:
            ties, why = False, ": not enough to say one wrote both."
            if alike >= self.rules.alike:
                why = ", but what they share is short: not enough to say one wrote both."
        elif self.pairs.apart[at]:
            ties, broken = bool(self.supported[at]), "supported"
            why = (
                ", under one name, in one place."
                if ties
                else ", but the contacts differ: it may be stolen or handed around."
            )
        return Finding("wording", f"{alike:.2f}", ties, broken, said + why)

    def circumstances(self, at: int) -> list[Finding]:
        pairs = self.pairs
        found = []
        if pairs.apart[at]:
            found.append(Finding("contact", "", False, "", "Each gives contacts, and none is the same."))
        if pairs.persona[at]:
            found.append(Finding("name", "", False, "", "Both give the same name; that alone ties nothing."))
        if pairs.place[at]:
            found.append(Finding("place", "", False, "", "Both name the same place; that alone ties nothing."))
        if pairs.gap[at] >= self.rules.recycled:
            found.append(Finding("time", str(pairs.gap[at]), False, "", f"{pairs.gap[at]} days lie between them."))
        return found
