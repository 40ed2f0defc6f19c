"""Atoms: the smallest pieces of a text that can stand for digits, and how each token is taken apart into them.

A token (a run of letters and digits of the normalised view) is read in the first way that covers it whole:
digits; a number word; a number word in leet ("n1ne"); words, digits and lookalike letters run together
("nine1eight", "9I8"); a stretched or misspelt number word; letters alone that look like digits ("SSS"). Failing all,
the digits in it are atoms and the letters between them noise. Covering a token whole is what keeps "money", "phone",
"someone", "weight" and "often" out. What a token says depends on nothing else, so it is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from firstlight.extract.phone.language import Numeral, Role, vocabulary


class Trait:
    """How an atom came to its digits: bits of a plain integer, since they are tested millions of times."""

    DIGIT = 1
    WORD = 2
    LOOKALIKE = 4
    LEET = 8
    FUZZY = 16
    HOMOPHONE = 32
    NOISE = 64


WEAK = Trait.LOOKALIKE | Trait.FUZZY | Trait.HOMOPHONE
"""Traits of atoms that mostly mean something else."""


class Atom(NamedTuple):
    """A piece of text that stands for digits. readings: what it may stand for, the likeliest first; "" for nothing."""

    start: int
    end: int
    readings: tuple[str, ...]
    traits: int
    role: Role = Role.DIGITS


LOOKALIKES: dict[str, tuple[str, ...]] = {
    "o": ("0",), "i": ("1",), "l": ("1",), "z": ("2",), "e": ("3",), "a": ("4",), "s": ("5",), "b": ("8", "6"),
    "g": ("9", "6"), "t": ("7",), "q": ("9", "0"), "d": ("0",), "j": ("1",), "з": ("3",), "ч": ("4",), "б": ("6",),
    "ӡ": ("3",), "ʒ": ("3",), "ȝ": ("3",),
}  # fmt: skip
"""Letters and the digits that they are written for."""

_IN_MANY_WORDS = frozenset({"one", "eig", "uno", "tre", "tro", "set", "doi"})
_SURE_SHAPES = frozenset("oilzsbgqзӡчб")
_LEET = str.maketrans("013456789", "oieasgtbg")
_RUN = re.compile(r"\d+")
_STRETCHED = re.compile(r"(.)\1+")
LONGEST_TOKEN = 80
"""Characters of a token that is read as words; a longer one has figures and noise only."""

_CACHE_SIZE = 200_000
_COMMON_WORDS = """
    and any are ask bone bun but can cent cet cinc cine cone cuit das day deux did dine dis dive does don done
    dose dun duos dux eights end eux even ewo fever few fibe fight file fin fine fire fit fiv fix form fort foul
    four fours free fuit fun give gone got gun had has height her hero him his hive hone hour how huit ine its
    let lever light line live lone lux man may men mi mid might mine mix net neu neue never new nice nie night
    nin nina nix non none nor not note nova nove novo now nun ochoa off old on once one ones our out owe owl own
    per pine pix pour pun put ran res right rose run saw sax say seen sep sept set sets seve sever sex she sien
    sies sight sim sin sip sir sis sit six son sour spot suit sun tao tax tee tees teuf the them then there
    these tho threw tight tine toe ton tone too tour tow town treas trees trios tris troy tub twa two una unas
    une unos use vero via vine wan war was way weight who why wine won woo yes you your zeal zeros zone
"""
_COMMON = frozenset(_COMMON_WORDS.split())


Word = tuple[int, int, str]
"""A token with its start and end, as in `TextView.words`."""


def atoms(words: Iterable[Word]) -> Iterator[Atom]:
    """Yield the atoms of words in order."""
    for start, _, word in words:
        for piece in decode(word):
            yield Atom(start + piece[0], start + piece[1], piece[2], piece[3], piece[4]) if start else piece


def decode(token: str) -> Sequence[Atom]:
    """Return the atoms of one token, with offsets from its start."""
    return _decoded[token] if len(token) <= LONGEST_TOKEN else _noise(token)


@cache
def stems() -> tuple[str, ...]:
    """Return the beginnings of the digits' names, to tell fast that a text says no number."""
    return tuple(sorted(stem for stem in vocabulary().stems - _IN_MANY_WORDS if len(stem) > 2))


class _Decoder(dict[str, tuple[Atom, ...]]):
    """Tokens and their atoms, with offsets from the token's start; forgets all when it has grown large."""

    def __missing__(self, token: str) -> tuple[Atom, ...]:
        if len(self) >= _CACHE_SIZE:
            self.clear()
        pieces = self[token] = tuple(_decode(token))
        return pieces


_decoded = _Decoder()


def _decode(token: str) -> list[Atom]:  # noqa: PLR0911 - one return for each way to read a token
    """Return the atoms of one token."""
    if token.isdecimal() and token.isascii():
        return [Atom(0, len(token), (token,), Trait.DIGIT)]
    numeral = vocabulary().numerals.get(token)
    if numeral:
        return [_word(0, len(token), numeral)]
    mixed = _RUN.search(token) is not None
    if mixed:
        numeral = vocabulary().numerals.get(token.translate(_LEET)) or _initials().get(token)
        if numeral and numeral.sure and numeral.role is Role.DIGITS:
            return [_word(0, len(token), numeral, Trait.LEET)]
        if sum(c.isdecimal() for c in token) >= 10:
            return _noise(token)
    pieces = _split(token)
    if pieces:
        return pieces
    if mixed:
        return _noise(token)
    if len(token) <= 4 and _SURE_SHAPES.issuperset(token):
        return [Atom(0, len(token), ("".join(LOOKALIKES[letter][0] for letter in token), ""), Trait.LOOKALIKE)]
    return _misspelt(token)


@cache
def _initials() -> dict[str, Numeral]:
    """Return number words whose first letter is their digit: "4our", "9ine"."""
    sure = ((word, n) for word, n in vocabulary().numerals.items() if n.sure and len(word) > 2)
    return {numeral.value + word[1:]: numeral for word, numeral in sure if len(numeral.value) == 1}


def _word(start: int, end: int, numeral: Numeral, extra: int = 0) -> Atom:
    traits = (Trait.WORD if numeral.sure else Trait.WORD | Trait.HOMOPHONE) | extra
    readings = (numeral.value,) if numeral.sure and not extra & Trait.FUZZY else (numeral.value, "")
    return Atom(start, end, readings, traits, numeral.role)


def _letters(token: str, start: int = 0) -> Iterator[Atom]:
    for at, letter in enumerate(token, start):
        yield Atom(at, at + 1, LOOKALIKES[letter], Trait.LOOKALIKE)


def _split(token: str) -> list[Atom]:
    """Return the cheapest way to cover a token with digits, number words and lookalike letters, [] if there is none.

    Letters cost most, so "nineo5" is nine, o, 5; a token of letters alone must be sure words, two or more.
    """
    numerals = vocabulary().numerals
    size = len(token)
    mixed = any(c.isdecimal() for c in token)
    best: list[tuple[int, int, Atom] | None] = [None] * (size + 1)
    cost = [0] + [1_000] * size
    for start in range(size):
        if cost[start] >= 1_000:
            continue
        steps: list[tuple[int, Atom]] = []
        run = _RUN.match(token, start)
        if run:
            steps.append((0, Atom(start, run.end(), (run[0],), Trait.DIGIT)))
        for end in range(start + 2, min(size, start + 13) + 1):
            numeral = numerals.get(token[start:end])
            if numeral and (numeral.sure or mixed):
                steps.append((1 if numeral.sure else 3, _word(start, end, numeral)))
        if token[start] in (LOOKALIKES if mixed else _SURE_SHAPES if size > 5 else ()):
            steps.append((2 if token[start] in _SURE_SHAPES else 5, next(_letters(token[start], start))))
        for step, atom in steps:
            if cost[start] + step < cost[atom.end]:
                cost[atom.end] = cost[start] + step
                best[atom.end] = (start, cost[atom.end], atom)
    pieces: list[Atom] = []
    at = size
    while at and best[at]:
        step_back = best[at]
        assert step_back is not None  # noqa: S101
        pieces.append(step_back[2])
        at = step_back[0]
    words = sum(piece.traits & Trait.WORD > 0 for piece in pieces)
    long = any(piece.traits & Trait.WORD and piece.end - piece.start > 3 for piece in pieces)
    covered = at == 0 and (mixed or words == len(pieces) > 1 or ((words > 1 or long) and words < len(pieces)))
    return pieces[::-1] if covered else []


def _noise(token: str) -> list[Atom]:
    """Return the runs of digits in a token that is glued with something else."""
    return [Atom(*run.span(), (run[0],), Trait.DIGIT | Trait.NOISE) for run in _RUN.finditer(token) if run[0].isascii()]


def _misspelt(token: str) -> list[Atom]:
    """Return a number word that is stretched ("niiine") or one letter off ("nyne" for nine), unless it is a word."""
    numerals = vocabulary().numerals
    if len(token) > 24:
        return []
    for plain in (_STRETCHED.sub(r"\1\1", token), _STRETCHED.sub(r"\1", token)):
        numeral = numerals.get(plain)
        if numeral and numeral.sure and len(plain) > 2:
            return [_word(0, len(token), numeral)]
    if not 3 <= len(token) <= 7 or token in _COMMON or not token.isascii():
        return []
    numeral = _slips().get(token) or _sounds().get(_sound(token))
    return [_word(0, len(token), numeral, Trait.FUZZY)] if numeral else []


@cache
def _slips() -> dict[str, Numeral]:
    """Return every word that is one slip away from a number word that is long enough to be told by the rest."""
    slips: dict[str, Numeral] = {}
    for word, numeral in vocabulary().numerals.items():
        if numeral.sure and numeral.role is Role.DIGITS and len(numeral.value) == 1 and len(word) > 2:
            for slip in _one_off(word):
                if len(slip) > 2:
                    slips.setdefault(slip, numeral)
    return slips


_SOUNDS = (
    ("ph", "f"), ("ua", "wa"), ("uo", "wo"), ("ght", "t"), ("gh", ""), ("ck", "k"), ("cs", "ks"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("z", "s"), ("y", "i"), ("c", "k"),
)  # fmt: skip


def _sound(word: str) -> str:
    """Return roughly how a word sounds: "phour" as four, "zix" as six."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return _STRETCHED.sub(r"\1", word)


@cache
def _sounds() -> dict[str, Numeral]:
    """Return the sounds of number words that are long enough to be told by them."""
    digits = ((word, n) for word, n in vocabulary().numerals.items() if n.role is Role.DIGITS and len(n.value) == 1)
    return {_sound(word): numeral for word, numeral in digits if len(word) > 2}


def _one_off(token: str) -> Iterator[str]:
    """Yield the words that are one slip away: two letters swapped, one doubled, left out, put in or changed."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(token) + 1):
        head, tail = token[:at], token[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        yield from (head + letter + tail for letter in letters)
