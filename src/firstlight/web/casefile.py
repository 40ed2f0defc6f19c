"""What a case's page shows, worked out of the case and the desk: plain functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from firstlight.desk import Case, Desk, digest_of
from firstlight.errors import InputError
from firstlight.records import Group, Posting


@dataclass(frozen=True, slots=True)
class Piece:
    """A posting that a case rests on: where it comes from (a group's id, or "" by itself), and its digests.

    digest: of what the desk holds now. then: of what it held when it was put in, "" for a group's.
    """

    posting: Posting
    group: str
    digest: str
    then: str

    @property
    def changed(self) -> bool:
        """Whether it is not what was put in."""
        return bool(self.then) and self.then != self.digest


@dataclass(frozen=True, slots=True)
class Event:
    """A moment of the timeline: what was done in the case, or when something it holds was seen."""

    at: datetime
    what: str
    text: str
    subject: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A case with what it holds read from the desk; groups and pieces that are no longer there are left out."""

    case: Case
    groups: tuple[Group, ...]
    evidence: tuple[Piece, ...]
    timeline: tuple[Event, ...]


def gather(desk: Desk, case: Case) -> File:
    """Read what a case holds."""
    groups = tuple(_groups(desk, case.of("group")))
    then = {step.subject: step.digest for step in case.held if step.kind == "posting"}
    of_group = {name: group.group for group in groups for name in group.postings}
    names = list(dict.fromkeys([*of_group, *then]))
    evidence = tuple(
        Piece(posting, of_group.get(posting.id, ""), digest_of(posting), then.get(posting.id, ""))
        for posting in desk.postings(names)
    )
    return File(case, groups, evidence, tuple(_timeline(case, groups, evidence)))


def _groups(desk: Desk, names: Sequence[str]) -> Iterator[Group]:
    seen = set()
    for name in names:
        try:
            group = desk.group(name)
        except InputError:
            continue  # a group of a desk that was made anew: its name stays in the case's log
        if group.group not in seen:
            seen.add(group.group)
            yield group


def _timeline(case: Case, groups: Sequence[Group], evidence: Sequence[Piece]) -> list[Event]:
    found = [
        Event(step.at, step.act, step.text, " ".join(part for part in (step.kind, step.subject) if part), step.who)
        for step in case.log
    ]
    for group in groups:
        found += [Event(group.first_seen, "first seen", "", group.group)] if group.first_seen else []
        found += [Event(group.last_seen, "last seen", "", group.group)] if group.last_seen else []
    alone = (piece.posting for piece in evidence if not piece.group)
    found += [Event(ad.posted_at, "posted", ad.title or "", ad.id) for ad in alone if ad.posted_at]
    return sorted(found, key=lambda event: event.at)
