r"""Site rules: how the pages of one kind of site are cut into postings, written in YAML, not in code.

    name: classified-board
    about: what kind of page this is for
    fits: ['https?://board\.example/.*']      # regular expressions; one must match a page's whole URL
    each: article.listing                     # CSS: one posting for each match; left out, the page is one posting
    fields:                                   # CSS within that element: a selector, or a selector and more
      text: .description
      url: {css: h2 a, attribute: href}       # an attribute's value instead of the text
      pictures: {css: img, attribute: src, all: true}   # every match, not the first
      listing_number: .number                 # a name that is no field of a posting is kept in extra

Addresses (`url`, `pictures`) are made absolute. A posting's id is made from the capture, so `id` cannot be ruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml

from firstlight.collect import forums, markup
from firstlight.collect.checks import Check
from firstlight.errors import InputError

_KEYS = ("name", "about", "fits", "each", "fields")
_FIELD_KEYS = ("css", "attribute", "all")
_ADDRESSES = ("url", "pictures")


@dataclass(frozen=True, slots=True)
class Pick:
    """Where one field stands within a posting's element."""

    css: Any
    attribute: str = ""
    all: bool = False

    def values(self, element: Any) -> list[str]:
        """The texts or attribute values found, blank ones left out."""
        found = self.css(element)
        texts = [node.get(self.attribute, "") if self.attribute else markup.text_of(node) for node in found]
        kept = [text.strip() if self.attribute else text for text in texts if text.strip()]
        return kept if self.all else kept[:1]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of page. `each` is None when the page is one posting."""

    name: str
    fits: tuple[re.Pattern[str], ...]
    each: Any
    fields: dict[str, Pick]

    def matches(self, url: str) -> bool:
        """Whether the rule is for this page."""
        return any(form.fullmatch(url) for form in self.fits)

    def cut(self, page: Any, url: str) -> Iterator[dict[str, Any]]:
        """Yield the fields of each posting on a page, in the page's order."""
        for element in self.each(page) if self.each else (page,):
            found: dict[str, Any] = {}
            for field, pick in self.fields.items():
                values = pick.values(element)
                if field in _ADDRESSES:
                    values = [_absolute(url, value) for value in values]
                if values:
                    found[field] = values if pick.all else values[0]
            yield found


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def load(paths: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules in these files, then those that come with Firstlight: the first that fits a page is used.

    Files that name an engine are for forums, and read by `forums`.

    Raises InputError naming the file, the entry and what would be right.
    """
    own = ((path, _own(path)) for path in paths)
    return tuple(parse(text, path) for path, text in own if not forums.is_engine(text)) + _shipped()


@lru_cache(maxsize=1)
def _shipped() -> tuple[Rule, ...]:
    folder = resources.files("firstlight.collect") / "sites"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(parse(file.read_text("utf-8"), f"sites/{file.name}") for file in files)


def _own(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read this site rule: {error}") from error


def parse(text: str, file: str) -> Rule:
    """Read one rule from YAML. Raises InputError naming the file, the entry and what would be right."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"{file}: not YAML: {' '.join(str(error).split())}") from error
    check = Check(file)
    rule = check.mapping(data, "the rule", _KEYS)
    fields = check.mapping(rule.get("fields"), "fields")
    if "text" not in fields or "id" in fields:
        raise check.wrong("fields", "must name text, and cannot name id (it is made from the capture)")
    fits = rule.get("fits")
    if not isinstance(fits, list) or not fits:
        raise check.wrong("fits", "must be a list of regular expressions for page addresses")
    check.words(rule.get("about"), "about")
    return Rule(
        name=check.words(rule.get("name"), "name"),
        fits=tuple(check.form(form, "fits") for form in fits),
        each=check.selector(rule["each"], "each") if "each" in rule else None,
        fields={name: _pick(check, pick, f"fields.{name}") for name, pick in fields.items()},
    )


def _pick(check: Check, value: Any, entry: str) -> Pick:
    if isinstance(value, str):
        return Pick(check.selector(value, entry))
    parts = check.mapping(value, entry, _FIELD_KEYS)
    every = parts.get("all", False)
    if not isinstance(every, bool):
        raise check.wrong(f"{entry}.all", "must be true or false")
    attribute = check.words(parts["attribute"], f"{entry}.attribute") if "attribute" in parts else ""
    return Pick(check.selector(parts.get("css"), f"{entry}.css"), attribute, every)
