"""Ads of one hand as templates: the phrase that they share, the slots in it that change, and what stands in each.

Texts of one wording are aligned with the one in their middle (the medoid), each on its own, so that the cost is
linear in the texts and every result is the same each time. Words that most of them share are the phrase; what stands
between two such words is a slot; a mention is a slot of its own kind, whatever it says. Every part is a span of the
original text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from firstlight.link import words
from firstlight.link.aligning import Slot, Token, matched, tokens

ALIKE = 0.4
"""Jaccard of 2-word shingles from which a text is aligned with another."""

SHARED = 0.6
"""Share of the ads of a template that must have a word for it to belong to the phrase."""

FILLED = 0.2
"""Share of the ads that must have something between two words of the phrase for it to be a slot."""

FORMS = 200
"""Distinct texts (slots apart) that are aligned, the most frequent first."""

TEMPLATES = 8
"""Templates that are looked for, the widest first."""


class Wording(NamedTuple):
    """One ad's text, and the mentions in it."""

    posting: str
    text: str
    slots: tuple[Slot, ...] = ()


class Value(NamedTuple):
    """What stands in a slot, and in how many of the aligned ads."""

    text: str
    ads: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template.

    kind: `phrase`, a kind of mention, or `words` for a slot that holds anything else. text: the phrase as the seed
    says it, empty for a slot. values: what stands in a slot, the most frequent first. ads: in how many it is found.
    """

    kind: str
    text: str
    values: tuple[Value, ...]
    ads: int


class Place(NamedTuple):
    """Where a part (its number) stands in a text; a phrase with a word put in stands in two places."""

    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """One ad beside the template: where each part stands in its text, in order, none over another."""

    posting: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What some ads have in common. `seed` is the ad in their middle, `size` how many ads it stands for in all."""

    seed: str
    parts: tuple[Part, ...]
    ads: tuple[Aligned, ...]
    size: int


class _Form(NamedTuple):
    """Texts with one sequence of token keys, and their tokens."""

    keys: tuple[str, ...]
    texts: list[tuple[Wording, list[Token]]]


def templates(wordings: Sequence[Wording]) -> list[Template]:
    """Return what at least two of the texts share, the widest template first; a text without words is in none."""
    forms = list(islice(_forms(wordings), FORMS))
    found = []
    for seed, members in islice(_clusters(forms), TEMPLATES):
        found.append(_template(forms[seed], [forms[at] for at in members]))
    return found


def _forms(wordings: Sequence[Wording]) -> Iterator[_Form]:
    """Yield the distinct texts, the most frequent first, equals in their order."""
    held: defaultdict[tuple[str, ...], list[tuple[Wording, list[Token]]]] = defaultdict(list)
    for wording in wordings:
        read = tokens(wording.text, wording.slots)
        if read:
            held[tuple(token.key for token in read)].append((wording, read))
    for keys, texts in sorted(held.items(), key=lambda item: -len(item[1])):
        yield _Form(keys, texts)


def _clusters(forms: Sequence[_Form]) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
    """Yield (the form in the middle, all that are like it), those of the most ads first, until no two ads are left."""
    if not forms:
        return
    alike = _likeness(forms)
    ads = np.array([len(form.texts) for form in forms], np.float64)
    left = np.ones(len(forms), dtype=bool)
    while left.any():
        near = (alike >= ALIKE) & left & left[:, None]
        size = near @ ads
        middle = np.round((alike * near) @ ads / (ads.sum() + 1), 6)  # in 0..1: decides among equal sizes only
        seed = int(np.argmax(size + middle))
        if size[seed] < 2:
            return
        members = np.flatnonzero(near[seed])
        left[members] = False
        yield seed, members


def _likeness(forms: Sequence[_Form]) -> npt.NDArray[np.float64]:
    """Return the Jaccard index of the shingles of each two forms."""
    shingles, _ = words.shingles([form.keys for form in forms])
    _, column = np.unique(shingles.values, return_inverse=True)
    shape = (len(forms), int(column.max()) + 1)
    table = csr_array((np.ones(len(column)), column, shingles.offsets), shape=shape)
    both = (table @ table.T).toarray()
    sizes = shingles.lengths
    found: npt.NDArray[np.float64] = both / (sizes[:, None] + sizes - both)
    return found


@dataclass(slots=True)
class _Column:
    """A place in the template: a token of the seed that most share, or (`seed` -1) a gap before the next such token."""

    seed: int
    kind: str
    part: int = -1


def _template(seed: _Form, forms: Sequence[_Form]) -> Template:
    """Align forms with the seed, and read off what they share and what changes."""
    places = [matched(seed.keys, form.keys) for form in forms]
    ads = np.array([len(form.texts) for form in forms])
    support = (np.array(places) >= 0).T @ ads
    fixed = np.flatnonzero(support >= SHARED * ads.sum()).tolist()
    columns = list(_columns(seed, forms, places, fixed))
    wording, read = seed.texts[0]
    aligned = []
    for form, at in zip(forms, places, strict=True):
        ranges = list(_ranges(columns, at, len(form.keys)))
        for own, own_tokens in form.texts:
            aligned.append((own, own_tokens, list(_places(ranges, own_tokens))))
    parts = tuple(_parts(columns, wording.text, read, aligned))
    return Template(
        seed=wording.posting,
        parts=parts,
        ads=tuple(Aligned(own.posting, tuple(found)) for own, _, found in aligned),
        size=len(aligned),
    )


def _columns(
    seed: _Form, forms: Sequence[_Form], places: Sequence[Sequence[int]], fixed: Sequence[int]
) -> Iterator[_Column]:
    """Yield the columns in order, each with the number of its part."""
    total = sum(len(form.texts) for form in forms)
    part, inside = -1, False
    for number in range(len(fixed) + 1):
        kinds: Counter[str] = Counter()
        for form, at in zip(forms, places, strict=True):
            start, end = _gap(fixed, number, at, len(form.keys))
            if start < end:
                kinds[_kind(form.texts[0][1][start:end])] += len(form.texts)
        if kinds.total() >= FILLED * total:
            kind, often = kinds.most_common(1)[0]
            part, inside = part + 1, False
            yield _Column(-1, kind if 2 * often > kinds.total() else "words", part)
        if number < len(fixed):
            slot = seed.texts[0][1][fixed[number]].slot
            if slot or not inside:
                part += 1
            inside = slot is None
            yield _Column(fixed[number], slot.kind if slot else "phrase", part)


def _kind(between: Sequence[Token]) -> str:
    """Say of what stands in a gap which mention it is, if it is one and nothing else."""
    slot = between[0].slot
    return slot.kind if slot and len(between) == 1 else "words"


def _gap(fixed: Sequence[int], number: int, at: Sequence[int], length: int) -> tuple[int, int]:
    """Return the tokens of a text between two neighbours in the phrase; none where it lacks one of the two."""
    before = at[fixed[number - 1]] if number else -1
    after = at[fixed[number]] if number < len(fixed) else length
    lacking = (number > 0 and before < 0) or after < 0
    return (0, 0) if lacking else (before + 1, after)


def _ranges(columns: Sequence[_Column], at: Sequence[int], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield (part, first token, token after the last) of a text's pieces, tokens of one phrase joined."""
    fixed = [column.seed for column in columns if column.seed >= 0]
    number = 0
    run: tuple[int, int, int] | None = None
    for column in columns:
        if column.seed < 0:
            start, end = _gap(fixed, number, at, length)
        else:
            start, end = at[column.seed], at[column.seed] + 1
            number += 1
        if start < 0 or start >= end:
            continue
        if run and run[0] == column.part and run[2] == start:
            run = (run[0], run[1], end)
            continue
        if run:
            yield run
        run = (column.part, start, end)
    if run:
        yield run


def _places(ranges: Sequence[tuple[int, int, int]], read: Sequence[Token]) -> Iterator[Place]:
    for part, start, end in ranges:
        yield Place(part, read[start].start, read[end - 1].end)


def _parts(
    columns: Sequence[_Column],
    text: str,
    read: Sequence[Token],
    aligned: Sequence[tuple[Wording, list[Token], list[Place]]],
) -> Iterator[Part]:
    """Yield each part with what stands in it."""
    said: defaultdict[int, Counter[str]] = defaultdict(Counter)
    ads: Counter[int] = Counter()
    for wording, own_tokens, places in aligned:
        values = {(token.start, token.end): token.slot.value for token in own_tokens if token.slot}
        ads.update({place.part for place in places})
        for part, start, end in places:
            said[part][values.get((start, end)) or " ".join(wording.text[start:end].split())] += 1
    kinds = {column.part: column.kind for column in columns}
    for part, kind in kinds.items():
        if kind == "phrase":
            tokens_of = [column.seed for column in columns if column.part == part]
            yield Part(kind, _phrase(text, read, tokens_of), (), ads[part])
        else:
            often = sorted(said[part].items(), key=lambda item: (-item[1], item[0]))
            yield Part(kind, "", tuple(Value(value, count) for value, count in often), ads[part])


def _phrase(text: str, read: Sequence[Token], places: Sequence[int]) -> str:
    """Return the words of a phrase as the seed writes them, with an ellipsis where most ads leave a word out."""
    pieces: list[str] = []
    start = last = places[0]
    for place in [*places[1:], -1]:
        if place != last + 1:
            pieces.append(" ".join(text[read[start].start : read[last].end].split()))
            start = place
        last = place
    return " … ".join(pieces)
