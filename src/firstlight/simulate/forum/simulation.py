"""A simulated world of forums: hidden persons, what they post on several sites, and the truth in its own folder."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from firstlight.errors import UnreadableFile
from firstlight.simulate.dice import Dice
from firstlight.simulate.forum import archive, boards, engines, posts, records
from firstlight.simulate.forum.boards import Board
from firstlight.simulate.forum.people import Cast, Person
from firstlight.simulate.forum.posts import Thread
from firstlight.simulate.forum.rates import ForumRates

Progress = Callable[[int, int], None]
"""Called with (posts written so far, posts in all)."""

Plan = list[tuple[datetime, int, int]]


def forum(
    out: Path,
    *,
    posts: int,
    seed: int,
    pages: bool = False,
    progress: Progress | None = None,
    rates: ForumRates | None = None,
) -> None:
    """Write forums with so many posts into the folder `out`: postings.jsonl, truth/ and README.md.

    `postings.jsonl` is what a perfect reader of the pages would make of them, in order of time on each site;
    `truth/persons.jsonl`, `truth/accounts.jsonl` and `truth/posts.jsonl` say who stands behind them.
    pages: write the boards' pages too, as `pages/NN-ENGINE.warc.gz`, in each engine's own markup.
    The same seed and number give the same bytes on any machine. Memory follows the largest site.
    Raises UnreadableFile when the folder cannot be written.
    """
    world = World(posts, seed, rates or ForumRates())
    try:
        (out / "truth").mkdir(parents=True, exist_ok=True)
        _write(out / "truth" / "persons.jsonl", map(records.truth_of_person, world.people.values()))
        _write(
            out / "truth" / "accounts.jsonl",
            (records.truth_of_account(one, account) for one in world.people.values() for account in one.accounts),
        )
        _write_posts(out, world, progress)
        if pages:
            _write_pages(out / "pages", world)
        (out / "README.md").write_text(_readme(world), "utf-8", newline="\n")
    except OSError as error:
        raise UnreadableFile(str(out), error.strerror or str(error)) from error


class World:
    """Persons and boards, and when each account posts; threads are written board by board."""

    def __init__(self, posts: int, seed: int, rates: ForumRates) -> None:
        self.rates, self.posts, self.seed = rates, posts, seed
        dice = Dice(3 * seed)
        self.boards = boards.draw(dice, posts)
        self.people: dict[int, Person] = {}
        cast, planned = Cast(dice, rates, self.boards), 0
        while planned < posts:
            person = cast.person(min(dice.size(rates.posts_per_person), posts - planned))
            self.people[person.serial] = person
            planned += sum(account.posts for account in person.accounts)
        self._plans: dict[int, Plan] = defaultdict(list)
        for person in self.people.values():
            for account in person.accounts:
                moments = person.moments(dice, rates, account.posts)
                self._plans[account.board.serial] += [(one, person.serial, account.serial) for one in moments]

    def threads(self, board: Board) -> Iterator[Thread]:
        """A board's threads; the same whenever they are asked for."""
        dice = Dice(3_000_003 * self.seed + board.serial)
        return posts.write(dice, self.rates, board, sorted(self._plans[board.serial]), self.people)


def _write_posts(out: Path, world: World, progress: Progress | None) -> None:
    done = 0
    with (
        (out / "postings.jsonl").open("w", encoding="utf-8", newline="\n") as postings,
        (out / "truth" / "posts.jsonl").open("w", encoding="utf-8", newline="\n") as truths,
    ):
        for board in world.boards:
            for post in sorted(
                (post for thread in world.threads(board) for post in thread.posts), key=lambda post: post.number
            ):
                row = records.posting(post, world.rates)
                if row is not None:
                    postings.write(_line(row))
                truths.write(_line(records.truth_of_post(post)))
                done += 1
                if progress and done % 1_000 == 0:
                    progress(done, world.posts)


def _write_pages(folder: Path, world: World) -> None:
    folder.mkdir(exist_ok=True)
    for board in world.boards:
        found = (page for thread in world.threads(board) for page in engines.pages(thread, world.rates))
        path = folder / f"{board.serial:02d}-{board.engine}.warc.gz"
        archive.write(path, found, records.captured(world.rates))


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(map(_line, rows))


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _readme(world: World) -> str:
    assumptions = "\n".join(f"| {name} | {value} |" for name, value in world.rates.listing())
    sites = "\n".join(f"| {board.host} | {board.engine} | {board.zone.name} |" for board in world.boards)
    return f"""# Simulated forums

{world.posts} posts, seed {world.seed}. Nobody in them exists: names are words, keys and addresses are
chance, text is about gardening, trains and travel.
`postings.jsonl` are the posts as a perfect reader of the pages has them; `truth/` says who stands behind each.

A figure reached on these forums is never accuracy on real ones: every rate below is an assumption.

| site | engine | its clock |
|---|---|---|
{sites}

| assumption | value |
|---|---|
{assumptions}
"""
