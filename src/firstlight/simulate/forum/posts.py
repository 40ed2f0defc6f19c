"""The posts of one board in order of time: threads that open and fill, quotes, edits, slips, and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from firstlight.simulate.dice import Dice
from firstlight.simulate.forum.boards import Board
from firstlight.simulate.forum.people import Account, Fact, Person, spoken
from firstlight.simulate.forum.rates import ForumRates
from firstlight.simulate.wording import settle

_SLOT = "\ue000"
"""Stands in a sentence for a fact while the rest of it is put into the writer's style."""
_BACK = 6
_OPEN = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """Another's words: `within` is what those quoted in their turn."""

    author: str
    text: str
    post: int
    sent: datetime
    within: Quote | None = None

    def flat(self) -> Iterator[Quote]:
        """Yield the quote, then the one within it."""
        yield self
        if self.within:
            yield from self.within.flat()


@dataclass(frozen=True, slots=True)
class Clue:
    """A fact that slipped out, and exactly where in the post's own words."""

    fact: Fact
    surface: str
    start: int


@dataclass(slots=True)
class Thread:
    """One thread. `size` is how many posts it will have at most."""

    board: Board
    number: int
    title: str
    topic: str
    size: int
    posts: list[Post] = field(default_factory=list)


@dataclass(slots=True)
class Post:
    """One post. `text` is its own words, a line each; `position` counts the thread's posts from 0."""

    number: int
    person: Person
    account: Account
    thread: Thread
    position: int
    sent: datetime
    text: str
    quotes: tuple[Quote, ...]
    clues: tuple[Clue, ...]
    edited: datetime | None
    deleted: bool


def write(
    dice: Dice, rates: ForumRates, board: Board, plan: list[tuple[datetime, int, int]], people: Mapping[int, Person]
) -> Iterator[Thread]:
    """Yield a board's threads, in the order in which they close; its posts' numbers follow the time.

    plan: (moment, serial of the person, serial of the account) for each post, in order of time.
    """
    accounts = {account.serial: account for person in people.values() for account in person.accounts}
    open_threads: list[Thread] = []
    opened = 0
    for serial, (sent, who, by) in enumerate(plan):
        person, account = people[who], accounts[by]
        thread = _choose(dice, rates, person, open_threads)
        if thread is None:
            thread = _open(dice, rates, board, board.first_thread + opened, person)
            opened += 1
            open_threads.append(thread)
        thread.posts.append(_post(dice, rates, person, account, thread, board.first_post + serial, sent))
        if len(thread.posts) >= thread.size:
            open_threads.remove(thread)
            yield thread
        if len(open_threads) > _OPEN:
            yield open_threads.pop(0)
    yield from open_threads


def _choose(dice: Dice, rates: ForumRates, person: Person, open_threads: list[Thread]) -> Thread | None:
    """One of the open threads, of the person's own topics if two looks find one; None to open a new one."""
    if not open_threads or dice.chance(rates.new_thread):
        return None
    looks = [open_threads[-1 - dice.below(len(open_threads))] for _ in range(2)]
    return next((thread for thread in looks if thread.topic in person.topics), looks[0])


def _open(dice: Dice, rates: ForumRates, board: Board, number: int, person: Person) -> Thread:
    topic = dice.pick(person.topics)
    return Thread(board, number, settle(dice, dice.pick(bank(topic)["titles"])), topic, dice.size(rates.thread_posts))


def _post(
    dice: Dice, rates: ForumRates, person: Person, account: Account, thread: Thread, number: int, sent: datetime
) -> Post:
    quotes = _quotes(dice, rates, person, account, thread)
    text, clues = _words(dice, rates, person, account, thread.topic)
    edited = None
    if dice.chance(rates.edited):
        edited = sent + timedelta(seconds=dice.between(60, 90_000))
        edited = edited if edited < rates.last else None
    deleted = bool(thread.posts) and dice.chance(rates.deleted)
    return Post(number, person, account, thread, len(thread.posts), sent, text, quotes, clues, edited, deleted)


def _quotes(dice: Dice, rates: ForumRates, person: Person, account: Account, thread: Thread) -> tuple[Quote, ...]:
    others = [post for post in thread.posts[-_BACK:] if post.account is not account and not post.deleted]
    if not others or not dice.chance(person.quoting):
        return ()
    found = []
    for post in dice.some(others, 1 + dice.chance(0.15)):
        lines = post.text.split("\n")
        at = dice.below(len(lines))
        within = post.quotes[0] if post.quotes and dice.chance(rates.nested_quote) else None
        text = "\n".join(lines[at : at + dice.between(1, 3)])
        found.append(Quote(post.account.name, text, post.number, post.sent, within))
    return tuple(found)


def _words(dice: Dice, rates: ForumRates, person: Person, account: Account, topic: str) -> tuple[str, tuple[Clue, ...]]:
    style = account.style
    bank_of_topic = bank(topic)["sentences"]
    count = max(1, style.length + dice.between(-2, 3))
    drawn = [dice.pick(bank_of_topic if dice.chance(0.7) else general()) for _ in range(count)]
    sentences = [style.fill(dice, settle(dice, sentence)) for sentence in dict.fromkeys(drawn)]
    facts: list[Fact] = []
    if dice.chance(rates.clue):
        fact = dice.pick(person.facts)
        frame = settle(dice, dice.pick(bank("clues")[fact.kind])).replace("{value}", _SLOT)
        sentences.insert(dice.below(len(sentences) + 1), frame)
        facts.append(fact)
    text = style.write(dice, sentences)
    text, clues = _filled(text, facts, lower=style.case == "lower")
    if dice.chance(rates.contact_in_post) and account is person.accounts[0]:
        means = [said for said in spoken(person.pgp, person.wallet, person.handle, person.email) if said]
        text += f"\n{dice.pick(means)}" if means else ""
    return text, clues


def _filled(text: str, facts: list[Fact], *, lower: bool) -> tuple[str, tuple[Clue, ...]]:
    """Put the facts where the slots stand, and say where that is."""
    clues = []
    for fact in facts:
        at = text.find(_SLOT)
        head = not text[:at].strip() or re.search(r"[.!?\n]\s*$", text[:at]) is not None
        surface = fact.value.lower() if lower else fact.value[:1].upper() + fact.value[1:] if head else fact.value
        text = text.replace(_SLOT, surface, 1)
        clues.append(Clue(fact, surface, at))
    return text, tuple(clues)


@cache
def bank(name: str) -> Any:
    """One section of `topics.yaml`."""
    return yaml.safe_load(files("firstlight.simulate.forum").joinpath("topics.yaml").read_text("utf-8"))[name]


def general() -> tuple[str, ...]:
    """Sentences that fit any topic."""
    return tuple(bank("general"))
