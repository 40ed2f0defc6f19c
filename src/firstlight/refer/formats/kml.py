"""Places and days as KML 2.3 (OGC 12-007r2), for maps: each stay a mark with its day, and the way between them.

A place is a city: its mark stands in the middle of it, never at an address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from firstlight.assess.distance import coordinates
from firstlight.records import POSSIBLE
from firstlight.refer.formats.markup import text
from firstlight.refer.material import Material


def render(material: Material) -> bytes:
    """Return the stays as KML; places that the tables do not know are listed without a mark."""
    return "\n".join(_lines(material)).encode()


def _lines(material: Material) -> Iterator[str]:
    stays = _stays(material)
    known = [(place, day, count, at) for (place, day), count in stays if (at := coordinates(place))]
    unknown = sorted({place for (place, _), _ in stays if coordinates(place) is None})
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<kml xmlns="http://www.opengis.net/kml/2.3">'
    yield f"<Document><name>{text(material.about)}</name>"
    if unknown:
        yield f"<description>{text('Not on the map: ' + '; '.join(unknown))}</description>"
    for place, day, count, (latitude, longitude) in known:
        when = f"<TimeStamp><when>{day.isoformat()}</when></TimeStamp>" if day else ""
        said = f"{count} ad{'' if count == 1 else 's'}, {day or 'no date'}"
        yield (
            f"<Placemark><name>{text(place)}</name><description>{text(said)}</description>{when}"
            f"<Point><coordinates>{longitude:.5f},{latitude:.5f}</coordinates></Point></Placemark>"
        )
    way = [at for _, day, _, at in known if day]
    if len(set(way)) > 1:
        path = " ".join(f"{longitude:.5f},{latitude:.5f}" for latitude, longitude in way)
        yield "<Placemark><name>In time order</name><LineString><tessellate>1</tessellate>"
        yield f"<coordinates>{path}</coordinates></LineString></Placemark>"
    yield "</Document>"
    yield "</kml>\n"


def _stays(material: Material) -> list[tuple[tuple[str, date | None], int]]:
    """Return (place, day) with the number of ads that name the place on that day, in the order of time."""
    counted: Counter[tuple[str, date | None]] = Counter()
    for piece in material.pieces:
        day = piece.posting.posted_at.date() if piece.posting.posted_at else None
        places = {one.value for one in piece.mentions if one.kind == "place" and one.score >= POSSIBLE}
        counted.update((place, day) for place in places)
    return sorted(counted.items(), key=lambda one: (one[0][1] or date.max, one[0][0]))
