"""`python -m benchmarks.authors`: see tables."""

import sys

from benchmarks.authors.tables import main

main(sys.argv[1:])
