"""In which languages somebody writes: by the small words that no sentence does without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_SMALL = {
    "English": "the and of to is it that was for with you not are this have but they from what there would about",
    "Spanish": "el los las y que es por con para una pero como muy cuando donde este esta porque hay son del",
    "Portuguese": "os as e que não um uma com por mas como muito quando onde este isso porque são do da você",
    "French": "le les et que est pour avec une mais dans pas sur qui ce très quand où cette parce sont du je",
    "German": "der die und das ist nicht mit für ein eine auf den von zu aber wie wenn auch sich sind ich",
    "Italian": "il gli e che è per con una ma come molto quando dove questo questa perché sono della non più",
    "Dutch": "de het en van een dat is niet met voor maar ook als er wel zijn aan op ik naar",
    "Polish": "i nie to jest się na że z do jak ale tak co dla był czy od po przez może",
    "Russian": "и в не на что я с это как но по для все так он есть был мы из",
}
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_TOKEN = re.compile(r"[^\W\d_]+")
_MOST = 40_000
_LEAST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Language:
    """A language and the share of posts, 0..1, that are most likely in it."""

    name: str
    share: float


def languages(texts: Iterable[str]) -> tuple[Language, ...]:
    """Return the languages of texts, most used first; texts without any small word count for none."""
    counted: Counter[str] = Counter()
    read = 0
    for text in texts:
        words = Counter(_TOKEN.findall(text[:2_000].casefold()))
        scores = {name: sum(words[word] for word in small) for name, small in _WORDS.items()}
        best = max(scores, key=lambda name: (scores[name], name))
        if scores[best] >= 2:
            counted[best] += 1
        read += len(text)
        if read > _MOST * 10:
            break
    total = counted.total()
    found = [Language(name, round(count / total, 3)) for name, count in counted.most_common()] if total else []
    return tuple(one for one in found if one.share >= _LEAST_SHARE)
