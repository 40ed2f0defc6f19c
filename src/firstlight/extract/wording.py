"""Wording: phrases of the lexicons that bear on an indicator, in English and Spanish.

Catches whole words of the normalised view, the longest phrase first, in any case, accent, alphabet or joint
("new-face", "NEW  FACE", "nеw face" with a Cyrillic letter). The value is the indicator's id, the rule the entry's.
Refuses a phrase that is negated ("no new faces", "not a new face", "no longer the new girl", "sin cara nueva"), one
within quotation marks, which somebody cites, and one inside a longer phrase that means something else ("young at
heart").
Of a stated origin only that one is stated is kept: the entry's id is the same whatever the origin.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from firstlight.extract import lexicons
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView
from firstlight.extract.trie import Trie
from firstlight.extract.vocabulary import words_of

KIND = "wording"
GATE = ""
FIELDS = ("title", "text")

EXAMPLES = (
    ("New face in town, be kind.", ("AD-YOUTH-LANG",)),
    ("100% real, what you see is what you get", ("AD-TRUST", "AD-TRUST")),
    ("Just arrived, leaving Friday", ("AD-MOVE-LANG", "AD-MOVE-LANG")),
    ("nеw-face", ("AD-YOUTH-LANG",)),
    ("References required, no exceptions.", ("AD-SCREENING",)),
    ("My place only, I can't travel.", ("AD-RESTRICT", "AD-RESTRICT")),
    ("She will answer the door", ("AD-THIRD-PERSON",)),
    ("We have Ruby and Jade available", ("AD-PLURAL",)),
    ("Two ladies at dinner is possible", ("AD-MULTI",)),
    ("Small deposit by gift card to confirm", ("SPAM-SCAM", "SPAM-SCAM")),
    ("Brazilian, calm and polite", ("AD-ETHNICITY-STATED",)),
    ("Soy jovencita y nueva en la ciudad", ("AD-YOUTH-LANG", "AD-MOVE-LANG")),
    ("Not only young but clever", ("AD-YOUTH-LANG",)),
    ("I'm new in town, it's my first time here", ("AD-YOUTH-LANG", "AD-YOUTH-LANG")),
    ("chicas nuevas, fotos 100% reales", ("AD-YOUTH-LANG", "AD-TRUST")),
)
DECOYS = (
    "There are no new faces in this house.",
    "I am not a new face, I have been here for ten years.",
    'Be careful with ads that say "new face in town".',
    "People write 'fresh face' and mean it",
    "No longer a new face",
    "no es una cara nueva",
    "Young at heart",
    "We could not find a single one that is genuinely good; unreal, surreal, reality",
    "Sin cara nueva",
    "Brazilian restaurant on the corner, Thai food",
)

_NEGATIONS = words_of(
    "no not never without isn aren wasn don doesn dont isnt arent nor neither nothing hardly sin nunca ni tampoco",
)
_FILLERS = words_of(
    "a an the any very really that so too such your of t longer more one un una la el los las muy tan es mas ser",
)
_BREAKS = frozenset(".!?;,:\n()")
_QUOTES = ('"', "'")
_FARTHEST_QUOTE = 80


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every phrase of the lexicons; raise BadLexicon if one of the agency's cannot be read."""
    text, words = view.text, view.words
    marks = [mark for mark in _QUOTES if mark in text]
    for first, last, terms in matcher(tuple(context.lexicons)).longest(view):
        hits = {term.indicator: term for term in reversed(terms) if term is not None}
        if not hits or _negated(view, first):
            continue
        start, end = words[first][0], words[last][1]
        if any(_quoted(text, start, end, mark) for mark in marks):
            continue
        for term in hits.values():
            yield Found(KIND, term.indicator, start, end, 1.0, term.id)


@lru_cache(maxsize=8)
def matcher(paths: tuple[str, ...]) -> Trie[lexicons.Term | None]:
    """Return all phrases of our lexicons and of the agency's; None stands for a phrase that means something else."""
    trie: Trie[lexicons.Term | None] = Trie()
    for lexicon in (*lexicons.own(), *map(lexicons.load, paths)):
        for term in lexicon.terms:
            for phrase in term.phrases:
                trie.add(phrase, term)
            for phrase in term.unless:
                trie.add(phrase, None)
    return trie


def _negated(view: TextView, first: int) -> bool:
    """Tell whether a negation rules the phrase that begins at a word: it stands before it, fillers at most between."""
    words, text = view.words, view.text
    for at in range(first - 1, max(first - 5, -1), -1):
        if any(mark in _BREAKS for mark in text[words[at][1] : words[at + 1][0]]):
            return False
        word = words[at][2]
        if word in _NEGATIONS:
            return words[at + 1][2] not in {"only", "just", "solo"}
        if word not in _FILLERS:
            return False
    return False


def _quoted(text: str, start: int, end: int, mark: str) -> bool:
    """Tell whether a span stands within a pair of quotation marks on its own line; an apostrophe opens none."""
    opening = text.rfind(mark, max(0, start - _FARTHEST_QUOTE), start)
    closing = text.find(mark, end, end + _FARTHEST_QUOTE)
    if opening < 0 or closing < 0 or "\n" in text[opening:closing]:
        return False
    if mark == "'":
        return not text[opening - 1 : opening].isalnum() and not text[closing + 1 : closing + 2].isalnum()
    line = text.rfind("\n", 0, opening) + 1
    return text.count(mark, max(line, opening - 400), opening) % 2 == 0
