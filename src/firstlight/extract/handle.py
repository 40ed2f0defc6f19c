"""Handles on messengers and sites, with the platform in the value: "telegram:roselane".

Catches "telegram: roselane", "ig @rose_lane", "@roselane on snapchat", "t.me/roselane", "cash.app/$roselane",
"insta is rose.lane22", "roselane22 on ig",
"reddit u/roselane". "@roselane" with no platform near is kept as "any:roselane", not certain.
Refuses what follows a platform's name but is no handle ("telegram only", "snap me"), numbers (phones are read as
phones), e-mail addresses and times ("@ 5pm"); after names that are plain words ("signal", "line", "x") only what
looks like a handle is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

KIND = "handle"
GATE = (
    r"@|[.\]] ?(?:me|com|dog|am|id|ee|app) ?/|\b(?:t3le|1nsta|1g\b|sn@p|wh[@4]ts|k1k|v1ber|s1gnal|tele(?: ?.?gr|\b)|"
    r"t[l]?gram|tlgrm|tg\b|what'?s ?a|watsapp|"
    r"whats|wa\b|insta|ig\b|snap|"
    r"sc\b|kik|signal|we ?chat|weixin|wc\b|viber|line\b|skype|discord|session|wickr|threema|face ?book|fb\b|"
    r"twitter|x\b|twt|"
    r"tik ?tok|tt\b|reddit|youtube|yt\b|only ?fans|fansly|link ?tree|cash ?(?:app|tag)|venmo|paypal)"
)
FIELDS = ("title", "text")

EXAMPLES = (
    ("Telegram: @roselane", ("telegram:roselane",)),
    ("telegram roselane_22", ("telegram:roselane_22",)),
    ("find me on Insta @rose.lane22!", ("instagram:rose.lane22",)),
    ("@roselane on telegram", ("telegram:roselane",)),
    ("my ig is rose_lane", ("instagram:rose_lane",)),
    ("snap: roselane", ("snapchat:roselane",)),
    ("add me on sc roselane99", ("snapchat:roselane99",)),
    ("https://t.me/roselane", ("telegram:roselane",)),
    ("instagram.com/Rose_Lane/?hl=en", ("instagram:rose_lane",)),
    ("cash.app/$roselane", ("cashapp:roselane",)),
    ("Cash app: $roselane", ("cashapp:roselane",)),
    ("Kik - roselane22 or Wickr = roselane9", ("kik:roselane22", "wickr:roselane9")),
    ("Тelegrаm: rosеlane", ("telegram:roselane",)),
    ("@roselane_22", ("any:roselane_22",)),
    ("tiktok.com/@rose_lane", ("tiktok:rose_lane",)),
    ("WhatsApp @rose.dinner.sim12", ("whatsapp:rose.dinner.sim12",)),
    ("signal rose.22", ("signal:rose.22",)),
    ("Tele.gram ID: roselane", ("telegram:roselane",)),
    ("t [.] me / roselane", ("telegram:roselane",)),
    ("roselane22 on snapchat", ("snapchat:roselane22",)),
    ("rose_lane en instagram", ("instagram:rose_lane",)),
    ("reddit u/roselane9", ("reddit:roselane9",)),
    ("skype: live:roselane9", ("skype:roselane9",)),
    ("sn@p roselane9, 1nsta rose.lane9", ("snapchat:roselane9", "instagram:rose.lane9")),
    ("t3legram: roselane9", ("telegram:roselane9",)),
)
DECOYS = (
    "telegram only", "snap me", "text me on telegram please", "booking line: call now", "signal: weekdays only",
    "whatsapp 918 555 0142", "rose@example.com", "dinner @ 5pm", "WhatsApp available", "telegram or whatsapp",
    "x: two tickets", "I am on Instagram and Facebook", "kik is fine", "line up at the door", "see you @home", "@9pm",
    "no telegram, no snapchat", "instagram is best", "telegram: yes", "instagram.com/p/Cabc123/",
    "twitter is down", "I was 22yo on instagram", "see 24.7 on telegram", "instagram is great",
)  # fmt: skip

_HANDLE = r"[a-z0-9_][a-z0-9_.\-]{1,31}"
_MARK = re.compile(
    r"\s{0,2}(?P<mark>(?:(?:me|id|name|username|user name|user|handle|account|acct|tag|usuario|cuenta)\b\s{0,2}){0,2}"
    r"(?:\bis\b|\bes\b|\bat\b|\blive:|\bu/|[:=>@~$/\"-]|\s){0,5})"
)
_TELLING = re.compile(r"[:=>~/\"-]|\b(?:is|es|id|name|username|user|handle|account|acct|tag|usuario|cuenta)\b")
_BODY = re.compile(rf"(?P<at>[@$])?\s?(?P<handle>{_HANDLE})")
_BARE = re.compile(rf"(?<![a-z0-9_.%+-])@\s?({_HANDLE})(?!\s?@)")
_REVERSE = re.compile(r"[\s,]{0,2}\(?\s?(?:on|en|at|-|via|in|for|[|/:>~*])?\s?\(?\s?(?:my )?$")
_BETWEEN = re.compile(
    r"(?:[^\w@\n]|\n|(?:at|is|es|my|me|on|as|the|id|name|user|username|handle|account|here|under|to|use)\b){0,12}"
)
_MAIL_SIGN = re.compile(r"\s?@\s?[a-z0-9]")
_LOOKS = re.compile(r"[a-z_.-]*[a-z][a-z_.-]*[0-9_][a-z0-9_.-]*|[a-z]+\.[a-z0-9]{2,}|[0-9]+[a-z_][a-z0-9_]+")
_NOT_PATHS = words_of(
    "p reel reels stories explore share watch groups pages events joinchat add user u s c channel invite"
)
_NO_HANDLES = words_of(
    "only me us or and for on in at is are the a an to my your you please pls available yes no not ok fine best",
    "first also",
    "call text message messages msg chat dm pm add find follow here now today tonight with by app whatsapp",
    "telegram snap",
    "snapchat insta instagram kik signal wechat viber skype facebook twitter number phone tel cell email mail e-mail",
    "online active video videos pics photos pictures group channel link id name username handle account of if",
    "but be so",
    "accepted works preferred welcome ready open when before after from any all com net org home noon midnight gmail",
    "weekdays weekends monday tuesday wednesday thursday friday saturday sunday y o en mi es para solo too as well",
    "down great better broken banned slow dead new old good bad gone back hacked deleted blocked nice fun right",
    "deposit cash card payment upfront gift half send pay up two one three more less see same below above profile bio",
)
_NEAR = 24


class Platform(NamedTuple):
    """A name by which a platform goes, and whether the name is also a plain word."""

    name: str
    shy: bool


@cache
def _platforms() -> dict[str, Any]:
    text = files("firstlight.extract.lexicons").joinpath("platforms.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text)["platforms"])


@cache
def _names() -> tuple[dict[str, Platform], re.Pattern[str]]:
    """Return the platforms by their name without spaces, and the pattern that finds one."""
    names = {}
    spelled = []
    for name, about in _platforms().items():
        for word in (*about["words"], *about["shy"]):
            names[word.replace(" ", "")] = Platform(name, word in about["shy"])
            spelled.append(r"[ .\-]?".join(map(re.escape, word.split())))
    pattern = "|".join(sorted(spelled, key=len, reverse=True))
    return names, re.compile(rf"(?<![a-z0-9_@.$])(?:{pattern})(?![a-z0-9_])(?!\.(?:com|me|app)\b)")


@cache
def _hosts() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the platforms by host, and the pattern that finds a profile's address (defanged too)."""
    hosts = {host: name for name, about in _platforms().items() for host in about["hosts"]}
    dot = r"\s?[\[(]?\s?\.\s?[\])]?\s?"
    pattern = "|".join(re.escape(host).replace(r"\.", dot) for host in sorted(hosts, key=len, reverse=True))
    return hosts, re.compile(
        rf"(?<![a-z0-9.-])(?:h[tx]{{2}}ps?\W{{1,5}})?(?:www{dot}|"
        rf"m{dot})?(?P<host>{pattern})\s?/\s?[@$]?(?P<handle>{_HANDLE})"
    )


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every handle; the span covers the handle itself (with its platform's address where that is one)."""
    text = view.text
    taken = Covered(len(text), context.found, {"phone", "email"})
    for found in _all(text):
        if not taken.meets(found.start, found.end):
            taken.add(found.start, found.end)
            yield found


def _all(text: str) -> Iterator[Found]:
    """Yield finds, the surest way of reading first."""
    if "/" in text:
        yield from _addresses(text)
    names, pattern = _names()
    spots = [(match, names[re.sub(r"[ .\-]", "", match[0])]) for match in pattern.finditer(text)]
    for match, platform in spots:
        found = _after(text, match.end(), platform)
        if found is not None:
            yield found
        before = _named_before(text, match.start(), platform)
        if before is not None:
            yield before
    if "@" in text:
        yield from _bare(text, spots)


def _addresses(text: str) -> Iterator[Found]:
    hosts, pattern = _hosts()
    for match in pattern.finditer(text):
        handle = match["handle"].strip(".-")
        host = re.sub(r"[\s\[\]()]", "", match["host"])
        if handle not in _NOT_PATHS and len(handle) > 1 and not handle.isdigit():
            end = match.start("handle") + match["handle"].find(handle) + len(handle)
            yield Found(KIND, f"{hosts[host]}:{handle}", match.start(), end, 1.0, "handle/address")


def _after(text: str, at: int, platform: Platform) -> Found | None:
    """Return the handle that follows a platform's name."""
    mark = _MARK.match(text, at)
    body = _BODY.match(text, mark.end() if mark else at)
    if mark is None or body is None or body.start() == at:
        return None
    handle = body["handle"].rstrip(".-")
    said = mark["mark"].strip()
    signed = body["at"] is not None or said.endswith(("@", "$"))
    looks = _LOOKS.fullmatch(handle) is not None
    if handle in _NO_HANDLES or handle.replace(".", "").replace("-", "").isdigit() or len(handle) < 3:
        return None
    if _MAIL_SIGN.match(text, body.start("handle") + len(handle)):
        return None
    if not (
        signed
        or looks
        or (_TELLING.search(said) and not platform.shy)
        or (said.endswith((":", "=")) and platform.name == "snapchat")
    ):
        return None
    start = body.start("handle")
    score = 0.95 if signed or (looks and not platform.shy) else 0.8
    return Found(KIND, f"{platform.name}:{handle}", start, start + len(handle), score, "handle/named")


_BEFORE = re.compile(r"(?<![a-z0-9_.@$-])(?P<handle>[a-z0-9_.]{4,31}) (?:on|via|over|en|en el|sur|no) (?:my )?$")


def _named_before(text: str, at: int, platform: Platform) -> Found | None:
    """Return a handle, of a shape that no word has, right before "on" and a platform's name."""
    match = _BEFORE.search(text[max(0, at - 48) : at])
    if match is None or not _LOOKS.fullmatch(match["handle"]) or match["handle"].replace(".", "").isdigit():
        return None
    if _TIME_OR_AGE.fullmatch(match["handle"]):
        return None
    start = max(0, at - 48) + match.start("handle")
    return Found(KIND, f"{platform.name}:{match['handle']}", start, start + len(match["handle"]), 0.8, "handle/named")


_TIME_OR_AGE = re.compile(r"[0-9]{1,4}(?:st|nd|rd|th|am|pm|hrs?|mins?|yrs?|yo)|24\.7")


def _bare(text: str, spots: list[tuple[re.Match[str], Platform]]) -> Iterator[Found]:
    """Yield "@name", with the platform that is named right after it, or none."""
    starts = [spot.start() for spot, _ in spots]
    for match in _BARE.finditer(text):
        handle = match[1].rstrip(".-")
        if handle in _NO_HANDLES or not any(character.isalpha() for character in handle) or len(handle) < 3:
            continue
        if (handle[0].isdigit() and not _LOOKS.fullmatch(handle)) or re.fullmatch(r"[0-9]{1,4}[ap]m?", handle):
            continue
        end = match.start(1) + len(handle)
        named = _beside(text, match.start(), end, spots, bisect_left(starts, end))
        if named is None and match[0][1] == " ":
            continue
        yield Found(KIND, f"{named or 'any'}:{handle}", match.start(1), end, 0.9 if named else 0.6, "handle/at")


def _beside(text: str, start: int, end: int, spots: list[tuple[re.Match[str], Platform]], at: int) -> str | None:
    """Return the platform named right after "@name" (`spots[at]` is the next one), else right before it."""
    if at < len(spots):
        after = spots[at][0].start()
        if after - end <= _NEAR and _REVERSE.match(text[end:after]):
            return spots[at][1].name
    if at > 0:
        before = spots[at - 1][0].end()
        if 0 <= start - before <= _NEAR and _BETWEEN.fullmatch(text[before:start]):
            return spots[at - 1][1].name
    return None
