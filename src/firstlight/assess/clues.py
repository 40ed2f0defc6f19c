"""What may locate somebody, gathered over posts: every clue with its quote, in order of time, and what contradicts.

Reads mentions and times, never raw text: places, names, ages and times of day as every posting has them, and the clues
of `extract.clue`. Nothing here is a finding about a person: people lie, quote and joke, and a clue is a place to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.assess.distance import SUBURB_KM, kilometres
from firstlight.records import POSSIBLE, Evidence, Mention

CLUE = "CLUE-"
_KINDS = {"place": "place", "name": "name", "age": "age", "time": "time of day"}
HOME_REACH = 60
"""Characters after "I live in" within which a place is the one that is meant."""

_YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class Post:
    """One post as clues see it: who wrote it when, and what is found in its own words (not in its title)."""

    posting: str
    author: str
    posted_at: datetime | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: what it speaks of, what it says, who said it when, and the exact words."""

    category: str
    value: str
    author: str
    posted_at: datetime | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that is said, over all posts: how often, by how many, from when to when."""

    category: str
    value: str
    posts: int
    authors: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two clues that cannot both be true of one person."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """All clues in order of time, the same gathered by what they say (most posts first), and contradictions."""

    clues: tuple[Clue, ...]
    themes: tuple[Theme, ...]
    contradictions: tuple[Contradiction, ...]


def gather(posts: Sequence[Post]) -> Clues:
    """Return what posts say that may locate somebody."""
    ordered = sorted(posts, key=_time)
    found = [clue for post in ordered for clue in _clues(post)]
    homes = [clue for clue in found if clue.category == "home"]
    return Clues(tuple(found), tuple(_themes(found)), (*_two_homes(homes), *_ages(found)))


def _time(post: Post) -> tuple[bool, str, str]:
    return post.posted_at is None, post.posted_at.isoformat() if post.posted_at else "", post.posting


def _clues(post: Post) -> Iterable[Clue]:
    sure = [one for one in post.mentions if one.score >= POSSIBLE and one.field == "text"]
    ages = {end for one in sure if one.kind == "age" for end in range(one.start, one.end + 1)}
    cues = [one.end for one in sure if one.value == f"{CLUE}HOME"]
    for mention in sorted(sure, key=lambda one: (one.start, one.end, one.kind)):
        if mention.kind == "place" and any(0 <= mention.start - cue <= HOME_REACH for cue in cues):
            yield _clue("home", mention.value, post, mention)
        elif mention.kind in _KINDS:
            yield _clue(_KINDS[mention.kind], mention.value, post, mention)
        elif mention.value == f"{CLUE}AGE":
            if mention.start not in ages:  # else it is told already
                yield _clue("age", years(mention.surface), post, mention)
        elif mention.value.startswith(CLUE) and mention.value not in {f"{CLUE}HOME", f"{CLUE}SELF", f"{CLUE}CONTACT"}:
            yield _clue(mention.value.removeprefix(CLUE).lower(), " ".join(mention.surface.split()), post, mention)


def years(surface: str) -> str:
    """Return the number in the words of an age."""
    return "".join(character for character in surface if character.isdigit())


def _clue(category: str, value: str, post: Post, mention: Mention) -> Clue:
    where = Evidence(mention.posting, mention.field, mention.start, mention.end, mention.surface)
    return Clue(category, value, post.author, post.posted_at, where)


def _themes(clues: Iterable[Clue]) -> list[Theme]:
    said: dict[tuple[str, str], list[Clue]] = defaultdict(list)
    for clue in clues:
        said[clue.category, clue.value.casefold()].append(clue)
    found = []
    for (category, _), each in said.items():
        times = [clue.posted_at for clue in each if clue.posted_at]
        posts, authors = {clue.evidence.posting for clue in each}, {clue.author for clue in each}
        first, last = (min(times), max(times)) if times else (None, None)
        found.append(Theme(category, each[0].value, len(posts), len(authors), first, last))
    return sorted(found, key=lambda theme: (-theme.posts, theme.category, theme.value))


def _two_homes(homes: Sequence[Clue]) -> Iterable[Contradiction]:
    """Yield each pair of homes that one author claims, too far apart to be one place."""
    by_author: dict[str, dict[str, Clue]] = defaultdict(dict)
    for clue in homes:
        by_author[clue.author].setdefault(clue.value, clue)
    for author, places in by_author.items():
        known = list(places.items())
        for at, (one, first) in enumerate(known):
            for other, second in known[at + 1 :]:
                far = kilometres(one, other)
                if far is not None and far > SUBURB_KM:
                    text = f"{author or 'somebody'} is at home in {one} and in {other}, {far:,.0f} km apart"
                    yield Contradiction(f"{text}: moved, or one is not true.", (first.evidence, second.evidence))


def _ages(clues: Sequence[Clue]) -> Iterable[Contradiction]:
    """Yield ages that one author gives, of which no single person can be: people grow a year older in a year."""
    by_author: dict[str, list[tuple[datetime, int, Clue]]] = defaultdict(list)
    for clue in clues:
        if clue.category == "age" and clue.value.isdigit() and clue.posted_at:
            by_author[clue.author].append((clue.posted_at, int(clue.value), clue))
    for author, said in by_author.items():
        born = [(at - age * _YEAR, clue) for at, age, clue in said]
        (early, first), (late, last) = min(born, key=lambda one: one[0]), max(born, key=lambda one: one[0])
        if late - early > 1.1 * _YEAR:
            text = f"{author or 'somebody'} gives ages ({first.value}, {last.value}) that cannot be one person's"
            yield Contradiction(f"{text}: of several people, or one is not true.", (first.evidence, last.evidence))
