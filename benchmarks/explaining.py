"""How long it takes to say why ads belong together: groups of a hundred ads to ten thousand, and two ads of each.

    python -m benchmarks.explaining

One made-up operation: one number, forty wordings put together of sentences, names, ages and places that change, and
other operations around it that share a booking line. The peer is the dossier of the same group, which its page reads
anyway. CPU milliseconds, the best of three, so that other work on the machine counts little.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from firstlight.desk import Desk
from firstlight.link import group_name
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.web.formats import json_line
from firstlight.workspace import Workspace

SIZES = (100, 500, 2_000, 10_000)
NAMES = ("Ivy", "Ruby", "Pearl", "Hazel", "Olive")
PLACES = ("Tulsa, OK", "Wichita, KS", "Norman, OK", "Dallas, TX")
SENTENCES = (
    "Quiet dinner company for travellers who like old films.", "A slow walk along the river after dessert.",
    "Hot stones and warm towels in a bright studio.", "By appointment, an hour or two, no hurry at all.",
    "Knows every museum in town and never looks at the clock.", "Good talk, a corner table and no phones.",
    "Please ring the second bell and wait in the lobby.", "New here, reads a lot, happy to travel.",
    "Mention this ad for a weekday discount.", "Free parking behind the building.",
)  # fmt: skip
"""What texts are put together of."""

_COLUMNS = ("ads", "why the group", "its dossier", "why two ads", "templates", "MB as JSON")


def main() -> None:
    """Print the table."""
    print("CPU ms, simulated ads; the desk is SQLite")
    print("".join(f"{name:>14}" for name in _COLUMNS))
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ads.jsonl"
            path.write_text("".join(json.dumps(ad) + "\n" for ad in ads(size)), encoding="utf-8")
            settings = Settings(workspace=Path(folder) / "unit")
            sift([str(path)], settings)
            with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
                _row(desk, size)


def ads(size: int) -> Iterator[dict[str, Any]]:
    """Yield an operation of `size` ads, and twenty others around it."""
    dice = random.Random(size)
    wordings = [dice.sample(SENTENCES, 6) for _ in range(40)]
    for at in range(size):
        opening = f"{dice.choice(NAMES)}, {dice.randint(21, 29)}, in {dice.choice(PLACES)}."
        text = " ".join([opening, *dice.choice(wordings), "Call 918-555-0142 or book at 918-555-0100"])
        yield {"id": f"own-{at}", "text": text, "posted_at": f"2026-01-{1 + at % 28:02}"}
    for other in range(20):
        said = " ".join(f"{word}{other}x" for word in SENTENCES[0].split())
        text = f"{said} Call 918-555-01{50 + other} or book at 918-555-0100"
        yield {"id": f"other-{other}", "text": text, "posted_at": "2026-01-15"}


def _row(desk: Desk, size: int) -> None:
    name = group_name("own-0")
    why, seconds = _best(lambda: desk.why_group(name))
    assert len(why.ways) >= 0.9 * size, f"the operation fell into pieces: {len(why.ways)} of {size}"  # noqa: S101
    _, beside = _best(lambda: desk.dossier(name, limit=100))
    _, pair = _best(lambda: desk.why_pair("own-0", f"own-{size - 1}"))
    told = len(json_line(why)) / 1e6
    print(
        f"{len(why.ways):14,}{seconds:14.0f}{beside:14.0f}{pair:14.0f}{len(why.templates):14}{told:14.1f}", flush=True
    )


def _best(run: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call returns, and the CPU milliseconds of the quickest of three."""
    times = []
    found = None
    for _ in range(3):
        start = process_time()
        found = run()
        times.append(1_000 * (process_time() - start))
    return found, min(times)


if __name__ == "__main__":
    main()
