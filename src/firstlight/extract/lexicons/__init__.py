"""Lexicons: the words that bear on an indicator, as data that people can read, question and add to.

A lexicon is a YAML file:

    lexicon: en                   its name; an entry's id is lexicon/category/term
    version: 1                    a whole number, raised whenever an entry changes
    language: en                  ISO 639-1
    categories:
      youth:
        indicator: AD-YOUTH-LANG  one of `INDICATORS` or `DESCRIPTIONS`
        grade: A                  A, B or C, as the reference on warning signs defines them
        source: who says so
        terms:
          new-face: [new|fresh face|faces]        phrases; a|b is either word
          young:
            phrases: [young]
            unless: [young at heart]              longer phrases in which it means something else
            source: a source of its own, if it has one

An agency's own file has the same form and lives beside ours; whatever is wrong in it is a `BadLexicon`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from firstlight.errors import BadLexicon
from firstlight.extract.text import view

INDICATORS = (
    "AD-TRUST", "AD-YOUTH-LANG", "AD-THIRD-PERSON", "AD-PLURAL", "AD-MULTI", "AD-RESTRICT", "AD-MOVE-LANG",
    "AD-SCREENING", "AD-ETHNICITY-STATED", "SPAM-SCAM",
)  # fmt: skip
"""The indicators that wording can speak to."""

DESCRIPTIONS = tuple(
    f"{what}-{colour}"
    for what, colours in (("HAIR", ("BLACK", "BROWN", "BLONDE", "RED")), ("EYES", ("BROWN", "BLUE", "GREEN", "HAZEL")))
    for colour in colours
)
"""What wording can say of somebody's looks: compared with open missing-child cases, and part of no score."""

OWN = ("en.yaml", "es.yaml")
"""The lexicons that come with Firstlight."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST_SPELLINGS = 2_000
_DEEPEST = 4
"""Keys that lead to a term: categories, its category, terms, its name."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: `phrases` speak to the indicator, `unless` do not; both are tuples of words as the view has them."""

    id: str
    indicator: str
    language: str
    grade: str
    source: str
    phrases: tuple[tuple[str, ...], ...]
    unless: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon file that has been read and found in order."""

    name: str
    version: int
    terms: tuple[Term, ...]


@cache
def own() -> tuple[Lexicon, ...]:
    """Return the lexicons that come with Firstlight."""
    folder = files(__package__)
    return tuple(parse(name, folder.joinpath(name).read_text("utf-8")) for name in OWN)


def load(path: str) -> Lexicon:
    """Read an agency's lexicon file; raise BadLexicon if it cannot be read or does not say what it must."""
    try:
        text = Path(path).read_text("utf-8")
    except OSError as error:
        raise BadLexicon(path, "file", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise BadLexicon(path, "file", f"is not UTF-8 at byte {error.start}") from error
    return parse(path, text)


def parse(file: str, text: str) -> Lexicon:
    """Return the lexicon that a YAML text holds; raise BadLexicon naming the entry and what is wrong with it."""
    try:
        data = yaml.safe_load(text)
        lines = _lines(yaml.compose(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise BadLexicon(file, "file", f"is not YAML: {' '.join(str(error).split())}", line) from error
    if not isinstance(data, dict):
        raise BadLexicon(file, "file", "must be a mapping with lexicon, version, language and categories")
    reader = _Reader(file, lines)
    name = reader.identifier("lexicon", data.get("lexicon"))
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise reader.wrong("version", "must be a whole number from 1")
    language = data.get("language")
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise reader.wrong("language", "must be two letters (ISO 639-1)")
    terms = tuple(reader.terms(name, language, data.get("categories")))
    return Lexicon(name, version, terms)


def _lines(root: yaml.Node | None, at: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    """Return the line (from 1) of every key that leads to a term, by the keys that lead to it."""
    lines: dict[tuple[str, ...], int] = {}
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        here = (*at, str(key.value))
        lines[here] = key.start_mark.line + 1
        if len(here) < _DEEPEST:
            lines |= _lines(value, here)
    return lines


class _Reader:
    """Reads the parts of one file, and knows its name and lines for what it has to refuse."""

    def __init__(self, file: str, lines: dict[tuple[str, ...], int]) -> None:
        self._file, self._lines = file, lines

    def wrong(self, entry: str, cause: str) -> BadLexicon:
        """Return the error for an entry ("lexicon/category/term", or a key at the head of the file)."""
        _, *below = entry.removesuffix("/terms").split("/")
        keys = ("categories", *below[:1], *(("terms", below[1]) if len(below) > 1 else ())) if below else (entry,)
        line = self._lines.get(keys, self._lines.get(("categories", entry)))
        return BadLexicon(self._file, entry, cause, line)

    def identifier(self, entry: str, value: Any) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.wrong(entry, f"{value!r} must be lower-case words joined by hyphens")
        return value

    def terms(self, lexicon: str, language: str, categories: Any) -> Iterator[Term]:
        for category, about in self._mapping("categories", categories).items():
            self.identifier(str(category), category)
            at = f"{lexicon}/{category}"
            body = self._mapping(at, about)
            indicator = self._choice(at, "indicator", body.get("indicator"), INDICATORS + DESCRIPTIONS)
            grade = self._choice(at, "grade", body.get("grade"), ("A", "B", "C"))
            source = self._source(at, body.get("source"))
            for name, term in self._mapping(f"{at}/terms", body.get("terms")).items():
                self.identifier(f"{at}/{name}", name)
                phrases, unless, own_source = self._term(f"{at}/{name}", term, source)
                yield Term(f"{at}/{name}", indicator, language, grade, own_source, phrases, unless)

    def _term(self, at: str, term: Any, source: str) -> tuple[Any, Any, str]:
        if isinstance(term, list):
            term = {"phrases": term}
        term = self._mapping(at, term)
        unknown = set(term) - {"phrases", "unless", "source"}
        if unknown:
            raise self.wrong(at, f"does not know {', '.join(sorted(map(str, unknown)))}")
        if not term.get("phrases"):
            raise self.wrong(at, "needs at least one phrase")
        phrases = self._phrases(at, term["phrases"])
        unless = self._phrases(at, term.get("unless") or [])
        return phrases, unless, self._source(at, term.get("source", source))

    def _phrases(self, at: str, phrases: Any) -> tuple[tuple[str, ...], ...]:
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
            raise self.wrong(at, "phrases must be a list of texts")
        return tuple(dict.fromkeys(spelling for phrase in phrases for spelling in self._spellings(at, phrase)))

    def _spellings(self, at: str, phrase: str) -> Iterator[tuple[str, ...]]:
        slots = [[word_of(word) for word in slot.split("|")] for slot in phrase.split()]
        if not slots or not all(word for slot in slots for word in slot):
            raise self.wrong(at, f"{phrase!r} has a place without a word")
        count = 1
        for slot in slots:
            count *= len(slot)
        if count > _MOST_SPELLINGS:
            raise self.wrong(at, f"{phrase!r} stands for {count} phrases; {_MOST_SPELLINGS} are the most")
        for choice in product(*slots):
            yield tuple(word for words in choice for word in words)

    def _mapping(self, at: str, value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict) or not value:
            raise self.wrong(at, "must be a mapping that is not empty")
        return value

    def _choice(self, at: str, what: str, value: Any, choices: Sequence[str]) -> str:
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(at, f"{what} {value!r} must be one of {', '.join(choices)}")
        return value

    def _source(self, at: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(at, "needs a source: who says that the words mean something")
        return value


def word_of(text: str) -> tuple[str, ...]:
    """Return a word of a phrase as the words that the normalised view cuts it into ("don't" is two)."""
    return tuple(word for _, _, word in view(text).words)
