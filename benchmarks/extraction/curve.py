"""The curve: seconds that one long text takes, by its length and by what it is made of; they must grow as the length.

python -m benchmarks.extraction.curve [--longest 10000000]

Every row is one text of one unit again and again: what a pattern that backtracks, or a list that is looked through
again for each find, would take for ever to read. The last column is how the time grows with ten times the length, by
the two longest: 10 is linear.
"""

# ruff: noqa: E501 - tables read better with a row a line
from __future__ import annotations

import argparse
import random
import string
import time
from collections.abc import Sequence

from benchmarks.extraction.families import Sample
from benchmarks.extraction.measure import table
from benchmarks.extraction.phones import postings, stream
from firstlight.extract.run import run

UNITS = {
    "a million digits and more": "9", "spaced digits": "9 1 8 ", "numbers": "918-555-0142, ", "digit words": "nine one 8 o ",
    "run-together words": "nineone", "emoji": "🌸", "flags": "🇺🇸", "keycaps": "9\ufe0f\u20e3", "combining marks": "e\u0301\u0302",
    "zero width": "9\u200b1\u200b", "right to left": "\u202eabc 918 ", "at signs": "a@", "dots": "a.", "spelled mail": "a at b dot com ",
    "links": "https://a.b/", "hyphens": "a-", "brackets": "((", "quotation marks": '"new face" ', "base58": "1BvBMSEYstWetq", "hex": "0x0123456789abcdef ",
    "names": "Ruby and Jade, ", "ages": "Ruby, 22, ", "prices": "$100/hr ", "hours": "9am-5pm ", "days": "mon-tue ",
    "feet": "5'6 ", "cities": "Kansas City, MO ", "streets": "17 Main St ", "letters apart": "n i n e ", "starred": "s*ven ",
    "tags": "<b>9</b>", "one space": " ", "line ends": "\n", "PGP heads": "-----begin pgp signature-----\n",
}  # fmt: skip
"""What a text is made of: something for the patterns of every kind."""


def random_letters(size: int) -> str:
    """Return letters without an end, as a broken encoding has them."""
    return "".join(random.Random(size).choices(string.ascii_letters + "    ", k=size))


def texts(size: int) -> dict[str, str]:
    """Return every text of the table at a length in characters."""
    ads = " ".join(ad.text for ad in stream(400))
    units = {"ads": ads, **UNITS}
    made = {name: (unit * (size // len(unit) + 1))[:size] for name, unit in units.items()}
    return {**made, "random letters": random_letters(size)}


def seconds(text: str) -> float:
    """Return the CPU time that all kinds take on one text."""
    batch = postings([Sample("long", text, frozenset())])
    start = time.process_time()
    run(batch)
    return time.process_time() - start


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--longest", type=int, default=10_000_000)
    options = parser.parse_args(argv)
    sizes = [options.longest // 100, options.longest // 10, options.longest]
    run(postings(stream(50)))
    rows = []
    for name in texts(1):
        spent = [seconds(texts(size)[name]) for size in sizes]
        rows.append([name, *(f"{one:.2f}" for one in spent), f"{spent[2] / max(spent[1], 0.01):.1f}"])
        print(f"  {name}: {', '.join(rows[-1][1:])}", flush=True)
    print("\nOne text of so many characters, all kinds (seconds of CPU time), and how the last grew\n")
    print(table(("made of", *(f"{size:,}" for size in sizes), "grew"), rows))


if __name__ == "__main__":
    main()
