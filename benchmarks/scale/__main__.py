"""Run from the command line."""

import sys

from benchmarks.scale import main

if __name__ == "__main__":
    main(sys.argv[1:])
