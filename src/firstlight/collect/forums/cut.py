"""A page of a forum to its posts, and what on it no longer fits the engine's rules.

Whatever is wrong with a page is told, and what is right on it is kept. A post within another post is another's markup,
and no post; a page may hold so many posts as no engine puts on one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from firstlight.collect import dates
from firstlight.collect.forums import moments, words, zones
from firstlight.collect.forums.engine import Engine, Quotes, every, first
from firstlight.collect.forums.moments import Reading, Told

MOST_POSTS = 2_000
_MOST_QUOTES = 50
_SESSION = re.compile(r"([?&;])(?:sid|PHPSESSID|s)=[0-9a-zA-Z]{20,40}(?:([&;])(?!#)|(?=[&;#]|$))")
_FOOTERS = etree.XPath("//*[text()[contains(., 'll times are') or contains(., 'Alle Zeiten sind')]]")
"""Where boards whose theme is their own say what their zone is."""
NO_WORDS = "[no words of its own]"
"""Stands for the text of a post that holds only quotes or pictures."""


@dataclass(slots=True)
class Found:
    """What an engine made of a page: posts (as fields of a posting), and what does not fit, in words."""

    engine: str
    posts: list[dict[str, Any]] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its address, host and port, the forum's root in its path, the thread's number and title."""

    url: str
    host: str
    root: str
    thread: str
    title: str


def cut(engine: Engine, page: Any, url: str, captured: str) -> Found:
    """Cut a page; `captured` is the time of its capture, as the archive writes it (empty where it is not known)."""
    found = Found(engine.name)
    elements = _elements(engine, page, found)
    markers = len(engine.markers(page))
    if not elements and not markers:
        found.lists = bool(engine.lists and engine.lists.search(_after_host(url)))
        if not found.lists and engine.threads and engine.threads.search(_after_host(url)):
            found.misfits.append("it is a thread's page by its address, and no post is found on it")
        return found
    place = _place(engine, page, url)
    reading = _reading(engine, page, elements, dates.parse(captured))
    for element in elements:
        found.posts.append(_post(engine, element, place, reading))
    _judge(found, markers, len(elements), place)
    return found


def _elements(engine: Engine, page: Any, found: Found) -> list[Any]:
    kept: list[Any] = []
    for element in engine.each(page):
        if kept and any(above is kept[-1] for above in element.iterancestors(kept[-1].tag)):
            continue
        if len(kept) == MOST_POSTS:
            found.misfits.append(f"it holds more than {MOST_POSTS:,} posts; the rest is left")
            break
        kept.append(element)
    return kept


def _after_host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _place(engine: Engine, page: Any, url: str) -> Place:
    try:
        parts = urlsplit(url)
        host, path = parts.netloc.rpartition("@")[2].lower(), parts.path
    except ValueError:
        host, path = "", url
    match = engine.root.match(path) if engine.root else None
    addresses = [url, *(link.get("href") or "" for link in page.iterfind(".//link[@rel='canonical']"))]
    addresses += [link.get("content") or "" for link in page.iterfind(".//meta[@property='og:url']")]
    addresses += [node.get("value") or "" for node in page.iterfind(".//input[@name='topic_id']")]
    title = first(engine.title, page) or next((words.text_of(node) for node in page.iterfind(".//title")), "")
    return Place(url, host, match[1] if match else "", _thread(engine, page, addresses), title)


def _thread(engine: Engine, page: Any, addresses: list[str]) -> str:
    for form in engine.thread:
        for address in addresses:
            if match := form.search(address):
                return next(group for group in match.groups() if group)
    for link in page.iterfind(".//a[@href]"):  # a page that was asked for by a post's number names its thread in links
        for form in engine.thread:
            if (match := form.search(link.get("href"))) and engine.threads and engine.threads.search(link.get("href")):
                return next(group for group in match.groups() if group)
    return ""


def _reading(engine: Engine, page: Any, elements: Sequence[Any], captured: datetime | None) -> Reading:
    """How times on this page are to be read: the zone, and whether the month comes before the day."""
    shown = first(engine.now, page)
    local = captured or datetime.now(UTC)
    month_first = moments.order_of([shown], local.replace(tzinfo=None))
    if month_first is None:
        texts = [text for element in elements[:60] for text in every(engine.post["posted_at"], element)]
        month_first = moments.order_of(texts, None)
    zone = zones.stated(list(every(engine.zone, page)) or [words.text_of(node) for node in _FOOTERS(page)])
    if captured is not None and (zone is None or zone.named is None):
        clock = _clock_zone(engine, page, shown, captured, month_first)
        zone = clock or zone
    return Reading(captured, zone, month_first, engine.month_first)


def _clock_zone(
    engine: Engine, page: Any, shown: str, captured: datetime, month_first: bool | None
) -> zones.Zone | None:
    plain = Reading(captured, None, month_first, engine.month_first)
    if shown:
        now = plain.read(shown)
        if now.moment is not None and now.clock == "no zone":
            return zones.by_clock(now.moment, captured, dated=True)
        today = plain.read(f"{captured:%Y-%m-%d} {shown}" if not re.match(r"\d{4}-", shown) else shown)
        if today.moment is not None and today.clock == "no zone":
            return zones.by_clock(today.moment, captured, dated=False)
    if pair := engine.clock_pair:
        for node in pair["css"](page):
            wall = plain.read(f"{node.get(pair['date'])} {node.get(pair['time'])}").moment
            exact = plain.read(node.get(pair["epoch"]) or "").moment
            if wall is not None and exact is not None:
                return zones.by_clock(wall, exact, dated=True)
    return None


def _post(engine: Engine, element: Any, place: Place, reading: Reading) -> dict[str, Any]:
    picks = engine.post
    number = first(picks["number"], element)
    told = _told(reading, every(picks["posted_at"], element))
    deleted = bool(first(picks["deleted"], element)) if "deleted" in picks else False
    text, quotes = _words(engine, element)
    values: dict[str, Any] = {
        "engine": engine.name, "rule": f"forum/{engine.name}", "title": place.title, "thread": place.thread,
        "author": first(picks["author"], element), "text": text or NO_WORDS, "quotes": quotes, "deleted": deleted,
        "clock": told.clock, "posted_at": told.moment.isoformat() if told.moment else "",
    }  # fmt: skip
    if told.assumed_order:
        values["date_order"] = "month first, assumed" if reading.usual_month_first else "day first, assumed"
    for name in ("signature", "joined", "user_url"):
        if name in picks:
            values[name] = first(picks[name], element)
    if values.get("joined"):
        values["joined"] = _joined(reading, values["joined"])
    if values.get("user_url"):
        values["user_url"] = _lasting(absolute(place.url, values["user_url"]))
    if "edited_at" in picks and not deleted:
        edited = _told(reading, every(picks["edited_at"], element)).moment
        if edited is not None and (told.moment is None or (edited - told.moment).total_seconds() >= 1):
            values["edited_at"] = edited.isoformat()
    if number.isdigit() and len(number) < 16:
        values["post_number"] = int(number)
        key = f"{place.thread}.{number}" if engine.numbered_by_thread else number
        values["id"] = f"{place.host}{place.root}#{key}"
    values["url"] = _permalink(engine, element, place, number)
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def _told(reading: Reading, texts: Iterable[str]) -> Told:
    for text in texts:
        told = reading.read(text)
        if told.moment is not None:
            return told
    return moments.NOTHING


def _joined(reading: Reading, text: str) -> str:
    """The day on which a user joined, or the month; as it is written where it cannot be read."""
    if match := re.fullmatch(r"([^\W\d_]{3,12})\.? +(\d{4})", text):
        month = moments.month_of(match[1].lower())
        return f"{match[2]}-{month:02d}" if month else text
    moment = reading.read(text).moment
    return moment.date().isoformat() if moment else text


def _words(engine: Engine, element: Any) -> tuple[str, list[dict[str, str]]]:
    """A post's own words, and what it quotes."""
    node = None
    for pick in engine.post["text"]:
        node = next(iter(pick.css(element) if pick.css else (element,)), None)
        if node is not None:
            break
    if node is None:
        return "", []
    out = set(engine.without(node))
    quotes = _quotes(engine.quotes, node, out) if engine.quotes else []
    return words.text_of(node, out), quotes


def _quotes(rule: Quotes, node: Any, out: set[Any]) -> list[dict[str, str]]:
    """What a text quotes, in its order; all that belongs to a quote is added to what is left out of the own words."""
    blocks = [block for block in rule.each(node) if block is not node]
    known = set(blocks)
    blocks += [block for block in rule.also(node) if not any(above in known for above in block.iterancestors())]
    outer = [_around(rule, block) for block in blocks]
    out.update(outer)
    authors = [_author(rule, block, outer, out) for block in blocks[:_MOST_QUOTES]]
    found = []
    for block, around, author in zip(blocks, outer, authors, strict=False):
        text = words.text_of(block, (out - {around, block}) | set(rule.without(block)))
        if text:
            found.append({"author": author, "text": text} if author else {"text": text})
    return found


def _around(rule: Quotes, block: Any) -> Any:
    return next(block.iterancestors(rule.around), block) if rule.around else block


def _author(rule: Quotes, block: Any, outer: Sequence[Any], out: set[Any]) -> str:
    """Who wrote a quote, as said within it or in the element before it, which is then no part of the own words."""
    before = block.getprevious()
    looked = rule.head != "within" and before is not None and before not in outer
    if looked and (author := first(rule.author, before)):
        out.add(before)
        return author
    return first(rule.author, block) if rule.head != "before" else ""


def _permalink(engine: Engine, element: Any, place: Place, number: str) -> str:
    if address := first(engine.post.get("url", ()), element):
        return _lasting(absolute(place.url, address))
    if not number or not engine.permalink:
        return place.url
    slug = re.search(r"/t/([^/]*[^/\d][^/]*)/", place.url)
    filled = engine.permalink.format(
        root=place.root,
        number=number,
        thread=place.thread,
        slug=slug[1] if slug else "-",
        page=place.url.partition("#")[0],
    )
    return absolute(place.url, filled)


def _lasting(address: str) -> str:
    """An address without the number of the session in which it was given."""
    return _SESSION.sub(lambda found: found[1] if found[1] == "?" and found[2] else "", address)


def absolute(base: str, address: str) -> str:
    """An address on a page, made absolute; as it is where that cannot be done."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _judge(found: Found, markers: int, elements: int, place: Place) -> None:
    """Say what about a page shows that it no longer fits its rules, and take out posts that cannot be told apart."""
    if elements < markers:
        found.misfits.append(f"it holds {markers} texts of posts, and {elements} posts are found")
    total = len(found.posts)
    for name, field_ in (("number", "id"), ("author", "author"), ("time that can be read", "posted_at")):
        lacking = sum(field_ not in post for post in found.posts)
        if lacking:
            found.misfits.append(f"{lacking} of {total} posts have no {name}")
    wordless = sum(post["text"] == NO_WORDS and not post.get("quotes") for post in found.posts)
    if total >= 3 and wordless > total / 2:
        found.misfits.append(f"{wordless} of {total} posts have no words")
    if total and not place.thread:
        found.misfits.append("it does not tell the thread's number")
    seen = Counter(post["id"] for post in found.posts if "id" in post)
    if twice := [one for one, count in seen.items() if count > 1]:
        found.misfits.append(f"{len(twice)} numbers of posts stand on it twice")
