"""Who stands behind the accounts: persons with a town, a rhythm, a style, keys, contacts, and facts that slip out."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from firstlight.simulate import contacts
from firstlight.simulate.dice import Dice
from firstlight.simulate.forum import keys
from firstlight.simulate.forum.boards import Board
from firstlight.simulate.forum.rates import ForumRates
from firstlight.simulate.forum.style import Style
from firstlight.simulate.forum.zones import TOWNS, Town

TOPICS = ("gardening", "trains", "travel")

_FIRST = (
    "moss", "fern", "rail", "junction", "pebble", "harbour", "lantern", "thistle", "walnut", "heron", "copper", "birch",
    "signal", "meadow", "badger", "tin", "cloud", "bramble", "ferry", "quartz", "sorrel", "depot", "ember", "plum",
)  # fmt: skip
_SECOND = (
    "walker", "bank", "hand", "post", "fox", "whistle", "gate", "kettle", "path", "keeper", "wren", "box", "foot",
    "spade", "light", "finch", "yard", "stone", "boot", "lane", "owl", "root", "bell", "map",
)  # fmt: skip
_INSTITUTIONS = (
    "Northgate Station", "Millbrook Library", "Harbour Road Clinic", "Eastfield College", "the Lakeside Museum",
    "Saint Florian's Church", "the Westpark Depot", "Oldbridge Town Hall", "Riverside Swimming Baths",
    "the Hilltop Observatory", "Canal Street Bakery", "the Botanical Institute",
)  # fmt: skip
_SCHOOLS = (
    "Oakfield Primary School", "Linden Street School", "Saint Clara's School", "Riverbank Elementary School",
    "Hillcrest Middle School", "Meadow Lane Primary School",
)  # fmt: skip
_EVENTS = (
    "flower show on 14 March", "spring plant fair on 2 May", "steam day on 21 September", "harvest market on 4 October",
    "lantern walk on 11 November", "model railway day on 7 February", "river festival on 23 August",
    "half marathon on 12 April",
)  # fmt: skip
_WEATHER = (
    "hail this morning", "snow since Tuesday", "a power cut all evening", "forty degrees all week",
    "fog for three days", "the river over its banks", "a storm on Saturday night", "no rain since Easter",
)  # fmt: skip
_TRANSPORT = (
    "the number 4 tram", "the 7:42 train", "bus 61", "the harbour ferry", "the S3", "the last metro",
    "the 23 trolleybus",
)  # fmt: skip
_TIMES = ("six in the morning", "half past eight", "nine sharp", "two in the afternoon", "ten at night")
_RELATIONS = ("daughter", "son", "nephew", "niece")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a person (or said falsely, once) that may help to find them."""

    kind: str
    value: str
    false: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One name on one board."""

    serial: int
    board: Board
    name: str
    user: int
    joined: datetime
    signature: str
    style: Style
    masked: bool
    posts: int


@dataclass(frozen=True, slots=True)
class Person:
    """A hidden person. Keys and contacts are empty where there are none."""

    serial: int
    town: Town
    style: Style
    topics: tuple[str, ...]
    hours: tuple[float, ...]
    days: tuple[float, ...]
    night: bool
    quoting: float
    pgp: str
    wallet: str
    handle: str
    email: str
    facts: tuple[Fact, ...]
    accounts: tuple[Account, ...]

    def moments(self, dice: Dice, rates: ForumRates, count: int) -> list[datetime]:
        """Moments (UTC) at which this person writes, in order: by the hours and weekdays of where they live."""
        start = self.town.zone.local(rates.first).replace(tzinfo=None, hour=0, minute=0)
        span = (rates.last - rates.first).days
        first = dice.below(max(1, span // 2))
        days = span - first if dice.chance(rates.still_active) else dice.between(min(30, span - first), span - first)
        hours, weekdays = list(accumulate(self.hours)), max(self.days)
        found: list[datetime] = []
        while len(found) < count:
            day = start + timedelta(days=first + dice.below(max(1, days)))
            if not dice.chance(self.days[day.weekday()] / weekdays):
                continue
            hour = bisect(hours, hours[-1] * dice.below(1_000_000) / 1_000_000)
            wall = day + timedelta(hours=hour, minutes=dice.below(60), seconds=dice.below(60))
            moment = self.town.zone.moment(wall)
            if rates.first <= moment < rates.last:
                found.append(moment)
        return sorted(found)


class Cast:
    """Makes persons one after another; names and numbers of users are given out once a board."""

    def __init__(self, dice: Dice, rates: ForumRates, boards: tuple[Board, ...]) -> None:
        self._dice, self._rates, self._boards = dice, rates, boards
        self._persons = self._accounts = 0
        self._taken: set[tuple[int, str]] = set()
        self._users = {board.serial: dice.between(2, 60) for board in boards}

    def person(self, posts: int) -> Person:
        """Return the next person, who writes so many posts in all."""
        dice, rates = self._dice, self._rates
        self._persons += 1
        town, style, name = dice.pick(TOWNS), Style.of(dice), self._name()
        night = dice.chance(rates.night_worker)
        pgp = keys.fingerprint(dice) if dice.chance(rates.pgp) else ""
        wallet = keys.wallet(dice) if dice.chance(rates.wallet) else ""
        handle = contacts.handle(dice, name, self._persons) if dice.chance(rates.handle) else ""
        email = contacts.email(dice, name, self._persons) if dice.chance(rates.email) else ""
        topics = tuple(dice.some(TOPICS, dice.between(1, 2)))
        accounts = self._open(posts, style, name, (pgp, wallet, handle, email))
        return Person(
            self._persons, town, style, topics, _hours(dice, night), _weekdays(dice), night,
            0.5 * dice.below(100) / 100, pgp, wallet, handle, email, self._facts(town), accounts,
        )  # fmt: skip

    def _open(self, posts: int, style: Style, name: str, means: tuple[str, ...]) -> tuple[Account, ...]:
        dice, rates = self._dice, self._rates
        count = dice.between(rates.accounts.low, rates.accounts.high) if dice.chance(rates.several_accounts) else 1
        boards = dice.some(self._boards, min(count, posts))
        shares = [dice.between(1, 4) for _ in boards]
        each = [max(1, posts * share // sum(shares)) for share in shares]
        each[0] += posts - sum(each)
        found = []
        for at, board in enumerate(boards):
            wanted = name if at == 0 or dice.chance(rates.name_reused) else self._name()
            while (board.serial, wanted) in self._taken:
                wanted = self._name()
            self._taken.add((board.serial, wanted))
            self._accounts += 1
            self._users[board.serial] += dice.between(1, 9)
            masked = at > 0 and dice.chance(rates.masked_style)
            shown = means if at == 0 or dice.chance(rates.key_reused) else ("",) * 4
            found.append(
                Account(
                    self._accounts,
                    board,
                    wanted,
                    self._users[board.serial],
                    rates.first - timedelta(days=dice.between(1, 900)),
                    self._signature(shown),
                    style.masked(dice) if masked else style,
                    masked,
                    each[at],
                )
            )
        return tuple(found)

    def _signature(self, means: tuple[str, ...]) -> str:
        dice = self._dice
        if not dice.chance(self._rates.signature):
            return ""
        known = [text for text in spoken(*means) if text]
        line = dice.pick(
            ("Keep calm and mulch.", "Platform three, as always.", "Less luggage, more lunch.", "Plum season.")
        )
        return "\n".join([line] * (not known or dice.chance(0.5)) + dice.some(known, 2))

    def _facts(self, town: Town) -> tuple[Fact, ...]:
        dice = self._dice
        facts = [
            Fact("place", town.name), Fact("institution", dice.pick(_INSTITUTIONS)), Fact("event", dice.pick(_EVENTS)),
            Fact("weather", dice.pick(_WEATHER)), Fact("transport", dice.pick(_TRANSPORT)),
            Fact("travel", dice.pick(TOWNS).name), Fact("time", dice.pick(_TIMES)),
        ]  # fmt: skip
        if dice.chance(0.25):
            facts.append(Fact("age", f"{dice.between(6, 16)} year old {dice.pick(_RELATIONS)}"))
        if dice.chance(0.2):
            facts.append(Fact("school", dice.pick(_SCHOOLS)))
        if dice.chance(self._rates.false_clue):
            elsewhere = [other.name for other in TOWNS if other.name != town.name]
            facts.append(Fact("place", dice.pick(elsewhere), false=True))
        return tuple(facts)

    def _name(self) -> str:
        dice = self._dice
        first, second = dice.pick(_FIRST), dice.pick(_SECOND)
        form = dice.below(5)
        number = str(dice.between(2, 999))
        return (
            f"{first}{second}", f"{first}_{second}", f"{first.title()}{second.title()}", f"{first}{number}",
            f"{first}{second}{number}",
        )[form]  # fmt: skip


def spoken(pgp: str, wallet: str, handle: str, email: str) -> tuple[str, ...]:
    """Keys and contacts as people write them; empty where there is none."""
    return (
        pgp and f"PGP: {pgp}", wallet and f"BTC: {wallet}", handle and f"Telegram: @{handle}",
        email and f"Mail: {email}",
    )  # fmt: skip


def _hours(dice: Dice, night: bool) -> tuple[float, ...]:
    """Weights of the hours of a day: seven asleep, a lunch hour, an evening; shifted by the person's bent."""
    shift = dice.between(-2, 2) + (11 if night else 0)
    lunch, evening = dice.between(0, 4), dice.between(3, 9)
    awake = [0.02] * 7 + [1.0] * 5 + [1.0 + lunch] * 2 + [1.0] * 4 + [1.0 + evening] * 4 + [0.8] * 2
    return tuple(awake[(hour - shift) % 24] for hour in range(24))


def _weekdays(dice: Dice) -> tuple[float, ...]:
    week, end = dice.between(2, 5), dice.between(2, 8)
    return (float(week),) * 5 + (float(end),) * 2
