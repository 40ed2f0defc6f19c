"""The Firstlight market benchmark: which system puts operators that offer a minor before a person first.

    python -m benchmarks.market                 development markets (three seeds)
    python -m benchmarks.market --held-out      the ten markets of the reported table, looked at for nothing else
    python -m benchmarks.market --sensitivity   one assumption changed at a time
    python -m benchmarks.market --quick         one small market, to see that all runs
    python -m benchmarks.market --export DIR    the markets as files, for another system
    python -m benchmarks.market --system-output leads.jsonl     that system's answer, measured beside the others

All markets are invented, and so is every rate in them: a figure reached here compares ways to order a queue, and is
never accuracy on trafficking. docs/benchmark.md holds the protocol, the file formats and the results.

protocol     seeds, sizes, the adversary's budget, a market as the systems see it
systems      Firstlight, what anybody could do without it, and bounds that know more than can be known
measures     what is counted, from the truth about each posting
fairness     who is flagged though nothing is wrong
sensitivity  one assumption changed at a time
outside      markets written out, another system's answer read back
tables       what is printed
"""

from __future__ import annotations

from benchmarks.market.tables import main

__all__ = ["main"]
