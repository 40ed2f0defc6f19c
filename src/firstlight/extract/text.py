"""The normalised view: what a reader sees in a text, in plain lower-case characters, with the way back to the original.

Each character is normalised on its own, so that the view of two texts joined is their views joined:

- digits of every script, superscripts, circled and keycap digits become ASCII digits; circled numbers, ASCII numbers;
- letters become lower-case, lose their accents (é, ñ, ø, ł become e, n, o, l) and, where they look like a Latin
  letter (Cyrillic, Greek, mathematical, circled, full-width, small capitals), become it;
- combining marks, zero-width and other format characters vanish;
- dashes become "-", quotation marks ' or ", spaces " ", line separators a line feed;
- emoji, pictographs, arrows, box drawings, unassigned and private characters become a space; currency signs stay,
  and telephones of all makes become "☎".

Plain NFKC is not enough: it keeps zero-width characters, keycaps, negative circled digits and every homoglyph.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate

from firstlight.extract.lookalikes import LETTERS

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"([^\W_]+)")
_ASCII_WORD = re.compile(r"([a-z0-9]+)")
_LATIN_NAME = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED) )?LATIN (?:CAPITAL|SMALL|LETTER SMALL CAPITAL)(?: LETTER)? ([A-Z])(?: WITH .*)?$"
)
_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛′‵‹›ʹʻʼˈ´", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞", '"'),
    **dict.fromkeys("·‧・∙⋅。．", "."),
    **dict.fromkeys("−⁃➖ー", "-"),
    **dict.fromkeys("⁄∕╱÷", "/"),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("❘∣｜│┃ǀ", "|"),
    **dict.fromkeys("☎☏✆📞📱📲📳🕻🕽🕾🕿", "☎"),
    "×": "x",
    "✖": "x",
    "æ": "ae",
    "œ": "oe",
    "〜": "~",
    "∼": "~",
}


def _normalise(character: str) -> str:
    """Return what stands in the view for one non-ASCII character."""
    plain = _PUNCTUATION.get(character) or LETTERS.get(character)
    if plain is not None:
        return plain
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    digit = unicodedata.digit(character, -1)
    if digit >= 0:
        return str(digit)
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    if (decomposed != character and category != "So") or _is_enclosed(character):
        return "".join(c.lower() if c.isascii() else _table[c] for c in decomposed)
    return _plain(character, category)


def _is_enclosed(character: str) -> bool:
    """Tell whether a symbol is one letter or number in a frame, such as Ⓐ or 🄰, and not a word such as ™ or ㏂."""
    inside = unicodedata.normalize("NFKD", character)
    return inside != character and (inside.isdigit() or len(inside.strip("()")) == 1)


def _plain(character: str, category: str) -> str:
    """Return the view of a character that Unicode does not decompose."""
    latin = _LATIN_NAME.match(unicodedata.name(character, ""))
    if latin:
        return latin[1].lower()
    number = unicodedata.numeric(character, -1)
    if 0 <= number < (10 if category == "Lo" else 100) and number == int(number):
        return str(int(number))
    if category == "Pd":
        return "-"
    if category[0] in "LM" or category in {"Sc", "Nd", "Nl", "No"}:
        return character
    return " "


class _Table(dict[str, str]):
    """Characters to their view, worked out when first met: a text rarely has more than a few dozen."""

    def __missing__(self, character: str) -> str:
        seen = self[character] = _normalise(character)
        return seen


_table = _Table()


def seen_as(character: str) -> str:
    """Return what one character is in a view: nothing, itself, another, or several."""
    return character.lower() if character.isascii() else _table[character]


def is_mark(character: str) -> bool:
    """Tell whether a character stands on the one before it, such as an accent or the frame of a keycap."""
    return unicodedata.category(character) in {"Mn", "Me"}


class TextView:
    """A text as read: `text` to search in, `span` to say where in `original` a find stands.

    Made by `view`. Anchors are pairs of offsets, view and original, after each of which the two run side by side.
    """

    __slots__ = ("__dict__", "_from", "_to", "original", "text")

    def __init__(self, original: str, text: str, anchors: tuple[list[int], list[int]] | None = None) -> None:
        self.original = original
        self.text = text
        self._from, self._to = anchors or ([], [])

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """Every run of letters and digits as (start, end, run), worked out once for all kinds of mention."""
        pieces = (_ASCII_WORD if self.text.isascii() else _WORD).split(self.text)
        ends = list(accumulate(map(len, pieces)))
        return list(zip(ends[::2], ends[1::2], pieces[1::2], strict=False))

    def hits(self, among: AbstractSet[str]) -> list[int]:
        """Return the indices of the words that are among some: most texts have none, which costs least."""
        said = self._said
        return [] if among.isdisjoint(said) else [at for at, word in enumerate(said) if word in among]

    @cached_property
    def _said(self) -> list[str]:
        return [word for _, _, word in self.words]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the original that covers view[start:end].

        Marks that stand on its last character (the frame of a keycap) belong to that character. Raises IndexError
        if the span does not lie within the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in a view of {len(self.text)} characters")
        if not self._from:
            return start, end
        if start == end:
            at = self._origin(start) if start < len(self.text) else len(self.original)
            return at, at
        last = self._origin(end - 1) + 1
        while last < len(self.original) and is_mark(self.original[last]):
            last += 1
        return self._origin(start), last

    def _origin(self, at: int) -> int:
        anchor = bisect_right(self._from, at) - 1
        return at if anchor < 0 else self._to[anchor] + at - self._from[anchor]


def view(text: str) -> TextView:
    """Return the normalised view of a text; time and memory are linear in its length."""
    if text.isascii():
        return TextView(text, text.lower())
    pieces: list[str] = []
    seen: list[int] = []
    stands: list[int] = []
    done = length = 0
    for run in _FOREIGN.finditer(text):
        start, end = run.span()
        pieces.append(text[done:start].lower())
        length += start - done
        for at, character in enumerate(run[0], start):
            plain = _table[character]
            pieces.append(plain)
            if len(plain) != 1:
                seen.extend(range(length, length + len(plain) + 1))
                stands.extend([at] * len(plain) + [at + 1])
            length += len(plain)
        done = end
    pieces.append(text[done:].lower())
    return TextView(text, "".join(pieces), (seen, stands))
