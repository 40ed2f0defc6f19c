"""Domain names: which endings a text may mean by "name.ending", and how a dot is hidden."""

from __future__ import annotations

import re

from firstlight.extract.vocabulary import words_of

PLAIN_ENDINGS = words_of(
    "com net org info biz xyz edu gov io app dev co cc tv ly gg page link site online website store tech space",
    "uk us ca mx br ar cl pe ve ec uy au nz ie fr de es pt it nl be ch at se no fi dk pl cz hu ro bg gr ru ua",
    "by tr il ae",
    "za ng ke in pk bd th vn ph id my sg hk cn jp kr tw eu asia lat",
)
"""Endings that are believed at the end of any name: "example.com"."""

WORDY_ENDINGS = words_of(
    "me so to is at be us am my no do in it de es la co club live chat vip shop fun life love today date dating",
    "one world",
    "social girl men baby company services center pro top cam photos pics place rest bar beauty yoga spa",
)
"""Endings that are words too: believed only where "www.", a scheme or a path says that an address is meant."""

DOT = r"(?:\s?[\[({<]\s?(?:\.|dot|punto)\s?[\])}>]\s?|\.)"
"""A dot, bare or in brackets, as defanged addresses have it."""

SAID_DOT = (
    r"(?:\s?[\[({<*_~]\s?(?:\.|d ?o ?t|punto|d0t|point)\s?[\])}>*_~]\s?|\s?\.\s?|\s(?:dot|punto|d0t|point)\s|"
    r"\.\.|\s?,\s?(?=com\b))"
)
"""A dot, bare, bracketed or said."""

COMMON = r"(?:com|net|org|info|biz|co|me|us|io|xyz|edu|es|mx|ca|de|fr|it|br|au|uk|ie|nz|in|za|ae|ru|ch|pm)"
"""Endings that people say."""

_UNBRACKET = re.compile(r"\s?[\[({<*_~]?\s?(?:\bd ?o ?t\b|\bpunto\b|\bpoint\b|\bd0t\b|\.\.?|,)\s?[\])}>*_~]?\s?")


def plain(name: str) -> str:
    """Return a domain name with every hidden dot written as one."""
    return _UNBRACKET.sub(".", name).strip(".")


def ending(name: str) -> str:
    """Return the last label of a domain name."""
    return name.rpartition(".")[2]
