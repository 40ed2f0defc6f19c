r"""Forum engines: how the pages of one kind of forum are cut into posts, written in YAML, not in code.

    engine: phpbb
    about: what kind of page this is for
    detect: ['body#phpbb']              # CSS: a page on which one of these is found is of this engine
    fits: ['https?://board\.example/.*']  # or regular expressions for whole addresses, for a forum of one's own
    root: '^(.*?)/viewtopic\.php'       # what stands in a path before the forum's own part of it
    threads: '/viewtopic\.php'          # addresses of threads: on such a page there must be posts
    lists: '/viewforum\.php'            # addresses of pages that list: nothing is made of them
    thread: '[?&]t=(\d+)'               # the thread's number, in the page's address or its canonical one
    title: ['h2.topic-title']
    each: 'div.post'                    # CSS: one post for each match
    markers: '.postbody .content'       # CSS, looser than `each`: there cannot be more of these than posts
    zone: ['.footer']                   # where the board says in which zone its times are
    now: ['#time']                      # where the board shows what time it is there
    post:                               # within a post; see `Pick`
      number: {attribute: id, form: '^p(\d+)$'}
      author: ['.author .username', '.author']
      posted_at: {css: 'time', attribute: datetime}
      text: '.content'
    quotes: {each: 'blockquote', author: 'cite', without: 'cite'}
    without: ['.notice']                # within a text, what is not the writer's own
    permalink: '{root}/viewtopic.php?p={number}#p{number}'

A pick is a CSS selector, or `{css, attribute, form}` (an attribute's value instead of the text; of that, the group of a
regular expression), or a list of picks, of which the first that finds something is used. Without `css` it is the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from firstlight.collect.checks import Check
from firstlight.collect.forums import words
from firstlight.errors import InputError

FIELDS = (
    "number", "author", "posted_at", "text", "user_url", "signature", "edited_at", "joined", "deleted", "url",
)  # fmt: skip
_KEYS = (
    "engine", "about", "detect", "fits", "root", "threads", "lists", "thread", "title", "each", "markers", "zone",
    "now", "post", "quotes", "without", "permalink", "clock_pair", "numbered_by", "month_first",
)  # fmt: skip
_QUOTE_KEYS = ("each", "author", "without", "around", "also", "head")


@dataclass(frozen=True, slots=True)
class Pick:
    """Where a value stands within an element; `css` None is the element itself."""

    css: Any
    attribute: str
    form: re.Pattern[str] | None

    def values(self, element: Any) -> Iterator[str]:
        """Yield every value found, in order; none is made before it is asked for."""
        for node in self.css(element) if self.css else (element,):
            text = (node.get(self.attribute) or "").strip() if self.attribute else words.text_of(node)
            if text and self.form:
                match = self.form.search(text)
                text = next((group for group in match.groups() if group), match[0]).strip() if match else ""
            if text:
                yield text


Picks = tuple[Pick, ...]
"""Ways to the same value, the best first."""


def first(picks: Picks, element: Any) -> str:
    """The first value that one of the ways finds; empty when none does."""
    return next(every(picks, element), "")


def every(picks: Picks, element: Any) -> Iterator[str]:
    """Yield all values that all the ways find, the best way's first."""
    for pick in picks:
        yield from pick.values(element)


@dataclass(frozen=True, slots=True)
class Quotes:
    """How another's words stand in a text: the element, what is around it and goes too, who wrote them."""

    each: Any
    author: Picks
    without: Any
    around: str
    also: Any
    head: str


@dataclass(frozen=True, slots=True)
class Engine:
    """One kind of forum; see the head of the file for what each part says."""

    name: str
    detect: Any
    fits: tuple[re.Pattern[str], ...]
    root: re.Pattern[str] | None
    threads: re.Pattern[str] | None
    lists: re.Pattern[str] | None
    thread: tuple[re.Pattern[str], ...]
    title: Picks
    each: Any
    markers: Any
    zone: Any
    now: Picks
    post: Mapping[str, Picks]
    quotes: Quotes | None
    without: Any
    permalink: str
    clock_pair: Mapping[str, Any]
    numbered_by_thread: bool
    month_first: bool

    def runs(self, page: Any, url: str) -> bool:
        """Whether a page is one of this engine's."""
        if self.fits:
            return any(form.fullmatch(url) for form in self.fits)
        return bool(self.detect(page))


def parse(text: str, file: str) -> Engine:
    """Read one engine from YAML. Raises InputError naming the file, the entry and what would be right."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"{file}: not YAML: {' '.join(str(error).split())}") from error
    check = Check(file)
    rule = check.mapping(data, "the engine", _KEYS)
    name = check.words(rule.get("engine"), "engine")
    check.words(rule.get("about"), "about")
    if not rule.get("detect") and not rule.get("fits"):
        raise check.wrong("detect", "or fits must say which pages are this engine's")
    post = check.mapping(rule.get("post"), "post", FIELDS)
    for needed in ("number", "author", "posted_at", "text"):
        if needed not in post:
            raise check.wrong("post", f"must name {needed}")
    return Engine(
        name=name,
        detect=_css(check, rule.get("detect"), "detect"),
        fits=tuple(_form(check, form, "fits") for form in _list(rule.get("fits"))),
        root=_form(check, rule["root"], "root") if rule.get("root") else None,
        threads=_form(check, rule["threads"], "threads") if rule.get("threads") else None,
        lists=_form(check, rule["lists"], "lists") if rule.get("lists") else None,
        thread=tuple(_form(check, form, "thread") for form in _list(rule.get("thread"))),
        title=_picks(check, rule.get("title"), "title"),
        each=check.selector(rule.get("each"), "each"),
        markers=_css(check, rule.get("markers"), "markers"),
        zone=_picks(check, rule.get("zone"), "zone"),
        now=_picks(check, rule.get("now"), "now"),
        post={field: _picks(check, picks, f"post.{field}") for field, picks in post.items()},
        quotes=_quotes(check, rule["quotes"]) if rule.get("quotes") else None,
        without=_css(check, rule.get("without"), "without"),
        permalink=str(rule.get("permalink") or ""),
        clock_pair=_clock_pair(check, rule["clock_pair"]) if rule.get("clock_pair") else {},
        numbered_by_thread=rule.get("numbered_by") == "thread",
        month_first=bool(rule.get("month_first", True)),
    )


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _css(check: Check, value: Any, entry: str) -> Any:
    """One selector out of a list of them; one that finds nothing for an empty list."""
    selectors = [check.words(one, entry) for one in _list(value)]
    return check.selector(", ".join(selectors), entry) if selectors else lambda _: ()


def _form(check: Check, value: Any, entry: str) -> re.Pattern[str]:
    return check.form(value, entry, re.DOTALL | re.IGNORECASE)


def _picks(check: Check, value: Any, entry: str) -> Picks:
    return tuple(_pick(check, one, entry) for one in _list(value))


def _pick(check: Check, value: Any, entry: str) -> Pick:
    if isinstance(value, str):
        return Pick(check.selector(value, entry), "", None)
    parts = check.mapping(value, entry, ("css", "attribute", "form"))
    return Pick(
        check.selector(parts["css"], f"{entry}.css") if "css" in parts else None,
        check.words(parts["attribute"], f"{entry}.attribute") if "attribute" in parts else "",
        _form(check, parts["form"], f"{entry}.form") if "form" in parts else None,
    )


def _quotes(check: Check, value: Any) -> Quotes:
    parts = check.mapping(value, "quotes", _QUOTE_KEYS)
    return Quotes(
        each=check.selector(parts.get("each"), "quotes.each"),
        author=_picks(check, parts.get("author"), "quotes.author"),
        without=_css(check, parts.get("without"), "quotes.without"),
        around=str(parts.get("around") or ""),
        also=_css(check, parts.get("also"), "quotes.also"),
        head=str(parts.get("head") or "within"),
    )


def _clock_pair(check: Check, value: Any) -> Mapping[str, Any]:
    parts = check.mapping(value, "clock_pair", ("css", "epoch", "date", "time"))
    return {**parts, "css": check.selector(parts.get("css"), "clock_pair.css")}


@lru_cache(maxsize=1)
def shipped() -> tuple[Engine, ...]:
    """The engines that come with Firstlight, in the order of their files' names."""
    folder = resources.files("firstlight.collect.forums") / "engines"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(parse(file.read_text("utf-8"), f"engines/{file.name}") for file in found)
