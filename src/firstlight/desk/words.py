"""Words as search knows them: the same in a posting and in a query, in SQLite and in PostgreSQL.

Words are read from the normalised view of a text, so that a search finds what a reader sees, whatever letters it was
written in. Both databases are handed finished words; neither splits nor folds anything by rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.text import TextView, view

MOST = 16_000
"""So many words of a field can be searched; PostgreSQL knows no later positions."""

# Scripts that write no spaces are searched by the character: a run of them in a query is a phrase. A word of more
# than 64 characters is several, for the same reason.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]{{1,64}}")
_ASCII = re.compile(r"[a-z0-9]{1,64}")


def words(text: str | None) -> list[str]:
    """Return the searchable words of a text, in order: lower-case, folded, at most MOST."""
    if not text:
        return []
    seen = view(text).text
    return (_ASCII if seen.isascii() else _WORD).findall(seen)[:MOST]


def spans(seen: TextView) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a view with its span in the original text."""
    for match in _WORD.finditer(seen.text):
        yield match[0], *seen.span(*match.span())


def folded(value: str) -> str:
    """Return a short value (a name, a place, a site) as its words with single spaces, to compare by."""
    return " ".join(words(value[:400]))[:200]


def page_name(address: str) -> str:
    """Return the address of a page as its words, without the scheme and "www" that people leave out."""
    found = words(address[:2_000])
    start = 1 if found[:1] in (["http"], ["https"]) else 0
    return " ".join(found[start + (found[start : start + 1] == ["www"]) :])
