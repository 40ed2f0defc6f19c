"""One identifier behind several people."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, Identifier, Sighting, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count, kind_name, listing


def _named(group: GroupFacts, carried: list[Sighting]) -> dict[str, list[Sighting]]:
    """Sightings of the names in the ads that carry an identifier, by name; ads with several names say nothing here."""
    named: dict[str, list[Sighting]] = {}
    for sighting in carried:
        names = group.names.get(sighting.ad.posting, [])
        if len(names) == 1:
            named.setdefault(names[0].mention.value.casefold(), []).append(names[0])
    return named


@indicator("GRP-PHONE-MULTI", family="management", grade="B", source="Ibanez and Suthers, HICSS 2014")
def shared(group: GroupFacts) -> Signal | None:
    """One phone number, or another contact, is used under several different names.

    It can mean that one person manages several. It can also be one person who changes names, or an agency.
    """
    found: dict[Identifier, dict[str, list[Sighting]]] = {}
    for identifier, carried in group.identifiers.items():
        named = _named(group, carried)
        if len(named) > 1:
            found[identifier] = named
    if not found:
        return None
    top = max(found, key=lambda identifier: (len(found[identifier]), identifier))
    names = sorted(sightings[0].mention.value for sightings in found[top].values())
    areas = {area for s in group.identifiers[top] if (area := group.areas.get(s.ad.posting))}
    where = f" in {count(len(areas), 'city')}" if len(areas) > 1 else ""
    reason = (
        f"One {kind_name(top.kind)} ({top.value}) is used for {len(names)} different names{where} ({listing(names)})"
    )
    evidence = again(s for named in found.values() for sightings in named.values() for s in sightings)
    evidence += again(s for identifier in found for s in group.identifiers[identifier])
    return Signal(saturate(len(names) - 1, 1.5), reason, evidence)
