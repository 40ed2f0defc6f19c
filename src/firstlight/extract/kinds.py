"""What a kind of mention is, and how one is added: put a file into this folder, and that is all.

A module of this package that has a `KIND` is a kind of mention. It says

    KIND      the kind's name, one of `records.KINDS`
    GATE      a pattern (RE2 syntax, over the normalised view): a text in which it does not match holds no such mention.
              The kernel runs it over a whole batch at once; keep it cheap and let it pass too much. "" passes all.
    FIELDS    the fields of a posting that it reads
    EXAMPLES  pairs (text, values): what is found, in order, in a text; each is a test
    DECOYS    texts in which nothing may be found with a score of `records.POSSIBLE` or more; each is a test
    find      the finder, called with the view of one field and its context; yields `Found`

and may say

    find_all  the finder for a whole column of texts at once, where that is faster: called with the `Column` of a field
              and the context of each row, and with no gate before it; yields (row, Found), for each row what `find`
              yields for its text; `anchors` helps to try its patterns only at the words where one can begin
    across    the finder for what is given in pieces over title and text: called with both columns, the context of each
              row, and the values that each row is known to hold; yields (field, row, Found), the span within the field
              that holds the larger part

A finder looks only at the view's `text` (and its `words`), gives spans in it, and never reads settings, files other
than its own data, or the network. Kinds run in the order of `records.KINDS`, so a later one can see in
`Context.found` what stands where already. Time must be linear in the text: no pattern may backtrack.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol, cast

from firstlight.extract.text import TextView
from firstlight.records import IDENTIFIER_KINDS, KINDS


class Found(NamedTuple):
    """One find: `start` and `end` are offsets into the view, `score` is in 0..1, `rule` names what found it."""

    kind: str
    value: str
    start: int
    end: int
    score: float
    rule: str


@dataclass(slots=True)
class Context:
    """What is known around a field while it is read.

    field: "title", "text", "location", or "query" for a search box. regions: ISO 3166 codes, most likely first.
    site, location: the posting's own. lexicons: the agency's lexicon files. found: what the kinds before this one
    have found in this field, in the order of finding.
    """

    field: str = "text"
    regions: Sequence[str] = ("US", "CA")
    site: str = ""
    location: str = ""
    lexicons: Sequence[str] = ()
    found: Sequence[Found] = ()


class Kind(Protocol):
    """A module that finds one kind of mention; see the head of this file."""

    KIND: str
    GATE: str
    FIELDS: tuple[str, ...]
    EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...]
    DECOYS: tuple[str, ...]

    def find(self, view: TextView, context: Context) -> Iterator[Found]:
        """Yield every mention of this kind in one field, with its span in the view."""
        ...


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of mention that this package holds, in the order of `records.KINDS`."""
    package = importlib.import_module("firstlight.extract")
    modules = (importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found = [cast("Kind", module) for module in modules if hasattr(module, "KIND")]
    return tuple(sorted(found, key=lambda kind: KINDS.index(kind.KIND)))


@cache
def identifier_kinds() -> tuple[Kind, ...]:
    """Return the kinds that tie postings together, each from the module that is called so, and load no others."""
    return tuple(cast("Kind", importlib.import_module(f"firstlight.extract.{name}")) for name in IDENTIFIER_KINDS)
