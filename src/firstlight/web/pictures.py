"""What the pictures of a group are drawn from: its ads by time and place, and the network of what they name.

Every picture has a table beside it on the page; these answers are for the scripts that draw, and for programs.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from firstlight.assess.distance import coordinates
from firstlight.desk import Desk, Track
from firstlight.desk.suggest import query_for
from firstlight.errors import InputError
from firstlight.records import IDENTIFIER_KINDS
from firstlight.web.answers import as_json
from firstlight.web.door import DeskOf
from firstlight.web.network import Network, network
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["pictures"])

AROUND = 12
"""Groups that an identifier is opened to at once, those of most ads first."""


class Thing(BaseModel):
    """An identifier, and the group from which it is looked at."""

    model_config = ConfigDict(frozen=True)

    kind: Annotated[str, Field(max_length=20, description="its kind, such as phone")]
    value: Annotated[str, Field(max_length=2_000, description="its value, such as +19185550142")]
    group: Annotated[str, Field(max_length=100, description="the group that it is looked at from, left out")] = ""


def tracked(desk: Desk, name: str) -> Track:
    """Return a group ad by ad; raise 404 when the desk has no group of this name."""
    try:
        return desk.track(name)
    except InputError as error:
        raise HTTPException(404) from error


@router.get("/groups/{name}/sightings.json")
def sightings_json(desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Return each ad's day, places and things, these two by their number in lists of all; places with their degrees."""
    track = tracked(desk, name)
    note("view", track.group)
    places = numbered(place for ad in track.sightings for place in ad.places)
    things = numbered(thing for ad in track.sightings for thing in ad.things)
    ads = [
        {
            "posting": ad.posting,
            "at": ad.at,
            "places": [places[place] for place in ad.places],
            "things": [things[thing] for thing in ad.things],
        }
        for ad in track.sightings
    ]
    return as_json({
        "group": track.group,
        "left_out": track.left_out,
        "places": [{"name": place, "at": coordinates(place)} for place in places],
        "things": [{"kind": kind, "value": value} for kind, value in things],
        "ads": ads,
    })  # fmt: skip


@router.get("/groups/{name}/network.json")
def network_json(desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Return what a group's ads name, which of it stands together in ads, where to draw it, and who else carries it."""
    track = tracked(desk, name)
    note("view", track.group)
    return as_json(with_outsiders(desk, network(track), track.group))


@router.get("/around.json")
def around_json(desk: DeskOf, note: NoteOf, thing: Annotated[Thing, Query()]) -> Response:
    """Return the groups that carry an identifier, the one it is looked at from left out."""
    if thing.kind not in IDENTIFIER_KINDS:
        raise HTTPException(400, f"kind is one of {', '.join(IDENTIFIER_KINDS)}")
    note("search", said=query_for(thing.kind, thing.value))
    found = [one for one in desk.carriers(thing.kind, thing.value, most=AROUND + 1) if one.group != thing.group]
    return as_json({"kind": thing.kind, "value": thing.value, "groups": found[:AROUND]})


def with_outsiders(desk: Desk, found: Network, group: str) -> dict[str, Any]:
    """Return a network as plain values, with the number of other groups that carry each identifier, at least."""
    nodes = []
    for node in found.nodes:
        others = 0
        if node.kind in IDENTIFIER_KINDS:
            others = sum(one.group != group for one in desk.carriers(node.kind, node.value, most=AROUND + 1))
        nodes.append({
            "kind": node.kind, "value": node.value, "ads": node.ads, "x": node.x, "y": node.y, "others": others
        })  # fmt: skip
    links = [{"a": link.a, "b": link.b, "ads": link.ads} for link in found.links]
    return {"group": group, "left_out": found.left_out, "nodes": nodes, "links": links}


def numbered(values: Any) -> dict[Any, int]:
    """Return each different value with its number, the most frequent first."""
    return {value: number for number, (value, _) in enumerate(Counter(values).most_common())}
