"""Labelled groups: what people said of them, brought to one label a group, and how much each person's word counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from firstlight.records import Label

Question = Literal["minor", "control", "spam"]
QUESTIONS: tuple[Question, ...] = ("minor", "control", "spam")
"""What is learned, each from its own answers: spam is a class of its own, not the opposite of a minor."""

_ANSWERS: Mapping[Question, tuple[frozenset[str], frozenset[str]]] = {
    "minor": (frozenset({"minor"}), frozenset({"trafficking", "independent", "agency"})),
    # A minor may be offered by herself or by others: that label does not say who is in control.
    "control": (frozenset({"trafficking"}), frozenset({"independent", "agency"})),
    "spam": (frozenset({"spam", "scam"}), frozenset({"minor", "trafficking", "independent", "agency"})),
}

FULL_VOICE = 50
"""Labels by which any account is heard in full, however few the others have given."""


@dataclass(frozen=True, slots=True)
class Said:
    """One account's standing label for a group; `share` is what brought the group before it (records.Share or "")."""

    group: str
    label: Label
    who: str
    at: datetime
    share: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A group with the label that nobody contradicts, and the strength (0..1) of every sign that it shows."""

    said: Said
    strengths: Mapping[str, float]

    def answer(self, question: Question) -> bool | None:
        """What the label says to a question; None where it says nothing."""
        return answer(self.said.label, question)


def answer(label: str, question: Question) -> bool | None:
    """What a label says to a question; None where it says nothing."""
    yes, no = _ANSWERS[question]
    return True if label in yes else False if label in no else None


def gather(said: Iterable[Said]) -> tuple[list[Said], list[tuple[Said, ...]]]:
    """Bring labels to one a group, in order of time, and list what accounts contradict each other about.

    `said` holds the newest label of each account for each group. `unclear` contradicts nothing. Contradicted groups
    teach nothing until people agree, so they are left out of the first list.
    """
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.at, one.who)):
        groups[one.group].append(one)
    agreed, contradicted = [], []
    for labels in groups.values():
        clear = [one for one in labels if one.label != "unclear"] or labels
        if len({one.label for one in clear}) > 1:
            contradicted.append(tuple(clear))
        else:
            # Who looked first, not knowing, counts: a label given because of another's is no second opinion.
            agreed.append(clear[0])
    return sorted(agreed, key=lambda one: (one.at, one.group)), contradicted


def voices(said: Sequence[Said]) -> dict[str, float]:
    """Return the weight of one label of each account: 1, or less for one that would outweigh all the others.

    An account's labels together count at most as much as the labels of all others, and FULL_VOICE at least; so one
    account that is wrong, or lies, cannot outvote the unit.
    """
    counts = Counter(one.who for one in said)
    total = sum(counts.values())
    return {who: min(1.0, max(FULL_VOICE, total - count) / count) for who, count in counts.items()}
