"""Why two postings are linked, or are not: every fact that the rules look at, and what each rule says of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firstlight.link import rules as rule
from firstlight.link.history import History
from firstlight.link.nodes import Nodes, compare, gather
from firstlight.link.rules import Pairs, Rules
from firstlight.link.similarity import likeness
from firstlight.link.sketching import SKETCH


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks for or against a link.

    kind: an identifier's kind, `wording`, `name`, `place`, `picture`, `time` or `contact`. value: what is shared, or
    how much. ties: whether a rule lets it tie the two by itself. text: the reason, for a person to read.
    """

    kind: str
    value: str
    ties: bool
    text: str


def explain(a: int, b: int, history: History, rules: Rules | None = None) -> list[Finding]:
    """Return what is known of two postings (ordinals) of history, what ties them first.

    It looks at the two alone: whether a shared contact is a hub among others, and what lies on a path between two
    that have nothing in common, the edges of their group tell.
    """
    rules = rules or Rules()
    ordinals = np.array(sorted({a, b}), np.int64)
    nodes = gather(SKETCH.empty_table(), ordinals, history)
    if len(nodes) < 2:
        return [Finding("posting", str(a), True, "They are the same posting.")]
    early, late = np.array([0]), np.array([1])
    pairs = compare(nodes, early, late, likeness(nodes.shingles, nodes.digest, early, late))
    found = [*_identifiers(nodes, pairs, rules), _wording(pairs, rules), *_circumstances(pairs, rules)]
    return sorted(found, key=lambda finding: not finding.ties)


def _identifiers(nodes: Nodes, pairs: Pairs, rules: Rules) -> list[Finding]:
    left, right = (set(names or ()) for names in nodes.identifiers.to_pylist())
    refusal = ""
    if rule.recycled(pairs, rules)[0]:
        refusal = f", but {pairs.gap[0]} days lie between, with another name and other wording: recycled."
    elif rule.strangers(pairs, rules)[0]:
        refusal = ", but each also gives one of its own and says something else: a hub, or chance."
    found = []
    for name in sorted(left & right):
        kind, value = name.split(":", 1)
        if kind == "picture":
            found.append(
                Finding(kind, value, False, "Both show this picture; pictures are copied, so it only supports.")
            )
        else:
            found.append(Finding(kind, value, not refusal, f"Both give this {kind}{refusal or '.'}"))
    return found


def _wording(pairs: Pairs, rules: Rules) -> Finding:
    alike = float(pairs.jaccard[0])
    value = f"{alike:.2f}"
    if not rule.one_wording(pairs, rules)[0]:
        return Finding("wording", value, False, f"The wording is {alike:.0%} alike: not enough to say one wrote both.")
    if not pairs.apart[0]:
        return Finding("wording", value, True, f"The wording is {alike:.0%} alike, and no contact speaks against it.")
    if rule.supported(pairs, rules)[0]:
        return Finding("wording", value, True, f"The wording is {alike:.0%} alike, under one name, in one place.")
    text = f"The wording is {alike:.0%} alike, but the contacts differ: it may be stolen or handed around."
    return Finding("wording", value, False, text)


def _circumstances(pairs: Pairs, rules: Rules) -> list[Finding]:
    found = []
    if pairs.apart[0]:
        found.append(Finding("contact", "", False, "Each gives contacts, and none is the same."))
    if pairs.persona[0]:
        found.append(Finding("name", "", False, "Both give the same name; that alone ties nothing."))
    if pairs.place[0]:
        found.append(Finding("place", "", False, "Both name the same place; that alone ties nothing."))
    if pairs.gap[0] >= rules.recycled:
        found.append(Finding("time", str(pairs.gap[0]), False, f"{pairs.gap[0]} days lie between them."))
    return found
