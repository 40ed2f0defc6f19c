"""Phones: recall and precision by family, and false numbers in decoys, beside libphonenumber and a pattern.

python -m benchmarks.extraction.phones [--half held-out] [--per-family 200] [--decoys 3000] [--misses]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence

import phonenumbers
import pyarrow as pa

from benchmarks.extraction.decoys import decoy, filler
from benchmarks.extraction.families import FAMILIES, Sample, samples
from benchmarks.extraction.measure import HALVES, Half, Tally, table, wilson
from firstlight.extract.run import run
from firstlight.records import POSSIBLE, POSTING

Finder = Callable[[Sequence[Sample]], list[set[str]]]
_PATTERN = re.compile(r"1?([2-9]\d{2}[2-9]\d{6})")
_SITES = {"uk": "GB", "au": "AU", "za": "ZA", "nz": "NZ", "mx": "MX", "br": "BR"}


def postings(texts: Sequence[Sample]) -> pa.Table:
    """Return the texts as a POSTING table."""
    rows = [
        {"ordinal": at, "id": str(at), "text": sample.text, "title": sample.title or None, "site": sample.site or None}
        for at, sample in enumerate(texts)
    ]
    return pa.Table.from_pylist(rows, schema=POSTING)


def firstlight(texts: Sequence[Sample]) -> list[set[str]]:
    """Find with the kernel, phones alone; only what is sure enough to link counts."""
    found: list[set[str]] = [set() for _ in texts]
    mentions = run(postings(texts), only=("phone",)).to_pylist()
    for mention in mentions:
        if mention["score"] >= POSSIBLE:
            found[mention["ordinal"]].add(mention["value"])
    return found


def libphonenumber(texts: Sequence[Sample]) -> list[set[str]]:
    """Find with libphonenumber's matcher at its level VALID, told the region of the site."""
    form = phonenumbers.PhoneNumberFormat.E164
    return [
        {
            phonenumbers.format_number(match.number, form)
            for field in (sample.title, sample.text)
            if field
            for match in phonenumbers.PhoneNumberMatcher(field, _region(sample), leniency=phonenumbers.Leniency.VALID)
        }
        for sample in texts
    ]


def pattern(texts: Sequence[Sample]) -> list[set[str]]:
    """Find by taking everything out but digits and letters, and looking for ten digits of the North American shape."""
    return [
        {f"+1{number}" for number in _PATTERN.findall(re.sub(r"[\s().\-/]", "", f"{sample.title} {sample.text}"))}
        for sample in texts
    ]


FINDERS: dict[str, Finder] = {"firstlight": firstlight, "libphonenumber": libphonenumber, "strip + pattern": pattern}


def _region(sample: Sample) -> str:
    ending = sample.site.rpartition(".")[2]
    return _SITES.get(ending, ending.upper()) or "US"


def quality(half: Half, per_family: int, decoys: int, misses: bool) -> None:
    """Print recall and precision by family, and false numbers in decoys, for every finder."""
    totals = {name: Tally() for name in FINDERS}
    rows = []
    for family in FAMILIES:
        texts = samples(family, half, per_family, seed=1)
        row = [family]
        for name, finder in FINDERS.items():
            tally = _count(texts, finder(texts), misses and name == "firstlight")
            totals[name] += tally
            if name == "firstlight":
                low, high = wilson(tally.right, tally.right + tally.missed)
                row += [f"{tally.recall:.3f}", f"{low:.2f}-{high:.2f}", f"{tally.precision:.3f}"]
            else:
                row.append(f"{tally.recall:.3f}")
        rows.append(row)
    print(f"\nPhones, {half} half, {per_family} texts a family (recall; 95% interval; precision)\n")
    print(table(("family", "firstlight", "95%", "precision", "libphonenumber", "strip + pattern"), rows))
    rng = random.Random(f"decoys/{half}")
    without = [Sample("decoy", decoy(rng, half), frozenset()) for _ in range(decoys)]
    rows = []
    for name, finder in FINDERS.items():
        tally, false = totals[name], _count(without, finder(without), misses and name == "firstlight").false
        low, high = wilson(tally.right, tally.right + tally.missed)
        precision = tally.right / max(1, tally.right + tally.false + false)
        interval = "{:.3f}-{:.3f}".format(*wilson(tally.right, tally.right + tally.false + false))
        rows.append(
            [
                name,
                f"{tally.recall:.3f}",
                f"{low:.3f}-{high:.3f}",
                f"{precision:.3f}",
                interval,
                f"{1000 * false / decoys:.1f}",
            ]
        )
    print(f"\nAll families and {decoys} texts without a number\n")
    print(table(("finder", "recall", "95%", "precision", "95%", "false per 1,000 decoys"), rows))


def _count(texts: Sequence[Sample], found: Sequence[set[str]], show: bool) -> Tally:
    tally = Tally()
    for sample, values in zip(texts, found, strict=True):
        tally.add(set(sample.values), values)
        if show and values != sample.values:
            print(f"{sample.family}: {sorted(sample.values)} {sorted(values)} {sample.title!r} {sample.text!r}")
    return tally


_FIGURES = 0.06
"""The share of sentences with figures in the stream of ads: every other ad has a price, a date or the like."""


def stream(count: int, half: Half = "public", characters: int = 400) -> list[Sample]:
    """Return ads as they come: 30% without a number, 60% with a plain one, 10% with a hidden one."""
    rng = random.Random(7)
    hidden = [sample for family in FAMILIES[1:] for sample in samples(family, half, 20, 2, _FIGURES)]
    plain = samples("plain", half, 200, 2, _FIGURES)
    ads = []
    for _ in range(count):
        chance = rng.random()
        said = "" if chance < 0.3 else rng.choice(plain if chance < 0.9 else hidden).text
        ads.append(
            Sample("stream", f"{filler(rng, half, characters - len(said), _FIGURES)} {said}"[:characters], frozenset())
        )
    return ads


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--per-family", type=int, default=200)
    parser.add_argument("--decoys", type=int, default=3_000)
    parser.add_argument("--misses", action="store_true", help="show what was missed or false, public half only")
    options = parser.parse_args(argv)
    for half in HALVES if options.half == "both" else (options.half,):
        quality(half, options.per_family, options.decoys, options.misses and half == "public")


if __name__ == "__main__":
    main()
