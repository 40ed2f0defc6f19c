"""Run the benchmark with its options."""

from __future__ import annotations

import sys

from benchmarks.linking import main

main(sys.argv[1:])
