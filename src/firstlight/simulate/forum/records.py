"""A post as the one who reads its page can know it (a posting), and the truth about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from firstlight.simulate.forum import addresses
from firstlight.simulate.forum.boards import Board
from firstlight.simulate.forum.people import Account, Person, spoken
from firstlight.simulate.forum.posts import Post
from firstlight.simulate.forum.rates import ForumRates

TO_THE_MINUTE = frozenset({"mybb", "vbulletin3", "vbulletin4"})
"""Engines whose pages show no seconds."""
WITHOUT_ZONE = frozenset({"smf2.0", "xenforo1"})
"""Engines whose pages do not tell a guest their zone (the second does where a page has a new post)."""
IN_WORDS = frozenset({"smf2.0", "smf2.1", "vbulletin3", "vbulletin4"})
"""Engines that write Today and Yesterday in place of a date."""
GONE = frozenset({"phpbb", "smf2.0", "smf2.1", "flaskbb"})
"""Engines that show a guest nothing of a deleted post; the others show the notices below."""
NOTICES = {
    "mybb": "This post has been deleted.",
    "vbulletin3": "This message has been deleted by {name}.",
    "vbulletin4": "This message has been deleted by {name}.",
    "vbulletin5": "This message has been deleted.",
    "xenforo1": "This message has been removed from public view.",
    "xenforo2": "This message has been deleted.",
    "discourse": "(post deleted by author)",
}


def captured(rates: ForumRates) -> datetime:
    """When the pages are fetched: some hours after the last post."""
    return rates.last + timedelta(hours=3)


def shown(board: Board, rates: ForumRates, moment: datetime, *, told: bool = False) -> datetime:
    """A moment as the board's pages tell it: to the minute or second, in UTC, or as board time called UTC."""
    if board.engine in TO_THE_MINUTE or (board.engine == "xenforo1" and not new(rates, moment)):
        moment = moment.replace(second=0)
    if board.engine == "xenforo1" and new(rates, moment):
        return moment
    if board.engine in WITHOUT_ZONE and not told:
        moment += timedelta(minutes=board.zone.offset(moment))
    elif board.engine in ("smf2.1", "xenforo1"):  # the zone follows from the day of capture, in another season or not
        moment += timedelta(minutes=board.zone.offset(moment) - board.zone.offset(captured(rates)))
    return moment


def new(rates: ForumRates, moment: datetime) -> bool:
    """Whether XenForo 1 shows a moment with its exact second: for some days after it."""
    return captured(rates) - moment <= timedelta(days=6)


def tells_zone(post: Post, rates: ForumRates) -> bool:
    """Whether the page of a post tells its board's zone, for the engines that tell it by new posts alone."""
    if post.thread.board.engine != "xenforo1":
        return False
    each = post.thread.board.per_page
    first = post.position // each * each
    shown_with = post.thread.posts[first : first + each]
    return any(
        new(rates, one.sent) or bool(one.edited and new(rates, one.edited)) for one in shown_with if not one.deleted
    )


def clock(board: Board, rates: ForumRates, moment: datetime, *, told: bool = False) -> str:
    """How a board's page tells a moment: 'absolute', 'relative' or 'no zone'."""
    if board.engine in IN_WORDS:
        today = board.zone.local(captured(rates)).date()
        if (today - board.zone.local(moment).date()).days <= 1:
            return "no zone" if board.engine in WITHOUT_ZONE else "relative"
    if board.engine == "xenforo1" and new(rates, moment):
        return "absolute"
    return "no zone" if board.engine in WITHOUT_ZONE and not told else "absolute"


def key(post: Post) -> str:
    """What follows the # in a posting's id: the site's number of the post, or thread and place where it has none."""
    if post.thread.board.engine == "discourse":
        return f"{post.thread.number}.{post.position + 1}"
    return str(post.number)


def identity(post: Post) -> str:
    """A posting's id: the site, and the post's number there."""
    return f"{post.thread.board.host}#{key(post)}"


def posting(post: Post, rates: ForumRates) -> dict[str, Any] | None:
    """The posting that a perfect reader makes of a post's page; None where the page shows nothing of it."""
    board, account, thread = post.thread.board, post.account, post.thread
    if post.deleted and board.engine in GONE:
        return None
    told = tells_zone(post, rates)
    row: dict[str, Any] = {
        "id": identity(post),
        "text": NOTICES[board.engine].format(name=account.name) if post.deleted else post.text,
        "title": thread.title,
        "url": addresses.post(board, thread.number, thread.title, post.number, post.position),
        "site": board.host,
        "posted_at": iso(shown(board, rates, post.sent, told=told)),
        "author": account.name,
        "thread": str(thread.number),
        "engine": board.engine.rstrip("0123456789."),
        "post_number": post.position + 1 if board.engine == "discourse" else post.number,
        "clock": clock(board, rates, post.sent, told=told),
        "user_url": addresses.user(board, account.user, account.name),
        "joined": _joined(board, account),
        "deleted": post.deleted,
    }
    if not post.deleted:
        quotes = [{"author": one.author, "text": one.text} for quote in post.quotes for one in quote.flat()]
        edited = iso(shown(board, rates, post.edited, told=told)) if post.edited else ""
        signature = "" if board.engine == "discourse" else account.signature
        row |= {"quotes": quotes, "signature": signature, "edited_at": edited}
    return {name: value for name, value in row.items() if value not in ("", [])}


def _joined(board: Board, account: Account) -> str:
    """When a user joined, as far as the engine's pages tell it: the day, the month, or nothing."""
    if board.engine in ("smf2.0", "smf2.1", "discourse"):
        return ""
    monthly = board.engine in ("mybb", "vbulletin3", "vbulletin4", "vbulletin5")
    return f"{account.joined:%Y-%m}" if monthly else account.joined.date().isoformat()


def truth_of_post(post: Post) -> dict[str, Any]:
    """What is true of one post."""
    local = post.person.town.zone.local(post.sent)
    return {
        "id": identity(post), "person": post.person.serial, "account": post.account.serial,
        "sent_at": iso(post.sent), "local": local.isoformat(), "deleted": post.deleted,
        "clues": [
            {
                "kind": clue.fact.kind, "value": clue.fact.value, "surface": clue.surface, "start": clue.start,
                "end": clue.start + len(clue.surface), "false": clue.fact.false,
            }
            for clue in post.clues
        ],
    }  # fmt: skip


def truth_of_person(person: Person) -> dict[str, Any]:
    """What is true of one person."""
    zone = person.town.zone
    return {
        "person": person.serial, "town": person.town.name, "zone": zone.name, "utc_offset_minutes": zone.standard,
        "summer_time": zone.rule, "night_worker": person.night, "topics": person.topics,
        "pgp": person.pgp.replace(" ", ""), "wallet": person.wallet, "handle": person.handle, "email": person.email,
        "facts": [{"kind": fact.kind, "value": fact.value, "false": fact.false} for fact in person.facts],
        "accounts": [account.serial for account in person.accounts],
    }  # fmt: skip


def truth_of_account(person: Person, account: Account) -> dict[str, Any]:
    """What is true of one account."""
    shown_in_signature = [text for text in spoken(person.pgp, person.wallet, person.handle, person.email) if text]
    return {
        "account": account.serial, "person": person.serial, "site": account.board.host, "engine": account.board.engine,
        "author": account.name, "posts": account.posts, "style_masked": account.masked,
        "signature_contacts": [text for text in shown_in_signature if text in account.signature],
    }  # fmt: skip


def iso(moment: datetime) -> str:
    """A moment as postings write it."""
    return moment.isoformat(timespec="seconds")
