"""How sure a window is: additive points for what speaks for and against a phone number, in 0..1.

For: a known grouping, a plus, parentheses, a word that leads in a number ("call", "text"). Against: a grouping that
no number has, prose in the wrong place, much that is only a guess (lookalikes, homophones), a word that leads in
something else ("order", "size", "isbn"), a unit behind it, digits that go on, round figures.

Source of the points: set by hand, then tuned on the public half of benchmarks/extraction/phones.py only.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise

from firstlight.extract.phone.atoms import Atom, Trait
from firstlight.extract.phone.chains import Chain, Gap
from firstlight.extract.phone.language import vocabulary
from firstlight.extract.phone.regions import Plan
from firstlight.extract.phone.windows import Window

SUREST = 0.99
LEAST = 0.2
"""Windows below this are not even possible."""

_REMEMBERED = 50_000
"""Beginnings and endings that are remembered."""

_COUNTING = re.compile(r"\+1(?:2345678901|2345678910|9876543210)")
"""Counting from one, or down from nine: a row of steps, a rhyme, a keyboard."""
_ABROAD = re.compile(r"\+(?!1\D)[0-9]{1,3}[ .-]{0,2}\(?\Z")
"""A country code that is not North America's, right before."""
_DOUBT = 0.4
"""How sure at most such a number is."""
_LETTERS = re.compile(r"[^\W\d_]+(?:-1[03]\b)?")
_CLOSED = re.compile(r"(?<!\bno)(?<!\bnr)(?<!\bph)(?<!\btel)(?<!\bcel)(?<!\bcell)[.!;\n]\s|\d[^\w]+[^\W\d_]|\n")
_DASHED = re.compile(r"[-.)]")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|mp4|html?|php|pdf)\b")
_COUNTED = re.compile(r"[#$]$|\b[a-z]/[a-z]:? ?$")
_BEFORE_COUNTS = frozenset("#$")
_SENTENCE_END = re.compile(r"[.!?;\n](?:\s|$)")
_EXTENSION = re.compile(r"[ ,;]{0,2}(?:extension|ext|x|#)\.? ?\d")
_ADDRESS = re.compile(r"[/=?&_@]|\.(?:com|net|org|jpg|jpeg|png|gif|html?|php|mp4|pdf|webp)\b")
_OPEN_AFTER = frozenset(" ,;)")


def score(text: str, chain: Chain, window: Window, rank: int) -> float:
    """Return how sure it is that a window is a phone number. rank: how far down its plan stands among those spoken."""
    inside = chain.atoms[window.first : window.last + 1]
    gaps = chain.gaps[window.first + 1 : window.last + 1]
    start, end = inside[0].start, inside[-1].end
    groups = grouped(window.sizes, gaps)
    points = _base(window, groups) - 0.04 * rank - 0.03 * window.alternative
    points += _gaps(window, gaps) - _weakness(inside, window.sizes, gaps)
    before, after = _before(text, start), _after(text, end, groups)
    if not window.international and _ABROAD.search(text, max(0, start - 8), start):
        before -= 0.5
    going_on = _going_on(text, chain, window)
    points += before + (after if before >= 0 and going_on < 0.2 else min(after, 0.0))
    points -= going_on + _round(text, inside, groups)
    if text[start - 1 : start] == "(" and ")" in text[start:end]:
        points += 0.1
    if _COUNTING.search(window.value) or _counts(inside, window.sizes):
        points = min(points, _DOUBT)
    return max(0.0, min(SUREST, points))


def open_score(text: str, value: str, start: int, end: int) -> float:
    """Return how sure an openly written number of North America is: as `score` judges the same digits in a chain."""
    written = text[start:end]
    whole = written.lstrip("+").isdecimal()
    before, after = _before(text, start), _after(text, end, (10,) if whole else (3, 3, 4))
    base = 0.85 if "+" in written else 0.72 if whole else 0.8
    points = base + before + (after if before >= 0 else min(after, 0.0)) + (0.1 if "(" in written else 0.0)
    if _COUNTING.search(value):
        points = min(points, _DOUBT)
    return max(0.0, min(SUREST, points))


def grouped(sizes: tuple[int, ...], gaps: list[Gap]) -> tuple[int, ...]:
    """Return the sizes of the groups as a reader sees them: atoms without a gap between them are one group."""
    groups = [sizes[0]]
    for size, gap in zip(sizes[1:], gaps, strict=True):
        if gap is Gap.GLUED:
            groups[-1] += size
        elif size:
            groups.append(size)
    return tuple(groups)


def is_aligned(groups: tuple[int, ...]) -> bool:
    """Tell whether area code and exchange of a North American number end where groups end."""
    ends = set(accumulate(groups))
    shift = sum(groups) - 10
    return 3 + shift in ends and 6 + shift in ends


def _fits(groups: tuple[int, ...], plan: Plan) -> bool:
    """Tell whether the groups are those of a usual shape, some of them taken apart ("0 71 000 0 1 86")."""
    ends = set(accumulate(groups))
    return any(sum(shape) == sum(groups) and ends.issuperset(accumulate(shape)) for shape in plan.shapes)


def _base(window: Window, groups: tuple[int, ...]) -> float:  # noqa: PLR0911 - a table of cases
    if window.international:
        written = len(groups) > 1 or window.plan is None
        return 0.85 if window.plan is None else 0.5 + (0.15 if written and groups[0] in {2, 3} else 0.0)
    single = len(groups) >= 7
    if window.plan is not None:
        if groups in window.plan.shapes:
            return 0.75
        return 0.7 if single or len(groups) == 1 else 0.65 if _fits(groups, window.plan) else 0.42
    core = groups[1:] if groups[0] == 1 and sum(groups) == 11 else groups
    if core == (3, 3, 4):
        return 0.8
    if single or is_aligned(groups):
        return 0.75
    if len(groups) == 1:
        return 0.72
    return 0.7 if core in {(3, 7), (6, 4), (4, 3, 4), (4, 7), (7, 4)} else 0.4


_GAP_POINTS = {Gap.NOISE: 0.03, Gap.JOINED: 0.35, Gap.LEADING: 0.0, Gap.PROSE: 0.05}


def _gaps(window: Window, gaps: list[Gap]) -> float:
    """Return the points for what stands inside: prose only between area code, exchange and line."""
    points = 0.0
    ends = list(accumulate(window.sizes))
    shift = ends[-1] - 10
    led = Gap.LEADING in gaps or Gap.PROSE in gaps
    for end, gap in zip(ends, gaps, strict=False):
        points -= 0.0 if led and gap is Gap.JOINED else _GAP_POINTS.get(gap, 0.0)
        if gap >= Gap.JOINED and window.plan is None and not window.international and end - shift not in {0, 3, 6}:
            points -= 0.2
    return points


_GUESSED = Trait.LOOKALIKE | Trait.FUZZY | Trait.HOMOPHONE


def _weakness(atoms: list[Atom], sizes: tuple[int, ...], gaps: list[Gap]) -> float:
    """Return the points lost because digits are guessed, most at the two ends, where a word is more likely a word."""
    lost = 0.0
    sure = 0
    spoken = any(atom.traits & Trait.WORD and not atom.traits & _GUESSED for atom in atoms)
    for at, (atom, size) in enumerate(zip(atoms, sizes, strict=True)):
        if not atom.traits & _GUESSED:
            sure += size
        elif atom.traits & Trait.LOOKALIKE:
            lost += 0.015 * size
        elif size:
            lost += 0.01 if atom.readings[0] == "0" else 0.025 if spoken else 0.12
            lost += _AMID_TENS if _amid_tens(atoms, sizes, at) else 0.0
    if gaps:
        lost += _loose_end(atoms[0], sizes[0], gaps[0]) + _loose_end(atoms[-1], sizes[-1], gaps[-1])
    return lost + (0.3 if not sure else 0.15 if sure < 3 else 0.0)


_STEPS = 6


def _counts(atoms: list[Atom], sizes: tuple[int, ...]) -> bool:
    """Tell whether the pieces are a row of numbers one apart: "6 7 8 9 10 11"."""
    if not len(atoms) >= _STEPS or max(sizes) > 2:
        return False
    numbers = [int(atom.readings[0] or 0) for atom in atoms]
    return all(other - one == 1 for one, other in pairwise(numbers))


_AMID_TENS = 0.2


def _amid_tens(atoms: list[Atom], sizes: tuple[int, ...], at: int) -> bool:
    """Tell whether a homophone stands between two numbers of two digits, as in prices: "one eighty for sixty"."""
    if not 0 < at < len(atoms) - 1 or not atoms[at].traits & Trait.HOMOPHONE:
        return False
    sides = ((atoms[at - 1], sizes[at - 1]), (atoms[at + 1], sizes[at + 1]))
    return all(size > 1 and one.traits & Trait.WORD for one, size in sides)


def _loose_end(atom: Atom, size: int, gap: Gap) -> float:
    if size > 2 or gap is Gap.GLUED or not atom.traits & _GUESSED:
        return 0.0
    return 0.15 if atom.traits & Trait.LOOKALIKE else 0.08


_GENERIC = frozenset({"number", "no", "nr", "num", "numero", "digits", "line", "#"})


def _before(text: str, start: int) -> float:
    """Return the points for the words before: the nearest that says anything decides, if the sentence is the same."""
    return _led_by(text[max(0, start - 48) : start])


@lru_cache(maxsize=_REMEMBERED)
def _led_by(before: str) -> float:
    """Return the points for the characters before; what ads repeat is read once."""
    words = _LETTERS.findall(before)[-6:][::-1]
    said = vocabulary()
    points = 0.15 if "☎" in before[-6:] else 0.0
    for distance, word in enumerate(words):
        if word not in said.telling:
            continue
        if word in said.cues and not (word in _GENERIC and said.bad.intersection(words[distance + 1 : distance + 2])):
            points = 0.0 if _CLOSED.search(before.rpartition(word)[2]) else 0.15
            break
        if word in said.bad and distance < 4 and not _CLOSED.search(before.rpartition(word)[2]):
            points = -0.5 if distance < 3 else -0.3
            break
    if points <= 0 and before and not before[-1].isspace():
        points -= _glued(before.rsplit(None, 1)[-1])
    counted = before[-1:] in _BEFORE_COUNTS or "/" in before[-5:]
    return points - (0.4 if counted and _COUNTED.search(before[-6:]) else 0.0)


def _glued(token: str) -> float:
    """Return the points lost because the number is the tail of a longer token that does not lead in a number."""
    if _ADDRESS.search(token):
        return 0.3
    letters = len(token) - len(token.rstrip("abcdefghijklmnopqrstuvwxyz"))
    return 0.2 if letters > 1 else 0.1 if letters else 0.0


def _after(text: str, end: int, groups: tuple[int, ...]) -> float:
    """Return the points for what follows: a unit speaks against, a cue in the same sentence for a number."""
    what = _followed_by(text[end : end + 40], len(groups) == 1)
    if what is After.UNIT:
        return -0.1 if groups == (3, 3, 4) and _DASHED.search(text, max(0, end - 12), end) else -0.35
    if what is After.FILE:
        return -0.3
    if what is After.SHARE:
        return -0.4
    if what is not After.CUE:
        return 0.0
    return 0.1 if len(groups) == 1 or len(groups) >= 7 or is_aligned(groups) else 0.05


class After(IntEnum):
    """What follows a number that bears on it."""

    NOTHING = 0
    UNIT = 1
    FILE = 2
    SHARE = 3
    CUE = 4


@lru_cache(maxsize=_REMEMBERED)
def _followed_by(tail: str, whole: bool) -> After:
    """Return what the characters after a number (in one group, or not) are; what ads repeat is read once."""
    bare = tail.lstrip(" ,.)")
    word = _LETTERS.match(bare)
    said = vocabulary()
    if word and word[0] in said.after and len(tail) - len(bare) <= 1:
        return After.UNIT
    if whole and tail[:1] == "." and _FILE.match(tail):
        return After.FILE
    if tail[:1] in {"%", "€", "£", "$"}:
        return After.SHARE
    sentence_end = _SENTENCE_END.search(tail)
    words = _LETTERS.findall(tail, 0, sentence_end.start() if sentence_end else len(tail))
    return After.NOTHING if said.cues.isdisjoint(words[:4]) else After.CUE


def _going_on(text: str, chain: Chain, window: Window) -> float:
    """Return the points lost because digits go on before or behind with the separator used inside."""
    atoms = chain.atoms
    inside = atoms[window.first : window.last + 1]
    inner = {text[one.end : other.start] for one, other in pairwise(inside)}
    lost = 0.0
    if window.first and window.plan is None and not window.international and _leads(text, chain, window.first):
        lost += 0.15
    if window.first and not atoms[window.first - 1].traits & _GUESSED:
        lost += _continued(text[atoms[window.first - 1].end : inside[0].start], inner)
    after = atoms[window.last + 1] if window.last + 1 < len(atoms) else None
    if after and not after.traits & _GUESSED and _EXTENSION.match(text, inside[-1].end) is None:
        lost += _continued(text[inside[-1].end : after.start], inner)
    return lost


def _leads(text: str, chain: Chain, first: int) -> bool:
    """Tell whether a zero is said right before, as abroad: no number of North America begins after one."""
    zero, one = chain.atoms[first - 1], chain.atoms[first]
    return zero.readings == ("0",) and zero.traits & one.traits & Trait.WORD > 0 and text[zero.end : one.start] == " "


def _continued(gap: str, inner: set[str]) -> float:
    if gap in {"", "-", ".", "_", ":"}:
        return 0.4 if gap == "" or gap in inner or not inner else 0.25
    return 0.12 if gap in inner else 0.0


def _round(text: str, atoms: list[Atom], groups: tuple[int, ...]) -> float:
    """Return the points lost by a row of round figures, such as a list of rates."""
    if not 3 <= len(groups) <= 5 or any(not atom.traits & Trait.DIGIT for atom in atoms):
        return 0.0
    return 0.35 if all(text[atom.end - 1] == "0" for atom in atoms) else 0.0
