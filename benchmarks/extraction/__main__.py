"""Print the extraction tables: `python -m benchmarks.extraction [--public DIR] [--misses]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.extraction import main, public

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--public", type=Path, metavar="DIR", help="only the texts of other projects fetched into DIR")
parser.add_argument("--misses", action="store_true", help="with --public: show what was read otherwise than expected")
options = parser.parse_args()
if options.public is None:
    main()
else:
    public.main(options.public, options.misses)
