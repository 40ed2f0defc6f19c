"""The command line: thin commands, one file per group; all work is done by functions that Python can call too."""

from firstlight.cli.app import main

__all__ = ["main"]
