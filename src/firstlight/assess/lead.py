"""From a group's facts to a lead: ask every indicator, weigh the answers, say why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from firstlight.assess import plugins
from firstlight.assess.case import MissingRecord
from firstlight.assess.facts import GroupFacts
from firstlight.assess.fit import match
from firstlight.assess.indicator import Signal
from firstlight.assess.indicators import REGISTRY
from firstlight.assess.learning.model import Model
from firstlight.assess.priors import Priors, declared
from firstlight.assess.score import Weighed, by_family, discount, intervals, tier_of, weigh
from firstlight.records import TIERS, Evidence, Lead, Mention, Reason

Raised = Callable[[str, str], None]
"""Told the id of a plugin's indicator that raised, and what."""


def _untold(name: str, cause: str) -> None:
    """Tell nobody."""


MOST_EVIDENCE = 10
"""Spans shown for one reason; enough to judge by, few enough to read."""


def assess(
    group: GroupFacts,
    records: Sequence[MissingRecord] = (),
    priors: Priors | None = None,
    model: Model | None = None,
    raised: Raised = _untold,
) -> Lead:
    """Turn a group into a lead, with rank 0; pure, and linear in the group's mentions.

    `records` are open missing-child cases; pass `missing.Records`, which is indexed, when there are many. `model` is
    what decisions have taught; without one the weights are as declared. `raised` is told what plugins have raised.
    """
    weights = priors or declared()
    group, signals = _ask(group, records, raised)
    shown = {name: signal.strength for name, signal in signals.items()}
    if model is None:
        signs = weigh(shown, weights)
        minor, control = intervals(signs, len(group.distinct), weights)
    else:
        signs = model.weigh(shown, weights)
        minor, control = model.values(signs, shown, len(group.distinct), weights)
    times = [ad.posted_at for ad in group.ads if ad.posted_at]
    return Lead(
        rank=0,
        lead=lead_name(group.group),
        group=group.group,
        tier=tier_of(signs, weights),
        score=sum((sign.contribution for sign in signs), 0.0),
        possible_minor=minor,
        possible_control=control,
        evidence=_evidence_count(group, signs, signals),
        reasons=tuple(_reason(group, sign, signals[sign.id]) for sign in signs),
        postings=tuple(ad.posting for ad in group.arrived),
        places=_places(group),
        first_seen=min(times, default=None),
        last_seen=max(times, default=None),
    )


def strengths(group: GroupFacts, records: Sequence[MissingRecord] = ()) -> dict[str, float]:
    """Return how strongly each sign shows in a group, 0..1; signs that do not show are left out."""
    return {name: signal.strength for name, signal in _ask(group, records)[1].items()}


def _ask(
    group: GroupFacts, records: Sequence[MissingRecord], raised: Raised = _untold
) -> tuple[GroupFacts, dict[str, Signal]]:
    """Ask every indicator about a group; what is derived goes with the copy returned, for a caller may hold many."""
    group = replace(group)
    if matches := match(group, records):
        group = group.fitting(matches)
    signals = {}
    for name, entry in REGISTRY.items():
        said = plugins.ask(entry, group) if entry.plugin else entry(group)
        if isinstance(said, str):
            raised(name, said)
        elif said:
            signals[name] = said
    return group, signals


def lead_name(group: str) -> str:
    """Name a lead after its group: `G-7K3M9QX2R5TW` becomes `L-7K3M9QX2R5TW`."""
    return f"L-{group.removeprefix('G-')}"


def rank_key(lead: Lead) -> tuple[int, float, str]:
    """Sort key of the queue: tier (urgent, high, review, low, spam), then the higher score, then the group's id."""
    return (TIERS.index(lead.tier), -lead.score, lead.group)


def what_lowers(lead: Lead, priors: Priors | None = None) -> tuple[Reason, ...]:
    """Return the reasons that, set aside together, put a lead in a lower tier: as few as possible, the largest first.

    Empty for a lead in the lowest tier, for spam, and where a reason is of a plugin that is gone. Works on the lead
    alone: shares are read backwards from the contributions, so the reasons that stay are weighed as if the others had
    never been there.
    """
    weights = priors or declared()
    if lead.tier in ("low", "spam") or not all(reason.id in REGISTRY for reason in lead.reasons):
        return ()
    signs = [
        Weighed(sign.id, sign.contribution * 2.0**place)
        for members in by_family(Weighed(r.id, r.contribution) for r in lead.reasons).values()
        for place, sign in enumerate(members)
    ]
    lowering = [reason for reason in lead.reasons if reason.contribution > 0]
    if lead.tier == "urgent":
        lowering.sort(key=lambda reason: weights.weights[reason.id].urgent is None)
    for end in range(1, len(lowering) + 1):
        aside = {reason.id for reason in lowering[:end]}
        rest = tier_of(discount(sign for sign in signs if sign.id not in aside), weights)
        if TIERS.index(rest) > TIERS.index(lead.tier):
            return tuple(lowering[:end])
    return ()


def _reason(group: GroupFacts, sign: Weighed, signal: Signal) -> Reason:
    return Reason(
        id=sign.id,
        contribution=sign.contribution,
        text=signal.reason,
        grade=REGISTRY[sign.id].grade,
        evidence=_evidence(group, signal.evidence),
    )


def _evidence(group: GroupFacts, mentions: Sequence[Mention]) -> tuple[Evidence, ...]:
    """Choose the spans to show: every value before any value twice, then the newest ad first."""
    spans = {(group.recency[m.posting], m.field, m.start, m.end): m for m in mentions if group.quotable(m)}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    placed = []
    for place in sorted(spans):
        mention = spans[place]
        placed.append((seen[mention.kind, mention.value], mention))
        seen[mention.kind, mention.value] += 1
    placed.sort(key=lambda pair: pair[0])
    return tuple(Evidence(m.posting, m.field, m.start, m.end, m.surface) for _, m in placed[:MOST_EVIDENCE])


def _evidence_count(group: GroupFacts, signs: Sequence[Weighed], signals: dict[str, Signal]) -> int:
    """Count the distinct offers that hold a mention on which the score rests."""
    offers = group.offers
    postings = {m.posting for sign in signs if sign.points for m in signals[sign.id].evidence}
    return len({offers[posting] for posting in postings})


def _places(group: GroupFacts) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for area in group.areas.values():
        counts[area] += 1
    return tuple(sorted(counts, key=lambda area: (-counts[area], area)))
