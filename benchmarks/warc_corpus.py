"""Read every web archive in a folder, and print what became of each beside what warcio makes of it.

    python benchmarks/warc_corpus.py DIR

Each file must be read, or refused with its cause; anything else is a fault and ends the command with status 1.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from firstlight import collect
from firstlight.errors import BadRow, InputError


def show(folder: str) -> int:
    """Print one line a file; return 0 when each was read or refused."""
    faults = 0
    print(f"{'file':42} {'postings':>8} {'set aside':>9} {'ms':>6}  {'warcio records':24} outcome")
    for path in sorted(item for item in Path(folder).rglob("*") if item.is_file()):
        bad: list[BadRow] = []
        postings = 0
        begun = time.perf_counter()
        try:
            source = collect.Source(str(path), path.stat().st_size, "wacz" if path.suffix == ".wacz" else "warc")
            for table in collect.read(source, mapping={}, reject=bad.append, batch_rows=1000):
                postings += table.num_rows
            outcome = "read"
        except InputError as error:
            outcome = f"refused: {str(error).removeprefix(f'{path}: ')}"
        except Exception as error:  # noqa: BLE001  (this is what is looked for)
            outcome = f"FAULT: {type(error).__name__}: {error}"
            faults += 1
        spent = (time.perf_counter() - begun) * 1000
        outcome = "; ".join(dict.fromkeys((outcome, *(row.cause for row in bad))))
        print(f"{path.name[:42]:42} {postings:8} {len(bad):9} {spent:6.0f}  {peer(path):24} {outcome}")
    return 1 if faults else 0


def peer(path: Path) -> str:
    """What warcio makes of the file: records read, and the error that ended the reading if one did."""
    count = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                record.content_stream().read()
                count += 1
    except (ArchiveLoadFailed, OSError, ValueError, EOFError) as error:
        return f"{count}, {type(error).__name__}"
    return str(count)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/warc_corpus.py DIR")
    sys.exit(show(sys.argv[1]))
