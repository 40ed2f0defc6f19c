"""Authors: linking of accounts, time zones and style, on simulated forums and on texts that nobody here wrote."""

from benchmarks.authors.tables import main

__all__ = ["main"]
