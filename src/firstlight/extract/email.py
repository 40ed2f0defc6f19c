"""E-mail addresses: plain, written out, broken up; the value is lower-case with every sign put back.

Catches "rose@example.com", "rose (at) example (dot) com", "rose.22 at g mail dot com", "r o s e @ example . com",
"rose@gmail com", "rose arroba gmail punto com", "rose arobase example point fr", "rose*at*gmail*dot*com", "rose22 at
gmail", "rose22 gmail.com" and doubled signs ("@@", ".."). A spoken "at" counts only with a spoken dot or a well-known
provider, and never after words that make it a place ("meet me at").
Refuses "@name" alone (a handle), "name at example.com" without a sign that a letter box is meant (a site), prices and
times with @ ("@ 5 pm").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.domains import COMMON, PLAIN_ENDINGS, SAID_DOT, WORDY_ENDINGS, ending, plain
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

KIND = "email"
GATE = (
    r"@|[*~] ?at ?[*~]|arobase|[.] ?(?:com|net|org|co|me|us|io|edu|info)\b|\b(?:dot|punto|d0t)\b|[(\[{<] ?(?:a ?t|"
    r"arroba)|\ba ?r ?r ?o ?b ?a\b|"
    r"g ?mail|ya ?hoo|hot ?mail|out ?look|proton|i ?cloud"
)
FIELDS = ("title", "text")

EXAMPLES = (
    ("E-mail rose22@example.com please", ("rose22@example.com",)),
    ("ROSE.LANE@Example.Co.UK", ("rose.lane@example.co.uk",)),
    ("rose22 (at) example (dot) com", ("rose22@example.com",)),
    ("rose22[at]example[.]org", ("rose22@example.org",)),
    ("rose22 at g mail dot com", ("rose22@gmail.com",)),
    ("rose_22 AT hot mail . com", ("rose_22@hotmail.com",)),
    ("rose dot lane at gmail dot com", ("rose.lane@gmail.com",)),
    ("r o s e 2 2 @ e x a m p l e . c o m", ("rose22@example.com",)),
    ("rose22@gmail com", ("rose22@gmail.com",)),
    ("rose22 arroba gmail punto com", ("rose22@gmail.com",)),
    ("my e-mail is rose at example dot com", ("rose@example.com",)),
    ("rose22＠ｅｘａｍｐｌｅ．com", ("rose22@example.com",)),
    ("rоse22@example.com or jade@example.net", ("rose22@example.com", "jade@example.net")),
    ("<rose22@example.com>, thanks.", ("rose22@example.com",)),
    ("rose underscore 22 at yahoo dot com", ("rose_22@yahoo.com",)),
    ("rose22 @ outlook", ("rose22@outlook.com",)),
    ("rose22 at yahoo, any time", ("rose22@yahoo.com",)),
    ("rose[.]lane{at}hotmail(dot)com", ("rose.lane@hotmail.com",)),
    ("rose22 (a t) example (d o t) net", ("rose22@example.net",)),
    ("rose22 hotmail.com", ("rose22@hotmail.com",)),
    ("rose22@@@yahoo..com", ("rose22@yahoo.com",)),
    ("rose22~at~outlook~dot~com", ("rose22@outlook.com",)),
    ("rose22 arobase exemple point fr", ("rose22@exemple.fr",)),
)
DECOYS = (
    "dinner @ 5 pm", "@roselane on telegram", "meet me at example dot com", "look at example.com", "two for $10 @ noon",
    "available at 9. Come in.", "we are at the dot com building", "@", "a@b", "I am at home dot", "rose at example.com",
    "I look at outlook", "see you @ gmail headquarters",
    "I am 22 at gmail tower", "at this point me and you", "stay-at-home.com", "open 22 gmail",
)  # fmt: skip

_PROVIDERS = {
    "gmail": r"g\s?[-.]?\s?m\s?a\s?i\s?l", "googlemail": r"google\s?mail", "yahoo": r"ya\s?hoo", "ymail": r"y\s?mail",
    "hotmail": r"hot\s?[-.]?\s?mail", "outlook": r"out\s?[-.]?\s?look", "icloud": r"i\s?[-.]?\s?cloud", "aol": r"aol",
    "protonmail": r"proton\s?mail", "proton": r"proton", "tutanota": r"tuta\s?nota", "live": r"live", "msn": r"msn",
    "gmx": r"gmx", "zoho": r"zoho",
}  # fmt: skip
_PROVIDER = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PROVIDERS.items())
_AT = re.compile(
    r"\s?[\[({<*~]\s?(?:a ?t|@|arroba|arobase|a)\s?[\])}>*~]\s?|\s?@{1,3}\s?|\s(?:at|arroba|arobase)\s"
    r"|(?<=[0-9])\s(?=(?:gmail|hotmail|yahoo|outlook|icloud|protonmail)\.com?\b)"
)
_KNOWN = re.compile(rf"(?:{_PROVIDER})\b(?:(?:{SAID_DOT}|\s)(?P<tld>{COMMON}\b(?:\.(?:uk|mx|br|au|ar))?))?")
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}(?![a-z0-9_-]|\.[a-z]*[0-9_])")
_SAID = re.compile(
    rf"[a-z0-9][a-z0-9-]{{0,62}}(?:{SAID_DOT}[a-z0-9-]{{2,63}}){{0,2}}{SAID_DOT}{COMMON}\b(?:\.(?:uk|mx|br|au))?"
)
_SPACED = re.compile(r"[a-z0-9-](?: [a-z0-9-]){2,40} ?\. ?c ?o ?m\b")
_LOCAL = re.compile(
    r"(?:(?<![a-z0-9._%+-])[a-z0-9](?: [a-z0-9._-]){2,40}|[a-z0-9_%+-][a-z0-9._%+-]{0,63}"
    r"(?:(?:\s|\s?[(\[{<*]\s?)(?:dot|punto|point|underscore|dash|guion|\.)(?:\s|"
    r"\s?[)\]}>*]\s?)[a-z0-9._+-]{1,40}){0,2})$"
)
_ENDINGS = PLAIN_ENDINGS | WORDY_ENDINGS
_SAID_LOCAL = re.compile(r"(?:\s|\s?[(\[{<*]\s?)(dot|punto|point|underscore|dash|guion|\.)(?:\s|\s?[)\]}>*]\s?)")
_OPENINGS = frozenset("[({<*~")
_ENDS = re.compile(r"\s?(?:$|[.,;!)\n]|(?:for|to|or|if|any|and|is|please|anytime|thanks)\b)")
_SIGNS = {"dot": ".", "punto": ".", "point": ".", ".": ".", "underscore": "_", "dash": "-", "guion": "-"}
_CUE = re.compile(r"\b(?:e ?-? ?mails?|mail|correo|write|inbox|escribe\w{0,3})\b[^\n]{0,30}$")
_NO_LOCAL = words_of(
    "me us i we you it is am are look looking stay staying home meet here see visit find check come be live",
    "work at in on",
    "or and the a an to for e email mail book call text now only ads ad photos pics pictures site page open",
    "dinner today",
)
_BEFORE_HANDLES = _NO_LOCAL | words_of(
    "telegram tg insta ig instagram snap snapchat kik whatsapp signal twitter fb facebook tiktok discord line",
    "follow add",
)
_REACH = 100


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every address with its whole span."""
    del context
    text = view.text
    done = 0
    for anchor in _ats(view):
        if anchor.start() < done:
            continue
        sure = "@" in anchor[0] or anchor[0].strip()[:1] in _OPENINGS
        domain = _domain(text, anchor.end(), sure)
        local = _local(text, anchor, done) if domain else None
        if domain is None or local is None:
            continue
        name, start = local
        host, end, score, written = domain
        if anchor[0] == " @" and name in _BEFORE_HANDLES:
            continue
        if not _believed(text, name, start, sure, written):
            continue
        done = end
        yield Found(
            KIND, f"{name}@{host}", start, end, score, f"email/{'plain' if sure and not written else 'written'}"
        )


_AT_WORDS = frozenset({"at", "arroba", "arobase", "a"})
_BEFORE_PROVIDERS = frozenset({"gmail", "hotmail", "yahoo", "outlook", "icloud", "protonmail"})
_CORES = _AT_WORDS | _BEFORE_PROVIDERS
_WIDEST_LEAD = 3
"""Characters between where an at sign begins (a space, a bracket, a space) and the sign itself."""


def _ats(view: TextView) -> Iterator[re.Match[str]]:
    """Yield what `_AT.finditer` yields, tried only around the signs and words that an at sign is made of."""
    text, words = view.text, view.words
    cores = [words[at][0] for at in view.hits(_CORES)]
    sign = text.find("@")
    while sign >= 0:
        cores.append(sign)
        sign = text.find("@", sign + 1)
    done = 0
    for core in sorted(cores):
        for start in range(max(done, core - _WIDEST_LEAD), core + 1):
            match = _AT.match(text, start)
            if match is not None:
                yield match
                done = match.end()
                break


def _domain(text: str, at: int, sure: bool) -> tuple[str, int, float, str] | None:
    """Return (domain, end, score, how it is hidden) for what follows the at sign."""
    plainly = _DOMAIN.match(text, at)
    known = _KNOWN.match(text, at)
    if known and known["tld"] and not plainly:
        return f"{known.lastgroup and _provider(known)}.{known['tld']}", known.end(), 0.95, "provider"
    if plainly:
        if ending(plainly[0]) not in _ENDINGS:
            return None
        return plainly[0], plainly.end(), 1.0 if sure else 0.8, "" if sure or known is None else "provider"
    spaced = _SPACED.match(text, at) if sure else None
    said = spaced or _SAID.match(text, at)
    if said:
        host = said[0].replace(" ", "") if spaced else plain(said[0])
        return host, said.end(), 0.9, "spaced" if spaced else "said"
    if known and (sure or _ENDS.match(text, known.end())):
        return f"{_provider(known)}.com", known.end(), 0.6, "provider" if sure else "bare"
    return None


def _provider(known: re.Match[str]) -> str:
    return next(name for name in _PROVIDERS if known[name])


def _local(text: str, anchor: re.Match[str], done: int) -> tuple[str, int] | None:
    """Return the name before the at sign and where it starts."""
    low = max(done, anchor.start() - _REACH)
    match = _LOCAL.search(text[low : anchor.start()])
    if match is None:
        return None
    name = _SAID_LOCAL.sub(lambda said: _SIGNS[said[1]], match[0])
    start = low + match.start()
    if " " in name:
        name = name.replace(" ", "")
    trimmed = name.lstrip(".-%+")
    start += len(name) - len(trimmed)
    return (trimmed, start) if trimmed and trimmed[-1] != "." and ".." not in trimmed else None


def _believed(text: str, name: str, start: int, sure: bool, written: str) -> bool:
    """Tell whether what reads like an address is meant as one."""
    if sure:
        return not (written == "provider" and name in _NO_LOCAL)
    if name in _NO_LOCAL:
        return False
    if written == "provider":
        return True
    if (
        written == "said"
        and " point " in text[start : start + _REACH]
        and "arobase" not in text[start : start + _REACH]
    ):
        return False
    boxlike = any(character in "0123456789_.-" for character in name)
    cued = _CUE.search(text[max(0, start - 40) : start]) is not None
    return (written in {"said", "bare"} and (boxlike or cued)) or (cued and not written)
