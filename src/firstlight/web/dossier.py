"""One group as its page shows it, worked out of the desk's dossier: plain functions over typed rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firstlight.desk import Sighting
from firstlight.records import Edge, Lead, Mention, Posting
from firstlight.web.highlight import Span


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that ties ads of a group together: how many pairs, over how many ads, and its greatest weight."""

    kind: str
    value: str
    pairs: int
    ads: int
    weight: float


@dataclass(frozen=True, slots=True)
class Text:
    """One wording, the first ad that has it, and the ads after it that repeat it letter by letter."""

    first: Posting
    copies: tuple[Posting, ...]

    @property
    def ids(self) -> set[str]:
        """The ids of the ads."""
        return {ad.id for ad in (self.first, *self.copies)}

    @property
    def pictures(self) -> int:
        """How many pictures the ads name, all together."""
        return sum(len(ad.pictures) for ad in (self.first, *self.copies))

    def marks(self, found: Mapping[tuple[str, str], list[Span]], field: str) -> list[Span]:
        """Return what stands out in a field: evidence from any of the ads, since all have the same words."""
        return list(dict.fromkeys(mark for ad in (self.first, *self.copies) for mark in found.get((ad.id, field), ())))


def ties(edges: Iterable[Edge]) -> list[Tie]:
    """Gather edges by what they share, the widest tie first."""
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    ads: dict[tuple[str, str], set[str]] = defaultdict(set)
    weight: dict[tuple[str, str], float] = defaultdict(float)
    for edge in edges:
        key = (edge.kind, edge.value)
        pairs[key] += 1
        ads[key].update((edge.a, edge.b))
        weight[key] = max(weight[key], edge.weight)
    found = [
        Tie(kind, value, count, len(ads[kind, value]), weight[kind, value]) for (kind, value), count in pairs.items()
    ]
    return sorted(found, key=lambda tie: (-tie.ads, tie.kind, tie.value))


def texts(postings: Iterable[Posting]) -> list[Text]:
    """Fold postings with the same title and text together; keep the order in which wordings come."""
    folded: dict[tuple[str | None, str], list[Posting]] = {}
    for posting in postings:
        folded.setdefault((posting.title, posting.text), []).append(posting)
    return [Text(first, tuple(copies)) for first, *copies in folded.values()]


@dataclass(frozen=True, slots=True)
class Bar:
    """The ads of some days, the first and the last of them included."""

    first: date
    last: date
    ads: int


def timeline(sightings: Iterable[Sighting], most: int = 120) -> list[Bar]:
    """Return a bar for every day from the first to the last ad, or for as many days together as give at most `most`.

    Days without an ad have an empty bar. An ad years away from all others makes bars wide, never many.
    """
    counted = Counter(ad.at.date().toordinal() for ad in sightings if ad.at)
    if not counted:
        return []
    first, last = min(counted), max(counted)
    step = -(-(last - first + 1) // most)
    bars: Counter[int] = Counter()
    for day, count in counted.items():
        bars[(day - first) // step] += count
    return [
        Bar(
            date.fromordinal(first + number * step),
            date.fromordinal(min(first + (number + 1) * step - 1, last)),
            bars[number],
        )
        for number in range((last - first) // step + 1)
    ]


def spans(lead: Lead | None, mentions: Iterable[Mention]) -> dict[tuple[str, str], list[Span]]:
    """Gather by (posting id, field) what stands out: each reason's evidence by its number, then other mentions."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for number, reason in enumerate(lead.reasons if lead else (), start=1):
        for piece in reason.evidence:
            found[piece.posting, piece.field].append(Span(piece.start, piece.end, reason.id, number))
    for mention in mentions:
        if mention.kind != "wording":  # wording stands out only where a reason rests on it
            label = f"{mention.kind} {mention.value}"
            found[mention.posting, mention.field].append(Span(mention.start, mention.end, label))
    return found


def cited(lead: Lead | None) -> list[str]:
    """Return the ids of the postings that a lead's reasons quote, each once."""
    return list(dict.fromkeys(piece.posting for reason in (lead.reasons if lead else ()) for piece in reason.evidence))


def shares(values: Sequence[float], total: float, places: int = 2) -> list[float]:
    """Round values so that they add up to the rounded total, changing as few last digits as need be.

    Largest-remainder rounding: a reader who adds the printed contributions gets the printed score.
    """
    unit = 10**places
    floors = [int(value * unit // 1) for value in values]
    missing = round(total * unit) - sum(floors)
    order = sorted(range(len(values)), key=lambda at: floors[at] - values[at] * unit)
    for at in order[: max(missing, 0)]:
        floors[at] += 1
    return [floor / unit for floor in floors]
