"""The command."""

import sys

from benchmarks.market import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
