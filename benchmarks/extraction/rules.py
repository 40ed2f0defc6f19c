"""What each rule catches and refuses, as docs/extraction.md prints it: taken from the modules' own docstrings.

python -m benchmarks.extraction.rules [--write]      prints the section, or writes it into docs/extraction.md
"""

from __future__ import annotations

import argparse
import inspect
import sys
from pathlib import Path

from firstlight.extract import phone
from firstlight.extract.kinds import kinds
from firstlight.extract.phone.tricks import TRICKS

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"
BEGIN, END = "<!-- rules: written by python -m benchmarks.extraction.rules --write -->", "<!-- end of rules -->"


def section() -> str:
    """Return the section as Markdown."""
    parts = [BEGIN]
    for kind in kinds():
        module = sys.modules[kind.find.__module__]
        parts += [f"### {kind.KIND}", inspect.cleandoc(module.__doc__ or "")]
        if kind.KIND == phone.KIND:
            parts.append(
                "\n".join(
                    [
                        "| rule | a number |",
                        "|---|---|",
                        *(f"| `{name}` | {what} |" for name, what in phone.RULES.items()),
                    ]
                )
            )
            parts.append("Tricks that are undone before reading:")
            parts.append("\n".join(f"- {inspect.cleandoc(trick.__doc__ or '')}" for _, trick in TRICKS))
    return "\n\n".join([*parts, END])


def page() -> str:
    """Return the page with the section in its place."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    return before + section() + rest.partition(END)[2]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        PAGE.write_text(page(), "utf-8")
    else:
        print(section())
