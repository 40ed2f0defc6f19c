"""A posting's text as safe HTML: evidence marked, mentions underlined, hidden characters made visible.

Everything here starts from hostile text. It is escaped before anything else is done to it, so no tag of its own
survives; characters that reverse or hide text are replaced by a small box with their name, so none of them acts.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

LIMIT = 4_000
"""Characters of one text that a page shows in full; of longer texts it shows the start and what lies around marks."""

_AROUND = 240
"""Characters kept on either side of a mark in a text longer than the limit."""

_BIDI = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip

# Controls but tab and line ends, direction marks, zero-width and invisible characters, tags, lone surrogates. The
# two joiners (U+200C, U+200D) are left: Persian, Indic scripts and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text (half-open character offsets) and why it stands out.

    `ref` is the number of the reason it is evidence for, 0 for a mention that no reason rests on.
    """

    start: int
    end: int
    label: str
    ref: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    spans: tuple[Span, ...]
    closing: tuple[Span, ...]


def visible(text: object) -> Markup:
    """Escape a text and show each character that would hide or reverse others as a box with its name."""
    return Markup(_HIDDEN.sub(_box, str(escape(str(text)))))  # noqa: S704 - escaped in this very line


def unhidden(text: str) -> str:
    """Return a text without what would hide or reverse it, for a field where no box can stand."""
    return _HIDDEN.sub("", text)


def plainly(text: object) -> str:
    """Return a text for where no mark-up can stand, such as a list of choices: what is not seen is replaced."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))


def isolated(text: object) -> Markup:
    """Return `visible`, kept from changing the direction of what stands around it."""
    return Markup(f"<bdi>{visible(text)}</bdi>")  # noqa: S704 - escaped; Markup's own format costs ten times as much


def highlight(text: str, spans: Iterable[Span], limit: int = LIMIT) -> Markup:
    """Return the text as HTML with its spans marked; spans may overlap, touch, or lie outside the text.

    A mark carries the ids of its reasons and, where a span ends, links to them by number.
    """
    kept = [
        Span(max(span.start, 0), min(span.end, len(text)), span.label, span.ref)
        for span in spans
        if span.start < len(text) and span.end > max(span.start, 0)
    ]
    parts: list[Markup] = []
    at = 0
    for start, end in _windows(len(text), kept, limit):
        if start > at:
            parts.append(_gap(start - at))
        inside = [span for span in kept if span.end > start and span.start < end]
        parts += [_shown(text, piece) for piece in _pieces(start, end, inside)]
        at = end
    if at < len(text):
        parts.append(_gap(len(text) - at))
    return Markup("").join(parts)


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Return the text as HTML with stretches marked that do not overlap, such as what a search found."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(marks):
        parts += (visible(text[at:start]), Markup("<mark>{}</mark>").format(visible(text[start:end])))
        at = end
    return Markup("").join((*parts, visible(text[at:])))


def _windows(length: int, spans: Sequence[Span], limit: int) -> list[tuple[int, int]]:
    if length <= limit:
        return [(0, length)]
    wanted = [(0, limit // 2)]
    wanted += [(max(span.start - _AROUND, 0), min(span.end + _AROUND, length)) for span in spans if span.ref]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(start: int, end: int, spans: Sequence[Span]) -> Iterator[_Piece]:
    """Cut a window at every span's start and end; each piece knows which spans cover it and which end with it."""
    opening: dict[int, list[Span]] = {}
    closing: dict[int, list[Span]] = {}
    for span in spans:
        opening.setdefault(max(span.start, start), []).append(span)
        closing.setdefault(min(span.end, end), []).append(span)
    cuts = sorted({start, end, *opening, *closing})
    active: Counter[Span] = Counter()
    for left, right in itertools.pairwise(cuts):
        active.update(opening.get(left, ()))
        active.subtract(closing.get(left, ()))
        active = +active
        yield _Piece(left, right, tuple(active), tuple(dict.fromkeys(closing.get(right, ()))))


def _shown(text: str, piece: _Piece) -> Markup:
    words = visible(text[piece.start : piece.end])
    reasons = sorted({span for span in piece.spans if span.ref}, key=lambda span: (span.ref, span.label))
    if reasons:
        ids = escape(" ".join(dict.fromkeys(span.label for span in reasons)))
        ended = sorted({(span.ref, span.label) for span in piece.closing if span.ref})
        refs = "".join(f'<a class="ref" href="#why-{ref}">{ref}</a>' for ref, _ in ended)
        return Markup(f'<mark data-why="{ids}" title="{ids}">{words}</mark>{refs}')  # noqa: S704 - escaped above
    if piece.spans:
        labels = escape(", ".join(sorted({span.label for span in piece.spans})))
        return Markup(f'<span class="said" title="{labels}">{words}</span>')  # noqa: S704 - escaped above
    return words


def _gap(length: int) -> Markup:
    return Markup('<span class="gap">… {:,} characters not shown …</span>').format(length)


def _box(found: re.Match[str]) -> str:
    character = found.group()
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, code).lower()
    return f'<span class="hidden-char" title="{name}">{_BIDI.get(character, code)}</span>'
