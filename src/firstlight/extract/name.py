"""Names: how the person in the ad is called, "Ruby"; a first name only, whoever is meant by it.

Catches first names of the dictionary where they stand as names do: after "I'm", "ask for", "meet", "this is", before
"here" or "is available", as a signature, with a capital within a sentence, or first in a title; and any word, known
or not, after "my name is", "ask for", "name:", "me llamo". Names that are also words or places ("Rose", "Paris")
need such a cue. Refuses months and seasons, streets and places, brands after which something else is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.lexicons import names
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

KIND = "name"
GATE = ""
FIELDS = ("title", "text")

EXAMPLES = (
    ("Hi, I'm Ruby.", ("Ruby",)),
    ("my name is zyra and I am new", ("Zyra",)),
    ("Ask for Jade", ("Jade",)),
    ("Jessica here, ready to meet", ("Jessica",)),
    ("Ruby, 22, available now", ("Ruby",)),
    ("We have Ruby and Opal in today", ("Ruby", "Opal")),
    ("Treat yourself to a calm hour with Paris.", ("Paris",)),
    ("Me llamo Lucía", ("Lucia",)),
    ("Warm wishes, Summer.", ("Summer",)),
    ("Classy Sienna in Tulsa", ("Sienna",)),
    ("Our hostess Amber is 24", ("Amber",)),
    ("call jessica tonight", ("Jessica",)),
    ("I go by Topaz", ("Topaz",)),
    ("Name: Melody", ("Melody",)),
    ("Your dinner date is Hazel.", ("Hazel",)),
    ("its amber here", ("Amber",)),
    ("ask 4 Topaz", ("Topaz",)),
    ("Bonjour, je m'appelle Élodie", ("Elodie",)),
    ("Oi, meu nome é Camila", ("Camila",)),
    ("Me chamo Larissa", ("Larissa",)),
)
DECOYS = (
    "A rose is a rose", "in May or June", "the summer in Paris", "Charlotte, NC", "on Madison Ave", "call me",
    "ask for me",
    "I'm available", "I'm here", "this is real", "meet me", "I am young and new", "with grace and joy", "amber light",
    "crystal clear", "Hope to see you", "call now", "it's easy", "Holiday Inn", "Will you call?", "Mark the date",
    "ask for details",
)  # fmt: skip

_CUE = re.compile(
    r"(?:\b(?:i ?'? ?a?m|my name'?s?(?: is)?|this is|it'?s|its|name'?s|call|text|ask (?:for|4)|ur girl|your girl|"
    r"meet|meeting|with|"
    r"i go by|say hello to|"
    r"hello to|visit|hostess|lady|companion|girl|named|called|miss|ms|is|here is|introducing|we have|we are|see|"
    r"featuring|soy|"
    r"je m'appelle|je suis|moi c'est|c'est|meu nome e|me chamo|sou a|eu sou a|me llamo|mi nombre es|se llama|"
    r"pregunta por|llama a|con|date is|friend|friends)[\s:,.-]{1,2}"
    r"(?:(?:the|your|our|sweet|lovely|calm|classy|beautiful|gorgeous|cute|young|new|only|a)\s){0,2}"
    r"|\b(?:kisses|hugs|yours|wishes|love|until then|see you soon|talk soon|to it|xoxo|besos|regards|thanks|"
    r"thank you)\s?[,.!-]{0,2}\s{1,2}"
    r"|\b(?:upscale|classy|sweet|calm|lovely|well mannered|elegant|down to earth|laid back|beautiful|gorgeous)\s)$"
)
_STRONG = re.compile(
    r"\b(?:my name is|my name'?s|ask (?:for|4)|i go by|je m'appelle|mon nom est|meu nome e|me chamo|known as|"
    r"me llamo|mi nombre es|pregunta por|name\s?[:=]|nombre\s?[:=]|"
    r"call me|they call me)"
    r"\s{1,2}(?P<name>[^\W\d_]{3,14})(?![^\W_])"
)
_AND = re.compile(r"(?:\s(?:and|y|or)\s|\s?&\s?|\s?,\s)$")
_AFTER = re.compile(
    r"\s(?:here\b|again\b|is (?:available|working|in|here|waiting|back|my|our|the|\d\d|ready|new)\b)|\s?,\s?\d\d\b|"
    r"\s\d\d[,.!\s]|\s?\(\d\d\)"
)
_AGAIN = re.compile(r"\s(?:here|again|is back|is here)\b")
_OPENING_AFTER = re.compile(r"\s?(?:$|[,*|~-]|in\b|is\b|\d\d\b|and\b|here\b|at\b|from\b)")
_NOT_AFTER = re.compile(
    r"\s(?:st|street|ave|avenue|blvd|rd|road|dr|drive|ln|lane|way|hotel|inn|suites|park|county|beach|springs|"
    r"city|mall|hwy|lake|"
    r"airport|hills|heights|university|college|clear|light|dress|stone|tea|garden|bar|cafe|spa|tx|nc|ga|va)\b|"
    r",\s?[a-z]{2}\b(?!\s?[a-z])|'s\s(?:day|place|bar|cafe)"
)
_SEASONS = words_of(
    "may april june august summer autumn easter will mark art pat rich bill sunny sun star sky grace hope joy"
)
_NO_NAMES = words_of(
    "me you us details now here real true new not just only very so the and for more info your our this that",
    "available open",
    "ready free single young sweet calm shy kind nice good best based located visiting staying looking waiting",
    "happy clean",
    "honest genuine always never also still back easy safe fun tall slim fit quiet warm friendly",
    "today tonight",
    "anytime soon babe baby hun honey dear love appointment appointments address directions rates prices",
    "pictures pics photos",
    "specials special discount discounts any anything later first before after when if please ahead whenever",
    "once again",
    "daily crazy old a an what it her him them whatever manager reception room rooms availability booking",
    "bookings hours",
)
_AT_PLACE = re.compile(r"\b(?:in|near|to|at|from|around|downtown|leaving|of|visiting)\s$")
_KINSHIP = re.compile(r"\bmy (?:son|daughter|brother|sister|mother|dad|mom|father|husband|dog|cat|kid|ex)\s$")


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every name, each where it stands."""
    text = view.text
    told = {match.start("name") for match in _STRONG.finditer(text)} if _may_tell(text) else set()
    candidates = view.hits(names.every())
    if told:
        candidates = sorted({*candidates, *(at for at, word in enumerate(view.words) if word[0] in told)})
    if not candidates:
        return
    firm = {"place/city-state", "place/street", "place/town"}
    told_before = (
        find for find in context.found
        if find.kind != "place" or find.rule in firm or " " in text[find.start : find.end]
    )  # fmt: skip
    taken = Covered(len(text), told_before, {"email", "handle", "url", "place"})
    cities = {find.start for find in context.found if find.kind == "place" and find.score >= 0.75}
    sure = names.sure()
    last_end = -1
    for start, end, word in (view.words[at] for at in candidates):
        if taken.meets(start, end):
            continue
        known = word in sure
        if start in told and word not in _NO_NAMES and text[end : end + 1] not in {"'", "-"}:
            score, rule = 0.95 if known else 0.85, "told"
        elif names.is_name(word):
            listed = last_end >= 0 and _AND.fullmatch(text[last_end:start]) is not None
            score, rule = _judge(view, start, end, word, (known, listed, context.field == "title", start in cities))
        else:
            continue
        if score:
            if score >= 0.5:
                last_end = end
            yield Found(KIND, word.capitalize(), start, end, score, f"name/{rule}")


def _may_tell(text: str) -> bool:
    """Tell cheaply whether one of the phrases that tell a name can stand in the text."""
    return any(
        cue in text
        for cue in (
            "name",
            "ask for",
            "ask 4",
            "i go by",
            "llamo",
            "nombre",
            "pregunta",
            "call me",
            "appelle",
            "nom",
            "chamo",
            "known as",
        )
    )


@lru_cache(maxsize=100_000)
def _cued(before: str) -> bool:
    """Tell whether what stands before leads in a name; what ads repeat is read once."""
    return _CUE.search(before) is not None


def _judge(view: TextView, start: int, end: int, word: str, facts: tuple[bool, bool, bool, bool]) -> tuple[float, str]:
    """Return (score, rule) of a word that can be a name; score 0 for one that is none here."""
    known, listed, in_title, is_city = facts
    text = view.text
    before = text[max(0, start - 48) : start]
    titled = view.original[view.span(start, end)[0]].isupper()
    if _NOT_AFTER.match(text, end) or (is_city and not _cued(before)) or _KINSHIP.search(before):
        return 0.0, ""
    season = word in _SEASONS
    cued = _cued(before)
    followed = _AFTER.match(text, end) is not None
    if cued and (known or titled):
        return 0.95 if known else 0.85, "cued"
    if cued and followed and not season and _AGAIN.match(text, end):
        return 0.7, "cued"
    if followed and (known or titled) and not (season and word in {"will", "mark"}):
        return 0.9 if known else 0.8, "followed"
    if listed and titled and not season:
        return 0.75, "listed"
    return _by_capital(view, (start, end), word, (known, in_title, titled, is_city))


def _by_capital(
    view: TextView, span: tuple[int, int], word: str, facts: tuple[bool, bool, bool, bool]
) -> tuple[float, str]:
    """Judge a word for which no cue speaks: by its capital and its place in the sentence."""
    known, in_title, titled, is_city = facts
    start, end = span
    before = view.text[max(0, start - 48) : start]
    free = titled and word not in _SEASONS
    opening = not before.strip(" \t\r\n*~-|\"'.!")
    if opening and free and _OPENING_AFTER.match(view.text, end):
        return (0.8 if known or in_title else 0.6), "opening"
    if known:
        return (0.7 if titled else 0.4), "dictionary"
    inside = before.endswith(" ") and before.rstrip()[-1:].isalpha() and not _AT_PLACE.search(before)
    if free and inside and not is_city and not _capitals_around(view, start):
        return 0.6, "capital"
    return 0.0, ""


def _capitals_around(view: TextView, start: int) -> bool:
    """Tell whether the word before has a capital too, so that a capital says nothing."""
    before = view.text[:start].rstrip() if start < 64 else view.text[start - 64 : start].rstrip()
    at = start - (min(start, 64) - len(before)) - 1
    while at > 0 and view.text[at - 1].isalnum():
        at -= 1
    return view.original[view.span(at, at + 1)[0]].isupper()
