"""The packet as PDF, set by Typst: the template is ours, and everything an ad says reaches it as data.

It is made without network and without the fonts of the machine. Letters that the fonts of Typst lack (Latin, Greek and
Cyrillic they have) appear as boxes; the manifest beside it holds every text letter by letter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import typst

from firstlight.records import POSSIBLE, Lead
from firstlight.refer.directory import declared
from firstlight.refer.formats.manifest import SAYS
from firstlight.refer.material import Material, Piece
from firstlight.refer.whom import propose

MOST_QUOTES = 6
"""Words quoted under one reason; the manifest has all."""

LONGEST = 6_000
"""Characters of an ad's text that are printed; the manifest has all."""

# What would turn the direction of a line, or is not seen at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONG_WORD = re.compile(r"(\S{40})(?=\S)")


def render(material: Material) -> bytes:
    """Return the packet as PDF; its time is that of the material, so that the same material gives the same file."""
    template = (files("firstlight.refer.formats") / "packet.typ").read_bytes()
    inputs = {"packet": json.dumps(document(material))}
    stamp = int(material.made_at.timestamp())
    made = typst.compile(template, format="pdf", ignore_system_fonts=True, sys_inputs=inputs, timestamp=stamp)
    if not isinstance(made, bytes):  # only a document of several files comes as a list, and a PDF never does
        raise TypeError(type(made).__name__)
    return made


def document(material: Material) -> dict[str, Any]:
    """Return what the template shows: text, lists and tables of text."""
    covered = "Names and identifiers are covered; the full version has the same digests." if material.redacted else ""
    return {
        "about": seen(material.about),
        "title": seen(material.title),
        "state": "redacted" if material.redacted else "full",
        "made_at": f"{material.made_at:%Y-%m-%d %H:%M} UTC",
        "made_by": seen(material.made_by),
        "says": SAYS,
        "covered": covered,
        "first": _first(material),
        "facts": _facts(material),
        "leads": [_lead(lead) for lead in material.leads],
        "identifiers": [
            [use.kind, seen(use.value), f"{use.postings:,}", _day(use.first_seen), _day(use.last_seen)]
            for use in material.uses
        ],
        "places": _places(material),
        "steps": _steps(material),
        "ads": [_ad(piece) for piece in material.pieces],
    }


def seen(text: object) -> str:
    """Return a text in which everything shows: hidden characters by their number, long words broken."""
    shown = _UNSEEN.sub(lambda found: f"‹U+{ord(found.group()):04X}›", str(text))
    return _LONG_WORD.sub("\\1\u200b", shown)


def _first(material: Material) -> str | None:
    """Return whom to call before anything else, where an age under 18 is stated."""
    for lead in material.leads:
        for proposal in propose(lead, declared()):
            if proposal.first:
                phone = next(way.at for way in proposal.body.ways if way.by == "phone")
                return f"Under 18 stated: call now {phone}, {proposal.body.name}"
    return None


def _facts(material: Material) -> list[list[str]]:
    times = [piece.posting.posted_at for piece in material.pieces if piece.posting.posted_at]
    found = [
        ["About", seen(material.about)],
        ["Purpose", seen(material.purpose) or "not stated"],
        ["Ads", f"{len(material.pieces):,}"],
        ["Seen", f"{_day(min(times))} to {_day(max(times))}" if times else "no date"],
    ]
    if material.case:
        found.append(["State of the case", "open" if material.case.open else "closed"])
        found += [[step.kind.capitalize(), seen(f"{step.subject} {step.digest}")] for step in material.case.held]
    return found


def _lead(lead: Lead) -> dict[str, Any]:
    minor, control = lead.possible_minor, lead.possible_control
    return {
        "group": seen(lead.group),
        "summary": f"Tier {lead.tier}, score {lead.score:.2f}. Possible minor {minor.value:.0%} ({minor.low:.0%} to "
        f"{minor.high:.0%}), possible control {control.value:.0%} ({control.low:.0%} to {control.high:.0%}).",
        "reasons": [
            {
                "id": reason.id,
                "text": seen(reason.text),
                "grade": reason.grade,
                "adds": f"{reason.contribution:+.2f}",
                "quotes": [
                    {"surface": seen(piece.surface), "ad": seen(piece.posting)}
                    for piece in reason.evidence[:MOST_QUOTES]
                ],
            }
            for reason in lead.reasons
        ],
    }


def _places(material: Material) -> list[list[str]]:
    counted: Counter[tuple[date | None, str]] = Counter()
    for piece in material.pieces:
        day = piece.posting.posted_at.date() if piece.posting.posted_at else None
        places = {one.value for one in piece.mentions if one.kind == "place" and one.score >= POSSIBLE}
        counted.update((day, place) for place in places)
    ordered = sorted(counted.items(), key=lambda one: (one[0][0] or date.max, one[0][1]))
    return [[str(day or "no date"), seen(place), f"{count:,}"] for (day, place), count in ordered]


def _steps(material: Material) -> list[list[str]]:
    found = [
        (one.at, one.who, f"decision: {one.act} {one.value}" + (f" {one.undoes}" if one.undoes else ""), one.why)
        for one in material.decisions
    ]
    found += [
        (step.at, step.who, f"{step.act} {step.kind}", " ".join(part for part in (step.subject, step.text) if part))
        for step in (material.case.log if material.case else ())
    ]
    return [[f"{at:%Y-%m-%d %H:%M}", *map(seen, told)] for at, *told in sorted(found, key=lambda one: one[0])]


def _ad(piece: Piece) -> dict[str, str]:
    ad = piece.posting
    when = f"{ad.posted_at:%Y-%m-%d %H:%M}" if ad.posted_at else "no date"
    cut = f" … {len(ad.text) - LONGEST:,} more characters in the manifest" if len(ad.text) > LONGEST else ""
    return {
        "name": seen(piece.name),
        "where": seen(" · ".join(part for part in (when, ad.location, ad.site, ad.author) if part)),
        "title": seen(ad.title or ""),
        "text": seen(ad.text[:LONGEST]) + cut,
        "url": seen(ad.url or ""),
        "sha256": piece.digest,
    }


def _day(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d}" if time else "–"
