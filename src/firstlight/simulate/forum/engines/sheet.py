"""What the pages of all engines have in common: one page of a thread, its clock, and text put into markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from firstlight.simulate.forum import addresses, records
from firstlight.simulate.forum.boards import Board
from firstlight.simulate.forum.posts import Post, Quote, Thread
from firstlight.simulate.forum.rates import ForumRates

_FACE = re.compile(r"(?<!\S)(:\)|;\)|:D|:-\)|;-\)|:P)(?!\S)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a thread (`page` counts from 1), as it stood when it was captured."""

    board: Board
    rates: ForumRates
    thread: Thread
    posts: tuple[Post, ...]
    page: int
    pages: int

    @property
    def title(self) -> str:
        """The thread's title, escaped."""
        return escape(self.thread.title)

    @property
    def captured(self) -> datetime:
        """When the page was fetched."""
        return records.captured(self.rates)

    @property
    def url(self) -> str:
        """The page's address."""
        return addresses.thread(self.board, self.thread.number, self.thread.title, self.page)

    def link(self, post: Post) -> str:
        """A post's address, escaped."""
        address = addresses.post(self.board, self.thread.number, self.thread.title, post.number, post.position)
        return escape(address.removeprefix(self.board.address))

    def user(self, post: Post) -> str:
        """The address of a post's writer, escaped."""
        address = addresses.user(self.board, post.account.user, post.account.name)
        return escape(address.removeprefix(self.board.address))

    def wall(self, moment: datetime, *, fixed: bool = False) -> datetime:
        """What the board shows for a moment; `fixed`: by the offset of the day of capture, whatever the season."""
        offset = self.board.zone.offset(self.captured if fixed else moment)
        return (moment + timedelta(minutes=offset)).replace(tzinfo=None)

    def near(self, wall: datetime, *, fixed: bool = False) -> str:
        """Today or Yesterday, where a shown time lies on the day of capture or that before it; else nothing."""
        days = (self.wall(self.captured, fixed=fixed).date() - wall.date()).days
        return {0: "Today", 1: "Yesterday"}.get(days, "")

    def others(self, form: str) -> str:
        """Links to the thread's other pages; `form` has {url} and {page}."""
        return "".join(
            form.format(
                url=escape(addresses.thread(self.board, self.thread.number, self.thread.title, page)), page=page
            )
            for page in range(1, self.pages + 1)
            if page != self.page
        )


def lines(text: str, faces: Mapping[str, str] | None = None, line_break: str = "<br />\n") -> str:
    """Text as markup: escaped, a break for each line, smileys as the pictures that `faces` has for them."""
    html = line_break.join(escape(line, quote=False) for line in text.split("\n"))
    return _FACE.sub(lambda found: (faces or {}).get(found[1], found[1]), html)


def faces(form: str, names: Mapping[str, str]) -> dict[str, str]:
    """A picture for each smiley: `form` has {code} and {name}."""
    return {code: form.format(code=code, name=name) for code, name in names.items()}


def quoted(post: Post) -> list[Quote]:
    """What a post quotes, outermost."""
    return list(post.quotes)


def twelve(wall: datetime, *, seconds: bool = False) -> str:
    """10:32 AM."""
    return wall.strftime("%I:%M:%S %p" if seconds else "%I:%M %p")


def tail(words: str) -> str:
    """The end of a page."""
    return f"{words}\n</body>\n</html>\n"
