"""A day's list: what to open, in which order, and what brought each group there.

Of every ten places seven go to the highest scores (risk), two to groups about which the scores know least and which
differ from one another (uncertain), and one to a group drawn at random (random): only the last says how often scores
are right, and only the middle one teaches what they do not know. Urgent groups stand before all, outside the shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from firstlight.records import Lead, Share

TURNS: tuple[Share, ...] = (
    "risk", "risk", "uncertain", "risk", "risk", "random", "risk", "risk", "uncertain", "risk",
)  # fmt: skip
"""Whose turn each of ten places is; spread out, so that whoever stops early has kept the shares."""

_NEXT: tuple[Share, ...] = ("risk", "uncertain", "random")
"""Who takes a place whose own share has run out."""


def needed(top: int) -> dict[Share, int]:
    """Return how many of each share a list of `top` places may take at most, should no other share run out."""
    turns = [TURNS[place % len(TURNS)] for place in range(top)]
    return {share: turns.count(share) for share in _NEXT}


def compose(
    urgent: Sequence[Lead], risk: Sequence[Lead], pool: Sequence[Lead], random: Sequence[Lead], top: int
) -> list[tuple[Share, Lead]]:
    """Put a list of at most `top` groups together, each group once.

    `urgent` and `risk` come in the order of the queue, `random` as drawn; `pool` is what uncertain groups are chosen
    from. A group that was drawn at random counts as random even where it ranks high: otherwise the audit would miss
    the groups that matter most.
    """
    listed: list[tuple[Share, Lead]] = [("urgent", lead) for lead in urgent[:top]]
    places = top - len(listed)
    drawn = list(random)[: needed(places)["random"]]
    taken = {lead.group for lead in drawn}
    first = [lead for lead in risk if lead.group not in taken]
    taken |= {lead.group for lead in first[: needed(places)["risk"]]}
    waiting: dict[Share, Iterator[Lead]] = {
        "risk": iter(first),
        "uncertain": diverse(lead for lead in pool if lead.group not in taken),
        "random": iter([*drawn, *random[len(drawn) :]]),
    }
    seen: set[str] = set()
    for place in range(places):
        turn = TURNS[place % len(TURNS)]
        for share in (turn, *(other for other in _NEXT if other != turn)):
            lead = next((lead for lead in waiting[share] if lead.group not in seen), None)
            if lead is not None:
                seen.add(lead.group)
                listed.append((share, lead))
                break
    return listed


def doubt(lead: Lead) -> float:
    """How little is known of a group, 0..1: the wider of its two ranges."""
    return max(
        lead.possible_minor.high - lead.possible_minor.low, lead.possible_control.high - lead.possible_control.low
    )


def diverse(pool: Iterable[Lead]) -> Iterator[Lead]:
    """Yield groups, each time the one that is most doubtful and least like those before (Jaccard index of the signs).

    Source: maximal marginal relevance (Carbonell and Goldstein 1998), with doubt in the place of relevance.
    """
    rest = {lead.group: (lead, doubt(lead), _signs(lead)) for lead in pool}
    likeness = dict.fromkeys(rest, 0.0)
    while rest:
        best = min(rest, key=lambda name: (-rest[name][1] * (1 - likeness[name] / 2), name))
        lead, _, signs = rest.pop(best)
        yield lead
        for name, (_, _, others) in rest.items():
            likeness[name] = max(likeness[name], _alike(signs, others))


def _signs(lead: Lead) -> frozenset[str]:
    return frozenset(reason.id for reason in lead.reasons)


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0
