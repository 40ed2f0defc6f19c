"""The directory of bodies to tell, as data: what ships, and an agency's own file before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from firstlight.errors import InputError

Whom = Literal["minor", "adult", "missing", "young"]
When = Literal["emergency", "now", "report"]
By = Literal["phone", "text", "web", "form"]

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a body: by what, and at which number or address."""

    by: By
    at: str


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody to tell; the head of directory.yaml says what each field holds."""

    id: str
    name: str
    country: str
    whom: tuple[Whom, ...]
    when: tuple[When, ...]
    ways: tuple[Way, ...]
    needs: tuple[str, ...]
    note: str
    source: str
    checked: date


Directory = tuple[Body, ...]


@cache
def declared() -> Directory:
    """Return the directory that ships with Firstlight."""
    return parse((files("firstlight.refer") / "directory.yaml").read_text(encoding="utf-8"), "directory.yaml")


def read(path: str) -> Directory:
    """Return an agency's own directory with ours behind it; an entry of theirs replaces ours of the same id.

    Raises InputError naming the file, the entry and what is wrong with it.
    """
    if not path:
        return declared()
    try:
        own = parse(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the directory of bodies cannot be read: {error}") from error
    return own + tuple(body for body in declared() if body.id not in {one.id for one in own})


def parse(text: str, name: str) -> Directory:
    """Read a directory from YAML; raise InputError naming the entry and what is wrong with it."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f"{name}: this is no YAML: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("bodies"), list):
        raise InputError(f"{name}: it must hold a list named bodies")
    found = tuple(_body(entry, f"{name}, entry {place}") for place, entry in enumerate(document["bodies"], start=1))
    twice = {body.id for body in found if sum(one.id == body.id for one in found) > 1}
    if twice:
        raise InputError(f"{name}: {', '.join(sorted(twice))} stands there twice")
    return found


def _body(entry: Any, where: str) -> Body:
    if not isinstance(entry, dict):
        raise InputError(f"{where}: it must hold fields, such as name: ...")
    given = {("whom" if field == "for" else field): value for field, value in entry.items()}
    for problem in _problems(given):
        raise InputError(f"{where} ({given.get('id', 'no id')}): {problem}")
    ways = tuple(Way(way["by"], str(way["at"])) for way in given["ways"])
    lists = {name: tuple(given[name]) for name in ("whom", "when", "needs")}
    return Body(**(given | lists | {"ways": ways}))


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    wanted = {field.name for field in fields(Body)}
    shown = {"whom": "for"}
    for name in sorted(wanted ^ given.keys()):
        yield f"{shown.get(name, name)} is {'missing' if name in wanted else 'no field of a body'}"
    for name in ("id", "name", "country", "note", "source"):
        if not isinstance(given[name], str):
            yield f"{name} must be text"
    if given["country"] != EVERYWHERE and not (len(given["country"]) == 2 and given["country"].isupper()):
        yield f"country is {given['country']!r}: write two capital letters (ISO 3166), or *"
    if not isinstance(given["checked"], date):
        yield f"checked is {given['checked']!r}: write the day, such as 2026-11-25"
    yield from _lists(given)


def _lists(given: Mapping[str, Any]) -> Iterator[str]:
    for name, known in (("whom", get_args(Whom)), ("when", get_args(When)), ("needs", ()), ("ways", ())):
        if not isinstance(given[name], list):
            yield f"{'for' if name == 'whom' else name} must be a list"
            continue
        unknown = [value for value in given[name] if known and value not in known]
        if unknown:
            yield f"{unknown[0]!r} is none of {', '.join(known)}"
    for way in given["ways"]:
        if not isinstance(way, dict) or way.keys() != {"by", "at"} or way["by"] not in get_args(By):
            yield f"a way must say by ({', '.join(get_args(By))}) and at"
