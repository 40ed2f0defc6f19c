"""Web addresses and domain names; the value is canonical: no scheme, no "www.", no tracking noise, host in lower case.

Catches "https://example.com/rose?utm_source=x", "www.example.com", "example.com/rose", defanged "hxxps://example[.]com"
and "example (dot) com", and a spoken "roselane dot com".
Refuses e-mail hosts, profile addresses already read as handles, onion addresses (a kind of their own), file names,
abbreviations ("p.m."), a forgotten space after a full stop ("dinner.Call"), and, without a path or "www.", endings
that are words ("tonight.me").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.covered import Covered
from firstlight.extract.domains import PLAIN_ENDINGS, WORDY_ENDINGS, ending, plain
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

KIND = "url"
GATE = (
    r"h[tx][tx]ps?\W|www|[a-z0-9]\.[a-z]{2}|[\[({<] ?(?:\.|dot|punto) ?[\])}>]|"
    r"(?:dot|punto|\.|,) ?(?:com?|net|org|info|biz)\b"
)
FIELDS = ("title", "text")

EXAMPLES = (
    ("See https://www.Example.com/Rose?utm_source=x&id=5#top", ("example.com/Rose?id=5",)),
    ("more at example.com.", ("example.com",)),
    ("hxxps://example[.]com/rose", ("example.com/rose",)),
    ("hxxp[:]//example[.]org", ("example.org",)),
    ("roselane (dot) com", ("roselane.com",)),
    ("roselane dot com", ("roselane.com",)),
    ("www.example.co.uk/a/", ("example.co.uk/a",)),
    ("boards.example.net/tulsa/123.html, and example.org", ("boards.example.net/tulsa/123.html", "example.org")),
    ("www. roselane .com", ("roselane.com",)),
    ("roselane . com, thanks", ("roselane.com",)),
    ("rose-lane dot co dot nz", ("rose-lane.co.nz",)),
    ("roselane,com", ("roselane.com",)),
    ("http://example.com:8080/x?b=2&a=1", ("example.com:8080/x?a=1&b=2",)),
    ("rose.me/dinner", ("rose.me/dinner",)),
    ("(example.com/a_(b))", ("example.com/a_(b)",)),
    ("ЕXAMPLE.com", ("example.com",)),
    ("http://192.0.2.7/rose", ("192.0.2.7/rose",)),
    ("http://rose:pass@example.com/x", ("example.com/x",)),
)
DECOYS = (
    "rose@example.com", "8 p.m. sharp", "Nice dinner.Call me", "tonight.me and you", "photo.jpg", "e.g. this",
    "$5.00", "9.30 to 10.30", "call me...or text", "a.b.c.d", "version 1.2.3", "dot your i", "Mr.Smith",
    "end.In the morning",
    "Company for dinner.no rush", "http://", "www.", "the dot com boom", "abcdefghijklmnopqrstuvwxyz.onion",
)  # fmt: skip

_D = r"(?:\s?[\[({<]\s?(?:\.|dot|punto)\s?[\])}>]\s?|\.)"
_SCHEME = r"(?:h[tx]{2}ps?\s?\[?\s?:\s?\]?\s?/\s?/\s?)"
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,62})"
_NAME = rf"{_LABEL}(?:{_D}{_LABEL}){{1,6}}"
_PATH = r"(?::\d{2,5})?(?:[/?#][^\s<>\"'`|\\^{}]{0,2000})?"
_USER = r"[a-z0-9._~-]{1,40}(?::[^\s@/]{0,40})?@"
_ADDRESS = re.compile(rf"(?<![a-z0-9@._%+-])(?P<scheme>{_SCHEME}(?:{_USER})?)?(?P<name>{_NAME})(?P<rest>{_PATH})")
_SPOKEN = re.compile(
    r"(?<![a-z0-9@._%+-])(?:www\s?\.?\s)?(?P<name>[a-z0-9][a-z0-9-]{2,62})(?:\s(?:dot|punto)\s|\s\.\s?|"
    r"\.\s|,(?=com\b))(?P<tld>co (?:dot|punto) (?:uk|nz|za|in)|com (?:dot|punto) (?:br|mx|au|es|ar)|com|net|org|info|"
    r"biz)\b"
)
_NUMERIC = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|igshid|igsh|ref|ref_src|mc_[ce]id|_ga|yclid|dclid|si|spm|hl")
_NOT_SPOKEN = words_of(
    "the our my this that and any www with like some new old your its his her their a in at on of to see"
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


_SAID_DOTS = re.compile(r" (?:dot|punto) ")
_SPACED_DOT = re.compile(r"\s\.\s?com$")
"""A dot with a space before it ends no sentence."""


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every address; where the text is plain ASCII the path keeps its capitals."""
    text = view.text
    taken = Covered(len(text), (find for find in context.found if find.score > 0.6), {"email", "handle"})
    done = 0
    for match in _ADDRESS.finditer(text):
        start, rest = match.start(), _trimmed(match["rest"])
        end = match.end("name") + len(rest)
        name = plain(match["name"])
        if end <= done or taken.meets(start, end) or text[end : end + 1] == "@":
            continue
        sure = match["scheme"] is not None or name.startswith("www.")
        if _believed(name, sure, rest, text, match):
            done = end
            score = 1.0 if sure or "/" in rest or ending(name) in {"com", "net", "org"} else 0.8
            yield Found(
                KIND, _canonical(name, _cased(view, match.end("name"), rest)), start, end, score, _rule(match, sure)
            )
    for match in _SPOKEN.finditer(text):
        name = f"{match['name']}.{_SAID_DOTS.sub('.', match['tld'])}"
        plainly = "." in match[0] and "www" not in match[0] and not _SPACED_DOT.search(match[0])
        if match["name"] not in _NOT_SPOKEN and not plainly and not taken.meets(*match.span()):
            yield Found(KIND, name, match.start(), match.end(), 0.8, "url/spoken")


def _rule(match: re.Match[str], sure: bool) -> str:
    if "." in match["name"] and not any(mark in match[0] for mark in "[({<") and "hx" not in match[0][:3]:
        return "url/plain" if sure else "url/domain"
    return "url/defanged"


def _believed(name: str, sure: bool, rest: str, text: str, match: re.Match[str]) -> bool:
    """Tell whether a name with dots is a host."""
    last = ending(name)
    if last == "onion" or "@" in rest[:1]:
        return False
    if _NUMERIC.fullmatch(name):
        return sure and all(int(part) < 256 for part in name.split("."))
    host = name.removeprefix("www.")
    if "." not in host or not last.isalpha():
        return False
    if sure:
        return len(last) >= 2
    if last in PLAIN_ENDINGS:
        first = host.split(".")[0]
        return len(host) > 4 and not first.isdigit() and _glued(text, match, last)
    return last in WORDY_ENDINGS and rest.startswith("/") and len(rest) > 1


def _glued(text: str, match: re.Match[str], last: str) -> bool:
    """Refuse two sentences without a space between ("dinner.no"): a short ending must not go on as a sentence does."""
    if last in {"com", "net", "org", "info", "biz", "edu", "gov", "uk", "xyz", "io", "app"}:
        return True
    return match["rest"].startswith("/") or not text[match.end() : match.end() + 2].strip(" ").isalpha()


def _trimmed(rest: str) -> str:
    """Cut what belongs to the sentence and not to the address: closing marks without an opening one, full stops."""
    while rest:
        last = rest[-1]
        if last in ".,;:!?*~" or (last in _CLOSING and rest.count(last) > rest.count(_CLOSING[last])):
            rest = rest[:-1]
        else:
            break
    return rest


def _cased(view: TextView, at: int, rest: str) -> str:
    """Return a path as the original has it, where nothing in it was normalised but capitals."""
    start, end = view.span(at, at + len(rest))
    original = view.original[start:end]
    return original if original.lower() == rest else rest


def _canonical(name: str, rest: str) -> str:
    """Return host, port, path and query without what says nothing about where it leads."""
    rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    kept = sorted(part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0].lower()))
    for port in (":80", ":443"):
        if path.startswith(port) and not path[len(port) : len(port) + 1].isdigit():
            path = path[len(port) :]
    return name.removeprefix("www.") + path.rstrip("/") + ("?" + "&".join(kept) if kept else "")
